// How the service is: alive (healthz), fit for traffic (readyz), and its numbers (metrics).

import Router from '@koa/router';
import type { Context } from 'koa';
import type { Metrics } from '../adapters/metrics.ts';
import type { Config } from '../config.ts';
import { Fault } from '../domain/fault.ts';
import { HttpProblem } from './problem.ts';
import { sameText } from '../adapters/same-text.ts';

/** Rejects when the dependency is not there. Without a `vital` one nothing works; a `useful` one is missed. */
export type Probe = { readonly need: 'vital' | 'useful'; readonly check: () => Promise<unknown> };
export type HealthParts = {
  /** By the name that the answer shows: `postgres`, `redis`, `migrations`. */
  readonly probes: Readonly<Record<string, Probe>>;
  /** Integrations whose doors answer 503, with the variables that they miss. */
  readonly closed: Readonly<Record<string, readonly string[]>>;
  readonly isDraining: () => boolean;
  readonly metrics: Metrics;
  readonly config?: Pick<Config, 'metricsToken' | 'clientIpHeader'>;
  readonly timeoutMs?: number;
};
type Dependency = {
  readonly state: 'up' | 'down';
  readonly need: Probe['need'];
  readonly ms: number;
  readonly reason?: string;
};

/** Sooner than a scrape gives up on a number: one that is down must show as 0, not be absent. */
const SCRAPE_MS = 800;

export function createHealth({
  probes,
  closed,
  isDraining,
  metrics,
  config: { metricsToken, clientIpHeader } = { metricsToken: undefined, clientIpHeader: undefined },
  timeoutMs = 2_000,
}: HealthParts): Router {
  const router = new Router();
  metrics.watchEach(
    { name: 'dependency_up', help: '1 while it answers', label: 'dependency', kind: 'gauge' },
    async () => {
      const states = Object.entries(await look(Math.min(timeoutMs, SCRAPE_MS)));
      return Object.fromEntries(states.map(([name, { state }]) => [name, state === 'up' ? 1 : 0]));
    },
  );

  async function look(patienceMs = timeoutMs): Promise<Record<string, Dependency>> {
    const looks = Object.entries(probes).map(
      async ([name, probe]) => [name, await lookAt(probe, patienceMs)] as const,
    );
    return Object.fromEntries(await Promise.all(looks));
  }

  router.get('/api/v1/healthz', async (ctx) => {
    const dependencies = await look();
    const down = Object.values(dependencies).filter((one) => one.state === 'down');
    const status = down.some((one) => one.need === 'vital')
      ? 'unhealthy'
      : down.length > 0
        ? 'degraded'
        : 'healthy';
    ctx.status = status === 'unhealthy' ? 503 : 200;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status, dependencies, closed };
  });

  router.get('/api/v1/readyz', async (ctx) => {
    const dependencies = await look();
    const waitingFor = Object.entries(dependencies).flatMap(([name, one]) =>
      one.state === 'down' ? [name] : [],
    );
    const status = isDraining() ? 'draining' : waitingFor.length > 0 ? 'waiting' : 'ready';
    ctx.status = status === 'ready' ? 200 : 503;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status, waitingFor, closed };
  });

  /** Behind a proxy whose header nobody can leave out, whatever comes without it is a scraper of our own network (Fly's sends no token). */
  const mayScrape = (ctx: Context) =>
    metricsToken === undefined ||
    (clientIpHeader !== undefined && ctx.get(clientIpHeader) === '') ||
    sameText(ctx.get('authorization'), `Bearer ${metricsToken}`);

  router.get('/metrics', async (ctx) => {
    if (!mayScrape(ctx)) {
      ctx.set('WWW-Authenticate', 'Bearer');
      throw new HttpProblem(401, 'The numbers need a token');
    }
    const { contentType, text } = await metrics.render();
    ctx.set('Content-Type', contentType);
    ctx.body = text;
  });

  return router;
}

// The reason is a code, not a message: a message may hold an address with a password.
async function lookAt(probe: Probe, timeoutMs: number): Promise<Dependency> {
  const startedAt = performance.now();
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(
    () => timer.reject(new Fault('timeout', 'no answer in time', { transient: true })),
    timeoutMs,
  );
  try {
    await Promise.race([probe.check(), timer.promise]);
    return { state: 'up', need: probe.need, ms: since(startedAt) };
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string'
        ? error.code
        : 'error';
    return { state: 'down', need: probe.need, ms: since(startedAt), reason: code };
  } finally {
    clearTimeout(timeout);
  }
}

function since(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 10) / 10;
}
