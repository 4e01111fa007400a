// What both contenders stand on: one Postgres with full durability, one Redis, a database and a
// numbered Redis database for each.

import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { importProperty } from '../../src/adapters/catalog.ts';
import { migrate } from '../../src/adapters/migrations.ts';
import { openPostgres } from '../../src/sandbox/postgres.ts';
import { openRedis } from '../../src/sandbox/redis.ts';

export type Services = AsyncDisposable & {
  readonly postgresVersion: string;
  readonly redisUrl: (number: number) => string;
  /** A migrated database with the demo property; the same name gives the same database. */
  readonly database: (name: string) => Promise<{ readonly url: string; readonly pool: pg.Pool }>;
};

export async function openServices(): Promise<Services> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'posta-bench-'));
  // A server whose holder was killed may still be writing its last checkpoint.
  opening.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  const postgres = opening.use(
    await openPostgres({ dataDir: join(folder, 'postgres'), durability: 'full' }),
  );
  const redis = await openRedis({ dir: join(folder, 'redis') });
  if (!redis)
    throw new Error('No Redis can be had here, and both sides of the benchmark need one.');
  opening.use(redis);
  const owner = new pg.Pool({ connectionString: postgres.url, max: 1 });
  opening.defer(() => owner.end());
  const version = await owner.query('show server_version');
  const property = withoutShortStayRules(
    JSON.parse(await readFile('fixtures/property.json', 'utf8')) as PropertyFile,
  );

  const opened = opening.move();
  return {
    postgresVersion: (version.rows[0] as { server_version: string }).server_version,
    redisUrl: (number) => `${redis.url}/${number}`,
    async database(name) {
      await owner.query(`create database ${name}`);
      const address = new URL(postgres.url);
      address.pathname = `/${name}`;
      await migrate(address.href);
      const pool = new pg.Pool({ connectionString: address.href, max: 2 });
      pool.on('error', () => undefined);
      opened.defer(() => pool.end());
      await importProperty(pool, property, new Date());
      return { url: address.href, pool };
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

type PropertyFile = {
  readonly cabins: ReadonlyArray<{
    readonly tariff: { readonly seasons: ReadonlyArray<Readonly<Record<string, unknown>>> };
  }>;
};

/** Two nights can be sold on any day, so that a round has room for hundreds of bookings. */
function withoutShortStayRules(file: PropertyFile): PropertyFile {
  return {
    ...file,
    cabins: file.cabins.map((cabin) => ({
      ...cabin,
      tariff: {
        ...cabin.tariff,
        minNights: 2,
        seasons: cabin.tariff.seasons.map((season) => ({ ...season, minNights: 2 })),
      },
    })),
  };
}
