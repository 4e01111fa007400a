// What a stay gives back of what it was paid with: through MercadoPago as far as it came from there, and the
// rest by the owner's hand.

import { toCentavos, type Centavos } from '../domain/money.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { MoveMoney } from './ledger.ts';
import type { createOwe, RefundReason } from './refund.ts';
import type { BookedStay } from './scene.ts';

export type GiveBackDependencies = {
  readonly moveMoney: MoveMoney;
  readonly owe: ReturnType<typeof createOwe>;
  readonly askOwner: AskOwner;
};

export function createGiveBack({ moveMoney, owe, askOwner }: GiveBackDependencies) {
  /**
   * In the order given; what does not go back stays applied. Answers what MercadoPago cannot give back,
   * because it came by transfer or in cash: the owner is asked to. `key` names that question.
   */
  return async function giveBack(
    db: Db,
    { id: reservationId, guestId }: BookedStay,
    applied: ReadonlyArray<readonly [paymentId: string, applied: Centavos]>,
    {
      refund,
      reason,
      key,
      now,
    }: { refund: Centavos; reason: RefundReason; key: string; now: Date },
  ): Promise<Centavos> {
    let left: number = refund;
    for (const [paymentId, most] of applied) {
      const amount = toCentavos(Math.min(most, left));
      left -= amount;
      await owe(db, { paymentId, reservationId, amount, reason, now }, 'applied');
    }
    const amount = toCentavos(left);
    if (amount > 0) {
      const of = { key, paymentId: null, reservationId, amount, now } as const;
      await moveMoney(db, { ...of, from: 'applied', to: 'queued' });
      const kind = 'refundByHand';
      await askOwner(db, { key, kind, reservationId, guestId, amount, now });
    }
    return amount;
  };
}
