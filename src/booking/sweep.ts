// The net under the jobs: what should have one and has none gets it again. Jobs are keyed, so what is
// under way is not started twice.

import { addDays, type CalendarDate } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type SweepStore = {
  readonly overdueHolds: (db: Db, before: Date) => Promise<number[]>;
  readonly undecidedPayments: (db: Db, before: Date) => Promise<string[]>;
  readonly openRefunds: (db: Db, before: Date) => Promise<string[]>;
  readonly owedMails: (db: Db, before: Date) => Promise<string[]>;
  readonly staysToNotice: (db: Db, now: Date) => Promise<number[]>;
  /** Stays that end on `until` or before. */
  readonly completeStays: (db: Db, until: CalendarDate, now: Date) => Promise<void>;
  /** Once per key and owner, whatever the number of processes. */
  readonly postToOwners: (
    db: Db,
    post: { key: string; type: 'alerts.due' | 'digest.due'; now: Date },
  ) => Promise<void>;
  readonly hasWaiting: (db: Db) => Promise<boolean>;
};

/** What owners were not told at night, and how their day looks; nobody wants that one at noon. */
const OWNERS = { alerts: '08:00', digest: '08:30', digestUntil: '12:00' } as const;
const MINUTE_MS = 60_000;

export function createSweep({
  transaction,
  enqueue,
  now,
  today,
  arrivalAt,
  mail,
  ...store
}: SweepStore & {
  transaction: Transaction;
  enqueue: Enqueue;
  now: () => Date;
  today: (now: Date) => CalendarDate;
  arrivalAt: (day: CalendarDate, time: string) => Date;
  mail: 'on' | 'off';
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
      if (mail === 'on')
        for (const mailId of await store.owedMails(db, at))
          await enqueue(db, { name: 'mail', data: { mailId } });
      if (await store.hasWaiting(db)) await enqueue(db, { name: 'waitlist', data: {} });
      const day = today(at);
      // In the night after: on the day itself the guests may still be there.
      await store.completeStays(db, addDays(day, -1), at);
      for (const reservationId of await store.staysToNotice(db, at))
        await enqueue(db, { name: 'notice', data: { reservationId } });
      if (at >= arrivalAt(day, OWNERS.alerts))
        await store.postToOwners(db, { key: `alerts:${day}`, type: 'alerts.due', now: at });
      if (at >= arrivalAt(day, OWNERS.digest) && at < arrivalAt(day, OWNERS.digestUntil))
        await store.postToOwners(db, { key: `digest:${day}`, type: 'digest.due', now: at });
    });
  };
}
