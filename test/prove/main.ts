// `npm run prove -- [minutes] [workers]`: exits with 1 when a promise about money or nights is broken.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importProperty } from '../../src/adapters/catalog.ts';
import { migrate } from '../../src/adapters/migrations.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import { openPostgres } from '../../src/sandbox/postgres.ts';
import { makeRunFolder } from '../support/run-folder.ts';
import { runChaos, type Report } from './chaos.ts';

const [minutes = 1, workers = 4] = process.argv.slice(2).map(Number);
if (!(minutes > 0) || !(workers > 0)) {
  console.error('npm run prove -- [minutes] [workers], for example: npm run prove -- 5 4');
  process.exit(2);
}

const folder = await makeRunFolder();
try {
  await using postgres = await openPostgres({
    dataDir: join(folder, 'postgres'),
    durability: 'none',
  });
  await prepare(postgres.url);
  console.log(`${workers} processes for ${minutes} min…`);
  const report = await runChaos({
    databaseUrl: postgres.url,
    seconds: minutes * 60,
    workers,
    // a worker that was killed has its jobs back after 13 s
    mostQuietMs: 60_000,
  });
  print(report);
  process.exitCode = report.verdict.broken.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function prepare(url: string): Promise<void> {
  await migrate(url);
  const pool = openPool(url, { max: 1, onError: () => undefined });
  const file = JSON.parse(await readFile('fixtures/property.json', 'utf8')) as unknown;
  await inTransaction(pool, (db) => importProperty(db, file, new Date()));
  await pool.end();
}

function print({ verdict, counted, reservations, kills }: Report): void {
  const { broken, ...totals } = verdict;
  console.table(Object.fromEntries(reservations.map(({ status, count }) => [status, count])));
  console.table(Object.fromEntries([...counted].toSorted(([a], [b]) => a.localeCompare(b))));
  console.table(
    Object.fromEntries(
      Object.entries(totals).map(([place, centavos]) => [
        place,
        (centavos / 100).toLocaleString('es-AR'),
      ]),
    ),
  );
  console.log(`${kills} processes were killed.`);
  for (const { law, what } of broken) console.log(`✗ ${law}: ${what}`);
  console.log(broken.length === 0 ? 'Every promise holds.' : `${broken.length} breaches.`);
}
