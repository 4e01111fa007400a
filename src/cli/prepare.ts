// Before a machine serves: the settings are whole, Postgres and Redis answer, the tables are there.
// Run by start-fly.sh; safe on any number of machines at once.

import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { migrate } from '../adapters/migrations.ts';
import { ConfigError, parseConfig } from '../config.ts';

const PAUSE_MS = 500;
/** What waiting does not repair: who we say we are, what we ask for, whom we trust. */
const HOPELESS =
  /^(28P01|28000|3D000)$|WRONGPASS|NOAUTH|NOPERM|CERT|UNABLE_TO_(VERIFY|GET)|ERR_TLS|ERR_SSL/;

try {
  const { databaseUrl, redisUrl, startPatienceSeconds } = parseConfig(process.env);
  if (!databaseUrl) throw new ConfigError(['DATABASE_URL is missing']);
  const until = Date.now() + startPatienceSeconds * 1_000;
  await waitFor('Postgres', databaseUrl, until, () => askPostgres(databaseUrl));
  if (redisUrl) await waitFor('Redis', redisUrl, until, () => askRedis(redisUrl));
  const done = await migrate(databaseUrl);
  tell(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The tables are up to date');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function waitFor(
  what: string,
  url: string,
  until: number,
  ask: () => Promise<void>,
): Promise<void> {
  // the address without user and password
  const { host } = new URL(url);
  for (let tries = 1; ; tries++) {
    try {
      await ask();
      tell(`${what} answers`);
      return;
    } catch (cause) {
      const why = reasonOf(cause);
      if (HOPELESS.test(why.code) || HOPELESS.test(why.words))
        throw new Error(`${what} at ${host} refuses us: ${why.words}${hintOf(why.code)}`, {
          cause,
        });
      if (Date.now() > until)
        throw new Error(`${what} at ${host} does not answer: ${why.words}`, { cause });
      if (tries === 1) tell(`Waiting for ${what} at ${host}`);
      await delay(PAUSE_MS);
    }
  }
}

/** An address with several IPs fails with all of their errors at once, and with no words of its own. */
function reasonOf(error: unknown): { code: string; words: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', words: String(error) };
  const { code } = error as NodeJS.ErrnoException;
  return { code: code ?? '', words: error.message };
}

function hintOf(code: string): string {
  return /SELF_SIGNED|UNABLE_TO_/.test(code)
    ? '. A CA of your own is trusted by NODE_EXTRA_CA_CERTS=/path/to/ca.pem'
    : '';
}

async function askPostgres(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  // A connection that breaks later than its answer must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function askRedis(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: null,
    connectTimeout: 5_000,
  });
  const broken = new Promise<never>((_, reject) => redis.on('error', reject));
  // It may break after it was no longer waited for.
  broken.catch(() => undefined);
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), broken]);
  } finally {
    redis.disconnect();
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
