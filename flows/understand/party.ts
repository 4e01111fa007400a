// Who comes: counts, ranges, companions and animals, read in chunks ("2 adultos, 1 nene y un perro").

import type { Party } from '../../src/domain/party.ts';
import { agesAt } from './ages.ts';
import {
  ALONE,
  COMPANIONS,
  CONSULTING,
  ME,
  COUNTED_PEOPLE,
  FOR_WORDS,
  MINE,
  PAIRS,
  PARTY_FILLERS,
  PARTY_HEADS,
  PARTY_JOINERS,
  PART_OF,
  PET,
  PETS,
  SELF,
  SPEAKER_HEADS,
  STRICTLY_MINE,
  type Kind,
} from './lexicon/people.ts';
import { bareDayAt, fullDayAt, type Reading } from './days.ts';
import { countAt, countRangeAt, numberAt } from './numbers.ts';
import { afterAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';
import { words } from './lexicon/words.ts';

/** One group of people of a chunk. */
export type Group = Place & {
  readonly kind: Kind | 'bare' | 'pet';
  readonly least: number;
  readonly most: number;
  readonly ages: readonly number[];
  /** "de los cuales 2 son nenes": part of the total said before. */
  readonly partOfTotal: boolean;
};

export type Chunk = Place & { readonly groups: readonly Group[] };

type GroupRead = Omit<Group, 'partOfTotal' | 'from' | 'to'> & { readonly next: number };

const group = (
  kind: Group['kind'],
  least: number,
  most: number,
  next: number,
  ages: readonly number[] = [],
): GroupRead => ({ kind, least, most, next, ages });

function kindAt(tokens: readonly Token[], at: number): Kind | undefined {
  const word = wordAt(tokens, at);
  return word === undefined ? undefined : COUNTED_PEOPLE.get(word);
}

/** The noun may come after an adjective or "de": "4 lindas personas" is not worth it, "2 de nosotros" is. */
function nounAfter(
  tokens: readonly Token[],
  at: number,
): { kind: Group['kind']; next: number } | undefined {
  const kind = kindAt(tokens, at);
  if (kind !== undefined) {
    const next =
      kind !== 'adult' &&
      [
        'recien',
        'chiquito',
        'chiquitos',
        'chicos',
        'pequenos',
        'mayores',
        'pequenas',
        'adultas',
        'adultos',
        'small',
        'amiga',
        'amigas',
      ].includes(wordAt(tokens, at + 1) ?? '') &&
      countAt(tokens, at + 1) === undefined
        ? at + 2
        : at + 1;
    return { kind, next };
  }
  const word = wordAt(tokens, at) ?? '';
  if (PET.has(word) || PETS.has(word)) return { kind: 'pet', next: at + 1 };
  if (
    [
      'small',
      'little',
      'young',
      'pequenos',
      'otros',
      'mas',
      'more',
      'mais',
      'lindos',
      'hermosos',
    ].includes(word)
  ) {
    const later = kindAt(tokens, at + 1);
    if (later !== undefined) return { kind: later, next: at + 2 };
    if (PET.has(wordAt(tokens, at + 1) ?? '') || PETS.has(wordAt(tokens, at + 1) ?? ''))
      return { kind: 'pet', next: at + 2 };
  }
  if (word === 'de' && ['nosotros', 'nosotras'].includes(wordAt(tokens, at + 1) ?? ''))
    return { kind: 'people', next: at + 2 };
  if (word === 'of' && wordAt(tokens, at + 1) === 'us') return { kind: 'people', next: at + 2 };
  return undefined;
}

/** What "a" counts in English; "a criança" and "a jubilados" count nobody. */
const ENGLISH_ONES: ReadonlySet<string> = words(`
  child kid baby toddler infant couple dog cat pet puppy small little teenager
`);

function countedGroupAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const range = countRangeAt(tokens, at);
  if (!range || range.most > 999) return undefined;
  const noun = nounAfter(tokens, range.next);
  if (!noun || (wordAt(tokens, at) === 'a' && !ENGLISH_ONES.has(wordAt(tokens, range.next) ?? '')))
    return undefined;
  const ages =
    noun.kind === 'child' || noun.kind === 'infant'
      ? agesAt(tokens, noun.next, range.most === 1 ? 'one' : 'several')
      : undefined;
  const next = ages?.next ?? noun.next;
  // "1 nene de 8 meses" is a baby.
  const kind =
    noun.kind === 'child' && ages && ages.months > 0 && ages.years.length === 0
      ? 'infant'
      : noun.kind;
  return group(
    kind,
    range.least,
    range.most,
    next,
    noun.kind === 'child' ? (ages?.years ?? []) : [],
  );
}

/** "los nenes (2)", "adultos: 2", "niños 1". */
function nounThenCountAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const kind = kindAt(tokens, at) ?? (PETS.has(wordAt(tokens, at) ?? '') ? 'pet' : undefined);
  if (kind === undefined || (kind === 'people' && wordAt(tokens, at) === 'gente')) return undefined;
  const marked = ['(', ':', '='].includes(tokens[at + 1]?.text ?? '');
  const count = numberAt(tokens, marked ? at + 2 : at + 1);
  if (!count || count.value > 999 || kindAt(tokens, count.next) !== undefined) return undefined;
  const bracket = tokens[at + 1]?.text === '(';
  if (bracket && tokens[count.next]?.text !== ')') return undefined;
  if (!marked && tokens[at]?.text.endsWith('s') !== true) return undefined;
  return group(kind, count.value, count.value, bracket ? count.next + 1 : count.next);
}

/** "mi señora", "mis viejos", "mi hijo", "el bebé". */
function companionAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const mine = wordAt(tokens, at) ?? '';
  const word = wordAt(tokens, at + 1) ?? '';
  if (STRICTLY_MINE.has(mine) && PAIRS.has(word)) return group('adult', 2, 2, at + 2);
  if (
    MINE.has(mine) &&
    COMPANIONS.has(word) &&
    (STRICTLY_MINE.has(mine) || !['vieja', 'viejo', 'pai', 'papa'].includes(word))
  )
    return group('adult', 1, 1, at + 2);
  const kind = COUNTED_PEOPLE.get(word);
  if ((kind === 'child' || kind === 'infant') && MINE.has(mine)) {
    const bracketed = nounThenCountAt(tokens, at + 1);
    if (bracketed) return bracketed;
    if (word.endsWith('s')) return undefined;
    const ages = agesAt(tokens, at + 2, 'one');
    return group(
      ages && ages.months > 0 && ages.years.length === 0 ? 'infant' : kind,
      1,
      1,
      ages?.next ?? at + 2,
      kind === 'child' ? (ages?.years ?? []) : [],
    );
  }
  if (MINE.has(mine) && PET.has(word)) return group('pet', 1, 1, at + 2);
  return undefined;
}

/** "una pareja con bebé": one, inside a chunk. */
function oneUncountedAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const word = wordAt(tokens, at) ?? '';
  const kind = kindAt(tokens, at);
  if (PET.has(word)) return group('pet', 1, 1, at + 1);
  if (
    (kind !== 'infant' && kind !== 'child') ||
    word.endsWith('s') ||
    word === 'menor' ||
    word === 'children'
  )
    return undefined;
  const ages = agesAt(tokens, at + 1, 'one');
  return group(
    ages && ages.months > 0 ? 'infant' : kind,
    1,
    1,
    ages?.next ?? at + 1,
    kind === 'child' ? (ages?.years ?? []) : [],
  );
}

function selfAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const word = wordAt(tokens, at) ?? '';
  const next = wordAt(tokens, at + 1) ?? '';
  // "para mí y mi pareja", "me and my wife".
  if (ME.has(word) && (ALONE.has(next) || ['y', 'and', 'e'].includes(next)))
    return group('adult', 1, 1, ALONE.has(next) ? at + 2 : at + 1);
  if (
    !SELF.has(word) ||
    (word === 'i' && at > 0 && !['and', 'just', 'only'].includes(wordAt(tokens, at - 1) ?? ''))
  )
    return undefined;
  return group('adult', 1, 1, ALONE.has(wordAt(tokens, at + 1) ?? '') ? at + 2 : at + 1);
}

/** A number alone: only after a head ("somos 4") or inside a chunk ("2 + 1"), never where a date begins. */
function bareGroupAt(
  tokens: readonly Token[],
  at: number,
  reading: Reading,
): GroupRead | undefined {
  const range = countRangeAt(tokens, at);
  if (!range || range.most > 999) return undefined;
  if (
    range.least === 1 &&
    range.most === 1 &&
    tokens[at]?.kind === 'word' &&
    !['uno', 'one'].includes(tokens[at]?.text ?? '')
  )
    return undefined;
  const following = tokens[range.next]?.text ?? '';
  if (NOT_PEOPLE.has(following)) return undefined;
  const day = range.least === range.most ? fullDayAt(tokens, at, reading) : undefined;
  if (day) return undefined;
  const rangeBegins =
    ['al', 'hasta', 'ao', 'ate'].includes(following) &&
    bareDayAt(tokens, range.next + 1) !== undefined;
  if (rangeBegins) return undefined;
  return group('bare', range.least, range.most, range.next);
}

const NOT_PEOPLE: ReadonlySet<string> = words(`
  noche noches noite noites night nights dia dias day days semana semanas week weeks hs h hrs
  horas hora am pm mil lucas pesos usd dolares % anos ano meses mes cuotas cuadras km kms metros
  minutos ambientes dormitorios camas cabanas habitaciones autos auto cars cabins estrellas veces
  : $ k min rooms beds reais de cabana unidades opciones
`);

function groupAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  if (tokens[at]?.kind === 'taken') return undefined;
  return (
    countedGroupAt(tokens, at) ??
    companionAt(tokens, at) ??
    selfAt(tokens, at) ??
    nounThenCountAt(tokens, at)
  );
}

/** Where people may be counted by a bare number: after "somos", "para", "p/". */
function headAt(
  tokens: readonly Token[],
  at: number,
): { next: number; strength: 'strong' | 'weak' } | undefined {
  const strong = afterAny(tokens, at, PARTY_HEADS);
  if (strong !== undefined) return { next: pastFillers(tokens, strong), strength: 'strong' };
  const word = wordAt(tokens, at) ?? '';
  if (!FOR_WORDS.has(word)) return undefined;
  return {
    next: tokens[at + 1]?.text === '/' || tokens[at + 1]?.text === '.' ? at + 2 : at + 1,
    strength: 'weak',
  };
}

function pastFillers(tokens: readonly Token[], at: number): number {
  let here = at;
  while (
    here < at + 5 &&
    PARTY_FILLERS.has(tokens[here]?.text ?? '') &&
    tokens[here]?.kind !== 'taken' &&
    !groupAt(tokens, here)
  )
    here++;
  return here;
}

function chunkAt(
  tokens: readonly Token[],
  at: number,
  reading: Reading,
  wanted: boolean,
): Chunk | undefined {
  const head = headAt(tokens, at);
  const alone = aloneAt(tokens, at);
  if (alone) return alone;
  let here = head?.next ?? at;
  const first =
    groupAt(tokens, here) ??
    (head || (wanted && at === 0) || addsUp(tokens, at)
      ? bareGroupAt(tokens, here, reading)
      : undefined);
  if (!first || (head?.strength === 'weak' && first.kind === 'bare' && first.most > 60))
    return undefined;
  // "nos vamos el 17": an article makes it a day.
  if (
    first.kind === 'bare' &&
    ['el', 'la', 'the', 'o', 'dia'].includes(wordAt(tokens, here - 1) ?? '')
  )
    return undefined;
  const groups: Group[] = [{ ...first, from: at, to: first.next, partOfTotal: false }];
  here = first.next;
  for (let joined = 0; joined < 12; joined++) {
    const next = pastJoiners(tokens, here);
    if (next === undefined) break;
    const partOfTotal =
      partWordsBetween(tokens, here, next) || ['(', ','].includes(tokens[here]?.text ?? '');
    const more =
      groupAt(tokens, next) ??
      oneUncountedAt(tokens, next) ??
      (bareMayFollow(tokens, here) ? bareGroupAt(tokens, next, reading) : undefined);
    if (!more || isSplitByDate(tokens, next, reading)) break;
    const son = PART_OF.has(tokens[more.next]?.text ?? '') ? kindOfPart(tokens, more) : undefined;
    groups.push({
      ...(son?.group ?? more),
      from: next,
      to: son?.next ?? more.next,
      partOfTotal: partOfTotal || son !== undefined,
    });
    here = son?.next ?? more.next;
    if (tokens[here]?.text === ')') here++;
  }
  if (!head && groups.length === 1 && isMerelyMentioned(tokens, at, first)) return undefined;
  return { from: at, to: here, groups };
}

/** "2 + 2 nenes": only people are added up. */
function addsUp(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.kind === 'number' && tokens[at + 1]?.text === '+' && tokens[at - 1]?.text !== '+'
  );
}

/** "se enfermó mi vieja", "yo pago": one person spoken of, nobody counted. */
function isMerelyMentioned(tokens: readonly Token[], at: number, first: GroupRead): boolean {
  if (WITH.has(wordAt(tokens, at - 1) ?? '') && CONSULTING.has(wordAt(tokens, at - 2) ?? ''))
    return true;
  const counted = countedGroupAt(tokens, at) ?? nounThenCountAt(tokens, at);
  if (counted || first.kind === 'pet' || first.kind === 'bare') return false;
  return !WITH.has(wordAt(tokens, at - 1) ?? '') && !PLUS.has(tokens[at - 1]?.text ?? '');
}

const WITH: ReadonlySet<string> = words('con with com c');
const PLUS: ReadonlySet<string> = words('+ mas y tambien');

/** "2 son nenes". */
function kindOfPart(
  tokens: readonly Token[],
  read: GroupRead,
): { group: GroupRead; next: number } | undefined {
  const kind = kindAt(tokens, read.next + 1);
  return read.kind === 'bare' && kind !== undefined
    ? { group: { ...read, kind }, next: read.next + 2 }
    : undefined;
}

function bareMayFollow(tokens: readonly Token[], at: number): boolean {
  return ['+', 'mas', 'y', 'e', 'and', 'plus', ',', '(', 'pero', 'but'].includes(
    tokens[at]?.text ?? '',
  );
}

function isSplitByDate(tokens: readonly Token[], at: number, reading: Reading): boolean {
  const day = fullDayAt(tokens, at, reading);
  return day !== undefined && !groupAt(tokens, at);
}

function partWordsBetween(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (PART_OF.has(tokens[at]?.text ?? '')) return true;
  return false;
}

/** Steps over what joins two groups; undefined when nothing does. */
function pastJoiners(tokens: readonly Token[], at: number): number | undefined {
  let here = at;
  let joined = false;
  for (let step = 0; step < 6; step++) {
    const token = tokens[here];
    if (!token || token.kind === 'taken') break;
    const joins = PARTY_JOINERS.has(token.text) || PART_OF.has(token.text);
    if (!joins && !(joined && PARTY_FILLERS.has(token.text) && !groupAt(tokens, here))) break;
    joined ||= joins;
    here++;
  }
  return joined ? here : undefined;
}

/** "voy solo", "solo yo", "viajo sola", "just me". */
function aloneAt(tokens: readonly Token[], at: number): Chunk | undefined {
  const [first, second] = [wordAt(tokens, at) ?? '', wordAt(tokens, at + 1) ?? ''];
  const alone =
    (SPEAKER_HEADS.has(first) && ALONE.has(second)) ||
    (ALONE.has(first) && SELF.has(second)) ||
    (SELF.has(first) && ALONE.has(second)) ||
    (['just', 'only'].includes(first) && second === 'me');
  const more = ['con', 'with', 'com', '+', 'y', 'mas'].includes(tokens[at + 2]?.text ?? '');
  if (!alone || (more && groupAt(tokens, at + 3))) return undefined;
  const self: Group = {
    kind: 'adult',
    least: 1,
    most: 1,
    ages: [],
    partOfTotal: false,
    from: at,
    to: at + 2,
  };
  return { from: at, to: at + 2, groups: [self] };
}

/** `wanted`: the conversation asked how many. */
export function findChunks(tokens: readonly Token[], reading: Reading, wanted: boolean): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < tokens.length;) {
    const chunk = tokens[at]?.kind === 'taken' ? undefined : chunkAt(tokens, at, reading, wanted);
    if (chunk) chunks.push(withSpeaker(tokens, chunk));
    at = chunk?.to ?? at + 1;
  }
  return chunks;
}

/** "voy con mis 2 hijos": whoever writes comes too. */
function withSpeaker(tokens: readonly Token[], chunk: Chunk): Chunk {
  const start = STRICTLY_MINE.has(wordAt(tokens, chunk.from - 1) ?? '')
    ? chunk.from - 1
    : chunk.from;
  const [before, beforeThat] = [wordAt(tokens, start - 1) ?? '', wordAt(tokens, start - 2) ?? ''];
  const [first] = chunk.groups;
  if (!first || !WITH.has(before) || chunk.groups.every((one) => one.kind === 'pet')) return chunk;
  const speaks = SPEAKER_HEADS.has(beforeThat) || SELF.has(beforeThat) || ALONE.has(beforeThat);
  const companion = companionAt(tokens, chunk.from) !== undefined && first.kind === 'adult';
  const childrenOnly = chunk.groups.every(
    (one) => one.kind === 'child' || one.kind === 'infant' || one.kind === 'pet',
  );
  const countsSelf = chunk.groups.some((one) => SELF.has(tokens[one.from]?.text ?? ''));
  if (countsSelf || !(companion || (speaks && (childrenOnly || first.most === 1)))) return chunk;
  const self: Group = {
    kind: 'adult',
    least: 1,
    most: 1,
    ages: [],
    partOfTotal: false,
    from: chunk.from,
    to: chunk.from,
  };
  return { ...chunk, groups: [self, ...chunk.groups] };
}

export type PartyRange = { readonly least: Party; readonly most: Party };

const sumOf = (
  groups: readonly Group[],
  kinds: ReadonlyArray<Group['kind']>,
  end: 'least' | 'most',
): number =>
  groups
    .filter((one) => kinds.includes(one.kind))
    .reduce((total, one) => total + one[end] * (one.kind === 'couple' ? 2 : 1), 0);

/** The party of one chunk; undefined when it counts no one who could be alone ("un bebé", "2 nenes"). */
export function partyOf(chunk: Chunk): PartyRange | undefined {
  const least = partyAt(chunk.groups, 'least');
  const most = partyAt(chunk.groups, 'most');
  return most.adults > 0 && least ? { least, most } : undefined;
}

function partyAt(groups: readonly Group[], end: 'least' | 'most'): Party {
  const people = groups.filter((one) => one.kind !== 'pet');
  const [first, ...rest] = people;
  if (!first) return { adults: 0, children: 0, infants: 0 };
  const children = sumOf(people, ['child'], end);
  const infants = sumOf(people, ['infant'], end);
  const adults = sumOf(people, ['adult', 'couple'], end);
  if (first.kind !== 'bare' && first.kind !== 'people') {
    const barePlus = sumOf(people, ['bare', 'people'], end);
    return { adults: adults + barePlus, children, infants };
  }
  const total = first[end];
  const parts = rest.filter((one) => one.kind !== 'bare');
  const inParts = sumOf(parts, ['adult', 'couple', 'child', 'infant', 'people'], end);
  // "somos 2 y 2": grown-ups and children, as families say it.
  const bareChildren = first.kind === 'bare' ? sumOf(rest, ['bare'], end) : 0;
  if (adults > 0 && inParts === total) return { adults, children, infants };
  if (parts.some((one) => one.partOfTotal) && inParts < total) {
    return adults > 0
      ? { adults, children: total - adults - infants, infants }
      : { adults: total - children - infants, children, infants };
  }
  if (adults > 0 && children === 0 && infants === 0 && total > adults)
    return { adults: total, children: 0, infants: 0 };
  return { adults: total + adults, children: children + bareChildren, infants };
}
