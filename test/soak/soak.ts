// npm run soak -- <minutes>: three processes, a thousand guests, eighty messages a second. At the end
// every message is answered once and in order and no process has grown, or the exit code says so.

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { environmentFor } from '../../src/sandbox/secrets.ts';
import { secrets } from '../bench/contender.ts';
import { openServices } from '../bench/services.ts';
import { median } from '../bench/statistics.ts';
import { startMain, type MainProcess } from '../support/process.ts';
import { createCrowd, type Crowd } from './crowd.ts';
import { openSink } from './sink.ts';

const GUESTS = 1_000;
const MESSAGES_A_SECOND = 80;
const PROCESSES = 3;
const SAMPLE_MS = 5_000;
/** A collection takes a tenth of a second of a busy machine. */
const COLLECT_MS = 500;
/** Code that is compiled and plans that are prepared later count as well. */
const GROWTH = { factor: 1.1, bytes: 5e6 };

type Memory = { readonly heap: number; readonly resident: number };

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) throw new Error('npm run soak -- <minutes>');
process.exitCode = (await soak(minutes * 60_000)).length === 0 ? 0 : 1;

async function soak(ms: number): Promise<readonly string[]> {
  await using opening = new AsyncDisposableStack();
  const services = opening.use(await openServices());
  const { url: databaseUrl, pool: db } = await services.database('soak');
  const hear: Array<Crowd['hear']> = [];
  const sink = opening.use(await openSink((taken) => hear[0]?.(taken)));
  const mains = Array.from({ length: PROCESSES }, () =>
    opening.use(
      startMain({
        NODE_ENV: 'production',
        NODE_OPTIONS: '--import ./test/soak/collect.ts',
        LOG_LEVEL: 'info',
        PORT: '0',
        PUBLIC_URL: 'https://posta.example',
        DATABASE_URL: databaseUrl,
        REDIS_URL: services.redisUrl(0),
        ...environmentFor(secrets, { whatsappApiUrl: sink.url, mercadopagoApiUrl: sink.url }),
      }),
    ),
  );
  const urls = await Promise.all(mains.map((main) => main.url()));
  const crowd = createCrowd(GUESTS, urls);
  hear.push(crowd.hear);

  const memories: Memory[][] = urls.map(() => []);
  const over = new AbortController();
  const watching = watch(mains, memories, over.signal);
  await crowd.talk(MESSAGES_A_SECOND, ms);
  const patience = Date.now() + 90_000;
  while ((await openEnds(db)) > 0 && Date.now() < patience) await sleep(250);
  over.abort();
  await watching;
  await crowd.close();

  const problems = [
    ...(await problemsOfMessages(db, crowd, sink.counts())),
    ...memories.flatMap(problemsOfMemory),
  ];
  const { sent, deliveries, refused } = crowd.counts();
  console.log(
    `${sent} messages of ${GUESTS} guests in ${(ms / 60_000).toFixed(1)} minutes, ${deliveries} deliveries with duplicates and statuses, ${refused} refused at first`,
  );
  console.log(
    `acknowledged in ${percentiles(crowd.acknowledged)}; answered in ${percentiles(crowd.answered)}, of which 1,200 ms wait for the guest to finish`,
  );
  console.log(
    `${sink.counts().taken} answers, ${sink.counts().repeated} repeated, ${sink.counts().overtaken} out of order`,
  );
  memories.forEach((samples, index) => console.log(`process ${index + 1}: ${describe(samples)}`));
  console.log(
    problems.length === 0 ? 'Nothing lost, nothing twice, nothing grown.' : problems.join('\n'),
  );
  return problems;
}

async function openEnds(db: pg.Pool): Promise<number> {
  const { rows } = await db.query(
    `select (select count(*)::int from guest_events where rev is null) + (select count(*)::int from messages where status in ('queued', 'sent')) as open`,
  );
  return (rows[0] as { open: number }).open;
}

async function problemsOfMessages(
  db: pg.Pool,
  crowd: Crowd,
  { taken, repeated, overtaken }: { taken: number; repeated: number; overtaken: number },
): Promise<string[]> {
  const { rows } = await db.query(
    `select (select count(*)::int from guest_events) as events,
      (select count(*)::int from guest_events where rev is null) as waiting,
      (select count(*)::int from (select distinct guest_id, rev from guest_events where rev is not null) asked
        where not exists (select from messages m where m.guest_id = asked.guest_id and m.rev = asked.rev)) as unanswered,
      (select count(*)::int from messages) as messages,
      (select count(*)::int from messages where status <> 'delivered') as undelivered`,
  );
  const kept = rows[0] as Record<
    'events' | 'waiting' | 'unanswered' | 'messages' | 'undelivered',
    number
  >;
  const { sent, lost } = crowd.counts();
  const wrong: ReadonlyArray<readonly [boolean, string]> = [
    [lost > 0, `${lost} deliveries were never acknowledged`],
    [kept.events !== sent, `${kept.events} events kept of ${sent} messages`],
    [kept.waiting > 0, `${kept.waiting} events wait for ever`],
    [kept.unanswered > 0, `${kept.unanswered} turns without an answer`],
    [taken !== kept.messages, `${taken} answers arrived of ${kept.messages}`],
    [kept.undelivered > 0, `${kept.undelivered} answers without their tick`],
    [repeated > 0, `${repeated} answers came twice`],
    [overtaken > 0, `${overtaken} answers came out of order`],
  ];
  return wrong.flatMap(([isWrong, sentence]) => (isWrong ? [sentence] : []));
}

async function watch(
  mains: readonly MainProcess[],
  memories: readonly Memory[][],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(SAMPLE_MS, undefined, { signal }).catch(() => undefined);
    for (const [index, main] of mains.entries()) {
      main.kill('SIGUSR2');
      await sleep(COLLECT_MS);
      const text = await (await fetch(`${await main.url()}/metrics`)).text();
      const read = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
      memories[index]!.push({
        heap: read('nodejs_heap_size_used_bytes'),
        resident: read('process_resident_memory_bytes'),
      });
    }
  }
}

/** What the heap kept in the first and in the last third, in the middle of each third's samples. */
function thirds(samples: readonly Memory[]): { first: Memory; last: Memory } {
  const third = Math.ceil(samples.length / 3);
  const middle = (some: readonly Memory[]): Memory => ({
    heap: median(some.map(({ heap }) => heap)),
    resident: median(some.map(({ resident }) => resident)),
  });
  return { first: middle(samples.slice(0, third)), last: middle(samples.slice(-third)) };
}

function problemsOfMemory(samples: readonly Memory[], index: number): string[] {
  const { first, last } = thirds(samples);
  return last.heap > first.heap * GROWTH.factor + GROWTH.bytes
    ? [`process ${index + 1} has grown: ${describe(samples)}`]
    : [];
}

function describe(samples: readonly Memory[]): string {
  const { first, last } = thirds(samples);
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return `heap ${mb(first.heap)} in the first third, ${mb(last.heap)} in the last; resident ${mb(first.resident)}, ${mb(last.resident)}`;
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    `${(sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(0)} ms`;
  return `${at(0.5)} (p99 ${at(0.99)})`;
}
