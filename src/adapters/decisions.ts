// The owner's queue: what a person must decide.

import type { Decision } from '../booking/decisions.ts';
import type { Db } from './postgres.ts';

/** Once per key; false when it was asked before. */
export async function askOwner(
  db: Db,
  { key, kind, reservationId, paymentId, guestId, amount, detail, now }: Decision,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into decisions (key, kind, reservation_id, payment_id, guest_id, amount, detail, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing`,
    [
      key,
      kind,
      reservationId ?? null,
      paymentId ?? null,
      guestId ?? null,
      amount ?? null,
      JSON.stringify(detail ?? {}),
      now,
    ],
  );
  return rowCount === 1;
}
