// Every word that is kept anywhere: all columns of all tables that can hold text, and all of Redis.

import { inflateRawSync } from 'node:zlib';
import { Redis } from 'ioredis';
import type { World } from './world.ts';

type Kept = Pick<World, 'db' | 'redisUrl'>;

/** Where any of the words stands, as `public.guests.phone`; empty when nowhere. */
export async function placesOf(
  { db, redisUrl }: Kept,
  words: readonly string[],
): Promise<string[]> {
  const { rows: columns } = await db.query<{ schema: string; table: string; column: string }>(
    `select c.table_schema as schema, c.table_name as "table", c.column_name as "column"
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
       and (c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea', 'USER-DEFINED'))`,
  );
  const patterns = words.map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`);
  const found: string[] = [];
  for (const { schema, table, column } of columns) {
    const name = `"${schema}"."${table}"`;
    const { rows } = await db.query(
      `select 1 from ${name} where "${column}"::text ilike any ($1) limit 1`,
      [patterns],
    );
    if (rows.length > 0) found.push(`${schema}.${table}.${column}`);
  }
  return [...found, ...(await placesInRedis(redisUrl, words))].toSorted();
}

/** As sessions are kept. */
function inflated(value: Buffer | null): string {
  try {
    return value ? inflateRawSync(value).toString() : '';
  } catch {
    return '';
  }
}

async function placesInRedis(url: string, words: readonly string[]): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const found: string[] = [];
    for (const key of await redis.keys('*')) {
      // strings are what we keep; anything else is found by its key
      const value = (await redis.type(key)) === 'string' ? await redis.getBuffer(key) : null;
      const text = `${key} ${value?.toString()} ${inflated(value)}`.toLowerCase();
      if (words.some((word) => text.includes(word.toLowerCase()))) found.push(`redis:${key}`);
    }
    return found;
  } finally {
    redis.disconnect();
  }
}
