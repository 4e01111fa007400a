// What other channels read of a cabin, and who may read it.

import type { CalendarDate, Stay } from '../domain/stay.ts';
import { fromRange } from './calendar.ts';
import type { Db } from './postgres.ts';
import { sameText } from './same-text.ts';

export type CalendarEntry = {
  readonly id: number;
  /** The event's name in the calendar that it came from; null for what is ours. */
  readonly uid: string | null;
  /** An event around other stays is several entries. */
  readonly piece: number;
  readonly stay: Stay;
  readonly isSold: boolean;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly sequence: number;
};

/**
 * Holds, stays, blocks, and what other channels sold. A channel never reads its own events back, nor windows of
 * anybody: nights that nobody booked and that one channel closes because another does would stay closed for ever.
 */
export async function readExport(
  db: Db,
  {
    cabinId,
    token,
    feedId,
    today,
    now,
  }: { cabinId: string; token: string; feedId: number | null; today: CalendarDate; now: Date },
): Promise<{ name: string; entries: CalendarEntry[] } | undefined> {
  const { rows } = await db.query(
    `select c.name, c.calendar_token as token,
       $2::bigint is null or exists (select from calendar_feeds f where f.id = $2 and f.cabin_id = c.id) as known
     from cabins c where c.id = $1`,
    [cabinId, feedId],
  );
  const cabin = rows[0] as { name: string; token: string; known: boolean } | undefined;
  if (!cabin || !sameText(token, cabin.token) || !cabin.known) return undefined;
  const entries = await db.query(
    `select r.id, r.feed_uid as uid, r.stay::text as stay, r.created_at as "createdAt",
       (row_number() over (partition by r.feed_id, r.feed_uid order by lower(r.stay)))::int as piece,
       r.kind = 'stay' or r.import_kind is not distinct from 'sale' as "isSold",
       coalesce(changes.last, r.created_at) as "changedAt", changes.count as sequence
     from reservations r, lateral (
       select count(*)::int as count, max(e.at) as last from reservation_events e where e.reservation_id = r.id and e.what = 'changed') changes
     where r.cabin_id = $1 and r.stay && daterange($3, null) and r.status in ('held', 'settling', 'confirmed', 'completed')
       and (r.kind <> 'import' or (r.import_kind is distinct from 'window' and ($2::bigint is null or r.feed_id is distinct from $2)))
     order by lower(r.stay), r.id`,
    [cabinId, feedId, today],
  );
  if (feedId === null)
    await db.query('update cabins set calendar_read_at = $2 where id = $1', [cabinId, now]);
  else await db.query('update calendar_feeds set read_ours_at = $2 where id = $1', [feedId, now]);
  return {
    name: cabin.name,
    entries: (entries.rows as Array<Omit<CalendarEntry, 'stay'> & { stay: string }>).map((row) => ({
      ...row,
      stay: fromRange(row.stay),
    })),
  };
}
