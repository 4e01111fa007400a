// Holidays by name; always confirmed, for the day of arrival is a guess.

import { addDays, calendarDateOf, type CalendarDate, type Stay } from '../../src/domain/stay.ts';
import { PERIODS, type PeriodName } from './lexicon/calendar.ts';
import { BETWEEN_WORDS } from './lexicon/cues.ts';
import type { Hearing, HolidayCalendar } from './meaning.ts';
import { monthAfter, yearAt, type MonthNamed } from './months.ts';
import { findPhrases, phraseBook, type Found } from './phrases.ts';
import { doubtOf, type Resolution } from './resolution.ts';
import type { Place, Token } from './tokens.ts';
import type { Weekend } from './weekends.ts';

export type Period = Place & {
  readonly kind: 'period';
  /** `yearEnd`: between Christmas and New Year. */
  readonly name: PeriodName | 'yearEnd';
  readonly month: number | null;
  readonly year: number | null;
};

const periodBook = phraseBook(PERIODS);

export function findPeriods(tokens: readonly Token[]): Period[] {
  const all = findPhrases(periodBook, tokens);
  const found = all.filter(
    (one) =>
      !all.some(
        (wider) =>
          wider !== one &&
          wider.from <= one.from &&
          wider.to >= one.to &&
          wider.to - wider.from > one.to - one.from,
      ),
  );
  // "finde largo de carnaval" is carnival.
  const named = found.filter(
    (one) =>
      one.label !== 'longWeekend' ||
      !found.some((other) => other.label !== 'longWeekend' && Math.abs(other.from - one.to) <= 2),
  );
  return joinYearEnd(tokens, named).map(({ label, from, to }) => {
    const month = monthAfter(tokens, to);
    const year = yearAt(tokens, month?.next ?? to);
    return {
      kind: 'period',
      name: label,
      from,
      to: year?.next ?? month?.next ?? to,
      month: month?.month ?? null,
      year: year?.year ?? null,
    };
  });
}

/** "entre navidad y año nuevo" is one stretch, not two holidays. */
function joinYearEnd(
  tokens: readonly Token[],
  named: ReadonlyArray<Found<PeriodName>>,
): ReadonlyArray<Found<Period['name']>> {
  const at = named.findIndex(
    (one, index) => one.label === 'christmas' && named[index + 1]?.label === 'newYear',
  );
  const [first, second] = [named[at], named[at + 1]];
  if (!first || !second || second.from - first.to > 3) return named;
  const between = [1, 2].some((back) => BETWEEN_WORDS.has(tokens[first.from - back]?.text ?? ''));
  if (!between) return named;
  const joined = { label: 'yearEnd', from: first.from, to: second.to } as const;
  return [...named.slice(0, at), joined, ...named.slice(at + 2)];
}

const JULY = 7;

/** "un finde de febrero" asks about the month. */
export function monthOfWeekend(weekend: Weekend | Period): MonthNamed[] {
  // the weeks of a year that is not published yet are asked for
  if (weekend.kind === 'period' && weekend.name === 'winterBreak')
    return [{ ...weekend, kind: 'month', month: weekend.month ?? JULY }];
  if (weekend.kind === 'period')
    return weekend.month === null ? [] : [{ ...weekend, kind: 'month', month: weekend.month }];
  return weekend.month === null || weekend.ordinal !== null || weekend.of !== null
    ? []
    : [{ kind: 'month', from: weekend.from, to: weekend.to, month: weekend.month, year: null }];
}

const A_YEAR = 366;

type CalendarPeriod = HolidayCalendar['periods'][number];

/** The next time the period comes round, with its possible days of arrival; always confirmed. */
export function resolvePeriod(period: Period, hearing: Hearing, beside?: string): Resolution {
  if (period.name === 'yearEnd') return yearEndAfter(period.year, hearing.today);
  const keys: readonly string[] =
    period.name === 'festive' ? ['christmas', 'newYear'] : [period.name];
  const fits = (one: CalendarPeriod): boolean =>
    keys.includes(one.key) &&
    one.stay.checkIn >= hearing.today &&
    (beside === undefined || period.name !== 'longWeekend' || isNear(one.stay, beside)) &&
    (period.year === null ||
      one.stay.checkOut.startsWith(String(period.year)) ||
      one.stay.checkIn.startsWith(String(period.year))) &&
    (period.month === null ||
      [one.stay.checkIn, one.stay.checkOut].some(
        (date) => Number(date.slice(5, 7)) === period.month,
      ));
  const upcoming = hearing.calendar.periods
    .filter(fits)
    .toSorted((a, b) =>
      a.stay.checkOut < b.stay.checkOut ? -1 : a.stay.checkOut > b.stay.checkOut ? 1 : 0,
    );
  const first = upcoming[0];
  // "finde largo de mayo" when next May has none: no answer from the year after.
  const tooLate =
    period.name === 'longWeekend' &&
    period.year === null &&
    first !== undefined &&
    first.stay.checkIn > addDays(hearing.today, A_YEAR);
  if (!first || tooLate) return { kind: 'nothing' };
  const sameTime = upcoming.filter((one) =>
    period.name === 'winterBreak' || period.name === 'festive'
      ? one.stay.checkIn < addDays(first.stay.checkIn, 40)
      : one.stay.checkOut === first.stay.checkOut,
  );
  const readings = sameTime.map((one) => one.stay);
  if (period.name === 'winterBreak') return doubtOf('winterBreak', readings, first.name);
  return doubtOf('holiday', readings, ...(period.name === 'festive' ? [] : [first.key]));
}

/** A holiday that moves is at most three days from its date. */
function isNear({ checkIn, checkOut }: Stay, monthDay: string): boolean {
  return addDays(checkIn, -3).slice(5) <= monthDay && monthDay <= addDays(checkOut, 3).slice(5);
}

function yearEndAfter(said: number | null, today: CalendarDate): Resolution {
  const thisYear = Number(today.slice(0, 4));
  const year = said ?? (today.slice(5) > '12-25' ? thisYear + 1 : thisYear);
  const [checkIn, checkOut] = [calendarDateOf(year, 12, 25), calendarDateOf(year, 12, 31)];
  return checkIn && checkOut && checkIn >= today
    ? doubtOf('holiday', [{ checkIn, checkOut }])
    : { kind: 'nothing' };
}
