// The chain of looks at a reservation. Each run asks MercadoPago, does what the deadline row of the
// decision table says, and leaves the next run behind in the same transaction.

import { deadline, type DeadlineOutcome } from '../domain/deadline.ts';
import { Fault } from '../domain/fault.ts';
import { REACHED_FROM } from '../domain/reservation.ts';
import type { SettlementConfig } from '../domain/settlement.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Gateway } from './gateway.ts';
import type { Enqueue } from './jobs.ts';
import type { ReadBalances } from './ledger.ts';
import type { createLook } from './look.ts';
import type { Owe } from './refund.ts';
import type { BookedStay, MoveReservation, ReadStay } from './scene.ts';
import type { Tell, Transaction } from './telling.ts';
import { nextWatch } from './watch-times.ts';

export type WatchStore = {
  readonly readStay: ReadStay;
  readonly pendingPayments: (db: Db, reservationId: number) => Promise<string[]>;
  readonly balancesOf: ReadBalances;
  readonly moveReservation: MoveReservation;
  readonly askOwner: AskOwner;
};
export type WatchDependencies = WatchStore & {
  readonly transaction: Transaction;
  readonly gateway: Pick<Gateway, 'account' | 'cancelPayment'>;
  readonly looks: ReturnType<typeof createLook>;
  readonly owe: Owe;
  readonly enqueue: Enqueue;
  readonly tell: Tell;
  readonly count: Count;
  readonly config: Omit<SettlementConfig, 'account'>;
  readonly now: () => Date;
};

type Asked = { readonly kind: 'answered' } | { readonly kind: 'unreachable' };

export function createWatch(dependencies: WatchDependencies) {
  const { transaction, gateway, looks, readStay, enqueue, tell, now } = dependencies;

  return async function watch(reservationId: number): Promise<void> {
    const stay = await transaction((db) => readStay(db, reservationId, 'unlocked'));
    if (!stay) return;
    const asked = await ask(stay);
    const outcome = await transaction((db) => act(db, reservationId, asked, 'mayCancel'));
    if (outcome?.kind !== 'cancelPending') return;
    for (const paymentId of await transaction((db) =>
      dependencies.pendingPayments(db, reservationId),
    )) {
      await gateway.cancelPayment(paymentId);
      await looks.lookAtPayment(paymentId);
    }
    await transaction((db) => act(db, reservationId, { kind: 'answered' }, 'cancelled'));
  };

  async function ask(stay: BookedStay): Promise<Asked> {
    try {
      await looks.lookAtStay(stay);
      return { kind: 'answered' };
    } catch (error) {
      if (error instanceof Fault && error.code.startsWith('mercadopago.'))
        return { kind: 'unreachable' };
      throw error;
    }
  }

  async function act(
    db: Db,
    reservationId: number,
    asked: Asked,
    step: 'mayCancel' | 'cancelled',
  ): Promise<DeadlineOutcome | undefined> {
    const stay = await readStay(db, reservationId, 'locked');
    if (!stay) return undefined;
    const at = now();
    const pending = (await dependencies.pendingPayments(db, reservationId)).length;
    const outcome = deadline({
      reservation: {
        status: stay.status,
        heldUntil: stay.heldUntil,
        hasLink: stay.preferenceId !== null,
      },
      mercadoPago: asked.kind === 'answered' ? { kind: 'answered', pending } : asked,
      now: at,
      config: dependencies.config,
    });
    switch (outcome.kind) {
      case 'nothing':
        await again(db, stay, asked.kind === 'unreachable' ? 10 * 60_000 : undefined, at);
        break;
      case 'wait':
        // Whoever has a payment under way is not hurried.
        if (pending === 0) await remind(db, stay, at);
        await again(db, stay, undefined, at);
        break;
      case 'grace':
        dependencies.count('hold', { outcome: 'grace' });
        await again(db, stay, outcome.askAgainMs, at);
        break;
      case 'settling':
        await startSettling(db, stay, outcome.why, at);
        await again(db, stay, outcome.askAgainMs, at);
        break;
      case 'cancelPending':
        // Still pending after we cancelled it: it is being decided this very moment.
        if (step === 'cancelled') await again(db, stay, 60_000, at);
        break;
      case 'expire':
        await expire(db, stay, at);
        await again(db, stay, undefined, at);
        break;
    }
    return outcome;
  }

  async function again(
    db: Db,
    stay: BookedStay,
    delayMs: number | undefined,
    at: Date,
  ): Promise<void> {
    const next = delayMs ?? (nextWatch(stay.heldUntil, at)?.getTime() ?? Number.NaN) - at.getTime();
    if (!Number.isNaN(next))
      await enqueue(db, { name: 'watch', data: { reservationId: stay.id } }, { delayMs: next });
  }

  async function remind(db: Db, stay: BookedStay, at: Date): Promise<void> {
    const minutesLeft = Math.round((stay.heldUntil.getTime() - at.getTime()) / 60_000);
    if (minutesLeft < 1 || minutesLeft > 6) return;
    await tell(
      db,
      stay,
      `hold:${stay.id}:ending:${stay.heldUntil.getTime()}`,
      { type: 'hold.ending', minutesLeft },
      at,
    );
  }

  async function startSettling(
    db: Db,
    stay: BookedStay,
    why: 'pending' | 'unreachable',
    at: Date,
  ): Promise<void> {
    const moved = await dependencies.moveReservation(db, {
      id: stay.id,
      from: REACHED_FROM.settling,
      to: 'settling',
      detail: { why },
      now: at,
    });
    if (moved === 'moved') dependencies.count('hold', { outcome: 'settling' });
    if (why === 'unreachable') {
      dependencies.count('hold', { outcome: 'grace' });
      await dependencies.askOwner(db, {
        key: `cannotAsk:${stay.id}`,
        kind: 'cannotAsk',
        reservationId: stay.id,
        guestId: stay.guestId,
        now: at,
      });
    }
  }

  async function expire(db: Db, stay: BookedStay, at: Date): Promise<void> {
    const moved = await dependencies.moveReservation(db, {
      id: stay.id,
      from: REACHED_FROM.expired,
      to: 'expired',
      set: { endedBy: 'clock' },
      now: at,
    });
    if (moved !== 'moved') return;
    dependencies.count('hold', { outcome: 'expired' });
    await enqueue(db, { name: 'closeLink', data: { reservationId: stay.id } });
    await tell(db, stay, `hold:${stay.id}:expired`, { type: 'hold.expired' }, at);
    // A short payment bought nothing: it goes back.
    for (const [paymentId, { credit }] of await dependencies.balancesOf(db, {
      reservationId: stay.id,
      paymentId: null,
    })) {
      if (credit === 0) continue;
      await dependencies.owe(db, {
        paymentId,
        reservationId: stay.id,
        amount: credit,
        reason: 'late',
        now: at,
      });
      await tell(
        db,
        stay,
        `payment:${paymentId}:tooLate`,
        { type: 'payment.tooLate', amount: credit },
        at,
      );
    }
  }
}
