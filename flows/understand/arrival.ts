// The next day on which somebody can arrive: in the month spoken about, else from today on.

import {
  addDays,
  calendarDateOf,
  daysBetween,
  nightsOf,
  weekdayOf,
  type CalendarDate,
  type Weekday,
} from '../../src/domain/stay.ts';
import type { Day } from './day.ts';
import type { Hearing, Problem } from './meaning.ts';

export type Found =
  | {
      readonly ok: true;
      readonly date: CalendarDate;
      readonly yearSaid: boolean;
      readonly monthSaid: boolean;
    }
  | { readonly ok: false; readonly problem: Omit<Problem, 'words'> };

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day, or the last of its month when the month is shorter: only for the nearest reading of a problem. */
export function clamped(year: number, month: number, day: number): CalendarDate {
  return calendarDateOf(
    year,
    month,
    Math.max(1, Math.min(day, lastDayOf(year, month))),
  ) as CalendarDate;
}

export function monthIndex(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

export function dateInMonth(index: number, day: number): CalendarDate | undefined {
  return calendarDateOf(Math.floor(index / 12), (index % 12) + 1, day);
}

/** The first such day on or after `from`; with a weekday, the first that also falls on it. */
export function nextSuchDay(
  from: CalendarDate,
  day: number,
  weekday: Weekday | null,
): CalendarDate | undefined {
  let first: CalendarDate | undefined;
  for (let ahead = 0; ahead < 13; ahead++) {
    const date = dateInMonth(monthIndex(from) + ahead, day);
    if (!date || date < from) continue;
    first ??= date;
    if (weekday === null || weekdayOf(date) === weekday) return date;
    if (ahead > 3) break;
  }
  return first;
}

export function nextWeekday(from: CalendarDate, weekday: Weekday): CalendarDate {
  return addDays(from, (weekday - weekdayOf(from) + 7) % 7);
}

export function nearestWeekday(date: CalendarDate, weekday: Weekday): CalendarDate {
  const ahead = (weekday - weekdayOf(date) + 7) % 7;
  return addDays(date, ahead > 3 ? ahead - 7 : ahead);
}

/** Where a day without a month is looked for: the month already talked about, else from today. */
export function knownBase(hearing: Hearing): CalendarDate | undefined {
  return hearing.known.stay?.checkIn ?? hearing.known.checkIn ?? hearing.known.month;
}

export function yearIsKnown(hearing: Hearing, date: CalendarDate): boolean {
  const known = knownBase(hearing);
  return (
    known !== undefined &&
    known >= hearing.today.slice(0, 7) &&
    Math.abs(daysBetween(known, date)) < 60
  );
}

/** The next 3 January from a given day on; undefined when that year has no such day. */
function nextOccurrence(hearing: Hearing, month: number, day: number): CalendarDate | undefined {
  const year = Number(hearing.today.slice(0, 4));
  const thisYear = clamped(year, month, day);
  const target =
    thisYear < hearing.today &&
    !(day > lastDayOf(year, month) && month >= Number(hearing.today.slice(5, 7)))
      ? year + 1
      : year;
  return calendarDateOf(target, month, day);
}

export function resolveArrival(day: Day, hearing: Hearing): Found {
  const { today } = hearing;
  if (day.kind === 'relative')
    return { ok: true, date: addDays(today, day.days), yearSaid: true, monthSaid: true };
  if (day.kind === 'weekday') {
    const known = knownBase(hearing);
    const { stay } = hearing.known;
    // a day of the stay that is spoken of, when only one is called so
    const inStay = stay && nextWeekday(stay.checkIn, day.weekday);
    if (stay && inStay && day.which === 'bare' && inStay <= stay.checkOut && nightsOf(stay) < 7)
      return { ok: true, date: inStay, yearSaid: true, monthSaid: true };
    const base =
      known && known > today && day.which === 'bare' && hearing.known.stay
        ? addDays(known, -3)
        : today;
    return {
      ok: true,
      date: nextWeekday(base < today ? today : base, day.weekday),
      yearSaid: true,
      monthSaid: true,
    };
  }
  if (day.month === null) {
    const known = knownBase(hearing);
    const inKnown = known && dateInMonth(monthIndex(known), day.day);
    if (inKnown && inKnown >= today)
      return { ok: true, date: inKnown, yearSaid: true, monthSaid: true };
    const date = nextSuchDay(today, day.day, day.weekday);
    return date
      ? { ok: true, date, yearSaid: true, monthSaid: false }
      : { ok: false, problem: { kind: 'noSuchDate' } };
  }
  if (day.month < 1 || day.month > 12 || day.day < 1)
    return { ok: false, problem: { kind: 'noSuchDate' } };
  if (day.year !== null) {
    const date = calendarDateOf(day.year, day.month, day.day);
    return date
      ? { ok: true, date, yearSaid: true, monthSaid: true }
      : { ok: false, problem: { kind: 'noSuchDate' } };
  }
  const date = nextOccurrence(hearing, day.month, day.day);
  if (!date) return { ok: false, problem: { kind: 'noSuchDate' } };
  return { ok: true, date, yearSaid: false, monthSaid: true };
}
