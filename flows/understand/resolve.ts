// From what was asked for to calendar days: the next occurrence, the checks, the doubts.
// Nothing is moved or swapped silently: what cannot be becomes a problem with the nearest reading.

import {
  addDays,
  calendarDateOf,
  daysBetween,
  nightsOf,
  sameStay,
  weekdayOf,
  type CalendarDate,
  type Stay,
  type Weekday,
} from '../../src/domain/stay.ts';
import type { Day } from './days.ts';
import type { Doubt, Hearing, Problem, StayDoubt } from './meaning.ts';
import type { Length } from './requests.ts';

export type Resolution =
  | { readonly kind: 'stay'; readonly stay: Stay }
  | { readonly kind: 'doubt'; readonly doubt: Doubt }
  | { readonly kind: 'problem'; readonly problem: Omit<Problem, 'words'> }
  | { readonly kind: 'nothing' };

export type Range = {
  readonly arrival: Day;
  readonly leaving: Day | null;
  readonly length: Length | null;
  readonly nightsNamed: boolean;
};

/** More than this ahead without a year said: the year is asked. */
const FAR_DAYS = 180;
/** Missed by less than this: probably a slip, not next year. */
const JUST_MISSED_DAYS = 30;
/** A range without months may run into the next month for this long. */
const ROLL_NIGHTS = 14;

type Found =
  | {
      readonly ok: true;
      readonly date: CalendarDate;
      readonly yearSaid: boolean;
      readonly monthSaid: boolean;
    }
  | { readonly ok: false; readonly problem: Omit<Problem, 'words'> };

const problem = (kind: Problem['kind'], nearest?: Stay): Resolution => ({
  kind: 'problem',
  problem: nearest ? { kind, nearest } : { kind },
});
const doubt = (why: StayDoubt, readings: readonly Stay[]): Resolution => ({
  kind: 'doubt',
  doubt: { kind: 'stay', why, readings },
});

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day, or the last of its month when the month is shorter: only for the nearest reading of a problem. */
function clamped(year: number, month: number, day: number): CalendarDate {
  return calendarDateOf(
    year,
    month,
    Math.max(1, Math.min(day, lastDayOf(year, month))),
  ) as CalendarDate;
}

function monthIndex(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function dateInMonth(index: number, day: number): CalendarDate | undefined {
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

/** Where a day without a month is looked for: the month already talked about, else from today. */
function knownBase(hearing: Hearing): CalendarDate | undefined {
  return hearing.known.stay?.checkIn ?? hearing.known.checkIn ?? hearing.known.month;
}

function yearIsKnown(hearing: Hearing, date: CalendarDate): boolean {
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

function resolveArrival(day: Day, hearing: Hearing): Found {
  const { today } = hearing;
  if (day.kind === 'relative')
    return { ok: true, date: addDays(today, day.days), yearSaid: true, monthSaid: true };
  if (day.kind === 'weekday') {
    const known = knownBase(hearing);
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

/** The month said on one end serves the other. */
function sharedMonth(range: Range): {
  arrival: Day;
  leaving: Day | null;
  borrowed: 'arrival' | 'leaving' | 'none';
} {
  const { arrival, leaving } = range;
  if (!leaving || arrival.kind !== 'dated' || leaving.kind !== 'dated')
    return { arrival, leaving, borrowed: 'none' };
  if (arrival.month === null && leaving.month !== null) {
    return {
      arrival: { ...arrival, month: leaving.month, year: leaving.year },
      leaving,
      borrowed: 'arrival',
    };
  }
  if (
    arrival.year === null &&
    arrival.month !== null &&
    leaving.year !== null &&
    leaving.month !== null
  ) {
    const year = arrival.month > leaving.month ? leaving.year - 1 : leaving.year;
    return { arrival: { ...arrival, year }, leaving, borrowed: 'none' };
  }
  if (leaving.month === null) return { arrival, leaving, borrowed: 'leaving' };
  return { arrival, leaving, borrowed: 'none' };
}

type Ends =
  | { readonly stay: Stay; readonly confirm: 'noMonth' | 'nothing' }
  | { readonly problem: Resolution };

function leavingAfter(arrival: CalendarDate, leaving: Day, hearing: Hearing): Ends {
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

function validOrNone(
  checkIn: CalendarDate,
  checkOut: CalendarDate,
  hearing: Hearing,
): Stay | undefined {
  const nights = daysBetween(checkIn, checkOut);
  return checkIn >= hearing.today && nights > 0 && nights <= hearing.maxNights
    ? { checkIn, checkOut }
    : undefined;
}

/** "28 al 2 de enero": the month stands at the end, the arrival is in the one before. */
function rolledBack(arrival: Day, leaving: Day, hearing: Hearing): Stay | undefined {
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

export function resolveRange(range: Range, hearing: Hearing): Resolution {
  const { arrival, leaving, borrowed } = sharedMonth(range);
  if (borrowed === 'arrival' && leaving) {
    const stay = rolledBack(arrival, leaving, hearing);
    if (stay) return doubt('noMonth', [stay]);
  }
  const found = resolveArrival(arrival, hearing);
  if (!found.ok) return withNearest(arrival, leaving, hearing);
  const past = pastProblem(found, arrival, leaving, hearing);
  if (past) return past;
  if (!leaving) return resolveOpen(arrival, found, range.length, hearing);
  const ends = leavingAfter(found.date, leaving, hearing);
  if ('problem' in ends) return ends.problem;
  return judge(ends.stay, { ...range, arrival, leaving }, found, ends.confirm, hearing);
}

/** A day that does not exist: the nearest real one is offered, never taken. */
function withNearest(arrival: Day, leaving: Day | null, hearing: Hearing): Resolution {
  if (arrival.kind !== 'dated' || arrival.month === null || arrival.month < 1 || arrival.month > 12)
    return problem('noSuchDate');
  const thisYear = Number(hearing.today.slice(0, 4));
  const guess = clamped(arrival.year ?? thisYear, arrival.month, arrival.day);
  const checkIn =
    guess < hearing.today && arrival.year === null
      ? clamped(thisYear + 1, arrival.month, arrival.day)
      : guess;
  const ends = leaving ? leavingAfter(checkIn, leaving, hearing) : undefined;
  return problem(
    'noSuchDate',
    ends && 'stay' in ends ? validOrNone(checkIn, ends.stay.checkOut, hearing) : undefined,
  );
}

function pastProblem(
  found: Extract<Found, { ok: true }>,
  arrival: Day,
  leaving: Day | null,
  hearing: Hearing,
): Resolution | undefined {
  const { today } = hearing;
  const nextYearOf = (date: CalendarDate): CalendarDate =>
    clamped(Number(date.slice(0, 4)) + 1, Number(date.slice(5, 7)), Number(date.slice(8)));
  if (found.date < today) {
    const checkIn = nextYearOf(found.date);
    const ends = leaving ? leavingAfter(checkIn, stripYear(leaving), hearing) : undefined;
    return problem(
      'past',
      ends && 'stay' in ends ? validOrNone(checkIn, ends.stay.checkOut, hearing) : undefined,
    );
  }
  if (
    found.yearSaid ||
    arrival.kind !== 'dated' ||
    arrival.month === null ||
    yearIsKnown(hearing, found.date)
  )
    return undefined;
  const lastYear = calendarDateOf(Number(found.date.slice(0, 4)) - 1, arrival.month, arrival.day);
  const missedBy = lastYear ? daysBetween(lastYear, today) : Infinity;
  if (missedBy <= 0 || missedBy >= JUST_MISSED_DAYS || !lastYear) return undefined;
  const stillRunning = leaving ? leavingAfter(lastYear, leaving, hearing) : undefined;
  if (
    stillRunning &&
    'stay' in stillRunning &&
    stillRunning.stay.checkOut > today &&
    nightsOf(stillRunning.stay) <= hearing.maxNights
  ) {
    return problem('past', { checkIn: today, checkOut: stillRunning.stay.checkOut });
  }
  const ends = leaving ? leavingAfter(found.date, leaving, hearing) : undefined;
  return problem('past', ends && 'stay' in ends ? ends.stay : undefined);
}

function stripYear(day: Day): Day {
  return day.kind === 'dated' ? { ...day, year: null } : day;
}

/** Only the arrival is known: a length closes it, else the end is asked. */
function resolveOpen(
  arrival: Day,
  found: Extract<Found, { ok: true }>,
  length: Length | null,
  hearing: Hearing,
): Resolution {
  const checkIn = found.date;
  if (length) {
    const stay = { checkIn, checkOut: addDays(checkIn, length.count) };
    const range: Range = { arrival, leaving: null, length: null, nightsNamed: false };
    if (length.unit === 'nights' || length.count < 2)
      return judge(stay, range, found, 'nothing', hearing);
    if (length.count > hearing.maxNights) return judge(stay, range, found, 'nothing', hearing);
    return doubt('nights', [stay, { checkIn, checkOut: addDays(checkIn, length.count - 1) }]);
  }
  if (arrival.kind === 'relative' && (arrival.night || arrival.days === 0))
    return doubt('oneNight', [{ checkIn, checkOut: addDays(checkIn, 1) }]);
  const corrected =
    arrival.kind === 'dated' && arrival.weekday !== null && weekdayOf(checkIn) !== arrival.weekday
      ? nearestWeekday(checkIn, arrival.weekday)
      : undefined;
  const otherwise =
    corrected ??
    (arrival.kind === 'weekday' &&
    arrival.which === 'next' &&
    daysBetween(hearing.today, checkIn) < 7
      ? addDays(checkIn, 7)
      : undefined);
  return {
    kind: 'doubt',
    doubt:
      otherwise && otherwise !== checkIn
        ? { kind: 'checkOut', checkIn, otherwise }
        : { kind: 'checkOut', checkIn },
  };
}

export function nearestWeekday(date: CalendarDate, weekday: Weekday): CalendarDate {
  const ahead = (weekday - weekdayOf(date) + 7) % 7;
  return addDays(date, ahead > 3 ? ahead - 7 : ahead);
}

/** The stay is whole: what must still be asked about it? */
function judge(
  stay: Stay,
  range: Range,
  found: Extract<Found, { ok: true }>,
  confirm: 'noMonth' | 'nothing',
  hearing: Hearing,
): Resolution {
  if (stay.checkIn < hearing.today) return problem('past');
  if (nightsOf(stay) > hearing.maxNights)
    return problem('tooLong', {
      checkIn: stay.checkIn,
      checkOut: addDays(stay.checkIn, hearing.maxNights),
    });
  const byWeekday = weekdayReading(stay, range);
  if (byWeekday) {
    const possible = validOrNone(byWeekday.checkIn, byWeekday.checkOut, hearing);
    return doubt('weekday', possible ? [stay, possible] : [stay]);
  }
  const byLength = lengthReadings(stay, range);
  if (byLength)
    return doubt(
      'nights',
      byLength.filter((one) => nightsOf(one) <= hearing.maxNights),
    );
  if (
    range.arrival.kind === 'weekday' &&
    range.arrival.which === 'next' &&
    daysBetween(hearing.today, stay.checkIn) < 7
  ) {
    const later = { checkIn: addDays(stay.checkIn, 7), checkOut: addDays(stay.checkOut, 7) };
    return doubt('whichWeekend', [stay, later]);
  }
  if (
    !found.yearSaid &&
    daysBetween(hearing.today, stay.checkIn) > FAR_DAYS &&
    !yearIsKnown(hearing, stay.checkIn)
  )
    return doubt('year', [stay]);
  if (
    confirm === 'noMonth' ||
    (!saysMonth(range) &&
      knownBase(hearing) === undefined &&
      stay.checkIn.slice(0, 7) !== stay.checkOut.slice(0, 7) &&
      range.leaving)
  )
    return doubt('noMonth', [stay]);
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

/** "del 15 al 18, 4 noches" disagrees; "las noches del 22 al 24" may mean the last night too. */
function lengthReadings(stay: Stay, range: Range): Stay[] | undefined {
  const inclusive = { checkIn: stay.checkIn, checkOut: addDays(stay.checkOut, 1) };
  if (range.length) {
    const said = range.length.count;
    if (said === nightsOf(stay)) return undefined;
    if (range.length.unit === 'days' && said === nightsOf(stay) + 1) return undefined;
    if (range.nightsNamed && said === nightsOf(inclusive)) return undefined;
    return [stay, { checkIn: stay.checkIn, checkOut: addDays(stay.checkIn, said) }];
  }
  return range.nightsNamed ? [stay, inclusive] : undefined;
}

/** A list of days is a list of nights: leaving the morning after the last. */
export function resolveNights(days: readonly Day[], hearing: Hearing): Resolution {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return { kind: 'nothing' };
  if (days.length === 1) return resolveOneNight(first, hearing);
  const stay = resolveRange(
    { arrival: first, leaving: last, length: null, nightsNamed: false },
    hearing,
  );
  const grown = (one: Stay): Stay => ({ checkIn: one.checkIn, checkOut: addDays(one.checkOut, 1) });
  if (stay.kind === 'stay')
    return nightsOf(stay.stay) === days.length - 1
      ? { kind: 'stay', stay: grown(stay.stay) }
      : doubt('nights', [grown(stay.stay), stay.stay]);
  if (stay.kind === 'doubt' && stay.doubt.kind === 'stay')
    return { kind: 'doubt', doubt: { ...stay.doubt, readings: stay.doubt.readings.map(grown) } };
  return stay;
}

/** "la noche del 31": one night, said as such. */
function resolveOneNight(day: Day, hearing: Hearing): Resolution {
  const resolution = resolveRange(
    { arrival: day, leaving: null, length: null, nightsNamed: false },
    hearing,
  );
  if (resolution.kind !== 'doubt' || resolution.doubt.kind !== 'checkOut') return resolution;
  const { checkIn } = resolution.doubt;
  return { kind: 'stay', stay: { checkIn, checkOut: addDays(checkIn, 1) } };
}
