// What would go wrong: carnival is offered a week late, or the long weekend of October on the 12th
// in a year in which the holiday moved to the Monday before.

import { expect, test } from 'vitest';
import type { HolidayCalendar } from '../../flows/understand/meaning.ts';
import { openHolidays } from '../../src/adapters/holidays.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';

const holidays = openHolidays();
const calendar = holidays.calendarFor('2026-11-24' as CalendarDate);

function ranges(key: HolidayCalendar['periods'][number]['key'], year: string): string[] {
  return calendar.periods
    .filter((period) => period.key === key && period.stay.checkOut.startsWith(year))
    .map(({ stay }) => `${stay.checkIn.slice(5)} to ${stay.checkOut.slice(5)}`);
}

test('carnival and Easter move with the moon, and both usual days of arrival are offered', () => {
  expect(ranges('carnival', '2027')).toEqual(['02-05 to 02-09', '02-06 to 02-09']);
  expect(ranges('carnival', '2028')).toEqual(['02-25 to 02-29', '02-26 to 02-29']);
  expect(ranges('easter', '2027')).toEqual(['03-25 to 03-28', '03-24 to 03-28']);
  expect(ranges('easter', '2028')).toEqual(['04-13 to 04-16', '04-12 to 04-16']);
});

test('Christmas and New Year begin on the eve and last as long as the days off', () => {
  expect(ranges('christmas', '2026')).toEqual(['12-24 to 12-27']);
  expect(ranges('newYear', '2027')).toEqual(['12-31 to 01-03']);
  expect(ranges('christmas', '2028')).toEqual(['12-23 to 12-26']);
});

test('a long weekend has its moved holiday and its bridge day', () => {
  expect(ranges('longWeekend', '2026')).toContain('12-04 to 12-08');
  expect(ranges('longWeekend', '2027')).toContain('10-08 to 10-11');
  expect(ranges('longWeekend', '2027')).not.toContain('10-09 to 10-12');
});

test('the afternoon of Christmas Eve alone makes no day off', () => {
  expect(calendar.holidays.some(({ date }) => date === '2026-12-24')).toBe(false);
});

test('the table of a year is worked out once', () => {
  expect(holidays.calendarFor('2026-01-01' as CalendarDate)).toBe(calendar);
});
