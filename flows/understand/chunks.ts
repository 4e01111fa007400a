// Groups that belong together: "somos 2 adultos, 1 nene y un perro".

import type { Reading } from './day.ts';
import { fullDayAt } from './days.ts';
import {
  bareGroupAt,
  companionAt,
  countedGroupAt,
  groupAt,
  kindAt,
  nounThenCountAt,
  oneUncountedAt,
  type Group,
  type GroupRead,
} from './groups.ts';
import {
  ALONE,
  CONSULTING,
  FOR_WORDS,
  PARTY_FILLERS,
  PARTY_HEADS,
  PARTY_JOINERS,
  PART_OF,
  SELF,
  SPEAKER_HEADS,
  STRICTLY_MINE,
} from './lexicon/people.ts';
import { words } from './lexicon/words.ts';
import { afterAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

export type Chunk = Place & { readonly groups: readonly Group[] };

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
  let latest = here;
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
    const next =
      pastJoiners(tokens, here) ??
      (isSelfBeside(tokens, latest, here) || isKinBeside(tokens, here) ? here : undefined);
    if (next === undefined) break;
    latest = next;
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
    if (EACH.has(tokens[here]?.text ?? '')) {
      const added = groups[groups.length - 1];
      if (added) groups[groups.length - 1] = times(added, first);
      here += tokens[here]?.text === 'cada' ? 2 : 1;
    }
    if (tokens[here]?.text === ')') here++;
  }
  if (
    head?.strength !== 'strong' &&
    groups.length === 1 &&
    !(first.kind === 'couple' && (head || isAPart(tokens, at, first))) &&
    isMerelyMentioned(tokens, head?.next ?? at, first)
  )
    return undefined;
  return { from: at, to: here, groups };
}

/** "…, casal", "en pareja": said for itself. */
function isAPart(tokens: readonly Token[], at: number, { next }: GroupRead): boolean {
  const isEdge = (token: Token | undefined): boolean => (token?.kind ?? 'mark') === 'mark';
  return next > at + 1 || (isEdge(tokens[at - 1]) && isEdge(tokens[next]));
}

const EACH: ReadonlySet<string> = words('cada each');

/** "dos parejas con un bebé cada una". */
function times(one: Group, { least, most }: GroupRead): Group {
  return { ...one, least: one.least * least, most: one.most * most };
}

/** "mi marido yo y los chicos": said without a comma. */
function isSelfBeside(tokens: readonly Token[], latest: number, here: number): boolean {
  return companionAt(tokens, latest)?.next === here && SELF.has(wordAt(tokens, here) ?? '');
}

/** "mis viejos mi hermana y yo". */
function isKinBeside(tokens: readonly Token[], here: number): boolean {
  return STRICTLY_MINE.has(wordAt(tokens, here) ?? '') && companionAt(tokens, here) !== undefined;
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
  if (
    counted ||
    first.kind === 'pet' ||
    first.kind === 'bare' ||
    ALONE.has(tokens[at + 1]?.text ?? '')
  )
    return false;
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
  const friends = ['amigos', 'amigas', 'friends'].includes(wordAt(tokens, chunk.from + 1) ?? '');
  const companion =
    friends || (companionAt(tokens, chunk.from) !== undefined && first.kind === 'adult');
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
