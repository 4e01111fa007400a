// The owner in the chats, and what they can see of how it all goes.

import { expect, test } from 'vitest';
import { eventually, openAdminWorld } from '../support/admin.ts';
import { askForCoihue, openCheckout } from '../support/journeys.ts';
import { says } from '../support/reading.ts';

const HOUR_MS = 3_600_000;

test('whoever wants a person stands first; the owner answers by the bot, hands back, and reads it all again', async () => {
  await using world = await openAdminWorld();
  const { owner, sandbox } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  const luz = sandbox.whatsapp.guest('5492944777777', 'Luz');
  await ana.say('hola');
  await ana.waitFor(says(/./));
  await ana.say('quiero hablar con una persona');
  await ana.waitFor(says(/persona|avis/i));
  await luz.say('hola');
  await luz.waitFor(says(/./));

  const { items } = (await owner.get('/conversations')).body;
  expect(items).toMatchObject([
    { profileName: 'Ana', mode: 'person', waitingSince: expect.any(String) },
    { profileName: 'Luz', mode: 'bot', waitingSince: null },
  ]);
  const first = await owner.get('/conversations?limit=1');
  const rest = await owner.get(`/conversations?limit=1&cursor=${first.body.next}`);
  expect([first.body.items[0].profileName, rest.body.items[0].profileName]).toEqual(['Ana', 'Luz']);
  expect((await owner.get('/conversations?mode=bot')).body.items).toHaveLength(1);
  const handoff = (await owner.get('/decisions')).body.items[0];
  expect(handoff).toMatchObject({
    kind: 'handoff',
    guestId: items[0].id,
    choices: { approve: expect.any(String) },
  });

  const chat = `/conversations/${items[0].id}`;
  const mine = await owner.post(`/decisions/${handoff.id}`, { decision: 'approve' });
  expect(mine.body).toMatchObject({ decision: 'approve', decidedBy: 'ana@example.com' });
  expect((await owner.post(`${chat}/take-over`)).status).toBe(200);
  expect((await owner.get('/decisions')).body.items).toEqual([]);
  expect(
    (await owner.post(`${chat}/messages`, { text: '  Hola Ana, soy Ana también  ' })).status,
  ).toBe(201);
  await ana.waitFor(says('Hola Ana, soy Ana también'));
  const seen = await eventually(
    async () => (await owner.get(chat)).body,
    ({ lines }) => lines.at(-1)?.status === 'read',
  );
  expect(seen.lines.at(-1)).toMatchObject({
    direction: 'out',
    status: 'read',
    author: 'ana@example.com',
    text: 'Hola Ana, soy Ana también',
  });
  expect(seen.waitingSince).toBeNull();
  expect(
    seen.lines.filter(({ direction }: { direction: string }) => direction === 'in').length,
  ).toBe(2);
  const tail = (await owner.get(`${chat}?limit=2`)).body;
  const older = (await owner.get(`${chat}?limit=2&before=${encodeURIComponent(tail.before)}`)).body;
  expect([...older.lines, ...tail.lines]).toEqual(seen.lines.slice(-4));

  // while the owner has it the bot says nothing, and the guest waits again
  await ana.say('gracias, del 3 al 10 de enero');
  const again = await eventually(
    async () => (await owner.get('/conversations')).body.items[0],
    ({ waitingSince }) => waitingSince !== null,
  );
  expect(again).toMatchObject({ profileName: 'Ana', mode: 'person' });
  expect((await owner.post(`${chat}/hand-back`)).status).toBe(200);
  await eventually(
    async () => (await owner.get(chat)).body,
    ({ mode }) => mode === 'bot',
  );
  await ana.say('del 3 al 10 de enero, somos 4');
  await ana.waitFor(says('libre'), 20_000);

  const { turns } = (await owner.get(`${chat}/replay`)).body;
  expect(turns.every(({ agrees }: { agrees: boolean }) => agrees)).toBe(true);
  const steps = turns.flatMap((turn: { steps: unknown[] }) => turn.steps);
  const types = steps.map(({ event }: { event: { type: string } }) => event.type);
  for (const type of [
    'guest.said',
    'human.called',
    'owner.tookOver',
    'owner.handedBack',
    'offers.found',
  ])
    expect(types).toContain(type);
  expect(steps[0].effects[0]).toMatchObject({ type: 'say' });
  const later = (await owner.get(`${chat}/replay?afterRev=2&limit=1`)).body.turns;
  expect(later).toEqual([turns[2]]);
});

test('an answer of the owner takes the chat from the bot; outside 24 hours it goes as a template', async () => {
  await using world = await openAdminWorld();
  const { clock, sandbox, signIn } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  await ana.say('hola');
  await ana.waitFor(says(/./));
  let owner = await signIn();
  const chat = `/conversations/${(await owner.get('/conversations')).body.items[0].id}`;
  expect((await owner.post(`${chat}/messages`, { text: 'Hola, ¿seguimos por acá?' })).status).toBe(
    201,
  );
  await ana.waitFor(says('¿seguimos por acá?'));
  const taken = await eventually(
    async () => (await owner.get(chat)).body,
    ({ mode }) => mode === 'person',
  );
  expect(taken.mode).toBe('person');
  expect((await owner.get('/decisions')).body.items).toEqual([]);

  await clock.advance(25 * HOUR_MS);
  owner = await signIn();
  const late = await owner.post(`${chat}/messages`, { text: 'tarde' });
  expect([late.status, late.body.as]).toEqual([201, 'template']);
  await ana.waitFor((message) => message['type'] === 'template', 20_000);
  expect((await owner.post('/conversations/999/messages', { text: 'x' })).status).toBe(404);
  expect((await owner.post(`${chat}/messages`, { text: ' ' })).status).toBe(400);
});

test('the numbers of a month: nights, money, how far guests came and how fast they were answered', async () => {
  await using world = await openAdminWorld();
  const { owner, sandbox } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  const link = await askForCoihue(ana, 'Ana Pérez');
  await sandbox.mercadopago.pay(await openCheckout(world, link), { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  const luz = sandbox.whatsapp.guest('5492944777777', 'Luz');
  await luz.say('hola');
  await luz.waitFor(says(/./));
  await owner.post('/blocks', { cabinId: 'lenga', checkIn: '2027-01-01', checkOut: '2027-01-03' });

  const { total, deposit } = (await owner.get('/reservations')).body.items[0];
  const january = (await owner.get('/stats?from=2027-01-01&to=2027-02-01')).body;
  expect(january).toMatchObject({
    days: 124,
    sold: 7,
    blocked: 2,
    occupancy: 0.057,
    revenue: total,
    averageRate: Math.round(total / 7),
    averageNights: 7,
    arrivals: 1,
    received: 0,
  });
  // a stay that goes on into the next window is divided by its nights
  const half = (await owner.get('/stats?from=2027-01-01&to=2027-01-05')).body;
  expect([half.sold, half.revenue]).toEqual([2, Math.round((total * 2) / 7)]);
  const november = (await owner.get('/stats?from=2026-11-24&to=2026-11-25')).body;
  expect(november).toMatchObject({
    received: deposit,
    conversion: { inquiries: 2, quoted: 1, held: 1, paid: 1 },
    answerTimes: { bot: { answers: expect.any(Number) }, owner: null },
  });
  expect(november.answerTimes.bot.median).toBeLessThan(5);
  expect((await owner.get('/stats?from=2027-01-01&to=2027-01-01')).status).toBe(400);
});

test('what was given up is listed, and leaves when it is asked for again', async () => {
  await using world = await openAdminWorld();
  const { owner, sandbox, db } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  await ana.say('hola');
  await ana.waitFor(says(/./));
  await db.query(
    `insert into messages (guest_id, rev, payload, status, error, attempts, created_at)
     select id, rev, '{"kind": "text", "body": "lo que faltaba"}', 'failed', '{"code": "x"}', 8, $1 from guests`,
    [world.clock.now()],
  );
  const unsent = (await owner.get('/dead-letters/messages')).body.items;
  expect(unsent).toMatchObject([{ attempts: 8, payload: { body: 'lo que faltaba' } }]);
  expect((await owner.post(`/dead-letters/messages/${unsent[0].id}/retry`)).status).toBe(200);
  await ana.waitFor(says('lo que faltaba'));
  expect((await owner.post(`/dead-letters/messages/${unsent[0].id}/retry`)).status).toBe(404);

  const none = '/dead-letters/jobs/00000000-0000-4000-8000-000000000000/retry';
  expect((await owner.post(none)).status).toBe(404);
  await db.query(
    `insert into pgboss.job (name, data, source_name, source_output, state, completed_on)
     values ('buried', '{"paymentId": "77"}', 'payment', '{"message": "no answer"}', 'completed', now())`,
  );
  const [job] = (await owner.get('/dead-letters/jobs')).body.items;
  expect(job).toMatchObject({ queue: 'payment', data: { paymentId: '77' }, retriedAt: null });
  expect((await owner.post(`/dead-letters/jobs/${job.id}/retry`)).status).toBe(200);
  const { rows } = await db.query(`select data from pgboss.job where name = 'payment'`);
  expect(rows).toContainEqual({ data: { paymentId: '77' } });
  expect((await owner.get('/dead-letters/jobs')).body.items[0].retriedAt).not.toBeNull();
});
