// At night MercadoPago's own list is compared with ours: what nobody told us and what was written wrong
// is found there, said to the owner once, and asked about again.

import { expect, test } from 'vitest';
import { toCentavos } from '../../src/domain/money.ts';
import { driftOf, type PaymentKept } from '../../src/booking/compare.ts';
import type { PaymentFact } from '../../src/domain/payment.ts';
import { openBookingWorld, type BookingWorld } from '../support/booking-world.ts';

const HOUR_MS = 3_600_000;

async function drifts(world: BookingWorld): Promise<string[]> {
  const { rows } = await world.pool.query(
    `select detail ->> 'drift' as drift from decisions where kind = 'drift' order by id`,
  );
  return rows.map(({ drift }: { drift: string }) => drift);
}

test('when both say the same, nothing is raised', async () => {
  await using world = await openBookingWorld();
  const { preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  await world.clock.advance(HOUR_MS);
  await world.booking.work.compare({});
  expect(await drifts(world)).toEqual([]);
});

test('a payment that nobody told us about and no look found is raised once, taken in, and settled', async () => {
  await using world = await openBookingWorld();
  const { code, preference } = await world.hold();
  await world.pool.query('delete from test_jobs');
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  await world.clock.advance(20 * HOUR_MS);
  for (let night = 0; night < 2; night += 1) await world.booking.work.compare({});
  expect(await drifts(world)).toEqual(['missing']);
  expect(world.counted).toContain('drift:missing');
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect((await world.invariants()).broken).toEqual([]);
});

test('more payments than a page, on several days, are all compared', async () => {
  await using world = await openBookingWorld();
  const { preference } = await world.hold();
  await world.pool.query('delete from test_jobs');
  for (let day = 0; day < 3; day += 1) {
    for (let count = 0; count < 30; count += 1)
      await world.mercadopago.pay(preference, {
        outcome: 'approved',
        notify: 'lost',
        payer: 'was already inside',
      });
    await world.clock.advance(8 * HOUR_MS);
  }
  await world.booking.work.compare({});
  expect(await drifts(world)).toHaveLength(90);
});

test('a payment of ours that MercadoPago does not list is raised', async () => {
  await using world = await openBookingWorld();
  const { preference } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  await world.pool.query('update payments set last_updated = last_updated - $1::interval', [
    '1 day',
  ]);
  await world.clock.advance(2 * HOUR_MS);
  world.mercadopago.snapshot().payments.find(({ id }) => id === paid.id)!.updatedAt = world
    .now()
    .toISOString();
  await world.booking.work.compare({});
  expect(await drifts(world)).toEqual(['unknown']);
});

const account = { collectorId: '1', liveMode: true };
const told: PaymentFact = {
  id: '7',
  status: 'approved',
  statusDetail: '',
  amount: toCentavos(100),
  currency: 'ARS',
  collectorId: '1',
  liveMode: true,
  fee: toCentavos(0),
  externalReference: null,
  lastUpdated: '2026-11-24T15:00:00.000Z',
  refunds: [],
};
const kept: PaymentKept = {
  status: 'approved',
  received: toCentavos(100),
  refunded: toCentavos(0),
};
const refund = { id: '1', amount: toCentavos(30), status: 'done' } as const;

test.each<[string, Partial<PaymentFact>, Partial<PaymentKept> | null, string | undefined]>([
  ['the same', {}, {}, undefined],
  ['not recorded', {}, null, 'missing'],
  ['rejected and not recorded: no money', { status: 'rejected' }, null, undefined],
  ['recorded, not in the ledger', {}, { received: toCentavos(0) }, 'missing'],
  ['another amount', {}, { received: toCentavos(90) }, 'missing'],
  ['moved on at MercadoPago', { status: 'charged_back' }, {}, 'status'],
  ['a refund that we do not have', { refunds: [refund] }, {}, 'refunded'],
  ['a refund that we have', { refunds: [refund] }, { refunded: refund.amount }, undefined],
  ['a refund under way', { refunds: [{ ...refund, status: 'inProcess' }] }, {}, undefined],
  ['refunded whole, listed nowhere', { status: 'refunded' }, { status: 'refunded' }, 'refunded'],
  ['somebody else’s', { collectorId: '2' }, { received: toCentavos(0) }, undefined],
])('%s', (_, at, ours, drift) => {
  const mine = ours && { ...kept, ...ours };
  expect(driftOf({ ...told, ...at }, mine ?? undefined, account)).toBe(drift);
});
