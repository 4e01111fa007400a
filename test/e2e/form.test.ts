// What would go wrong: the form offers nights that are taken, or takes an answer twice, or leaves a guest
// whose phone knows no forms without a question.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { spendForm } from '../../src/adapters/forms.ts';
import type { JsonObject } from '../../src/sandbox/simulators/json.ts';
import { answerOf, chosen, exchange, fill, withForm } from '../support/forms.ts';
import { says, wordsOf } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

async function take(world: World, from: string, to: string, cabins = 'true') {
  await world.db.query(
    `insert into reservations (code, kind, cabin_id, stay, status, created_at)
     select 'B-' || id || $1::text, 'block', id, daterange($1::date, $2::date), 'confirmed', now() from cabins where ${cabins}`,
    [from, to],
  );
}
const isForm = (message: JsonObject) => JSON.stringify(message).includes('"flow_token"');
const dataOf = ({ body }: { body: JsonObject }) => body['data'] as JsonObject;

test('a guest chooses dates and party in the form and books as if they had been written', async () => {
  await using world = await openWorld(withForm());
  const { whatsapp, mercadopago } = world.sandbox;
  const ana = whatsapp.guest('5492944123456', 'Ana Pérez');
  await take(world, '2027-01-20', '2027-01-25');

  await ana.say('hola');
  await ana.waitFor(says('Contame qué fechas'));
  await ana.choose('Ver fechas y precios');
  const asked = await ana.waitFor(isForm);
  expect(wordsOf(asked)).toContain('¿Para qué fechas?');
  const form = ana.form();
  expect(form).toMatchObject({ label: 'Elegir fechas', flowId: '1001' });
  const { rows: kept } = await world.db.query(
    `select row_to_json(f)::text as form, m.payload::text as message from forms f join messages m on m.id = f.message_id`,
  );
  expect(JSON.stringify(kept)).not.toContain(form.token);

  const first = await form.ask({ action: 'INIT' });
  expect(first).toMatchObject({
    status: 200,
    body: { screen: 'STAY', data: { min_date: '2026-11-24', max_date: '2027-11-24', adults: '2' } },
  });
  // who arrives on the 25th may, and who leaves on the 20th too
  const struck = dataOf(first)['unavailable_dates'] as string[];
  expect(struck.filter((day) => day.startsWith('2027-01-2'))).toEqual([
    '2027-01-21',
    '2027-01-22',
    '2027-01-23',
    '2027-01-24',
  ]);

  // dates across the taken nights: said in the screen, with what was chosen kept
  const across = await form.ask(exchange(chosen('2027-01-18', '2027-01-27', { adults: '3' })));
  expect(across).toMatchObject({ status: 200, body: { screen: 'STAY', data: { adults: '3' } } });
  expect(dataOf(across)['error_message']).toMatch(/no queda una cabaña libre todas las noches/);

  const looked = await form.ask(
    exchange(chosen('2027-01-03', '2027-01-10', { adults: '4', infants: '1' })),
  );
  expect(looked).toMatchObject({ status: 200, body: { screen: 'SUMMARY' } });
  expect(dataOf(looked)).toMatchObject({
    summary: 'Domingo 3 al domingo 10 de enero de 2027 · 7 noches · 4 adultos + 1 bebé',
    free: expect.stringMatching(/^Hay 3 cabañas libres, desde \$.1\.343\.090 toda la estadía\.$/),
  });
  const answer = answerOf(dataOf(looked));
  await form.complete(answer);
  const offers = await ana.waitFor(says('Tengo 3 cabañas libres'));
  expect(wordsOf(offers)).toContain(
    'domingo 3 al domingo 10 de enero de 2027*\n7 noches · 4 adultos + 1 bebé',
  );

  // the token is spent: the phone is told, and a second answer is an old button
  expect(await form.ask({ action: 'INIT' })).toMatchObject({
    status: 427,
    body: { error_msg: expect.stringContaining('ya se usó o venció') },
  });
  await form.complete({ ...answer, check_in: '2027-02-01', check_out: '2027-02-08' });
  await ana.waitFor(says('era de un mensaje anterior'));

  await ana.choose('Coihue');
  await ana.waitFor(says('hasta 4 personas'));
  await ana.choose('Precio y reserva');
  await ana.waitFor(says('¿Te la reservo?'));
  await ana.choose('Sí, reservar');
  await ana.waitFor(says('¿A nombre de quién'));
  await ana.say('Ana Pérez');
  const link = JSON.stringify(await ana.waitFor(says('Seña de'))).match(/\/pay\/[\w-]+/)![0];
  const opened = await fetch(`${world.service.url}${link}`, { redirect: 'manual' });
  await mercadopago.pay(opened.headers.get('location')!, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'));
  const { rows } = await world.db.query(
    'select stay::text, party from reservations where guest_id is not null',
  );
  expect(rows).toEqual([
    { stay: '[2027-01-03,2027-01-10)', party: { adults: 4, children: 0, infants: 1 } },
  ]);
});

test('words are understood beside the form, and dates that were taken meanwhile are looked at again', async () => {
  await using world = await openWorld(withForm());
  const bea = world.sandbox.whatsapp.guest('5492944555666', 'Bea');
  await bea.say('somos 3 con un perro, tenés lugar?');
  await bea.waitFor(isForm);
  const form = bea.form();
  // what is known is filled in
  expect(dataOf(await form.ask({ action: 'INIT' }))).toMatchObject({ adults: '3', pets: '1' });
  const looked = await form.ask(exchange(chosen('2027-03-05', '2027-03-08', { pets: '1' })));
  expect(looked.body['screen']).toBe('SUMMARY');
  await take(world, '2027-03-06', '2027-03-07');
  await form.complete(answerOf(dataOf(looked)));
  await bea.waitFor(says('ya no me queda nada libre'));

  await bea.say('del 12 al 15 de marzo, 2 adultos sin mascotas');
  await bea.waitFor(says('cabañas libres'));
  await bea.choose('Coihue');
  await bea.waitFor(says('hasta 4 personas'));
  await bea.choose('Otras fechas');
  await bea.waitFor(isForm);

  // another guest's token is nobody's, and a form of a week ago says so
  const carla = world.sandbox.whatsapp.guest('5492944777888', 'Carla');
  await carla.say('hola, qué fechas tenés?');
  await carla.waitFor(isForm);
  const answer = answerOf(dataOf(looked));
  await carla.form().complete({ ...answer, flow_token: bea.form().token });
  await carla.waitFor(says('era de un mensaje anterior'));
  expect((await bea.form().ask({ action: 'INIT' })).status).toBe(200);
  const unknown = { action: 'INIT', flow_token: 'of-nobody' };
  expect((await world.sandbox.whatsapp.flows.exchange('1001', unknown)).status).toBe(427);
  // of two answers at the same moment one counts
  const { rows } = await world.db.query(`select id from guests where phone = $1`, [bea.waId]);
  const answered = {
    guestId: rows[0].id,
    token: createHash('sha256').update(bea.form().token).digest('hex'),
    now: world.clock.now(),
  };
  const spent = await Promise.all([1, 2, 3, 4].map(() => spendForm(world.db, answered)));
  expect(spent.filter((isFirst) => isFirst)).toEqual([true]);
  await bea.say('menu');
  await bea.waitFor(says('Contame qué fechas'));
  await bea.choose('Ver fechas y precios');
  await bea.waitFor(isForm);
  await world.clock.advance(8 * 86_400_000);
  expect((await bea.form().ask({ action: 'INIT' })).status).toBe(427);
});

test('what a form cannot have is said in its own screen, and a past or endless stay never gets in', async () => {
  await using world = await openWorld(withForm());
  const ana = world.sandbox.whatsapp.guest('5492944123456', 'Ana');
  await ana.say('oi, vocês têm vaga?');
  await ana.waitFor(isForm);
  const form = ana.form();
  const problemOf = async (from: string, to: string, counts: JsonObject = {}) =>
    dataOf(await form.ask(exchange(chosen(from, to, counts))))['error_message'];
  expect(await problemOf('2026-11-20', '2026-11-27')).toBe('Essa data já passou. Escolha outra.');
  expect(await problemOf('2027-03-01', '2027-06-01')).toMatch(/até 30 noites/);
  expect(await problemOf('2027-03-05', '2027-03-05')).toMatch(/Escolha o dia de chegada/);
  expect(await problemOf('2027-03-05', '2027-02-30')).toMatch(/Escolha o dia de chegada/);
  expect(await problemOf('2027-03-05', '2027-03-08', { adults: 'x' })).toMatch(/Escolha o dia/);
  expect(await problemOf('2027-01-05', '2027-01-06')).toMatch(/mínimo|noites/);
  const large = await form.ask(exchange(chosen('2027-03-05', '2027-03-08', { adults: '9' })));
  expect(dataOf(large)['free']).toMatch(/no chat eu mostro/);

  // straight into the chat, without our screens
  const answer = answerOf(dataOf(large));
  await form.complete({ ...answer, check_in: '2026-11-01', check_out: '2026-11-05' });
  await ana.waitFor((message) => says(/já pass/)(message) && isForm(message));
  await fill(ana, '2027-03-05', '2027-03-08', { adults: '9' });
  await ana.waitFor(says('mas em duas sim'));
});

test('where Meta does not take the form the same question goes in words, and the conversation goes on', async () => {
  await using world = await openWorld(withForm());
  const { whatsapp } = world.sandbox;
  for (const [phone, status] of [
    ['5492944000001', 'BLOCKED'],
    ['5492944000002', 'DRAFT'],
  ] as const) {
    whatsapp.flows.flows[0]!.status = status;
    const guest = whatsapp.guest(phone, 'Ana');
    await guest.say('hola, qué fechas tenés?');
    const asked = await guest.waitFor(says('¿Para qué fechas?'));
    expect(asked['type']).toBe('text');
    await guest.say('del 3 al 10 de enero, somos 4');
    await guest.waitFor(says('cabañas libres'));
  }
  // what blocks a flow lasts: it was tried once
  expect(whatsapp.refusals()).toHaveLength(1);
  const { rows } = await world.db.query(`select count(*)::int as told from decisions`);
  expect(rows).toEqual([{ told: 0 }]);
});

test('a form that Meta takes first and fails on later comes again in words, once', async () => {
  await using world = await openWorld(withForm());
  const { whatsapp } = world.sandbox;
  const ana = whatsapp.guest('5492944123456', 'Ana');
  whatsapp.failDelivery(1, 132069);
  await ana.say('hola, qué fechas tenés?');
  await ana.waitFor(isForm);
  await ana.waitFor((message) => message['type'] === 'text' && says('¿Para qué fechas?')(message));
  const { rows } = await world.db.query(
    `select (select count(*)::int from decisions) as told, (select count(*)::int from messages) as messages`,
  );
  expect(rows).toEqual([{ told: 0, messages: 2 }]);
});
