// What would go wrong: a guest who cancels without knowing what comes back, a balance that is paid twice, a
// picture that confirms a stay, a right that the bot does not know.

import { expect, test } from 'vitest';
import {
  askForCoihue,
  expectMoneyConserved,
  openCheckout,
  type Guest,
} from '../support/journeys.ts';
import { linkOf, says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

const DEPOSIT = 40_292_700;
const DAY_MS = 86_400_000;

async function book(world: World, phone: string): Promise<Guest> {
  const ana = world.sandbox.whatsapp.guest(phone, 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  return ana;
}

const statuses = async (world: World) =>
  (await world.db.query('select status from reservations order by id')).rows.map(
    ({ status }: { status: string }) => status,
  );

test('"cuánto me falta" and "pagar el saldo" bring a link of its own, paid once', async () => {
  await using world = await openWorld();
  const ana = await book(world, '5492944300001');
  await ana.say('cuánto me falta pagar?');
  await ana.waitFor(says('ya pagaste'), 20_000);
  const checkout = await openCheckout(
    world,
    linkOf(await ana.waitFor(says('El link vale 24 horas'), 20_000)),
  );
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved', notify: 'five times' });
  await ana.waitFor(says('Está todo pago'), 20_000);
  await ana.say('quiero pagar el saldo');
  await ana.waitFor(says(/Está todo pago: .* por/), 20_000);
  const { received, applied } = await expectMoneyConserved(world);
  expect(received).toBe(applied);
});

test('cancelling shows what comes back before it asks, and a no keeps the stay', async () => {
  await using world = await openWorld();
  const ana = await book(world, '5492944300002');
  // ten days before: half of the deposit, by the policy
  await world.clock.advance(30 * DAY_MS);
  await ana.say('quiero cancelar la reserva');
  await ana.waitFor(says(/te devolvemos \*\$ ?201\.463,50\* de los \$ ?402\.927/), 20_000);
  await ana.say('no');
  await ana.waitFor(says('sigue en pie'), 20_000);
  expect(await statuses(world)).toEqual(['confirmed']);
  // another search that is given up: what is left to cancel is the stay
  await ana.say('y del 10 al 13 de marzo tenés algo para 2?');
  await ana.waitFor(says('cabañas libres'), 20_000);
  await ana.say('cancelar');
  await ana.waitFor(says('lo dejamos'), 20_000);
  await ana.say('cancelar');
  await ana.waitFor(says('¿La cancelo?'), 20_000);
  await ana.choose('Sí, cancelarla');
  await ana.waitFor(says('quedó cancelada'), 20_000);
  await ana.waitFor(says('MercadoPago la aprobó'), 20_000);
  expect(await statuses(world)).toEqual(['cancelled']);
  expect(await expectMoneyConserved(world)).toMatchObject({ refunded: Math.round(DEPOSIT / 2) });
  const { rows } = await world.db.query('select kind from decisions');
  expect(rows).toEqual([{ kind: 'stayCancelled' }]);
});

test('the right of withdrawal has its code at once and gives everything back; too late, the policy is offered', async () => {
  await using world = await openWorld();
  const ana = await book(world, '5492944300003');
  await ana.say('me arrepentí, quiero la plata de vuelta');
  await ana.waitFor(says(/es el caso \*AR-\w{5}\*\. Te devolvemos todo/), 20_000);
  await ana.say('sí');
  await ana.waitFor(says('quedó cancelada'), 20_000);
  await ana.waitFor(says('MercadoPago la aprobó'), 20_000);
  expect(await expectMoneyConserved(world)).toMatchObject({ refunded: DEPOSIT, applied: 0 });

  const eva = await book(world, '5492944300004');
  await world.clock.advance(12 * DAY_MS);
  await eva.say('me arrepentí');
  await eva.waitFor(says('ya pasaron los 10 días desde el pago'), 20_000);
  await eva.say('no');
  await eva.waitFor(says('sigue en pie'), 20_000);
  const { rows } = await world.db.query('select status from withdrawals order by id');
  expect(rows).toEqual([{ status: 'granted' }, { status: 'outside' }]);
});

test('a transfer: its own amount, a receipt that waits for the owner, and their yes', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944300005', 'Ana Pérez');
  await askForCoihue(ana, 'Ana Pérez');
  await ana.say('puedo pagar por transferencia?');
  await ana.waitFor(says(/Importe: \*\$ ?402\.927,\d\d\*/), 20_000);
  await ana.sendMedia({ kind: 'image', mimeType: 'image/jpeg', bytes: Buffer.from('a receipt') });
  await ana.waitFor(says('Lo mira una persona'), 20_000);
  expect(await statuses(world)).toEqual(['held']);
  const { rows } = await world.db.query(
    `select kind, detail -> 'receipt' as receipt from decisions`,
  );
  expect(rows).toMatchObject([{ kind: 'transfer', receipt: { what: 'image' } }]);
  expect(rows[0].receipt.mediaId).toEqual(expect.any(String));
  await world.clock.advance(3 * 3_600_000);
  await expect.poll(() => statuses(world), { timeout: 5_000 }).toEqual(['held']);
});

test('three days before the stay the balance is spoken of, as a template, because the window is closed', async () => {
  await using world = await openWorld({ env: { JOB_EXPIRATION_INTERVAL_SECONDS: '1' } });
  const ana = await book(world, '5492944300006');
  await world.clock.advance(37 * DAY_MS);
  const sent = await ana.waitFor(
    (message) => JSON.stringify(message).includes('balance_due'),
    20_000,
  );
  expect(JSON.stringify(sent)).toMatch(/940\.163/);
  await ana.say('gracias! cuánto queda por pagar?');
  await ana.waitFor(says('ya pagaste'), 20_000);
  await ana.waitFor(says('El link vale 24 horas'), 20_000);
});
