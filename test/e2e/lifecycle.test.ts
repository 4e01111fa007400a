// What would go wrong: a guest who stands before a locked door, is asked the same twice, or is written to while the
// owner is writing; a stay that moved and is spoken of as it was.

import { expect, test } from 'vitest';
import { askForCoihue, openCheckout, type Guest } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const env = { JOB_EXPIRATION_INTERVAL_SECONDS: '1' };

async function book(world: World, phone: string): Promise<Guest> {
  const ana = world.sandbox.whatsapp.guest(phone, 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  return ana;
}

/** Moves the clock to an hour of a day at the lodging. */
const until = (world: World, day: string, time: string) =>
  world.clock.advance(Date.parse(`${day}T${time}:00-03:00`) - world.clock.now().getTime());

const isTemplate = (name: string) => (message: object) =>
  (message as { template?: { name: string } }).template?.name === name;
const named = ({ messages }: Guest, name: string) => messages.filter(isTemplate(name)).length;

async function notices(world: World) {
  const { rows } = await world.db.query('select kind, outcome from stay_notices order by kind');
  return (rows as Array<{ kind: string; outcome: string }>).map(
    ({ kind, outcome }) => `${kind} ${outcome}`,
  );
}

test('a whole stay: each message once, at its time, over two processes and a restart, outside the window as a template', async () => {
  await using world = await openWorld({ env });
  await world.openAnother();
  const ana = await book(world, '5492944800001');

  await until(world, '2026-12-31', '10:05');
  await ana.waitFor(isTemplate('balance_due'), 15_000);
  await until(world, '2027-01-01', '09:55');
  expect(named(ana, 'checkin_reminder')).toBe(0);
  await until(world, '2027-01-01', '10:05');
  await ana.waitFor(isTemplate('checkin_reminder'), 15_000);
  // the guest answers, and the window is open until the same hour of the next day
  await until(world, '2027-01-01', '20:00');
  await ana.say('vamos a llegar tarde, tipo 22 hs');
  await ana.waitFor(
    says(
      /Anotado: llegás a \*Coihue\*.*a las \*22:00\*[^]*después de las 21:00[^]*caja con código/,
    ),
    15_000,
  );
  await until(world, '2027-01-02', '10:05');
  await ana.waitFor(
    says(/Para tu llegada[^]*La llave está en la recepción[^]*a las \*22:00\*/),
    15_000,
  );
  await until(world, '2027-01-10', '09:05');
  await ana.waitFor(isTemplate('checkout_day'), 15_000);

  await world.service[Symbol.asyncDispose]();
  await until(world, '2027-01-11', '11:05');
  await ana.waitFor(isTemplate('thanks_review'), 15_000);
  await world.openAnother();
  await world.clock.advance(40 * DAY_MS);
  await expect
    .poll(async () => (await world.db.query('select status, notice_at from reservations')).rows, {
      timeout: 10_000,
    })
    .toEqual([{ status: 'completed', notice_at: null }]);

  expect(await notices(world)).toEqual([
    ...['arrival told', 'balance told', 'instructions told', 'leaving told'],
    ...['noShow notNeeded', 'review told'],
  ]);
  for (const name of ['balance_due', 'checkin_reminder', 'checkout_day', 'thanks_review'])
    expect([name, named(ana, name)]).toEqual([name, 1]);
  expect(ana.messages.filter(says('Para tu llegada'))).toHaveLength(1);
  const { rows } = await world.db.query('select kind, detail from decisions order by id');
  expect(rows).toEqual([{ kind: 'arrivalHour', detail: { time: '22:00', fit: 'late' } }]);
});
