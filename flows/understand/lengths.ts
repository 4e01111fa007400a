// How long, and how much longer, shorter, earlier or later: "3 noches", "un día más", "una semana antes".

import { DAYS, EARLIER, LATER, LESS, MORE, NIGHTS, WEEKS } from './lexicon/calendar.ts';
import { INSTEAD_OF } from './lexicon/cues.ts';
import { words } from './lexicon/words.ts';
import { countAt, numberAt } from './numbers.ts';
import { afterAny, endsWithAny } from './sequence.ts';
import type { Place, Token } from './tokens.ts';

/** `unit` days: "5 días" may be five nights or four. */
export type Length = Place & {
  readonly count: number;
  readonly unit: 'nights' | 'days';
  /** `earlier` and `later` move a stay. */
  readonly change: 'set' | 'more' | 'less' | 'earlier' | 'later';
};

/** "a night" is one; "à noite" is when. */
const ENGLISH_UNITS: ReadonlySet<string> = words('night week day');

/** "4 noches en vez de 3": what is given up is no wish, and the other number counts the same. */
export function findLengths(tokens: readonly Token[]): Length[] {
  return lengthsIn(tokens).flatMap((length) => {
    if (!endsWithAny(tokens, length.from, INSTEAD_OF)) return [length];
    const other = countBeside(tokens, length);
    return other ? [{ ...length, ...other, count: other.count * unitOf(tokens, length) }] : [];
  });
}

function unitOf(tokens: readonly Token[], { to }: Place): number {
  return WEEKS.has(tokens[to - 1]?.text ?? '') ? 7 : 1;
}

/** "en vez de 3 noches, mejor 4", "4 en vez de 3 noches". */
function countBeside(
  tokens: readonly Token[],
  { from, to }: Length,
): (Place & { count: number }) | undefined {
  let here = to;
  while (here < to + 4 && LEADING_ON.has(tokens[here]?.text ?? '')) here++;
  const next = numberAt(tokens, here);
  if (next && !isCounted(tokens, next.next))
    return { count: next.value, from: here, to: next.next };
  const before = INSTEAD_OF.map((words) => from - words.length - 1).find(
    (at) => tokens[at]?.kind === 'number' && afterAny(tokens, at + 1, INSTEAD_OF) === from,
  );
  return before === undefined
    ? undefined
    : { count: tokens[before]?.value ?? 0, from: before, to: before + 1 };
}

const LEADING_ON: ReadonlySet<string> = words(
  ', que sean seria serian mejor quiero queremos son seriam sejam it be make',
);

function isCounted(tokens: readonly Token[], at: number): boolean {
  return (tokens[at]?.kind ?? 'mark') !== 'mark';
}

function lengthsIn(tokens: readonly Token[]): Length[] {
  const lengths: Length[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'taken') continue;
    const count = countAt(tokens, at);
    const inside = count ? (tokens[count.next]?.text ?? '') : '';
    // "one more night"
    const unitAt = (count?.next ?? at) + (MORE.has(inside) || LESS.has(inside) ? 1 : 0);
    const unitWord = count ? (tokens[unitAt]?.text ?? '') : '';
    const week = WEEKS.has(unitWord);
    if (tokens[at]?.text === 'a' && !ENGLISH_UNITS.has(unitWord)) continue;
    const perUnit = NIGHTS.has(unitWord) || DAYS.has(unitWord) ? 1 : week ? 7 : undefined;
    if (
      !count ||
      perUnit === undefined ||
      tokens[unitAt]?.kind === 'taken' ||
      count.value < 1 ||
      count.value > 400
    )
      continue;
    const move = moveAt(tokens, unitAt + 1);
    if (move) {
      const unit = DAYS.has(unitWord) ? 'days' : 'nights';
      const { counts, ...moved } = {
        ...move,
        from: at,
        count: count.value * perUnit,
        unit,
      } as const;
      if (counts && !isToldBefore(tokens, at)) lengths.push(moved);
      at = move.to - 1;
      continue;
    }
    // "uma noite a mais"
    const aside = ['a', 'de'].includes(tokens[unitAt + 1]?.text ?? '') ? 2 : 1;
    const modifier = unitAt > count.next ? inside : (tokens[unitAt + aside]?.text ?? '');
    const before = tokens[at - 1]?.text ?? '';
    const change =
      MORE.has(modifier) || MORE.has(before)
        ? 'more'
        : LESS.has(modifier) || LESS.has(before)
          ? 'less'
          : 'set';
    // "una noche": one night; "un día" without "más" says nothing about a stay.
    if (DAYS.has(unitWord) && count.value === 1 && change === 'set') continue;
    lengths.push({
      from: at,
      to:
        unitAt +
        (unitAt === count.next && ((change !== 'set' && MORE.has(modifier)) || LESS.has(modifier))
          ? 2
          : 1),
      count: count.value * perUnit,
      unit: DAYS.has(unitWord) ? 'days' : 'nights',
      change,
    });
    at = unitAt;
  }
  return lengths;
}

/** "te aviso un día antes". */
function isToldBefore(tokens: readonly Token[], at: number): boolean {
  return [1, 2, 3].some((back) =>
    ['te', 'les', 'lhe', 'you'].includes(tokens[at - back]?.text ?? ''),
  );
}

/** "una semana antes", "un día más tarde"; "antes de viajar" is about something else. */
function moveAt(
  tokens: readonly Token[],
  at: number,
): (Place & { change: 'earlier' | 'later'; counts: boolean }) | undefined {
  const earlier = afterAny(tokens, at, EARLIER);
  const to = earlier ?? afterAny(tokens, at, LATER);
  if (to === undefined) return undefined;
  const counts = !['de', 'del', 'do', 'que', 'of', 'the', 'i', 'we'].includes(
    tokens[to]?.text ?? '',
  );
  return { from: at, to, change: earlier === undefined ? 'later' : 'earlier', counts };
}
