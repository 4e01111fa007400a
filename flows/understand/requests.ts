// Puts days and lengths together into what was asked for: ranges, lists of nights, changes.

import type { Day, Reading } from './day.ts';
import { DAYS, LESS, MORE, NIGHTS, WEEKS } from './lexicon/calendar.ts';
import { CORRECTIONS, INSTEAD_OF } from './lexicon/cues.ts';
import { words } from './lexicon/words.ts';
import { findMentions, type Mention, type Role } from './mentions.ts';
import { countAt } from './numbers.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { endsWithAny } from './sequence.ts';
import type { Place, Token } from './tokens.ts';

/** `unit` days: "5 días" may be five nights or four. */
export type Length = Place & {
  readonly count: number;
  readonly unit: 'nights' | 'days';
  readonly change: 'set' | 'more' | 'less';
};

export type Request = Place &
  (
    | {
        readonly kind: 'range';
        readonly arrival: Day;
        readonly leaving: Day | null;
        readonly length: Length | null;
        readonly nightsNamed: boolean;
        readonly role: Role;
      }
    | { readonly kind: 'nights'; readonly days: readonly Day[] }
    | { readonly kind: 'until'; readonly leaving: Day }
  );

const correctionBook = phraseBook([['correction', CORRECTIONS]] as const);

export function findCorrections(tokens: readonly Token[]): Place[] {
  return findPhrases(correctionBook, tokens);
}

const MOVES: ReadonlySet<string> = words('antes despues before after later earlier depois');

/** "a night" is one; "à noite" is when. */
const ENGLISH_UNITS: ReadonlySet<string> = words('night week day');

export function findLengths(tokens: readonly Token[]): Length[] {
  const lengths: Length[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'taken') continue;
    const count = countAt(tokens, at);
    const unitWord = count ? (tokens[count.next]?.text ?? '') : '';
    const week = WEEKS.has(unitWord);
    if (tokens[at]?.text === 'a' && !ENGLISH_UNITS.has(unitWord)) continue;
    const perUnit = NIGHTS.has(unitWord) || DAYS.has(unitWord) ? 1 : week ? 7 : undefined;
    if (
      !count ||
      perUnit === undefined ||
      tokens[count.next]?.kind === 'taken' ||
      count.value < 1 ||
      count.value > 400
    )
      continue;
    const modifier = tokens[count.next + 1]?.text ?? '';
    const before = tokens[at - 1]?.text ?? '';
    // "una semana antes" moves a stay; that is asked, not guessed.
    if (MOVES.has(modifier)) continue;
    const change =
      MORE.has(modifier) || MORE.has(before)
        ? 'more'
        : LESS.has(modifier) || LESS.has(before)
          ? 'less'
          : 'set';
    // "una noche": one night; "un día" without "más" says nothing about a stay.
    if (DAYS.has(unitWord) && count.value === 1 && change === 'set') continue;
    lengths.push({
      from: at,
      to: count.next + ((change !== 'set' && MORE.has(modifier)) || LESS.has(modifier) ? 2 : 1),
      count: count.value * perUnit,
      unit: DAYS.has(unitWord) ? 'days' : 'nights',
      change,
    });
    at = count.next;
  }
  return lengths;
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
    insteadOf =
      endsWithAny(tokens, mention.from, INSTEAD_OF) ||
      (insteadOf && mention.role === 'to' && mention.from - givenUp <= 3);
    givenUp = mention.to;
    if (insteadOf) continue;
    if (!current) {
      if (mention.role === 'to' && !mention.joined) alone = mention;
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
      nightsNamed: first.nightsOf,
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
    nightsNamed: false,
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
