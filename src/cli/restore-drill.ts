// `npm run restore:drill`: a backup that was never restored is a hope. Restores the newest one into a
// scratch database beside DATABASE_URL's, migrates it, checks the laws of the ledger, and drops it.

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { listBackups, restore } from '../adapters/backups.ts';
import { readInvariants } from '../adapters/invariants.ts';
import { migrate } from '../adapters/migrations.ts';
import { openPool, type Pool } from '../adapters/postgres.ts';
import type { Account } from '../domain/payment.ts';
import { readBackupSettings } from './backup-settings.ts';

const { store, databaseUrl, pgRestore } = readBackupSettings(process.env);
try {
  const newest = (await listBackups(store)).at(-1);
  if (!newest) throw new Error(`there is no backup in ${store.where}`);
  await using scratch = await openScratch(databaseUrl);
  await restore(store, newest.name, { databaseUrl: scratch.url, pgRestore });
  const added = await migrate(scratch.url);
  const pool = openPool(scratch.url, { max: 1, onError: () => undefined });
  try {
    const { broken } = await readInvariants(pool, await accountIn(pool), newest.at);
    if (broken.length > 0)
      throw new Error(
        `it breaks its laws:\n${broken.map(({ law, what }) => `  - ${law}: ${what}`).join('\n')}`,
      );
    process.stdout.write(`${newest.name} is whole: ${await countsOf(pool)}\n`);
    if (added.length > 0) process.stdout.write(`Migrated since: ${added.join(', ')}\n`);
  } finally {
    await pool.end();
  }
} catch (error) {
  process.stderr.write(`The drill failed: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

/** A database of our own on the same server; dropped whatever happens. */
async function openScratch(url: string): Promise<AsyncDisposable & { readonly url: string }> {
  const name = `posta_drill_${randomBytes(5).toString('hex')}`;
  const address = new URL(url);
  address.pathname = `/${name}`;
  await onServer(url, `create database ${name} template template0`);
  return {
    url: address.href,
    [Symbol.asyncDispose]: () => onServer(url, `drop database ${name} with (force)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Whose money it is, as the ledger took it: MercadoPago is not asked, so that a drill needs no token. */
async function accountIn(pool: Pool): Promise<Account> {
  const { rows } = await pool.query(
    `select p.collector_id, p.live_mode from payments p join ledger_entries e on e.payment_id = p.id
     group by 1, 2 order by count(*) desc limit 1`,
  );
  return { collectorId: rows[0]?.collector_id ?? 'none', liveMode: rows[0]?.live_mode ?? true };
}

async function countsOf(pool: Pool): Promise<string> {
  const tables = ['guests', 'messages', 'reservations', 'payments', 'ledger_entries'];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await pool.query(`select count(*)::int as count from ${table}`);
      return `${rows[0].count} ${table}`;
    }),
  );
  return counts.join(', ');
}
