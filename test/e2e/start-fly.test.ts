// What would go wrong: a machine that starts with half its secrets, gives up because Postgres was
// a moment late, migrates what another machine is migrating, or never hears that it must stop.

import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { openDatabase, openEmptyDatabase } from '../support/database.ts';
import { startMachine } from '../support/process.ts';
import { says } from '../support/reading.ts';
import { describeWithRedis, openRedisUrl } from '../support/redis.ts';
import { openTemporaryFolder } from '../support/temporary-folder.ts';
import { openLateDoor, openTlsRedis } from '../support/tls-redis.ts';
import { openProcessWorld, secrets as given } from '../support/world.ts';

const required = {
  PUBLIC_URL: 'https://posta.test',
  JWT_SECRET: given.jwtSecret,
  WHATSAPP_ACCESS_TOKEN: given.whatsappAccessToken,
  WHATSAPP_APP_SECRET: given.whatsappAppSecret,
  WHATSAPP_PHONE_ID: given.whatsappPhoneId,
  WHATSAPP_VERIFY_TOKEN: given.whatsappVerifyToken,
  MERCADOPAGO_ACCESS_TOKEN: given.mercadopagoAccessToken,
  MERCADOPAGO_WEBHOOK_SECRET: given.mercadopagoWebhookSecret,
};
const elsewhere = {
  DATABASE_URL: 'postgres://posta:pg-password@127.0.0.1:1/posta',
  REDIS_URL: 'redis://:redis-password@127.0.0.1:1',
};
const complete = { ...required, ...elsewhere, PORT: '0', START_PATIENCE_SECONDS: '1' };
const passwords = ['pg-password', 'redis-password'];
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

function expectNoSecret(output: string): void {
  const { PUBLIC_URL: _, WHATSAPP_PHONE_ID: __, ...secret } = required;
  for (const value of [...Object.values(secret), ...passwords]) expect(output).not.toContain(value);
}

async function outcomeOf(env: Record<string, string>) {
  await using machine = startMachine('app', env);
  const code = await machine.exited;
  return { code, output: machine.output() };
}

test('a machine without settings names all that is missing at once; with one missing, that one', async () => {
  const nothing = await outcomeOf({});
  expect(nothing.code).toBe(1);
  for (const name of Object.keys({ ...required, ...elsewhere }))
    expect(nothing.output).toContain(`${name} is missing`);

  for (const name of Object.keys({ ...required, ...elsewhere })) {
    const { code, output } = await outcomeOf({ ...complete, [name]: ' ' });
    expect(code).toBe(1);
    expect([...output.matchAll(/(\w+) is missing/g)].map(([, missing]) => missing)).toEqual([name]);
    expectNoSecret(output);
  }
});

test('a Postgres that does not come is named without its password, and so is one that refuses us', async () => {
  const absent = await outcomeOf(complete);
  expect(absent.code).toBe(1);
  expect(absent.output).toContain('Postgres at 127.0.0.1:1 does not answer');
  expectNoSecret(absent.output);

  await using database = await openDatabase();
  const wrong = new URL(database.url);
  wrong.password = 'pg-password';
  const started = performance.now();
  const patient = { ...complete, START_PATIENCE_SECONDS: '600', DATABASE_URL: wrong.href };
  const refused = await outcomeOf(patient);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/Postgres at 127\.0\.0\.1:\d+ refuses us: password auth/);
  expect(performance.now() - started).toBeLessThan(60_000);
  expectNoSecret(refused.output);
});

test('a machine that is told to stop while it waits stops at once', async () => {
  await using machine = startMachine('app', { ...complete, START_PATIENCE_SECONDS: '600' });
  await vi.waitFor(() => expect(machine.output()).toContain('Waiting for Postgres'), 20_000);
  machine.kill('SIGTERM');
  const started = performance.now();
  expect(await machine.exited).toBe(143);
  expect(performance.now() - started).toBeLessThan(5_000);
});

describeWithRedis('start-fly.sh with a Redis', () => {
  test('services that come late are waited for; node takes the place of the shell and hears SIGTERM', async () => {
    await using database = await openDatabase();
    await using postgres = await openLateDoor(database.url);
    await using redis = await openLateDoor(await openRedisUrl());
    await using machine = startMachine('all', {
      ...complete,
      START_PATIENCE_SECONDS: '60',
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
    });
    await vi.waitFor(() => expect(machine.output()).toContain('Waiting for Postgres'), 20_000);
    await delay(1_200);
    await postgres.open();
    await vi.waitFor(() => expect(machine.output()).toContain('Waiting for Redis'), 20_000);
    await redis.open();
    const ready = await fetch(`${await machine.url()}/api/v1/readyz`);
    expect(await ready.json()).toMatchObject({ status: 'ready' });
    expect(machine.output()).toContain('The tables are up to date');
    expect(machine.lines().at(-1)).toMatchObject({ msg: 'Posta is open', pid: machine.pid });
    expectNoSecret(machine.output());

    machine.kill('SIGTERM');
    expect(await machine.exited).toBe(0);
    expect(machine.lines().at(-1)).toMatchObject({ msg: 'Posta is closed' });
  });

  test('two machines that start at once on an empty database both serve, and each table is made once', async () => {
    await using database = await openEmptyDatabase();
    const env = { ...complete, DATABASE_URL: database.url, REDIS_URL: await openRedisUrl() };
    await using one = startMachine('app', env);
    await using other = startMachine('worker', env);
    const urls = await Promise.all([one.url(), other.url()]);
    for (const url of urls) expect((await fetch(`${url}/api/v1/readyz`)).status).toBe(200);
    const told = `${one.output()}${other.output()}`;
    expect(told.match(/0001_\w+\.sql/g)).toHaveLength(1);
    expect(told).toContain('The tables are up to date');
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      'select count(*)::int - count(distinct id)::int as twice from migrations',
    );
    await client.end();
    expect(rows).toEqual([{ twice: 0 }]);
  });

  test('the app takes the message and does not answer; the worker does', async () => {
    await using world = await openProcessWorld();
    const { port } = new URL(await world.main.url());
    world.main.kill('SIGTERM');
    await world.main.exited;
    const production = { ...world.environment, NODE_ENV: 'production' };
    await using app = startMachine('app', { ...production, PORT: port });
    await app.url();
    const ana = world.sandbox.whatsapp.guest('5492944300011', 'Ana');
    expect((await ana.say('del 3 al 10 de enero, somos 2')).answer.status).toBe(200);
    await delay(1_500);
    expect(ana.messages).toEqual([]);
    await using worker = startMachine('worker', { ...production, PORT: '0' });
    await ana.waitFor(says('libre'), 30_000);
    // and from now on without waiting for the worker's next look around
    await ana.say('gracias!');
    await ana.waitFor(says('De nada'), 10_000);
    const roles = () => [app, worker].map((one) => one.lines().find(({ role }) => role)?.['role']);
    await expect.poll(roles).toEqual(['app', 'worker']);
  });

  test.skipIf(!hasOpenssl)(
    'a Redis with TLS of an unknown authority is refused at once; with the authority it serves',
    async () => {
      await using folder = await openTemporaryFolder();
      await using database = await openDatabase();
      await using redis = await openTlsRedis(folder.path);
      const env = {
        ...complete,
        START_PATIENCE_SECONDS: '600',
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
      };
      const refused = await outcomeOf(env);
      expect(refused.code).toBe(1);
      expect(refused.output).toMatch(/Redis at 127\.0\.0\.1:\d+ refuses us: .*NODE_EXTRA_CA_CERTS/);

      await using machine = startMachine('app', { ...env, NODE_EXTRA_CA_CERTS: redis.authority });
      const health = await fetch(`${await machine.url()}/api/v1/healthz`);
      expect(await health.json()).toMatchObject({
        status: 'healthy',
        dependencies: { redis: { state: 'up' } },
      });
    },
  );
});
