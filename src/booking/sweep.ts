// The net under the jobs: what should have one and has none gets it again. Jobs are keyed, so what is
// under way is not started twice.

import { addDays, type CalendarDate } from '../domain/stay.ts';
import type { Balance } from './balance.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type SweepStore = {
  readonly overdueHolds: (db: Db, before: Date) => Promise<number[]>;
  readonly undecidedPayments: (db: Db, before: Date) => Promise<string[]>;
  readonly openRefunds: (db: Db, before: Date) => Promise<string[]>;
  readonly completeStays: (db: Db, today: CalendarDate, now: Date) => Promise<void>;
  /** Once per key and owner, whatever the number of processes. */
  readonly postToOwners: (
    db: Db,
    post: { key: string; type: 'alerts.due' | 'digest.due'; now: Date },
  ) => Promise<void>;
};

const REMIND_FROM = '10:00';
/** What owners were not told at night, and how their day looks; nobody wants that one at noon. */
const OWNERS = { alerts: '08:00', digest: '08:30', digestUntil: '12:00' } as const;
const MINUTE_MS = 60_000;

export function createSweep({
  transaction,
  enqueue,
  now,
  today,
  arrivalAt,
  balance,
  reminderDays,
  ...store
}: SweepStore & {
  transaction: Transaction;
  enqueue: Enqueue;
  now: () => Date;
  today: (now: Date) => CalendarDate;
  arrivalAt: (day: CalendarDate, time: string) => Date;
  balance: Pick<Balance, 'remind'>;
  reminderDays: number;
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
      const day = today(at);
      await store.completeStays(db, day, at);
      if (at >= arrivalAt(day, OWNERS.alerts))
        await store.postToOwners(db, { key: `alerts:${day}`, type: 'alerts.due', now: at });
      if (at >= arrivalAt(day, OWNERS.digest) && at < arrivalAt(day, OWNERS.digestUntil))
        await store.postToOwners(db, { key: `digest:${day}`, type: 'digest.due', now: at });
      // Nobody wants to hear about money at midnight.
      if (at >= arrivalAt(day, REMIND_FROM))
        await balance.remind(db, { from: day, until: addDays(day, reminderDays), now: at });
    });
  };
}
