// The middleware that every request passes, and its order: the webhooks stand first, because Meta
// measures them in milliseconds and they need none of what protects the public routes.

import { randomUUID } from 'node:crypto';
import cors from '@koa/cors';
import type Router from '@koa/router';
import Koa from 'koa';
import type { Context, Middleware } from 'koa';
import helmet from 'koa-helmet';
import type { Log } from '../adapters/log.ts';
import type { Metrics } from '../adapters/metrics.ts';
import type { Config } from '../config.ts';
import { HttpProblem, answer, asProblem } from './problem.ts';

export type AppParts = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly config: Pick<Config, 'allowedOrigins' | 'clientIpHeader'>;
  readonly rateLimit: Middleware;
  /** Webhooks, health and metrics: no limit, no CORS, their own reading of bodies. */
  readonly doors: readonly Router[];
  /** Pictures and pages: protected headers, no limit, because Meta fetches the pictures for every guest from few addresses. */
  readonly files: readonly Router[];
  readonly routers: readonly Router[];
};

export function createApp({
  log,
  metrics,
  config,
  rateLimit,
  doors,
  files,
  routers,
}: AppParts): Koa {
  const app = new Koa(
    // The last address of the header is the one that our own proxy wrote.
    config.clientIpHeader === undefined
      ? {}
      : { proxy: true, proxyIpHeader: config.clientIpHeader, maxIpsCount: 1 },
  );
  app.on('error', (err: unknown) => log.warn({ err }, 'response broken off'));
  app.use(observe(log, metrics));
  for (const router of doors) app.use(router.routes());
  app.use(helmet());
  for (const router of files) app.use(router.routes());
  app.use(
    cors({
      // Koa's cors treats a blank answer as "no header", its types want a string.
      origin: (ctx: Context) =>
        config.allowedOrigins.includes(ctx.get('Origin')) ? ctx.get('Origin') : '',
      allowMethods: 'GET,HEAD,POST,PUT,PATCH,DELETE',
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id'],
      exposeHeaders: [
        'X-Request-Id',
        'RateLimit-Limit',
        'RateLimit-Remaining',
        'RateLimit-Reset',
        'Retry-After',
      ],
      maxAge: 600,
    }),
  );
  app.use(rateLimit);
  for (const router of routers) app.use(router.routes());
  return app;
}

function observe(log: Log, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(ctx.get('X-Request-Id'));
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
      if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) nothingHere(ctx);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status >= 500)
        log.error(
          { err: error, requestId, method: ctx.method, route: routeOf(ctx) },
          'request failed',
        );
      answer(ctx, problem, requestId);
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    metrics.httpAnswered({ method: ctx.method, route: routeOf(ctx), status: ctx.status }, seconds);
    if (log.isLevelEnabled('debug'))
      log.debug(
        { requestId, method: ctx.method, route: routeOf(ctx), status: ctx.status, seconds },
        'request answered',
      );
  };
}

/** A path that no route knows is 404; a route that does not know the method says which ones it knows. */
function nothingHere(ctx: Context): void {
  const layers =
    (ctx as unknown as { matched?: ReadonlyArray<{ methods: readonly string[] }> }).matched ?? [];
  const methods = [...new Set(layers.flatMap((layer) => layer.methods))];
  if (methods.length === 0 || methods.includes(ctx.method))
    throw new HttpProblem(404, 'Nothing here');
  const allow = { Allow: methods.join(', ') };
  if (ctx.method !== 'OPTIONS')
    throw new HttpProblem(405, 'This address does not take that method', undefined, allow);
  ctx.set(allow);
  ctx.status = 204;
}

/** The pattern, never the path: a path may hold a token. */
function routeOf(ctx: Context): string {
  const route = (ctx as unknown as { _matchedRoute?: unknown })._matchedRoute;
  return typeof route === 'string' ? route : 'none';
}

function requestIdOf(header: string): string {
  return /^[\w.-]{8,64}$/.test(header) ? header : randomUUID();
}
