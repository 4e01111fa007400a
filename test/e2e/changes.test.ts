// What would go wrong: a guest who loses the nights that they had for nights that they did not get, a change
// that nobody paid, a peso that is counted twice or goes back against the policy.

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

async function book(world: World, phone: string): Promise<Guest> {
  const ana = world.sandbox.whatsapp.guest(phone, 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  return ana;
}

const stays = async (world: World) =>
  (
    await world.db.query(
      `select cabin_id as cabin, stay::text, status, kind, total, deposit from reservations where status <> 'expired' order by id`,
    )
  ).rows;

test('an extension: the extra night is kept while the deposit grows, and had when it is paid', async () => {
  await using world = await openWorld();
  const ana = await book(world, '5492944400001');
  await ana.say('quiero agregar una noche más');
  await ana.waitFor(says('Para confirmar el cambio'), 20_000);
  await ana.say('sí');
  await ana.waitFor(says('hasta entonces tu reserva queda como está'), 20_000);
  const link = linkOf(await ana.waitFor(says('El link vale hasta las'), 20_000));
  expect(await stays(world)).toMatchObject([
    { stay: '[2027-01-03,2027-01-10)', status: 'confirmed', kind: 'stay' },
    { stay: '[2027-01-10,2027-01-11)', status: 'held', kind: 'block' },
  ]);
  const checkout = await openCheckout(world, link);
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved', notify: 'five times' });
  await ana.waitFor(says('Reserva cambiada'), 20_000);
  const [stay, ...rest] = await stays(world);
  expect(rest).toEqual([]);
  expect(stay).toMatchObject({ stay: '[2027-01-03,2027-01-11)', status: 'confirmed' });
  const { received, applied, refunded } = await expectMoneyConserved(world);
  expect(received).toBeGreaterThan(DEPOSIT);
  expect([applied, refunded]).toEqual([stay.deposit, 0]);
  expect(received).toBe(applied);
});
