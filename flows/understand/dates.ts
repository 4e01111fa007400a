// A day with its month: "15/1", "15 de enero", "Jan 3rd", "2027-01-03", "5 del 1".

import type { CalendarDate } from '../../src/domain/stay.ts';
import { dated, lookUp, type DayRead, type Reading } from './day.ts';
import {
  COMING,
  COMING_BEFORE,
  LOOKALIKES,
  MONTHS,
  SHORT_MONTHS,
  THIS_BEFORE,
} from './lexicon/calendar.ts';
import type { Language } from './meaning.ts';
import { numberAt, ordinalAt, pastOrdinalEnding } from './numbers.ts';
import { afterAny, nearest } from './sequence.ts';
import { markAt, wordAt, type Token } from './tokens.ts';

/** A month beside a day number, where short and misspelt names count too. */
function monthAt(tokens: readonly Token[], at: number): number | undefined {
  const word = wordAt(tokens, at);
  return (
    lookUp(MONTHS, word) ??
    lookUp(SHORT_MONTHS, word) ??
    (word === undefined ? undefined : nearest(word, MONTHS, LOOKALIKES))
  );
}

/** "de este mes", "del mes que viene". */
function monthFromNowAt(
  tokens: readonly Token[],
  at: number,
  today: CalendarDate,
): { month: number; year: number; next: number } | undefined {
  const here = ['del', 'de', 'do', 'of'].includes(wordAt(tokens, at) ?? '') ? at + 1 : at;
  const start =
    COMING_BEFORE.has(wordAt(tokens, here) ?? '') || THIS_BEFORE.has(wordAt(tokens, here) ?? '')
      ? here + 1
      : here;
  if (!['mes', 'month'].includes(wordAt(tokens, start) ?? '')) return undefined;
  const coming = afterAny(tokens, start + 1, COMING);
  const next = coming ?? start + 1;
  const ahead = coming !== undefined || COMING_BEFORE.has(wordAt(tokens, here) ?? '') ? 1 : 0;
  if (start === here && coming === undefined) return undefined;
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + ahead;
  return { month: (months % 12) + 1, year: Math.floor(months / 12), next };
}

function yearOf(token: Token | undefined): number | null {
  if (token?.kind !== 'number') return null;
  if (token.text.length === 4 && token.value >= 1900 && token.value < 2200) return token.value;
  return null;
}

/** A year after a date in words: "de 2027", ", 2027", "27" only after an apostrophe-less "de 27" is not one. */
function yearAfter(
  tokens: readonly Token[],
  at: number,
): { year: number; next: number } | undefined {
  const joined = ['de', 'del', 'of', 'd', ',', '/', '-'].includes(tokens[at]?.text ?? '')
    ? at + 1
    : at;
  const year = yearOf(tokens[joined]);
  return year === null ? undefined : { year, next: joined + 1 };
}

/** 15/1, 15/1/27, 15.01.2027, 15-1-27, 2027-01-15. */
export function numericDateAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
): DayRead | undefined {
  const [first, mark, second] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== 'number' || mark?.kind !== 'mark' || second?.kind !== 'number')
    return undefined;
  const separator = mark.text;
  if (separator !== '/' && separator !== '.' && separator !== '-') return undefined;
  if (separator !== '/' && !(mark.glued && second.glued)) return undefined;
  const third =
    tokens[at + 3]?.text === separator && tokens[at + 4]?.kind === 'number'
      ? tokens[at + 4]
      : undefined;
  if (third) {
    if (yearOf(first) !== null && second.text.length <= 2 && third.text.length <= 2)
      return { day: dated(third.value, second.value, first.value), next: at + 5 };
    const year = third.text.length === 2 ? 2000 + third.value : yearOf(third);
    if (year === null || first.text.length > 2 || second.text.length > 2) return undefined;
    if (language === 'en' && second.value > 12 && first.value <= 12)
      return { day: dated(second.value, first.value, year), next: at + 5 };
    return { day: dated(first.value, second.value, year, true), next: at + 5 };
  }
  if (
    first.text.length > 2 ||
    second.text.length > 2 ||
    (separator === '.' && second.text.length > 2)
  )
    return undefined;
  const inEnglish = language === 'en' && second.value > 12 && first.value <= 12;
  if (separator === '/' && inEnglish)
    return { day: dated(second.value, first.value, null), next: at + 3 };
  if (second.value > 12 || second.value === 0 || monthNameFollows(tokens, at + 3)) return undefined;
  // "15-1" is a day, "5-8" a range: only the larger number first can be no range.
  const zeroed = first.text.startsWith('0') || second.text.startsWith('0');
  if (separator === '-' && !zeroed && first.value <= second.value) return undefined;
  return { day: dated(first.value, second.value, null, separator === '/'), next: at + 3 };
}

function monthNameFollows(tokens: readonly Token[], at: number): boolean {
  const here = ['de', 'd', 'of'].includes(wordAt(tokens, at) ?? '') ? at + 1 : at;
  return monthAt(tokens, here) !== undefined;
}

/** 15 de enero, 3 Jan, 3rd of January, primero de enero, 15 del 1, 15 del mes que viene. */
export function dayThenMonthAt(
  tokens: readonly Token[],
  at: number,
  reading: Reading,
): DayRead | undefined {
  const number =
    ordinalAt(tokens, at) ??
    numberAt(tokens, at) ??
    (wordAt(tokens, at) === 'uno' ? { value: 1, next: at + 1, digits: false } : undefined);
  if (!number || number.value < 1 || number.value > 99) return undefined;
  const afterNumber = pastOrdinalEnding(tokens, number.next);
  const fromNow = monthFromNowAt(tokens, afterNumber, reading.today);
  if (fromNow) return { day: dated(number.value, fromNow.month, fromNow.year), next: fromNow.next };
  const joined = ['de', 'd', 'of', 'del', 'do', '/', '-'].includes(tokens[afterNumber]?.text ?? '')
    ? afterNumber + 1
    : afterNumber;
  const month = monthAt(tokens, joined);
  if (month !== undefined) {
    const abbreviated =
      markAt(tokens, joined + 1) === '.' && tokens[joined]?.text.length === 3
        ? joined + 2
        : joined + 1;
    const year = yearAfter(tokens, abbreviated) ?? shortYearAfter(tokens, abbreviated);
    return { day: dated(number.value, month, year?.year ?? null), next: year?.next ?? abbreviated };
  }
  return dayOfMonthNumberAt(tokens, number.value, afterNumber);
}

/** "3/ene/27", "3-ene-27". */
function shortYearAfter(
  tokens: readonly Token[],
  at: number,
): { year: number; next: number } | undefined {
  const token = tokens[at + 1];
  if (
    !['/', '-'].includes(tokens[at]?.text ?? '') ||
    token?.kind !== 'number' ||
    token.text.length !== 2 ||
    token.value < 24
  )
    return undefined;
  return { year: 2000 + token.value, next: at + 2 };
}

/** "5 del 1 al 8 del 1": a month in figures, unless a range begins there. */
function dayOfMonthNumberAt(
  tokens: readonly Token[],
  day: number,
  at: number,
): DayRead | undefined {
  const month = tokens[at + 1];
  if (
    wordAt(tokens, at) !== 'del' ||
    month?.kind !== 'number' ||
    month.value < 1 ||
    month.value > 12
  )
    return undefined;
  const rangeBegins = ['al', 'hasta', '-', 'a', '/'].includes(tokens[at + 2]?.text ?? '');
  const bothHaveMonths =
    rangeBegins &&
    [3, 4].some(
      (ahead) => tokens[at + ahead]?.kind === 'number' && wordAt(tokens, at + ahead + 1) === 'del',
    );
  if (rangeBegins && !bothHaveMonths) return undefined;
  return { day: dated(day, month.value, null), next: at + 2 };
}

/** Before a number, a month in one language only: "mar 3" is a Tuesday, "out 10" a check-out. */
const AMBIGUOUS_MONTHS: Readonly<Record<string, Language>> = {
  mar: 'en',
  out: 'pt',
  set: 'pt',
  ago: 'es',
  dez: 'pt',
};

/** Jan 3, January 3rd 2027, enero 3. */
export function monthThenDayAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
): DayRead | undefined {
  const word = wordAt(tokens, at);
  if (
    word !== undefined &&
    AMBIGUOUS_MONTHS[word] !== undefined &&
    AMBIGUOUS_MONTHS[word] !== language
  )
    return undefined;
  const month = lookUp(MONTHS, word) ?? lookUp(SHORT_MONTHS, word);
  if (month === undefined) return undefined;
  const here = ['.', 'the'].includes(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
  const day = tokens[here];
  if (day?.kind !== 'number' || day.value < 1 || day.value > 31) return undefined;
  const afterDay = pastOrdinalEnding(tokens, here + 1);
  const year = yearAfter(tokens, afterDay);
  return { day: dated(day.value, month, year?.year ?? null), next: year?.next ?? afterDay };
}
