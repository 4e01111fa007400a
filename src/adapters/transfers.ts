// Transfers that are expected, claimed, and decided by the owner.

import type { Expected, Receipt } from '../booking/transfers.ts';
import type { Centavos } from '../domain/money.ts';
import type { Db } from './postgres.ts';

/** Two that want the same amount at once: the index lets one have it, the other is asked again. */
export async function expectTransfer(
  db: Db,
  {
    reservationId,
    amounts,
    now,
  }: { reservationId: number; amounts: readonly Centavos[]; now: Date },
): Promise<Expected | undefined> {
  // The amounts of holds that ended a week ago without a receipt may be asked for again.
  await db.query(
    `update transfers t set status = 'refused', decided_by = 'clock', decided_at = $1
     from reservations r
     where r.id = t.reservation_id and t.status = 'expected' and r.status in ('expired', 'cancelled')
       and r.ended_at < $1::timestamptz - interval '7 days'`,
    [now],
  );
  for (const skip of amounts.keys()) {
    const known = await transferOf(db, reservationId);
    if (known) return known;
    const { rowCount } = await db.query(
      `insert into transfers (reservation_id, amount, asked_at)
       select $1, amount, $3 from unnest($2::bigint[]) with ordinality as free (amount, place)
       where not exists (select 1 from transfers t where t.amount = free.amount and t.status in ('expected', 'claimed'))
       order by place limit 1
       on conflict do nothing`,
      [reservationId, amounts.slice(skip), now],
    );
    if (rowCount === 0 && skip > 2) return undefined;
  }
  return undefined;
}

export async function transferOf(db: Db, reservationId: number): Promise<Expected | undefined> {
  const { rows } = await db.query(
    'select id, amount, status from transfers where reservation_id = $1 for update',
    [reservationId],
  );
  return rows[0] as Expected | undefined;
}

/** False when a receipt was sent before, or when it is decided. */
export async function claimTransfer(
  db: Db,
  { id, receipt, now }: { id: number; receipt: Receipt; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update transfers set status = 'claimed', receipt = $2, claimed_at = $3 where id = $1 and status = 'expected'`,
    [id, JSON.stringify(receipt), now],
  );
  return rowCount === 1;
}

/** As `TransferStore.replaceReceipt`. */
export async function replaceReceipt(
  db: Db,
  { id, receipt }: { id: number; receipt: Receipt },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update transfers set receipt = $2 where id = $1 and status = 'claimed'
       and not exists (select from receipt_files f where f.transfer_id = transfers.id)`,
    [id, JSON.stringify(receipt)],
  );
  return rowCount === 1;
}

/** Also one whose receipt never came: the owner sees it on their statement first. */
export async function decideTransfer(
  db: Db,
  { id, status, by, now }: { id: number; status: 'approved' | 'refused'; by: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with decided as (
       update transfers set status = $2, decided_at = $4, decided_by = $3
       where id = $1 and status in ('expected', 'claimed') returning reservation_id, amount
     )
     insert into reservation_events (reservation_id, what, detail, at)
     select reservation_id, 'transfer ' || $2, jsonb_build_object('by', $3::text, 'amount', amount), $4 from decided`,
    [id, status, by, now],
  );
  return rowCount === 1;
}
