// One run: services that are killed, guests who race in the chat and below it, an owner who rules, payers who
// do everything that payers do, a MercadoPago that fails and forgets; then quiet, time that passes, and the
// verdict.

import { setTimeout as pause } from 'node:timers/promises';
import { openPool } from '../../src/adapters/postgres.ts';
import { environmentFor } from '../../src/sandbox/secrets.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import { createChatters } from './chatters.ts';
import { createFastClock } from './fast-clock.ts';
import { createGuests, hotNights } from './guests.ts';
import { openInside } from './inside.ts';
import { createOwner } from './owner.ts';
import { createPayers } from './payers.ts';
import { between, chance } from './random.ts';
import { judge, tryGuards, type Verdict } from './verdict.ts';
import { NOWHERE, openWorkers } from './workers.ts';

export type Chaos = {
  readonly databaseUrl: string;
  readonly seconds: number;
  readonly workers: number;
  /** How long everything may take to come right once it is quiet. */
  readonly mostQuietMs: number;
};
export type Report = {
  readonly verdict: Verdict;
  readonly counted: ReadonlyMap<string, number>;
  readonly reservations: ReadonlyArray<{ status: string; count: number }>;
  readonly kills: number;
};

const PUBLIC_URL = 'https://posta.test';
const secrets = {
  jwtSecret: 'prove-secret-of-forty-characters-or-more-1',
  whatsappAccessToken: 'EAA-prove',
  whatsappAppSecret: 'prove-app-secret',
  whatsappVerifyToken: 'prove-verify-token',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-prove-token',
  mercadopagoWebhookSecret: 'prove-mercadopago-secret',
};
/** The clock's pace; and time leaps besides, so that a hold of half an hour is over in some five seconds. */
const SPEED = 60;
const LEAP_EVERY_MS = [1_000, 3_000] as const;
const LEAP_MS = [60_000, 20 * 60_000] as const;
const HOLD_LASTS_MS = 5_000;
const HOUR_MS = 60 * 60_000;

export async function runChaos({
  databaseUrl,
  seconds,
  workers: count,
  mostQuietMs,
}: Chaos): Promise<Report> {
  await using opening = new AsyncDisposableStack();
  const pool = openPool(databaseUrl, { max: 6, onError: () => undefined });
  opening.defer(() => pool.end());
  const started = Date.now();
  const clock = createFastClock({
    origin: Date.parse('2026-11-24T12:00:00-03:00'),
    started,
    speed: SPEED,
    ahead: 0,
  });
  let workersUrl = () => NOWHERE;
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl: () => workersUrl(),
      publicUrl: PUBLIC_URL,
      secrets,
      clock: { now: clock.now, advance: async (ms) => clock.putForward(ms) },
      retryDelaysMs: [300, 1_000],
      whatsapp: { pairRate: 'off' },
    }),
  );
  const { mercadopago } = sandbox;
  mercadopago.setBalance(1e12);
  const environment = {
    NODE_ENV: 'development',
    PORT: '0',
    PUBLIC_URL,
    TURN_DEBOUNCE_MS: '0',
    RATE_LIMIT_ENABLED: 'false',
    JOB_EXPIRATION_INTERVAL_SECONDS: '1',
    ...environmentFor(secrets, sandbox),
  };
  const workers = opening.use(
    await openWorkers(count, () => ({ databaseUrl, environment, clock: clock.settings() })),
  );
  workersUrl = workers.url;
  const payers = createPayers({
    mercadopago,
    apiUrl: sandbox.mercadopagoApiUrl,
    accessToken: secrets.mercadopagoAccessToken,
    publicUrl: PUBLIC_URL,
    holdMs: HOLD_LASTS_MS,
  });
  const inside = opening.use(await openInside({ databaseUrl, pool, now: clock.now }));
  const over = Date.now() + seconds * 1_000;
  const among = {
    nights: hotNights(started),
    count: payers.count,
    isOver: () => Date.now() >= over,
  };
  const guest = createGuests(inside, among);
  const { chatter, ...chat } = createChatters(sandbox.whatsapp, among);
  const verdict = async (): Promise<Verdict> => {
    const known = { mercadopago, inThePanel: payers.inThePanel, ...chat };
    const found = await judge(pool, known, clock.now());
    return { ...found, broken: [...found.broken, ...(await tryGuards(pool))] };
  };

  /** The database's clock is the machine's: its jobs are brought nearer instead. */
  const bringNearer = (ms: number) =>
    pool.query(
      `update pgboss.job set start_after = start_after - $1::interval where state in ('created', 'retry') and start_after > now()`,
      [`${ms} milliseconds`],
    );
  const leap = async (ms: number) => {
    clock.putForward(ms);
    workers.tell({ do: 'putForward', ms });
    await bringNearer(ms);
  };
  const ended = new AbortController();
  const running = runPgBoss(ended.signal, bringNearer);
  opening.defer(async () => {
    ended.abort();
    await running;
  });

  const until = async (everyMs: readonly [number, number], act: () => unknown) => {
    while (!among.isOver()) {
      await act();
      await pause(between(...everyMs));
    }
  };
  const comeAndGo = (who: () => Promise<void>) =>
    until([20, 50], () => who().catch(() => payers.count('guest: failed')));
  await Promise.all([
    until([80, 150], payers.come),
    until([100, 500], payers.trouble),
    until([1_000, 3_000], payers.stranger),
    until([1_000, 3_000], () => chance(0.8) && workers.replaceOne()),
    until([50, 300], createOwner(inside, among)),
    until(LEAP_EVERY_MS, () => leap(between(...LEAP_MS))),
    ...[guest, guest, guest, chatter, chatter].map(comeAndGo),
  ]);

  await payers.leave();
  const quietFrom = Date.now();
  let found = await verdict();
  for (let night = 0; found.broken.length > 0 && Date.now() - quietFrom < mostQuietMs; night += 1) {
    // The hourly looks, then nights with their comparison: what was blocked is asked for again each day.
    await leap(night < 2 ? HOUR_MS : 25 * HOUR_MS);
    if (night > 0) await inside.enqueue(pool, { name: 'compare', data: {} });
    for (let look = 0; look < 6 && found.broken.length > 0; look += 1) {
      await pause(500);
      payers.come();
      found = await verdict();
    }
  }
  const { rows } = await pool.query(
    'select status, count(*)::int as count from reservations group by 1 order by 1',
  );
  return {
    verdict: found,
    counted: payers.counted,
    reservations: rows as Report['reservations'],
    kills: workers.kills(),
  };
}

/** Jobs come due at the clock's pace. */
async function runPgBoss(
  ended: AbortSignal,
  bringNearer: (ms: number) => Promise<unknown>,
): Promise<void> {
  let last = Date.now();
  while (!ended.aborted) {
    await pause(200);
    const passed = Date.now() - last;
    last += passed;
    await bringNearer(passed * (SPEED - 1)).catch(() => undefined);
  }
}
