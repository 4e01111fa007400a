// The real process, as a machine runs it: what it refuses to start with, and how it stops.

import { expect, test } from 'vitest';
import { startMain } from '../support/process.ts';
import { says } from '../support/reading.ts';
import { openProcessWorld, secrets } from '../support/world.ts';

test('production refuses to start with missing and weak settings, and names all of them at once', async () => {
  await using main = startMain({ NODE_ENV: 'production', JWT_SECRET: 'dummy', PORT: 'eighty' });
  expect(await main.exited).toBe(1);
  for (const name of [
    'DATABASE_URL',
    'REDIS_URL',
    'JWT_SECRET',
    'PORT',
    'WHATSAPP_APP_SECRET',
    'MERCADOPAGO_ACCESS_TOKEN',
  ]) {
    expect(main.output()).toContain(name);
  }
  expect(main.output()).not.toContain('dummy');
  expect(main.output()).not.toMatch(/ at .*\.ts:\d+/);
});

test('on SIGTERM the turns under way are finished, the answers leave, and the process ends with 0', async () => {
  await using world = await openProcessWorld({ env: { TURN_DEBOUNCE_MS: '0' } });
  const { main } = world;
  const ready = await fetch(`${await main.url()}/api/v1/readyz`);
  expect(await ready.json()).toMatchObject({ status: 'ready' });

  // Meta is slow, so that the turn is still under way when the process is told to stop
  world.sandbox.whatsapp.slow(700);
  const ana = world.sandbox.whatsapp.guest('5492944300001', 'Ana');
  await ana.say('del 3 al 10 de enero, somos 2');
  const asked = performance.now();
  main.kill('SIGTERM');
  expect(await main.exited).toBe(0);
  expect(performance.now() - asked).toBeLessThan(10_000);
  await ana.waitFor(says('libre'), 1_000);
  expect(main.lines().at(-1)).toMatchObject({ msg: 'Posta is closed' });
  const { rows } = await world.db.query(`select status, wamid is not null as known from messages`);
  expect(rows).toEqual([{ status: 'sent', known: true }]);

  // secrets and phones never reach the log
  const { whatsappPhoneId: _public, ...hidden } = secrets;
  for (const secret of Object.values(hidden)) expect(main.output()).not.toContain(secret);
  expect(main.output()).not.toContain('5492944300001');
});
