// The table of reservations. Every change of status is conditional and leaves a row in
// reservation_events in the same statement; zero rows is an answer, not an error.

import type { CancelAnswer, Granted, HoldAnswer, HoldRequest } from '../booking/holds.ts';
import type { Centavos } from '../domain/money.ts';
import type { Party } from '../domain/party.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
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
 * A quote that already became a live reservation answers with that one.
 */
export async function insertHold(db: Db, request: HoldRequest): Promise<HoldAnswer> {
  const { rows } = await db.query({
    name: 'insert-hold',
    text: `
      with asked as (
        select q.* from quotes q where q.id = $1 and q.guest_id = $2
      ), earlier as (
        select r.* from reservations r
        where r.guest_id = $2 and r.quote_id = $1 and r.status in ('held', 'settling', 'confirmed')
      ), live as (
        select count(*)::int as holds from reservations r where r.guest_id = $2 and r.status in ('held', 'settling')
      ), held as (
        insert into reservations (code, cabin_id, stay, status, guest_id, quote_id, name, party, pets, total, deposit,
          policy_version, held_until, pay_token, created_at)
        select (select code from unnest($7::text[]) as code where not exists (select 1 from reservations r where r.code = code.code) limit 1),
          asked.cabin_id, asked.stay, 'held', $2, asked.id, $3, asked.party, asked.pets, asked.total, asked.deposit,
          asked.policy_version, $5, $6, $4
        from asked, live
        where asked.expires_at > $4 and live.holds < $8 and not exists (select 1 from earlier)
        on conflict on constraint one_stay_per_cabin do nothing
        returning *
      ), trace as (
        insert into reservation_events (reservation_id, what, detail, at)
        select id, 'held', jsonb_build_object('until', held_until), $4 from held
      )
      select exists (select 1 from asked) as known,
        coalesce((select expires_at <= $4 from asked), false) as expired,
        (select holds from live) as live,
        exists (select 1 from held) as inserted,
        r.id, r.code, c.name as "cabinName", r.stay::text as stay, r.party, r.total, r.deposit, r.held_until as "heldUntil"
      from (select 1) as one
      left join (select * from held union all select * from earlier) r on true
      left join cabins c on c.id = r.cabin_id`,
    values: [request.quoteId, request.guestId, request.name, request.now, request.heldUntil, request.payToken, request.codes, request.maxHolds],
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
    hold: { code, cabinName, stay: fromRange(row.stay), party, total, deposit, heldUntil: heldUntil.toISOString() },
  };
}

/** `kept`: money for it is coming in or has come, so the hold stays until that is settled. */
export async function cancelHold(db: Db, { code, guestId, now }: { code: string; guestId: number; now: Date }): Promise<CancelAnswer> {
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
  return { kind: status === 'expired' || status === 'cancelled' || status === null ? 'ended' : 'kept' };
}

export async function findReservation(db: Db, code: string): Promise<{ reservationId: number } | undefined> {
  const { rows } = await db.query(`select id as "reservationId" from reservations where code = $1 and kind = 'stay'`, [code]);
  return rows[0] as { reservationId: number } | undefined;
}
