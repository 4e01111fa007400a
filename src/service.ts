// The service, composed: every resource in the order in which it is needed, closed in reverse.
// A process is one of any number; nothing that matters lives in it.

import { createCopies } from '../flows/copy/copies.ts';
import { createFormWords } from '../flows/copy/form.ts';
import { recordNotices } from './adapters/account-notices.ts';
import { watchBacklog } from './adapters/backlog.ts';
import { batched } from './adapters/batched.ts';
import { bookingStore } from './adapters/booking-store.ts';
import { cachedFor } from './adapters/cached.ts';
import { readCatalogue } from './adapters/catalog.ts';
import { dayAt, instantAt } from './adapters/clock.ts';
import { recordDeliveries } from './adapters/deliveries.ts';
import { calendarStore } from './adapters/feeds.ts';
import { receive, type Received } from './adapters/guests.ts';
import { openExchange } from './adapters/exchange.ts';
import { isPublicAddress } from './adapters/ical/addresses.ts';
import { openCalendarFetch } from './adapters/ical/fetch.ts';
import { readCalendar } from './adapters/ical/read.ts';
import { readInvariants } from './adapters/invariants.ts';
import { openHolidays } from './adapters/holidays.ts';
import { openJobs } from './adapters/jobs.ts';
import type { Log } from './adapters/log.ts';
import { closedGateway, createMercadoPago } from './adapters/mercadopago.ts';
import { readForm } from './adapters/forms.ts';
import { createMetrics, type Metrics } from './adapters/metrics.ts';
import { openMailer } from './adapters/mailer.ts';
import { migrate } from './adapters/migrations.ts';
import { keepOwners } from './adapters/owners.ts';
import { inTransaction, openPool } from './adapters/postgres.ts';
import { createMemorySessions, openRedisSessions } from './adapters/sessions.ts';
import { timed } from './adapters/timed.ts';
import { hearWakings, tellWakings } from './adapters/wakings.ts';
import { openWhatsApp } from './adapters/whatsapp/client.ts';
import { createBooking, DEFAULT_BOOKING_SETTINGS } from './booking/booking.ts';
import { createCalendars } from './booking/calendars.ts';
import { createForm } from './booking/form.ts';
import type { Gateway } from './booking/gateway.ts';
import type { Transaction } from './booking/telling.ts';
import type { Waking } from './chat/lane.ts';
import type { Config } from './config.ts';
import type { CalendarDate } from './domain/stay.ts';
import { createDoors } from './doors.ts';
import { openFiles } from './files.ts';
import { createAdmin } from './http/admin/admin.ts';
import { openServer } from './http/server.ts';
import { createOffice } from './owner/office.ts';
import { openReceptionist } from './receptionist.ts';

export type ServiceOptions = {
  readonly config: Config & { readonly databaseUrl: string };
  readonly log: Log;
  /** The sandbox moves it; everywhere else it is the machine's. */
  readonly now: () => Date;
  /** Which IP addresses calendars are fetched from: public ones. The sandbox and the tests add loopback. */
  readonly isCalendarAddress?: (address: string) => boolean;
};

export type Service = AsyncDisposable & { readonly url: string };

/** Few connections: a pool of 8 beats one of 32 (measured). */
const CONNECTIONS = 8;
/** They read the whole ledger: not at every scrape. */
const LAWS_FRESH_MS = 5 * 60_000;

export async function openService({
  config,
  log,
  now,
  isCalendarAddress = isPublicAddress,
}: ServiceOptions): Promise<Service> {
  await using opening = new AsyncDisposableStack();
  let draining = false;
  const metrics = createMetrics();
  const takesTurns = config.role !== 'app';
  await migrate(config.databaseUrl);

  const pool = openPool(config.databaseUrl, {
    max: CONNECTIONS,
    onError: (err) => log.warn({ err }, 'a connection to Postgres broke'),
  });
  opening.defer(() => pool.end());
  await keepOwners(pool, config.ownerPhones, now());
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
  const files = opening.use(
    openFiles({
      config,
      log,
      metrics,
      pool,
      wake: (guestId) => wake([{ guestId, at: now() }]),
      now,
    }),
  );

  const jobs = opening.use(
    await openJobs({
      url: config.databaseUrl,
      concurrency: config.jobs.concurrency,
      sweepEveryMs: config.jobs.expirationIntervalSeconds * 1_000,
      calendarsEveryMs: config.jobs.icalIntervalSeconds * 1_000,
      timeZone: config.timeZone,
      onError: (err) => log.warn({ err }, 'a job failed'),
      async onBuried(job) {
        metrics.jobBuried(job.name);
        log.error({ job }, 'a job was given up');
        await booking.buried(job);
      },
    }),
  );
  const today = (at: Date) => dayAt(at, config.timeZone);
  const arrivalAt = (day: CalendarDate, time: string) => instantAt(day, time, config.timeZone);
  const transaction: Transaction = (work) => inTransaction(pool, work);
  const exchange = opening.use(
    await openExchange(config.exchange, {
      now,
      startOf: (day) => arrivalAt(day, '00:00'),
      onError: (err) => log.warn({ err }, 'the exchange rate was not read'),
    }),
  );
  const gateway = openGateway(config, metrics);
  const sessions = redis ?? createMemorySessions({ ttlSeconds, now });
  const holidays = openHolidays();
  const mailer = config.mail
    ? opening.use(openMailer({ ...config.mail, timeZone: config.timeZone, arrivalAt, now }))
    : null;
  const booking = createBooking({
    store: bookingStore,
    transaction,
    gateway,
    enqueue: jobs.enqueue,
    wake: (guestId) => wake([{ guestId, at: now() }]),
    count: metrics.booking,
    now,
    settings: {
      ...DEFAULT_BOOKING_SETTINGS,
      depositPercent: config.booking.depositPercent,
      transferHours: config.booking.transferHours,
      handoffHours: config.chat.handoffHours,
      postMail: mailer?.post ?? null,
      waitlistMinutes: config.booking.waitlistMinutes,
      exchangeAt: exchange.at,
      retention: config.retention,
      isHoliday: (day) => holidays.calendarFor(day).holidays.some(({ date }) => date === day),
      forgetSession: sessions.forget,
      today,
      arrivalAt,
    },
  });

  const calendarHost = new URL(config.publicUrl).host;
  const { fetch: fetchCalendar } = opening.use(
    openCalendarFetch({ isReachable: isCalendarAddress }),
  );
  const calendars = createCalendars({
    ...calendarStore,
    fetchCalendar,
    parseCalendar: (text, day) =>
      readCalendar(text, { timeZone: config.timeZone, today: day, host: calendarHost }),
    transaction,
    enqueue: jobs.enqueue,
    count: metrics.booking,
    now,
    today,
  });
  const office = createOffice({ booking, enqueue: jobs.enqueue, today });

  watchBacklog(metrics, pool, now);
  metrics.watch(
    'broken_laws',
    'Laws of the ledger that are broken, of those in readInvariants; 0 when all hold',
    cachedFor(LAWS_FRESH_MS, async () => {
      const books = await readInvariants(pool, await gateway.account(), now());
      return new Set(books.broken.map(({ law }) => law)).size;
    }),
  );

  const lane = takesTurns
    ? opening.use(
        openReceptionist({
          config,
          log,
          metrics,
          pool,
          redis: redis?.redis ?? null,
          sessions,
          booking,
          office,
          enqueue: jobs.enqueue,
          whatsapp,
          now,
          today,
        }),
      )
    : null;
  /** Here if this process takes turns, elsewhere if it does not. */
  function wake(wakings: readonly Waking[]): void {
    if (lane) lane.wake(wakings);
    else
      tellWakings(pool, wakings).catch((err: unknown) =>
        log.warn({ err }, 'a waking was not told'),
      );
  }
  if (lane) {
    const onError = (err: Error) => log.warn({ err }, 'wakings are not heard');
    opening.use(await hearWakings(config.databaseUrl, lane.wake, onError));
    await jobs.work({ ...booking.work, ...calendars.work, ...files.work });
  }

  const store = batched(async (received: readonly Received[]) => {
    const pauseMs = config.chat.turnDebounceMs;
    wake(await receive(pool, received, { now: now(), pauseMs }));
    return received.map(() => undefined);
  });

  const form = createForm({
    offers: booking.offers,
    readCatalogue,
    readForm,
    copies: createCopies(config.timeZone),
    words: createFormWords(config.timeZone),
    today,
  });
  const doors = createDoors({
    config,
    log,
    metrics,
    pool,
    redis,
    jobs,
    inbox: {
      async receive({ arrivals, deliveries, notices }, trace) {
        if (notices.length > 0) await recordNotices(pool, notices, now());
        if (deliveries.length > 0) wake(await recordDeliveries(pool, deliveries, now()));
        if (arrivals.length === 0) return;
        await store({ arrivals, trace });
      },
    },
    answerForm: (asked) => form.answer(pool, { ...asked, now: now() }),
    admin: createAdmin({
      settings: config.admin,
      timeZone: config.timeZone,
      office,
      account: gateway.account,
      enqueue: jobs.enqueue,
      today,
      db: pool,
      calendars,
      publicUrl: config.publicUrl,
      privacy: booking.privacy,
      transaction,
      wake: (guestIds) => wake(guestIds.map((guestId) => ({ guestId, at: now() }))),
      now,
    }),
    isDraining: () => draining,
    now,
  });
  const server = opening.use(await openServer(doors, config.port));
  const opened = opening.move();
  log.info({ port: server.port, role: config.role }, 'Posta is open');

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
  const gateway = createMercadoPago({
    accessToken,
    apiUrl,
    publicUrl,
    timeZone,
    count: metrics.mercadoPagoFault,
  });
  return timed(gateway, (operation, outcome, seconds) =>
    metrics.calledOut('mercadopago', operation, outcome, seconds),
  );
}
