// What guests are offered, quoted and held, on the demo property.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importProperty } from '../../src/adapters/catalog.ts';
import { inTransaction } from '../../src/adapters/postgres.ts';
import { TOPICS } from '../../flows/understand/meaning.ts';
import type { Stay } from '../../src/domain/stay.ts';
import { openBookingWorld, SUMMER, type BookingWorld } from '../support/booking-world.ts';

const four = { adults: 4, children: 0, infants: 0 };
const stay = (checkIn: string, checkOut: string) => ({ checkIn, checkOut }) as Stay;
const ask = (world: BookingWorld, over: object = {}) => ({
  stay: SUMMER,
  party: four,
  pets: 0,
  now: world.now(),
  ...over,
});
const demo = () => JSON.parse(readFileSync('fixtures/property.json', 'utf8'));

async function block(world: BookingWorld, cabinId: string, range: Stay) {
  await world.pool.query(
    `insert into reservations (code, kind, cabin_id, stay, status, created_at) values ($1, 'block', $2, daterange($3, $4), 'confirmed', now())`,
    [`B-${cabinId}-${range.checkIn}`, cabinId, range.checkIn, range.checkOut],
  );
}

test('free cabins with the price of the whole stay, the cheapest first, and why the others are not', async () => {
  await using world = await openBookingWorld();
  const { offers, refusals } = await world.booking.offers.findOffers(world.pool, ask(world));
  expect(offers.map(({ name, total }) => [name, total / 100])).toEqual([
    ['Coihue', 680_900],
    ['Lenga', 753_000],
    ['Maitén', 881_200],
  ]);
  expect(refusals).toEqual([{ name: 'Arrayán', refusal: { kind: 'tooManyPeople', capacity: 2 } }]);
});

test('a stay that ends on the day another begins is free', async () => {
  await using world = await openBookingWorld();
  await block(world, 'coihue', stay('2027-01-18', '2027-01-20'));
  await block(world, 'coihue', stay('2027-01-10', '2027-01-15'));
  await block(world, 'lenga', stay('2027-01-17', '2027-01-19'));
  const { offers } = await world.booking.offers.findOffers(world.pool, ask(world));
  expect(offers.map(({ cabinId }) => cabinId)).toEqual(['coihue', 'maiten']);
});

test('nothing free: nearest dates first, then fewer nights inside those asked for', async () => {
  await using world = await openBookingWorld();
  const may = stay('2027-05-10', '2027-05-14');
  for (const cabin of ['coihue', 'lenga', 'maiten'])
    await block(world, cabin, stay('2027-05-13', '2027-05-15'));
  const { alternatives, mostPeople } = await world.booking.offers.findAlternatives(
    world.pool,
    ask(world, { stay: may }),
  );
  expect(mostPeople).toBe(6);
  expect(
    alternatives.map((one) =>
      one.kind === 'twoCabins'
        ? one.kind
        : [one.kind, one.offer.name, one.offer.stay.checkIn, one.offer.stay.checkOut],
    ),
  ).toEqual([
    ['otherDates', 'Coihue', '2027-05-09', '2027-05-13'],
    ['otherDates', 'Coihue', '2027-05-08', '2027-05-12'],
    ['otherDates', 'Coihue', '2027-05-07', '2027-05-11'],
    ['shorterStay', 'Coihue', '2027-05-10', '2027-05-13'],
  ]);
});

test('free, but only for longer: the stay is offered as long as it must be, at either end', async () => {
  await using world = await openBookingWorld();
  // the demo property wants four nights in January
  const two = stay('2027-01-20', '2027-01-22');
  const { offers, refusals } = await world.booking.offers.findOffers(
    world.pool,
    ask(world, { stay: two }),
  );
  expect(offers).toEqual([]);
  const { minNights } = refusals.find(({ refusal }) => refusal.kind === 'tooShort')!.refusal as {
    minNights: number;
  };
  const { alternatives } = await world.booking.offers.findAlternatives(
    world.pool,
    ask(world, { stay: two }),
  );
  const longer = alternatives.flatMap((one) => (one.kind === 'longerStay' ? [one.offer.stay] : []));
  expect(longer.slice(0, 2)).toEqual([
    stay('2027-01-20', `2027-01-${20 + minNights}`),
    stay(`2027-01-${22 - minNights}`, '2027-01-22'),
  ]);
  expect(alternatives[0]?.kind).toBe('longerStay');
});

test('a party that no cabin takes is offered two', async () => {
  await using world = await openBookingWorld();
  const party = { adults: 6, children: 3, infants: 0 };
  const { alternatives } = await world.booking.offers.findAlternatives(
    world.pool,
    ask(world, { party, pets: 1 }),
  );
  expect(alternatives[0]).toMatchObject({
    kind: 'twoCabins',
    offers: [{ stay: SUMMER }, { stay: SUMMER }],
  });
  const split = alternatives[0]?.kind === 'twoCabins' ? alternatives[0].offers : [];
  expect(split.reduce((total, { party: one }) => total + (one?.adults ?? 0), 0)).toBe(6);
  expect(split.reduce((total, { party: one }) => total + (one?.children ?? 0), 0)).toBe(3);
  const crowd = { adults: 20, children: 0, infants: 0 };
  expect(
    (await world.booking.offers.findAlternatives(world.pool, ask(world, { party: crowd })))
      .alternatives,
  ).toEqual([]);
});

test('the free ranges of a month are each free in one cabin from end to end', async () => {
  await using world = await openBookingWorld();
  for (const cabin of ['coihue', 'lenga', 'maiten'])
    await block(world, cabin, stay('2027-05-10', '2027-05-20'));
  const free = await world.booking.offers.freeRanges(world.pool, {
    month: '2027-05-01' as never,
    party: four,
    now: world.now(),
  });
  expect(free).toEqual([stay('2027-05-01', '2027-05-10'), stay('2027-05-20', '2027-06-01')]);
});

test('a quote is stored as it was shown and can be recalled by its guest only', async () => {
  await using world = await openBookingWorld();
  const [guestId, other] = [await world.guest(), await world.guest()];
  const quoted = await world.booking.quotes.makeQuote(world.pool, {
    ...ask(world),
    guestId,
    cabinId: 'lenga',
  });
  if (quoted.kind !== 'made') throw new Error(quoted.kind);
  const { id } = quoted.shown;
  expect(await world.booking.quotes.recallQuote(world.pool, { id, guestId })).toEqual(quoted.shown);
  expect(
    await world.booking.quotes.recallQuote(world.pool, { id, guestId: other }),
  ).toBeUndefined();
  expect(
    await world.booking.quotes.recallQuote(world.pool, { id: "' or 1=1", guestId }),
  ).toBeUndefined();
  // A new tariff changes no quote that was shown.
  const dearer = demo();
  dearer.cabins[2].tariff.nightly *= 2;
  await importProperty(world.pool, dearer, world.now());
  expect(await world.booking.quotes.recallQuote(world.pool, { id, guestId })).toEqual(quoted.shown);
});

const hold = (world: BookingWorld, quoteId: string, guestId: number, maxHolds = 1) =>
  inTransaction(world.pool, (db) =>
    world.booking.holds.placeHold(db, {
      quoteId,
      guestId,
      name: 'Ana',
      now: world.now(),
      maxHolds,
      holdMinutes: 30,
    }),
  );
const quoteFor = async (world: BookingWorld, guestId: number, over: object = {}) => {
  const quoted = await world.booking.quotes.makeQuote(world.pool, {
    ...ask(world),
    guestId,
    cabinId: 'coihue',
    ...over,
  });
  if (quoted.kind !== 'made') throw new Error(JSON.stringify(quoted));
  return quoted.shown.id;
};

test('a hold is refused for an old quote, for somebody else’s, for a second one, and for taken nights', async () => {
  await using world = await openBookingWorld();
  const [ana, beto] = [await world.guest(), await world.guest()];
  const ofAna = await quoteFor(world, ana);
  const ofBeto = await quoteFor(world, beto);
  expect(await hold(world, ofAna, beto)).toEqual({ kind: 'refused', why: 'quoteExpired' });
  const held = await hold(world, ofAna, ana);
  if (held.kind !== 'held') throw new Error(held.why);
  expect(held.hold.code).toMatch(/^PO-[2-9BCDFGHJKMNPQRSTVWXYZ]{5}$/);
  expect(new Date(held.hold.heldUntil).getTime()).toBe(world.now().getTime() + 30 * 60_000);
  expect(await hold(world, ofAna, ana)).toEqual(held);
  expect(await hold(world, ofBeto, beto)).toEqual({ kind: 'refused', why: 'taken' });
  const second = await quoteFor(world, ana, { cabinId: 'lenga' });
  expect(await hold(world, second, ana)).toEqual({ kind: 'refused', why: 'tooManyHolds' });
  expect((await hold(world, second, ana, 2)).kind).toBe('held');
  const old = await quoteFor(world, beto, { cabinId: 'maiten' });
  await world.clock.advance(25 * 3_600_000);
  expect(await hold(world, old, beto)).toEqual({ kind: 'refused', why: 'quoteExpired' });
});

test('letting a hold go frees its nights at once, and only its own guest can', async () => {
  await using world = await openBookingWorld();
  const { code, guestId } = await world.hold();
  const other = await world.guest();
  await world.booking.holds.releaseHold(world.pool, { code, guestId: other, now: world.now() });
  expect(await world.statusOf(code)).toBe('held');
  expect(
    await world.booking.holds.releaseHold(world.pool, { code, guestId, now: world.now() }),
  ).toEqual({ code });
  expect(await world.statusOf(code)).toBe('cancelled');
  expect(
    await world.booking.holds.releaseHold(world.pool, { code, guestId, now: world.now() }),
  ).toEqual({ code });
  await world.hold();
});

test('dollars are quoted in pesos of the snapshot, and the quote ends with its rate', async () => {
  const exchange = {
    source: 'BNA',
    at: '2026-11-24T14:00:00Z',
    validUntil: '2026-11-24T16:00:00Z',
    rate: 150_000 as never,
  };
  await using world = await openBookingWorld({
    settings: { exchangeAt: (now) => (now < new Date(exchange.validUntil) ? exchange : null) },
  });
  const dollars = demo();
  Object.assign(dollars.cabins[1].tariff, {
    currency: 'USD',
    nightly: 9_000,
    weekend: 10_000,
    extraPerson: 1_000,
    cleaning: 1_500,
    pet: 500,
  });
  await importProperty(world.pool, dollars, world.now());
  const guestId = await world.guest();
  const quoted = await world.booking.quotes.makeQuote(world.pool, {
    ...ask(world),
    guestId,
    cabinId: 'coihue',
  });
  if (quoted.kind !== 'made') throw new Error(quoted.kind);
  // (100 × 2 + 90) × 135 % + 10 × 3 + 15 dollars at 1,500
  expect(quoted.shown).toMatchObject({
    expiresAt: '2026-11-24T16:00:00.000Z',
    quote: { total: 65_475_000, exchange },
  });
  await world.clock.advance(2 * 3_600_000);
  const late = await world.booking.quotes.makeQuote(world.pool, {
    ...ask(world),
    guestId,
    cabinId: 'coihue',
  });
  expect(late).toMatchObject({ kind: 'refused', refusal: { kind: 'noExchangeRate' } });
});

test('the demo property answers every topic that guests can ask about', () => {
  expect(Object.keys(demo().property.answers)).toEqual(expect.arrayContaining([...TOPICS]));
});

test.each<[string, (file: ReturnType<typeof demo>) => void, string]>([
  ['a night that costs nothing', (file) => (file.cabins[0].tariff.nightly = 0), 'nightly'],
  ['half a centavo', (file) => (file.cabins[0].tariff.cleaning = 1.5), 'cleaning'],
  [
    'a season that ends before it begins',
    (file) => (file.cabins[0].tariff.seasons[0].to = '2020-01-01'),
    'seasons',
  ],
  ['the 31st of April', (file) => (file.cabins[0].tariff.seasons[0].from = '2027-04-31'), 'from'],
  [
    'a policy out of order',
    (file) => (file.policy.refunds = file.policy.refunds.toReversed()),
    'refunds',
  ],
  [
    'a discount of everything',
    (file) => (file.cabins[0].tariff.lengthDiscounts[0].percent = 100),
    'percent',
  ],
  [
    'a photo outside',
    (file) => (file.cabins[0].photos[0] = 'https://evil.example/x.jpg'),
    'photos',
  ],
])('an import with %s is refused, and nothing of it is stored', async (_, spoil, where) => {
  await using world = await openBookingWorld();
  const file = demo();
  file.property.name = 'Otra';
  spoil(file);
  await expect(importProperty(world.pool, file, world.now())).rejects.toThrow(where);
  expect((await world.pool.query(`select profile ->> 'name' as name from property`)).rows).toEqual([
    { name: 'Cabañas El Radal' },
  ]);
});

test('nights that have begun are not held, though the quote is fresh', async () => {
  await using world = await openBookingWorld();
  const guestId = await world.guest();
  const today = { checkIn: '2026-11-24', checkOut: '2026-11-26' } as Stay;
  const quoteId = await quoteFor(world, guestId, { stay: today });
  await world.clock.advance(13 * 3_600_000);
  expect(await hold(world, quoteId, guestId)).toEqual({ kind: 'refused', why: 'quoteExpired' });
});

test('an old yes, after the stay was confirmed, does not ask for its deposit again', async () => {
  await using world = await openBookingWorld();
  const { guestId, code, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  const { rows } = await world.pool.query('select quote_id from reservations where code = $1', [
    code,
  ]);
  const { quote_id: quoteId } = rows[0] as { quote_id: string };
  expect(await hold(world, quoteId, guestId)).toEqual({ kind: 'refused', why: 'quoteExpired' });
});
