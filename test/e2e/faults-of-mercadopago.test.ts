// What would go wrong: MercadoPago stumbles, and a guest gets two links, pays for nothing, or loses dates
// that they have paid for.

import { expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/simulators/faults.ts';
import {
  askForCoihue,
  expectAllAnswered,
  expectMoneyConserved,
  minutes,
  openCheckout,
  PAID,
  payAndHear,
  whileTimePasses,
} from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld } from '../support/world.ts';

const PATIENCE_MS = 60_000;

const mercadoPagoFaults: ReadonlyArray<readonly [what: string, fault: Fault, times: number]> = [
  ['errors of its own (500)', { status: 500 }, 6],
  ['too many requests (429)', { status: 429 }, 4],
  ['nothing: it hangs up although it made the link', 'reset after the work', 2],
  ['nothing for ten seconds', 'timeout', 1],
  ['slowly', { delayMs: 3_000 }, 4],
];

test.concurrent.for(mercadoPagoFaults)(
  'MercadoPago answers with %s: one link, one payment, one confirmation',
  async ([, fault, times]) => {
    await using world = await openWorld();
    const { mercadopago, whatsapp } = world.sandbox;
    mercadopago.failNext(times, fault, /POST .*preferences|GET .*payments/);
    const ana = whatsapp.guest('5492944700004', 'Ana Pérez');
    const link = await whileTimePasses(world, 500, () =>
      askForCoihue(ana, 'Ana Pérez', PATIENCE_MS),
    );
    mercadopago.failNext(times, fault, /GET .*payments/);
    expect(await payAndHear(world, ana, link)).toMatchObject(PAID);
    expect(mercadopago.preferences()).toHaveLength(1);
    await expectAllAnswered(world, [ana]);
  },
);

test('MercadoPago is down when a hold ends: the dates are kept and the owner is told, and afterwards they are let go', async () => {
  await using world = await openWorld();
  const { mercadopago, whatsapp } = world.sandbox;
  const ana = whatsapp.guest('5492944700005', 'Ana Pérez');
  await askForCoihue(ana, 'Ana Pérez', PATIENCE_MS);
  mercadopago.down(true);
  await world.clock.advance(minutes(31));
  const status = async () =>
    (await world.db.query('select status from reservations')).rows[0].status;
  const decisions = async () => (await world.db.query('select kind from decisions')).rows;
  await whileTimePasses(world, minutes(1), async () => {
    await expect.poll(decisions, { timeout: PATIENCE_MS }).toContainEqual({ kind: 'cannotAsk' });
  });
  expect(await status()).toBe('settling');
  expect(ana.messages.filter(says('Se terminó el tiempo'))).toEqual([]);
  mercadopago.down(false);
  await whileTimePasses(world, minutes(2), () =>
    ana.waitFor(says('Se terminó el tiempo'), PATIENCE_MS),
  );
  expect(await status()).toBe('expired');
  await expectAllAnswered(world, [ana]);
  await expectMoneyConserved(world);
});

test('MercadoPago is down when a hold ends and the guest had paid: the stay is confirmed when it is back', async () => {
  await using world = await openWorld();
  const { mercadopago, whatsapp } = world.sandbox;
  const ana = whatsapp.guest('5492944700006', 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez', PATIENCE_MS));
  await mercadopago.pay(checkout, { outcome: 'approved', notify: 'lost' });
  mercadopago.down(true);
  await world.clock.advance(minutes(31));
  const decisions = async () => (await world.db.query('select kind from decisions')).rows;
  await whileTimePasses(world, minutes(1), async () => {
    await expect.poll(decisions, { timeout: PATIENCE_MS }).toContainEqual({ kind: 'cannotAsk' });
  });
  mercadopago.down(false);
  await whileTimePasses(world, minutes(2), () =>
    ana.waitFor(says('Reserva confirmada'), PATIENCE_MS),
  );
  expect(await expectMoneyConserved(world)).toMatchObject(PAID);
  await expectAllAnswered(world, [ana]);
});
