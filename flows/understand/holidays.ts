// Days off and the ranges that guests ask for by name. The fixed and movable holidays come from
// outside (src/adapters/holidays.ts); what follows here is ours to edit each year.

import {
  addDays,
  calendarDateOf,
  weekdayOf,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import type { HolidayCalendar } from './meaning.ts';

export type Holiday = HolidayCalendar['holidays'][number];
type Period = HolidayCalendar['periods'][number];

/**
 * Days that the government adds or moves by decree, known only some weeks before the year begins. The movable
 * holidays follow Ley 27.399, art. 6, which date-holidays knows; checked for 2026 to 2028 in November 2026. One
 * that falls on a weekend may be moved by decree too (Decreto 614/2025): then it is added and removed here.
 */
const DECREED: ReadonlyArray<{
  readonly date: string;
  readonly name: string;
  readonly change: 'add' | 'remove';
}> = [
  // Bridge days of 2026: Jefatura de Gabinete, Resolución 164/2025, Boletín Oficial of 26 December 2025.
  { date: '2026-03-23', name: 'Puente por el Día de la Memoria', change: 'add' },
  { date: '2026-07-10', name: 'Puente por el Día de la Independencia', change: 'add' },
  { date: '2026-12-07', name: 'Puente por la Inmaculada Concepción', change: 'add' },
  // Those of 2027 and 2028 are not published yet: add them here when they are.
];

/**
 * Two weeks that differ by province, with the Sunday after them. Only years whose school calendar is published:
 * of another year the guest is asked for the days. 2026: Secretaría de Educación, January 2026, as told by La
 * Nación on 20 January 2026.
 */
const WINTER_BREAKS: ReadonlyArray<{
  readonly from: string;
  readonly to: string;
  readonly where: string;
}> = [
  { from: '2026-07-06', to: '2026-07-19', where: 'Córdoba, Cuyo, Entre Ríos, Santa Fe' },
  { from: '2026-07-13', to: '2026-07-26', where: 'Patagonia, el norte y La Pampa' },
  { from: '2026-07-20', to: '2026-08-02', where: 'Buenos Aires y Ciudad de Buenos Aires' },
];

const date = (year: number, month: number, day: number): CalendarDate =>
  calendarDateOf(year, month, day) as CalendarDate;

/** `given`: the public holidays of these years, with the days of rest on which nobody works. */
export function holidayCalendar(
  years: readonly number[],
  given: readonly Holiday[],
): HolidayCalendar {
  const removed = new Set(DECREED.filter((day) => day.change === 'remove').map((day) => day.date));
  const added = DECREED.filter(
    (day) => day.change === 'add' && years.includes(Number(day.date.slice(0, 4))),
  );
  const byDate = new Map<CalendarDate, Holiday>();
  for (const holiday of [
    ...given,
    ...added.map(({ date: day, name }) => ({ date: day as CalendarDate, name })),
  ]) {
    if (!removed.has(holiday.date) && !byDate.has(holiday.date)) byDate.set(holiday.date, holiday);
  }
  const holidays = [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const off = (day: CalendarDate): boolean => weekdayOf(day) >= 6 || byDate.has(day);
  return {
    holidays,
    periods: [
      ...longWeekends(holidays, off),
      ...years.flatMap((year) => namedPeriods(year, holidays, off)),
    ],
  };
}

/** First and last of the days off around a day. */
function runAround(
  day: CalendarDate,
  off: (day: CalendarDate) => boolean,
): { first: CalendarDate; last: CalendarDate } {
  let first = day;
  let last = day;
  while (off(addDays(first, -1))) first = addDays(first, -1);
  while (off(addDays(last, 1))) last = addDays(last, 1);
  return { first, last };
}

/** The evening before the first day off, or that first day: both are usual. */
function arrivals(first: CalendarDate, last: CalendarDate): Stay[] {
  return [
    { checkIn: addDays(first, -1), checkOut: last },
    { checkIn: first, checkOut: last },
  ];
}

/** Three days off or more in a row. */
function longWeekends(holidays: readonly Holiday[], off: (day: CalendarDate) => boolean): Period[] {
  const seen = new Set<CalendarDate>();
  return holidays.flatMap((holiday) => {
    const { first, last } = runAround(holiday.date, off);
    if (seen.has(first) || addDays(first, 2) > last) return [];
    seen.add(first);
    return arrivals(first, last).map((stay): Period => ({
      key: 'longWeekend',
      name: holiday.name,
      stay,
    }));
  });
}

function namedPeriods(
  year: number,
  holidays: readonly Holiday[],
  off: (day: CalendarDate) => boolean,
): Period[] {
  const periods: Period[] = [];
  const first = (name: RegExp): CalendarDate | undefined =>
    holidays.find((holiday) => holiday.date.startsWith(`${year}-`) && name.test(holiday.name))
      ?.date;
  const carnival = first(/^carnaval/i);
  if (carnival) {
    const monday = addDays(carnival, 1 - weekdayOf(carnival));
    for (const stay of arrivals(addDays(monday, -2), addDays(monday, 1)))
      periods.push({ key: 'carnival', name: 'Carnaval', stay });
  }
  const goodFriday = first(/^viernes santo/i);
  if (goodFriday) {
    const sunday = addDays(goodFriday, 2);
    for (const checkIn of [addDays(goodFriday, -1), addDays(goodFriday, -2)])
      periods.push({ key: 'easter', name: 'Semana Santa', stay: { checkIn, checkOut: sunday } });
  }
  periods.push({ key: 'christmas', name: 'Navidad', stay: aroundEve(date(year, 12, 24), off) });
  periods.push({ key: 'newYear', name: 'Año Nuevo', stay: aroundEve(date(year, 12, 31), off) });
  for (const { from, to, where } of WINTER_BREAKS) {
    if (from.startsWith(`${year}-`))
      periods.push({
        key: 'winterBreak',
        name: where,
        stay: { checkIn: from as CalendarDate, checkOut: to as CalendarDate },
      });
  }
  return periods;
}

/** From the eve, or the days off before it, to the end of the days off after the feast. */
function aroundEve(eve: CalendarDate, off: (day: CalendarDate) => boolean): Stay {
  const feast = addDays(eve, 1);
  const { first, last } = runAround(feast, (day) => day === feast || off(day));
  return { checkIn: first < eve ? first : eve, checkOut: last > feast ? last : addDays(feast, 1) };
}
