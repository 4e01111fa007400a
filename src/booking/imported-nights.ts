// The nights of other calendars, as their events want them among everything else: taken under the constraint,
// let go again, and told to the owner where something here has them too.

import {
  horizonFrom,
  nightsOfEvents,
  overlapOf,
  soldFirst,
  type EventKind,
  type ImportedNights,
} from '../domain/imports.ts';
import type { CalendarDate, Stay } from '../domain/stay.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { CalendarStore, HeldNights, KeptEvent } from './feed.ts';

/** A channel that still repeats a stay so long after it ended means it. */
const MIRROR_OUTLIVES_MS = 24 * 3_600_000;

export type ImportedNightsDependencies = Pick<
  CalendarStore,
  | 'heldNights'
  | 'eventsOf'
  | 'keepEvents'
  | 'releaseImports'
  | 'takeImports'
  | 'conflictsOf'
  | 'askOwner'
  | 'askAgain'
  | 'closeQuestions'
> & {
  readonly count: Count;
  readonly today: (now: Date) => CalendarDate;
};

export function createImportedNights({ count, today, ...store }: ImportedNightsDependencies) {
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

  return settle;
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
