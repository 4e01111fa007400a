// What would go wrong: a message answered twice, in two hands, out of order, or not at all.

import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { MACHINE_VERSION } from '../../flows/versions.ts';
import { packSession, unpackSession } from '../../src/adapters/sessions.ts';
import { says, wordsOf } from '../support/reading.ts';
import { openWorld } from '../support/world.ts';

const text = (body: string) => ({ type: 'text', text: { body } });

test('the same webhook delivered five times at once is answered once', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944000001', 'Ana');
  const { id } = await ana.say('hola! del 3 al 10 de enero, somos 2');
  const answers = await Promise.all(Array.from({ length: 4 }, () => ana.repeat(id)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await ana.waitFor(says('cabañas libres'));
  await ana.say('gracias!');
  await ana.waitFor(says('De nada'));
  expect(
    ana.messages.map(wordsOf).filter((words) => words.includes('cabañas libres')),
  ).toHaveLength(1);
  const { rows } = await world.db.query(
    `select count(*)::int as events from guest_events where key = $1`,
    [`wamid:${id}`],
  );
  expect(rows[0]).toEqual({ events: 1 });
});

test('a burst of short texts is one turn with one answer', async () => {
  await using world = await openWorld({ env: { TURN_DEBOUNCE_MS: '400' } });
  const ana = world.sandbox.whatsapp.guest('5492944000002', 'Ana');
  for (const words of ['hola', 'queria saber', 'si tenes', 'del 3 al 10 de enero', 'somos 4'])
    await ana.say(words);
  await ana.waitFor(says('cabañas libres'));
  expect(ana.messages).toHaveLength(1);
  const { rows } = await world.db.query('select count(*)::int as turns from turns');
  expect(rows[0]).toEqual({ turns: 1 });
});

test('one delivery of twenty messages of four guests, told backwards, answers each guest once and in order', async () => {
  await using world = await openWorld();
  const guests = [1, 2, 3, 4].map((n) =>
    world.sandbox.whatsapp.guest(`549294400010${n}`, `Guest ${n}`),
  );
  const now = Math.floor(world.clock.now().getTime() / 1_000);
  const words = ['hola', 'buenas', 'del 3 al 10 de enero', 'somos 3', 'perdón, somos 4'];
  const messages = guests.flatMap((from) =>
    words.map((body, index) => ({
      from,
      message: { ...text(body), timestamp: String(now - 10 + index) },
    })),
  );
  const { answer } = await world.sandbox.whatsapp.deliverBatch(messages.toReversed());
  expect(answer.status).toBe(200);
  for (const guest of guests) {
    expect(wordsOf(await guest.waitFor(says('cabañas libres')))).toContain('4 adultos');
    expect(guest.messages).toHaveLength(1);
  }
  const { rows } = await world.db.query(
    'select count(*)::int as waiting from guest_events where rev is null',
  );
  expect(rows[0]).toEqual({ waiting: 0 });
});

test('Redis is emptied in the middle of a conversation, and the guest notices nothing', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944000003', 'Ana');
  await ana.say('del 3 al 10 de enero');
  await ana.waitFor(says('¿Cuántas personas son?'));
  const redis = new Redis(world.redisUrl);
  await using _quit = { [Symbol.asyncDispose]: async () => void (await redis.quit()) };
  expect(await redis.keys('posta:session:*')).toHaveLength(1);
  // FLUSHDB, not FLUSHALL: other tests share the server, and this database is all that the service has
  await redis.flushdb();
  await ana.say('somos 4');
  expect(wordsOf(await ana.waitFor(says('cabañas libres')))).toContain(
    'domingo 3 al domingo 10 de enero de 2027',
  );
  await redis.flushdb();
  await ana.choose('Coihue');
  await ana.waitFor(says('hasta 4 personas'));
});

test('a session that is older than the journal is brought up to date before it is used', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944000004', 'Ana');
  await ana.say('del 3 al 10 de enero');
  await ana.waitFor(says('¿Cuántas personas son?'));
  const redis = new Redis(world.redisUrl);
  await using _quit = { [Symbol.asyncDispose]: async () => void (await redis.quit()) };
  const [key] = await redis.keys('posta:session:*');
  const stale = await redis.getBuffer(key!);
  await ana.say('somos 4');
  await ana.waitFor(says('cabañas libres'));
  await redis.set(key!, stale!);
  await ana.choose('Coihue');
  await ana.waitFor(says('hasta 4 personas'));
});

test('an upgrade in the middle of a conversation: what an older machine kept goes on, what a newer one kept is told anew', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944000006', 'Ana');
  await ana.say('del 3 al 10 de enero');
  await ana.waitFor(says('¿Cuántas personas son?'));
  const redis = new Redis(world.redisUrl);
  await using _quit = { [Symbol.asyncDispose]: async () => void (await redis.quit()) };
  const [key] = await redis.keys('posta:session:*');
  // other dates than those of the journal show which of the two was believed
  const keptBy = async (machineVersion: number) => {
    const record = unpackSession(await redis.getBuffer(key!))!;
    const kept = record.kept as { context: object };
    const stay = { checkIn: '2027-02-14', checkOut: '2027-02-18' };
    const other = { ...kept, context: { ...kept.context, stay } };
    await redis.set(key!, packSession({ ...record, machineVersion, kept: other }));
  };
  await keptBy(1);
  await ana.say('somos 4');
  expect(wordsOf(await ana.waitFor(says('4 adultos')))).toContain('14 al jueves 18 de febrero');
  await keptBy(MACHINE_VERSION + 1);
  await ana.say('perdón, somos 3');
  expect(wordsOf(await ana.waitFor(says('3 adultos')))).toContain('3 al domingo 10 de enero');
});

test('two processes share the guests, and nobody is answered twice', async () => {
  await using world = await openWorld();
  await world.openAnother();
  const guests = Array.from({ length: 12 }, (_, n) =>
    world.sandbox.whatsapp.guest(`54929440002${String(n).padStart(2, '0')}`, `Guest ${n}`),
  );
  await Promise.all(guests.map((guest) => guest.say('del 3 al 10 de enero, somos 2')));
  await Promise.all(guests.map((guest) => guest.waitFor(says('cabañas libres'))));
  await Promise.all(guests.map((guest) => guest.say('gracias')));
  await Promise.all(guests.map((guest) => guest.waitFor(says('De nada'))));
  for (const guest of guests) expect(guest.messages).toHaveLength(2);
});

test('Meta answers with errors for a while: the messages wait, and arrive in order', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944000005', 'Ana');
  world.sandbox.whatsapp.failNext(2, { status: 500, code: 131000 });
  await ana.say('del 3 al 10 de enero');
  await world.clock.advance(60_000);
  await ana.waitFor(says('¿Cuántas personas son?'), 15_000);
  await ana.say('somos 4');
  await ana.waitFor(says('cabañas libres'), 15_000);
  const out = async () => {
    const { rows } = await world.db.query(
      `select count(*)::int as out from messages where status in ('sent', 'delivered', 'read')`,
    );
    return rows[0].out;
  };
  await expect.poll(out).toBe(2);
});
