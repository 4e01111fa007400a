// Asking MercadoPago, and taking in what it says: record first, then settle. Every door leads here:
// notifications, polling, a guest who says that they paid, a refund that was made.

import type { PaymentFact } from '../domain/payment.ts';
import { balanceReference, type ReservationStatus } from '../domain/reservation.ts';
import type { SettlementConfig } from '../domain/settlement.ts';
import type { Db } from './db.ts';
import type { Chargeback, Gateway } from './gateway.ts';
import type { Enqueue } from './jobs.ts';
import type { createRecord } from './record.ts';
import type { BookedStay, ReadStay } from './scene.ts';
import type { Settle } from './settle.ts';
import type { Tell, Transaction } from './telling.ts';

export type LookStore = {
  readonly readStay: ReadStay;
  readonly pendingPayments: (db: Db, reservationId: number) => Promise<string[]>;
  readonly saveChargeback: (db: Db, chargeback: Chargeback, now: Date) => Promise<void>;
};
export type LookDependencies = LookStore & {
  readonly transaction: Transaction;
  readonly gateway: Gateway;
  readonly recordPayment: ReturnType<typeof createRecord>;
  readonly settle: Settle;
  readonly enqueue: Enqueue;
  readonly tell: Tell;
  readonly config: Omit<SettlementConfig, 'account'>;
  readonly now: () => Date;
};

/** Nothing that was found has settled them. */
const AWAITING: readonly ReservationStatus[] = ['held', 'settling', 'expired'];
/** A payment is sometimes announced before it can be read (404): asked again after these waits. */
const NOT_YET_WAITS_MS = [3_000, 15_000, 60_000, 600_000];

export function createLook(dependencies: LookDependencies) {
  const { transaction, gateway, recordPayment, enqueue, now } = dependencies;

  async function takeIn(fact: PaymentFact): Promise<void> {
    const account = await gateway.account();
    await recordPayment(fact, account, now());
    await settlePayment(fact.id);
  }

  /** The job `settle`, and the second half of taking in. */
  async function settlePayment(paymentId: string): Promise<void> {
    const config: SettlementConfig = { ...dependencies.config, account: await gateway.account() };
    await transaction((db) => dependencies.settle(db, paymentId, config, now()));
  }

  async function lookAtPayment(paymentId: string): Promise<PaymentFact | undefined> {
    const fact = await gateway.getPayment(paymentId);
    if (fact) await takeIn(fact);
    return fact;
  }

  /** Everything that MercadoPago knows under a reservation's references, oldest first. */
  async function lookAtStay({ code, asksBalance }: BookedStay): Promise<void> {
    for (const reference of asksBalance ? [code, balanceReference(code)] : [code])
      for (const fact of (await gateway.searchPayments(reference)).toReversed()) await takeIn(fact);
  }

  /** The job `payment`. A simulated notification names a payment that never exists; it is given up. */
  async function paymentNotified({
    paymentId,
    tries = 0,
  }: {
    paymentId: string;
    tries?: number;
  }): Promise<void> {
    if (await lookAtPayment(paymentId)) return;
    const delayMs = NOT_YET_WAITS_MS[tries];
    if (delayMs !== undefined)
      await transaction((db) =>
        enqueue(db, { name: 'payment', data: { paymentId, tries: tries + 1 } }, { delayMs }),
      );
  }

  /** The job `chargeback`: the deadline is kept first, so that the question to the owner shows it. */
  async function chargebackNotified({ chargebackId }: { chargebackId: string }): Promise<void> {
    const chargeback = await gateway.getChargeback(chargebackId);
    if (!chargeback) return;
    await transaction((db) => dependencies.saveChargeback(db, chargeback, now()));
    await lookAtPayment(chargeback.paymentId);
  }

  /** The job `look`. A guest who says that they paid hears what was found, never a confirmation on their word. */
  async function look({
    reservationId,
    why,
  }: {
    reservationId: number;
    why: 'opened' | 'claimed';
  }): Promise<void> {
    const before = await transaction((db) => dependencies.readStay(db, reservationId, 'unlocked'));
    if (!before) return;
    await lookAtStay(before);
    if (why === 'opened') return;
    await transaction(async (db) => {
      const stay = await dependencies.readStay(db, reservationId, 'unlocked');
      if (
        !stay ||
        !(AWAITING.includes(stay.status) || (stay.status === 'confirmed' && stay.asksBalance))
      )
        return;
      const at = now();
      const pending = await dependencies.pendingPayments(db, reservationId);
      const type = pending.length > 0 ? 'payment.pending' : 'payment.notFound';
      await dependencies.tell(db, stay, `claim:${reservationId}:${at.getTime()}`, { type }, at);
    });
  }

  return { lookAtPayment, lookAtStay, paymentNotified, chargebackNotified, settlePayment, look };
}
