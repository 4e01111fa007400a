// Calendars of others: which nights of a cabin their events take, which of them only repeat ours, and who
// sold first where both did. Nights before today are history and are left alone.

import { addDays, daysBetween, type CalendarDate, type Stay } from './stay.ts';

/** `sale`: the channel says that somebody booked. `window`: it says that nobody did. `unclear`: neither. */
export type EventKind = 'sale' | 'unclear' | 'window';

export type CalendarEvent = {
  readonly uid: string;
  readonly stay: Stay;
  readonly kind: EventKind;
  /** CREATED and DTSTAMP, as far as the channel tells them. */
  readonly createdAt: Date | null;
  readonly stampedAt: Date | null;
};

/** An event as it stands among the others of its cabin. */
export type StandingEvent = Pick<CalendarEvent, 'uid' | 'stay' | 'kind'> & {
  readonly feedId: number;
  readonly mirrored: readonly Stay[];
};
export type ImportedNights = {
  readonly feedId: number;
  readonly uid: string;
  readonly kind: EventKind;
  readonly stay: Stay;
};

/** Nobody sells further ahead; an event that runs for centuries costs no more than this. */
const HORIZON_DAYS = 1_100;
const RANK: Readonly<Record<EventKind, number>> = { sale: 0, unclear: 1, window: 2 };

export function overlapOf(a: Stay, b: Stay): Stay | undefined {
  const checkIn = a.checkIn > b.checkIn ? a.checkIn : b.checkIn;
  const checkOut = a.checkOut < b.checkOut ? a.checkOut : b.checkOut;
  return checkIn < checkOut ? { checkIn, checkOut } : undefined;
}

/** What calendars are looked at for. */
export function horizonFrom(today: CalendarDate): Stay {
  return { checkIn: today, checkOut: addDays(today, HORIZON_DAYS) };
}

/** The nights from today on that the events of a cabin take, whatever else is taken; sales before the rest. */
export function nightsOfEvents(
  events: readonly StandingEvent[],
  taken: readonly Stay[],
  today: CalendarDate,
): ImportedNights[] {
  const horizon = horizonFrom(today);
  const busy = new Uint8Array(HORIZON_DAYS);
  const mark = (nights: Uint8Array, stay: Stay) => {
    const seen = overlapOf(stay, horizon);
    if (seen) nights.fill(1, daysBetween(today, seen.checkIn), daysBetween(today, seen.checkOut));
  };
  for (const stay of taken) mark(busy, stay);
  const found: ImportedNights[] = [];
  for (const { feedId, uid, kind, stay, mirrored } of events.toSorted(inRank)) {
    const seen = overlapOf(stay, horizon);
    if (!seen) continue;
    const closed = mirrored.length === 0 ? busy : busy.slice();
    for (const nights of mirrored) mark(closed, nights);
    const end = daysBetween(today, seen.checkOut);
    for (let day = daysBetween(today, seen.checkIn); day < end; day += 1) {
      if (closed[day] === 1) continue;
      const next = closed.indexOf(1, day);
      const until = next === -1 ? end : Math.min(next, end);
      const piece = { checkIn: addDays(today, day), checkOut: addDays(today, until) };
      found.push({ feedId, uid, kind, stay: piece });
      busy.fill(1, day, until);
      day = until;
    }
  }
  return found;
}

function inRank(a: StandingEvent, b: StandingEvent): number {
  return (
    RANK[a.kind] - RANK[b.kind] ||
    a.feedId - b.feedId ||
    compare(a.stay.checkIn, b.stay.checkIn) ||
    compare(a.uid, b.uid)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * The nights of a new event that repeat what stands here: a channel that reads our calendar closes the same
 * nights and tells us so. A sale repeats nobody. An event that says nothing is a repetition only when stays of
 * ours explain all of it, to the day; a window may be glued to others, so it repeats what it covers.
 */
export function mirroredNights(
  event: Pick<CalendarEvent, 'stay' | 'kind'>,
  known: readonly Stay[],
  today: CalendarDate,
): Stay[] {
  const seen = overlapOf(event.stay, horizonFrom(today));
  if (event.kind === 'sale' || !seen) return [];
  const covered = known
    .map((stay) => overlapOf(stay, seen))
    .filter((stay) => stay !== undefined)
    .toSorted((a, b) => compare(a.checkIn, b.checkIn));
  if (event.kind === 'window') return covered;
  const whole = known.every((stay) => {
    const ahead = overlapOf(stay, horizonFrom(today));
    return !ahead || !overlapOf(ahead, seen) || isWithin(ahead, seen);
  });
  return whole && fills(covered, seen) ? covered : [];
}

/** Of an event that the channel itself dates to before a sale of ours; of a window it dates nothing that was sold. */
export function isOlder(
  { kind, createdAt, stampedAt }: Pick<CalendarEvent, 'kind' | 'createdAt' | 'stampedAt'>,
  sale: Date,
): boolean {
  return kind !== 'window' && [createdAt, stampedAt].some((told) => told !== null && told < sale);
}

function isWithin(inner: Stay, outer: Stay): boolean {
  return outer.checkIn <= inner.checkIn && inner.checkOut <= outer.checkOut;
}

/** Stays in order, without a gap from the first night to the last. */
function fills(stays: readonly Stay[], whole: Stay): boolean {
  let reached = whole.checkIn;
  for (const { checkIn, checkOut } of stays) {
    if (checkIn > reached) return false;
    if (checkOut > reached) reached = checkOut;
  }
  return reached >= whole.checkOut;
}

export type SoldFirst = {
  readonly first: 'here' | 'there' | 'unknown';
  /** What says so. `read`: the calendar was read without it after we had sold. */
  readonly by: 'created' | 'stamped' | 'read' | null;
};

/**
 * Who sold first. CREATED says it. A DTSTAMP is often the moment of reading, so only one from before our sale
 * proves anything; and where we read the calendar after our sale without it, we were first.
 */
export function soldFirst(
  ours: Date,
  event: {
    readonly createdAt: Date | null;
    readonly stampedAt: Date | null;
    readonly seenAt: Date;
    readonly absentAt: Date | null;
  },
): SoldFirst {
  const { createdAt, stampedAt, seenAt, absentAt } = event;
  if (createdAt && createdAt <= seenAt)
    return { first: createdAt < ours ? 'there' : 'here', by: 'created' };
  if (stampedAt && stampedAt < ours) return { first: 'there', by: 'stamped' };
  if (seenAt < ours) return { first: 'there', by: 'read' };
  if (absentAt && absentAt > ours) return { first: 'here', by: 'read' };
  return { first: 'unknown', by: null };
}
