// The civil day at the lodging.

import { DateTime } from 'luxon';
import type { CalendarDate } from '../domain/stay.ts';

const QUARTER_MS = 15 * 60_000;
let last: { quarter: number; timeZone: string; day: CalendarDate } | undefined;

/**
 * Every turn asks several times, and luxon asks Intl for 25 µs. Midnight falls on a quarter of an hour
 * in every zone, so within one the day is the same.
 */
export function dayAt(instant: Date, timeZone: string): CalendarDate {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  if (last?.quarter !== quarter || last.timeZone !== timeZone) {
    const day = DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() as CalendarDate;
    last = { quarter, timeZone, day };
  }
  return last.day;
}

/** An hour of a day at the lodging, `HH:MM`. */
export function instantAt(day: CalendarDate, time: string, timeZone: string): Date {
  return DateTime.fromISO(`${day}T${time}`, { zone: timeZone }).toJSDate();
}
