// npm run bench:races: guests say yes to the same nights at the same moment. 1,500 rounds of 4, one
// connection each, and rounds of 200 on the eight connections of a process. The exit code says whether
// each round had one winner and no deadlock; how fast the losers hear of it is printed, not asserted.

import { bookingStore } from '../../src/adapters/booking-store.ts';
import { dayAt } from '../../src/adapters/clock.ts';
import { openJobs } from '../../src/adapters/jobs.ts';
import { closedGateway } from '../../src/adapters/mercadopago.ts';
import { inTransaction, openPool, type Pool } from '../../src/adapters/postgres.ts';
import { createBooking, DEFAULT_BOOKING_SETTINGS } from '../../src/booking/booking.ts';
import { addDays } from '../../src/domain/stay.ts';
import { openServices } from './services.ts';
import { percentile } from './statistics.ts';

const ZONE = 'America/Argentina/Buenos_Aires';
const CABIN = 'coihue';
const PARTY = { adults: 2, children: 0, infants: 0 };

type Tally = {
  readonly losers: number[];
  /** From when a connection is had: what a loser waits for the winner, not for the queue. */
  readonly losersConnected: number[];
  readonly winners: number[];
  wrongRounds: number;
  deadlocks: number;
};

await using services = await openServices();
const { url, pool: owner } = await services.database('races');
await using jobs = await openJobs({
  url,
  concurrency: 1,
  sweepEveryMs: 86_400_000,
  calendarsEveryMs: 86_400_000,
  timeZone: ZONE,
  onError: () => undefined,
  onBuried: async () => undefined,
});

const rounds = [
  await race({ guests: 4, rounds: 1_500, connections: 4 }),
  await race({ guests: 200, rounds: 25, connections: 8 }),
];
process.exitCode = rounds.every(({ wrongRounds, deadlocks }) => wrongRounds + deadlocks === 0)
  ? 0
  : 1;

async function race(size: { guests: number; rounds: number; connections: number }): Promise<Tally> {
  const pool = openPool(url, { max: size.connections, onError: () => undefined });
  const guestIds = await makeGuests(size.guests);
  const tally: Tally = {
    losers: [],
    losersConnected: [],
    winners: [],
    wrongRounds: 0,
    deadlocks: 0,
  };
  for (let round = 0; round < size.rounds; round++) await raceOnce(pool, guestIds, tally);
  await pool.end();
  print(size, tally);
  return tally;
}

async function makeGuests(count: number): Promise<number[]> {
  const { rows } = await owner.query(
    `insert into guests (phone, created_at) select '549294' || lpad((coalesce(max(g.id), 0) + n)::text, 7, '0'), now()
      from generate_series(1, $1::int) n left join guests g on true group by n returning id`,
    [count],
  );
  return (rows as Array<{ id: number }>).map(({ id }) => id);
}

async function raceOnce(pool: Pool, guestIds: readonly number[], tally: Tally): Promise<void> {
  const now = new Date();
  const { quotes, holds } = createBooking({
    store: bookingStore,
    transaction: (work) => inTransaction(pool, work),
    gateway: closedGateway,
    enqueue: jobs.enqueue,
    wake: () => undefined,
    count: () => undefined,
    now: () => now,
    settings: {
      ...DEFAULT_BOOKING_SETTINGS,
      depositPercent: 30,
      today: (at) => dayAt(at, ZONE),
      arrivalAt: (day, time) => new Date(`${day}T${time}-03:00`),
    },
  });
  const checkIn = addDays(dayAt(now, ZONE), 60);
  const stay = { checkIn, checkOut: addDays(checkIn, 3) };
  const quoted = await Promise.all(
    guestIds.map((guestId) =>
      quotes.makeQuote(pool, { guestId, cabinId: CABIN, stay, party: PARTY, pets: 0, now }),
    ),
  );
  const answers = await Promise.all(
    quoted.map(async (quote, index) => {
      if (quote.kind !== 'made') throw new Error(`no quote: ${quote.kind}`);
      const from = performance.now();
      let connected = from;
      const answer = await inTransaction(pool, (db) => {
        connected = performance.now();
        return holds.placeHold(db, {
          quoteId: quote.shown.id,
          guestId: guestIds[index] as number,
          name: 'Ana',
          now,
          maxHolds: 1,
          holdMinutes: 30,
        });
      }).catch((error: { code?: string }) => ({ kind: 'failed' as const, code: error.code }));
      const at = performance.now();
      return { answer, ms: at - from, connectedMs: at - connected };
    }),
  );
  for (const { answer, ms, connectedMs } of answers) {
    if (answer.kind === 'failed') tally.deadlocks += 1;
    else if (answer.kind === 'held') tally.winners.push(ms);
    else {
      tally.losers.push(ms);
      tally.losersConnected.push(connectedMs);
    }
  }
  if (answers.filter(({ answer }) => answer.kind === 'held').length !== 1) tally.wrongRounds += 1;
  await owner.query(
    `update reservations set status = 'cancelled', ended_at = now(), ended_by = 'clock' where status = 'held'`,
  );
  await owner.query('delete from pgboss.job');
}

function print({ guests, rounds: count }: { guests: number; rounds: number }, tally: Tally): void {
  const ms = (times: readonly number[], percent: number) =>
    `${percentile(times, percent).toFixed(1)} ms`;
  console.log(
    `${count} rounds of ${guests}: ${tally.wrongRounds} without exactly one winner, ${tally.deadlocks} deadlocks or faults; ` +
      `losers hear in ${ms(tally.losers, 50)} (p99 ${ms(tally.losers, 99)}; once connected p99 ${ms(tally.losersConnected, 99)}), winners in ${ms(tally.winners, 50)} (p99 ${ms(tally.winners, 99)})`,
  );
}
