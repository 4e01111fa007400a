// From what was asked for to calendar days. Nothing is moved or swapped silently: what cannot
// be becomes a problem with the nearest reading.

import {
  addDays,
  calendarDateOf,
  daysBetween,
  nightsOf,
  weekdayOf,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import { clamped, nearestWeekday, resolveArrival, yearIsKnown, type Found } from './arrival.ts';
import type { Day } from './day.ts';
import { judge } from './judge.ts';
import { leavingAfter, rolledBack, validOrNone } from './leaving.ts';
import type { Hearing } from './meaning.ts';
import type { Length } from './lengths.ts';
import { doubtOf, problem, rangeFrom, type Range, type Resolution } from './resolution.ts';

/** Missed by less than this: probably a slip, not next year. */
const JUST_MISSED_DAYS = 30;

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

export function resolveRange(range: Range, hearing: Hearing): Resolution {
  const { arrival, leaving, borrowed } = sharedMonth(range);
  if (borrowed === 'arrival' && leaving) {
    const stay = rolledBack(arrival, leaving, hearing);
    if (stay) return doubtOf('noMonth', [stay]);
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
    const range = rangeFrom(arrival);
    if (length.unit === 'nights' || length.count < 2)
      return judge(stay, range, found, 'nothing', hearing);
    if (length.count > hearing.maxNights) return judge(stay, range, found, 'nothing', hearing);
    return doubtOf('nights', [stay, { checkIn, checkOut: addDays(checkIn, length.count - 1) }]);
  }
  if (arrival.kind === 'relative' && (arrival.night || arrival.days === 0))
    return doubtOf('oneNight', [{ checkIn, checkOut: addDays(checkIn, 1) }]);
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

/** A list of days is a list of nights: leaving the morning after the last. */
export function resolveNights(days: readonly Day[], hearing: Hearing): Resolution {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return { kind: 'nothing' };
  if (days.length === 1) return resolveOneNight(first, hearing);
  const stay = resolveRange(rangeFrom(first, last), hearing);
  const grown = (one: Stay): Stay => ({ checkIn: one.checkIn, checkOut: addDays(one.checkOut, 1) });
  if (stay.kind === 'stay')
    return nightsOf(stay.stay) === days.length - 1
      ? { kind: 'stay', stay: grown(stay.stay) }
      : doubtOf('nights', [grown(stay.stay), stay.stay]);
  if (stay.kind === 'doubt' && stay.doubt.kind === 'stay')
    return { kind: 'doubt', doubt: { ...stay.doubt, readings: stay.doubt.readings.map(grown) } };
  return stay;
}

/** "la noche del 31": one night, said as such. */
function resolveOneNight(day: Day, hearing: Hearing): Resolution {
  const resolution = resolveRange(rangeFrom(day), hearing);
  if (resolution.kind !== 'doubt' || resolution.doubt.kind !== 'checkOut') return resolution;
  const { checkIn } = resolution.doubt;
  return { kind: 'stay', stay: { checkIn, checkOut: addDays(checkIn, 1) } };
}
