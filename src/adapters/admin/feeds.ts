// The owner's other calendars, as the owner lists, adds and removes them.

import type { CalendarFailure } from '../../booking/feed.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import type { Db } from '../postgres.ts';

export type FeedRow = {
  readonly id: number;
  readonly cabinId: string;
  readonly name: string;
  readonly url: string;
  /** Events that lie ahead. */
  readonly events: number;
  readonly askedAt: Date | null;
  readonly succeededAt: Date | null;
  readonly failedSince: Date | null;
  readonly failure: CalendarFailure | null;
  readonly failureDetail: string | null;
  readonly readOursAt: Date | null;
  readonly token: string;
};

const SELECT = `
  select f.id, f.cabin_id as "cabinId", f.name, f.url, f.asked_at as "askedAt", f.succeeded_at as "succeededAt",
    f.failed_since as "failedSince", f.failure, f.failure_detail as "failureDetail", f.read_ours_at as "readOursAt",
    c.calendar_token as token,
    (select count(*)::int from calendar_events e where e.feed_id = f.id and upper(e.stay) > $1::date) as events
  from calendar_feeds f join cabins c on c.id = f.cabin_id`;

export async function listFeeds(
  db: Db,
  { cabinId, today }: { cabinId: string | null; today: CalendarDate },
): Promise<FeedRow[]> {
  const { rows } = await db.query(
    `${SELECT} where $2::text is null or f.cabin_id = $2 order by c.position, f.cabin_id, f.id`,
    [today, cabinId],
  );
  return rows as FeedRow[];
}

export async function findFeed(
  db: Db,
  { id, today }: { id: number; today: CalendarDate },
): Promise<FeedRow | undefined> {
  const { rows } = await db.query(`${SELECT} where f.id = $2`, [today, id]);
  return rows[0] as FeedRow | undefined;
}

/** Undefined when the cabin has that address already. */
export async function insertFeed(
  db: Db,
  { cabinId, name, url, now }: { cabinId: string; name: string; url: string; now: Date },
): Promise<number | undefined> {
  const { rows } = await db.query(
    `insert into calendar_feeds (cabin_id, name, url, created_at) values ($1, $2, $3, $4)
     on conflict on constraint one_feed_per_address do nothing returning id`,
    [cabinId, name, url, now],
  );
  return (rows[0] as { id: number } | undefined)?.id;
}

export async function countFeeds(db: Db, cabinId: string): Promise<number> {
  const { rows } = await db.query(
    'select count(*)::int as count from calendar_feeds where cabin_id = $1',
    [cabinId],
  );
  return (rows[0] as { count: number }).count;
}

/** The secret of the cabin's own address; undefined when there is no such cabin. */
export async function readToken(db: Db, cabinId: string): Promise<string | undefined> {
  const { rows } = await db.query('select calendar_token as token from cabins where id = $1', [
    cabinId,
  ]);
  return (rows[0] as { token: string } | undefined)?.token;
}

/** The old address answers nobody any more. */
export async function rotateToken(db: Db, cabinId: string): Promise<string | undefined> {
  const { rows } = await db.query(
    `update cabins set calendar_token = replace(gen_random_uuid()::text, '-', '') where id = $1 returning calendar_token as token`,
    [cabinId],
  );
  return (rows[0] as { token: string } | undefined)?.token;
}
