// The public holidays of Argentina, worked out once per year and kept: the library costs 30 ms.

import Holidays from 'date-holidays';
import { holidayCalendar, type Holiday } from '../../flows/understand/holidays.ts';
import type { HolidayCalendar } from '../../flows/understand/meaning.ts';
import type { CalendarDate } from '../domain/stay.ts';

/** Holidays on which people travel; `bank` is Maundy Thursday. */
const DAYS_OFF: ReadonlySet<string> = new Set(['public', 'bank']);

export type HolidayTable = {
  /** Holidays and long weekends from this year to the second next. */
  readonly calendarFor: (today: CalendarDate) => HolidayCalendar;
};

export function openHolidays(): HolidayTable {
  const byYear = new Map<number, HolidayCalendar>();
  let library: Holidays | undefined;
  const holidaysOf = (year: number): Holiday[] => {
    library ??= new Holidays('AR', { languages: ['es'] });
    const days = library.getHolidays(year).filter((holiday) => DAYS_OFF.has(holiday.type));
    return days.map((holiday) => ({
      date: holiday.date.slice(0, 10) as CalendarDate,
      name: holiday.name,
    }));
  };
  return {
    calendarFor(today) {
      const year = Number(today.slice(0, 4));
      const known = byYear.get(year);
      if (known) return known;
      const years = [year, year + 1, year + 2];
      const calendar = holidayCalendar(years, years.flatMap(holidaysOf));
      byYear.set(year, calendar);
      return calendar;
    },
  };
}
