// What would go wrong: one guest's limit holds back the others, a dead token loses messages or rings the
// owner's bell at each of them, a number sends faster than Meta allows.

import { expect, test } from 'vitest';
import { minutes } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

async function queue(world: World, guestId: number, count: number): Promise<void> {
  await world.db.query(
    `with said as (insert into messages (guest_id, rev, payload, created_at)
       select $1, 1, jsonb_build_object('kind', 'text', 'body', 'mensaje ' || n), $3 from generate_series(1, $2) n returning guest_id)
     update guests set wake_at = $3 where id = (select distinct guest_id from said)`,
    [guestId, count, world.clock.now()],
  );
}
const statuses = async (world: World) =>
  (
    await world.db.query(
      `select status = 'queued' as waits, count(*)::int as n from messages group by 1 order by 1`,
    )
  ).rows.map(({ waits, n }) => `${waits ? 'waiting' : 'out'} ${n}`);
const decisions = async (world: World) =>
  (await world.db.query('select kind, decision, detail from decisions order by id')).rows;

async function meet(world: World, phone: string) {
  const guest = world.sandbox.whatsapp.guest(phone, 'Ana');
  await guest.say('hola');
  await guest.waitFor(says('Hola'));
  return guest;
}

test('forty messages to one guest leave at once, the rest at their pace; Meta never has to refuse one', async () => {
  await using world = await openWorld();
  const ana = await meet(world, '5492944500001');
  await queue(world, 1, 60);
  await ana.waitFor(says('mensaje 39'), 15_000);
  await expect.poll(() => statuses(world)).toEqual(['out 40', 'waiting 21']);
  const held = await world.db.query(
    `select error->>'code' as code from messages where status = 'queued' order by id limit 1`,
  );
  await world.clock.advance(60_000);
  await expect.poll(() => statuses(world), { timeout: 10_000 }).toEqual(['out 50', 'waiting 11']);
  await world.clock.advance(66_000);
  await ana.waitFor(says('mensaje 60'), 10_000);
  expect(world.sandbox.whatsapp.refusals()).toEqual([]);
  // a wait of up to five seconds is nobody's concern
  expect([null, 'pairRate']).toContain(held.rows[0].code);
});

test('Meta slows us down for one guest: only that guest waits', async () => {
  await using world = await openWorld();
  const ana = await meet(world, '5492944500002');
  const eva = await meet(world, '5492944500003');
  world.sandbox.whatsapp.failNext(1, { status: 400, code: 131056 }, /POST message/);
  await ana.say('del 3 al 10 de enero');
  await expect.poll(() => statuses(world)).toEqual(['out 2', 'waiting 1']);
  await eva.say('del 3 al 10 de enero');
  await eva.waitFor(says('¿Cuántas personas son?'));
  await world.clock.advance(2_000);
  await ana.waitFor(says('¿Cuántas personas son?'), 10_000);
  expect(await decisions(world)).toEqual([]);
});

test('the token dies: everything waits in every process, the owner is told once, and it goes on by itself', async () => {
  await using world = await openWorld();
  await world.openAnother();
  const guests = await Promise.all([1, 2, 3, 4].map((n) => meet(world, `549294450010${n}`)));
  world.sandbox.whatsapp.failNext(1_000, { status: 401, code: 190 }, /POST message/);
  await guests[0]!.say('del 3 al 10 de enero');
  await expect.poll(async () => (await decisions(world)).length, { timeout: 10_000 }).toBe(1);
  await Promise.all(guests.slice(1).map((guest) => guest.say('del 3 al 10 de enero')));
  await expect.poll(() => statuses(world), { timeout: 10_000 }).toEqual(['out 4', 'waiting 4']);
  const triesOf = () => world.sandbox.whatsapp.calls.filter(({ status }) => status === 401).length;
  const before = triesOf();
  // each minute or so one message is tried for all of them
  for (let probe = 1; probe <= 3; probe++) {
    await world.clock.advance(minutes(15));
    await expect.poll(triesOf, { timeout: 10_000 }).toBe(before + probe);
  }
  expect(await decisions(world)).toMatchObject([
    { kind: 'numberPaused', decision: null, detail: { code: 'whatsapp.190' } },
  ]);
  world.sandbox.whatsapp.heal();
  await world.clock.advance(minutes(15));
  for (const guest of guests) await guest.waitFor(says('¿Cuántas personas son?'), 15_000);
  expect(await decisions(world)).toMatchObject([{ kind: 'numberPaused', decision: 'resumed' }]);
  await expect.poll(() => statuses(world)).toEqual(['out 8']);
}, 60_000);

test('a message that Meta takes and cannot deliver is told to the owner, and is not tried again', async () => {
  await using world = await openWorld();
  const ana = await meet(world, '5492944500004');
  world.sandbox.whatsapp.failDelivery(1, 131026);
  await ana.say('del 3 al 10 de enero');
  await expect
    .poll(() => decisions(world), { timeout: 10_000 })
    .toMatchObject([{ kind: 'undelivered', detail: { code: 'whatsapp.131026' } }]);
  expect(await statuses(world)).toEqual(['out 2']);
});

test('Meta takes a message and fails on it for a moment: it is said again, once', async () => {
  await using world = await openWorld();
  const ana = await meet(world, '5492944500005');
  world.sandbox.whatsapp.failDelivery(1, 131000);
  await ana.say('del 3 al 10 de enero');
  await ana.waitFor(says('¿Cuántas personas son?'));
  await expect.poll(() => statuses(world)).toEqual(['out 2', 'waiting 1']);
  await world.clock.advance(5_000);
  await ana.waitFor(says('¿Cuántas personas son?'), 10_000);
  await expect.poll(() => statuses(world)).toEqual(['out 3']);
  expect(await decisions(world)).toEqual([]);
});

test('without the settings of WhatsApp messages wait, and no turn counts as failed', async () => {
  await using world = await openWorld();
  await meet(world, '5492944500006');
  await world.service[Symbol.asyncDispose]();
  const closed = await world.openAnother({
    WHATSAPP_ACCESS_TOKEN: '',
    WHATSAPP_APP_SECRET: '',
  });
  await queue(world, 1, 2);
  for (let minute = 0; minute < 3; minute++) {
    await world.clock.advance(61_000);
    await expect
      .poll(async () => (await world.db.query('select wake_at from guests')).rows[0].wake_at, {
        timeout: 10_000,
      })
      .toSatisfy((at: Date) => at.getTime() > world.clock.now().getTime());
  }
  const { rows } = await world.db.query(
    'select failures, (select sum(attempts)::int from messages) as attempts from guests',
  );
  expect(rows).toEqual([{ failures: 0, attempts: 1 }]);
  await closed[Symbol.asyncDispose]();
  await world.openAnother();
  await world.clock.advance(61_000);
  await expect.poll(() => statuses(world), { timeout: 10_000 }).toEqual(['out 3']);
});

test('two processes share what the number may send in a second', async () => {
  await using world = await openWorld({ env: { WHATSAPP_MESSAGES_PER_SECOND: '4' } });
  await world.openAnother();
  const guests = Array.from({ length: 12 }, (_, n) =>
    world.sandbox.whatsapp.guest(`54929445002${String(n).padStart(2, '0')}`, `Guest ${n}`),
  );
  const began = Date.now();
  await Promise.all(guests.map((guest) => guest.say('hola')));
  await Promise.all(guests.map((guest) => guest.waitFor(says('Hola'), 15_000)));
  expect(Date.now() - began).toBeGreaterThan(1_000);
  const perSecond = new Map<number, number>();
  for (const { at, kind } of world.sandbox.whatsapp.calls)
    if (kind === 'message')
      perSecond.set(Math.floor(at / 1_000), (perSecond.get(Math.floor(at / 1_000)) ?? 0) + 1);
  // the sandbox's seconds begin elsewhere than ours, so two of ours may meet in one of its own
  expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(8);
});
