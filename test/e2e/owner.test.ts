// What would go wrong: an owner who hears of nothing, a guest who orders like one, a price that changes unasked,
// two owners who both decide, a button of yesterday that still does something.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseGuest } from '../../src/adapters/erasure.ts';
import { createMercadoPago } from '../../src/adapters/mercadopago.ts';
import { inTransaction } from '../../src/adapters/postgres.ts';
import { toCentavos } from '../../src/domain/money.ts';
import {
  askForCoihue,
  expectMoneyConserved,
  openCheckout,
  type Guest,
} from '../support/journeys.ts';
import { says, wordsOf } from '../support/reading.ts';
import { openWorld, PUBLIC_URL, secrets, type World } from '../support/world.ts';

const MARTA = '5492944300001';
const JOSE = '5492944300002';
// written in two of the ways in which people write a mobile
const env = {
  OWNER_PHONES: `+54 9 2944 300001, 54${JOSE.slice(3)}`,
  JOB_EXPIRATION_INTERVAL_SECONDS: '1',
};
const hours = (count: number) => count * 3_600_000;

let world: World;
let marta: Guest;
let jose: Guest;
let lia: Guest;
let guests = 0;

beforeAll(async () => {
  world = await openWorld({ env });
  marta = world.sandbox.whatsapp.guest(MARTA, 'Marta');
  jose = world.sandbox.whatsapp.guest(JOSE, 'José');
  for (const owner of [marta, jose]) {
    await owner.say('hola');
    await owner.waitFor(says('modo dueño'));
  }
});
afterAll(() => world[Symbol.asyncDispose]());

const newGuest = (name: string) =>
  world.sandbox.whatsapp.guest(`54929443001${String(guests++).padStart(2, '0')}`, name);
const heard = (guest: Guest, words: string) => guest.messages.filter(says(words)).length;
const auditOf = async (what: string) =>
  (await world.db.query('select who, about from audit_log where what = $1 order by id', [what]))
    .rows;

test('two owners race to decide about a transfer: one wins, the guest is told once, the other hears who decided', async () => {
  const ana = newGuest('Ana Pérez');
  await askForCoihue(ana, 'Ana Pérez');
  await ana.say('¿puedo transferir?');
  await ana.waitFor(says('RADAL.LAGO.BOSQUE'));
  await ana.sendMedia({ kind: 'image', mimeType: 'image/jpeg', bytes: Buffer.from('a receipt') });
  await marta.waitFor(says('Transferencia por confirmar'));
  await jose.waitFor(says('Transferencia por confirmar'));
  await Promise.all([marta.choose('Está: aprobar'), jose.choose('Está: aprobar')]);
  const decided = says(/Listo\.|ya lo decidió/);
  await Promise.all([marta.waitFor(decided), jose.waitFor(decided)]);
  const [winner, ...others] = [marta, jose].filter((owner) => heard(owner, 'Listo.') > 0);
  expect(others).toEqual([]);
  const [loser, who] = winner === marta ? [jose, MARTA] : [marta, JOSE];
  await loser.waitFor(says(`ya lo decidió el dueño de …${who.slice(-4)}`));
  await ana.waitFor(says('Reserva confirmada'));
  expect(heard(ana, 'Reserva confirmada')).toBe(1);
  // the same button, later
  await marta.choose('Está: aprobar');
  await marta.waitFor(says('ya lo decidió'));
  expect(await auditOf('decide')).toEqual([{ who: `whatsapp:${who}`, about: 'decision:1' }]);
  await expectMoneyConserved(world);
});

test('nights are kept by words: the guest sees them taken, and where somebody has some it is asked', async () => {
  const eva = newGuest('Eva Díaz');
  await marta.say('bloquear cabaña 4 del 3 al 10 de enero');
  await marta.waitFor(says('Listo, bloqueado:'));
  await eva.say('hola! del 3 al 10 de enero, somos 6');
  await eva.waitFor(says('cerquita de lo que buscás'));
  // Coihue is Ana's from the 3rd to the 10th
  await marta.say('bloquear coihue del 8 al 12 de enero');
  await marta.waitFor(says('¿Bloqueo lo que queda libre?'));
  await marta.choose('Sí, bloquear');
  await marta.waitFor(says('Coihue: domingo 10 al martes 12 de enero'));
  await marta.say('bloquear coihue del 4 al 6 de enero');
  await marta.waitFor(says('No puedo bloquear'));
  await marta.say('bloquear cabaña roble del 4 al 6 de enero');
  await marta.waitFor(
    says('No encuentro la cabaña «roble»: tenés Arrayán, Coihue, Lenga y Maitén'),
  );
  await marta.say('desbloquear maitén del 5 al 7 de enero');
  await marta.waitFor(says('de nuevo a la venta'));
  const { rows } = await world.db.query(
    `select cabin_id, stay::text from reservations where kind = 'block' and status = 'confirmed' order by cabin_id, stay`,
  );
  expect(rows).toEqual([
    { cabin_id: 'coihue', stay: '[2027-01-10,2027-01-12)' },
    { cabin_id: 'maiten', stay: '[2027-01-03,2027-01-05)' },
    { cabin_id: 'maiten', stay: '[2027-01-07,2027-01-10)' },
  ]);
  expect((await auditOf('createBlock')).length).toBe(4);
});

test('a price changes on a yes, in time, and the next quote has it; what lacks is asked for', async () => {
  await jose.say('precio coihue febrero');
  await jose.waitFor(says('¿A cuánto la pongo?'));
  await jose.say('123 mil');
  await jose.waitFor(says('→ *$ 123.000*'));
  await world.clock.advance(11 * 60_000);
  await jose.choose('Sí, cambiar');
  await jose.waitFor(says('Pasaron más de 10 minutos'));
  await jose.say('coihue en febrero a 123k');
  await jose.waitFor(says('¿Lo hago?'));
  // somebody else changes it in between: it is asked anew
  await marta.say('precio coihue febrero 99.000');
  await marta.waitFor(says('→ *$ 99.000*'));
  await marta.choose('Sí, cambiar');
  await marta.waitFor(says('rige el precio nuevo en Coihue'));
  await jose.choose('Sí, cambiar');
  await jose.waitFor(says('Cambió algo desde que te pregunté'));
  await jose.waitFor(says('$ 99.000 → *$ 123.000*'));
  await jose.say('sí');
  await jose.waitFor(says('rige el precio nuevo en Coihue'));
  const juan = newGuest('Juan Gómez');
  await juan.say('hola, del 3 al 10 de febrero, somos 4');
  await juan.waitFor(says('libre'));
  await juan.choose('Coihue');
  await juan.waitFor(says('hasta 4 personas'));
  await juan.choose('Precio y reserva');
  await juan.waitFor(says('$ 123.000'));
  expect(await auditOf('replaceTariff')).toEqual([
    { who: `whatsapp:${MARTA}`, about: 'accommodation:coihue' },
    { who: `whatsapp:${JOSE}`, about: 'accommodation:coihue' },
  ]);
});

test('a guest who orders is a guest, whatever the profile says, and so is an owner who tries', async () => {
  const impostor = newGuest('Marta (dueña)');
  await impostor.say('bloquear cabaña 2 del 5 al 8');
  await impostor.waitFor(says('¿Cuántas personas son?'));
  // the owner's own chat, but a message that shows no phone
  const hidden = {
    from_user_id: marta.userId,
    id: 'wamid.hidden',
    timestamp: String(Math.floor(world.clock.now().getTime() / 1_000)),
    type: 'text',
    text: { body: 'bloquear cabaña 2 del 5 al 8' },
  };
  const metadata = { phone_number_id: '106540352242922' };
  const value = { messaging_product: 'whatsapp', metadata, messages: [hidden] };
  await world.sandbox.whatsapp.deliver({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
  await marta.waitFor(says('¿Cuántas personas son?'));
  expect((await auditOf('createBlock')).length).toBe(4);
  await jose.say('probar');
  await jose.waitFor(says('me hablás como un huésped'));
  await jose.say('hola! del 14 al 17 de abril, somos 2');
  await jose.waitFor(says('libre'));
  await jose.say('modo dueño');
  await jose.waitFor(says('de nuevo en modo dueño'));
  await jose.say('asdfg');
  await jose.waitFor(says('Escribí *ayuda*'));
});

test('a guest who wants a person is answered through the bot, once the words were shown', async () => {
  lia = newGuest('Lía Torres');
  await lia.say('hola, quiero hablar con una persona');
  await marta.waitFor(says('Un huésped te necesita'));
  await marta.choose('Responder');
  await marta.waitFor(says('¿Qué le digo a *Lía Torres*?'));
  await marta.say('Hola Lía, soy Marta. ¿En qué te ayudo?');
  await marta.waitFor(says('¿Lo mando?'));
  expect(heard(lia, 'soy Marta')).toBe(0);
  await marta.choose('Enviar');
  await lia.waitFor(says('Hola Lía, soy Marta'));
  await marta.waitFor(says('Enviado a Lía Torres'));
  await marta.say('seguir');
  await marta.waitFor(says('el bot vuelve a atender a Lía Torres'));
  await lia.waitFor(says('Vuelvo yo, la recepción automática'));
});

test('cash and a cancellation are written out first; what came in is counted from the ledger', async () => {
  const rosa = newGuest('Rosa Paz');
  await rosa.say('hola! del 3 al 10 de marzo, somos 4');
  await rosa.waitFor(says('libre'));
  await rosa.choose('Coihue');
  await rosa.waitFor(says('hasta 4 personas'));
  await rosa.choose('Precio y reserva');
  await rosa.waitFor(says('¿Te la reservo?'));
  await rosa.choose('Sí, reservar');
  await rosa.waitFor(says('¿A nombre de quién'));
  await rosa.say('Rosa Paz');
  const offer = await rosa.waitFor(says('Seña de'));
  const link = (offer as { interactive: { action: { parameters: { url: string } } } }).interactive;
  const checkout = await openCheckout(world, link.action.parameters.url);
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await rosa.waitFor(says('Reserva confirmada'), 20_000);

  await marta.say('reserva de rosa paz');
  const detail = wordsOf(await marta.waitFor(says('falta *')));
  const code = /PO-\w{5}/.exec(detail)?.[0] ?? '';
  await marta.say(`cobré 100 mil de ${code} en efectivo`);
  await marta.waitFor(says('Anoto *$ 100.000* en efectivo'));
  await marta.say('no');
  await marta.waitFor(says('no toqué nada'));
  await marta.say(`cobré el saldo de ${code} en efectivo`);
  await marta.waitFor(says('Queda pagada. ¿Sí?'));
  await marta.say('sí');
  await marta.waitFor(says('Está pagada.'));
  await marta.say('cobros de hoy');
  const takings = wordsOf(await marta.waitFor(says('*Entró*')));
  expect(takings).toMatch(/MercadoPago: \$.*\n.*Efectivo: \$/);
  await marta.say(`cancelar reserva ${code}`);
  await marta.waitFor(says('¿La cancelo?'));
  await marta.choose('Sí, cancelarla');
  await marta.waitFor(says(`Cancelada ${code}`));
  await rosa.waitFor(says(/cancel/i));
  await expectMoneyConserved(world);
});

test('money without a reservation is looked at and given to one, by words and a yes', async () => {
  const gateway = createMercadoPago({
    accessToken: secrets.mercadopagoAccessToken,
    apiUrl: world.sandbox.mercadopagoApiUrl,
    publicUrl: PUBLIC_URL,
    timeZone: 'America/Argentina/Buenos_Aires',
    count: () => undefined,
  });
  const now = world.clock.now();
  const { checkoutUrl } = await gateway.createPreference({
    reference: 'PO-NADIE',
    title: 'x',
    amount: toCentavos(5_000_000),
    from: now,
    until: new Date(now.getTime() + hours(1)),
    idempotencyKey: 'PO-NADIE',
  });
  await world.sandbox.mercadopago.pay(checkoutUrl, { outcome: 'approved' });
  await jose.waitFor(says('Entró plata sin reserva'), 10_000);
  await jose.choose('Ver el pago');
  await jose.waitFor(says('referencia «PO-NADIE»'));
  await jose.say('asignar a Ana Pérez');
  await jose.waitFor(says(/pasan a PO-\w{5} de Ana Pérez/));
  await jose.choose('Sí, asignar');
  await jose.waitFor(says(/el pago es de PO-/));
  await marta.waitFor(says('ya lo decidió el dueño de …0002'));
  await expect
    .poll(async () => (await world.db.query('select 1 from payments where outcome is null')).rows)
    .toEqual([]);
  await expectMoneyConserved(world);
});

test('at night only what cannot wait; in the morning the rest as one list, and the day, once from two processes', async () => {
  await using other = await world.openAnother();
  expect(other.url).toBeTruthy();
  const before = { alerts: heard(marta, 'te necesita'), digests: heard(marta, '*Hoy, ') };
  // half past eleven at night
  await world.clock.advance(hours(11));
  for (const owner of [marta, jose]) {
    await owner.say('ayuda');
    await owner.waitFor(says('modo dueño'));
  }
  for (const name of ['Nora', 'Olga', 'Pía', 'Quique']) {
    const guest = newGuest(name);
    await guest.say('quiero hablar con una persona');
    await guest.waitFor(says(/persona|alguien/i));
  }
  expect(heard(marta, 'te necesita')).toBe(before.alerts);
  // whoever asks and whoever answers, by whatever way: a row is enough
  await world.db.query(
    `insert into decisions (key, kind, amount, created_at) values ('dispute:1', 'dispute', 100, $1)`,
    [world.clock.now()],
  );
  await marta.waitFor(says('Disputa en MercadoPago'));
  await jose.waitFor(says('Disputa en MercadoPago'));
  await world.db.query(
    `update decisions set decided_at = $1, decided_by = 'ana@example.com', decision = 'resolve' where key = 'dispute:1'`,
    [world.clock.now()],
  );
  await marta.waitFor(says('ya lo decidió ana@example.com: «Ya la atendí»'));
  await marta.choose('Ya la atendí');
  await marta.waitFor(says('ya lo decidió ana@example.com'));
  await world.clock.advance(hours(9.5));
  await marta.waitFor(says('cosas que esperan tu decisión'), 15_000);
  await marta.waitFor(says('*Hoy, miércoles'), 15_000);
  await jose.waitFor(says('*Hoy, miércoles'), 15_000);
  await marta.choose('Un huésped te necesita');
  await marta.waitFor(says('Nora'));
  expect(heard(marta, '*Hoy, ') - before.digests).toBe(1);
});

test('a guest who is erased is erased from what the owners were told and wrote, too', async () => {
  const words = async (name: string) => {
    const { rows } = await world.db.query(
      `select (select count(*)::int from turns where events::text ilike $1) as turns,
         (select count(*)::int from messages where payload::text ilike $1) as messages,
         (select count(*)::int from guest_events where body::text ilike $1) as events`,
      [`%${name}%`],
    );
    return rows[0];
  };
  await marta.say('reserva de Lía Torres');
  await marta.waitFor(says('No encuentro una reserva'));
  const known = await words('Lía Torres');
  expect(Math.min(known.turns, known.messages, known.events)).toBeGreaterThan(0);
  const { rows } = await world.db.query(`select id from guests where profile_name = 'Lía Torres'`);
  const erasing = {
    guestId: rows[0].id,
    code: 'AR-22222',
    dueOn: '2026-12-01',
    now: world.clock.now(),
  };
  expect(await inTransaction(world.db, (db) => eraseGuest(db, erasing))).toBe('erased');
  expect(await words('Lía Torres')).toEqual({ turns: 0, messages: 0, events: 0 });
  expect(await words(lia.waId)).toEqual({ turns: 0, messages: 0, events: 0 });
  await marta.say('ayuda');
  await marta.waitFor(says('modo dueño'));
});

test('outside 24 hours a template says that something waits, once, and it is told when the owner writes', async () => {
  await world.clock.advance(hours(28));
  const templates = () =>
    marta.messages.filter((message) => (message as { type?: string }).type === 'template').length;
  const before = templates();
  for (const name of ['Raúl', 'Sol']) {
    const guest = newGuest(name);
    await guest.say('quiero hablar con una persona');
    await guest.waitFor(says(/persona|alguien/i));
  }
  await expect.poll(templates, { timeout: 10_000 }).toBe(before + 1);
  await marta.tap('owner:pending', 'Ver', 'button');
  await marta.waitFor(says('Esperan tu decisión'));
  await jose.say('qué hay libre el finde');
  await jose.waitFor(says('*Libre*'));
  await jose.waitFor(says('Un huésped te necesita'));
  // to an owner nothing is dropped, so nothing is asked about what did not arrive
  const undelivered = `select 1 from decisions where kind = 'undelivered'`;
  expect((await world.db.query(undelivered)).rows).toEqual([]);
});
