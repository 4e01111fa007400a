// The net under the jobs: what should have one and has none gets it again. Jobs are keyed, so what is
// under way is not started twice.

import type { CalendarDate } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type SweepStore = {
  readonly overdueHolds: (db: Db, before: Date) => Promise<number[]>;
  readonly undecidedPayments: (db: Db, before: Date) => Promise<string[]>;
  readonly openRefunds: (db: Db, before: Date) => Promise<string[]>;
  readonly completeStays: (db: Db, today: CalendarDate, now: Date) => Promise<void>;
};

const MINUTE_MS = 60_000;

export function createSweep({
  transaction,
  enqueue,
  now,
  today,
  ...store
}: SweepStore & {
  transaction: Transaction;
  enqueue: Enqueue;
  now: () => Date;
  today: (now: Date) => CalendarDate;
}) {
  return function sweep(): Promise<void> {
    return transaction(async (db) => {
      const at = now();
      const before = (minutes: number) => new Date(at.getTime() - minutes * MINUTE_MS);
      for (const reservationId of await store.overdueHolds(db, before(1)))
        await enqueue(db, { name: 'watch', data: { reservationId } });
      for (const paymentId of await store.undecidedPayments(db, before(1)))
        await enqueue(db, { name: 'settle', data: { paymentId } });
      for (const refundId of await store.openRefunds(db, before(10)))
        await enqueue(db, { name: 'refund', data: { refundId } });
      await store.completeStays(db, today(at), at);
    });
  };
}
