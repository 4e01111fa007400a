// A month as a whole: "en enero", "el mes que viene".

import { calendarDateOf, type CalendarDate } from '../../src/domain/stay.ts';
import {
  COMING,
  COMING_BEFORE,
  LOOKALIKES,
  MONTHS,
  SHORT_MONTHS,
  SHY_MONTHS,
} from './lexicon/calendar.ts';
import { INSTEAD_OF } from './lexicon/cues.ts';
import { words } from './lexicon/words.ts';
import { afterAny, nearest, endsWithAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

export type MonthNamed = Place & {
  readonly kind: 'month';
  readonly month: number;
  readonly year: number | null;
};

const OF: ReadonlySet<string> = words('de del d en em of in do para for');

function monthNameAt(tokens: readonly Token[], at: number): number | undefined {
  const word = wordAt(tokens, at);
  if (word === undefined) return undefined;
  const named = Object.hasOwn(MONTHS, word) ? MONTHS[word] : undefined;
  return named ?? nearest(word, MONTHS, LOOKALIKES);
}

/** "de octubre", "en febrero": the month a period is in. */
export function monthAfter(
  tokens: readonly Token[],
  at: number,
): { month: number; next: number } | undefined {
  const here = OF.has(wordAt(tokens, at) ?? '') ? at + 1 : at;
  const word = wordAt(tokens, here) ?? '';
  const month =
    monthNameAt(tokens, here) ??
    (here > at && Object.hasOwn(SHORT_MONTHS, word) ? SHORT_MONTHS[word] : undefined);
  return month === undefined ? undefined : { month, next: here + 1 };
}

export function yearAt(
  tokens: readonly Token[],
  at: number,
): { year: number; next: number } | undefined {
  const here = ['de', 'del', 'of'].includes(wordAt(tokens, at) ?? '') ? at + 1 : at;
  const token = tokens[here];
  if (
    token?.kind !== 'number' ||
    token.text.length !== 4 ||
    token.value < 2000 ||
    token.value > 2100
  )
    return undefined;
  return { year: token.value, next: here + 1 };
}

const BEFORE_MONTH: ReadonlySet<string> = words(`
  en para em in for de d of por durante during p pra todo mes a x hacia desde este next proximo o
  y e fines mediados principios early late mid del
`);

const AFTER_NAME: ReadonlySet<string> = words(`
  soy llamo nombre hola don sr gracias con senor sra tia tio am im name nome sou chamo
`);

/** A month as a whole. */
export function findMonths(tokens: readonly Token[], today: CalendarDate): MonthNamed[] {
  const months: MonthNamed[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    const next = nextMonthAt(tokens, at);
    if (next !== undefined) {
      const month = (Number(today.slice(5, 7)) % 12) + 1;
      months.push({ kind: 'month', from: at, to: next, month, year: null });
      return;
    }
    if (endsWithAny(tokens, at, INSTEAD_OF)) return;
    const introduced = BEFORE_MONTH.has(wordAt(tokens, at - 1) ?? '');
    const exact = Object.hasOwn(MONTHS, token.text) ? MONTHS[token.text] : undefined;
    const month = exact ?? (introduced ? nearest(token.text, MONTHS, LOOKALIKES) : undefined);
    if (month === undefined) return;
    const before = wordAt(tokens, at - 1) ?? '';
    const needsIntroduction =
      SHY_MONTHS.has(token.text) &&
      !(at === 0 && tokens.length > 1 && !['may', 'march', 'abril', 'marco'].includes(token.text));
    if (AFTER_NAME.has(before) || (needsIntroduction && !introduced)) return;
    const year = yearAt(tokens, at + 1);
    months.push({
      kind: 'month',
      from: at,
      to: year?.next ?? at + 1,
      month,
      year: year?.year ?? null,
    });
  });
  return months;
}

/** "el mes que viene", "next month". */
function nextMonthAt(tokens: readonly Token[], at: number): number | undefined {
  const before = COMING_BEFORE.has(wordAt(tokens, at) ?? '');
  const noun = before ? at + 1 : at;
  if (!['mes', 'month'].includes(wordAt(tokens, noun) ?? '')) return undefined;
  return before ? noun + 1 : afterAny(tokens, noun + 1, COMING);
}

/** The first day of the month meant: this year's while it is not over. */
export function firstOfMonth(
  { month, year }: MonthNamed,
  today: CalendarDate,
): CalendarDate | undefined {
  const thisYear = Number(today.slice(0, 4));
  const target = year ?? (month < Number(today.slice(5, 7)) ? thisYear + 1 : thisYear);
  const first = calendarDateOf(target, month, 1);
  return first && first.slice(0, 7) >= today.slice(0, 7) ? first : undefined;
}
