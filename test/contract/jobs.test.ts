// The jobs on the real engine: they commit with their fact, come back after a death, and five copies of
// a hint are one piece of work.

import { setTimeout as delay } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { expect, test } from 'vitest';
import { openJobs, type Work } from '../../src/adapters/jobs.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import type { Job } from '../../src/booking/jobs.ts';
import { Fault } from '../../src/domain/fault.ts';
import { openDatabase } from '../support/database.ts';

async function openWorkshop(
  handle: (job: Job) => Promise<void> = async () => undefined,
  onBuried: (job: Job) => Promise<void> = async () => undefined,
) {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await openDatabase());
  const pool = openPool(url, { max: 4, onError: () => undefined });
  opening.defer(() => pool.end());
  const errors: string[] = [];
  const done: Job[] = [];
  const jobs = opening.use(
    await openJobs({
      url,
      concurrency: 4,
      sweepEveryMs: 3_600_000,
      calendarsEveryMs: 86_400_000,
      timeZone: 'America/Argentina/Buenos_Aires',
      onError: (error) => void errors.push(error.message),
      onBuried,
    }),
  );
  const names = [
    'paymentLink',
    'closeLink',
    'watch',
    'look',
    'payment',
    'settle',
    'refund',
    'sweep',
    'calendars',
    'calendar',
  ] as const;
  const work = Object.fromEntries(
    names.map((name) => [
      name,
      async (data: never) => {
        await handle({ name, data });
        done.push({ name, data });
      },
    ]),
  ) as unknown as Work;
  const moved = opening.move();
  return { url, pool, jobs, work, done, errors, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

async function until(condition: () => boolean, withinMs: number): Promise<number> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > withinMs) throw new Error(`not within ${withinMs} ms`);
    await delay(20);
  }
  return performance.now() - started;
}

const payment = (paymentId: string): Job => ({ name: 'payment', data: { paymentId } });

test('a job runs when its transaction commits, never when it is rolled back', async () => {
  await using shop = await openWorkshop();
  await shop.jobs.work(shop.work);
  await inTransaction(shop.pool, async (db) => {
    await shop.jobs.enqueue(db, payment('1'));
    throw new Error('rolled back');
  }).catch(() => undefined);
  await inTransaction(shop.pool, (db) => shop.jobs.enqueue(db, payment('2')));
  await until(() => shop.done.length > 0, 5_000);
  await delay(800);
  expect(shop.done).toEqual([payment('2')]);
});

test('five copies that wait are one job; another key is another', async () => {
  await using shop = await openWorkshop();
  await Promise.all(Array.from({ length: 5 }, () => shop.jobs.enqueue(shop.pool, payment('1'))));
  await shop.jobs.enqueue(shop.pool, payment('2'));
  await shop.jobs.work(shop.work);
  await until(() => shop.done.length >= 2, 5_000);
  await delay(800);
  expect(
    shop.done
      .map(({ data }) => data)
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  ).toEqual([{ paymentId: '1' }, { paymentId: '2' }]);
});

test('a job that its own run leaves behind is kept: the chain of looks does not break', async () => {
  let runs = 0;
  const watch: Job = { name: 'watch', data: { reservationId: 7 } };
  await using shop = await openWorkshop(async () => {
    runs += 1;
    if (runs < 3) await shop.jobs.enqueue(shop.pool, watch);
  });
  await shop.jobs.work(shop.work);
  await shop.jobs.enqueue(shop.pool, watch);
  await until(() => runs === 3, 8_000);
  expect(shop.errors).toEqual([]);
});

test('a deferred job comes after its delay and not half a minute later', async () => {
  await using shop = await openWorkshop();
  await shop.jobs.work(shop.work);
  const started = performance.now();
  await shop.jobs.enqueue(shop.pool, payment('1'), { delayMs: 2_000 });
  await until(() => shop.done.length === 1, 8_000);
  expect(performance.now() - started).toBeGreaterThan(1_900);
});

test('a transient fault is tried again; one that is not is buried at once and somebody is told', async () => {
  const buried: Job[] = [];
  let tries = 0;
  await using shop = await openWorkshop(
    async ({ name }) => {
      if (name === 'paymentLink') throw new Fault('mercadopago.400', 'never', { transient: false });
      tries += 1;
      if (tries < 2) throw new Fault('mercadopago.500', 'later', { transient: true });
    },
    async (job) => void buried.push(job),
  );
  await shop.jobs.work(shop.work);
  await shop.jobs.enqueue(shop.pool, payment('1'));
  await shop.jobs.enqueue(shop.pool, { name: 'paymentLink', data: { reservationId: 3 } });
  await until(() => shop.done.length === 1 && buried.length === 1, 15_000);
  expect(buried).toEqual([{ name: 'paymentLink', data: { reservationId: 3 } }]);
  expect(tries).toBe(2);
});

test('the job of a process that died comes back by its heartbeat', async () => {
  await using shop = await openWorkshop();
  await shop.jobs.enqueue(shop.pool, payment('1'));
  // A process takes the job and is never heard of again.
  const dead = new PgBoss({ connectionString: shop.url, supervise: false, schedule: false });
  await dead.start();
  expect(await dead.fetch('payment')).toHaveLength(1);
  await dead.stop({ graceful: false });
  await shop.jobs.work(shop.work);
  const took = await until(() => shop.done.length === 1, 28_000);
  expect(took).toBeGreaterThan(5_000);
}, 40_000);

test('stopping lets the job in hand finish', async () => {
  let finished = false;
  await using shop = await openWorkshop(async () => {
    await delay(1_000);
    finished = true;
  });
  await shop.jobs.work(shop.work);
  await shop.jobs.enqueue(shop.pool, payment('1'));
  await delay(700);
  await shop.jobs.stop();
  expect(finished).toBe(true);
});
