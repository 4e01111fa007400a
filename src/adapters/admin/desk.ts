// Nights that are taken, moved and confirmed by hand. The same table and constraint as the guests' own.

import type { TakenByHand } from '../../booking/desk.ts';
import type { StayAsBooked } from '../../domain/changing.ts';
import type { Centavos } from '../../domain/money.ts';
import type { Stay } from '../../domain/stay.ts';
import { fromRange, toRange } from '../calendar.ts';
import type { Db } from '../postgres.ts';

/** The guest of a phone, made if there is none. */
export async function guestAt(
  db: Db,
  { phone, name, now }: { phone: string; name: string; now: Date },
): Promise<number> {
  const { rows } = await db.query(
    `insert into guests (phone, profile_name, created_at) values ($1, $2, $3)
     on conflict (phone) do update set profile_name = coalesce(guests.profile_name, excluded.profile_name) returning id`,
    [phone, name, now],
  );
  return (rows[0] as { id: number }).id;
}

export async function hasWritten(db: Db, guestId: number): Promise<boolean> {
  const { rows } = await db.query(
    'select last_inbound_at is not null as written from guests where id = $1',
    [guestId],
  );
  return (rows[0] as { written: boolean } | undefined)?.written ?? false;
}

/** One insert that the constraint decides; undefined when the nights are taken. */
export async function takeNights(db: Db, taken: TakenByHand): Promise<number | undefined> {
  const { guest, now, by } = taken;
  const { rows } = await db.query(
    `with taken as (
       insert into reservations (code, kind, cabin_id, stay, status, name, guest_id, quote_id, party, pets, total, deposit,
         policy_version, held_until, pay_token, created_at, confirmed_at, created_by, confirmed_by)
       select (select code from unnest($1::text[]) as code where not exists (select 1 from reservations r where r.code = code.code) limit 1),
         $2, $3, $4, 'confirmed', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13, $13, $15, $15
       on conflict on constraint one_stay_per_cabin do nothing
       returning id
     ), trace as (
       insert into reservation_events (reservation_id, what, detail, at)
       select id, 'written', jsonb_build_object('by', $15::text), $13 from taken
     )
     select id from taken`,
    [
      taken.codes,
      taken.kind,
      taken.cabinId,
      toRange(taken.stay),
      taken.name,
      guest?.guestId ?? null,
      guest?.quoteId ?? null,
      guest && JSON.stringify(guest.party),
      guest?.pets ?? 0,
      guest?.total ?? null,
      // Nothing is asked in advance: it is paid at the desk.
      guest && 0,
      guest?.policyVersion ?? null,
      now,
      guest?.payToken ?? null,
      by,
    ],
  );
  return (rows[0] as { id: number } | undefined)?.id;
}

/** Undefined when there is no such block; the nights are free again. */
export async function removeBlock(
  db: Db,
  id: number,
  { by, now }: { by: string; now: Date },
): Promise<({ cabinId: string } & Stay) | undefined> {
  const { rows } = await db.query(
    `with removed as (
       update reservations set status = 'cancelled', ended_at = $2, ended_by = 'owner'
       where id = $1 and kind = 'block' and status = 'confirmed' returning id, cabin_id, stay
     ), trace as (
       insert into reservation_events (reservation_id, what, detail, at)
       select id, 'cancelled', jsonb_build_object('by', $3::text), $2 from removed
     )
     select cabin_id as "cabinId", lower(stay) as "checkIn", upper(stay) as "checkOut" from removed`,
    [id, now, by],
  );
  return rows[0] as ({ cabinId: string } & Stay) | undefined;
}

export async function readAsBooked(db: Db, reservationId: number): Promise<StayAsBooked> {
  const { rows } = await db.query(
    'select cabin_id as "cabinId", stay::text as stay, party, pets, total from reservations where id = $1',
    [reservationId],
  );
  const row = rows[0] as Omit<StayAsBooked, 'stay'> & { stay: string };
  return { ...row, stay: fromRange(row.stay) };
}

/** The deposit stays as it was agreed, but never above the total. */
export async function rewriteStay(
  db: Db,
  stay: StayAsBooked & { id: number; quoteId: string | null; detail: object; now: Date },
): Promise<void> {
  await db.query(
    `with changed as (
       update reservations set cabin_id = $2, stay = $3, party = $4, pets = $5, total = $6, deposit = least(deposit, $6),
         quote_id = coalesce($7, quote_id)
       where id = $1 returning id
     )
     insert into reservation_events (reservation_id, what, detail, at) select id, 'changed', $8, $9 from changed`,
    [
      stay.id,
      stay.cabinId,
      toRange(stay.stay),
      JSON.stringify(stay.party),
      stay.pets,
      stay.total,
      stay.quoteId,
      JSON.stringify(stay.detail),
      stay.now,
    ],
  );
}

/** False when it is no longer held. */
export async function confirmByHand(
  db: Db,
  { id, by, received, now }: { id: number; by: string; received: Centavos; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with confirmed as (
       update reservations set status = 'confirmed', confirmed_at = $2, confirmed_by = $3
       where id = $1 and status in ('held', 'settling') returning id
     )
     insert into reservation_events (reservation_id, what, detail, at)
     select id, 'confirmed', jsonb_build_object('by', $3::text, 'received', $4::bigint), $2 from confirmed`,
    [id, now, by, received],
  );
  return rowCount === 1;
}

export type Mark = 'checkedIn' | 'noShow';
const COLUMNS: Readonly<Record<Mark, string>> = {
  checkedIn: 'checked_in_at',
  noShow: 'no_show_at',
};

/** From the day of arrival on, once, and only one of the two. False when it cannot be said now. */
export async function markStay(
  db: Db,
  { id, mark, by, today, now }: { id: number; mark: Mark; by: string; today: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with marked as (
       update reservations set ${COLUMNS[mark]} = $2
       where id = $1 and kind = 'stay' and status in ('confirmed', 'completed') and lower(stay) <= $3::date
         and checked_in_at is null and no_show_at is null returning id
     )
     insert into reservation_events (reservation_id, what, detail, at)
     select id, $4, jsonb_build_object('by', $5::text), $2 from marked`,
    [id, now, today, mark, by],
  );
  return rowCount === 1;
}

export async function writeNote(
  db: Db,
  {
    reservationId,
    text,
    author,
    now,
  }: { reservationId: number; text: string; author: string; now: Date },
): Promise<number> {
  const { rows } = await db.query(
    'insert into reservation_notes (reservation_id, text, author, at) values ($1, $2, $3, $4) returning id',
    [reservationId, text, author, now],
  );
  return (rows[0] as { id: number }).id;
}
