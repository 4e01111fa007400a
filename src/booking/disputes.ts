// Claims and chargebacks, and money that is nobody's we know: flagged for a person, never acted on alone.

import { toCentavos } from '../domain/money.ts';
import { hasMoney } from '../domain/payment.ts';
import type { PaymentOutcome } from '../domain/settlement.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { MoveMoney, Place } from './ledger.ts';
import type { Owed } from './refund.ts';
import type { Scene } from './scene.ts';
import type { Tell } from './telling.ts';

export type DisputeDependencies = {
  readonly setDispute: (
    db: Db,
    dispute: { id: number; disputed: 'open' | 'closed'; now: Date },
  ) => Promise<void>;
  readonly freezeRefunds: (db: Db, paymentId: string) => Promise<void>;
  readonly owedBy: (db: Db, paymentId: string) => Promise<Owed[]>;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
  readonly tell: Tell;
  readonly enqueue: Enqueue;
};

type Stage = Extract<PaymentOutcome, { kind: 'disputed' }>['stage'];

/** Where a dispute takes the money from, and where it puts it. */
const MOVES: Readonly<Record<Stage, ReadonlyArray<readonly [from: Place, to: Place]>>> = {
  mediation: [['credit', 'queued']],
  chargeback: [
    ['credit', 'chargedBack'],
    ['suspense', 'chargedBack'],
    ['queued', 'chargedBack'],
    ['applied', 'chargedBack'],
  ],
  reimbursed: [['chargedBack', 'queued']],
};

export function createDisputes(dependencies: DisputeDependencies) {
  const { setDispute, freezeRefunds, owedBy, moveMoney, askOwner, tell, enqueue } = dependencies;

  /** Refunds freeze, a chargeback takes what is left, and a person answers it in time. */
  async function open(db: Db, scene: Scene, stage: Stage, now: Date): Promise<void> {
    const { payment, reservation, balances } = scene;
    const paymentId = payment.id;
    const about = { paymentId, reservationId: reservation?.id ?? null, now };
    await freezeRefunds(db, paymentId);
    for (const [from, to] of MOVES[stage]) {
      const amount = balances.get(paymentId)?.[from] ?? toCentavos(0);
      const key = `payment:${paymentId}:${stage}:${from}`;
      await moveMoney(db, { ...about, key, from, to, amount });
    }
    const key = `dispute:${paymentId}:${stage}`;
    const { amount } = payment;
    await askOwner(db, { ...about, key, kind: 'dispute', amount, detail: { stage } });
    if (!reservation) return;
    await setDispute(db, { id: reservation.id, disputed: 'open', now });
    const fact = { type: 'payment.disputed' } as const;
    await tell(db, reservation, `payment:${paymentId}:disputed`, fact, now);
  }

  /** The payment is approved again: what it owed is asked for again. */
  async function close(db: Db, { payment, reservation }: Scene, now: Date): Promise<void> {
    if (!reservation?.disputed || !hasMoney(payment.status)) return;
    await setDispute(db, { id: reservation.id, disputed: 'closed', now });
    for (const { id } of await owedBy(db, payment.id))
      await enqueue(db, { name: 'refund', data: { refundId: id } });
  }

  async function stayInSuspense(db: Db, { payment }: Scene, why: string, now: Date): Promise<void> {
    const { id, amount, externalReference, currency, collectorId } = payment;
    const kind = why === 'unknownReference' ? 'suspense' : 'foreignPayment';
    const detail = { why, reference: externalReference, currency, collector: collectorId };
    await askOwner(db, { key: `suspense:${id}`, kind, paymentId: id, amount, detail, now });
  }

  return { open, close, stayInSuspense };
}
