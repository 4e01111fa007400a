// Money that came for nights that are gone: back at once, or kept a while for other nights.

import { toCentavos } from '../domain/money.ts';
import type { PaymentOutcome } from '../domain/settlement.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import { inOrder, type MoveMoney } from './ledger.ts';
import type { Owe } from './refund.ts';
import type { BookedStay, Scene } from './scene.ts';
import type { Tell } from './telling.ts';

export type LateMoneyDependencies = {
  readonly waitedLong: (db: Db, decisionKey: string, since: Date) => Promise<boolean>;
  readonly closeDecision: (db: Db, key: string, decision: string, now: Date) => Promise<void>;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
  readonly owe: Owe;
  readonly tell: Tell;
  readonly enqueue: Enqueue;
  /** How long it waits for the guest to choose. */
  readonly chooseMinutes: number;
};

type TooLate = Extract<PaymentOutcome, { kind: 'tooLate' }>;

export function createLateMoney(dependencies: LateMoneyDependencies) {
  const { moveMoney, askOwner, owe, tell, enqueue, chooseMinutes } = dependencies;

  async function tooLate(
    db: Db,
    scene: Scene,
    stay: BookedStay,
    { amount, then }: TooLate,
    now: Date,
  ): Promise<void> {
    for (const [paymentId, { credit }] of inOrder(scene.balances)) {
      const of = { reservationId: stay.id, paymentId, amount: credit, now };
      if (then === 'refund') await owe(db, { ...of, reason: 'late' });
      else await keep(db, stay, of);
    }
    const key = `payment:${scene.payment.id}:tooLate`;
    await tell(db, stay, key, { type: 'payment.tooLate', amount, then }, now);
  }

  async function keep(
    db: Db,
    { guestId }: BookedStay,
    of: { reservationId: number; paymentId: string; amount: BookedStay['deposit']; now: Date },
  ): Promise<void> {
    const { paymentId } = of;
    const key = `payment:${paymentId}:kept`;
    if (!(await moveMoney(db, { ...of, key, from: 'credit', to: 'queued' }))) return;
    await askOwner(db, { ...of, guestId, key: `late:${paymentId}`, kind: 'lateMoney' });
    const later = { delayMs: chooseMinutes * 60_000, key: `choose:${paymentId}` };
    await enqueue(db, { name: 'settle', data: { paymentId } }, later);
  }

  /** Nobody chose other nights in time, and the owner decided nothing: the money goes back. */
  async function keptLongEnough(db: Db, scene: Scene, now: Date): Promise<void> {
    const { payment, reservation, balances } = scene;
    const amount = balances.get(payment.id)?.queued ?? toCentavos(0);
    if (amount === 0 || !reservation) return;
    const key = `late:${payment.id}`;
    const since = new Date(now.getTime() - chooseMinutes * 60_000);
    if (!(await dependencies.waitedLong(db, key, since))) return;
    const of = { paymentId: payment.id, reservationId: reservation.id, amount, now };
    await owe(db, { ...of, reason: 'late' }, 'queued');
    await dependencies.closeDecision(db, key, 'refund', now);
    const fact = { type: 'payment.tooLate', amount, then: 'refund' } as const;
    await tell(db, reservation, `payment:${payment.id}:tooLate:refund`, fact, now);
  }

  return { tooLate, keptLongEnough };
}
