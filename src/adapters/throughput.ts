// Messages a second from one number, over all processes: a count per second in Redis. Without Redis,
// or while it is away, each process counts its own; Meta's 130429 catches the rest.

import type { Redis } from 'ioredis';

/** Milliseconds until the next slot; 0: this one is taken. */
export type TakeSlot = () => Promise<number>;

export function createThroughput(
  perSecond: number,
  redis: Redis | null,
  phoneId: string,
): TakeSlot {
  let mine = { second: 0, count: 0 };

  async function count(second: number): Promise<number> {
    mine = mine.second === second ? { second, count: mine.count + 1 } : { second, count: 1 };
    if (redis?.status !== 'ready') return mine.count;
    const key = `posta:sent:${phoneId}:${second}`;
    try {
      const sent = await redis.incr(key);
      if (sent === 1) await redis.expire(key, 5);
      return sent;
    } catch {
      return mine.count;
    }
  }

  return async () => {
    // the machine's clock, not the one that the sandbox moves: Meta counts real seconds
    const at = Date.now();
    const second = Math.floor(at / 1_000);
    return (await count(second)) <= perSecond ? 0 : (second + 1) * 1_000 - at;
  };
}
