// The use cases called directly, as the chat and the admin API call them: for those who come by neither.

import { bookingStore } from '../../src/adapters/booking-store.ts';
import { dayAt, instantAt } from '../../src/adapters/clock.ts';
import { openJobs } from '../../src/adapters/jobs.ts';
import { closedGateway } from '../../src/adapters/mercadopago.ts';
import { inTransaction, type Pool } from '../../src/adapters/postgres.ts';
import { createBooking, DEFAULT_BOOKING_SETTINGS } from '../../src/booking/booking.ts';
import { createOffice } from '../../src/owner/office.ts';

const TIME_ZONE = 'America/Argentina/Buenos_Aires';

export type Inside = Awaited<ReturnType<typeof openInside>>;

/** Jobs are left for the workers, which alone speak to MercadoPago. */
export async function openInside({
  databaseUrl,
  pool,
  now,
}: {
  databaseUrl: string;
  pool: Pool;
  now: () => Date;
}) {
  const ignore = () => undefined;
  const { enqueue, ...jobs } = await openJobs({
    url: databaseUrl,
    concurrency: 1,
    sweepEveryMs: 86_400_000,
    calendarsEveryMs: 86_400_000,
    timeZone: TIME_ZONE,
    onError: ignore,
    onBuried: async () => undefined,
  });
  const today = (at: Date) => dayAt(at, TIME_ZONE);
  const booking = createBooking({
    store: bookingStore,
    transaction: (work) => inTransaction(pool, work),
    gateway: closedGateway,
    enqueue,
    wake: ignore,
    count: ignore,
    now,
    settings: {
      ...DEFAULT_BOOKING_SETTINGS,
      depositPercent: 30,
      today,
      arrivalAt: (day, time) => instantAt(day, time, TIME_ZONE),
    },
  });
  const office = createOffice({ booking, enqueue, today });
  return {
    pool,
    now,
    booking,
    office,
    enqueue,
    [Symbol.asyncDispose]: () => jobs[Symbol.asyncDispose](),
  };
}
