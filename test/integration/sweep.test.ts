// A job that was lost with its process, or by somebody's hand, is found again by the sweep.

import { expect, test } from 'vitest';
import { openBookingWorld } from '../support/booking-world.ts';

test('a hold whose watch is gone ends all the same, after MercadoPago was asked', async () => {
  await using world = await openBookingWorld();
  const { code, preference } = await world.hold();
  const other = await world.hold({ cabinId: 'lenga' });
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  await world.pool.query('delete from test_jobs');
  await world.pass(40);
  expect(await world.statusOf(code)).toBe('held');
  await world.booking.work.sweep({});
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(await world.statusOf(other.code)).toBe('expired');
});

test('a refund whose job is gone is asked for again', async () => {
  await using world = await openBookingWorld();
  const { deposit, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  world.mercadopago.setBalance(0);
  await world.runJobs();
  await world.pool.query('delete from test_jobs');
  world.mercadopago.setBalance(10_000_000);
  await world.clock.advance(11 * 60_000);
  await world.booking.work.sweep({});
  await world.runJobs();
  expect(await world.invariants()).toMatchObject({ owed: 0, refunded: deposit, broken: [] });
});

test('a stay is completed in the night after its guests have left, and only that one', async () => {
  await using world = await openBookingWorld();
  const soon = { checkIn: '2026-11-25', checkOut: '2026-11-27' } as never;
  const [left, coming] = [await world.hold({ stay: soon }), await world.hold()];
  for (const { preference } of [left, coming])
    await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  await world.clock.advance(3 * 86_400_000);
  await world.booking.work.sweep({});
  expect(await world.statusOf(left.code)).toBe('confirmed');
  await world.clock.advance(13 * 3_600_000);
  await world.booking.work.sweep({});
  expect(await world.statusOf(left.code)).toBe('completed');
  expect(await world.statusOf(coming.code)).toBe('confirmed');
});
