// A calendar of another channel as booking sees it: what can be wrong with it, what it says, what is kept of it.

import type { CalendarEvent, EventKind, ImportedNights } from '../domain/imports.ts';
import type { CalendarDate, Stay } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';

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
/** `eventUnreadable`: it was read but for some events. */
export type CalendarFailure = CalendarRefusal | 'eventUnreadable';

/** What an earlier answer carried, so that the next one may be "unchanged". */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };
type Refusal<Why> = { readonly kind: 'refused'; readonly why: Why };
export type FetchedCalendar =
  | ({ readonly kind: 'fetched'; readonly text: string } & Validators)
  | { readonly kind: 'unchanged' }
  | (Refusal<FetchRefusal> & { readonly detail: string | null });
export type ParsedCalendar =
  | {
      readonly kind: 'parsed';
      readonly events: readonly CalendarEvent[];
      /** The UIDs of events that cannot be read, empty where not even that is known. */
      readonly unreadable: readonly string[];
    }
  | Refusal<ParseRefusal>;

export type Feed = Validators & {
  readonly id: number;
  readonly cabinId: string;
  readonly name: string;
  readonly url: string;
  readonly askedAt: Date | null;
  readonly succeededAt: Date | null;
  readonly failedSince: Date | null;
  readonly failure: CalendarFailure | null;
  /** When this channel last read our calendar of the cabin; of one that never used its own address, when anybody did at the common one. */
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
  /** When it came to these nights: made, changed, or come back. */
  readonly takenAt: Date;
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
  /** `unreadable`: how many events of it could not be read; the answer says since when there are such. */
  readonly noteRead: (
    db: Db,
    read: Validators & { id: number; unreadable: number; at: Date },
  ) => Promise<Date | null>;
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
