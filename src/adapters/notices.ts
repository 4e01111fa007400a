// What was said of a stay, when it is next looked at, and when its guests arrive.

import type { NoticeOutcome, StayLife } from '../booking/notices.ts';
import type { DueNotice } from '../domain/notices.ts';
import type { Db } from './postgres.ts';

/** An arrival that nobody marks means something only where others were marked in this time. */
const MARKS_COUNT = '90 days';

export async function readLife(db: Db, reservationId: number, now: Date): Promise<StayLife> {
  const { rows } = await db.query(
    `select r.expected_arrival as "expectedArrival", coalesce(r.confirmed_at, r.created_at) as "soldAt",
       (select received_at from guest_events where key = 'reservation:' || r.id || ':confirmed') as "confirmationToldAt",
       (select coalesce(jsonb_agg(jsonb_build_object('notice', kind, 'day', day)), '[]') from stay_notices n where n.reservation_id = r.id) as settled,
       g.last_inbound_at is not null as "hasWritten",
       greatest(
         (select max(created_at) from messages m where m.guest_id = g.id and m.author is not null),
         (select max(sent_at) from guest_events e where e.guest_id = g.id and (e.key like 'echo:%' or e.key like 'owner:tookOver:%'))) as "ownerSpokeAt",
       case when t.state like 'handedOff%' then g.last_inbound_at end as "withPersonSince",
       r.checked_in_at is not null or r.no_show_at is not null as "arrivalMarked",
       exists (select from reservations m where m.checked_in_at > $2::timestamptz - interval '${MARKS_COUNT}'
         or m.no_show_at > $2::timestamptz - interval '${MARKS_COUNT}') as "marksArrivals"
     from reservations r join guests g on g.id = r.guest_id left join turns t on t.guest_id = g.id and t.rev = g.rev
     where r.id = $1`,
    [reservationId, now],
  );
  return rows[0] as StayLife;
}

/** With its trace, where the guest or the owner was told, or was not because a person is talking. */
export async function settleNotice(
  db: Db,
  {
    reservationId,
    notice,
    day,
    outcome,
    now,
  }: DueNotice & { reservationId: number; outcome: NoticeOutcome; now: Date },
): Promise<void> {
  await db.query(
    `with settled as (
       insert into stay_notices (reservation_id, kind, day, outcome, at) values ($1, $2, $3, $4, $5)
       on conflict on constraint one_notice_per_stay_and_day do nothing returning reservation_id
     )
     insert into reservation_events (reservation_id, what, detail, at)
     select reservation_id, 'notice', jsonb_build_object('notice', $2::text, 'outcome', $4::text), $5 from settled
     where $4 in ('told', 'inPerson')`,
    [reservationId, notice, day, outcome, now],
  );
}

export async function setNextNotice(db: Db, reservationId: number, at: Date | null): Promise<void> {
  await db.query('update reservations set notice_at = $2 where id = $1', [reservationId, at]);
}

export async function setArrival(
  db: Db,
  { reservationId, time, now }: { reservationId: number; time: string; now: Date },
): Promise<void> {
  await db.query(
    `with arriving as (update reservations set expected_arrival = $2 where id = $1 returning id)
     insert into reservation_events (reservation_id, what, detail, at)
     select id, 'arrival', jsonb_build_object('time', $2::text), $3 from arriving`,
    [reservationId, time, now],
  );
}

export async function arrivalOf(db: Db, reservationId: number): Promise<string | null> {
  const { rows } = await db.query(
    'select expected_arrival as arrival from reservations where id = $1',
    [reservationId],
  );
  return (rows[0] as { arrival: string | null }).arrival;
}

/** Stays with something to say. */
export async function staysToNotice(db: Db, now: Date): Promise<number[]> {
  const { rows } = await db.query(
    'select id from reservations where notice_at <= $1 order by notice_at limit 200',
    [now],
  );
  return (rows as Array<{ id: number }>).map(({ id }) => id);
}
