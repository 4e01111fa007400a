// The tables of other calendars, and the rows of reservations that follow from them.

import type { CalendarStore, Conflict, Feed, HeldNights, KeptEvent } from '../booking/feed.ts';
import { fromRange, toRange } from './calendar.ts';
import { askOwner } from './decisions.ts';
import type { Db } from './postgres.ts';

const LIVE = `('held', 'settling', 'confirmed', 'completed')`;

export const calendarStore: CalendarStore = {
  askOwner,

  async feedIds(db) {
    const { rows } = await db.query(
      'select id from calendar_feeds order by asked_at nulls first, id',
    );
    return (rows as Array<{ id: number }>).map(({ id }) => id);
  },

  async readFeed(db, id) {
    const { rows } = await db.query(
      `select f.id, f.cabin_id as "cabinId", f.name, f.url, f.etag, f.last_modified as "lastModified", f.asked_at as "askedAt",
         f.succeeded_at as "succeededAt", f.failed_since as "failedSince", f.failure,
         coalesce(f.read_ours_at, c.calendar_read_at) as "readOursAt"
       from calendar_feeds f join cabins c on c.id = f.cabin_id where f.id = $1`,
      [id],
    );
    return rows[0] as Feed | undefined;
  },

  async lockCabin(db, cabinId) {
    const { rowCount } = await db.query('select from cabins where id = $1 for no key update', [
      cabinId,
    ]);
    return rowCount === 1;
  },

  async noteRead(db, { id, etag, lastModified, unreadable, at }) {
    const { rows } = await db.query(
      `update calendar_feeds set asked_at = $2, succeeded_at = $2, etag = $3, last_modified = $4,
         failure_detail = nullif($5, 0)::text, failure = case when $5 > 0 then 'eventUnreadable' end,
         failed_since = case when $5 > 0 then case when failure = 'eventUnreadable' then failed_since else $2 end end
       where id = $1 returning failed_since as since`,
      [id, at, etag, lastModified, unreadable],
    );
    return (rows[0] as { since: Date | null }).since;
  },

  async noteUnchanged(db, { id, at }) {
    await db.query(
      `update calendar_feeds set asked_at = $2, succeeded_at = $2, failed_since = null, failure = null, failure_detail = null
       where id = $1`,
      [id, at],
    );
  },

  async noteRefused(db, { id, why, detail, at }) {
    const { rows } = await db.query(
      `update calendar_feeds set asked_at = $2, failure = $3, failure_detail = $4,
         failed_since = case when failure is null or failure = 'eventUnreadable' or (failure = 'suddenlyEmpty') <> ($3 = 'suddenlyEmpty')
           then $2 else failed_since end
       where id = $1 returning failed_since as since`,
      [id, at, why, detail],
    );
    return (rows[0] as { since: Date }).since;
  },

  async eventsOf(db, cabinId, today) {
    const { rows } = await db.query(
      `select e.feed_id as "feedId", e.uid, e.stay::text as stay, e.kind, e.unmirrored_at as "unmirroredAt",
         array(select range::text from unnest(e.mirrored) range) as mirrored,
         e.created_at as "createdAt", e.stamped_at as "stampedAt", e.seen_at as "seenAt", e.absent_at as "absentAt"
       from calendar_events e join calendar_feeds f on f.id = e.feed_id
       where f.cabin_id = $1 and upper(e.stay) > $2::date`,
      [cabinId, today],
    );
    return (
      rows as Array<Omit<KeptEvent, 'stay' | 'mirrored'> & { stay: string; mirrored: string[] }>
    ).map(({ stay, mirrored, ...event }) => ({
      ...event,
      stay: fromRange(stay),
      mirrored: mirrored.map(fromRange),
    }));
  },

  async keepEvents(db, events) {
    if (events.length === 0) return;
    const rows = events.map(({ mirrored, stay, ...event }) => ({
      ...event,
      stay: toRange(stay),
      mirrored: `{${mirrored.map(toRange).join()}}`,
    }));
    await db.query(
      `insert into calendar_events (feed_id, uid, stay, kind, mirrored, unmirrored_at, created_at, stamped_at, seen_at, absent_at)
       select "feedId", uid, stay, kind, mirrored, "unmirroredAt", "createdAt", "stampedAt", "seenAt", "absentAt"
       from jsonb_to_recordset($1) as event ("feedId" bigint, uid text, stay daterange, kind text, mirrored datemultirange,
         "unmirroredAt" timestamptz, "createdAt" timestamptz, "stampedAt" timestamptz, "seenAt" timestamptz, "absentAt" timestamptz)
       on conflict (feed_id, uid) do update set stay = excluded.stay, kind = excluded.kind, mirrored = excluded.mirrored,
         unmirrored_at = excluded.unmirrored_at, created_at = excluded.created_at, stamped_at = excluded.stamped_at,
         seen_at = excluded.seen_at, absent_at = excluded.absent_at`,
      [JSON.stringify(rows)],
    );
  },

  async deleteFeed(db, id) {
    await db.query('delete from calendar_feeds where id = $1', [id]);
  },

  async dropEvents(db, { feedId, uids, today }) {
    await db.query(
      'delete from calendar_events where feed_id = $1 and (uid = any ($2) or upper(stay) <= $3::date)',
      [feedId, uids, today],
    );
  },

  async heldNights(db, cabinId, today) {
    const { rows } = await db.query(
      `select id, kind, feed_id as "feedId", feed_uid as uid, import_kind as "importKind", stay::text as stay,
         greatest(created_at, case when late then confirmed_at end,
           (select max(at) from reservation_events where reservation_id = reservations.id and what = 'changed')) as "takenAt"
       from reservations where cabin_id = $1 and stay && daterange($2, null) and status in ${LIVE}`,
      [cabinId, today],
    );
    return (rows as Array<Omit<HeldNights, 'stay'> & { stay: string }>).map((row) => ({
      ...row,
      stay: fromRange(row.stay),
    }));
  },

  async releaseImports(db, { ids, today, now }) {
    await db.query(
      `update reservations set
         status = case when lower(stay) < $2::date then status else 'cancelled' end,
         ended_at = case when lower(stay) < $2::date then ended_at else $3 end,
         stay = case when lower(stay) < $2::date then daterange(lower(stay), $2) else stay end
       where id = any ($1) and kind = 'import'`,
      [ids, today, now],
    );
  },

  async takeImports(db, { cabinId, nights, now }) {
    const rows = nights.map(({ stay, ...rest }) => ({ ...rest, stay: toRange(stay) }));
    const { rowCount } = await db.query(
      `insert into reservations (code, kind, cabin_id, stay, status, name, created_at, confirmed_at, feed_id, feed_uid, import_kind)
       select 'IC-' || nextval('import_codes'), 'import', $1, n.stay, 'confirmed', f.name, $3, $3, f.id, n.uid, n.kind
       from jsonb_to_recordset($2) as n ("feedId" bigint, uid text, kind text, stay daterange) join calendar_feeds f on f.id = n."feedId"
       on conflict on constraint one_stay_per_cabin do nothing`,
      [cabinId, JSON.stringify(rows), now],
    );
    return rowCount ?? 0;
  },

  conflictsOf: (db, cabinId, today) => readConflicts(db, { cabinId, today }),

  async askAgain(db, key, now) {
    const { rowCount } = await db.query(
      `update decisions set decided_at = null, decided_by = null, decision = null, created_at = $2
       where key = $1 and decided_by = 'posta'`,
      [key, now],
    );
    return rowCount === 1;
  },

  async closeQuestions(db, { kinds, of, but, now }) {
    await db.query(
      `update decisions set decided_at = $1, decided_by = 'posta', decision = 'resolve'
       where kind = any ($2) and decided_at is null and detail @> $3 and not (key = any ($4))`,
      [now, kinds, JSON.stringify(of), but],
    );
  },
};

/** Of one cabin, or of all. */
export async function readConflicts(
  db: Db,
  { cabinId, today }: { cabinId: string | null; today: string },
): Promise<Conflict[]> {
  const { rows } = await db.query(
    `select feed_id as "feedId", feed_name as feed, cabin_id as "cabinId", uid, event_kind as "eventKind", event_stay::text as "eventStay",
       event_created_at as "createdAt", stamped_at as "stampedAt", seen_at as "seenAt", absent_at as "absentAt",
       reservation_id as "reservationId", code, kind, stay::text as stay, created_at as "soldAt", nights::text as nights
     from calendar_conflicts where ($1::text is null or cabin_id = $1) and upper(nights) > $2::date
     order by lower(nights), reservation_id, uid`,
    [cabinId, today],
  );
  type Row = Omit<Conflict, 'eventStay' | 'stay' | 'nights'> &
    Record<'eventStay' | 'stay' | 'nights', string>;
  return (rows as Row[]).map(({ eventStay, stay, nights, ...row }) => ({
    ...row,
    eventStay: fromRange(eventStay),
    stay: fromRange(stay),
    nights: fromRange(nights),
  }));
}
