// One of the processes that are killed: guests who hold cabins, MercadoPago's door, and the jobs, all on
// the service's own code. Its settings come as one JSON argument, its orders as messages.

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import Koa from 'koa';
import { bookingStore } from '../../src/adapters/booking-store.ts';
import { dayAt, instantAt } from '../../src/adapters/clock.ts';
import { openJobs } from '../../src/adapters/jobs.ts';
import { createLog } from '../../src/adapters/log.ts';
import { createMercadoPago } from '../../src/adapters/mercadopago.ts';
import { createMetrics } from '../../src/adapters/metrics.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import { createBooking, DEFAULT_BOOKING_SETTINGS } from '../../src/booking/booking.ts';
import type { Gateway } from '../../src/booking/gateway.ts';
import type { Enqueue } from '../../src/booking/jobs.ts';
import { createMercadoPagoDoor } from '../../src/http/mercadopago.ts';
import { asProblem } from '../../src/http/problem.ts';
import { openServer } from '../../src/http/server.ts';
import { createFastClock } from './fast-clock.ts';
import { createGuests } from './guests.ts';
import type { Order, WorkerSettings } from './workers.ts';

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const TIME_ZONE = 'America/Argentina/Buenos_Aires';
const { speed } = settings.clock;
const clock = createFastClock(settings.clock);
const ignore = () => undefined;

const pool = openPool(settings.databaseUrl, { max: 4, onError: ignore });
const jobs = await openJobs({
  url: settings.databaseUrl,
  concurrency: 4,
  sweepEveryMs: Math.max(1_000, 60_000 / speed),
  calendarsEveryMs: 86_400_000,
  timeZone: TIME_ZONE,
  onError: ignore,
  onBuried: (job) => booking.buried(job),
});
/** Delays are the fast clock's. */
const enqueue: Enqueue = (db, job, { delayMs = 0, ...options } = {}) =>
  jobs.enqueue(db, job, { ...options, delayMs: delayMs / speed });

const real = createMercadoPago({
  accessToken: settings.accessToken,
  apiUrl: settings.mercadoPagoUrl,
  publicUrl: settings.publicUrl,
  timeZone: TIME_ZONE,
  timeoutMs: 1_500,
  count: ignore,
});
/** The control: every question for a refund with a key of its own. */
const careless: Gateway = {
  ...real,
  refund: (paymentId, amount) => real.refund(paymentId, amount, randomUUID()),
};
const booking = createBooking({
  store: bookingStore,
  transaction: (work) => inTransaction(pool, work),
  gateway: settings.control === 'refundKey' ? careless : real,
  enqueue,
  wake: ignore,
  count: ignore,
  now: clock.now,
  settings: {
    ...DEFAULT_BOOKING_SETTINGS,
    depositPercent: 30,
    today: (at) => dayAt(at, TIME_ZONE),
    arrivalAt: (day, time) => instantAt(day, time, TIME_ZONE),
  },
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
app.use(
  createMercadoPagoDoor({
    settings: { kind: 'open', webhookSecrets: [settings.webhookSecret] },
    async lookAtPayment(paymentId, chargebackId) {
      await enqueue(pool, { name: 'payment', data: { paymentId } });
      if (chargebackId !== undefined)
        await enqueue(pool, { name: 'chargeback', data: { chargebackId } });
    },
    log: createLog({ logLevel: 'silent' }),
    metrics: createMetrics(),
  }).routes(),
);
const server = await openServer(app, 0);
// these guests send no files, and no other site sells the cabins
const nothing = async () => undefined;
await jobs.work({
  ...booking.work,
  calendars: nothing,
  calendar: nothing,
  hearVoiceNote: nothing,
  keepReceipt: nothing,
});

const guests: { here: WorkerSettings['guests'] } = { here: settings.guests };
process.on('message', (order: Order) => {
  if (order.do === 'putForward') clock.putForward(order.ms);
  else if (order.do === 'stopGuests') guests.here = 'are gone';
  else enqueue(pool, { name: 'compare', data: {} }).catch(ignore);
});
// Whoever started us is gone: so are we.
process.on('disconnect', () => process.exit());
process.send?.({ url: server.url });

const guest = createGuests({
  pool,
  booking,
  enqueue,
  now: clock.now,
  hotFrom: settings.clock.started,
});
await Promise.all(
  [1, 2, 3].map(async () => {
    while (guests.here === 'come') {
      await guest().catch(ignore);
      await pause(20);
    }
  }),
);
