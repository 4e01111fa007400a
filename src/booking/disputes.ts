// Claims and chargebacks, and money that is nobody's we know: flagged for a person, never acted on alone.
// What a dispute takes is taken after the money was decided about, and put back when it ends well, so
// that it does not matter when the dispute was first seen.

import { toCentavos } from '../domain/money.ts';
import { disputeOf, type DisputeOutcome } from '../domain/settlement.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { MoveMoney, Place, ReadBalances } from './ledger.ts';
import type { Owed } from './refund.ts';
import type { Scene } from './scene.ts';
import type { Tell } from './telling.ts';

export type DisputeStore = {
  /** The flag is up while any payment of the reservation is disputed. */
  readonly flagDispute: (db: Db, dispute: { id: number; now: Date }) => Promise<void>;
  readonly freezeRefunds: (db: Db, paymentId: string) => Promise<void>;
  readonly owedBy: (db: Db, paymentId: string) => Promise<Owed[]>;
  readonly deadlineOf: (db: Db, paymentId: string) => Promise<Date | undefined>;
  readonly balancesOf: ReadBalances;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
};
export type DisputeDependencies = DisputeStore & {
  readonly tell: Tell;
  readonly enqueue: Enqueue;
};

/** What is owed stays owed, and frozen: it may have been paid back already. */
const TAKEN_FROM: readonly Place[] = ['credit', 'suspense', 'queued', 'applied'];

export function createDisputes(dependencies: DisputeDependencies) {
  const { flagDispute, freezeRefunds, owedBy, moveMoney, askOwner, tell, enqueue } = dependencies;

  const balancesNow = (db: Db, { payment, reservation }: Scene) =>
    dependencies.balancesOf(db, { reservationId: reservation?.id ?? null, paymentId: payment.id });

  /** What a dispute that ended well had taken can be decided about again. Before the money is. */
  async function restore(db: Db, scene: Scene, now: Date): Promise<Scene> {
    const { payment, reservation, balances } = scene;
    const taken = balances.get(payment.id)?.chargedBack ?? toCentavos(0);
    if (taken === 0 || disputeOf(payment).kind !== 'cleared') return scene;
    await moveMoney(db, {
      key: `payment:${payment.id}:cleared:${tellingOf(scene)}`,
      paymentId: payment.id,
      reservationId: reservation?.id ?? null,
      from: 'chargedBack',
      to: reservation ? 'credit' : 'suspense',
      amount: taken,
      now,
    });
    return { ...scene, balances: await balancesNow(db, scene) };
  }

  async function apply(db: Db, scene: Scene, outcome: DisputeOutcome, now: Date): Promise<void> {
    if (outcome.kind === 'disputed') await open(db, scene, outcome.stage, now);
    if (outcome.kind === 'cleared') await close(db, scene, outcome.stage, now);
  }

  /** Refunds freeze, a chargeback takes what is left, and a person answers it in time. */
  async function open(
    db: Db,
    scene: Scene,
    stage: 'mediation' | 'chargeback',
    now: Date,
  ): Promise<void> {
    const { payment, reservation } = scene;
    const { id: paymentId, amount } = payment;
    const about = { paymentId, reservationId: reservation?.id ?? null, now };
    await freezeRefunds(db, paymentId);
    const mine = stage === 'chargeback' && (await balancesNow(db, scene)).get(paymentId);
    for (const from of mine ? TAKEN_FROM : []) {
      const key = `payment:${paymentId}:chargeback:${from}:${tellingOf(scene)}`;
      const taken = mine ? mine[from] : toCentavos(0);
      await moveMoney(db, { ...about, key, from, to: 'chargedBack', amount: taken });
    }
    const deadline = await dependencies.deadlineOf(db, paymentId);
    const detail = { stage, ...(deadline && { deadline: deadline.toISOString() }) };
    const key = `dispute:${paymentId}:${stage}`;
    await askOwner(db, { ...about, key, kind: 'dispute', amount, detail });
    if (!reservation) return;
    await flagDispute(db, { id: reservation.id, now });
    const fact = { type: 'payment.disputed' } as const;
    await tell(db, reservation, `payment:${paymentId}:disputed`, fact, now);
  }

  /** What the payment owed is asked for again. */
  async function close(
    db: Db,
    { payment, reservation }: Scene,
    stage: 'approved' | 'reimbursed',
    now: Date,
  ): Promise<void> {
    if (!reservation?.disputed) return;
    await flagDispute(db, { id: reservation.id, now });
    if (stage === 'reimbursed') return;
    for (const { id } of await owedBy(db, payment.id))
      await enqueue(db, { name: 'refund', data: { refundId: id } });
  }

  async function stayInSuspense(db: Db, { payment }: Scene, why: string, now: Date): Promise<void> {
    const { id, amount, externalReference, currency, collectorId } = payment;
    const kind = why === 'unknownReference' ? 'suspense' : 'foreignPayment';
    const detail = { why, reference: externalReference, currency, collector: collectorId };
    await askOwner(db, { key: `suspense:${id}`, kind, paymentId: id, amount, detail, now });
  }

  return { restore, apply, stayInSuspense };
}

/** Names one telling: what it takes or gives back, it does once. */
function tellingOf({ payment }: Scene): number {
  return Date.parse(payment.lastUpdated);
}
