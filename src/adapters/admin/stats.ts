// How the lodging and the bot are doing in a window of days, counted by the database.

import type { Centavos } from '../../domain/money.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import type { Db } from '../postgres.ts';

export type Window = {
  readonly from: CalendarDate;
  /** The day after the last. */
  readonly to: CalendarDate;
  readonly timeZone: string;
};

/** Nights are counted where they are slept; the price of a stay is spread over its nights. */
export async function readNights(db: Db, { from, to }: Window) {
  const { rows } = await db.query(
    `with window_of as (select daterange($1, $2) as days), live as (
       select r.cabin_id, case when r.import_kind = 'window' then 'block' else r.kind end as kind, r.total, upper(r.stay) - lower(r.stay) as nights,
         upper(r.stay * w.days) - lower(r.stay * w.days) as inside
       from reservations r, window_of w
       where r.stay && w.days and r.status in ('confirmed', 'completed')
     )
     select c.id as "cabinId", c.name, ($2::date - $1::date) as days,
       coalesce(sum(l.inside) filter (where l.kind in ('stay', 'import')), 0)::int as sold,
       coalesce(sum(l.inside) filter (where l.kind = 'block'), 0)::int as blocked,
       coalesce(round(sum(l.total::numeric * l.inside / l.nights) filter (where l.kind = 'stay')), 0)::bigint as revenue
     from cabins c left join live l on l.cabin_id = c.id
     where c.active or l.cabin_id is not null
     group by c.id, c.name, c.position order by c.position`,
    [from, to],
  );
  return rows as Array<{
    cabinId: string;
    name: string;
    days: number;
    sold: number;
    blocked: number;
    revenue: Centavos;
  }>;
}

/** Guests of the window who came as far as each step; whoever booked by hand is not of the bot's making. */
export async function readFunnel(db: Db, { from, to, timeZone }: Window) {
  const { rows } = await db.query(
    `with w as (select $1::date::timestamp at time zone $3 as a, $2::date::timestamp at time zone $3 as b)
     select
       (select count(distinct guest_id) from guest_events, w where sent_at >= a and sent_at < b and body ->> 'kind' in ('text', 'choice', 'form', 'media'))::int as inquiries,
       (select count(distinct q.guest_id) from quotes q, w where q.created_at >= a and q.created_at < b and q.expires_at > q.created_at)::int as quoted,
       (select count(distinct guest_id) from reservations, w where kind = 'stay' and created_by is null and created_at >= a and created_at < b)::int as held,
       (select count(distinct guest_id) from reservations, w where kind = 'stay' and created_by is null and created_at >= a and created_at < b and confirmed_at is not null)::int as paid,
       (select coalesce(sum(amount), 0) from ledger_postings p join ledger_entries e on e.id = p.entry_id, w where p.account in ('mercadopago', 'bank', 'cash') and amount > 0 and e.at >= a and e.at < b)::bigint as received,
       (select coalesce(round(avg(upper(stay) - lower(stay)), 2), 0) from reservations, w where kind = 'stay' and status in ('confirmed', 'completed') and lower(stay) >= $1 and lower(stay) < $2)::float8 as "averageNights",
       (select count(*) from reservations where kind = 'stay' and status in ('confirmed', 'completed') and lower(stay) >= $1 and lower(stay) < $2)::int as arrivals`,
    [from, to, timeZone],
  );
  return rows[0] as {
    inquiries: number;
    quoted: number;
    held: number;
    paid: number;
    received: Centavos;
    averageNights: number;
    arrivals: number;
  };
}

/** Seconds from a guest's message to the answer: the bot's by turn, the owner's to their next message. */
export async function readAnswerTimes(db: Db, { from, to, timeZone }: Window) {
  const { rows } = await db.query(
    `with w as (select $1::date::timestamp at time zone $3 as a, $2::date::timestamp at time zone $3 as b),
     asked as (
       select guest_id, rev, max(sent_at) as at from guest_events, w
       where rev is not null and sent_at >= a and sent_at < b and body ->> 'kind' in ('text', 'choice', 'form', 'media') group by guest_id, rev
     ), answers as (
       select 'bot' as who, extract(epoch from min(m.sent_at) - q.at) as seconds
       from asked q join messages m on m.guest_id = q.guest_id and m.rev = q.rev and m.author is null and m.sent_at is not null
       group by q.guest_id, q.rev, q.at
       union all
       select 'owner', extract(epoch from m.created_at - q.at)
       from messages m, w, lateral (
         select min(e.sent_at) as at from guest_events e
         where e.guest_id = m.guest_id and e.body ->> 'kind' in ('text', 'choice', 'form', 'media') and e.sent_at < m.created_at
           and e.sent_at > coalesce((select max(p.created_at) from messages p where p.guest_id = m.guest_id and p.id < m.id and p.author is not null), '-infinity')
       ) q
       where m.author is not null and m.created_at >= a and m.created_at < b and q.at is not null
     )
     select who, count(*)::int as answers,
       percentile_cont(0.5) within group (order by greatest(seconds, 0))::float8 as median,
       percentile_cont(0.9) within group (order by greatest(seconds, 0))::float8 as p90
     from answers group by who`,
    [from, to, timeZone],
  );
  return rows as Array<{ who: 'bot' | 'owner'; answers: number; median: number; p90: number }>;
}
