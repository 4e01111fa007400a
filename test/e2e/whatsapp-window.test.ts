// What would go wrong: a message outside Meta's 24 hours disappears, or is sent as if nothing were, and
// nobody is told; a template says something else than what happened.

import { expect, test } from 'vitest';
import { askForCoihue, minutes, openCheckout } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

const DAY = minutes(24 * 60);

type Sent = { readonly name: string; readonly language: string; readonly values: string[] };

/** A template as it was sent: its name, its language and the values of its body. */
function templateOf(message: object): Sent | undefined {
  const { template } = message as {
    template?: {
      name: string;
      language: { code: string };
      components: Array<{ type: string; parameters: Array<{ text?: string }> }>;
    };
  };
  if (!template) return undefined;
  const body = template.components.find(({ type }) => type === 'body');
  return {
    name: template.name,
    language: template.language.code,
    values: (body?.parameters ?? []).map(({ text }) => text ?? ''),
  };
}
const isTemplate = (name: string) => (message: object) => templateOf(message)?.name === name;

/** A fact told to the guest's conversation, as jobs tell it. */
async function tell(world: World, key: string, event: object): Promise<void> {
  await world.db.query(
    `with told as (insert into guest_events (guest_id, key, body, sent_at, received_at) values (1, $1, $2, $3, $3) returning guest_id)
     update guests set wake_at = $3 from told where id = guest_id`,
    [key, JSON.stringify({ kind: 'fact', event }), world.clock.now()],
  );
}

const messagesOf = async (world: World) =>
  (
    await world.db.query(
      `select status, template, error->>'code' as code, price_category from messages order by id`,
    )
  ).rows;

const stay = {
  code: 'RAD-1234',
  cabinName: 'Coihue',
  stay: { checkIn: '2027-01-03', checkOut: '2027-01-10' },
};

test('money comes two days after the guest wrote: the confirmation leaves as the template, in full', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944400001', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.clock.advance(minutes(31));
  await ana.waitFor(says('Se terminó el tiempo'), 10_000);
  await world.clock.advance(2 * DAY);
  await world.sandbox.mercadopago.pay(checkout, {
    outcome: 'approved',
    payer: 'was already inside',
  });
  const message = await ana.waitFor(isTemplate('booking_confirmed'), 15_000);
  expect(templateOf(message)).toEqual({
    name: 'booking_confirmed',
    language: 'es_AR',
    values: [
      'Cabañas El Radal',
      expect.stringMatching(/^\S{4,12}$/),
      'Coihue',
      'domingo, 3 de enero de 2027',
      'domingo, 10 de enero de 2027',
    ],
  });
  await expect
    .poll(async () => (await messagesOf(world)).at(-1))
    .toMatchObject({ template: 'booking_confirmed', price_category: 'utility', status: 'read' });
  // and its button is one of ours: the guest who taps it is inside the window again
  await ana.tap('resume', 'Ver mi reserva', 'button');
  await ana.waitFor(says('está confirmada'));
});

test('what no template says is not sent outside the window, and the owner sees which', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944400002', 'Ana Pérez');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  await world.clock.advance(DAY);
  const before = world.sandbox.whatsapp.calls.length;
  await tell(world, 'test:disputed', { type: 'payment.disputed', ...stay });
  await expect
    .poll(async () => (await messagesOf(world)).at(-1), { timeout: 10_000 })
    .toMatchObject({ status: 'dropped', code: 'window.closed' });
  const { rows } = await world.db.query('select kind, guest_id, detail from decisions');
  expect(rows).toMatchObject([
    { kind: 'undelivered', guest_id: 1, detail: { code: 'window.closed' } },
  ]);
  expect(world.sandbox.whatsapp.calls).toHaveLength(before);
});

test('Meta closes the window before we do: the same message leaves as the template', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944400003', 'Ana Pérez');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  world.sandbox.whatsapp.failNext(1, { status: 400, code: 131047 }, /POST message/);
  await tell(world, 'test:refund', { type: 'refund.done', amount: 14_400_000, ...stay });
  const first = templateOf(await ana.waitFor(isTemplate('refund_notice'), 10_000));
  expect(first?.values.slice(0, 2)).toEqual([
    'Cabañas El Radal',
    expect.stringMatching(/144\.000/),
  ]);
  expect(first?.values[2]).toContain('MercadoPago la aprobó');
  // believed until the guest writes again: the next one does not even try
  const calls = world.sandbox.whatsapp.calls.length;
  await tell(world, 'test:blocked', { type: 'refund.blocked', amount: 5_000_000, ...stay });
  await ana.waitFor(isTemplate('refund_notice'), 10_000);
  expect(world.sandbox.whatsapp.calls).toHaveLength(calls + 1);
  await ana.say('gracias!');
  await ana.waitFor(says('De nada'));
});

test('a message that Meta takes and then fails on for the window comes again as the template', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944400004', 'Ana Pérez');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  world.sandbox.whatsapp.failDelivery(1, 131047);
  await tell(world, 'test:refund', { type: 'refund.done', amount: 14_400_000, ...stay });
  await ana.waitFor(isTemplate('refund_notice'), 10_000);
  await expect
    .poll(async () => (await messagesOf(world)).slice(-2))
    .toMatchObject([
      { status: 'failed', code: '131047', template: null },
      { template: 'refund_notice', status: 'read' },
    ]);
});

test('the owner answers in the panel two days later: the guest gets it as a reply to their question', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944400005', 'Ana Pérez');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  await world.clock.advance(2 * DAY);
  await world.db.query(
    `with said as (insert into messages (guest_id, rev, payload, author, created_at) values (1, 1, $1, 'owner@example.com', $2) returning guest_id)
     update guests set wake_at = $2 from said where id = guest_id`,
    [
      JSON.stringify({ kind: 'text', body: 'Sí, *pueden* llegar tarde.\n\nLes dejo la llave.' }),
      world.clock.now(),
    ],
  );
  expect(templateOf(await ana.waitFor(isTemplate('handoff_reply'), 10_000))?.values).toEqual([
    'Cabañas El Radal',
    'Sí, pueden llegar tarde. Les dejo la llave.',
  ]);
});

test('the template is paused: nothing is sent, and the owner is told of it', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944400006', 'Ana Pérez');
  await ana.say('hola');
  await ana.waitFor(says('Hola'));
  await world.clock.advance(2 * DAY);
  world.sandbox.whatsapp.failNext(1, { status: 400, code: 132015 }, /POST message/);
  await tell(world, 'test:refund', { type: 'refund.done', amount: 14_400_000, ...stay });
  await expect
    .poll(async () => (await messagesOf(world)).at(-1), { timeout: 10_000 })
    .toMatchObject({ status: 'failed', code: 'whatsapp.132015' });
  const { rows } = await world.db.query('select kind, detail from decisions');
  expect(rows).toMatchObject([{ kind: 'undelivered', detail: { code: 'whatsapp.132015' } }]);
});
