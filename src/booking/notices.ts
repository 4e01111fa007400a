// What is said of a stay at its time. The deadline is a column of the reservation that a trigger sets with every
// sale and change; whoever looks works out what is due by then, so a lost timer or a moved stay loses nothing.

import type { Property } from '../domain/property.ts';
import { planNotices, type DueNotice, type LodgingClock, type Notice } from '../domain/notices.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { BookedStay, ReadStay } from './scene.ts';
import type { FactBody, Tell, Transaction } from './telling.ts';

/** What decides whether a stay's guest is written to. */
export type StayLife = {
  readonly expectedArrival: string | null;
  readonly soldAt: Date;
  readonly confirmationToldAt: Date | null;
  readonly settled: ReadonlyArray<{ readonly notice: Notice; readonly day: DueNotice['day'] }>;
  /** Whoever never wrote is not written to. */
  readonly hasWritten: boolean;
  /** The owner's last words to the guest. */
  readonly ownerSpokeAt: Date | null;
  /** Since when the guest's last words wait for a person; null where the bot has the chat. */
  readonly withPersonSince: Date | null;
  readonly arrivalMarked: boolean;
  /** Arrivals have been marked at this lodging lately, so that one without a mark means something. */
  readonly marksArrivals: boolean;
};

export type NoticeOutcome =
  | 'told'
  /** A person is talking with the guest. */
  | 'inPerson'
  | 'neverWrote'
  /** The guest said that they do not want such messages. */
  | 'optedOut'
  /** Too late, known already, or nothing to say. */
  | 'notNeeded';

export type NoticeStore = {
  readonly readStay: ReadStay;
  readonly readLife: (db: Db, reservationId: number, now: Date) => Promise<StayLife>;
  readonly readCatalogue: ReadCatalogue;
  readonly settleNotice: (
    db: Db,
    settled: DueNotice & { reservationId: number; outcome: NoticeOutcome; now: Date },
  ) => Promise<void>;
  readonly setNextNotice: (db: Db, reservationId: number, at: Date | null) => Promise<void>;
};

export type NoticeDependencies = NoticeStore & {
  readonly transaction: Transaction;
  readonly tell: Tell;
  readonly askOwner: AskOwner;
  readonly enqueue: Enqueue;
  readonly clock: LodgingClock;
  readonly now: () => Date;
  /** How long a chat is left to the person who has it. */
  readonly handoffHours: number;
};

/** After the owner's own words the bot keeps to itself. */
const OWNER_QUIET_HOURS = 12;
const HOUR_MS = 3_600_000;

export function createNotices(dependencies: NoticeDependencies) {
  const { transaction, tell, now } = dependencies;

  /** The job. */
  function notice(reservationId: number): Promise<void> {
    return transaction(async (db) => {
      const at = now();
      const stay = await dependencies.readStay(db, reservationId, 'locked');
      if (!stay || !(stay.status === 'confirmed' || stay.status === 'completed')) return;
      const life = await dependencies.readLife(db, reservationId, at);
      const plan = planNotices({ ...stay.stay, ...life }, at, dependencies.clock);
      const settle = (one: DueNotice, outcome: NoticeOutcome) =>
        dependencies.settleNotice(db, { ...one, reservationId, outcome, now: at });
      for (const one of plan.over) await settle(one, 'notNeeded');
      const { property } = await dependencies.readCatalogue(db);
      for (const one of plan.due) {
        const outcome = outcomeOf(one.notice, life, property, at);
        const isTold = outcome === 'told' && (await say(db, stay, one, life, property, at));
        await settle(one, outcome === 'told' && !isTold ? 'optedOut' : outcome);
      }
      await dependencies.setNextNotice(db, reservationId, plan.next);
    });
  }

  function outcomeOf(notice: Notice, life: StayLife, property: Property, at: Date): NoticeOutcome {
    if (notice === 'noShow')
      return life.marksArrivals && !life.arrivalMarked ? 'told' : 'notNeeded';
    if (notice === 'review' && property.reviewLink === undefined) return 'notNeeded';
    if (!life.hasWritten) return 'neverWrote';
    const within = (since: Date | null, hours: number) =>
      since !== null && at.getTime() - since.getTime() < hours * HOUR_MS;
    return within(life.ownerSpokeAt, OWNER_QUIET_HOURS) ||
      within(life.withPersonSince, dependencies.handoffHours)
      ? 'inPerson'
      : 'told';
  }

  async function say(
    db: Db,
    stay: BookedStay,
    { notice, day }: DueNotice,
    { expectedArrival }: StayLife,
    property: Property,
    at: Date,
  ): Promise<boolean> {
    const { id, guestId } = stay;
    const key = `notice:${id}:${notice}:${day}`;
    switch (notice) {
      case 'balance':
        await dependencies.enqueue(db, {
          name: 'balanceLink',
          data: { reservationId: id, why: 'reminder' },
        });
        return true;
      case 'noShow': {
        const about = { reservationId: id, guestId, now: at };
        return dependencies.askOwner(db, { ...about, key, kind: 'noShow', detail: { day } });
      }
      default:
        return tell(db, stay, key, factOf(notice, property, expectedArrival), at);
    }
  }

  return { notice };
}

function factOf(
  notice: Exclude<Notice, 'balance' | 'noShow'>,
  property: Property,
  arrival: string | null,
): FactBody {
  const { checkInFrom, checkInInstructions, checkOutUntil, checkOutNotes, reviewLink } = property;
  switch (notice) {
    case 'arrival':
      return { type: 'stay.near', checkInFrom, arrival };
    case 'instructions':
      return { type: 'stay.arriving', checkInFrom, instructions: checkInInstructions, arrival };
    case 'leaving':
      return { type: 'stay.leaving', until: checkOutUntil, notes: checkOutNotes ?? null };
    case 'review':
      return { type: 'stay.over', reviewLink: reviewLink ?? '' };
  }
}
