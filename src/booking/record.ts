// The first thing that happens to a payment, in a transaction of its own: what MercadoPago said is
// stored and, if it is money in our account, it is in the ledger once. Nothing is decided here.

import { foreignness, hasMoney, type Account, type PaymentFact } from '../domain/payment.ts';
import type { Db } from './db.ts';
import type { MoveMoney } from './ledger.ts';

export type RecordedPayment = {
  /** False when a telling as good as this one was known. */
  readonly changed: boolean;
  readonly reservationId: number | null;
};

export type RecordStore = {
  readonly transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly upsertPayment: (db: Db, fact: PaymentFact, now: Date) => Promise<RecordedPayment>;
  readonly moveMoney: MoveMoney;
};

export function createRecord({ transaction, upsertPayment, moveMoney }: RecordStore) {
  return function recordPayment(
    fact: PaymentFact,
    account: Account,
    now: Date,
  ): Promise<RecordedPayment> {
    return transaction(async (db) => {
      const recorded = await upsertPayment(db, fact, now);
      if (hasMoney(fact.status) && !foreignness(fact, account)) {
        const { reservationId } = recorded;
        await moveMoney(db, {
          key: `payment:${fact.id}:received`,
          paymentId: fact.id,
          reservationId,
          from: 'received',
          to: reservationId === null ? 'suspense' : 'credit',
          amount: fact.amount,
          now,
        });
      }
      return recorded;
    });
  };
}
