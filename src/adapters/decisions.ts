// The owner's queue: what a person must decide.

import type { Decision } from '../booking/decisions.ts';
import type { Db } from './postgres.ts';

/** Once per key; false when it was asked before. */
export async function askOwner(
  db: Db,
  { key, kind, reservationId, paymentId, guestId, amount, detail, now }: Decision,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'decision',
    text: `insert into decisions (key, kind, reservation_id, payment_id, guest_id, amount, detail, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (key) do nothing`,
    values: [
      key,
      kind,
      reservationId ?? null,
      paymentId ?? null,
      guestId ?? null,
      amount ?? null,
      JSON.stringify(detail ?? {}),
      now,
    ],
  });
  return rowCount === 1;
}

/** A guest wants a person; once per turn. */
export async function askForPerson(
  db: Db,
  guest: { readonly id: number; readonly rev: number },
  why: string,
  now: Date,
): Promise<void> {
  const key = `handoff:${guest.id}:${guest.rev}`;
  await askOwner(db, { key, kind: 'handoff', guestId: guest.id, detail: { why }, now });
}

/** A message did not reach its guest. */
export async function tellUndelivered(
  db: Db,
  {
    guestId,
    messageId,
    code,
    now,
  }: { guestId: number; messageId: number; code: string; now: Date },
): Promise<void> {
  const key = `undelivered:${messageId}`;
  await askOwner(db, { key, kind: 'undelivered', guestId, detail: { messageId, code }, now });
}
