// Puts a property file in the place of what is in the database: `npm run import -- fixtures/property.json`.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { importProperty } from '../adapters/catalog.ts';
import { migrate } from '../adapters/migrations.ts';
import { inTransaction, openPool } from '../adapters/postgres.ts';

const path = process.argv[2];
const url = process.env['DATABASE_URL'];
if (!path || !url) {
  process.stderr.write('Usage: DATABASE_URL=postgres://… npm run import -- property.json\n');
  process.exit(1);
}

await migrate(url);
const pool = openPool(url, { max: 1, onError: () => undefined });
try {
  const file: unknown = JSON.parse(await readFile(path, 'utf8'));
  await inTransaction(pool, (db) => importProperty(db, file, new Date()));
  process.stdout.write(`${path} is imported.\n`);
} catch (error) {
  if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
  const words = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
  process.stderr.write(`${path} is not a property:\n${words}\n`);
  process.exitCode = 1;
} finally {
  await pool.end();
}
