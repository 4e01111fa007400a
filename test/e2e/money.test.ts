// What would go wrong: a late peso that nobody answers, a second payment that is kept, a hold that never ends.

import { expect, test } from 'vitest';
import { askForCoihue, expectMoneyConserved, minutes, openCheckout } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld } from '../support/world.ts';

const DEPOSIT = 40_292_700;

test('a rejected card is told, and the same link takes another one', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200001', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, {
    outcome: 'rejected',
    statusDetail: 'cc_rejected_insufficient_amount',
  });
  await ana.waitFor(says('rechazó el pago'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'));
  await expectMoneyConserved(world);
});

test('nobody pays: the guest is warned, the hold ends with a message, and the nights are free again', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200002', 'Ana Pérez');
  await askForCoihue(ana, 'Ana Pérez');
  await world.clock.advance(minutes(25) + 1_000);
  await ana.waitFor(says('para pagar la seña'), 10_000);
  await world.clock.advance(minutes(5));
  await ana.waitFor(says('Se terminó el tiempo'), 10_000);
  const [preference] = world.sandbox.mercadopago.preferences();
  await expect
    .poll(() =>
      Date.parse(String(world.sandbox.mercadopago.preferences()[0]?.['expiration_date_to'])),
    )
    .toBeLessThanOrEqual(world.clock.now().getTime());
  expect(preference?.['expires']).toBe(true);
  const eva = world.sandbox.whatsapp.guest('5492944200003', 'Eva Díaz');
  await askForCoihue(eva, 'Eva Díaz');
});

test('money comes after the end of the hold: the dates are still free, so it is honoured', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200004', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.clock.advance(minutes(31));
  await ana.waitFor(says('Se terminó el tiempo'), 10_000);
  await world.sandbox.mercadopago.pay(checkout, {
    outcome: 'approved',
    payer: 'was already inside',
  });
  await ana.waitFor(says('la cabaña seguía libre'), 10_000);
  const { rows } = await world.db.query('select status, late from reservations');
  expect(rows).toEqual([{ status: 'confirmed', late: true }]);
  await expectMoneyConserved(world);
});

test('money comes after the end of the hold and the dates are gone: it goes back, with a message', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200005', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.clock.advance(minutes(31));
  await ana.waitFor(says('Se terminó el tiempo'), 10_000);
  const eva = world.sandbox.whatsapp.guest('5492944200006', 'Eva Díaz');
  await askForCoihue(eva, 'Eva Díaz');
  const payment = await world.sandbox.mercadopago.pay(checkout, {
    outcome: 'approved',
    payer: 'was already inside',
  });
  await ana.waitFor(says('ya era de otra persona'), 10_000);
  await ana.waitFor(says('MercadoPago la aprobó'), 10_000);
  expect(world.sandbox.mercadopago.refundsOf(payment.id)).toHaveLength(1);
  const books = await expectMoneyConserved(world);
  expect(books).toMatchObject({ received: DEPOSIT, refunded: DEPOSIT, applied: 0 });
});

test('a second payment for a confirmed stay goes back whole, once', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200007', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'));
  const second = await world.sandbox.mercadopago.pay(checkout, {
    outcome: 'approved',
    payer: 'was already inside',
    notify: 'five times',
  });
  await ana.waitFor(says('este te lo devolvemos entero'), 10_000);
  await ana.waitFor(says('MercadoPago la aprobó'), 10_000);
  expect(world.sandbox.mercadopago.refundsOf(second.id)).toHaveLength(1);
  expect(await expectMoneyConserved(world)).toMatchObject({
    received: 2 * DEPOSIT,
    applied: DEPOSIT,
    refunded: DEPOSIT,
  });
});

test('the notification is lost: the look at the end of the hold finds the money', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200008', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved', notify: 'lost' });
  await world.clock.advance(minutes(31));
  await ana.waitFor(says('Reserva confirmada'), 10_000);
  await expectMoneyConserved(world);
});

test('"ya pagué" brings a look, never a confirmation', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944200009', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await ana.say('listo, ya pagué');
  await ana.waitFor(says('Todavía no veo ningún pago aprobado'), 10_000);
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved', notify: 'lost' });
  await ana.say('ya pagué!');
  await ana.waitFor(says('Reserva confirmada'), 10_000);
});

test('twelve guests held the same nights in turn and all pay late at once: one stay, eleven refunds, no peso astray', async () => {
  await using world = await openWorld();
  const payers: Array<{
    guest: ReturnType<typeof world.sandbox.whatsapp.guest>;
    checkout: string;
  }> = [];
  for (let n = 0; n < 12; n++) {
    const guest = world.sandbox.whatsapp.guest(
      `54929442001${String(n).padStart(2, '0')}`,
      `Guest ${n}`,
    );
    payers.push({
      guest,
      checkout: await openCheckout(world, await askForCoihue(guest, 'Ana Pérez')),
    });
    await world.clock.advance(minutes(31));
    await guest.waitFor(says('Se terminó el tiempo'), 15_000);
  }
  await Promise.all(
    payers.map(({ checkout }) =>
      world.sandbox.mercadopago.pay(checkout, {
        outcome: 'approved',
        payer: 'was already inside',
        notify: 'five times',
      }),
    ),
  );
  const answers = await Promise.all(
    payers.map(({ guest }) =>
      guest.waitFor(says(/Reserva confirmada|ya era de otra persona/), 30_000),
    ),
  );
  expect(answers.filter(says('Reserva confirmada'))).toHaveLength(1);
  await expect
    .poll(async () => (await expectMoneyConserved(world)).refunded, { timeout: 30_000 })
    .toBe(11 * DEPOSIT);
  const { rows } = await world.db.query(
    `select count(*)::int as stays from reservations where status = 'confirmed'`,
  );
  expect(rows[0]).toEqual({ stays: 1 });
}, 180_000);
