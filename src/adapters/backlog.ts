// How much waits and for how long, and how far guests come: what the metrics show of all processes at once.

import { cachedFor } from './cached.ts';
import type { Metrics } from './metrics.ts';
import type { Pool } from './postgres.ts';

/** Two gauges, one reading; scrapers come every 15 s. */
const FRESH_MS = 2_000;
/** They read whole tables. */
const TOTALS_FRESH_MS = 30_000;

type Numbers = Readonly<Record<string, number>>;

export function watchBacklog(metrics: Metrics, pool: Pool, now: () => Date): void {
  const backlog = cachedFor(FRESH_MS, () => readBacklog(pool, now()));
  const gauge = { kind: 'gauge' } as const;
  metrics.watchEach(
    { ...gauge, name: 'waiting', help: 'What should be taken by now, by where', label: 'place' },
    async () => (await backlog()).waiting,
  );
  metrics.watchEach(
    { ...gauge, name: 'oldest_waiting_seconds', help: 'Age of the oldest of it', label: 'place' },
    async () => (await backlog()).oldestSeconds,
  );
  metrics.watchEach(
    { ...gauge, name: 'decisions_open', help: 'What waits for the owner', label: 'kind' },
    () => readOpenDecisions(pool),
  );
  metrics.watchEach(
    {
      kind: 'counter',
      name: 'conversion_total',
      help: 'Guests who inquired and were quoted, stays held and confirmed, from the first day',
      label: 'stage',
    },
    cachedFor(TOTALS_FRESH_MS, () => readConversion(pool)),
  );
}

/** Everything that waits and should be taken by now, by where: events, messages, and each queue of jobs. */
async function readBacklog(
  pool: Pool,
  now: Date,
): Promise<{ readonly waiting: Numbers; readonly oldestSeconds: Numbers }> {
  const { rows } = await pool.query({
    name: 'backlog',
    // jobs by the database's clock, by which they become due
    text: `
      select 'events' as place, count(*)::int as waiting, extract(epoch from $1 - min(received_at))::float8 as seconds
      from guest_events where rev is null
      union all
      select 'messages', count(*)::int, extract(epoch from $1 - min(coalesce(not_before, created_at)))::float8
      from messages where status = 'queued' and coalesce(not_before, created_at) <= $1
      union all
      select 'job:' || q.name, count(j.id)::int, extract(epoch from now() - min(j.start_after))::float8
      from pgboss.queue q left join pgboss.job j on j.name = q.name and j.state < 'active' and j.start_after <= now()
      where q.name not like '\\_\\_pgboss%' group by q.name`,
    values: [now],
  });
  const pick = (column: 'waiting' | 'seconds') =>
    Object.fromEntries(rows.map((row) => [row.place, Math.max(0, row[column] ?? 0)]));
  return { waiting: pick('waiting'), oldestSeconds: pick('seconds') };
}

/** Totals since the first guest, from inquiry to a paid stay. */
async function readConversion(pool: Pool): Promise<Numbers> {
  const { rows } = await pool.query({
    name: 'conversion',
    text: `
      select (select count(*)::int from guests where last_inbound_at is not null) as inquired,
        (select count(distinct guest_id)::int from quotes) as quoted,
        count(*)::int as held, count(*) filter (where confirmed_at is not null)::int as confirmed
      from reservations where kind = 'stay' and quote_id is not null`,
  });
  return rows[0];
}

/** What waits for the owner, by kind. */
async function readOpenDecisions(pool: Pool): Promise<Numbers> {
  const { rows } = await pool.query({
    name: 'open-decisions',
    text: `select kind, count(*)::int as count from decisions where decided_at is null group by kind`,
  });
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
