import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

import { execute } from './execute.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** A migrated, empty database of one's own, dropped at the end: `await using db = await openDatabase()`. */
export async function openDatabase(): Promise<TestDatabase> {
  return await create(inject('postgres').template);
}

/** One without any table. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  return await create('template1');
}

async function create(template: string): Promise<TestDatabase> {
  const { url } = inject('postgres');
  const name = `posta_test_${randomBytes(6).toString('hex')}`;
  await execute(url, `create database ${name} template ${template}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  return {
    url: address.href,
    // A pool that a test forgot to close must not keep the database alive.
    [Symbol.asyncDispose]: () => execute(url, `drop database ${name} with (force)`),
  };
}
