// A stay becomes confirmed: the one place where money buys nights.

import { strict as assert } from 'node:assert';
import { toCentavos, type Centavos } from '../domain/money.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import { inOrder, type Balances, type MoveMoney } from './ledger.ts';
import type { createOwe } from './refund.ts';
import type { BookedStay, MoveReservation } from './scene.ts';
import type { Tell } from './telling.ts';

export type ConfirmStore = {
  readonly moveReservation: MoveReservation;
  readonly moveMoney: MoveMoney;
};
export type ConfirmDependencies = ConfirmStore & {
  readonly owe: ReturnType<typeof createOwe>;
  readonly tell: Tell;
  readonly enqueue: Enqueue;
  readonly arrival: (
    db: Db,
  ) => Promise<{ checkIn: string; instructions: string; offersMail?: boolean }>;
  readonly count: Count;
};

export type Confirmation = {
  /** Undecided money of the reservation's payments. */
  readonly balances: ReadonlyMap<string, Balances>;
  /** What of it pays; the rest goes back. */
  readonly due: Centavos;
  readonly surplus: Centavos;
  readonly received: Centavos;
  readonly when: 'inTime' | 'late';
  /** The payment, or the person, that it was confirmed by. */
  readonly by: string;
  readonly now: Date;
};

export type Confirm = ReturnType<typeof createConfirm>;

export function createConfirm(dependencies: ConfirmDependencies) {
  const { moveReservation, moveMoney, owe, tell, enqueue, count } = dependencies;

  /** Money goes to the deposit oldest payment first, so that the newest one is the surplus. */
  return async function confirm(
    db: Db,
    stay: BookedStay,
    { balances, due, surplus, received, when, by, now }: Confirmation,
  ): Promise<'moved' | 'clash'> {
    const { id, status } = stay;
    const late = when === 'late';
    const move = { id, from: [status], to: 'confirmed', set: { late }, now } as const;
    const moved = await moveReservation(db, { ...move, detail: { by, when, surplus } });
    if (moved === 'clash') return 'clash';
    assert(moved === 'moved', 'a locked reservation moved');
    let missing: number = due;
    for (const [paymentId, { credit }] of inOrder(balances)) {
      const applied = toCentavos(Math.min(credit, missing));
      missing -= applied;
      const of = { paymentId, reservationId: id, now };
      const key = `payment:${paymentId}:applied`;
      await moveMoney(db, { ...of, key, from: 'credit', to: 'applied', amount: applied });
      await owe(db, { ...of, amount: toCentavos(credit - applied), reason: 'surplus' });
    }
    await enqueue(db, { name: 'closeLink', data: { reservationId: id } });
    const arrival = await dependencies.arrival(db);
    const fact = { type: 'payment.confirmed', received, late, surplus, ...arrival } as const;
    await tell(db, stay, `reservation:${id}:confirmed`, fact, now);
    count('hold', { outcome: 'confirmed' });
    return 'moved';
  };
}
