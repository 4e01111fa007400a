// What would go wrong: a stack trace reaches a stranger, one client starves the others, a file outside
// the pictures is served, or a stop cuts an answer in half.

import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Router from '@koa/router';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { createHealth } from '../../src/http/health.ts';
import type { Probe } from '../../src/http/health.ts';
import { jsonBody } from '../../src/http/json-body.ts';
import { HttpProblem } from '../../src/http/problem.ts';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { openServer } from '../../src/http/server.ts';
import { createMetrics } from '../../src/adapters/metrics.ts';
import { openDoor } from '../support/http-door.ts';
import { describeWithRedis, openRedisUrl } from '../support/redis.ts';

function demo(): Router {
  const router = new Router();
  router.get('/thing', (ctx) => void (ctx.body = { fine: true }));
  router.get('/broken/:token', () => {
    throw new Error('password=hunter2');
  });
  router.get('/gone', () => {
    throw new HttpProblem(410, 'No longer here', 'It was cancelled', { 'X-Extra': '1' });
  });
  router.post(
    '/json',
    jsonBody(1_000),
    (ctx) => void (ctx.body = { got: (ctx.request as unknown as { body: unknown }).body }),
  );
  return router;
}

test('what goes wrong is told as a problem, without the inside', async () => {
  await using door = await openDoor({ routers: [demo()] });
  const get = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${door.url}${path}`, init);
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  };
  const broken = await get('/broken/s3cret', { headers: { 'x-request-id': 'request-0001' } });
  expect(broken.status).toBe(500);
  expect(broken.headers.get('content-type')).toBe('application/problem+json');
  expect(broken.body).toEqual({
    type: 'about:blank',
    title: 'Something went wrong here',
    status: 500,
    requestId: 'request-0001',
  });
  const line = door.lines.find(({ msg }) => msg === 'request failed');
  expect(line).toMatchObject({
    requestId: 'request-0001',
    route: '/broken/:token',
    err: { message: 'password=hunter2' },
  });
  expect(JSON.stringify(door.lines)).not.toContain('s3cret');

  expect(await get('/gone')).toMatchObject({
    status: 410,
    body: { title: 'No longer here', detail: 'It was cancelled' },
  });
  expect(await get('/nowhere')).toMatchObject({ status: 404, body: { title: 'Nothing here' } });
  const wrongMethod = await get('/thing', { method: 'DELETE' });
  expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'HEAD, GET']);
  expect((await fetch(`${door.url}/thing`, { method: 'OPTIONS' })).status).toBe(204);
});

test('a request keeps the id it came with, a strange one gets ours', async () => {
  await using door = await openDoor({ routers: [demo()] });
  const idFor = async (id: string) =>
    (await fetch(`${door.url}/thing`, { headers: { 'x-request-id': id } })).headers.get(
      'x-request-id',
    );
  expect(await idFor('abc-123_DEF.4')).toBe('abc-123_DEF.4');
  for (const strange of ['short', 'x'.repeat(65), 'with space and <tag>'])
    expect(await idFor(strange)).toMatch(/^[0-9a-f-]{36}$/);
});

test('JSON bodies: the type, the size and the shape are checked before the route runs', async () => {
  await using door = await openDoor({ routers: [demo()] });
  const send = async (body: string, type: string) =>
    (await fetch(`${door.url}/json`, { method: 'POST', body, headers: { 'content-type': type } }))
      .status;
  expect(await send('{"a":1}', 'application/json; charset=utf-8')).toBe(200);
  expect(await send('a=1', 'application/x-www-form-urlencoded')).toBe(415);
  expect(await send('{"a":1}', 'text/plain')).toBe(415);
  expect(await send('{"a":', 'application/json')).toBe(400);
  expect(await send('5', 'application/json')).toBe(400);
  expect(await send(`{"a":"${'x'.repeat(1_000)}"}`, 'application/json')).toBe(413);
});

test('only the origins of the list may read from a browser', async () => {
  await using door = await openDoor({
    routers: [demo()],
    env: { ALLOWED_ORIGINS: 'https://panel.example' },
  });
  const allowed = async (origin: string, method = 'GET') =>
    (
      await fetch(`${door.url}/thing`, {
        method,
        headers: { origin, 'access-control-request-method': 'GET' },
      })
    ).headers.get('access-control-allow-origin');
  expect(await allowed('https://panel.example')).toBe('https://panel.example');
  expect(await allowed('https://panel.example', 'OPTIONS')).toBe('https://panel.example');
  expect(await allowed('https://evil.example')).toBeNull();
});

test('public answers carry the protective headers', async () => {
  await using door = await openDoor({ routers: [demo()] });
  const { headers } = await fetch(`${door.url}/thing`);
  expect([
    headers.get('x-content-type-options'),
    headers.get('content-security-policy'),
    headers.get('x-powered-by'),
  ]).toEqual(['nosniff', expect.stringContaining("default-src 'self'"), null]);
});

test('a client over its budget waits, behind our proxy each client has its own, and webhooks are never limited', async () => {
  const rateLimit = createRateLimit({ requests: 3, windowSeconds: 60 }, null);
  await using door = await openDoor({
    routers: [demo()],
    rateLimit,
    env: { CLIENT_IP_HEADER: 'Fly-Client-IP' },
  });
  const get = (ip: string, path = '/thing') =>
    fetch(`${door.url}${path}`, { headers: { 'fly-client-ip': ip } });
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push((await get('200.1.1.1')).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await get('200.1.1.1');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
  expect((await get('200.1.1.2')).status).toBe(200);
  for (let i = 0; i < 5; i++)
    expect((await get('200.1.1.1', '/api/v1/webhooks/whatsapp')).status).toBe(403);
});

describeWithRedis('the budget in Redis', () => {
  test('is one for all processes, and lives on in memory while Redis is away', async () => {
    const redis = new Redis(await openRedisUrl(), {
      enableOfflineQueue: false,
      lazyConnect: true,
      retryStrategy: () => null,
    });
    await redis.connect();
    const settings = { requests: 2, windowSeconds: 60 };
    await using one = await openDoor({
      routers: [demo()],
      rateLimit: createRateLimit(settings, redis),
    });
    await using other = await openDoor({
      routers: [demo()],
      rateLimit: createRateLimit(settings, redis),
    });
    const get = async (door: { url: string }) => (await fetch(`${door.url}/thing`)).status;
    expect([await get(one), await get(other), await get(one), await get(other)]).toEqual([
      200, 200, 429, 429,
    ]);
    redis.disconnect();
    await using third = await openDoor({
      routers: [demo()],
      rateLimit: createRateLimit(settings, redis),
    });
    expect([await get(third), await get(third), await get(third)]).toEqual([200, 200, 429]);
  });
});

test('pictures are served for long, and nothing beside them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'posta-photos-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  await writeFile(join(folder, 'arrayan-1.jpg'), 'jpeg');
  await writeFile(join(folder, 'notes.txt'), 'private');
  await writeFile(join(folder, '.hidden.jpg'), 'private');
  await symlink(folder, join(folder, 'folder.jpg'));
  await using door = await openDoor({ photosFolder: folder });
  const photo = await fetch(`${door.url}/photos/arrayan-1.jpg`);
  expect([
    photo.status,
    await photo.text(),
    photo.headers.get('content-type'),
    photo.headers.get('content-length'),
  ]).toEqual([200, 'jpeg', 'image/jpeg', '4']);
  expect(photo.headers.get('cache-control')).toBe('public, max-age=604800');
  expect(photo.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  // `fetch` adds `no-cache` to a conditional request.
  expect(
    await rawStatus(door.server.port, '/photos/arrayan-1.jpg', {
      'if-none-match': photo.headers.get('etag') ?? '',
    }),
  ).toBe(304);
  expect(
    (await fetch(`${door.url}/photos/arrayan-1.jpg`, { method: 'HEAD' })).headers.get(
      'content-length',
    ),
  ).toBe('4');
  const others = [
    'notes.txt',
    '.hidden.jpg',
    'folder.jpg',
    'none.jpg',
    '..%2f..%2fpackage.json',
    '..%2farrayan-1.jpg',
    '%2e%2e%2farrayan-1.jpg',
    'a%00.jpg',
    '%ff.jpg',
    '',
  ];
  const statuses = await Promise.all(
    others.map((name) => rawStatus(door.server.port, `/photos/${name}`)),
  );
  expect(statuses.filter((status) => status !== 404 && status !== 400)).toEqual([]);
});

/** `fetch` tidies a path before it is sent; a stranger does not. */
function rawStatus(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, path, headers, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

const up: Probe = { need: 'vital', check: () => Promise.resolve() };
const late = (need: Probe['need']): Probe => ({ need, check: () => new Promise(() => {}) });
const failing: Probe = {
  need: 'vital',
  check: () =>
    Promise.reject(
      Object.assign(new Error('connect postgres://u:hunter2@db'), { code: 'ECONNREFUSED' }),
    ),
};

async function health(probes: Record<string, Probe>, draining = false) {
  const metrics = createMetrics();
  const router = createHealth({
    probes,
    closed: { whatsapp: ['WHATSAPP_APP_SECRET'] },
    isDraining: () => draining,
    metrics,
    timeoutMs: 50,
  });
  await using door = await openDoor({ doors: [router] });
  const get = async (path: string) => {
    const answer = await fetch(`${door.url}/api/v1/${path}`);
    return { code: answer.status, ...((await answer.json()) as object) };
  };
  return { alive: await get('healthz'), ready: await get('readyz') };
}

test('alive and ready say what is there, what is missing and which doors are closed', async () => {
  expect(await health({ postgres: up, redis: { ...up, need: 'useful' } })).toMatchObject({
    alive: {
      code: 200,
      status: 'healthy',
      dependencies: { postgres: { state: 'up' } },
      closed: { whatsapp: ['WHATSAPP_APP_SECRET'] },
    },
    ready: { code: 200, status: 'ready', waitingFor: [] },
  });
  expect(await health({ postgres: up, redis: late('useful') })).toMatchObject({
    alive: {
      code: 200,
      status: 'degraded',
      dependencies: { redis: { state: 'down', reason: 'timeout' } },
    },
    ready: { code: 503, status: 'waiting', waitingFor: ['redis'] },
  });
  const dead = await health({ postgres: failing });
  expect(dead).toMatchObject({
    alive: {
      code: 503,
      status: 'unhealthy',
      dependencies: { postgres: { reason: 'ECONNREFUSED' } },
    },
    ready: { code: 503 },
  });
  expect(JSON.stringify(dead)).not.toContain('hunter2');
  expect((await health({ postgres: up }, true)).ready).toMatchObject({
    code: 503,
    status: 'draining',
  });
});

test('the numbers are there for a scraper, and a reading that fails does not take them down', async () => {
  const metrics = createMetrics();
  metrics.watch('oldest_event_seconds', 'x', () => Promise.reject(new Error('no database')));
  await using door = await openDoor({
    doors: [createHealth({ probes: {}, closed: {}, isDraining: () => false, metrics })],
  });
  const answer = await fetch(`${door.url}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const text = await answer.text();
  expect(text.includes('process_cpu_seconds_total')).toBe(true);
  expect(/^posta_oldest_event_seconds nan$/im.test(text)).toBe(true);
});

test('with a token the numbers are for whoever has it, and for a scraper that does not come through the proxy', async () => {
  const metricsToken = 'a-token-of-the-scraper';
  const asked = async (clientIpHeader: string | undefined, headers: Record<string, string>) => {
    const config = { metricsToken, clientIpHeader };
    const health = { probes: {}, closed: {}, isDraining: () => false, metrics: createMetrics() };
    await using door = await openDoor({ doors: [createHealth({ ...health, config })] });
    return (await fetch(`${door.url}/metrics`, { headers })).status;
  };
  const right = { authorization: `Bearer ${metricsToken}` };
  const proxied = { 'fly-client-ip': '200.45.191.35' };
  expect(await asked(undefined, {})).toBe(401);
  expect(await asked(undefined, { authorization: 'Bearer a-token-of-nobody' })).toBe(401);
  expect(await asked(undefined, right)).toBe(200);
  expect(await asked('fly-client-ip', proxied)).toBe(401);
  expect(await asked('fly-client-ip', { ...proxied, ...right })).toBe(200);
  expect(await asked('fly-client-ip', {})).toBe(200);
});

test('a busy port is one clear sentence', async () => {
  const busy = createServer().listen(0);
  await new Promise((resolve) => busy.once('listening', resolve));
  const { port } = busy.address() as AddressInfo;
  await expect(openServer({ callback: () => async () => {} }, port)).rejects.toThrow(
    `Port ${port} is taken by another program. Stop it, or set PORT to a free one.`,
  );
  busy.close();
});

test('a stop lets the running answer end, refuses new ones, and does not wait for idle connections', async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const slow = new Router();
  slow.get('/slow', async (ctx) => {
    started.resolve();
    await finish.promise;
    ctx.body = 'whole';
  });
  const door = await openDoor({ routers: [slow, demo()] });
  await (await fetch(`${door.url}/thing`)).text();
  const running = fetch(`${door.url}/slow`);
  await started.promise;
  const startedAt = performance.now();
  const closed = door.server.close();
  await expect(fetch(`${door.url}/thing`)).rejects.toThrow();
  finish.resolve();
  const answer = await running;
  expect([answer.status, answer.headers.get('connection'), await answer.text()]).toEqual([
    200,
    'close',
    'whole',
  ]);
  await closed;
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test('a stop cuts what does not end in time', async () => {
  const started = Promise.withResolvers<void>();
  const stuck = new Router();
  stuck.get('/stuck', async () => {
    started.resolve();
    await new Promise(() => {});
  });
  const door = await openDoor({ routers: [stuck] });
  const running = fetch(`${door.url}/stuck`).catch(() => 'cut');
  await started.promise;
  await door.server.close(100);
  expect(await running).toBe('cut');
});
