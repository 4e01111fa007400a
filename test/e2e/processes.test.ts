// What would go wrong with more machines: two of them answer the same message, one that dies takes
// guests with it, or a guest's answers come in another order than the questions.

import { expect, test } from 'vitest';
import { openBalancer } from '../support/balancer.ts';
import { expectMoneyConserved, openCheckout, openEnds, type Guest } from '../support/journeys.ts';
import { startMain } from '../support/process.ts';
import { linkOf, readBy, says } from '../support/reading.ts';
import { machineClock, openGround } from '../support/world.ts';

const PATIENCE_MS = 120_000;
const STEPS = ['libre', 'hasta 4 personas', '¿Te la reservo?', '¿A nombre de quién', 'De nada'];

/** Five questions, each asked when the one before was answered. */
async function talk(guest: Guest, cabin: string): Promise<void> {
  await guest.say('del 3 al 10 de enero, somos 2');
  await guest.waitFor(says('libre'), PATIENCE_MS);
  await guest.choose(cabin);
  await guest.waitFor(says('hasta 4 personas'), PATIENCE_MS);
  await guest.choose('Precio y reserva');
  await guest.waitFor(says('¿Te la reservo?'), PATIENCE_MS);
  await guest.choose('Sí, reservar');
  await guest.waitFor(says('¿A nombre de quién'), PATIENCE_MS);
  await guest.say('gracias!');
  await guest.waitFor(says('De nada'), PATIENCE_MS);
}

test('three processes share thirty guests and one is killed: every message is answered once and in order, and the stays are whole', async () => {
  await using opening = new AsyncDisposableStack();
  const alive: string[] = [];
  const balancer = opening.use(await openBalancer(() => alive, { twice: 0.3, delayMs: 40 }));
  const world = await openGround(opening, machineClock, () => balancer.url, {});
  const mains = Array.from({ length: 3 }, () =>
    opening.use(
      startMain({ ...world.environment, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled' }),
    ),
  );
  for (const main of mains) alive.push(await main.url());

  const guests = Array.from({ length: 30 }, (_, n) =>
    world.sandbox.whatsapp.guest(`54929448000${String(n).padStart(2, '0')}`, `Guest ${n}`),
  );
  const talks = Promise.all(guests.map((guest) => talk(guest, 'Coihue')));
  talks.catch(() => undefined);
  const heard = () => guests.reduce((sum, { messages }) => sum + messages.length, 0);
  await expect.poll(heard, { timeout: PATIENCE_MS }).toBeGreaterThan(60);
  const [killed] = mains;
  killed!.kill('SIGKILL');
  await killed!.exited;
  alive.shift();
  await talks;

  await expect
    .poll(() => openEnds(world.db), { timeout: PATIENCE_MS })
    .toEqual({ waiting: 0, unsent: 0 });
  const { rows } = await world.db.query('select count(*)::int as asked from guest_events');
  expect(rows).toEqual([{ asked: 150 }]);
  let repeated = 0;
  for (const guest of guests) {
    const steps = readBy(guest).map((message) => STEPS.findIndex((step) => says(step)(message)));
    const once = steps.filter((step, index) => step !== steps[index - 1]);
    expect(once).toEqual([0, 1, 2, 3, 4]);
    repeated += steps.length - once.length;
  }
  // only what the killed one had in its hands may come a second time
  expect(repeated).toBeLessThanOrEqual(5);
}, 300_000);

test('one guest books and pays while every request goes to any of three processes', async () => {
  await using opening = new AsyncDisposableStack();
  const alive: string[] = [];
  const balancer = opening.use(await openBalancer(() => alive, { twice: 0.5, delayMs: 20 }));
  const world = await openGround(opening, machineClock, () => balancer.url, {});
  for (let n = 0; n < 3; n++) alive.push(await opening.use(startMain(world.environment)).url());

  const ana = world.sandbox.whatsapp.guest('5492944810001', 'Ana Pérez');
  await talk(ana, 'Coihue');
  await ana.say('Ana Pérez');
  await ana.waitFor(says('Te guardo'), PATIENCE_MS);
  const link = linkOf(await ana.waitFor(says('Seña de'), PATIENCE_MS));
  const checkout = await openCheckout({ service: balancer }, link);
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved', notify: 'five times' });
  await ana.waitFor(says('Reserva confirmada'), PATIENCE_MS);
  expect(await expectMoneyConserved(world)).toMatchObject({
    received: 37_268_700,
    applied: 37_268_700,
    refunded: 0,
  });
  expect(world.sandbox.mercadopago.preferences()).toHaveLength(1);
}, 300_000);
