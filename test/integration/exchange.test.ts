// Pesos per dollar: from a setting or an address; frozen into the quote; without one, no price in dollars.

import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { importProperty } from '../../src/adapters/catalog.ts';
import { openExchange, readRate } from '../../src/adapters/exchange.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';
import { openBookingWorld, SUMMER } from '../support/booking-world.ts';

const now = () => new Date('2026-11-24T15:00:00Z');
const startOf = (day: CalendarDate) => new Date(`${day}T00:00:00-03:00`);
const HOUR_MS = 3_600_000;

async function openSource(answers: ReadonlyArray<{ status?: number; body: string }>) {
  let asked = 0;
  const server = createServer((_, response) => {
    const { status = 200, body } = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test.each<[string, string, number]>([
  ['{"venta": 1450.5}', 'venta', 1450.5],
  ['{"blue": {"value_sell": "1450.50"}}', 'blue.value_sell', 1450.5],
  ['[{"casa": {"venta": "1.450,50"}}]', '0.casa.venta', 1450.5],
])('%s is read at %s', async (body, path, rate) => {
  await using source = await openSource([{ body }]);
  expect(await readRate(source.url, path)).toBe(rate);
});

test.each<[string, number, string]>([
  ['nothing there', 200, '{"compra": 1}'],
  ['not a number', 200, '{"venta": "N/D"}'],
  ['an impossible rate', 200, '{"venta": 0}'],
  ['not JSON', 200, '<html>'],
  ['an error', 503, '{"venta": 1450}'],
])('%s is no rate', async (_, status, body) => {
  await using source = await openSource([{ status, body }]);
  await expect(readRate(source.url, 'venta')).rejects.toThrow();
});

test('what was read holds for its hours, and a source that fails leaves no rate', async () => {
  await using source = await openSource([{ body: '{"venta": 1450.5}' }]);
  const settings = { kind: 'read', url: source.url, path: 'venta', validHours: 24 } as const;
  const onError = () => undefined;
  await using exchange = await openExchange(settings, { now, startOf, onError });
  expect(exchange.at(now())).toMatchObject({
    source: '127.0.0.1',
    rate: 145_050,
    at: now().toISOString(),
  });
  expect(exchange.at(new Date(now().getTime() + 25 * HOUR_MS))).toBeNull();
  await using failing = await openSource([{ status: 500, body: '' }]);
  const errors: unknown[] = [];
  const broken = { ...settings, url: failing.url };
  await using none = await openExchange(broken, {
    now,
    startOf,
    onError: (error) => errors.push(error),
  });
  expect(none.at(now())).toBeNull();
  expect(errors).toHaveLength(1);
});

test('a rate of the day is good for its hours from that midnight', async () => {
  const fixed = {
    kind: 'fixed',
    rate: 1_450,
    day: '2026-11-24' as CalendarDate,
    validHours: 24,
  } as const;
  await using exchange = await openExchange(fixed, { now, startOf, onError: () => undefined });
  expect(exchange.at(now())).toMatchObject({
    rate: 145_000,
    validUntil: '2026-11-25T03:00:00.000Z',
  });
  expect(exchange.at(new Date('2026-11-25T03:00:00Z'))).toBeNull();
});

test('a cabin in dollars is quoted with the rate of the moment, frozen; without a rate it says so', async () => {
  let rate: number | null = 145_000;
  await using world = await openBookingWorld({
    settings: {
      exchangeAt: (at) =>
        rate === null
          ? null
          : {
              source: 'own',
              at: at.toISOString(),
              validUntil: new Date(at.getTime() + HOUR_MS).toISOString(),
              rate: rate as never,
            },
    },
  });
  const demo = JSON.parse(await readFile('fixtures/property.json', 'utf8'));
  const coihue = demo.cabins.find((cabin: { id: string }) => cabin.id === 'coihue');
  Object.assign(coihue.tariff, {
    currency: 'USD',
    nightly: 10_000,
    weekend: 10_000,
    seasons: [],
    cleaning: 0,
  });
  await importProperty(world.pool, demo, world.now());
  const asked = { stay: SUMMER, party: { adults: 2, children: 0, infants: 0 }, pets: 0 };
  const guestId = await world.guest();
  const quote = () =>
    world.booking.quotes.makeQuote(world.pool, {
      ...asked,
      guestId,
      cabinId: 'coihue',
      now: world.now(),
    });
  const made = await quote();
  // 100 dollars a night at 1,450 pesos
  expect(made).toMatchObject({
    kind: 'made',
    shown: { quote: { total: 43_500_000, exchange: { rate: 145_000 } } },
  });
  rate = 999_900;
  const id = made.kind === 'made' ? made.shown.id : '';
  expect((await world.booking.quotes.recallQuote(world.pool, { id, guestId }))?.quote.total).toBe(
    43_500_000,
  );
  rate = null;
  expect(await quote()).toMatchObject({ kind: 'refused', refusal: { kind: 'noExchangeRate' } });
  const { refusals } = await world.booking.offers.findOffers(world.pool, {
    ...asked,
    now: world.now(),
  });
  expect(refusals).toContainEqual({ name: 'Coihue', refusal: { kind: 'noExchangeRate' } });
});
