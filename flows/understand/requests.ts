// Puts days and lengths together into what was asked for: ranges, lists of nights, changes.

import { addDays, type CalendarDate } from '../../src/domain/stay.ts';
import { dated, type Day, type Reading } from './day.ts';
import { isRefusal } from './declined.ts';
import { APOLOGIES, CORRECTIONS, INSTEAD_OF, NOT_THAT } from './lexicon/cues.ts';
import type { Length } from './lengths.ts';
import type { Role } from './cue.ts';
import { findMentions, type Mention } from './mentions.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { endsWithAny } from './sequence.ts';
import { rangeFrom, type Range } from './resolution.ts';
import type { Place, Token } from './tokens.ts';

export type Request = Place &
  (
    | (Range & { readonly kind: 'range'; readonly role: Role })
    | { readonly kind: 'nights'; readonly days: readonly Day[] }
    | { readonly kind: 'until'; readonly leaving: Day }
  );

const apologyBook = phraseBook([['apology', APOLOGIES]] as const);
const correctionBook = phraseBook([['correction', CORRECTIONS]] as const);

export function findCorrections(tokens: readonly Token[]): Place[] {
  const apologies = new Set(findPhrases(apologyBook, tokens).map(({ from }) => from));
  const taken = findPhrases(correctionBook, tokens).filter(({ from }) => !apologies.has(from));
  return [...taken, ...findRefusals(tokens)];
}

/** "este finde no, el otro", "el 10 no, el 11". */
function findRefusals(tokens: readonly Token[]): Place[] {
  return tokens.flatMap((_, at) =>
    isRefusal(tokens, at) && tokens[at - 1] && tokens[at - 1]?.kind !== 'mark'
      ? [{ from: at, to: at + 1 }]
      : [],
  );
}

type Draft = {
  from: number;
  to: number;
  days: Mention[];
  leaving: Mention | null;
  takenBack: boolean;
};

function startsRange(mention: Mention): Draft {
  return { from: mention.from, to: mention.to, days: [mention], leaving: null, takenBack: false };
}

/** A later part of the same message that takes back an earlier one. */
function correctedBetween(corrections: readonly Place[], from: number, to: number): boolean {
  return corrections.some((correction) => correction.from >= from && correction.to <= to);
}

function inMonthOf(mention: Mention, other: Mention | undefined): Mention {
  const month = other && monthOf(other.day);
  return month ? { ...mention, day: withMonth(mention.day, month) } : mention;
}

function draftsFrom(
  mentions: readonly Mention[],
  tokens: readonly Token[],
  corrections: readonly Place[],
): { drafts: Draft[]; alone: Mention | null } {
  const drafts: Draft[] = [];
  let alone: Mention | null = null;
  let insteadOf = false;
  let givenUp = 0;
  for (const mention of mentions) {
    const current = drafts.at(-1);
    const corrected =
      current !== undefined && correctedBetween(corrections, current.to, mention.from);
    // "en vez del 15 al 18": neither end of what is given up counts.
    const recorrected = current?.leaving && corrections.some(({ to }) => to <= current.from);
    insteadOf =
      endsWithAny(tokens, mention.from, INSTEAD_OF) ||
      (recorrected && endsWithAny(tokens, mention.from, NOT_THAT)) ||
      (insteadOf && mention.role === 'to' && mention.from - givenUp <= 3);
    givenUp = mention.to;
    if (insteadOf) continue;
    if (!current) {
      // "move it to jan 22-25": both ends come after the one word
      if (alone && mention.role === 'to' && mention.joined)
        drafts.push({ ...startsRange(alone), to: mention.to, leaving: mention });
      else if (mention.role === 'to' && !mention.joined) alone = mention;
      else drafts.push(startsRange(mention));
      continue;
    }
    const closesBetween =
      mention.role === 'and' && mention.joined && current.days[0]?.between === true;
    if (corrected) {
      if (mention.role === 'to')
        drafts[drafts.length - 1] = {
          ...current,
          to: mention.to,
          leaving: inMonthOf(mention, current.leaving ?? current.days[0]),
        };
      else {
        for (const draft of drafts) draft.takenBack = true;
        drafts.push(startsRange(mention));
      }
    } else if (!current.leaving && (mention.role === 'to' || closesBetween)) {
      current.leaving = mention;
      current.to = mention.to;
    } else if (!current.leaving && mention.role === 'and' && mention.joined) {
      current.days.push(mention);
      current.to = mention.to;
    } else {
      drafts.push(startsRange(mention));
    }
  }
  return { drafts, alone };
}

function requestFrom(draft: Draft, length: Length | null): Request | undefined {
  const [first] = draft.days;
  const last = draft.days.at(-1);
  if (!first || !last) return undefined;
  const place = { from: draft.from, to: draft.to };
  if (draft.leaving)
    return {
      kind: 'range',
      ...place,
      arrival: first.day,
      leaving: draft.leaving.day,
      length,
      said: first.nightsOf ? 'nights' : first.between ? 'between' : 'ends',
      role: first.role,
    };
  if (draft.days.length > 1 || first.nightsOf)
    return { kind: 'nights', ...place, days: draft.days.map((mention) => mention.day) };
  return {
    kind: 'range',
    ...place,
    arrival: first.day,
    leaving: null,
    length,
    said: 'ends',
    role: first.role,
  };
}

/** Each length goes to the nearest request; a request takes one. */
export function findRequests(
  tokens: readonly Token[],
  lengths: readonly Length[],
  reading: Reading,
  wanted: boolean,
): Request[] {
  const corrections = findCorrections(tokens);
  const { drafts, alone } = draftsFrom(findMentions(tokens, reading, wanted), tokens, corrections);
  const set = lengths.filter((length) => length.change === 'set');
  const requests = drafts.flatMap((draft, index) => {
    const length =
      drafts.length === 1
        ? set.at(-1)
        : set.find(
            (one) =>
              one.from >= draft.from - 4 && one.from < (drafts[index + 1]?.from ?? Infinity) - 3,
          );
    const request = requestFrom(draft, length ?? null);
    return request ? [{ request, takenBack: draft.takenBack }] : [];
  });
  if (requests.length === 0 && alone)
    return [{ kind: 'until', from: alone.from, to: alone.to, leaving: alone.day }];
  // A month said in a part that was taken back still serves what replaces it.
  const shared = shareMonths(requests.map(({ request }) => request));
  return shared.filter((_, index) => requests[index]?.takenBack === false);
}

function monthOf(day: Day): { month: number; year: number | null } | undefined {
  return day.kind === 'dated' && day.month !== null
    ? { month: day.month, year: day.year }
    : undefined;
}

function withMonth(day: Day, month: { month: number; year: number | null }): Day {
  return day.kind === 'dated' && day.month === null
    ? { ...day, month: month.month, year: month.year }
    : day;
}

function monthsIn(request: Request): { month: number; year: number | null } | undefined {
  if (request.kind === 'range')
    return (request.leaving && monthOf(request.leaving)) ?? monthOf(request.arrival);
  if (request.kind === 'nights')
    return request.days.map(monthOf).find((month) => month !== undefined);
  return monthOf(request.leaving);
}

/** "enero, del 15 al 18": a month said apart serves the days without one. */
export function giveMonth(
  requests: readonly Request[],
  month: { month: number; year: number | null } | undefined,
): Request[] {
  if (!month || requests.some((request) => monthsIn(request) !== undefined)) return [...requests];
  // "de domingo a jueves en marzo" asks about the month.
  const weekdaysOnly = (request: Request): boolean =>
    request.kind === 'range' && request.arrival.kind === 'weekday';
  if (requests.every(weekdaysOnly)) return [];
  return requests.map((request) => {
    if (request.kind === 'range')
      return {
        ...request,
        arrival: withMonth(request.arrival, month),
        leaving: request.leaving && withMonth(request.leaving, month),
      };
    return request.kind === 'nights'
      ? { ...request, days: request.days.map((day) => withMonth(day, month)) }
      : request;
  });
}

/** "de martes a jueves de la semana que viene": weekdays within the week that begins on `monday`. */
export function giveWeek(requests: readonly Request[], monday: CalendarDate): Request[] {
  const inWeek = (day: Day): Day => {
    if (day.kind !== 'weekday') return day;
    const [year, month, date] = addDays(monday, day.weekday - 1)
      .split('-')
      .map(Number);
    return dated(date ?? 1, month ?? 1, year ?? null);
  };
  return requests.map((request) => {
    if (request.kind === 'nights') return { ...request, days: request.days.map(inWeek) };
    const leaving = request.leaving && inWeek(request.leaving);
    return request.kind === 'range'
      ? { ...request, arrival: inWeek(request.arrival), leaving }
      : { ...request, leaving: inWeek(request.leaving) };
  });
}

/** "moverla al 20", "no puedo el 10, pasala al 20": where a stay is moved to is its arrival. */
export function movedTo(request: Request, isDeclined: (place: Place) => boolean): Request {
  if (request.kind === 'until') return asArrival(request);
  return request.kind === 'range' &&
    request.leaving &&
    isDeclined({ from: request.from, to: request.from + 1 })
    ? asArrival({ ...request, kind: 'until', leaving: request.leaving })
    : request;
}

export function asArrival({ to, leaving: arrival }: Extract<Request, { kind: 'until' }>) {
  const place = { from: to - 1, to };
  return { kind: 'range', ...place, role: 'none', ...rangeFrom(arrival) } as const;
}

/** Whether every day of it is a weekday by name. */
export function isOfWeekdays(request: Request): boolean {
  const days =
    request.kind === 'nights'
      ? request.days
      : request.kind === 'range'
        ? [request.arrival, ...(request.leaving ? [request.leaving] : [])]
        : [request.leaving];
  return days.every((day) => day.kind === 'weekday');
}

/** "del 3 al 10 y … del 3 al 5 de enero": a month said once serves the requests beside it. */
function shareMonths(requests: readonly Request[]): Request[] {
  return requests.map((request, index) => {
    if (monthsIn(request) !== undefined || request.kind !== 'range') return request;
    const shared =
      requests
        .slice(index + 1)
        .map(monthsIn)
        .find(Boolean) ?? requests.slice(0, index).map(monthsIn).findLast(Boolean);
    if (!shared) return request;
    return {
      ...request,
      arrival: withMonth(request.arrival, shared),
      leaving: request.leaving && withMonth(request.leaving, shared),
    };
  });
}
