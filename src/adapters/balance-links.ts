// The link for the balance of a stay, and cash at the desk: columns of `reservations`.

import type { BalanceLink } from '../booking/balance.ts';
import type { Centavos } from '../domain/money.ts';
import type { Db } from './postgres.ts';

/** What a stay was paid with, whichever way; what was given back or charged back is not in it. */
export async function paidIn(db: Db, reservationId: number): Promise<Centavos> {
  const { rows } = await db.query({
    name: 'paid-in',
    text: `
      select coalesce(-sum(p.amount), 0)::bigint as paid
      from ledger_entries e join ledger_postings p on p.entry_id = e.id
      where e.reservation_id = $1 and p.account = 'applied'`,
    values: [reservationId],
  });
  return (rows[0] as { paid: Centavos }).paid;
}

export async function beginBalanceLink(
  db: Db,
  {
    id,
    amount,
    token,
    until,
    now,
  }: { id: number; amount: Centavos; token: string; until: Date; now: Date },
): Promise<BalanceLink> {
  const { rows } = await db.query(
    `update reservations set balance_token = coalesce(balance_token, $3), balance_amount = $2,
       balance_until = case when balance_until > $5 and balance_amount = $2 then balance_until else $4 end
     where id = $1
     returning balance_token as token, balance_until as until, balance_preference_id as "preferenceId"`,
    [id, amount, token, until, now],
  );
  return rows[0] as BalanceLink;
}

export async function setBalanceLink(
  db: Db,
  { id, preferenceId, checkoutUrl }: { id: number; preferenceId: string; checkoutUrl: string },
): Promise<void> {
  await db.query(
    'update reservations set balance_preference_id = $2, balance_checkout_url = $3 where id = $1',
    [id, preferenceId, checkoutUrl],
  );
}

/** Unless another one has been made meanwhile. */
export async function endBalanceLink(
  db: Db,
  { id, preferenceId }: { id: number; preferenceId: string },
): Promise<void> {
  await db.query(
    `update reservations set balance_preference_id = null, balance_checkout_url = null, balance_until = null
     where id = $1 and balance_preference_id = $2`,
    [id, preferenceId],
  );
}

export async function noteCash(
  db: Db,
  {
    reservationId,
    amount,
    by,
    now,
  }: { reservationId: number; amount: Centavos; by: string; now: Date },
): Promise<void> {
  await db.query(
    `insert into reservation_events (reservation_id, what, detail, at) values ($1, 'cash', jsonb_build_object('by', $2::text, 'amount', $3::bigint), $4)`,
    [reservationId, by, amount, now],
  );
}
