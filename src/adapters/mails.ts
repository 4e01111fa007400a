// The mail that is owed.

import type { OwedMail } from '../booking/mails.ts';
import { fromRange } from './calendar.ts';
import type { Db } from './postgres.ts';

export async function claimMail(
  db: Db,
  { id, now, until }: { id: string; now: Date; until: Date },
): Promise<OwedMail | undefined> {
  const { rows } = await db.query(
    `with claimed as (
       update mails set sending_until = $3
       where id = $1 and sent_at is null and failed_at is null and (sending_until is null or sending_until <= $2)
       returning *
     )
     select m.id, m.kind, m.address as "to", m.amount, m.reservation_id as "reservationId", m.guest_id as "guestId", g.language,
       r.code, c.name as "cabinName", r.stay::text as stay, r.name, r.party, r.pets, r.total,
       (select (e.detail ->> 'refund')::bigint from reservation_events e where e.reservation_id = r.id and e.what = 'cancelled' order by e.id desc limit 1) as refund,
       (select count(*)::int from mails b where b.reservation_id = r.id and b.kind <> 'refunded' and b.created_at < m.created_at) as sequence
     from claimed m join guests g on g.id = m.guest_id join reservations r on r.id = m.reservation_id join cabins c on c.id = r.cabin_id`,
    [id, now, until],
  );
  const row = rows[0] as (Omit<OwedMail, 'stay'> & { stay: string }) | undefined;
  return row && { ...row, stay: fromRange(row.stay) };
}

export async function settleMail(
  db: Db,
  { id, outcome, now }: { id: string; outcome: 'sent' | 'failed' | 'free'; now: Date },
): Promise<{ reservationId: number; guestId: number } | undefined> {
  const { rows } = await db.query(
    `update mails set sending_until = null, sent_at = case when $2 = 'sent' then $3::timestamptz end,
       failed_at = case when $2 = 'failed' then $3::timestamptz end
     where id = $1 and sent_at is null and failed_at is null
     returning reservation_id as "reservationId", guest_id as "guestId"`,
    [id, outcome, now],
  );
  return rows[0] as { reservationId: number; guestId: number } | undefined;
}

export async function takeAddress(
  db: Db,
  { code, guestId, address, now }: { code: string; guestId: number; address: string; now: Date },
): Promise<string | undefined> {
  const { rows } = await db.query(
    `with theirs as (
       select r.id, r.cabin_id || ' ' || r.stay as about from reservations r where r.code = $1 and r.guest_id = $2 and r.status = 'confirmed'
     ), known as (
       update guests set email = $3 where id = $2 and exists (select from theirs)
     )
     insert into mails (guest_id, reservation_id, kind, about, address, created_at)
     select $2, id, 'confirmed', about, $3, $4 from theirs
     on conflict on constraint one_mail_per_fact do update set address = excluded.address returning id`,
    [code, guestId, address, now],
  );
  return (rows[0] as { id: string } | undefined)?.id;
}

export async function owedMails(db: Db, before: Date): Promise<string[]> {
  const { rows } = await db.query(
    `select id from mails where sent_at is null and failed_at is null and created_at <= $1 order by created_at limit 200`,
    [before],
  );
  return (rows as Array<{ id: string }>).map(({ id }) => id);
}
