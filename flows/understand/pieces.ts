// Reads a text piece by piece. Each reader takes its tokens away from the next, so the order is
// the grammar: what is no request, then cabins, holidays and weekends, then people, then days.

import { ordinalIn } from './answers.ts';
import { findAsides, isPromised } from './asides.ts';
import { findChunks, type Chunk } from './chunks.ts';
import type { Reading } from './day.ts';
import { isDeclined } from './declined.ts';
import { findIntents, HOURS, type FoundIntents } from './intents.ts';
import { findLengths, type Length } from './lengths.ts';
import type { Hearing, Intent } from './meaning.ts';
import { findMonths, type MonthNamed } from './months.ts';
import { findSameLengths, movingIn, shifted, type Moving } from './moving.ts';
import { findPeriods, monthOfWeekend, type Period } from './periods.ts';
import { findPets, type PetsRead } from './pets.ts';
import {
  movedTo,
  findCorrections,
  findRequests,
  giveMonth,
  giveWeek,
  isOfWeekdays,
  type Request,
} from './requests.ts';
import { findRough, type Rough } from './rough.ts';
import { take, type Place, type Token } from './tokens.ts';
import { findUnits, type Unit } from './units.ts';
import { findWeekends, type Weekend } from './weekends.ts';

export type Pieces = {
  readonly said: FoundIntents;
  readonly corrections: readonly Place[];
  readonly units: readonly Unit[];
  readonly periods: ReadonlyArray<Period | Rough>;
  readonly weekends: readonly Weekend[];
  readonly chunks: readonly Chunk[];
  readonly pets: PetsRead | null;
  readonly lengths: readonly Length[];
  readonly requests: readonly Request[];
  readonly months: readonly MonthNamed[];
  /** The stay that is known goes to other days. */
  readonly moving: Moving | null;
  /** Days were named that cannot be. */
  readonly declines: boolean;
  readonly ordinal: number | null;
};

export function readPieces(tokens: readonly Token[], reading: Reading, hearing: Hearing): Pieces {
  const { expects } = hearing;
  const said = findIntents(tokens);
  const handoffs = said.found.filter((one) => one.label === 'handoff');
  const open = take(tokens, [...findAsides(tokens, reading), ...handoffs]);
  const units = findUnits(open, hearing.unitNames ?? [], reading);
  const unnamed = take(open, units);
  const periods = findPeriods(unnamed);
  const outside = take(unnamed, periods);
  const rough = findRough(outside, reading);
  const exact = take(outside, rough);
  const weekends = findWeekends(exact, reading);
  const counted = take(exact, weekends);
  // "la 2" picks from what was shown; nobody is counted and no day is named by it.
  const ordinal = expects === 'offer' || expects === 'reading' ? ordinalIn(tokens) : null;
  const picks = ordinal !== null;
  const chunks = picks ? [] : findChunks(counted, reading, expects === 'party');
  const uncounted = take(counted, chunks);
  const same = findSameLengths(uncounted, hearing);
  const timed = take(uncounted, same);
  const told = [...findLengths(timed), ...same];
  const days = take(timed, told);
  const dayWanted = expects === 'stay' || expects === 'checkOut' || expects === 'reading';
  const declined = (place: Place): boolean => isDeclined(tokens, place);
  const moving = movingIn(tokens) ?? (same.length > 0 ? 'to' : null);
  const requested = picks ? [] : findRequests(days, told, reading, dayWanted);
  const asked = moving ? requested.map((request) => movedTo(request, declined)) : requested;
  const moved = moving === 'by' && asked.length === 0 ? shifted(told, tokens) : told;
  const lengths = moved.filter(
    (length) => !MOVED.has(length.change) || isOnlyAboutStay(outsideOf(said, length)),
  );
  const stands = (place: Place): boolean => !declined(place);
  const allMonths = [
    ...[...weekends, ...periods].flatMap(monthOfWeekend),
    ...findMonths(take(days, asked), reading.today),
  ];
  const months = allMonths.filter(stands);
  const week = rough.find(({ monday }) => monday !== undefined && asked.length > 0);
  const inWeek = week !== undefined && asked.every(isOfWeekdays);
  const requests = inWeek
    ? giveWeek(asked, week.monday ?? reading.today)
    : giveMonth(asked, months[0]);
  const lengthMoved = lengths.find(({ change }) => MOVED.has(change));
  return {
    said: lengthMoved ? withoutHours(outsideOf(said, lengthMoved)) : said,
    corrections: findCorrections(tokens),
    units,
    periods: [...periods, ...(inWeek ? rough.filter((one) => one !== week) : rough)].filter(stands),
    weekends: weekends.filter(stands),
    declines: [...allMonths, ...requests, ...weekends, ...periods, ...rough].some(declined),
    chunks,
    pets: findPets(
      open,
      chunks.flatMap((chunk) => chunk.groups),
    ),
    lengths,
    requests: requests.filter(
      (request) =>
        stands(request) &&
        (moving !== null || !isMerelyADate(tokens, request, said.asks ? said.hours : [])),
    ),
    months,
    moving,
    ordinal,
  };
}

const MOVED: ReadonlySet<Length['change']> = new Set(['earlier', 'later'] as const);
const OF_STAY: ReadonlySet<Intent> = new Set<Intent>([
  'quote',
  'availability',
  'price',
  'affirm',
  'deny',
  'greeting',
  'thanks',
  'modify_reservation',
]);

function withoutHours(said: FoundIntents): FoundIntents {
  return { ...said, topics: said.topics.filter((topic) => !HOURS.has(topic)) };
}

/** "una semana más tarde" puts nothing off. */
function outsideOf(said: FoundIntents, { from, to }: Place): FoundIntents {
  return { ...said, found: said.found.filter((one) => one.from < from || one.to > to) };
}

/** "puedo cancelar una semana antes?" moves no stay. */
function isOnlyAboutStay({ found, topics }: FoundIntents): boolean {
  return (
    found.every(({ label }) => OF_STAY.has(label)) && topics.every((topic) => HOURS.has(topic))
  );
}

/** "te transfiero el viernes", "a qué hora entramos el viernes?": one day, and something else is done on it. */
function isMerelyADate(
  tokens: readonly Token[],
  request: Request,
  hours: readonly Place[],
): boolean {
  const whole =
    request.kind === 'nights' ||
    (request.kind === 'range' && (request.leaving !== null || request.length !== null));
  return (
    !whole && (isPromised(tokens, request) || hours.some((place) => inOne(tokens, place, request)))
  );
}

/** One after the other in a sentence that asks. */
function inOne(tokens: readonly Token[], { from, to }: Place, request: Place): boolean {
  // "correr el check out al 15"
  if (request.from < from || ['al', 'to', 'pro'].includes(tokens[request.from - 1]?.text ?? ''))
    return false;
  const between = tokens.slice(to, request.from);
  const asks = tokens.slice(from).find(({ text }) => ['?', '.', '!'].includes(text));
  return asks?.text !== '.' && between.every(({ text }) => !['?', '.', '!', ','].includes(text));
}
