// The owner's other calendars: read each of them now and then, give its nights to the cabin under the same
// constraint as every stay, and tell the owner where both sides sold. A calendar that is refused changes nothing.

import { isOlder, mirroredNights, type CalendarEvent } from '../domain/imports.ts';
import { sameStay, type CalendarDate } from '../domain/stay.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type {
  CalendarFailure,
  CalendarRefusal,
  CalendarStore,
  Feed,
  FetchedCalendar,
  HeldNights,
  KeptEvent,
  ParsedCalendar,
  Validators,
} from './feed.ts';
import { createImportedNights } from './imported-nights.ts';
import type { CalendarJob, Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

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

type Readable = Extract<ParsedCalendar, { kind: 'parsed' }>;
export type Calendars = ReturnType<typeof createCalendars>;

export function createCalendars(dependencies: CalendarDependencies) {
  const { transaction, enqueue, count, now, today, ...store } = dependencies;
  const settle = createImportedNights(dependencies);

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
      let asked: string | undefined;
      if (parsed.kind === 'unchanged') await store.noteUnchanged(db, { id: feedId, at });
      else if (!(await isBelievable(db, current, parsed.events, at)))
        return refuse(db, current, at, { why: 'suddenlyEmpty' });
      else {
        // The channel may have read ours since we began to read it.
        await keep(db, { ...current, readOursAt: feed.readOursAt }, parsed, at);
        asked = await noteRead(db, current, parsed, fetched as Validators, at);
      }
      count('calendar', { outcome: asked === undefined ? parsed.kind : 'eventUnreadable' });
      const but = asked === undefined ? [] : [asked];
      await store.closeQuestions(db, { kinds: ['calendarFailing'], of: { feedId }, but, now: at });
      await settle(db, feed.cabinId, at);
    });
  }

  /** The question that it leaves to the owner. Nothing else would tell of a sale that cannot be read. */
  async function noteRead(
    db: Db,
    feed: Feed,
    { unreadable }: Readable,
    { etag, lastModified }: Validators,
    at: Date,
  ): Promise<string | undefined> {
    const count = unreadable.length;
    // What is half understood is read again, not taken for unchanged.
    const validators = count === 0 ? { etag, lastModified } : { etag: null, lastModified: null };
    const read = { id: feed.id, ...validators, unreadable: count, at };
    const since = await store.noteRead(db, read);
    return since
      ? askAboutFailing(db, feed, { why: 'eventUnreadable', detail: String(count), since }, at)
      : undefined;
  }

  async function refuse(
    db: Db,
    feed: Feed,
    at: Date,
    { why, detail = null }: { why: CalendarRefusal; detail?: string | null },
  ): Promise<void> {
    count('calendar', { outcome: why });
    const since = await store.noteRefused(db, { id: feed.id, why, detail, at });
    if (at.getTime() - since.getTime() < TELL_FAILING_MS) return;
    await askAboutFailing(db, feed, { why, detail, since }, at);
  }

  async function askAboutFailing(
    db: Db,
    { id, name, cabinId }: Feed,
    failing: { why: CalendarFailure; detail: string | null; since: Date },
    at: Date,
  ): Promise<string> {
    const key = `calendar:${id}:failing:${failing.since.toISOString()}`;
    const detail = { feedId: id, feed: name, cabinId, ...failing };
    await store.askOwner(db, { key, kind: 'calendarFailing', detail, now: at });
    return key;
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
    { events, unreadable }: Readable,
    at: Date,
  ): Promise<void> {
    const { id: feedId, cabinId } = feed;
    const day = today(at);
    const before = new Map(
      (await store.eventsOf(db, cabinId, day))
        .filter((one) => one.feedId === feedId)
        .map((one) => [one.uid, one]),
    );
    const held = await store.heldNights(db, cabinId, day);
    const changed: KeptEvent[] = [];
    for (const event of events) {
      const kept = before.get(event.uid);
      before.delete(event.uid);
      if (kept && kept.kind === event.kind && sameStay(kept.stay, event.stay)) continue;
      // When it was made says nothing of when it came to these nights.
      const fresh = kept ? { ...event, createdAt: null, stampedAt: null } : event;
      const known = held.filter((one) => isKnownTo(feed, fresh, one)).map(({ stay }) => stay);
      const mirrored = mirroredNights(fresh, known, day);
      changed.push({
        ...fresh,
        feedId,
        // A window that slides goes on repeating what it repeated.
        mirrored: kept && event.kind === 'window' ? [...kept.mirrored, ...mirrored] : mirrored,
        unmirroredAt: null,
        seenAt: at,
        absentAt: feed.succeededAt,
      });
    }
    // What is missing may be what cannot be read.
    const gone = [...before.keys()].filter(
      (uid) => !unreadable.some((spoilt) => uid.startsWith(spoilt)),
    );
    await store.dropEvents(db, { feedId, uids: gone, today: day });
    await store.keepEvents(db, changed);
  }

  /** What an event may repeat: what stood here when its channel last read us, and what other channels sold. */
  function isKnownTo({ id, readOursAt }: Feed, event: CalendarEvent, held: HeldNights): boolean {
    if (held.kind === 'import')
      return held.feedId !== null && held.feedId !== id && held.importKind !== 'window';
    return readOursAt !== null && held.takenAt <= readOursAt && !isOlder(event, held.takenAt);
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
