// So many requests a minute and client, counted in Redis for all processes and in memory while Redis is away.

import type { Redis } from 'ioredis';
import type { Middleware } from 'koa';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { HttpProblem } from './problem.ts';

export function createRateLimit(settings: Config['rateLimit'], redis: Redis | null): Middleware {
  if (settings === null) return (_ctx, next) => next();
  const budget = {
    points: settings.requests,
    duration: settings.windowSeconds,
    keyPrefix: 'posta:rate',
  };
  const memory = new RateLimiterMemory(budget);
  // A client over its budget is refused from memory for the rest of the window, without asking Redis.
  const limiter =
    redis === null
      ? memory
      : new RateLimiterRedis({
          ...budget,
          storeClient: redis,
          insuranceLimiter: memory,
          rejectIfRedisNotReady: true,
          inMemoryBlockOnConsumed: settings.requests + 1,
        });

  return async (ctx, next) => {
    const spent = await limiter.consume(ctx.ip).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    const resetSeconds = Math.max(1, Math.ceil(spent.msBeforeNext / 1_000));
    ctx.set({
      'RateLimit-Limit': String(settings.requests),
      'RateLimit-Remaining': String(spent.remainingPoints),
      'RateLimit-Reset': String(resetSeconds),
    });
    if (spent.consumedPoints > settings.requests) {
      throw new HttpProblem(429, 'Too many requests', `Try again in ${resetSeconds} seconds`, {
        'Retry-After': String(resetSeconds),
      });
    }
    await next();
  };
}
