// npm run bench:scale: the same work in a small house and in one that has been open for decades, in turns.
// Small: 1,000 sessions, 10 stays a cabin. Large: 100,000 sessions, 10,000 stays a cabin, and all that was
// ever said. `--quick` is a smoke test whose figures mean nothing. It asserts no time.

import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { freeCabins } from '../../src/adapters/calendar.ts';
import { addDays, type CalendarDate } from '../../src/domain/stay.ts';
import { openContender } from './contender.ts';
import { openGraph } from './graph.ts';
import { createLoad, type Sample } from './load.ts';
import { openServices } from './services.ts';
import { median, percentile } from './statistics.ts';

const { quick } = parseArgs({ options: { quick: { type: 'boolean' } } }).values;
const SIZES = quick
  ? { small: { sessions: 10, stays: 2 }, large: { sessions: 100, stays: 20 } }
  : { small: { sessions: 1_000, stays: 10 }, large: { sessions: 100_000, stays: 10_000 } };
type Size = keyof typeof SIZES;
const NAMES = ['small', 'large'] as const satisfies readonly Size[];
const ROUNDS = quick ? 1 : 7;
const MEASURE_MS = quick ? 300 : 4_000;
/** A guest of the talk that was really held. */
const TEMPLATE = `(select g.id from guests g join turns t on t.guest_id = g.id group by g.id having max(t.rev) >= 4 order by g.id limit 1)`;
const PROBES = quick ? 10 : 1_000;

await using services = await openServices();
await using graph = await openGraph();
await using houses = new AsyncDisposableStack();
const open = new Map(
  await Promise.all(NAMES.map(async (size) => [size, await move(size)] as const)),
);

const turns: Record<Size, Sample[]> = { small: [], large: [] };
for (const { load } of open.values()) await load.converse(MEASURE_MS);
for (let round = 0; round < ROUNDS; round++)
  for (const size of round % 2 === 0 ? NAMES : NAMES.toReversed())
    turns[size].push(await open.get(size)!.load.converse(MEASURE_MS));

for (const size of NAMES) {
  const { db, session } = open.get(size)!;
  const { sessions, stays } = SIZES[size];
  const samples = turns[size];
  const probe = await probes(db);
  console.log(
    `${size}: ${sessions} sessions, ${stays} stays a cabin: ` +
      `${figure(
        samples.map(({ rate }) => rate),
        0,
      )} turns a second, ` +
      `p50 ${figure(
        samples.map(({ times }) => percentile(times, 50)),
        1,
      )} ms, ` +
      `${figure(
        samples.map(({ cpuMs }) => cpuMs),
        2,
      )} ms of processor each; ` +
      `a session takes ${session} bytes; ` +
      `availability ${probe.availability.toFixed(3)} ms, select 1 ${probe.nothing.toFixed(3)} ms ` +
      `(× ${(probe.availability / probe.nothing).toFixed(1)})`,
  );
}
const rateOf = (size: Size) => median(turns[size].map(({ rate }) => rate));
const cpuOf = (size: Size) => median(turns[size].map(({ cpuMs }) => cpuMs));
console.log(
  `large : small: turns a second ${(rateOf('large') / rateOf('small')).toFixed(2)}, ` +
    `processor each ${(cpuOf('large') / cpuOf('small')).toFixed(2)}`,
);

/** A service in a database of that size. Every guest of it has had the same talk, which was really held once. */
async function move(size: Size) {
  const database = await services.database(size);
  const redisUrl = services.redisUrl(NAMES.indexOf(size));
  const contender = houses.use(
    await openContender({
      name: 'service',
      database,
      redisUrl,
      graphUrl: graph.url,
      debounceMs: 0,
    }),
  );
  const load = createLoad(contender, graph);
  houses.defer(load.close);
  do await load.converse(1_000);
  while ((await database.pool.query(TEMPLATE)).rowCount === 0);
  await fillStays(database.pool, SIZES[size].stays);
  await fillTalks(database.pool, SIZES[size].sessions);
  const session = await fillSessions(database.pool, redisUrl);
  await database.pool.query('vacuum analyze');
  return { load, db: database.pool, session };
}

/** Of two nights each, back from yesterday. */
async function fillStays(db: pg.Pool, stays: number): Promise<void> {
  await db.query(
    `insert into reservations (code, kind, cabin_id, stay, status, created_at)
     select 'OLD-' || c.id || n, 'block', c.id, daterange(current_date - 2 * n - 2, current_date - 2 * n), 'completed', now()
     from cabins c, generate_series(1, $1::int) n`,
    [stays],
  );
}

async function fillTalks(db: pg.Pool, sessions: number): Promise<void> {
  await db.query(
    `insert into guests (phone, bsuid, profile_name, rev, created_at, last_inbound_at)
     select '54911' || lpad(n::text, 8, '0'), 'AR.filled' || n, 'Ana', 4, now(), now() from generate_series(1, $1::int) n`,
    [sessions],
  );
  const filled = `guests g where g.bsuid like 'AR.filled%'`;
  await db.query(
    `insert into guest_events (guest_id, key, body, sent_at, received_at, rev)
     select g.id, e.key || ':' || g.id, e.body, e.sent_at, e.received_at, e.rev
     from (select * from guest_events where guest_id = ${TEMPLATE} and rev <= 4) e, ${filled}`,
  );
  await db.query(
    `insert into turns select (jsonb_populate_record(null::turns, to_jsonb(t) || jsonb_build_object('guest_id', g.id))).*
     from (select * from turns where guest_id = ${TEMPLATE} and rev <= 4) t, ${filled}`,
  );
  await db.query(
    `insert into messages (guest_id, rev, payload, status, wamid, created_at, sent_at)
     select g.id, m.rev, m.payload, 'read', m.wamid || ':' || g.id, m.created_at, m.sent_at
     from (select * from messages where guest_id = ${TEMPLATE} and rev <= 4) m, ${filled}`,
  );
}

/** Bytes of Redis for each, as its own account of memory grows. */
async function fillSessions(db: pg.Pool, redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl);
  const { rows } = await db.query(
    `select ${TEMPLATE} as template, (select array_agg(id) from guests where bsuid like 'AR.filled%') as ids`,
  );
  const { template, ids } = rows[0] as { template: number; ids: string[] };
  const record = await redis.getBuffer(`posta:session:${template}`);
  if (!record) throw new Error('the talk that was held has left no session');
  const before = await usedMemory(redis);
  for (let from = 0; from < ids.length; from += 1_000) {
    const batch = redis.pipeline();
    for (const id of ids.slice(from, from + 1_000))
      batch.set(`posta:session:${id}`, record, 'EX', 604_800);
    await batch.exec();
  }
  const grown = (await usedMemory(redis)) - before;
  await redis.quit();
  return Math.round(grown / ids.length);
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}

/** Medians in milliseconds, asked in turns on one connection. */
async function probes(db: pg.Pool): Promise<{ availability: number; nothing: number }> {
  const client = await db.connect();
  const times = { availability: [] as number[], nothing: [] as number[] };
  const today = new Date().toISOString().slice(0, 10) as CalendarDate;
  for (let probe = 0; probe < PROBES; probe++) {
    const checkIn = addDays(today, 30 + (probe % 300));
    const started = performance.now();
    await client.query({ name: 'nothing', text: 'select 1' });
    const between = performance.now();
    await freeCabins(client, [{ checkIn, checkOut: addDays(checkIn, 3) }]);
    times.nothing.push(between - started);
    times.availability.push(performance.now() - between);
  }
  client.release();
  return { availability: median(times.availability), nothing: median(times.nothing) };
}

function figure(values: readonly number[], digits: number): string {
  return median(values).toFixed(digits);
}
