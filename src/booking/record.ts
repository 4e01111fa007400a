// The first thing that happens to a payment, in a transaction of its own: what MercadoPago said is
// stored and, if it is money in our account, it is in the ledger once. Nothing is decided here.

import { toCentavos } from '../domain/money.ts';
import { foreignness, hasMoney, type Account, type PaymentFact } from '../domain/payment.ts';
import type { Db } from './db.ts';
import type { FeeOf, MoveMoney } from './ledger.ts';
import type { Transaction } from './telling.ts';

export type RecordedPayment = {
  /** False when a telling as good as this one was known. */
  readonly changed: boolean;
  readonly reservationId: number | null;
};

export type RecordStore = {
  readonly upsertPayment: (db: Db, fact: PaymentFact, now: Date) => Promise<RecordedPayment>;
  readonly moveMoney: MoveMoney;
  readonly feeOf: FeeOf;
};

export type RecordDependencies = RecordStore & { readonly transaction: Transaction };

export function createRecord({ transaction, upsertPayment, moveMoney, feeOf }: RecordDependencies) {
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
        if (recorded.changed) await recordFee(db, fact, reservationId, now);
      }
      return recorded;
    });
  };

  /** What MercadoPago keeps may change, as when a payment is refunded: the difference is written. */
  async function recordFee(
    db: Db,
    { id: paymentId, fee, status, lastUpdated, refunds }: PaymentFact,
    reservationId: number | null,
    now: Date,
  ): Promise<void> {
    const difference = fee - (await feeOf(db, paymentId));
    const telling = [Date.parse(lastUpdated), status, refunds.length].join(':');
    const key = `payment:${paymentId}:fee:${telling}`;
    const of = { key, paymentId, reservationId, amount: toCentavos(Math.abs(difference)), now };
    if (difference > 0) await moveMoney(db, { ...of, from: 'fees', to: 'received' });
    else await moveMoney(db, { ...of, from: 'received', to: 'fees' });
  }
}
