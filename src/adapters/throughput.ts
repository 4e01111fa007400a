// Messages a second from one number, over all processes: a count per second in Redis. Without Redis,
// or while it is away, each process counts its own; Meta's 130429 catches the rest.

import type { Redis } from 'ioredis';
import { batched } from './batched.ts';

/** Milliseconds until the next slot; 0: this one is taken. */
export type TakeSlot = () => Promise<number>;

export function createThroughput(
  perSecond: number,
  redis: Redis | null,
  phoneId: string,
): TakeSlot {
  let mine = { second: 0, count: 0 };

  /** How many were taken in this second, these among them. */
  async function take(slots: number, second: number): Promise<number> {
    mine = { second, count: slots + (mine.second === second ? mine.count : 0) };
    if (redis?.status !== 'ready') return mine.count;
    const key = `posta:sent:${phoneId}:${second}`;
    try {
      const sent = await redis.incrby(key, slots);
      if (sent === slots) await redis.expire(key, 5);
      return sent;
    } catch {
      return mine.count;
    }
  }

  return batched(async (askers: ReadonlyArray<void>) => {
    // the machine's clock, not the one that the sandbox moves: Meta counts real seconds
    const at = Date.now();
    const second = Math.floor(at / 1_000);
    const first = (await take(askers.length, second)) - askers.length + 1;
    return askers.map((_, index) => (first + index <= perSecond ? 0 : (second + 1) * 1_000 - at));
  });
}
