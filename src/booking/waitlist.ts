// Guests who want to be told when nights are free again: first come, first told. An offer is no hold, it is an
// order: while it is somebody's, nobody behind them hears of those nights.

import { foldText } from '../../flows/understand/tokens.ts';
import type { Party } from '../domain/party.ts';
import { addDays, type CalendarDate, type Stay } from '../domain/stay.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { createOffers } from './offers.ts';
import type { PostFact, Transaction } from './telling.ts';

type Wish = { readonly stay: Stay; readonly party: Party; readonly pets: number };
export type NewWait = Wish & {
  readonly guestId: number;
  readonly cabinId: string | null;
  readonly now: Date;
};
export type WaitOffer = Wish & { readonly cabinId: string };
export type OpenWait = Wish & {
  readonly id: number;
  readonly guestId: number;
  /** Null: any that takes them. */
  readonly cabinId: string | null;
  readonly status: 'waiting' | 'offered';
  readonly offeredCabin: string | null;
};

export type WaitlistStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly joinWaitlist: (db: Db, wait: NewWait) => Promise<void>;
  readonly leaveWaitlist: (db: Db, of: { guestId: number; now: Date }) => Promise<void>;
  readonly waitOfferOf: (
    db: Db,
    of: { guestId: number; now: Date },
  ) => Promise<WaitOffer | undefined>;
  readonly endWaits: (db: Db, at: { today: CalendarDate; now: Date }) => Promise<void>;
  readonly openWaits: (db: Db) => Promise<OpenWait[]>;
  readonly markOffered: (
    db: Db,
    offer: { id: number; cabinId: string; until: Date },
  ) => Promise<void>;
  readonly postFact: PostFact;
};

export type WaitlistDependencies = WaitlistStore & {
  readonly transaction: Transaction;
  readonly offers: Pick<ReturnType<typeof createOffers>, 'findOffers'>;
  readonly wake: (guestId: number) => void;
  readonly now: () => Date;
  readonly today: (now: Date) => CalendarDate;
  readonly arrivalAt: (day: CalendarDate, time: string) => Date;
  readonly waitlistMinutes: number;
};

/** Nobody loses their turn asleep. */
const FROM = '09:00';
const UNTIL = '21:00';

export type Waitlist = ReturnType<typeof createWaitlist>;

export function createWaitlist(dependencies: WaitlistDependencies) {
  const { transaction, openWaits, now, today, arrivalAt } = dependencies;

  /** `cabin`: by id or by folded name; null for any. Answers the cabin's name. */
  async function join(
    db: Db,
    { cabin, ...wish }: Wish & { cabin: string | null; guestId: number; now: Date },
  ): Promise<string | null> {
    const { cabins } = await dependencies.readCatalogue(db);
    const named = cabins.find(({ id, name }) => id === cabin || foldText(name) === cabin);
    await dependencies.joinWaitlist(db, { ...wish, cabinId: named?.id ?? null });
    return named?.name ?? null;
  }

  /** The job. */
  async function offerFreed(): Promise<void> {
    const at = now();
    const day = today(at);
    const told = await transaction(async (db) => {
      await dependencies.endWaits(db, { today: day, now: at });
      if (at < arrivalAt(day, FROM) || at >= arrivalAt(day, UNTIL)) return [];
      return give(db, await openWaits(db), at);
    });
    for (const guestId of told) dependencies.wake(guestId);
  }

  /** Answers whom something was offered. */
  async function give(db: Db, waits: readonly OpenWait[], at: Date): Promise<number[]> {
    const promised = waits.flatMap(({ offeredCabin: cabinId, stay }) =>
      cabinId === null ? [] : [{ cabinId, stay }],
    );
    const told: number[] = [];
    for (const { id, guestId, status, cabinId: wanted, stay, party, pets } of waits) {
      if (status === 'offered') continue;
      const found = await dependencies.offers.findOffers(db, { stay, party, pets, now: at });
      const offer = found.offers.find(
        ({ cabinId }) =>
          (wanted === null || wanted === cabinId) &&
          !promised.some((one) => one.cabinId === cabinId && touches(one.stay, stay)),
      );
      if (!offer) continue;
      const until = endOf(at);
      const { cabinId, name: cabinName } = offer;
      await dependencies.markOffered(db, { id, cabinId, until });
      promised.push({ cabinId, stay });
      const fact = { type: 'wait.offered', cabinName, stay, until: until.toISOString() } as const;
      const key = `wait:${id}:offered`;
      if (await dependencies.postFact(db, { guestId, key, fact, now: at })) told.push(guestId);
    }
    return told;
  }

  /** What is left of the time at night goes on in the morning. */
  function endOf(at: Date): Date {
    const end = new Date(at.getTime() + dependencies.waitlistMinutes * 60_000);
    const day = today(at);
    const overMs = end.getTime() - arrivalAt(day, UNTIL).getTime();
    return overMs <= 0 ? end : new Date(arrivalAt(addDays(day, 1), FROM).getTime() + overMs);
  }

  return {
    join,
    leave: dependencies.leaveWaitlist,
    take: dependencies.waitOfferOf,
    offerFreed,
  };
}

function touches(one: Stay, other: Stay): boolean {
  return one.checkIn < other.checkOut && other.checkIn < one.checkOut;
}
