// Refunds that MercadoPago shows on a payment, written into the ledger once each, by MercadoPago's id:
// ours finish their obligation, those made outside (in MercadoPago's panel) are taken from where the
// money is, and the owner is asked when a confirmed stay loses its deposit.

import { toCentavos, type Centavos } from '../domain/money.ts';
import type { PaymentFact } from '../domain/payment.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Balances, MoveMoney, Place } from './ledger.ts';
import type { Owed } from './refund.ts';
import type { Scene } from './scene.ts';
import type { Tell } from './telling.ts';

export type ReconcileStore = {
  readonly owedBy: (db: Db, paymentId: string) => Promise<Owed[]>;
  readonly finishRefund: (
    db: Db,
    done: { id: string; refundId: string; now: Date },
  ) => Promise<boolean>;
  readonly knownRefunds: (db: Db, paymentId: string) => Promise<Set<string>>;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
};
export type ReconcileDependencies = ReconcileStore & {
  readonly tell: Tell;
  readonly count: Count;
};

export function createReconcile({
  owedBy,
  finishRefund,
  knownRefunds,
  moveMoney,
  askOwner,
  tell,
  count,
}: ReconcileDependencies) {
  return async function reconcile(db: Db, scene: Scene, now: Date): Promise<void> {
    const { payment, reservation, balances } = scene;
    const refunds = refundsOf(payment);
    let mine = balances.get(payment.id);
    if (!mine || refunds.length === 0) return;
    const about = { paymentId: payment.id, reservationId: reservation?.id ?? null, now };
    const known = await knownRefunds(db, payment.id);
    for (const refund of refunds) {
      if (known.has(refund.id)) continue;
      const owed = matching(await owedBy(db, payment.id), refund);
      if (owed) {
        await finishRefund(db, { id: owed.id, refundId: refund.id, now });
        mine = await take(db, mine, { ...about, id: refund.id, amount: refund.amount }, ['owed']);
        count('refund', { status: 'done' });
        if (reservation)
          await tell(
            db,
            reservation,
            `refund:${refund.id}:done`,
            { type: 'refund.done', amount: refund.amount },
            now,
          );
      } else {
        const appliedBefore = mine.applied;
        mine = await take(db, mine, { ...about, id: refund.id, amount: refund.amount }, [
          'queued',
          'suspense',
          'credit',
          'applied',
          'chargedBack',
          'owed',
        ]);
        const detail = { refund: refund.id, deposit: appliedBefore - mine.applied };
        await askOwner(db, {
          ...about,
          key: `refund:${refund.id}:outside`,
          kind: 'refundedOutside',
          amount: refund.amount,
          detail,
        });
      }
    }
  };

  /** Takes an amount from the first places that have it; each step is an entry with a key of its own. */
  async function take(
    db: Db,
    mine: Balances,
    {
      id,
      amount,
      ...about
    }: { id: string; amount: Centavos; paymentId: string; reservationId: number | null; now: Date },
    places: readonly Place[],
  ): Promise<Balances> {
    const after: { [P in Place]: Centavos } = { ...mine };
    let left: number = amount;
    for (const from of places) {
      const part = toCentavos(Math.min(left, after[from]));
      if (part <= 0) continue;
      await moveMoney(db, {
        ...about,
        key: `refund:${id}:${from}`,
        from,
        to: 'refunded',
        amount: part,
      });
      after[from] = toCentavos(after[from] - part);
      after.refunded = toCentavos(after.refunded + part);
      left -= part;
    }
    return after;
  }
}

/** A payment that says `refunded` and lists nothing went back whole. */
function refundsOf(payment: PaymentFact): ReadonlyArray<{ id: string; amount: Centavos }> {
  const done = payment.refunds.filter((refund) => refund.status === 'done');
  if (payment.status === 'refunded' && payment.refunds.length === 0)
    return [{ id: `${payment.id}-whole`, amount: payment.amount }];
  return done;
}

/** By MercadoPago's id when we know it; otherwise the oldest obligation over the same amount. */
function matching(
  owed: readonly Owed[],
  refund: { id: string; amount: Centavos },
): Owed | undefined {
  return (
    owed.find((one) => one.refundId === refund.id) ??
    owed.find((one) => one.refundId === null && one.amount === refund.amount)
  );
}
