// One day, as people write it: a date, a weekday with or without its date, "mañana".

import type { Weekday } from '../../src/domain/stay.ts';
import { dayThenMonthAt, monthThenDayAt, numericDateAt } from './dates.ts';
import {
  bareDayAt,
  countsSomething,
  lookUp,
  type DayRead,
  type Reading,
  type Which,
} from './day.ts';
import {
  AT_NIGHT,
  COMING,
  COMING_BEFORE,
  LOOKALIKES,
  PORTUGUESE_WEEKDAYS,
  RELATIVE_DAYS,
  SHORT_WEEKDAYS,
  THIS_BEFORE,
  WEEKDAYS,
} from './lexicon/calendar.ts';
import type { Language } from './meaning.ts';
import { after, afterAny, nearest } from './sequence.ts';
import { markAt, wordAt, type Token } from './tokens.ts';

export function weekdayAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
): { weekday: Weekday; next: number; short: boolean } | undefined {
  const word = wordAt(tokens, at);
  if (word === undefined) return undefined;
  const feira =
    markAt(tokens, at + 1) === '-' && wordAt(tokens, at + 2) === 'feira'
      ? at + 3
      : wordAt(tokens, at + 1) === 'feira'
        ? at + 2
        : undefined;
  const portuguese = lookUp(PORTUGUESE_WEEKDAYS, word);
  if (portuguese !== undefined && feira !== undefined)
    return { weekday: portuguese, next: feira, short: false };
  if (portuguese !== undefined && language === 'pt')
    return { weekday: portuguese, next: at + 1, short: word.length === 3 };
  const full = lookUp(WEEKDAYS, word) ?? nearest(word, WEEKDAYS, LOOKALIKES);
  if (full !== undefined) return { weekday: full, next: at + 1, short: false };
  const short = lookUp(SHORT_WEEKDAYS, word);
  if (short !== undefined)
    return { weekday: short, next: markAt(tokens, at + 1) === '.' ? at + 2 : at + 1, short: true };
  return undefined;
}

function relativeDayAt(tokens: readonly Token[], at: number): DayRead | undefined {
  for (const { words, days, night } of RELATIVE_DAYS) {
    const next = after(tokens, at, words);
    if (next === undefined) continue;
    const afterNight = night ? undefined : afterAny(tokens, next, AT_NIGHT);
    return {
      day: { kind: 'relative', days, night: night || afterNight !== undefined },
      next: afterNight ?? next,
    };
  }
  return undefined;
}

/** A day that says more than a number. */
export function fullDayAt(
  tokens: readonly Token[],
  at: number,
  reading: Reading,
): DayRead | undefined {
  const first = tokens[at];
  if (!first || first.kind === 'taken' || first.kind === 'mark') return undefined;
  return (
    numericDateAt(tokens, at, reading.language) ??
    dayThenMonthAt(tokens, at, reading) ??
    monthThenDayAt(tokens, at, reading.language) ??
    relativeDayAt(tokens, at) ??
    weekdayAndDateAt(tokens, at, reading)
  );
}

function weekdayAndDateAt(
  tokens: readonly Token[],
  at: number,
  reading: Reading,
): DayRead | undefined {
  const named = weekdayAt(tokens, at, reading.language);
  if (!named) return undefined;
  let here = named.next;
  for (
    let skipped = 0;
    skipped < 3 && [',', '(', 'el', 'dia', 'the', '.'].includes(tokens[here]?.text ?? '');
    skipped++
  )
    here++;
  const number = bareDayAt(tokens, here);
  const date =
    numericDateAt(tokens, here, reading.language) ??
    dayThenMonthAt(tokens, here, reading) ??
    monthThenDayAt(tokens, here, reading.language);
  if (date?.day.kind === 'dated')
    return { day: { ...date.day, weekday: named.weekday }, next: date.next };
  if (
    number &&
    (here === named.next || wordAt(tokens, here - 1) !== '.') &&
    !countsSomething(tokens, number.next)
  ) {
    return {
      day: {
        kind: 'dated',
        day: number.value,
        month: null,
        year: null,
        weekday: named.weekday,
        numeric: false,
      },
      next: number.next,
    };
  }
  const coming = afterAny(tokens, named.next, COMING);
  const before = wordAt(tokens, at - 1) ?? '';
  const which: Which =
    coming !== undefined || COMING_BEFORE.has(before)
      ? 'next'
      : THIS_BEFORE.has(before)
        ? 'this'
        : 'bare';
  return { day: { kind: 'weekday', weekday: named.weekday, which }, next: coming ?? named.next };
}
