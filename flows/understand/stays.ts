// Settles every request for days of a message into stays, doubts and problems, with
// what is already known: "hasta el 12", "un día más", "mejor del 5 al 8".

import {
  addDays,
  daysBetween,
  nightsOf,
  sameStay,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import { resolveArrival } from './arrival.ts';
import { withinBounds } from './bounds.ts';
import type { Day } from './day.ts';
import type { Doubt, Hearing, Language, Problem } from './meaning.ts';
import { resolvePeriod, type Period } from './periods.ts';
import type { Length } from './lengths.ts';
import { saysUntil, type Moving } from './moving.ts';
import { asArrival, type Request } from './requests.ts';
import { rangeFrom, type Range, type Resolution } from './resolution.ts';
import { resolveNights, resolveRange } from './resolve.ts';
import { ARRIVAL, DEPARTURE } from './lexicon/cues.ts';
import { endsWithAny } from './sequence.ts';
import type { Rough } from './rough.ts';
import { spanOf, type Place, type Token } from './tokens.ts';
import { resolveWeekend, type Weekend } from './weekends.ts';

export type Asked = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly language: Language;
  readonly requests: readonly Request[];
  readonly weekends: readonly Weekend[];
  readonly periods: ReadonlyArray<Period | Rough>;
  readonly lengths: readonly Length[];
  readonly corrections: readonly Place[];
  readonly moving: Moving | null;
};

export type Settled = {
  readonly stays: readonly Stay[];
  readonly doubts: readonly Doubt[];
  readonly problems: readonly Problem[];
  readonly places: readonly Place[];
};

type Placed = { readonly place: Place; readonly resolution: Resolution };

export function settleStays(asked: Asked, hearing: Hearing): Settled {
  const stays: Stay[] = [];
  const doubts: Doubt[] = [];
  const problems: Problem[] = [];
  const places: Place[] = [];
  for (const { place, resolution: read } of resolutions(asked, hearing)) {
    const resolution = withinBounds(read, hearing);
    if (resolution.kind === 'nothing') continue;
    places.push(place);
    if (resolution.kind === 'stay') stays.push(resolution.stay);
    if (resolution.kind === 'doubt') doubts.push(resolution.doubt);
    if (resolution.kind === 'problem')
      problems.push({
        ...resolution.problem,
        words: asked.text.slice(...spanOf(asked.tokens, place)),
      });
  }
  return { stays, doubts, problems, places };
}

/** Days said in figures win over a weekend or a holiday named beside them. */
function resolutions(asked: Asked, hearing: Hearing): Placed[] {
  const { requests, weekends, periods, lengths } = asked;
  const whole = requests.filter(
    (request) =>
      request.kind === 'nights' ||
      (request.kind === 'range' && (request.leaving !== null || request.length !== null)),
  );
  const named = [...weekends, ...periods].toSorted((a, b) => a.from - b.from);
  if (whole.length === 0 && named.length > 0) {
    const placed = named.map((one): Placed => ({
      place: one,
      resolution: resolveNamed(one, lengths, dayBeside(requests), hearing),
    }));
    const found = placed.filter(({ resolution }) => resolution.kind !== 'nothing');
    if (found.length > 0) return lastOfCorrected(found, asked.corrections);
  }
  const wished = (whole.length > 0 ? whole : requests).flatMap((request) =>
    asked.moving ? destinationOf(request, requests.length, asked, hearing) : [request],
  );
  const placed = wished.map((request): Placed => ({
    place: request,
    resolution: resolveRequest(request, asked, hearing),
  }));
  if (placed.length > 0) return placed;
  return lengths
    .slice(-1)
    .map((length): Placed => ({ place: length, resolution: changeLength(length, asked, hearing) }));
}

function resolveNamed(
  named: Weekend | Period | Rough,
  lengths: readonly Length[],
  beside: string | undefined,
  hearing: Hearing,
): Resolution {
  if (named.kind === 'weekend') return resolveWeekend(named, hearing);
  return withLength(
    named.kind === 'rough' ? named.resolve(hearing) : resolvePeriod(named, hearing, beside),
    lengths,
  );
}

/** "el 25 de mayo, finde largo": the month and day that a holiday is about. */
function dayBeside(requests: readonly Request[]): string | undefined {
  const arrivals = requests.flatMap((one) => (one.kind === 'range' ? [one.arrival] : []));
  return arrivals
    .flatMap((day) => (day.kind === 'dated' && day.month !== null ? [[day.month, day.day]] : []))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'))[0];
}

function lastOfCorrected(placed: readonly Placed[], corrections: readonly Place[]): Placed[] {
  const last = corrections.at(-1);
  const after = last
    ? placed.filter(({ place }) => place.from >= last.from && placed[0]?.place !== place)
    : [];
  return after.length > 0 ? after : [...placed];
}

/** "año nuevo, 5 noches". */
function withLength(resolution: Resolution, lengths: readonly Length[]): Resolution {
  if (resolution.kind !== 'doubt' || resolution.doubt.kind !== 'stay') return resolution;
  // "5 días" may be four nights; of a rough stretch it is near enough, for it is asked about anyway
  const rough = ['approximate', 'holiday'].includes(resolution.doubt.why);
  const length = lengths.find((one) => one.change === 'set' && (rough || one.unit === 'nights'));
  if (!length) return resolution;
  const readings = resolution.doubt.readings.map((stay) => ({
    checkIn: stay.checkIn,
    checkOut: addDays(stay.checkIn, length.count),
  }));
  return { kind: 'doubt', doubt: { ...resolution.doubt, readings } };
}

/** "cambiarla del 10 al 20", of the stay that arrives on the 10th: the 20th is meant, and nothing by its own days. */
function destinationOf(
  request: Request,
  among: number,
  { tokens }: Asked,
  hearing: Hearing,
): Request[] {
  const { stay } = hearing.known;
  if (!stay || request.kind !== 'range' || request.length) return [request];
  const starts = resolveArrival(request.arrival, hearing);
  if (!starts.ok || starts.date !== stay.checkIn) return [request];
  if (!request.leaving) return among > 1 ? [] : [request];
  const whole = resolveRange(request, hearing);
  if (whole.kind === 'stay' && sameStay(whole.stay, stay)) return [];
  // "quiero cambiarla: del 10 al 20" says both ends
  const saysBoth = tokens[request.from - 2]?.kind === 'mark';
  return saysBoth
    ? [request]
    : [asArrival({ ...request, kind: 'until', leaving: request.leaving })];
}

function resolveRequest(request: Request, asked: Asked, hearing: Hearing): Resolution {
  if (request.kind === 'nights') return resolveNights(request.days, hearing);
  const base = hearing.known.stay?.checkIn ?? hearing.known.checkIn;
  const { stay } = hearing.known;
  if (request.kind === 'until') {
    if (!base) return { kind: 'nothing' };
    const ends = resolveUntil(base, request.leaving, hearing);
    const cannot = withinBounds(ends, hearing).kind === 'problem' && !saysUntil(asked.tokens);
    // "al 2 de marzo", of a stay in January: where it goes to
    return stay && cannot
      ? resolveRange({ ...asArrival(request), length: lengthOf(stay) }, hearing)
      : ends;
  }
  if (asked.moving && stay && request.leaving === null && request.length === null)
    return resolveRange({ ...request, length: lengthOf(stay) }, hearing);
  if (request.leaving === null && request.length === null && base)
    return besideKnown(request.arrival, request.role, base, asked, hearing);
  const resolution = resolveRange(request, hearing);
  return asked.language === 'en' ? eitherOrder(request, resolution, hearing) : resolution;
}

/** A stay that is moved keeps its nights. */
function lengthOf(stay: Stay): Length {
  return { from: 0, to: 0, count: nightsOf(stay), unit: 'nights', change: 'set' };
}

/** In English 3/4 may be March or April: both are kept when both can be. */
function eitherOrder(range: Range, dayFirst: Resolution, hearing: Hearing): Resolution {
  const swapped = {
    ...range,
    arrival: swap(range.arrival),
    leaving: range.leaving && swap(range.leaving),
  };
  if (swapped.arrival === range.arrival && swapped.leaving === range.leaving) return dayFirst;
  const monthFirst = resolveRange(swapped, hearing);
  const readings = [dayFirst, monthFirst].flatMap((resolution) => {
    if (resolution.kind === 'stay') return [resolution.stay];
    return resolution.kind === 'doubt' && resolution.doubt.kind === 'stay'
      ? resolution.doubt.readings.slice(0, 1)
      : [];
  });
  const days = [dayFirst, monthFirst].flatMap((resolution) =>
    resolution.kind === 'doubt' && resolution.doubt.kind === 'checkOut'
      ? [resolution.doubt.checkIn]
      : [],
  );
  const [checkIn, otherwise] = days;
  if (checkIn && otherwise)
    return { kind: 'doubt', doubt: { kind: 'checkOut', checkIn, otherwise } };
  if (readings.length === 2)
    return { kind: 'doubt', doubt: { kind: 'stay', why: 'dayOrMonth', readings } };
  return dayFirst.kind === 'problem' && monthFirst.kind !== 'problem' ? monthFirst : dayFirst;
}

function swap(day: Day): Day {
  if (
    day.kind !== 'dated' ||
    !day.numeric ||
    day.month === null ||
    day.day > 12 ||
    day.day === day.month
  )
    return day;
  return { ...day, day: day.month, month: day.day };
}

function resolveUntil(checkIn: CalendarDate, leaving: Day, hearing: Hearing): Resolution {
  return resolveRange(rangeFrom(dayOf(checkIn), leaving), hearing);
}

function dayOf(date: CalendarDate): Day {
  return {
    kind: 'dated',
    day: Number(date.slice(8)),
    month: Number(date.slice(5, 7)),
    year: Number(date.slice(0, 4)),
    weekday: null,
    numeric: false,
  };
}

/** One day said when an arrival is known: the leaving that was asked for, a new arrival, or talk about the stay. */
function besideKnown(
  day: Day,
  role: string,
  checkIn: CalendarDate,
  asked: Asked,
  hearing: Hearing,
): Resolution {
  const { stay } = hearing.known;
  if (!stay || hearing.expects === 'checkOut') {
    // "no, el 11", "el 10 no, el 11": the arrival is taken back
    if (refusedBefore(asked, hearing) || (role === 'from' && hearing.expects !== 'checkOut'))
      return resolveRange(rangeFrom(day), hearing);
    return nightsOrDay(checkIn, day, asked, hearing);
  }
  const open = resolveRange(rangeFrom(day), hearing);
  if (open.kind !== 'doubt' || open.doubt.kind !== 'checkOut') return open;
  const date = open.doubt.checkIn;
  const within = date >= stay.checkIn && date <= stay.checkOut;
  if (asked.corrections.length > 0 || role === 'from') {
    // nobody arrives on the day of leaving: another arrival, whose end is asked
    if (role === 'from' && date === stay.checkOut) return open;
    if (
      date < stay.checkOut &&
      daysBetween(date, stay.checkOut) <= nightsOf(stay) + 7 &&
      date !== stay.checkIn
    )
      return { kind: 'stay', stay: { checkIn: date, checkOut: stay.checkOut } };
  }
  return within ? { kind: 'nothing' } : open;
}

function refusedBefore({ tokens, corrections }: Asked, hearing: Hearing): boolean {
  return (
    hearing.known.stay === undefined &&
    corrections.some(({ from }) => tokens[from]?.text === 'no' || tokens[from]?.text === 'nao')
  );
}

/** Asked until when, "3" may be three nights or the third. */
function nightsOrDay(checkIn: CalendarDate, day: Day, asked: Asked, hearing: Hearing): Resolution {
  const until = resolveUntil(checkIn, day, hearing);
  const bare =
    day.kind === 'dated' && day.month === null && day.weekday === null && asked.tokens.length === 1;
  if (!bare || day.kind !== 'dated' || day.day > ROUGHLY_A_WEEK * 2) return until;
  const byNights = { checkIn, checkOut: addDays(checkIn, day.day) };
  if (until.kind === 'stay' && nightsOf(until.stay) <= ROUGHLY_A_WEEK * 2) {
    return day.day <= ROUGHLY_A_WEEK && nightsOf(until.stay) !== day.day
      ? { kind: 'doubt', doubt: { kind: 'stay', why: 'nights', readings: [until.stay, byNights] } }
      : until;
  }
  const readings = until.kind === 'stay' ? [byNights, until.stay] : [byNights];
  return { kind: 'doubt', doubt: { kind: 'stay', why: 'nights', readings } };
}

/** "llegamos un día antes" moves the arrival, "nos vamos un día después" the leaving, "una semana antes" both. */
function moveStay(
  length: Length,
  from: CalendarDate,
  { tokens }: Asked,
  hearing: Hearing,
): Resolution {
  const days = length.change === 'later' ? length.count : -length.count;
  const told = (verbs: ReadonlyArray<readonly string[]>): boolean =>
    tokens.some((_, at) => at <= length.from && endsWithAny(tokens, at, verbs));
  const { stay } = hearing.known;
  const [arrives, leaves] = [told(ARRIVAL), told(DEPARTURE)];
  const checkIn = leaves && !arrives ? from : addDays(from, days);
  const leaving = stay && dayOf(arrives && !leaves ? stay.checkOut : addDays(stay.checkOut, days));
  return resolveRange(rangeFrom(dayOf(checkIn), leaving), hearing);
}

const ROUGHLY_A_WEEK = 7;

/** "3 noches", "un día más" about a stay already spoken of. */
function changeLength(length: Length, asked: Asked, hearing: Hearing): Resolution {
  const { stay, checkIn } = hearing.known;
  const from = stay?.checkIn ?? checkIn;
  if (!from) return { kind: 'nothing' };
  if (length.change === 'set') {
    return resolveRange({ ...rangeFrom(dayOf(from)), length }, hearing);
  }
  if (length.change === 'earlier' || length.change === 'later')
    return moveStay(length, from, asked, hearing);
  if (!stay) return { kind: 'nothing' };
  const checkOut = addDays(stay.checkOut, length.change === 'more' ? length.count : -length.count);
  if (checkOut <= stay.checkIn) return { kind: 'problem', problem: { kind: 'noNights' } };
  return resolveUntil(from, dayOf(checkOut), hearing);
}
