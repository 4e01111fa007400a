// The table of reservations. Every change of status is conditional and leaves a row in
// reservation_events in the same statement; zero rows is an answer, not an error.

import type { CancelAnswer, Granted, HoldAnswer, HoldRequest } from '../booking/holds.ts';
import type { ReservationMove } from '../booking/scene.ts';
import type { Centavos } from '../domain/money.ts';
import type { Party } from '../domain/party.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { fromRange } from './calendar.ts';
import type { Db } from './postgres.ts';

type HoldRow = {
  known: boolean;
  expired: boolean;
  live: number;
  inserted: boolean;
  id: number | null;
  code: string;
  cabinName: string;
  stay: string;
  party: Party;
  total: Centavos;
  deposit: Centavos;
  heldUntil: Date;
};

/**
 * One statement: the quote, the guest's other holds, and the insert that the constraint decides
 * (`on conflict do nothing` never deadlocks here; the plain insert did in 68 of 1,500 races).
 * A quote that is held already answers with that hold; one that became a stay is used up.
 */
export async function insertHold(db: Db, request: HoldRequest): Promise<HoldAnswer> {
  const { rows } = await db.query({
    name: 'insert-hold',
    text: `
      with asked as (
        select q.*,
          exists (select 1 from reservations r where r.guest_id = $2 and r.quote_id = $1 and r.status in ('confirmed', 'completed')) as used
        from quotes q where q.id = $1 and q.guest_id = $2
      ), earlier as (
        select r.* from reservations r
        where r.guest_id = $2 and r.quote_id = $1 and r.status in ('held', 'settling')
      ), live as (
        select count(*)::int as holds from reservations r where r.guest_id = $2 and r.status in ('held', 'settling')
      ), held as (
        insert into reservations (code, cabin_id, stay, status, guest_id, quote_id, name, party, pets, total, deposit,
          policy_version, held_until, pay_token, created_at)
        select (select code from unnest($7::text[]) as code where not exists (select 1 from reservations r where r.code = code.code) limit 1),
          asked.cabin_id, asked.stay, 'held', $2, asked.id, $3, asked.party, asked.pets, asked.total, asked.deposit,
          asked.policy_version, $5, $6, $4
        from asked, live
        where not asked.used and asked.expires_at > $4 and lower(asked.stay) >= $9::date and live.holds < $8 and not exists (select 1 from earlier)
        on conflict on constraint one_stay_per_cabin do nothing
        returning *
      ), trace as (
        insert into reservation_events (reservation_id, what, detail, at)
        select id, 'held', jsonb_build_object('until', held_until), $4 from held
      )
      select exists (select 1 from asked) as known,
        coalesce((select used or expires_at <= $4 or lower(stay) < $9::date from asked), false) as expired,
        (select holds from live) as live,
        exists (select 1 from held) as inserted,
        r.id, r.code, c.name as "cabinName", r.stay::text as stay, r.party, r.total, r.deposit, r.held_until as "heldUntil"
      from (select 1) as one
      left join (select * from held union all select * from earlier) r on true
      left join cabins c on c.id = r.cabin_id`,
    values: [
      request.quoteId,
      request.guestId,
      request.name,
      request.now,
      request.heldUntil,
      request.payToken,
      request.codes,
      request.maxHolds,
      request.today,
    ],
  });
  const row = rows[0] as HoldRow;
  if (row.id !== null) return { kind: row.inserted ? 'held' : 'again', granted: grantedOf(row) };
  if (!row.known || row.expired) return { kind: 'refused', why: 'quoteExpired' };
  return { kind: 'refused', why: row.live >= request.maxHolds ? 'tooManyHolds' : 'taken' };
}

function grantedOf(row: HoldRow): Granted {
  const { id, code, cabinName, party, total, deposit, heldUntil } = row;
  return {
    reservationId: id!,
    hold: {
      code,
      cabinName,
      stay: fromRange(row.stay),
      party,
      total,
      deposit,
      heldUntil: heldUntil.toISOString(),
    },
  };
}

/** `kept`: money for it is coming in or has come, so the hold stays until that is settled. */
export async function cancelHold(
  db: Db,
  { code, guestId, now }: { code: string; guestId: number; now: Date },
): Promise<CancelAnswer> {
  const { rows } = await db.query(
    `with ended as (
       update reservations r set status = 'cancelled', ended_at = $3, ended_by = 'guest'
       where code = $1 and guest_id = $2 and status = 'held'
         and not exists (select 1 from payments p where p.reservation_id = r.id and not (p.status = any ('{rejected,cancelled,refunded}')))
       returning id
     ), trace as (
       insert into reservation_events (reservation_id, what, detail, at)
       select id, 'cancelled', '{"by": "guest"}', $3 from ended
     )
     select (select id from ended) as id, (select status from reservations where code = $1 and guest_id = $2) as status`,
    [code, guestId, now],
  );
  const { id, status } = rows[0] as { id: number | null; status: ReservationStatus | null };
  if (id !== null) return { kind: 'released', reservationId: id };
  return {
    kind: status === 'expired' || status === 'cancelled' || status === null ? 'ended' : 'kept',
  };
}

export async function findReservation(
  db: Db,
  code: string,
): Promise<{ reservationId: number } | undefined> {
  const { rows } = await db.query(
    `select id as "reservationId" from reservations where code = $1 and kind = 'stay'`,
    [code],
  );
  return rows[0] as { reservationId: number } | undefined;
}

/**
 * Moves a reservation if it is where it is thought to be, with its trace. `clash` when the nights were
 * taken meanwhile: coming back passes the exclusion constraint again (SQLSTATE 23P01), in a savepoint.
 */
export async function moveReservation(
  db: Db,
  { id, from, to, set = {}, detail = {}, now }: ReservationMove,
): Promise<'moved' | 'elsewhere' | 'clash'> {
  // Only what comes back can clash.
  const guarded = from.includes('expired');
  if (guarded) await db.query('savepoint move_reservation');
  try {
    const { rowCount } = await db.query({
      name: 'move-reservation',
      text: `with moved as (
         update reservations set status = $3,
           confirmed_at = case when $3 = 'confirmed' then $4 else confirmed_at end,
           ended_at = case when $3 in ('expired', 'cancelled') then $4 when $3 = 'confirmed' then null else ended_at end,
           ended_by = case when $3 = 'confirmed' then null else coalesce($5, ended_by) end,
           late = coalesce($6, late)
         where id = $1 and status = any ($2::text[])
         returning id
       )
       insert into reservation_events (reservation_id, what, detail, at) select id, $3, $7, $4 from moved`,
      values: [id, from, to, now, set.endedBy ?? null, set.late ?? null, JSON.stringify(detail)],
    });
    if (guarded) await db.query('release savepoint move_reservation');
    return rowCount === 1 ? 'moved' : 'elsewhere';
  } catch (error) {
    if (!guarded) throw error;
    await db.query('rollback to savepoint move_reservation');
    if (error instanceof Error && 'code' in error && error.code === '23P01') return 'clash';
    throw error;
  }
}

/** A short payment extends a hold once; false when it had been extended. */
export async function extendHold(
  db: Db,
  { id, heldUntil, now }: { id: number; heldUntil: Date; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with extended as (
       update reservations set held_until = $2, extensions = 1 where id = $1 and status in ('held', 'settling') and extensions = 0 returning id
     )
     insert into reservation_events (reservation_id, what, detail, at) select id, 'extended', jsonb_build_object('until', $2::timestamptz), $3 from extended`,
    [id, heldUntil, now],
  );
  return rowCount === 1;
}

/** The new end of a hold that waits for a transfer; undefined when the hold is over. */
export async function moveHoldEnd(
  db: Db,
  {
    id,
    heldUntil,
    why,
    now,
  }: { id: number; heldUntil: Date; why: 'transfer' | 'refused'; now: Date },
): Promise<Date | undefined> {
  const { rows } = await db.query(
    `with moved as (
       update reservations set status = 'held', held_until = case $3 when 'transfer' then greatest(held_until, $2) else $2 end
       where id = $1 and status in ('held', 'settling') returning id, held_until
     ), trace as (
       insert into reservation_events (reservation_id, what, detail, at)
       select id, 'extended', jsonb_build_object('until', held_until, 'why', $3::text), $4 from moved
     )
     select held_until as until from moved`,
    [id, heldUntil, why, now],
  );
  return (rows[0] as { until: Date } | undefined)?.until;
}

/** Up while MercadoPago calls a payment of the reservation disputed; since when stays. */
export async function flagDispute(db: Db, { id, now }: { id: number; now: Date }): Promise<void> {
  await db.query(
    `update reservations set disputed_at = case when exists (
         select 1 from payments p where p.reservation_id = $1
           and (p.status = 'in_mediation' or (p.status = 'charged_back' and p.status_detail is distinct from 'reimbursed'))
       ) then coalesce(disputed_at, $2) end
     where id = $1`,
    [id, now],
  );
}

/** Holds whose end passed a while ago: their watch should have ended them. */
export async function overdueHolds(db: Db, before: Date): Promise<number[]> {
  const { rows } = await db.query(
    `select id from reservations where status in ('held', 'settling') and kind = 'stay' and held_until < $1 order by held_until limit 200`,
    [before],
  );
  return (rows as Array<{ id: number }>).map(({ id }) => id);
}

/** Confirmed stays whose guests have left. */
export async function completeStays(db: Db, until: CalendarDate, now: Date): Promise<void> {
  await db.query(
    `with completed as (
       update reservations set status = 'completed' where status = 'confirmed' and kind = 'stay' and upper(stay) <= $1::date returning id
     )
     insert into reservation_events (reservation_id, what, at) select id, 'completed', $2 from completed`,
    [until, now],
  );
}
