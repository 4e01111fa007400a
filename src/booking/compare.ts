// The nightly comparison: what MercadoPago says of the last days against what we recorded and what the
// ledger holds. It repairs nothing by itself but asks about each payment again, and tells the owner.

import type { Centavos } from '../domain/money.ts';
import { foreignness, hasMoney, type Account, type PaymentFact } from '../domain/payment.ts';
import type { Count, Counted } from './count.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Gateway } from './gateway.ts';
import type { Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type Drift = Counted['drift']['kind'];

/** A payment as we have it. */
export type PaymentKept = {
  readonly status: PaymentFact['status'];
  readonly received: Centavos;
  readonly refunded: Centavos;
};

export type CompareStore = {
  readonly paymentsKept: (db: Db, ids: readonly string[]) => Promise<Map<string, PaymentKept>>;
  /** With money, last changed in the range by MercadoPago's clock. */
  readonly paymentsChanged: (db: Db, range: { from: Date; until: Date }) => Promise<string[]>;
};

export type CompareDependencies = CompareStore & {
  readonly transaction: Transaction;
  readonly gateway: Gateway;
  readonly askOwner: AskOwner;
  readonly enqueue: Enqueue;
  readonly count: Count;
  readonly now: () => Date;
};

const DAY_MS = 86_400_000;
const DAYS_BACK = 4;
/** Younger ones are on their way, and a search is not up to date to the minute. */
const UNDER_WAY_MS = 30 * 60_000;

export function createCompare(dependencies: CompareDependencies) {
  const { transaction, gateway, now } = dependencies;

  return async function compare(): Promise<void> {
    const account = await gateway.account();
    const until = now().getTime() - UNDER_WAY_MS;
    for (let day = DAYS_BACK; day > 0; day -= 1) {
      const range = {
        from: new Date(until - day * DAY_MS),
        until: new Date(until - (day - 1) * DAY_MS),
      };
      await compareDay(range, await gateway.paymentsUpdated(range), account);
    }
  };

  async function compareDay(
    range: { from: Date; until: Date },
    told: readonly PaymentFact[],
    account: Account,
  ): Promise<void> {
    await transaction(async (db) => {
      const kept = await dependencies.paymentsKept(
        db,
        told.map(({ id }) => id),
      );
      for (const payment of told) {
        const drift = driftOf(payment, kept.get(payment.id), account);
        if (drift) await raise(db, payment.id, drift, payment.amount);
      }
      const known = new Set(told.map(({ id }) => id));
      for (const id of await dependencies.paymentsChanged(db, range))
        if (!known.has(id)) await raise(db, id, 'unknown', undefined);
    });
  }

  async function raise(
    db: Db,
    paymentId: string,
    drift: Drift,
    amount: Centavos | undefined,
  ): Promise<void> {
    await dependencies.enqueue(db, { name: 'payment', data: { paymentId } });
    const key = `drift:${paymentId}:${drift}`;
    const detail = { drift, payment: paymentId };
    const asked = { key, kind: 'drift', detail, now: now(), ...(amount && { amount }) } as const;
    if (await dependencies.askOwner(db, asked)) dependencies.count('drift', { kind: drift });
  }
}

/** Undefined when both say the same. */
export function driftOf(
  told: PaymentFact,
  kept: PaymentKept | undefined,
  account: Account,
): Drift | undefined {
  const counts = hasMoney(told.status) && !foreignness(told, account);
  if (!kept) return counts ? 'missing' : undefined;
  if (kept.received !== (counts ? told.amount : 0)) return 'missing';
  if (kept.status !== told.status) return 'status';
  const refunded = told.refunds
    .filter(({ status }) => status === 'done')
    .reduce((total, refund) => total + refund.amount, 0);
  const whole = told.status === 'refunded' && refunded === 0 ? told.amount : refunded;
  return counts && kept.refunded !== whole ? 'refunded' : undefined;
}
