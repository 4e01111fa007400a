// What would go wrong: a guest who hides the phone is never answered, one person is two guests with two
// conversations, or two people become one; a changed number loses the booking.

import { expect, test } from 'vitest';
import { askForCoihue } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

type Who = { readonly phone?: string | undefined; readonly bsuid?: string | undefined };
let count = 0;

/** A message as Meta posts it about somebody of whom it tells this much. */
function message(who: Who, fields: object, now: Date) {
  count += 1;
  return {
    ...(who.phone === undefined ? {} : { from: who.phone }),
    ...(who.bsuid === undefined ? {} : { from_user_id: who.bsuid }),
    id: `wamid.identity${count}`,
    timestamp: String(Math.floor(now.getTime() / 1_000)),
    ...fields,
  };
}
const body = (...messages: object[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { phone_number_id: '106540352242922' },
            messages,
          },
        },
      ],
    },
  ],
});
const text = (words: string) => ({ type: 'text', text: { body: words } });

/** Posts what the guest says with only this much of who they are; their phone is open to an answer. */
function hearsAs(world: World, guest: ReturnType<World['sandbox']['whatsapp']['guest']>) {
  return async (who: Who, words: string) => {
    guest.guest.lastSpokeAt = world.clock.now().getTime();
    const answer = await world.sandbox.whatsapp.deliver(
      body(message(who, text(words), world.clock.now())),
    );
    expect(answer.status).toBe(200);
  };
}

const guestsOf = async (world: World) =>
  (await world.db.query('select id, phone, bsuid from guests order by id')).rows;
const untaken = async (world: World) =>
  (await world.db.query('select count(*)::int as n from guest_events where rev is null')).rows[0].n;

test('a guest who hides the phone is answered by user id, and is the same one when it shows', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600001', 'Ana');
  const say = hearsAs(world, ana);
  await say({ bsuid: ana.userId }, 'del 3 al 10 de enero');
  expect(await ana.waitFor(says('¿Cuántas personas son?'))).toMatchObject({
    recipient: ana.userId,
  });
  await say({ phone: ana.waId, bsuid: ana.userId }, 'somos 4');
  expect(await ana.waitFor(says('libre'))).toMatchObject({ to: `+${ana.waId}` });
  expect(await guestsOf(world)).toMatchObject([{ phone: ana.waId, bsuid: ana.userId }]);
  await say({ bsuid: ana.userId }, 'gracias');
  expect(await ana.waitFor(says('De nada'))).toMatchObject({ recipient: ana.userId });
  expect(await guestsOf(world)).toHaveLength(1);
});

test('with the 9 and without it is one guest', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600002', 'Ana');
  const say = hearsAs(world, ana);
  await say({ phone: '542944600002' }, 'del 3 al 10 de enero');
  await ana.waitFor(says('¿Cuántas personas son?'));
  await say({ phone: '5492944600002' }, 'somos 4');
  await ana.waitFor(says('libre'));
  expect(await guestsOf(world)).toMatchObject([{ phone: '5492944600002' }]);
});

test('two rows turn out to be one guest: the one with the hold goes on, and nothing of either is lost', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600003', 'Ana');
  const say = hearsAs(world, ana);
  // from before there were user ids
  await askForCoihue(ana, 'Ana Pérez');
  await world.db.query('update guests set bsuid = null');
  await say({ bsuid: ana.userId }, 'hola');
  await ana.waitFor(says('Hola'));
  expect(await guestsOf(world)).toHaveLength(2);
  const before = await world.db.query(
    'select (select count(*)::int from guest_events) as events, (select count(*)::int from messages) as messages, (select count(*)::int from turns) as turns',
  );
  await say({ phone: ana.waId, bsuid: ana.userId }, '¿cuánto tiempo me queda para pagar?');
  await ana.waitFor(says('Seña de'), 10_000);
  expect(await guestsOf(world)).toEqual([{ id: 1, phone: ana.waId, bsuid: ana.userId }]);
  const after = await world.db.query(
    'select (select count(*)::int from guest_events) as events, (select count(*)::int from messages) as messages, (select count(*)::int from turns) as turns',
  );
  const { events, messages, turns } = before.rows[0];
  expect(after.rows[0]).toEqual({ events: events + 1, messages: messages + 1, turns: turns + 1 });
  expect(await untaken(world)).toBe(0);
});

test('two rows of one guest are not joined under the hands of a process: Meta is answered when it lets go', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600011', 'Ana');
  const say = hearsAs(world, ana);
  await say({ phone: ana.waId }, 'hola');
  await ana.waitFor(says('Hola'));
  await say({ bsuid: ana.userId }, 'hola');
  await ana.waitFor(says('Hola'));
  await expect.poll(() => untaken(world)).toBe(0);
  // another process is in the middle of a turn, and writes it in the end
  await world.db.query(
    `update guests set lease_until = $1, lease_token = gen_random_uuid() where id = 1`,
    [new Date(world.clock.now().getTime() + 30_000)],
  );
  const answered = say({ phone: ana.waId, bsuid: ana.userId }, 'gracias').then(() => 'answered');
  const early = await Promise.race([
    answered,
    new Promise((resolve) => setTimeout(resolve, 500, 'waits')),
  ]);
  expect(early).toBe('waits');
  expect(await guestsOf(world)).toHaveLength(2);
  await world.db.query('update guests set lease_until = null, lease_token = null where id = 1');
  await answered;
  await ana.waitFor(says('De nada'), 10_000);
  expect(await guestsOf(world)).toHaveLength(1);
});

test('the same person named in three ways at once, in two processes, is one guest and every message is taken', async () => {
  await using world = await openWorld();
  await world.openAnother();
  const people = Array.from({ length: 8 }, (_, n) =>
    world.sandbox.whatsapp.guest(`549294460010${n}`, `Guest ${n}`),
  );
  await Promise.all(
    people.flatMap((guest) => {
      const say = hearsAs(world, guest);
      const both = { phone: guest.waId, bsuid: guest.userId };
      return [{ phone: guest.waId }, { bsuid: guest.userId }, both, both].map((who, n) =>
        say(who, `hola ${n}`),
      );
    }),
  );
  // some were made twice; the next message that names both makes them one
  await Promise.all(
    people.map((guest) =>
      hearsAs(world, guest)({ phone: guest.waId, bsuid: guest.userId }, 'somos 4'),
    ),
  );
  expect(await guestsOf(world)).toHaveLength(8);
  await expect.poll(() => untaken(world), { timeout: 10_000 }).toBe(0);
  const { rows } = await world.db.query(
    `select count(*)::int as events, count(distinct guest_id)::int as guests from guest_events where key like 'wamid.%' or key like 'wamid:%'`,
  );
  expect(rows[0]).toEqual({ events: 40, guests: 8 });
});

test('a guest changes the number: the conversation goes on under the new one, and the old number is free', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600004', 'Ana');
  await ana.say('del 3 al 10 de enero');
  await ana.waitFor(says('¿Cuántas personas son?'));
  const moved = body(
    message(
      { phone: ana.waId, bsuid: ana.userId },
      {
        type: 'system',
        system: {
          type: 'user_changed_number',
          wa_id: '5492944600005',
          previous_user_id: ana.userId,
        },
      },
      world.clock.now(),
    ),
  );
  await world.sandbox.whatsapp.deliver(moved);
  const renamed = world.sandbox.whatsapp.guest('5492944600005', 'Ana');
  await renamed.say('somos 4');
  await renamed.waitFor(says('libre'));
  expect(await guestsOf(world)).toEqual([{ id: 1, phone: '5492944600005', bsuid: renamed.userId }]);
  // somebody else gets the old number, and Meta delivers the change once more, days later
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  await world.sandbox.whatsapp.deliver(moved);
  await ana.say('gracias');
  await ana.waitFor(says('De nada'));
  expect(await guestsOf(world)).toMatchObject([
    { id: 1, phone: '5492944600005' },
    { phone: '5492944600004' },
  ]);
});

test('a guest changes to a number under which we know them already: one guest', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600006', 'Ana');
  const other = world.sandbox.whatsapp.guest('5492944600007', 'Ana');
  for (const guest of [other, ana]) {
    await guest.say('hola');
    await guest.waitFor(says('Hola'));
  }
  await world.sandbox.whatsapp.deliver(
    body(
      message(
        { phone: ana.waId },
        { type: 'system', system: { type: 'user_changed_number', wa_id: other.waId } },
        world.clock.now(),
      ),
    ),
  );
  expect(await guestsOf(world)).toMatchObject([{ phone: other.waId }]);
});

test('a user id is replaced: the guest is followed, and answered by the new one', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600008', 'Ana');
  const say = hearsAs(world, ana);
  await say({ bsuid: 'AR.111' }, 'del 3 al 10 de enero');
  await expect.poll(() => untaken(world)).toBe(0);
  await world.sandbox.whatsapp.deliver(
    body(
      message(
        {},
        {
          type: 'system',
          system: {
            type: 'user_changed_user_id',
            user_id: ana.userId,
            previous_user_id: 'AR.111',
          },
        },
        world.clock.now(),
      ),
    ),
  );
  await say({ bsuid: ana.userId }, 'somos 4');
  expect(await ana.waitFor(says('libre'))).toMatchObject({ recipient: ana.userId });
  expect(await guestsOf(world)).toEqual([{ id: 1, phone: null, bsuid: ana.userId }]);
});

test('Meta’s test number takes Argentine mobiles without the 9 only: found out once, and said', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600009', 'Ana');
  world.sandbox.whatsapp.failNext(1, { status: 400, code: 131030 }, /POST message/);
  await ana.say('hola');
  expect(await ana.waitFor(says('Hola'))).toMatchObject({ to: '+542944600009' });
  await ana.say('gracias');
  expect(await ana.waitFor(says('De nada'))).toMatchObject({ to: '+542944600009' });
  expect(world.log.some(({ msg }) => String(msg).includes('WHATSAPP_AR_NUMBERS'))).toBe(true);
  expect((await world.db.query('select from decisions')).rowCount).toBe(0);
});

test('a setting says how Argentine mobiles are written to Meta', async () => {
  await using world = await openWorld({ env: { WHATSAPP_AR_NUMBERS: '15' } });
  const ana = world.sandbox.whatsapp.guest('5492944600012', 'Ana');
  await ana.say('hola');
  // the sandbox knows the number by its canonical form only, so nothing reaches the phone
  await expect
    .poll(() => world.sandbox.whatsapp.calls.find(({ kind }) => kind === 'message')?.request['to'])
    .toBe('+54294154600012');
});

test('the owner answers from the phone: the words stand in the transcript and the bot keeps quiet', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944600010', 'Ana');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  await world.sandbox.whatsapp.ownerSays(ana.waId, 'Hola Ana, te escribo yo');
  await ana.say('del 3 al 10 de enero, somos 4');
  await expect.poll(() => untaken(world)).toBe(0);
  const { rows } = await world.db.query(`select body from guest_events order by id`);
  expect(rows.map((row) => row.body)).toMatchObject([
    { kind: 'text' },
    { kind: 'owner', what: 'text', text: 'Hola Ana, te escribo yo' },
    { kind: 'text' },
  ]);
  expect(ana.messages).toHaveLength(1);
});

test('what Meta says about the account is in the owner’s queue once, however often it is delivered', async () => {
  await using world = await openWorld();
  const notice = (value: object, field: string) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', time: 1_795_600_800, changes: [{ field, value }] }],
  });
  const paused = notice(
    {
      event: 'PAUSED',
      message_template_name: 'booking_confirmed',
      message_template_language: 'es_AR',
    },
    'message_template_status_update',
  );
  const capability = notice({ max_phone_numbers_per_waba: 25 }, 'business_capability_update');
  for (const told of [paused, paused, capability, paused])
    expect((await world.sandbox.whatsapp.deliver(told)).status).toBe(200);
  const { rows } = await world.db.query(
    `select kind, decision, detail->>'event' as event from decisions order by id`,
  );
  expect(rows).toEqual([
    { kind: 'whatsappAccount', decision: null, event: 'PAUSED' },
    { kind: 'whatsappAccount', decision: 'noted', event: 'CAPABILITY' },
  ]);
  const metrics = await (await fetch(`${world.service.url}/metrics`)).text();
  expect(metrics).toContain(
    'posta_whatsapp_account_events_total{field="message_template_status_update",event="PAUSED"} 3',
  );
});

test('every table that names a guest is known to those who make two guests one', async () => {
  await using world = await openWorld();
  const { rows } = await world.db.query(
    `select conrelid::regclass::text as "table" from pg_constraint where confrelid = 'guests'::regclass and contype = 'f' order by 1`,
  );
  const { GUEST_TABLES, TURN_TABLES } = await import('../../src/adapters/guest-twins.ts');
  expect(new Set(rows.map(({ table }) => table))).toEqual(
    new Set([...GUEST_TABLES, ...TURN_TABLES]),
  );
});
