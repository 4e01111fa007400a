// The owner's other calendars: read each of them now and then, give its nights to the cabin under the same
// constraint as every stay, and tell the owner where both sides sold. A calendar that is refused changes nothing.

import {
  horizonFrom,
  mirroredNights,
  nightsOfEvents,
  overlapOf,
  soldFirst,
  type CalendarEvent,
  type EventKind,
  type ImportedNights,
} from '../domain/imports.ts';
import { sameStay, type CalendarDate, type Stay } from '../domain/stay.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { CalendarJob, Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type FetchRefusal =
  | 'badAddress'
  | 'privateAddress'
  | 'unknownHost'
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'redirects'
  | 'tooLarge';
export type ParseRefusal =
  | 'empty'
  | 'notCalendar'
  | 'cutShort'
  | 'unreadable'
  | 'tooManyEvents'
  | 'tooMuchWork';
export type CalendarRefusal = FetchRefusal | ParseRefusal | 'suddenlyEmpty';

/** What an earlier answer carried, so that the next one may be "unchanged". */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };
type Refusal<Why> = { readonly kind: 'refused'; readonly why: Why };
export type FetchedCalendar =
  | ({ readonly kind: 'fetched'; readonly text: string } & Validators)
  | { readonly kind: 'unchanged' }
  | (Refusal<FetchRefusal> & { readonly detail: string | null });
export type ParsedCalendar =
  | { readonly kind: 'parsed'; readonly events: readonly CalendarEvent[] }
  | Refusal<ParseRefusal>;

export type Feed = Validators & {
  readonly id: number;
  readonly cabinId: string;
  readonly name: string;
  readonly url: string;
  readonly askedAt: Date | null;
  readonly succeededAt: Date | null;
  readonly failedSince: Date | null;
  readonly failure: CalendarRefusal | null;
  /** When anybody last read our calendar of the cabin at an address that this channel may have. */
  readonly readOursAt: Date | null;
};
export type KeptEvent = CalendarEvent & {
  readonly feedId: number;
  readonly mirrored: readonly Stay[];
  readonly unmirroredAt: Date | null;
  readonly seenAt: Date;
  readonly absentAt: Date | null;
};
/** Nights that something holds; `feedId` and `uid` where a calendar does. */
export type HeldNights = {
  readonly id: number;
  readonly kind: 'stay' | 'block' | 'import';
  readonly feedId: number | null;
  readonly uid: string | null;
  readonly importKind: EventKind | null;
  readonly stay: Stay;
  readonly createdAt: Date;
};
export type Conflict = {
  readonly feedId: number;
  readonly feed: string;
  readonly cabinId: string;
  readonly uid: string;
  readonly eventKind: EventKind;
  readonly eventStay: Stay;
  readonly createdAt: Date | null;
  readonly stampedAt: Date | null;
  readonly seenAt: Date;
  readonly absentAt: Date | null;
  readonly reservationId: number;
  readonly code: string;
  readonly kind: HeldNights['kind'];
  readonly stay: Stay;
  readonly soldAt: Date;
  /** The nights that both have. */
  readonly nights: Stay;
};

export type CalendarStore = {
  readonly feedIds: (db: Db) => Promise<number[]>;
  readonly readFeed: (db: Db, id: number) => Promise<Feed | undefined>;
  /** One at a time for a cabin: whoever imports into it waits here. False when there is no such cabin. */
  readonly lockCabin: (db: Db, cabinId: string) => Promise<boolean>;
  readonly noteRead: (db: Db, read: Validators & { id: number; at: Date }) => Promise<void>;
  readonly noteUnchanged: (db: Db, read: { id: number; at: Date }) => Promise<void>;
  /** Since when it fails. */
  readonly noteRefused: (
    db: Db,
    refused: { id: number; why: CalendarRefusal; detail: string | null; at: Date },
  ) => Promise<Date>;
  readonly eventsOf: (db: Db, cabinId: string, today: CalendarDate) => Promise<KeptEvent[]>;
  readonly keepEvents: (db: Db, events: readonly KeptEvent[]) => Promise<void>;
  readonly deleteFeed: (db: Db, id: number) => Promise<void>;
  /** These, and what is over. */
  readonly dropEvents: (
    db: Db,
    dropped: { feedId: number; uids: readonly string[]; today: CalendarDate },
  ) => Promise<void>;
  readonly heldNights: (db: Db, cabinId: string, today: CalendarDate) => Promise<HeldNights[]>;
  /** Nights before today stay as they were. */
  readonly releaseImports: (
    db: Db,
    released: { ids: readonly number[]; today: CalendarDate; now: Date },
  ) => Promise<void>;
  /** How many could be had. */
  readonly takeImports: (
    db: Db,
    taken: { cabinId: string; nights: readonly ImportedNights[]; now: Date },
  ) => Promise<number>;
  readonly conflictsOf: (db: Db, cabinId: string, today: CalendarDate) => Promise<Conflict[]>;
  readonly askOwner: AskOwner;
  /** Asks again what was answered by the calendars themselves; false when a person answered it, or nobody yet. */
  readonly askAgain: (db: Db, key: string, now: Date) => Promise<boolean>;
  /** Closes what is no question any more. */
  readonly closeQuestions: (
    db: Db,
    closed: {
      kinds: ReadonlyArray<'calendarConflict' | 'calendarOverlap' | 'calendarFailing'>;
      of: { cabinId: string } | { feedId: number };
      but: readonly string[];
      now: Date;
    },
  ) => Promise<void>;
};

export type CalendarDependencies = CalendarStore & {
  readonly fetchCalendar: (url: string, validators: Validators) => Promise<FetchedCalendar>;
  readonly parseCalendar: (text: string, today: CalendarDate) => Promise<ParsedCalendar>;
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly count: Count;
  readonly now: () => Date;
  readonly today: (now: Date) => CalendarDate;
};

/** A calendar that had this many stays ahead does not lose them all in one day. */
const MANY_EVENTS = 3;
const EMPTY_BELIEVED_MS = 24 * 3_600_000;
/** Most outages of a channel are shorter than this. */
const TELL_FAILING_MS = 3_600_000;
/** A channel that still repeats a stay so long after it ended means it. */
const MIRROR_OUTLIVES_MS = 24 * 3_600_000;

export type Calendars = ReturnType<typeof createCalendars>;

export function createCalendars(dependencies: CalendarDependencies) {
  const { transaction, enqueue, count, now, today, ...store } = dependencies;

  async function readAll(): Promise<void> {
    await transaction(async (db) => {
      for (const feedId of await store.feedIds(db))
        await enqueue(db, { name: 'calendar', data: { feedId } });
    });
  }

  async function readOne(feedId: number): Promise<void> {
    const feed = await transaction((db) => store.readFeed(db, feedId));
    if (!feed) return;
    const at = now();
    const fetched = await store.fetchCalendar(feed.url, feed);
    const parsed =
      fetched.kind === 'fetched' ? await store.parseCalendar(fetched.text, today(at)) : fetched;
    await transaction(async (db) => {
      if (!(await store.lockCabin(db, feed.cabinId))) return;
      const current = await store.readFeed(db, feedId);
      // Removed meanwhile, or read by another process that began later.
      if (!current || (current.askedAt && current.askedAt > at)) return;
      if (parsed.kind === 'refused') return refuse(db, current, at, parsed);
      if (parsed.kind === 'unchanged') await store.noteUnchanged(db, { id: feedId, at });
      else {
        if (!(await isBelievable(db, current, parsed.events, at)))
          return refuse(db, current, at, { why: 'suddenlyEmpty' });
        await keep(db, current, parsed.events, at);
        const { etag, lastModified } = fetched as Validators;
        await store.noteRead(db, { id: feedId, etag, lastModified, at });
      }
      count('calendar', { outcome: parsed.kind });
      const of = { feedId };
      await store.closeQuestions(db, { kinds: ['calendarFailing'], of, but: [], now: at });
      await settle(db, feed.cabinId, at);
    });
  }

  async function refuse(
    db: Db,
    { id, name, cabinId }: Feed,
    at: Date,
    { why, detail = null }: { why: CalendarRefusal; detail?: string | null },
  ): Promise<void> {
    count('calendar', { outcome: why });
    const since = await store.noteRefused(db, { id, why, detail, at });
    if (at.getTime() - since.getTime() < TELL_FAILING_MS) return;
    await store.askOwner(db, {
      key: `calendar:${id}:failing:${since.toISOString()}`,
      kind: 'calendarFailing',
      detail: { feedId: id, feed: name, cabinId, why, detail, since },
      now: at,
    });
  }

  async function isBelievable(db: Db, feed: Feed, events: readonly CalendarEvent[], at: Date) {
    if (events.length > 0) return true;
    const { failure, failedSince, id, cabinId } = feed;
    const had = (await store.eventsOf(db, cabinId, today(at))).filter((one) => one.feedId === id);
    if (had.length < MANY_EVENTS) return true;
    const emptyMs =
      failure === 'suddenlyEmpty' && failedSince ? at.getTime() - failedSince.getTime() : 0;
    return emptyMs >= EMPTY_BELIEVED_MS;
  }

  /** The events of a feed become those of its new version; what is the same keeps what is known about it. */
  async function keep(
    db: Db,
    feed: Feed,
    events: readonly CalendarEvent[],
    at: Date,
  ): Promise<void> {
    const { id: feedId, cabinId } = feed;
    const day = today(at);
    const before = new Map(
      (await store.eventsOf(db, cabinId, day))
        .filter((one) => one.feedId === feedId)
        .map((one) => [one.uid, one]),
    );
    const known = (await store.heldNights(db, cabinId, day)).filter((held) =>
      isKnownTo(feed, held),
    );
    const stays = known.map(({ stay }) => stay);
    const changed: KeptEvent[] = [];
    for (const event of events) {
      const kept = before.get(event.uid);
      before.delete(event.uid);
      if (kept && kept.kind === event.kind && sameStay(kept.stay, event.stay)) continue;
      const mirrored = mirroredNights(event, stays, day);
      changed.push({
        ...event,
        // When it was made says nothing of when it came to these nights.
        ...(kept && { createdAt: null, stampedAt: null }),
        feedId,
        // A window that slides goes on repeating what it repeated.
        mirrored: kept && event.kind === 'window' ? [...kept.mirrored, ...mirrored] : mirrored,
        unmirroredAt: null,
        seenAt: at,
        absentAt: feed.succeededAt,
      });
    }
    await store.dropEvents(db, { feedId, uids: [...before.keys()], today: day });
    await store.keepEvents(db, changed);
  }

  /** What stood here when the channel last read us, and what other channels sold. */
  function isKnownTo({ id, readOursAt }: Feed, held: HeldNights): boolean {
    if (held.kind === 'import')
      return held.feedId !== null && held.feedId !== id && held.importKind !== 'window';
    return readOursAt !== null && held.createdAt <= readOursAt;
  }

  /** The nights of all calendars of a cabin as their events want them; the cabin is locked by the caller. */
  async function settle(db: Db, cabinId: string, at: Date): Promise<void> {
    const day = today(at);
    // A guest may take nights between the look and the taking: then it is looked again.
    for (let tries = 0; tries < 3; tries += 1) {
      const held = await store.heldNights(db, cabinId, day);
      const events = await withoutOldMirrors(db, await store.eventsOf(db, cabinId, day), held, at);
      const imported = held.filter(({ feedId }) => feedId !== null);
      const others = held.filter(({ feedId }) => feedId === null).map(({ stay }) => stay);
      const { released, taken } = difference(imported, nightsOfEvents(events, others, day), day);
      if (released.length > 0)
        await store.releaseImports(db, { ids: released.map(({ id }) => id), today: day, now: at });
      if (taken.length === 0) break;
      if ((await store.takeImports(db, { cabinId, nights: taken, now: at })) === taken.length)
        break;
    }
    await askAboutConflicts(db, cabinId, at);
  }

  async function withoutOldMirrors(
    db: Db,
    events: readonly KeptEvent[],
    held: readonly HeldNights[],
    at: Date,
  ): Promise<KeptEvent[]> {
    const day = today(at);
    const stays = held.map(({ stay }) => stay);
    const looked = events.map((event) => {
      const behind = event.mirrored.every((stay) => isHeld(stay, stays, day));
      if (behind) return event.unmirroredAt === null ? event : { ...event, unmirroredAt: null };
      const since = event.unmirroredAt ?? at;
      const isOld = at.getTime() - since.getTime() >= MIRROR_OUTLIVES_MS;
      if (isOld) return { ...event, mirrored: [], unmirroredAt: null };
      return event.unmirroredAt === null ? { ...event, unmirroredAt: since } : event;
    });
    await store.keepEvents(
      db,
      looked.filter((event, index) => event !== events[index]),
    );
    return looked;
  }

  async function askAboutConflicts(db: Db, cabinId: string, at: Date): Promise<void> {
    const keys: string[] = [];
    for (const conflict of await store.conflictsOf(db, cabinId, today(at))) {
      const { feedId, feed, uid, reservationId, kind, code, eventStay, eventKind, stay, nights } =
        conflict;
      const key = `calendar:${feedId}:${uid}:${reservationId}:${nights.checkIn}:${nights.checkOut}`;
      keys.push(key);
      const isNew = await store.askOwner(db, {
        key,
        kind: kind === 'stay' ? 'calendarConflict' : 'calendarOverlap',
        reservationId: kind === 'stay' ? reservationId : null,
        detail: {
          cabinId,
          feedId,
          feed,
          there: { ...eventStay, kind: eventKind },
          here: { ...stay, kind, code },
          nights,
          soldFirst: soldFirst(conflict.soldAt, conflict),
        },
        now: at,
      });
      if (isNew || (await store.askAgain(db, key, at))) count('conflict', { with: kind });
    }
    const of = { cabinId };
    const kinds = ['calendarConflict', 'calendarOverlap'] as const;
    await store.closeQuestions(db, { kinds, of, but: keys, now: at });
  }

  /** Its nights from today on are free again, unless another calendar wants them. */
  async function remove(db: Db, feedId: number, at: Date): Promise<Feed | undefined> {
    const found = await store.readFeed(db, feedId);
    if (!found || !(await store.lockCabin(db, found.cabinId))) return undefined;
    const { cabinId } = found;
    const day = today(at);
    const held = (await store.heldNights(db, cabinId, day)).filter((one) => one.feedId === feedId);
    await store.releaseImports(db, { ids: held.map(({ id }) => id), today: day, now: at });
    await store.deleteFeed(db, feedId);
    const of = { feedId };
    await store.closeQuestions(db, { kinds: ['calendarFailing'], of, but: [], now: at });
    await settle(db, cabinId, at);
    return found;
  }

  return {
    remove,
    work: {
      calendars: readAll,
      calendar: ({ feedId }) => readOne(feedId),
    } satisfies {
      readonly [N in CalendarJob['name']]: (
        data: Extract<CalendarJob, { name: N }>['data'],
      ) => Promise<void>;
    },
  };
}

/** Every night of it that lies ahead is held by something. */
function isHeld(stay: Stay, held: readonly Stay[], today: CalendarDate): boolean {
  const ahead = overlapOf(stay, horizonFrom(today));
  const event = { uid: '', kind: 'unclear', feedId: 0, mirrored: [] } as const;
  return !ahead || nightsOfEvents([{ ...event, stay: ahead }], held, today).length === 0;
}

function difference(
  imported: readonly HeldNights[],
  wanted: readonly ImportedNights[],
  today: CalendarDate,
): { released: HeldNights[]; taken: ImportedNights[] } {
  const horizon = horizonFrom(today);
  const left = new Map(
    wanted.map((nights) => [keyOf(nights.feedId, nights.uid, nights.kind, nights.stay), nights]),
  );
  const released = imported.filter(({ feedId, uid, importKind, stay }) => {
    const ahead = overlapOf(stay, horizon);
    return !ahead || !left.delete(keyOf(feedId, uid, importKind, ahead));
  });
  return { released, taken: [...left.values()] };
}

function keyOf(
  feedId: number | null,
  uid: string | null,
  kind: EventKind | null,
  stay: Stay,
): string {
  return JSON.stringify([feedId, uid, kind, stay.checkIn, stay.checkOut]);
}
