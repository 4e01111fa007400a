// Where a conversation sleeps between turns. Losing it is harmless, so a store that fails is
// reported and passed over: the turn rebuilds the session from the journal.

import { Redis } from 'ioredis';
import { z } from 'zod';
import type { SessionRecord, Sessions } from '../chat/turn.ts';

const recordSchema = z.object({ rev: z.int(), machineVersion: z.int(), kept: z.unknown() });

function parse(text: string | null | undefined): SessionRecord | undefined {
  if (!text) return undefined;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return undefined; // written by something else: as good as lost
  }
}

export type RedisSessions = Sessions &
  AsyncDisposable & { readonly redis: Redis; readonly ping: () => Promise<void> };

export function openRedisSessions(
  url: string,
  options: { ttlSeconds: number; onError: (error: Error) => void },
): RedisSessions {
  const redis = new Redis(url, {
    // a turn does not wait for a Redis that is away: the journal is nearer than its time-out
    commandTimeout: 500,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (tries) => Math.min(50 * 2 ** tries, 2_000),
  });
  redis.on('error', options.onError);
  const key = (guestId: number) => `posta:session:${guestId}`;

  return {
    redis,
    async get(guestId) {
      try {
        return parse(await redis.get(key(guestId)));
      } catch (error) {
        options.onError(error as Error);
        return undefined;
      }
    },
    async set(guestId, record) {
      try {
        await redis.set(key(guestId), JSON.stringify(record), 'EX', options.ttlSeconds);
      } catch (error) {
        options.onError(error as Error);
      }
    },
    async ping() {
      await redis.ping();
    },
    async [Symbol.asyncDispose]() {
      if (redis.status === 'ready') await redis.quit();
      else redis.disconnect();
    },
  };
}

/** For a machine on which no Redis can be had; lost with the process. */
export function createMemorySessions(options: { ttlSeconds: number; now: () => Date }): Sessions {
  const records = new Map<number, { text: string; until: number }>();
  return {
    async get(guestId) {
      const found = records.get(guestId);
      if (!found || found.until <= options.now().getTime()) return undefined;
      return parse(found.text);
    },
    async set(guestId, record) {
      records.set(guestId, {
        text: JSON.stringify(record),
        until: options.now().getTime() + options.ttlSeconds * 1_000,
      });
    },
  };
}
