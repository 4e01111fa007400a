// What would go wrong: something that Posta leans on goes away for a while, and a guest is not answered,
// is answered twice or out of order.

import { Redis } from 'ioredis';
import { expect, test, vi } from 'vitest';
import type { Fault } from '../../src/sandbox/simulators/faults.ts';
import {
  askForCoihue,
  expectAllAnswered,
  expectMoneyConserved,
  minutes,
  PAID,
  payAndHear,
  whileTimePasses,
} from '../support/journeys.ts';
import { openOwnPostgres, openOwnRedis } from '../support/own-servers.ts';
import { says } from '../support/reading.ts';
import { describeWithRedis } from '../support/redis.ts';
import { openWorld } from '../support/world.ts';

const PATIENCE_MS = 60_000;

describeWithRedis('faults of Redis', () => {
  test('Redis is stopped and started again in a booking, and the guest notices nothing', async () => {
    await using redis = await openOwnRedis();
    await using world = await openWorld({ redisUrl: redis.url });
    const ana = world.sandbox.whatsapp.guest('5492944700001', 'Ana Pérez');
    await ana.say('del 3 al 10 de enero');
    await ana.waitFor(says('¿Cuántas personas son?'), PATIENCE_MS);
    await redis.stop();
    await ana.say('somos 4');
    await ana.waitFor(says('cabañas libres'), PATIENCE_MS);
    await ana.choose('Coihue');
    await ana.waitFor(says('hasta 4 personas'), PATIENCE_MS);
    const health = await fetch(`${world.service.url}/api/v1/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'degraded' }]);
    await redis.start();
    await expect
      .poll(async () => (await fetch(`${world.service.url}/api/v1/healthz`)).json(), {
        timeout: PATIENCE_MS,
      })
      .toMatchObject({ status: 'healthy' });
    await ana.choose('Precio y reserva');
    await ana.waitFor(says('¿Te la reservo?'), PATIENCE_MS);
    await ana.choose('Sí, reservar');
    await ana.waitFor(says('¿A nombre de quién'), PATIENCE_MS);
    await expectAllAnswered(world, [ana]);
  });

  test('Redis is emptied again and again through a whole booking', async () => {
    await using redis = await openOwnRedis();
    await using world = await openWorld({ redisUrl: redis.url });
    const client = new Redis(redis.url);
    const emptying = setInterval(() => void client.flushall(), 20);
    try {
      const ana = world.sandbox.whatsapp.guest('5492944700002', 'Ana Pérez');
      const link = await askForCoihue(ana, 'Ana Pérez', PATIENCE_MS);
      expect(await payAndHear(world, ana, link)).toMatchObject(PAID);
      await expectAllAnswered(world, [ana]);
    } finally {
      clearInterval(emptying);
      client.disconnect();
    }
  });
});

test('Postgres is restarted twice under load: twenty guests are answered once each, in order', async () => {
  await using postgres = await openOwnPostgres();
  await using world = await openWorld({ databaseUrl: postgres.url });
  const guests = Array.from({ length: 20 }, (_, n) =>
    world.sandbox.whatsapp.guest(`54929447100${String(n).padStart(2, '0')}`, `Guest ${n}`),
  );
  const talks = Promise.all(
    guests.map(async (guest) => {
      await guest.say('del 3 al 10 de enero, somos 2');
      await guest.waitFor(says('libre'), PATIENCE_MS);
      await guest.choose('Coihue');
      await guest.waitFor(says('hasta 4 personas'), PATIENCE_MS);
      await guest.choose('Precio y reserva');
      await guest.waitFor(says('¿Te la reservo?'), PATIENCE_MS);
    }),
  );
  talks.catch(() => undefined);
  for (const answered of [3, 25]) {
    const heard = () => guests.reduce((sum, { messages }) => sum + messages.length, 0);
    await expect.poll(heard, { timeout: PATIENCE_MS }).toBeGreaterThan(answered);
    await postgres.stop();
    await postgres.start();
    // Meta tells again what became of our messages; then the leases of those who could not say that
    // they let a guest go run out.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await world.clock.advance(31_000);
  }
  await talks;
  const refused = guests.flatMap(({ guest }) =>
    guest.entries.filter(({ tick }) => tick === 'failed'),
  );
  expect(refused).toEqual([]);
  for (const { messages } of guests) expect(messages).toHaveLength(3);
  await expectAllAnswered(world, guests);
}, 240_000);

const graphFaults: ReadonlyArray<readonly [what: string, fault: Fault, times: number]> = [
  ['too many requests (429)', { status: 429, code: 130429 }, 3],
  ['too many messages to this guest (131056)', { status: 400, code: 131056 }, 3],
  ['an error of its own (500)', { status: 500, code: 131000 }, 3],
  ["a gateway's page (502)", { status: 502, body: '<html>Bad gateway</html>' }, 2],
  ['nothing: it hangs up before', 'reset', 2],
  ['nothing: it hangs up although it took the message', 'reset after the work', 1],
  ['nothing for ten seconds, and took nothing', 'timeout', 1],
  ['nothing for ten seconds although it took the message', 'timeout after the work', 1],
  ['slowly', { delayMs: 3_000 }, 2],
];

test.concurrent.for(graphFaults)(
  'Meta answers with %s: the guest reads each answer once, in order',
  async ([, fault, times]) => {
    await using world = await openWorld();
    const ana = world.sandbox.whatsapp.guest('5492944700003', 'Ana Pérez');
    world.sandbox.whatsapp.failNext(times, fault, /message/);
    await ana.say('del 3 al 10 de enero');
    await whileTimePasses(world, 1_000, () =>
      ana.waitFor(says('¿Cuántas personas son?'), PATIENCE_MS),
    );
    // behind the first answer there may be a repeat that nobody should see
    await ana.say('somos 4');
    await whileTimePasses(world, 1_000, () => ana.waitFor(says('cabañas libres'), PATIENCE_MS));
    expect(ana.messages).toHaveLength(2);
    await vi.waitFor(
      async () => {
        const { rows } = await world.db.query(`select status from messages order by id`);
        expect(rows).toEqual([{ status: 'read' }, { status: 'read' }]);
      },
      { timeout: PATIENCE_MS, interval: 50 },
    );
    await expectAllAnswered(world, [ana]);
  },
);

test('Meta cannot fetch a picture from us: the message is tried again, and at last comes without it', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944700008', 'Ana Pérez');
  await ana.say('del 3 al 10 de enero, somos 4');
  await ana.waitFor(says('cabañas libres'), PATIENCE_MS);
  world.sandbox.whatsapp.failDelivery(2, 131053);
  await ana.choose('Coihue');
  const shown = () =>
    ana.guest.entries.filter(
      ({ message, tick }) => says('hasta 4 personas')(message) && tick === 'read',
    );
  await whileTimePasses(world, 1_000, async () => {
    await expect.poll(() => shown().length, { timeout: PATIENCE_MS }).toBe(1);
  });
  expect(JSON.stringify(shown()[0]!.message)).not.toContain('"image"');
  await ana.choose('Precio y reserva');
  await ana.waitFor(says('¿Te la reservo?'), PATIENCE_MS);
});

test('the clock goes back an hour and then forward a day: the guest is answered, and the hold ended once', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944700007', 'Ana Pérez');
  await askForCoihue(ana, 'Ana Pérez', PATIENCE_MS);
  await world.clock.advance(-minutes(60));
  await ana.say('¿aceptan mascotas?');
  await ana.waitFor(says('mascota'), PATIENCE_MS);
  await world.clock.advance(minutes(60));
  await ana.say('gracias!');
  await ana.waitFor(says('De nada'), PATIENCE_MS);
  await world.clock.advance(24 * minutes(60));
  await ana.say('hola, sigue la reserva?');
  await ana.waitFor(says('Se terminó el tiempo'), PATIENCE_MS);
  await expect
    .poll(
      async () =>
        (
          await world.db.query(
            'select count(*)::int as waiting from guest_events where rev is null',
          )
        ).rows[0],
      { timeout: PATIENCE_MS },
    )
    .toEqual({ waiting: 0 });
  expect(ana.messages.filter(says('Se terminó el tiempo'))).toHaveLength(1);
  await expectMoneyConserved(world);
});
