// One run: processes that are killed, guests who race, payers who do everything that payers do, a
// MercadoPago that fails and forgets; then quiet, time that passes, and the verdict.

import { setTimeout as pause } from 'node:timers/promises';
import { openPool, type Pool } from '../../src/adapters/postgres.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import { createFastClock } from './fast-clock.ts';
import { createPayers } from './payers.ts';
import { between, chance } from './random.ts';
import { judge, tryGuards, type Verdict } from './verdict.ts';
import { NOWHERE, openWorkers, type Control } from './workers.ts';

export type Chaos = {
  readonly databaseUrl: string;
  readonly seconds: number;
  readonly workers: number;
  readonly control: Control;
  /** How many times faster than the machine's the clock runs. */
  readonly speed: number;
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
  whatsappAccessToken: 'EAA-prove',
  whatsappAppSecret: 'prove-app-secret',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-prove-token',
  mercadopagoWebhookSecret: 'prove-mercadopago-secret',
};
const HOLD_MS = 30 * 60_000;
const HOUR_MS = 60 * 60_000;

export async function runChaos({
  databaseUrl,
  seconds,
  workers: count,
  control,
  speed,
  mostQuietMs,
}: Chaos): Promise<Report> {
  await using opening = new AsyncDisposableStack();
  const pool = openPool(databaseUrl, { max: 4, onError: () => undefined });
  opening.defer(() => pool.end());
  await takeAway(pool, control);
  const started = Date.now();
  const clock = createFastClock({
    origin: Date.parse('2026-11-24T12:00:00-03:00'),
    started,
    speed,
    ahead: 0,
  });
  let guests: 'come' | 'are gone' = 'come';
  let workersUrl = () => NOWHERE;
  // A refund whose answer is lost is asked for again only if no notification tells of it.
  const arrives = () => control !== 'refundKey' || chance(0.4);
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl: () => (arrives() ? workersUrl() : NOWHERE),
      publicUrl: PUBLIC_URL,
      secrets,
      clock: { now: clock.now, advance: async (ms) => clock.putForward(ms) },
      retryDelaysMs: control === 'refundKey' ? [] : [300, 1_000],
    }),
  );
  const { mercadopago } = sandbox;
  mercadopago.setBalance(1e12);
  const workers = opening.use(
    await openWorkers(count, () => ({
      databaseUrl,
      mercadoPagoUrl: sandbox.mercadopagoApiUrl,
      publicUrl: PUBLIC_URL,
      accessToken: secrets.mercadopagoAccessToken,
      webhookSecret: secrets.mercadopagoWebhookSecret,
      clock: clock.settings(),
      control,
      guests,
    })),
  );
  workersUrl = workers.url;
  const payers = createPayers({
    mercadopago,
    apiUrl: sandbox.mercadopagoApiUrl,
    accessToken: secrets.mercadopagoAccessToken,
    publicUrl: PUBLIC_URL,
    control,
    holdMs: HOLD_MS / speed,
  });
  const verdict = async (): Promise<Verdict> => {
    const found = await judge(pool, mercadopago, payers.inThePanel, clock.now());
    return { ...found, broken: [...found.broken, ...(await tryGuards(pool))] };
  };

  const over = Date.now() + seconds * 1_000;
  const until = async (everyMs: [number, number], act: () => unknown) => {
    while (Date.now() < over) {
      await act();
      await pause(between(...everyMs));
    }
  };
  await Promise.all([
    until([80, 150], payers.come),
    until([100, 500], payers.trouble),
    until([1_000, 3_000], payers.stranger),
    until([1_000, 3_000], () => chance(0.8) && workers.replaceOne()),
  ]);

  guests = 'are gone';
  workers.tell({ do: 'stopGuests' });
  await payers.leave();
  const passes = async (ms: number) => {
    clock.putForward(ms);
    workers.tell({ do: 'putForward', ms });
    await pool.query(
      `update pgboss.job set start_after = start_after - $1::interval where state in ('created', 'retry') and start_after > now()`,
      [`${ms / speed} milliseconds`],
    );
  };
  const quietFrom = Date.now();
  let found = await verdict();
  for (let night = 0; found.broken.length > 0 && Date.now() - quietFrom < mostQuietMs; night += 1) {
    // The hourly looks, then nights with their comparison: what was blocked is asked for again each day.
    await passes(night < 2 ? HOUR_MS : 25 * HOUR_MS);
    if (night > 0) workers.tell({ do: 'compare' });
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

/** The constraints are replaced by ones of the same name that never conflict: the code names them. */
async function takeAway(pool: Pool, control: Control): Promise<void> {
  const statements: Readonly<Record<Control, string>> = {
    none: 'select',
    refundKey: 'select',
    constraint: `alter table reservations drop constraint one_stay_per_cabin,
      add constraint one_stay_per_cabin unique (id, code)`,
    ledgerKey: `alter table ledger_entries drop constraint one_entry_per_fact,
      add constraint one_entry_per_fact unique (id, key)`,
    ledgerTrigger: 'drop trigger ledger_is_append_only on ledger_postings',
  };
  await pool.query(statements[control]);
}
