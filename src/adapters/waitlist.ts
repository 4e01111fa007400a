// Guests who wait for nights to be free again, in the order in which they asked.

import type { NewWait, OpenWait, WaitOffer } from '../booking/waitlist.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { fromRange, toRange } from './calendar.ts';
import type { Db } from './postgres.ts';

/** A place that they have keeps its turn. */
export async function joinWaitlist(db: Db, wait: NewWait): Promise<void> {
  await db.query(
    `insert into waitlist (guest_id, stay, party, pets, cabin_id, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (guest_id, stay) where status in ('waiting', 'offered')
     do update set party = excluded.party, pets = excluded.pets, cabin_id = excluded.cabin_id`,
    [
      wait.guestId,
      toRange(wait.stay),
      JSON.stringify(wait.party),
      wait.pets,
      wait.cabinId,
      wait.now,
    ],
  );
}

export async function leaveWaitlist(
  db: Db,
  { guestId, now }: { guestId: number; now: Date },
): Promise<void> {
  await db.query(
    `update waitlist set status = 'left', ended_at = $2 where guest_id = $1 and status in ('waiting', 'offered')`,
    [guestId, now],
  );
}

/** The newest that is theirs now. */
export async function waitOfferOf(
  db: Db,
  { guestId, now }: { guestId: number; now: Date },
): Promise<WaitOffer | undefined> {
  const { rows } = await db.query(
    `select stay::text as stay, party, pets, offered_cabin as "cabinId" from waitlist
     where guest_id = $1 and status = 'offered' and offer_until > $2 order by offer_until desc limit 1`,
    [guestId, now],
  );
  const row = rows[0] as (Omit<WaitOffer, 'stay'> & { stay: string }) | undefined;
  return row && { ...row, stay: fromRange(row.stay) };
}

export async function hasWaiting(db: Db): Promise<boolean> {
  const { rows } = await db.query(
    `select exists (select 1 from waitlist where status in ('waiting', 'offered')) as waiting`,
  );
  return (rows[0] as { waiting: boolean }).waiting;
}

/**
 * Whoever need not wait any more: the dates have come, they booked, they want no messages, or the time of their
 * offer is over. Whoever holds the nights of their offer keeps it.
 */
export async function endWaits(
  db: Db,
  { today, now }: { today: CalendarDate; now: Date },
): Promise<void> {
  const booked = (statuses: string) => `exists (select 1 from reservations r
    where r.guest_id = w.guest_id and r.stay && w.stay and r.created_at >= w.created_at and r.status in (${statuses}))`;
  await db.query(
    `with ended as (
       select w.id, case
         when lower(w.stay) <= $1::date then 'over'
         when ${booked(`'confirmed', 'completed'`)} then 'booked'
         when g.opted_out_at is not null then 'left'
         when w.status = 'offered' and w.offer_until <= $2 and not ${booked(`'held', 'settling'`)} then 'passed'
       end as how
       from waitlist w join guests g on g.id = w.guest_id where w.status in ('waiting', 'offered')
     )
     update waitlist w set status = ended.how, ended_at = $2 from ended where w.id = ended.id and ended.how is not null`,
    [today, now],
  );
}

/** First come first; locked, so that one job at a time gives them out. */
export async function openWaits(db: Db): Promise<OpenWait[]> {
  const { rows } = await db.query(
    `select id, guest_id as "guestId", stay::text as stay, party, pets, cabin_id as "cabinId", status, offered_cabin as "offeredCabin"
     from waitlist where status in ('waiting', 'offered') order by id for update`,
  );
  return (rows as Array<Omit<OpenWait, 'stay'> & { stay: string }>).map((row) => ({
    ...row,
    stay: fromRange(row.stay),
  }));
}

export async function markOffered(
  db: Db,
  { id, cabinId, until }: { id: number; cabinId: string; until: Date },
): Promise<void> {
  await db.query(
    `update waitlist set status = 'offered', offered_cabin = $2, offer_until = $3 where id = $1`,
    [id, cabinId, until],
  );
}

/** As the owner sees it. */
export async function listWaits(db: Db) {
  const { rows } = await db.query(
    `select w.id, w.guest_id as "guestId", g.phone, g.profile_name as "profileName", lower(w.stay) as "checkIn", upper(w.stay) as "checkOut",
       w.party, w.pets, w.cabin_id as "cabinId", w.status, w.offered_cabin as "offeredCabinId", w.offer_until as "offerUntil", w.created_at as "createdAt"
     from waitlist w join guests g on g.id = w.guest_id where w.status in ('waiting', 'offered') order by w.id`,
  );
  return rows as Array<{
    id: number;
    guestId: number;
    phone: string | null;
    profileName: string | null;
    checkIn: CalendarDate;
    checkOut: CalendarDate;
    party: OpenWait['party'];
    pets: number;
    cabinId: string | null;
    status: OpenWait['status'];
    offeredCabinId: string | null;
    offerUntil: Date | null;
    createdAt: Date;
  }>;
}
