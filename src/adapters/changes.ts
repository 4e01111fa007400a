// Stays that their guests change: the new nights are taken in the statement that lets the old ones go, and
// until a change is paid they are kept from others as a block that is held.

import type { ChangedStay, HeldChange, NewChange, OpenChange } from '../booking/change-store.ts';
import { fromRange, toRange } from './calendar.ts';
import type { Db } from './postgres.ts';

/** SQLSTATE of the exclusion constraint. */
const TAKEN = '23P01';

export async function countChanges(db: Db, reservationId: number): Promise<number> {
  const { rows } = await db.query(
    `select count(*)::int as made from reservation_events
     where reservation_id = $1 and what = 'changed' and detail ->> 'by' = 'guest'`,
    [reservationId],
  );
  return (rows[0] as { made: number }).made;
}

export async function readPromo(db: Db, reservationId: number): Promise<string | null> {
  const { rows } = await db.query<{ code: string | null }>(
    `select jsonb_path_query_first(q.quote, '$.lines[*] ? (@.kind == "promo").code') #>> '{}' as code
     from reservations r join quotes q on q.id = r.quote_id where r.id = $1`,
    [reservationId],
  );
  return rows[0]?.code ?? null;
}

/**
 * `clash`: taken by someone else meanwhile; the stay is as it was. The cabin's row is held first: two stays
 * that move into each other's nights would otherwise wait for one another inside the exclusion check.
 */
export async function changeNights(db: Db, changed: ChangedStay): Promise<'changed' | 'clash'> {
  const { id, cabinId, stay, party, pets, total, deposit, quoteId, detail, now } = changed;
  await db.query('select 1 from cabins where id = $1 for no key update', [cabinId]);
  await db.query('savepoint change_nights');
  try {
    await db.query(
      `with changed as (
         update reservations set cabin_id = $2, stay = $3, party = $4, pets = $5, total = $6, deposit = $7, quote_id = $8
         where id = $1 returning id
       )
       insert into reservation_events (reservation_id, what, detail, at) select id, 'changed', $9, $10 from changed`,
      [
        id,
        cabinId,
        toRange(stay),
        JSON.stringify(party),
        pets,
        total,
        deposit,
        quoteId,
        JSON.stringify(detail),
        now,
      ],
    );
    await db.query('release savepoint change_nights');
    return 'changed';
  } catch (error) {
    await db.query('rollback to savepoint change_nights');
    if (error instanceof Error && 'code' in error && error.code === TAKEN) return 'clash';
    throw error;
  }
}

/** All of the extra nights or none; undefined when someone else has them. */
export async function holdChange(db: Db, change: NewChange): Promise<number | undefined> {
  const { reservationId, quoteId, base, amount, cabinId, nights, code, heldUntil, now } = change;
  await db.query('savepoint hold_change');
  const { rows } = await db.query(
    `insert into stay_changes (reservation_id, quote_id, base, amount, held_until, created_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [reservationId, quoteId, JSON.stringify(base), amount, heldUntil, now],
  );
  const { id } = rows[0] as { id: number };
  const { rowCount } = await db.query(
    `with kept as (
       insert into reservations (code, kind, cabin_id, stay, status, name, held_until, created_at, change_id)
       select $1 || '-' || $2 || '-' || n, 'block', $3, stay, 'held', $1, $4, $5, $2::bigint
       from unnest($6::daterange[]) with ordinality as extra (stay, n)
       on conflict on constraint one_stay_per_cabin do nothing returning id
     ), trace as (
       insert into reservation_events (reservation_id, what, detail, at)
       values ($7, 'changeHeld', jsonb_build_object('until', $4::timestamptz, 'quote', $8::text), $5)
     )
     select id from kept`,
    [code, id, cabinId, heldUntil, now, nights.map(toRange), reservationId, quoteId],
  );
  if (rowCount === nights.length) {
    await db.query('release savepoint hold_change');
    return id;
  }
  await db.query('rollback to savepoint hold_change');
  return undefined;
}

/** The newest that waits for money, or that waited in vain. */
export async function openChange(db: Db, reservationId: number): Promise<OpenChange | undefined> {
  const { rows } = await db.query({
    name: 'open-change',
    text: `
      select s.id, s.quote_id as "quoteId", s.base, s.amount, s.status, s.held_until as "heldUntil", s.ended_at as "endedAt",
        q.cabin_id as "cabinId", q.stay::text as stay, q.party, q.pets, q.total, q.deposit
      from stay_changes s join quotes q on q.id = s.quote_id
      where s.reservation_id = $1 and s.status in ('held', 'expired') order by s.id desc limit 1`,
    values: [reservationId],
  });
  const row = rows[0] as (Omit<OpenChange, 'stay'> & { stay: string }) | undefined;
  return row && { ...row, stay: fromRange(row.stay) };
}

/** Its nights are free again, or the stay's own from the next statement on. */
export async function endChange(
  db: Db,
  { id, status, now }: { id: number; status: Exclude<HeldChange, 'held'>; now: Date },
): Promise<void> {
  await db.query(
    `with ended as (
       update stay_changes set status = $2, ended_at = coalesce(ended_at, $3) where id = $1 returning id
     )
     update reservations r set status = 'expired', ended_at = $3, ended_by = 'clock'
     from ended where r.change_id = ended.id and r.status = 'held'`,
    [id, status, now],
  );
}
