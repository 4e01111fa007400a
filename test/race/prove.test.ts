// `npm run prove` in small: everything that goes wrong at once for a few seconds, then every promise about
// money and nights looked at. Taking one guard away must show, or the run proves nothing.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { importProperty } from '../../src/adapters/catalog.ts';
import { openPool } from '../../src/adapters/postgres.ts';
import { runChaos } from '../prove/chaos.ts';
import type { Control } from '../prove/workers.ts';
import { openDatabase } from '../support/database.ts';

async function prove(control: Control, seconds: number, mostQuietMs: number) {
  await using database = await openDatabase();
  const pool = openPool(database.url, { max: 1, onError: () => undefined });
  await importProperty(
    pool,
    JSON.parse(await readFile('fixtures/property.json', 'utf8')),
    new Date(),
  );
  await pool.end();
  const { url: databaseUrl } = database;
  return await runChaos({ databaseUrl, seconds, workers: 2, control, speed: 300, mostQuietMs });
}

test('processes are killed, notifications lost, payers do everything that payers do: every promise holds', async () => {
  const { verdict, reservations, kills } = await prove('none', 6, 45_000);
  expect(verdict.broken).toEqual([]);
  expect(kills).toBeGreaterThan(0);
  expect(verdict.received).toBeGreaterThan(0);
  expect(reservations.map(({ status }) => status)).toContain('confirmed');
}, 90_000);

test.each<[string, Control, string]>([
  ['the exclusion constraint', 'constraint', 'no two live stays overlap'],
  ['the idempotency key of refunds', 'refundKey', 'nothing is refunded that is not owed'],
  ['the key of ledger entries', 'ledgerKey', 'every approved peso is in the ledger once'],
  ['the trigger of the ledger', 'ledgerTrigger', 'the database refuses what must not be'],
])(
  'control: without %s the run fails',
  async (_, control, law) => {
    // chance decides what collides: a slow machine may need another try
    for (let tries = 1; ; tries++) {
      const { verdict } = await prove(control, 6, 4_000);
      const broken = verdict.broken.map((one) => one.law);
      if (tries < 4 && !broken.includes(law)) continue;
      expect(broken).toContain(law);
      return;
    }
  },
  180_000,
);
