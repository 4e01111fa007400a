// Before a machine serves: the settings are whole, Postgres and Redis answer, the tables are there.
// Run by start-fly.sh; safe on any number of machines at once.

import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { migrate } from '../adapters/migrations.ts';
import { ConfigError, parseConfig } from '../config.ts';

const PATIENCE_MS = Number(process.env['START_PATIENCE_SECONDS'] ?? 60) * 1_000;
const PAUSE_MS = 1_000;

try {
  const { databaseUrl, redisUrl } = parseConfig(process.env);
  if (!databaseUrl) throw new ConfigError(['DATABASE_URL is missing']);
  await waitFor('Postgres', databaseUrl, () => askPostgres(databaseUrl));
  if (redisUrl) await waitFor('Redis', redisUrl, () => askRedis(redisUrl));
  const done = await migrate(databaseUrl);
  tell(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The tables are up to date');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function waitFor(what: string, url: string, ask: () => Promise<void>): Promise<void> {
  const { hostname, port } = new URL(url);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await ask();
      tell(`${what} answers`);
      return;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      if (Date.now() > until) {
        // the address without user and password
        throw new Error(`${what} at ${hostname}:${port} does not answer: ${why}`, { cause });
      }
      await delay(PAUSE_MS);
    }
  }
}

async function askPostgres(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
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
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), broken]);
  } finally {
    redis.disconnect();
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
