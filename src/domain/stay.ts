// Calendar days and stays. A day is a civil date without zone or time; a stay is
// half-open: the night of `checkOut` is not part of it.

declare const calendarDate: unique symbol;
/** A civil date written `YYYY-MM-DD`; compares correctly as text. */
export type CalendarDate = string & { readonly [calendarDate]: true };

/** [checkIn, checkOut): `checkOut` is the morning of leaving. */
export type Stay = { readonly checkIn: CalendarDate; readonly checkOut: CalendarDate };

/** ISO weekday: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Longer stays are for a person to talk about. */
export const MOST_NIGHTS = 30;

const DAY_MS = 86_400_000;

/** Undefined for anything that is not a real day between the years 1900 and 2999. */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  return calendarDateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Undefined when the month has no such day: 31 April never becomes 1 May. */
export function calendarDateOf(year: number, month: number, day: number): CalendarDate | undefined {
  if (year < 1900 || year > 2999) return undefined;
  const time = new Date(Date.UTC(year, month - 1, day));
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return undefined;
  return time.toISOString().slice(0, 10) as CalendarDate;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
}

/** Days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function weekdayOf(date: CalendarDate): Weekday {
  return (new Date(date).getUTCDay() || 7) as Weekday;
}

export function nightsOf(stay: Stay): number {
  return daysBetween(stay.checkIn, stay.checkOut);
}

/** The nights slept, each named by the day on which it begins. */
export function eachNight(stay: Stay): CalendarDate[] {
  return Array.from({ length: nightsOf(stay) }, (_, index) => addDays(stay.checkIn, index));
}

export function shiftStay(stay: Stay, days: number): Stay {
  return { checkIn: addDays(stay.checkIn, days), checkOut: addDays(stay.checkOut, days) };
}

export function sameStay(a: Stay, b: Stay): boolean {
  return a.checkIn === b.checkIn && a.checkOut === b.checkOut;
}
