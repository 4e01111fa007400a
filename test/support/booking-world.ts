// Bookings and money without the chat: a database, MercadoPago's simulator, its webhooks through our
// door, and jobs that run when the test says so, by the test's clock.

import { readFile } from 'node:fs/promises';
import Koa from 'koa';
import { expect } from 'vitest';
import { bookingStore } from '../../src/adapters/booking-store.ts';
import { importProperty } from '../../src/adapters/catalog.ts';
import { readInvariants } from '../../src/adapters/invariants.ts';
import { createLog } from '../../src/adapters/log.ts';
import { createMercadoPago } from '../../src/adapters/mercadopago.ts';
import { createMetrics } from '../../src/adapters/metrics.ts';
import { inTransaction, openPool, type Db } from '../../src/adapters/postgres.ts';
import {
  createBooking,
  DEFAULT_BOOKING_SETTINGS,
  type BookingSettings,
  type BookingStore,
} from '../../src/booking/booking.ts';
import type { Gateway } from '../../src/booking/gateway.ts';
import type { Job, Enqueue } from '../../src/booking/jobs.ts';
import type { Centavos } from '../../src/domain/money.ts';
import { Fault } from '../../src/domain/fault.ts';
import type { CalendarDate, Stay } from '../../src/domain/stay.ts';
import { createMercadoPagoDoor } from '../../src/http/mercadopago.ts';
import { asProblem } from '../../src/http/problem.ts';
import { openServer } from '../../src/http/server.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import { openDatabase } from './database.ts';

const PUBLIC_URL = 'https://posta.test';
const NOON = Date.parse('2026-11-24T12:00:00-03:00');
export const SUMMER: Stay = {
  checkIn: '2027-01-15' as CalendarDate,
  checkOut: '2027-01-18' as CalendarDate,
};
const secrets = {
  whatsappAccessToken: 'EAA-test',
  whatsappAppSecret: 'test-app-secret',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-test-token',
  mercadopagoWebhookSecret: 'test-mercadopago-secret',
};

export type BookingWorld = Awaited<ReturnType<typeof openBookingWorld>>;
export type WorldOptions = {
  readonly connections?: number;
  readonly settings?: Partial<BookingSettings>;
  /** Wraps the gateway: a test's own troubles. */
  readonly gateway?: (real: Gateway) => Gateway;
  readonly store?: Partial<BookingStore>;
};

export async function openBookingWorld(options: WorldOptions = {}) {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await openDatabase());
  const pool = openPool(url, { max: options.connections ?? 8, onError: () => undefined });
  opening.defer(() => pool.end());
  await pool.query(
    `create table test_jobs (id bigint generated always as identity primary key, job jsonb not null, due timestamptz not null, key text not null)`,
  );
  await pool.query('create unique index on test_jobs (key)');

  let time = NOON;
  const now = () => new Date(time);
  const clock = { now, advance: async (ms: number) => void (time += ms) };
  await importProperty(pool, JSON.parse(await readFile('fixtures/property.json', 'utf8')), now());

  let serviceUrl = '';
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl: () => serviceUrl,
      publicUrl: PUBLIC_URL,
      secrets,
      clock,
      retryDelaysMs: [],
    }),
  );
  const real = createMercadoPago({
    accessToken: secrets.mercadopagoAccessToken,
    apiUrl: sandbox.mercadopagoApiUrl,
    publicUrl: PUBLIC_URL,
    timeZone: 'America/Argentina/Buenos_Aires',
    timeoutMs: 2_000,
    count: () => undefined,
  });

  /** As pg-boss does it: in the transaction, one waiting job per key. */
  const enqueue: Enqueue = async (db, job, { delayMs = 0, key } = {}) => {
    const unique = `${job.name}:${key ?? JSON.stringify({ ...job.data, tries: undefined })}`;
    await db.query(
      'insert into test_jobs (job, due, key) values ($1, $2, $3) on conflict (key) do nothing',
      [JSON.stringify(job), new Date(time + delayMs), unique],
    );
  };

  const counted: string[] = [];
  const booking = createBooking({
    store: { ...bookingStore, ...options.store },
    transaction: (work) => inTransaction(pool, work),
    gateway: options.gateway?.(real) ?? real,
    enqueue,
    wake: () => undefined,
    count: (what, labels) => void counted.push(`${what}:${Object.values(labels).join()}`),
    now,
    settings: {
      ...DEFAULT_BOOKING_SETTINGS,
      depositPercent: 30,
      today: (at) =>
        new Date(at.getTime() - 3 * 3_600_000).toISOString().slice(0, 10) as CalendarDate,
      arrivalAt: (day, time) => new Date(`${day}T${time}:00-03:00`),
      ...options.settings,
    },
  });

  const door = createMercadoPagoDoor({
    settings: { kind: 'open', webhookSecrets: [secrets.mercadopagoWebhookSecret] },
    async lookAtPayment(paymentId, chargebackId) {
      await enqueue(pool, { name: 'payment', data: { paymentId } });
      if (chargebackId !== undefined)
        await enqueue(pool, { name: 'chargeback', data: { chargebackId } });
    },
    log: createLog({ logLevel: 'silent' }),
    metrics: createMetrics(),
  });
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      ctx.status = asProblem(error).status;
    }
  });
  app.use(door.routes());
  const server = opening.use(await openServer(app, 0));
  serviceUrl = server.url;

  /** Takes what is due, in order, until nothing is; a fault puts the job off by a minute. */
  async function runJobs(): Promise<void> {
    for (;;) {
      const { rows } = await pool.query(
        'delete from test_jobs where id = (select id from test_jobs where due <= $1 order by due, id limit 1 for update skip locked) returning job',
        [now()],
      );
      const job = (rows[0] as { job: Job } | undefined)?.job;
      if (!job) return;
      await run(job);
    }
  }

  async function run(job: Job): Promise<void> {
    try {
      // files and other calendars are no part of this world
      const work: Partial<Record<Job['name'], (data: never) => Promise<void>>> = booking.work;
      await work[job.name]?.(job.data as never);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      await enqueue(pool, job, { delayMs: 60_000 });
    }
  }

  /** Moves the clock minute by minute, running what comes due. */
  async function pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      time += 60_000;
      await runJobs();
    }
  }

  async function guest(): Promise<number> {
    const { rows } = await pool.query(
      `insert into guests (phone, created_at, last_inbound_at) values ('54911' || lpad((select count(*)::text from guests), 8, '0'), $1, $1) returning id`,
      [now()],
    );
    return (rows[0] as { id: number }).id;
  }

  /** A guest who holds a cabin, with the link made. */
  async function hold({
    cabinId = 'coihue',
    stay = SUMMER,
    guestId,
  }: { cabinId?: string; stay?: Stay; guestId?: number } = {}) {
    const id = guestId ?? (await guest());
    const party = { adults: 2, children: 0, infants: 0 };
    const quoted = await booking.quotes.makeQuote(pool, {
      guestId: id,
      cabinId,
      stay,
      party,
      pets: 0,
      now: now(),
    });
    if (quoted.kind !== 'made') throw new Error(`no quote: ${JSON.stringify(quoted)}`);
    const held = await inTransaction(pool, (db) =>
      booking.holds.placeHold(db, {
        quoteId: quoted.shown.id,
        guestId: id,
        name: 'Ana',
        now: now(),
        maxHolds: 1,
        holdMinutes: 30,
      }),
    );
    if (held.kind !== 'held') throw new Error(`no hold: ${held.why}`);
    await runJobs();
    return {
      guestId: id,
      code: held.hold.code,
      deposit: held.hold.deposit,
      preference: await preferenceOf(held.hold.code),
    };
  }

  async function preferenceOf(code: string): Promise<string> {
    const { rows } = await pool.query('select preference_id from reservations where code = $1', [
      code,
    ]);
    return (rows[0] as { preference_id: string }).preference_id;
  }

  async function statusOf(code: string): Promise<string> {
    const { rows } = await pool.query('select status from reservations where code = $1', [code]);
    return (rows[0] as { status: string }).status;
  }

  /** What the guest's conversation was told, in order. */
  async function toldTo(
    guestId: number,
  ): Promise<Array<Record<string, unknown> & { type: string }>> {
    const { rows } = await pool.query(
      `select body -> 'event' as event from guest_events where guest_id = $1 order by id`,
      [guestId],
    );
    return (rows as Array<{ event: Record<string, unknown> & { type: string } }>).map(
      ({ event }) => event,
    );
  }

  const invariants = () =>
    readInvariants(pool, { collectorId: '634060442', liveMode: true }, now());

  const moved = opening.move();
  return {
    pool,
    url,
    booking,
    gateway: real,
    mercadopago: sandbox.mercadopago,
    clock,
    now,
    counted: counted as readonly string[],
    enqueue,
    runJobs,
    pass,
    guest,
    hold,
    statusOf,
    preferenceOf,
    toldTo,
    typesToldTo: async (guestId: number) => (await toldTo(guestId)).map(({ type }) => type),
    invariants,
    /** Where the money is, when no law is broken; fees are MercadoPago's affair. */
    async conserved() {
      const { broken, fees: _, ...totals } = await invariants();
      expect(broken).toEqual([]);
      return Object.fromEntries(Object.entries(totals).filter(([, amount]) => amount !== 0));
    },
    decisions: async () =>
      (await pool.query('select kind from decisions order by id')).rows.map(
        (row: { kind: string }) => row.kind,
      ),
    cancelByOwner: (db: Db, code: string) =>
      db.query(
        `update reservations set status = 'cancelled', ended_by = 'owner', ended_at = $2 where code = $1`,
        [code, now()],
      ),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  };
}

export const inPesos = (amount: Centavos): number => amount / 100;
