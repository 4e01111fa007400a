// Telling a guest's conversation a fact: written in the transaction, and the guest woken after it.

import type { Fact } from '../../flows/events.ts';
import type { Db } from './db.ts';
import type { BookedStay } from './scene.ts';

/** A fact without the words that name its reservation. */
export type FactBody = Fact extends infer F
  ? F extends { code: string }
    ? Omit<F, 'code' | 'cabinName' | 'stay'>
    : never
  : never;

export type PostFact = (
  db: Db,
  post: { guestId: number; key: string; fact: Fact; now: Date },
) => Promise<boolean>;
export type Tell = (
  db: Db,
  stay: BookedStay,
  key: string,
  fact: FactBody,
  now: Date,
) => Promise<boolean>;
export type Transaction = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

export function createTelling({
  transaction,
  postFact,
  wake,
}: {
  transaction: Transaction;
  postFact: PostFact;
  wake: (guestId: number) => void;
}) {
  const told = new WeakMap<Db, Set<number>>();

  /** As `transaction`; guests who were told something in it are woken once it is committed. */
  async function andWake<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const guests = new Set<number>();
    const result = await transaction((db) => {
      told.set(db, guests);
      return work(db);
    });
    for (const guestId of guests) wake(guestId);
    return result;
  }

  async function tell(
    db: Db,
    stay: BookedStay,
    key: string,
    fact: FactBody,
    now: Date,
  ): Promise<boolean> {
    const { code, cabinName, guestId } = stay;
    const isNew = await postFact(db, {
      guestId,
      key,
      fact: { ...fact, code, cabinName, stay: stay.stay },
      now,
    });
    if (isNew) told.get(db)?.add(guestId);
    return isNew;
  }

  return { transaction: andWake, tell };
}
