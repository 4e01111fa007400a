// The day of leaving, given the arrival.

import {
  addDays,
  calendarDateOf,
  daysBetween,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import { clamped, dateInMonth, monthIndex, nextWeekday, resolveArrival } from './arrival.ts';
import { isPossible } from './bounds.ts';
import type { Day } from './day.ts';
import type { Hearing } from './meaning.ts';
import { problem, type Resolution } from './resolution.ts';

type Ends =
  | { readonly stay: Stay; readonly confirm: 'noMonth' | 'nothing' }
  | { readonly problem: Resolution };

/** A range without months may run into the next month for this long. */
const ROLL_NIGHTS = 14;

export function leavingAfter(arrival: CalendarDate, leaving: Day, hearing: Hearing): Ends {
  const { today } = hearing;
  const ends = (checkOut: CalendarDate, confirm: 'noMonth' | 'nothing' = 'nothing'): Ends => ({
    stay: { checkIn: arrival, checkOut },
    confirm,
  });
  if (leaving.kind === 'relative') {
    const checkOut = addDays(today, leaving.days);
    return checkOut > arrival ? ends(checkOut) : { problem: problem('outBeforeIn') };
  }
  if (leaving.kind === 'weekday') return ends(nextWeekday(addDays(arrival, 1), leaving.weekday));
  if (leaving.month !== null) {
    const year = leaving.year ?? Number(arrival.slice(0, 4));
    const date = calendarDateOf(year, leaving.month, leaving.day);
    if (!date)
      return {
        problem: problem(
          'noSuchDate',
          validOrNone(
            arrival,
            clamped(year, Math.min(12, Math.max(1, leaving.month)), leaving.day),
            hearing,
          ),
        ),
      };
    if (date === arrival)
      return { problem: problem('noNights', { checkIn: arrival, checkOut: addDays(arrival, 1) }) };
    if (date > arrival) return ends(date);
    const nextYear =
      leaving.year === null ? calendarDateOf(year + 1, leaving.month, leaving.day) : undefined;
    if (nextYear && daysBetween(arrival, nextYear) <= hearing.maxNights) return ends(nextYear);
    return { problem: problem('outBeforeIn', validOrNone(date, arrival, hearing)) };
  }
  const sameMonth = dateInMonth(monthIndex(arrival), leaving.day);
  if (sameMonth === arrival)
    return { problem: problem('noNights', { checkIn: arrival, checkOut: addDays(arrival, 1) }) };
  if (sameMonth && sameMonth > arrival) return ends(sameMonth);
  const nextMonth = dateInMonth(monthIndex(arrival) + 1, leaving.day);
  if (nextMonth && daysBetween(arrival, nextMonth) <= ROLL_NIGHTS)
    return ends(nextMonth, 'noMonth');
  if (sameMonth)
    return { problem: problem('outBeforeIn', validOrNone(sameMonth, arrival, hearing)) };
  return { problem: problem('noSuchDate') };
}

export function validOrNone(
  checkIn: CalendarDate,
  checkOut: CalendarDate,
  hearing: Hearing,
): Stay | undefined {
  const stay = { checkIn, checkOut };
  return isPossible(stay, hearing) ? stay : undefined;
}

/** "28 al 2 de enero": the month stands at the end, the arrival is in the one before. */
export function rolledBack(arrival: Day, leaving: Day, hearing: Hearing): Stay | undefined {
  if (
    arrival.kind !== 'dated' ||
    leaving.kind !== 'dated' ||
    leaving.month === null ||
    arrival.day <= leaving.day
  )
    return undefined;
  const found = resolveArrival({ ...leaving, weekday: null }, hearing);
  if (!found.ok) return undefined;
  const checkIn = dateInMonth(monthIndex(found.date) - 1, arrival.day);
  if (!checkIn || checkIn < hearing.today || daysBetween(checkIn, found.date) > ROLL_NIGHTS)
    return undefined;
  return { checkIn, checkOut: found.date };
}
