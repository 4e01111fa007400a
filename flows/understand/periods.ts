// Holidays by name; always confirmed, for the day of arrival is a guess.

import { addDays } from '../../src/domain/stay.ts';
import { PERIODS, type PeriodName } from './lexicon/calendar.ts';
import type { Hearing, HolidayCalendar } from './meaning.ts';
import { monthAfter, yearAt, type MonthNamed } from './months.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { doubtOf, type Resolution } from './resolution.ts';
import type { Place, Token } from './tokens.ts';
import type { Weekend } from './weekends.ts';

export type Period = Place & {
  readonly kind: 'period';
  readonly name: PeriodName;
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
  return named.map(({ label, from, to }) => {
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

/** "un finde de febrero" asks about the month. */
export function monthOfWeekend(weekend: Weekend | Period): MonthNamed[] {
  if (weekend.kind === 'period')
    return weekend.month === null ? [] : [{ ...weekend, kind: 'month', month: weekend.month }];
  return weekend.month === null || weekend.ordinal !== null || weekend.of !== null
    ? []
    : [{ kind: 'month', from: weekend.from, to: weekend.to, month: weekend.month, year: null }];
}

const A_YEAR = 366;

type CalendarPeriod = HolidayCalendar['periods'][number];

/** The next time the period comes round, with its possible days of arrival; always confirmed. */
export function resolvePeriod(period: Period, hearing: Hearing): Resolution {
  const keys: readonly string[] =
    period.name === 'festive' ? ['christmas', 'newYear'] : [period.name];
  const fits = (one: CalendarPeriod): boolean =>
    keys.includes(one.key) &&
    one.stay.checkIn >= hearing.today &&
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
  return doubtOf(period.name === 'winterBreak' ? 'winterBreak' : 'holiday', readings, first.name);
}
