import { Redis } from 'ioredis';
import { describe, inject } from 'vitest';

import { needsRedis } from './needs-redis.ts';

/** A suite that runs when the run has a Redis, and is named at the end when it has none. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (inject('redis')) describe(name, suite);
  else describe.skip(`${needsRedis}${name}`, suite);
}

/**
 * The address of an empty numbered database that no other test of the run uses.
 * FLUSHALL would empty them all: a test that needs it opens a server of its own.
 */
export async function openRedisUrl(): Promise<string> {
  const redis = inject('redis');
  if (!redis) throw new Error('This run has no Redis: use describeWithRedis.');
  const client = new Redis(redis.url);
  try {
    const [, databases] = (await client.config('GET', 'databases')) as [string, string];
    const turn = await client.incr('posta:test:databases');
    const number = 1 + ((turn - 1) % (Number(databases) - 1));
    await client.select(number);
    await client.flushdb();
    const address = new URL(redis.url);
    address.pathname = `/${number}`;
    return address.href;
  } finally {
    client.disconnect();
  }
}
