// A whole stay: is it possible, and what must still be asked about it?

import {
  addDays,
  daysBetween,
  nightsOf,
  sameStay,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import { knownBase, nearestWeekday, yearIsKnown, type Found } from './arrival.ts';
import { longestFrom } from './bounds.ts';
import type { Day } from './day.ts';
import { validOrNone } from './leaving.ts';
import type { Hearing } from './meaning.ts';
import { doubtOf, problem, type Range, type Resolution } from './resolution.ts';

/** More than this ahead without a year said: the year is asked. */
const FAR_DAYS = 180;

/** The stay is whole: what must still be asked about it? */
export function judge(
  stay: Stay,
  range: Range,
  found: Extract<Found, { ok: true }>,
  confirm: 'noMonth' | 'nothing',
  hearing: Hearing,
): Resolution {
  if (stay.checkIn < hearing.today) return problem('past');
  const within = staysWithin(stay, range, hearing);
  if (within) return doubtOf('window', within);
  if (nightsOf(stay) > hearing.maxNights) return problem('tooLong', longestFrom(stay, hearing));
  const byWeekday = weekdayReading(stay, range);
  if (byWeekday) {
    const possible = validOrNone(byWeekday.checkIn, byWeekday.checkOut, hearing);
    return doubtOf('weekday', possible ? [stay, possible] : [stay]);
  }
  const byLength = lengthReadings(stay, range);
  if (byLength)
    return doubtOf(
      'nights',
      byLength.filter((one) => nightsOf(one) <= hearing.maxNights),
    );
  if (
    range.arrival.kind === 'weekday' &&
    range.arrival.which === 'next' &&
    daysBetween(hearing.today, stay.checkIn) < 7
  ) {
    const later = { checkIn: addDays(stay.checkIn, 7), checkOut: addDays(stay.checkOut, 7) };
    return doubtOf('whichWeekend', [stay, later]);
  }
  if (
    !found.yearSaid &&
    daysBetween(hearing.today, stay.checkIn) > FAR_DAYS &&
    !yearIsKnown(hearing, stay.checkIn)
  )
    return doubtOf('year', [stay]);
  if (
    confirm === 'noMonth' ||
    (!saysMonth(range) &&
      knownBase(hearing) === undefined &&
      stay.checkIn.slice(0, 7) !== stay.checkOut.slice(0, 7) &&
      range.leaving)
  )
    return doubtOf('noMonth', [stay]);
  return { kind: 'stay', stay };
}

function saysMonth(range: Range): boolean {
  return [range.arrival, range.leaving].some(
    (day) => day?.kind === 'relative' || (day?.kind === 'dated' && day.month !== null),
  );
}

function weekdayReading(stay: Stay, range: Range): Stay | undefined {
  const moved = (date: CalendarDate, day: Day | null): CalendarDate =>
    day?.kind === 'dated' && day.weekday !== null ? nearestWeekday(date, day.weekday) : date;
  const reading = {
    checkIn: moved(stay.checkIn, range.arrival),
    checkOut: moved(stay.checkOut, range.leaving),
  };
  return sameStay(reading, stay) ? undefined : reading;
}

/** As many as a list on the phone shows. */
const MOST_STARTS = 10;

/** "entre el 10 y el 20, 4 noches": every day to arrive on, or as many spread over the stretch. */
function staysWithin(stretch: Stay, range: Range, hearing: Hearing): Stay[] | undefined {
  const nights = range.length?.count ?? Infinity;
  const starts = nightsOf(stretch) - nights + 1;
  if (range.said !== 'between' || starts < 2 || nights > hearing.maxNights) return undefined;
  const shown = Math.min(starts, MOST_STARTS);
  return Array.from({ length: shown }, (_, index) => {
    const checkIn = addDays(stretch.checkIn, Math.round((index * (starts - 1)) / (shown - 1)));
    return { checkIn, checkOut: addDays(checkIn, nights) };
  });
}

/** "del 15 al 18, 4 noches" disagrees; "las noches del 22 al 24" may mean the last night too. */
function lengthReadings(stay: Stay, range: Range): Stay[] | undefined {
  const inclusive = { checkIn: stay.checkIn, checkOut: addDays(stay.checkOut, 1) };
  if (range.length) {
    const said = range.length.count;
    if (said === nightsOf(stay)) return undefined;
    if (range.length.unit === 'days' && said === nightsOf(stay) + 1) return undefined;
    if (range.said === 'nights' && said === nightsOf(inclusive)) return undefined;
    return [stay, { checkIn: stay.checkIn, checkOut: addDays(stay.checkIn, said) }];
  }
  return range.said === 'nights' ? [stay, inclusive] : undefined;
}
