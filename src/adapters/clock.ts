// The civil day at the lodging.

import { DateTime } from 'luxon';
import type { CalendarDate } from '../domain/stay.ts';

export function dayAt(instant: Date, timeZone: string): CalendarDate {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() as CalendarDate;
}
