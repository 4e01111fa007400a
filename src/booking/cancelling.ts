// Ending a stay, by hand or by its guest: what goes back is said first, and is what then goes back.

import { sum, toCentavos, type Centavos } from '../domain/money.ts';
import { REACHED_FROM, refundOnCancelling } from '../domain/reservation.ts';
import { daysBetween, type CalendarDate } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import { createGiveBack } from './give-back.ts';
import type { Enqueue } from './jobs.ts';
import { inOrder, type Balances, type MoveMoney, type ReadBalances } from './ledger.ts';
import type { createOwe } from './refund.ts';
import type { BookedStay, MoveReservation, ReadStay } from './scene.ts';
import type { TellGuest } from './tell-guest.ts';

export type CancellingStore = {
  readonly readStay: ReadStay;
  readonly moveReservation: MoveReservation;
  readonly balancesOf: ReadBalances;
  /** By transfer and in cash. */
  readonly paidElsewhere: (db: Db, reservationId: number) => Promise<Centavos>;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
};
export type CancellingDependencies = CancellingStore & {
  readonly owe: ReturnType<typeof createOwe>;
  readonly enqueue: Enqueue;
  readonly tellGuest: TellGuest;
  readonly today: (now: Date) => CalendarDate;
};

/** Who acts by hand, and when. */
export type Hand = { readonly by: string; readonly now: Date };
export type Gone = { readonly kind: 'unknown' | 'notNow'; readonly status?: string };

/** `withdrawal`: the guest by their right to it, which goes beyond the policy. */
export type Asks = 'guest' | 'owner' | 'withdrawal';
export type Cancelled = {
  readonly kind: 'cancelled';
  readonly refund: Centavos;
  /** What of it only a hand can give back. */
  readonly byHand: Centavos;
  readonly told: number[];
};

/** What goes back when a reservation is cancelled now. */
export type Cancellation = {
  readonly paid: Centavos;
  /** Came in by transfer or in cash: only a hand can give it back. */
  readonly paidElsewhere: Centavos;
  /** By the policy that the guest accepted, whichever way it was paid. */
  readonly byGuest: Centavos;
  /** An owner who cancels gives everything back. */
  readonly byOwner: Centavos;
  readonly daysBefore: number;
  readonly disputed: boolean;
};

export type Cancelling = ReturnType<typeof createCancelling>;

export function createCancelling(dependencies: CancellingDependencies) {
  const { readStay, moveMoney } = dependencies;
  const giveBack = createGiveBack(dependencies);

  async function cancellation(db: Db, id: number, now: Date): Promise<Cancellation | undefined> {
    const stay = await readStay(db, id, 'unlocked');
    return stay && cancellationOf(db, stay, await balances(db, stay), now);
  }

  async function cancel(
    db: Db,
    { id, asks, by, now }: Hand & { id: number; asks: Asks },
  ): Promise<Cancelled | Gone | { kind: 'disputed' }> {
    const stay = await readStay(db, id, 'locked');
    if (!stay) return { kind: 'unknown' };
    const known = await balances(db, stay);
    const preview = await cancellationOf(db, stay, known, now);
    if (preview.disputed) return { kind: 'disputed' };
    const refund = asks === 'guest' ? preview.byGuest : preview.byOwner;
    const moved = await dependencies.moveReservation(db, {
      id,
      from: REACHED_FROM.cancelled,
      to: 'cancelled',
      set: { endedBy: asks === 'owner' ? 'owner' : 'guest' },
      detail: { by, asks, refund },
      now,
    });
    if (moved !== 'moved') return { kind: 'notNow', status: stay.status };
    const byHand = await giveBack(db, stay, await applyAll(db, id, known, now), {
      refund,
      reason: asks === 'withdrawal' ? 'withdrawal' : 'cancelled',
      // `:byHand` is what the owner received when confirming at the desk
      key: `reservation:${id}:cancelled:byHand`,
      now,
    });
    await dependencies.enqueue(db, { name: 'closeLink', data: { reservationId: id } });
    const fact = { type: 'reservation.cancelled', refund } as const;
    return {
      kind: 'cancelled',
      refund,
      byHand,
      told: await dependencies.tellGuest(db, stay, `reservation:${id}:cancelled`, now, fact),
    };
  }

  /** Money that bought nothing yet is decided about with the rest. */
  async function applyAll(
    db: Db,
    reservationId: number,
    known: ReadonlyArray<[string, Balances]>,
    now: Date,
  ): Promise<Array<readonly [string, Centavos]>> {
    for (const [paymentId, { credit: amount }] of known) {
      const key = `payment:${paymentId}:cancelled`;
      const of = { paymentId, reservationId, now, amount };
      await moveMoney(db, { ...of, key, from: 'credit', to: 'applied' });
    }
    return known.map(([id, { applied, credit }]) => [id, toCentavos(applied + credit)] as const);
  }

  async function cancellationOf(
    db: Db,
    stay: BookedStay,
    known: ReadonlyArray<[string, Balances]>,
    now: Date,
  ): Promise<Cancellation> {
    const applied = sum(known.map(([, one]) => one.applied));
    // Money that bought nothing yet is the guest's whoever cancels.
    const credit = sum(known.map(([, one]) => one.credit));
    const daysBefore = daysBetween(dependencies.today(now), stay.stay.checkIn);
    const paidElsewhere = await dependencies.paidElsewhere(db, stay.id);
    const paid = toCentavos(applied + credit);
    const bought = toCentavos(applied + paidElsewhere);
    const { policy, deposit, disputed } = stay;
    const back = refundOnCancelling(policy, { paid: bought, deposit }, daysBefore);
    const byGuest = toCentavos(credit + back);
    const byOwner = toCentavos(credit + bought);
    return { paid, paidElsewhere, byGuest, byOwner, daysBefore, disputed };
  }

  async function balances(db: Db, { id }: BookedStay): Promise<Array<[string, Balances]>> {
    return inOrder(await dependencies.balancesOf(db, { reservationId: id, paymentId: null }));
  }

  return { cancellation, cancel };
}
