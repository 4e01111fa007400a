// Where a conversation sleeps between turns. Losing it is harmless, so a store that fails is
// reported and passed over: the turn rebuilds the session from the journal.

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Redis } from 'ioredis';
import { z } from 'zod';
import type { MachineName } from '../chat/lane.ts';
import type { SessionRecord, Sessions } from '../chat/taking.ts';

const recordSchema = z.object({ rev: z.int(), machineVersion: z.int(), kept: z.unknown() });

/** Half of its size for some 40 µs a turn: a million sessions are to fit a small Redis. */
export function packSession(record: SessionRecord): Buffer {
  return deflateRawSync(JSON.stringify(record), SMALL);
}

/** A session is of one or two kilobytes; the usual window and tables, 256 KB a call, are for large files. */
const SMALL = { windowBits: 11, memLevel: 4 };

export function unpackSession(packed: Buffer | null | undefined): SessionRecord | undefined {
  if (!packed) return undefined;
  try {
    return recordSchema.parse(JSON.parse(inflateRawSync(packed).toString()));
  } catch {
    return undefined; // written by something else: as good as lost
  }
}

/** A guest's is the one without a name. */
function keyOf(guestId: number, machine: MachineName): string {
  return machine === 'conversation'
    ? `posta:session:${guestId}`
    : `posta:session:${machine}:${guestId}`;
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

  return {
    redis,
    async get(guestId, machine) {
      try {
        return unpackSession(await redis.getBuffer(keyOf(guestId, machine)));
      } catch (error) {
        options.onError(error as Error);
        return undefined;
      }
    },
    async set(guestId, machine, record) {
      try {
        await redis.set(keyOf(guestId, machine), packSession(record), 'EX', options.ttlSeconds);
      } catch (error) {
        options.onError(error as Error);
      }
    },
    async forget(guestId) {
      await redis.del(keyOf(guestId, 'conversation'), keyOf(guestId, 'owner'));
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
  const records = new Map<string, { packed: Buffer; until: number }>();
  return {
    async get(guestId, machine) {
      const found = records.get(keyOf(guestId, machine));
      if (!found || found.until <= options.now().getTime()) return undefined;
      return unpackSession(found.packed);
    },
    async set(guestId, machine, record) {
      records.set(keyOf(guestId, machine), {
        packed: packSession(record),
        until: options.now().getTime() + options.ttlSeconds * 1_000,
      });
    },
    async forget(guestId) {
      records.delete(keyOf(guestId, 'conversation'));
      records.delete(keyOf(guestId, 'owner'));
    },
  };
}
