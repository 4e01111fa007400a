// One group of people, as people count them: "2 nenes (5 y 8)", "mi señora", "los chicos (3)", "5/6".

import { agesAt } from './ages.ts';
import { bareDayAt, type Reading } from './day.ts';
import { fullDayAt } from './days.ts';
import {
  ALONE,
  COMPANIONS,
  COUNTED_PEOPLE,
  ME,
  MINE,
  PAIRS,
  PET,
  PETS,
  SELF,
  STRICTLY_MINE,
  type Kind,
} from './lexicon/people.ts';
import { sequences, words } from './lexicon/words.ts';
import { countAt, countRangeAt, numberAt, pastOrdinalEnding } from './numbers.ts';
import { afterAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

/** One group of people of a chunk. */
export type Group = Place & {
  readonly kind: Kind | 'bare' | 'pet';
  readonly least: number;
  readonly most: number;
  readonly ages: readonly number[];
  /** "de los cuales 2 son nenes": part of the total said before. */
  readonly partOfTotal: boolean;
};

export type GroupRead = Omit<Group, 'partOfTotal' | 'from' | 'to'> & { readonly next: number };

const group = (
  kind: Group['kind'],
  least: number,
  most: number,
  next: number,
  ages: readonly number[] = [],
): GroupRead => ({ kind, least, most, next, ages });

export function kindAt(tokens: readonly Token[], at: number): Kind | undefined {
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

export function countedGroupAt(tokens: readonly Token[], at: number): GroupRead | undefined {
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
export function nounThenCountAt(tokens: readonly Token[], at: number): GroupRead | undefined {
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
export function companionAt(tokens: readonly Token[], at: number): GroupRead | undefined {
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
export function oneUncountedAt(tokens: readonly Token[], at: number): GroupRead | undefined {
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
  // "para mí y mi pareja", "me and my wife", "me, my wife".
  const listed = tokens[at + 1]?.text === ',' && companionAt(tokens, at + 2) !== undefined;
  if (ME.has(word) && (listed || ALONE.has(next) || ['y', 'and', 'e'].includes(next)))
    return group('adult', 1, 1, ALONE.has(next) ? at + 2 : at + 1);
  if (
    !SELF.has(word) ||
    (word === 'i' && at > 0 && !['and', 'just', 'only'].includes(wordAt(tokens, at - 1) ?? ''))
  )
    return undefined;
  return group('adult', 1, 1, ALONE.has(wordAt(tokens, at + 1) ?? '') ? at + 2 : at + 1);
}

/** A number alone: only after a head ("somos 4") or inside a chunk ("2 + 1"), never where a date begins. */
export function bareGroupAt(
  tokens: readonly Token[],
  at: number,
  reading: Reading,
): GroupRead | undefined {
  const range = countRangeAt(tokens, at);
  if (!range || range.most > 999) return undefined;
  // "22nd" is a day.
  if (pastOrdinalEnding(tokens, range.next) > range.next) return undefined;
  if (
    range.least === 1 &&
    range.most === 1 &&
    tokens[at]?.kind === 'word' &&
    !['uno', 'one'].includes(tokens[at]?.text ?? '')
  )
    return undefined;
  // "más 1 de 3 años": an age makes it a child.
  const ages = agesAt(tokens, range.next, range.most === 1 ? 'one' : 'several');
  if (ages?.spelled && ages.years.length > 0)
    return group('child', range.least, range.most, ages.next, ages.years);
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

/** "2 familias de 4" are eight. */
function familiesAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const families = numberAt(tokens, at);
  const named =
    families && ['familias', 'families', 'grupos'].includes(wordAt(tokens, families.next) ?? '');
  const of = named ? numberAt(tokens, families.next + 2) : undefined;
  if (!families || !of || !['de', 'of'].includes(wordAt(tokens, families.next + 1) ?? ''))
    return undefined;
  return group('people', families.value * of.value, families.value * of.value, of.next);
}

const AS_A_PAIR: ReadonlyArray<readonly string[]> = sequences('en pareja; em casal; as a couple');

/** "matrimonio con 2 hijos": two, without a number. */
function coupleAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const paired = afterAny(tokens, at, AS_A_PAIR);
  if (paired !== undefined) return group('couple', 1, 1, paired);
  const single = kindAt(tokens, at) === 'couple' && wordAt(tokens, at)?.endsWith('s') === false;
  return single ? group('couple', 1, 1, at + 1) : undefined;
}

const CHILD_OF: ReadonlySet<string> = words('year yr yo');

/** "a 4 year old", "our 4yo": a child by its age alone. */
function childByAgeAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  const one = ['a', 'an', 'one', 'our', 'my'].includes(wordAt(tokens, at) ?? '');
  const age = numberAt(tokens, one ? at + 1 : at);
  if (!age?.digits || age.value > 17 || !CHILD_OF.has(wordAt(tokens, age.next) ?? ''))
    return undefined;
  const old = tokens[age.next + 1]?.text === '-' ? age.next + 2 : age.next + 1;
  const next = wordAt(tokens, old) === 'old' ? old + 1 : age.next + 1;
  return one || next > age.next + 1 ? group('child', 1, 1, next, [age.value]) : undefined;
}

export function groupAt(tokens: readonly Token[], at: number): GroupRead | undefined {
  if (tokens[at]?.kind === 'taken') return undefined;
  return (
    familiesAt(tokens, at) ??
    childByAgeAt(tokens, at) ??
    countedGroupAt(tokens, at) ??
    companionAt(tokens, at) ??
    coupleAt(tokens, at) ??
    selfAt(tokens, at) ??
    nounThenCountAt(tokens, at)
  );
}
