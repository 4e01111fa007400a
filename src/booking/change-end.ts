// The end of a change that waits for money: MercadoPago is asked first, as for any hold.

import { toCentavos } from '../domain/money.ts';
import type { SettlementConfig } from '../domain/settlement.ts';
import type { ChangeMaking } from './change-making.ts';
import type { ChangeStore } from './change-store.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { createLook } from './look.ts';
import type { BookedStay } from './scene.ts';
import type { Tell, Transaction } from './telling.ts';

export type ChangeEndStore = Pick<ChangeStore, 'readStay' | 'openChange' | 'endChange'> & {
  readonly pendingPayments: (db: Db, reservationId: number) => Promise<string[]>;
  readonly askOwner: AskOwner;
};
export type ChangeEndDependencies = ChangeEndStore & {
  readonly transaction: Transaction;
  readonly looks: ReturnType<typeof createLook>;
  readonly complete: ChangeMaking['complete'];
  readonly enqueue: Enqueue;
  readonly tell: Tell;
  readonly config: Omit<SettlementConfig, 'account'>;
  readonly now: () => Date;
};

const LOOK_AGAIN_MS = 5 * 60_000;

export function createChangeEnd(dependencies: ChangeEndDependencies) {
  const { transaction, readStay, openChange, endChange, now } = dependencies;

  /** The job; it fails and is tried again while MercadoPago cannot be asked, and the nights are kept so long. */
  return async function changeEnd({ reservationId }: { reservationId: number }): Promise<void> {
    const stay = await transaction((db) => readStay(db, reservationId, 'unlocked'));
    // without a link nobody can have paid
    if (stay?.asksBalance)
      await dependencies.looks.lookAtStay(stay).catch((error: unknown) => cannotAsk(stay, error));
    await transaction((db) => act(db, reservationId));
  };

  /** The owner hears of it once it has taken longer than a hold would wait. */
  async function cannotAsk({ id: reservationId, guestId }: BookedStay, error: unknown) {
    const at = now();
    await transaction(async (db) => {
      const open = await openChange(db, reservationId);
      const late = at.getTime() - dependencies.config.graceMinutes * 60_000;
      if (open?.status !== 'held' || late < open.heldUntil.getTime()) return;
      const key = `cannotAsk:${reservationId}:change:${open.id}`;
      const kind = 'cannotAsk';
      await dependencies.askOwner(db, { key, kind, reservationId, guestId, now: at });
    });
    throw error;
  }

  async function act(db: Db, reservationId: number): Promise<void> {
    const at = now();
    const stay = await readStay(db, reservationId, 'locked');
    const open = await openChange(db, reservationId);
    if (!stay || open?.status !== 'held') return;
    const { id, heldUntil } = open;
    if (stay.status !== 'confirmed') return endChange(db, { id, status: 'dropped', now: at });
    if (at < heldUntil) return again(db, reservationId, heldUntil.getTime() - at.getTime());
    // paid in cash meanwhile
    if (await dependencies.complete(db, stay, { credit: toCentavos(0), amount: null }, at)) return;
    const pending = await dependencies.pendingPayments(db, reservationId);
    const pastMs = at.getTime() - heldUntil.getTime();
    if (pending.length > 0 && pastMs < dependencies.config.settlingMinutes * 60_000)
      return again(db, reservationId, LOOK_AGAIN_MS);
    await expire(db, stay, id, at);
  }

  async function expire(db: Db, stay: BookedStay, id: number, at: Date): Promise<void> {
    await endChange(db, { id, status: 'expired', now: at });
    await dependencies.enqueue(db, { name: 'closeLink', data: { reservationId: stay.id } });
    const fact = { type: 'change.ended', why: 'expired' } as const;
    await dependencies.tell(db, stay, `change:${id}:expired`, fact, at);
  }

  function again(db: Db, reservationId: number, delayMs: number): Promise<void> {
    return dependencies.enqueue(db, { name: 'change', data: { reservationId } }, { delayMs });
  }
}
