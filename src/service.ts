// The service, composed: every resource in the order in which it is needed, closed in reverse.
// A process is one of any number; nothing that matters lives in it.

import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createCopies } from '../flows/copy/copies.ts';
import { understand } from '../flows/understand/understand.ts';
import { bookingStore } from './adapters/booking-store.ts';
import { readCatalogue } from './adapters/catalog.ts';
import { dayAt } from './adapters/clock.ts';
import * as guests from './adapters/guests.ts';
import { openHolidays } from './adapters/holidays.ts';
import { openJobs } from './adapters/jobs.ts';
import type { Log } from './adapters/log.ts';
import { closedGateway, createMercadoPago } from './adapters/mercadopago.ts';
import { createMetrics, type Metrics } from './adapters/metrics.ts';
import { migrate } from './adapters/migrations.ts';
import { inTransaction, openPool, type Db } from './adapters/postgres.ts';
import { findReservation, openLink } from './adapters/reservations.ts';
import { createMemorySessions, openRedisSessions } from './adapters/sessions.ts';
import { openWhatsApp } from './adapters/whatsapp/client.ts';
import { toPayload } from './adapters/whatsapp/outbound.ts';
import { createBooking, DEFAULT_BOOKING_SETTINGS } from './booking/booking.ts';
import type { Gateway } from './booking/gateway.ts';
import { createEffects } from './chat/effects.ts';
import type { Arrival, Delivery } from './chat/inbound.ts';
import { createLane } from './chat/lane.ts';
import { createOutbox } from './chat/outbox.ts';
import { createTurn } from './chat/turn.ts';
import type { Config } from './config.ts';
import { Fault, SendFault } from './domain/fault.ts';
import { createAccommodations } from './http/accommodations.ts';
import { createApp } from './http/app.ts';
import { createHealth } from './http/health.ts';
import { createMercadoPagoDoor } from './http/mercadopago.ts';
import { createPay } from './http/pay.ts';
import { createPhotos } from './http/photos.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { openServer } from './http/server.ts';
import { createWhatsAppDoor } from './http/whatsapp.ts';

export type ServiceOptions = {
  readonly config: Config & { readonly databaseUrl: string };
  readonly log: Log;
  /** The sandbox moves it; everywhere else it is the machine's. */
  readonly now: () => Date;
};

export type Service = AsyncDisposable & { readonly url: string };

/** Few connections: a pool of 8 beats one of 32 (measured). */
const CONNECTIONS = 8;
const TURNS_AT_ONCE = 32;
const SWEEP_MS = 1_000;
/** Long enough to type a card number. */
const LOOK_AFTER_OPENING_MS = 3 * 60_000;
const PLACE_FRESH_MS = 10_000;

export async function openService({ config, log, now }: ServiceOptions): Promise<Service> {
  await using opening = new AsyncDisposableStack();
  let draining = false;
  const metrics = createMetrics();
  await migrate(config.databaseUrl);

  const pool = openPool(config.databaseUrl, {
    max: CONNECTIONS,
    onError: (err) => log.warn({ err }, 'a connection to Postgres broke'),
  });
  opening.defer(() => pool.end());
  const ttlSeconds = config.chat.sessionTtlHours * 3_600;
  const redis = config.redisUrl
    ? opening.use(
        openRedisSessions(config.redisUrl, {
          ttlSeconds,
          onError: (err) => log.warn({ err }, 'Redis does not answer'),
        }),
      )
    : null;
  const whatsapp =
    config.whatsapp.kind === 'open' ? opening.use(openWhatsApp({ ...config.whatsapp, log })) : null;

  const today = (at: Date) => dayAt(at, config.timeZone);
  const holidays = openHolidays();

  const jobs = opening.use(
    await openJobs({
      url: config.databaseUrl,
      concurrency: config.jobs.concurrency,
      sweepEveryMs: config.jobs.expirationIntervalSeconds * 1_000,
      onError: (err) => log.warn({ err }, 'a job failed'),
      async onBuried(job) {
        metrics.jobBuried(job.name);
        log.error({ job }, 'a job was given up');
        await booking.buried(job);
      },
    }),
  );
  const transaction = <T>(work: (db: Db) => Promise<T>) => inTransaction(pool, work);
  const booking = createBooking({
    store: bookingStore,
    transaction,
    gateway: openGateway(config, metrics),
    enqueue: jobs.enqueue,
    wake: (guestId) => lane.wake([{ guestId, at: now() }]),
    count: metrics.booking,
    now,
    settings: { ...DEFAULT_BOOKING_SETTINGS, depositPercent: config.booking.depositPercent, today },
  });

  const { takeTurn, setAside } = createTurn({
    transaction,
    sessions: redis ?? createMemorySessions({ ttlSeconds, now }),
    readJournal: (guestId, afterRev) => guests.readJournal(pool, guestId, afterRev),
    writeTurn: guests.writeTurn,
    runEffect: createEffects({
      offers: booking.offers,
      quotes: booking.quotes,
      holds: booking.holds,
      enqueue: jobs.enqueue,
      readCatalogue,
      findReservation,
      queueHandoff: guests.queueHandoff,
      settings: {
        maxHolds: config.booking.maxHoldsPerGuest,
        holdMinutes: config.booking.holdMinutes,
        handoffHours: config.chat.handoffHours,
      },
    }),
    understand,
    hearingAt: (at) => ({
      today: today(at),
      calendar: holidays.calendarFor(today(at)),
      maxNights: 30,
    }),
    copies: createCopies(config.timeZone),
    readPlace: fresh(PLACE_FRESH_MS, async () => {
      const { property, cabins } = await readCatalogue(pool);
      return { place: property, cabinNames: cabins.map(({ name }) => name) };
    }),
    seen: (wamid) => void whatsapp?.markRead(wamid, 'typing'),
  });

  const send = createOutbox({
    async deliver(message, to, messageId) {
      if (!whatsapp)
        throw new Fault('whatsapp.closed', 'WhatsApp is not connected', { transient: true });
      return whatsapp.send(
        toPayload(message, to, { publicUrl: config.publicUrl, messageId: String(messageId) }),
      );
    },
    markSent: (id, wamid, at) => guests.markSent(pool, id, wamid, at),
    markNotSent: (id, error, notBefore) => guests.markNotSent(pool, id, error, notBefore),
    tellOwner: (guestId, messageId, fault, at) =>
      guests.queueUndelivered(pool, { guestId, messageId, code: fault.code, now: at }),
    onSend(status, fault) {
      metrics.messageOut(status);
      if (fault instanceof SendFault) {
        metrics.whatsAppFailed(fault.code);
        log.warn({ err: fault, action: fault.action }, 'a message did not leave');
      }
    },
  });

  const lane = opening.use(
    createLane({
      claim: (guestId, token, at) => guests.claim(pool, guestId, token, at),
      release: (guest, outcome) => guests.release(pool, guest, outcome),
      awake: (at, limit) => guests.awake(pool, at, limit),
      takeTurn,
      setAside,
      send,
      now,
      newId: randomUUID,
      onTurn: metrics.turnTaken,
      onError: (err, guestId) => log.error({ err, guestId }, 'a turn failed'),
      settings: { concurrency: TURNS_AT_ONCE, sweepMs: SWEEP_MS },
    }),
  );

  async function receive({
    arrivals,
    deliveries,
  }: {
    arrivals: readonly Arrival[];
    deliveries: readonly Delivery[];
  }): Promise<void> {
    if (deliveries.length > 0) await guests.recordDeliveries(pool, deliveries);
    if (arrivals.length === 0) return;
    const { waking } = await guests.receive(pool, arrivals, {
      now: now(),
      pauseMs: config.chat.turnDebounceMs,
    });
    lane.wake(waking);
  }

  await jobs.work(booking.work);

  metrics.watch(
    'oldest_waiting_event_seconds',
    'Age of the oldest event that no turn has taken',
    () => guests.oldestWaitingSeconds(pool, now()),
  );

  const app = createApp({
    log,
    metrics,
    config,
    rateLimit: createRateLimit(config.rateLimit, redis?.redis ?? null),
    doors: [
      createWhatsAppDoor({ settings: config.whatsapp, inbox: { receive }, log, metrics, now }),
      createMercadoPagoDoor({
        settings: config.mercadoPago,
        lookAtPayment: (paymentId) => jobs.enqueue(pool, { name: 'payment', data: { paymentId } }),
        log,
        metrics,
      }),
      createHealth({
        probes: {
          postgres: { need: 'vital', check: () => pool.query('select 1') },
          ...(redis && { redis: { need: 'useful', check: redis.ping } }),
        },
        closed: Object.fromEntries(
          Object.entries({ whatsapp: config.whatsapp, mercadopago: config.mercadoPago }).flatMap(
            ([name, settings]) => (settings.kind === 'closed' ? [[name, settings.missing]] : []),
          ),
        ),
        isDraining: () => draining,
        metrics,
      }),
    ],
    photos: createPhotos(fileURLToPath(new URL('../fixtures/photos', import.meta.url))),
    routers: [
      createPay({
        openLink: (payToken) => openLink(pool, payToken, now()),
        lookLater: (reservationId) =>
          jobs.enqueue(
            pool,
            { name: 'look', data: { reservationId, why: 'opened' } },
            { delayMs: LOOK_AFTER_OPENING_MS },
          ),
      }),
      createAccommodations({
        readCatalogue: () => readCatalogue(pool),
        publicUrl: config.publicUrl,
      }),
    ],
  });
  const server = opening.use(await openServer(app, config.port));
  const opened = opening.move();
  log.info({ port: server.port }, 'Posta is open');

  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      draining = true;
      await opened.disposeAsync();
      log.info('Posta is closed');
    },
  };
}

function openGateway({ mercadoPago, publicUrl, timeZone }: Config, metrics: Metrics): Gateway {
  if (mercadoPago.kind === 'closed') return closedGateway;
  const { accessToken, apiUrl } = mercadoPago;
  return createMercadoPago({
    accessToken,
    apiUrl,
    publicUrl,
    timeZone,
    count: metrics.mercadoPagoFault,
  });
}

/** Reads at most once per `ms`; what many turns need and the owner changes rarely. */
function fresh<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > ms) {
      const value = read();
      last = { at: performance.now(), value };
      value.catch(() => (last = undefined));
    }
    return last.value;
  };
}
