// A wrong price is either the owner's loss or the guest's distrust: every line is checked by hand here,
// and the sums by property.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum, toCentavos, type Centavos } from '../../src/domain/money.ts';
import type { Party } from '../../src/domain/party.ts';
import { depositOf, quote, type Asked, type PricingSettings } from '../../src/domain/pricing.ts';
import type { Season, Tariff } from '../../src/domain/property.ts';
import {
  addDays,
  nightsOf,
  type CalendarDate,
  type Stay,
  type Weekday,
} from '../../src/domain/stay.ts';

const pesos = (amount: number) => toCentavos(amount * 100);
const day = (text: string) => text as CalendarDate;
const stay = (checkIn: string, checkOut: string): Stay => ({
  checkIn: day(checkIn),
  checkOut: day(checkOut),
});
const party = (adults: number, children = 0, infants = 0): Party => ({ adults, children, infants });

const tariff: Tariff = {
  currency: 'ARS',
  nightly: pesos(100),
  weekend: pesos(150),
  seasons: [
    {
      name: 'Carnaval',
      from: day('2027-02-05'),
      to: day('2027-02-08'),
      price: { nightly: pesos(300) },
      minNights: 4,
    },
    {
      name: 'Verano',
      from: day('2027-01-01'),
      to: day('2027-02-28'),
      price: { percent: 120 },
      minNights: 3,
    },
  ],
  lengthDiscounts: [
    { fromNights: 7, percent: 10 },
    { fromNights: 14, percent: 20 },
  ],
  includedPeople: 2,
  extraPerson: pesos(30),
  cleaning: pesos(50),
  pet: pesos(40),
  minNights: 2,
  maxNights: 20,
  arrivalDays: [],
  promoCodes: [{ code: 'LAGO', percent: 10, until: day('2026-12-31') }],
};
const settings: PricingSettings = {
  today: day('2026-11-24'),
  weekendNights: [5, 6],
  depositPercent: 30,
  exchange: null,
};
const ask = (over: Partial<Asked> = {}): Asked => ({
  stay: stay('2026-12-07', '2026-12-09'),
  party: party(2),
  pets: 0,
  ...over,
});

function quoted(asked: Asked, over: Partial<Tariff> = {}, settled: Partial<PricingSettings> = {}) {
  const answer = quote({ capacity: 4, tariff: { ...tariff, ...over } }, asked, {
    ...settings,
    ...settled,
  });
  if (answer.kind !== 'quoted') throw new Error(`refused: ${answer.kind}`);
  return answer.quote;
}

test('two weekday nights cost two nights and the cleaning, and the deposit is its share', () => {
  expect(quoted(ask())).toEqual({
    ...ask(),
    lines: [
      {
        kind: 'nights',
        season: null,
        weekend: false,
        count: 2,
        unit: pesos(100),
        amount: pesos(200),
      },
      { kind: 'cleaning', amount: pesos(50) },
    ],
    total: pesos(250),
    deposit: pesos(75),
    exchange: null,
  });
});

test('Friday and Saturday nights have their own price, the night of Sunday has not', () => {
  const { lines } = quoted(ask({ stay: stay('2026-12-11', '2026-12-14') }));
  expect(lines.filter((line) => line.kind === 'nights')).toEqual([
    { kind: 'nights', season: null, weekend: true, count: 2, unit: pesos(150), amount: pesos(300) },
    {
      kind: 'nights',
      season: null,
      weekend: false,
      count: 1,
      unit: pesos(100),
      amount: pesos(100),
    },
  ]);
});

test('which nights are a weekend is the owner’s setting', () => {
  const { lines } = quoted(
    ask({ stay: stay('2026-12-11', '2026-12-14') }),
    {},
    { weekendNights: [7] },
  );
  expect(lines[0]).toMatchObject({ weekend: false, count: 2 });
});

test('a stay over the border of two seasons is priced night by night, and the first season that matches wins', () => {
  const { lines } = quoted(ask({ stay: stay('2027-02-03', '2027-02-10') }));
  expect(
    lines
      .filter((line) => line.kind === 'nights')
      .map((line) => [line.season, line.weekend, line.count, line.unit / 100]),
  ).toEqual([
    ['Verano', false, 3, 120],
    ['Carnaval', false, 4, 300],
  ]);
});

test('the percent of a season counts on the weekend price too', () => {
  const { lines } = quoted(ask({ stay: stay('2027-01-15', '2027-01-18') }));
  expect(
    lines.filter((line) => line.kind === 'nights').map((line) => [line.weekend, line.unit / 100]),
  ).toEqual([
    [true, 180],
    [false, 120],
  ]);
});

test('people beyond those included pay per night, babies pay nothing', () => {
  const { lines } = quoted(ask({ party: party(2, 2, 1) }));
  expect(lines).toContainEqual({
    kind: 'extraPeople',
    people: 2,
    count: 2,
    unit: pesos(30),
    amount: pesos(120),
  });
  expect(
    quoted(ask({ party: party(2, 0, 2) })).lines.some((line) => line.kind === 'extraPeople'),
  ).toBe(false);
});

test('the largest discount by length that is reached counts, on nights and extra people, not on fees', () => {
  const { lines } = quoted(
    ask({ stay: stay('2026-12-07', '2026-12-21'), party: party(3), pets: 1 }),
  );
  // 10 weekday nights at 100, 4 weekend nights at 150, 14 nights of one extra person at 30
  expect(lines).toContainEqual({
    kind: 'lengthDiscount',
    percent: 20,
    amount: -pesos((1_000 + 600 + 420) * 0.2),
  });
  expect(quoted(ask({ stay: stay('2026-12-07', '2026-12-14') })).lines).toContainEqual({
    kind: 'lengthDiscount',
    percent: 10,
    amount: -pesos(80),
  });
});

test('a promo code counts after the other discount, in any case, until its day', () => {
  const coded = ask({ promo: ' lago ' });
  expect(quoted(coded).lines).toContainEqual({
    kind: 'promo',
    code: 'LAGO',
    percent: 10,
    amount: -pesos(20),
  });
  expect(
    quoted(coded, {}, { today: day('2027-01-01') }).lines.some((line) => line.kind === 'promo'),
  ).toBe(false);
  expect(quoted(ask({ promo: 'OTRO' })).total).toBe(quoted(ask()).total);
});

test.each<[string, Partial<Asked>, Partial<Tariff>, object]>([
  ['more people than beds', { party: party(4, 1) }, {}, { kind: 'tooManyPeople', capacity: 4 }],
  ['animals where none are taken', { pets: 1 }, { pet: null }, { kind: 'noPets' }],
  [
    'one night',
    { stay: stay('2026-12-07', '2026-12-08') },
    {},
    { kind: 'tooShort', minNights: 2, season: null },
  ],
  [
    'two nights of summer',
    { stay: stay('2027-01-12', '2027-01-14') },
    {},
    { kind: 'tooShort', minNights: 3, season: 'Verano' },
  ],
  [
    'three nights with one of carnival',
    { stay: stay('2027-02-03', '2027-02-06') },
    {},
    { kind: 'tooShort', minNights: 4, season: 'Carnaval' },
  ],
  [
    'too many nights',
    { stay: stay('2026-12-01', '2026-12-22') },
    {},
    { kind: 'tooLong', maxNights: 20 },
  ],
  ['a day without arrivals', {}, { arrivalDays: [5] }, { kind: 'arrivalDay', days: [5] }],
  ['dollars without a rate', {}, { currency: 'USD' }, { kind: 'noExchangeRate' }],
])('%s is refused with its reason', (_, asked, over, refusal) => {
  expect(quote({ capacity: 4, tariff: { ...tariff, ...over } }, ask(asked), settings)).toEqual(
    refusal,
  );
});

test('a season may be shorter than the usual minimum', () => {
  const short: Season = {
    name: 'Invierno',
    from: day('2026-12-01'),
    to: day('2026-12-31'),
    price: { percent: 100 },
    minNights: 1,
  };
  expect(quoted(ask({ stay: stay('2026-12-07', '2026-12-08') }), { seasons: [short] }).total).toBe(
    pesos(150),
  );
});

test('dollars become whole pesos at the rate of the snapshot, which stays in the quote', () => {
  const exchange = {
    source: 'BNA venta',
    at: '2026-11-24T10:00:00Z',
    validUntil: '2026-11-25T10:00:00Z',
    rate: toCentavos(148_733),
  };
  const priced = quoted(
    ask(),
    { currency: 'USD', nightly: toCentavos(9_050), cleaning: toCentavos(2_000) },
    { exchange },
  );
  // USD 90.50 × ARS 1,487.33 = 134,603.365 → 134,603 a night; USD 20 → 29,746.60 → 29,747
  expect(priced.lines.map((line) => line.amount)).toEqual([pesos(269_206), pesos(29_747)]);
  expect(priced.exchange).toEqual(exchange);
});

const dates = fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2026-11-24'), days));
const amounts = fc.integer({ min: 1, max: 99_999_999 }).map(toCentavos);
const percents = fc.integer({ min: 1, max: 99 });
const season = fc
  .record({
    from: dates,
    days: fc.integer({ min: 0, max: 90 }),
    price: fc.oneof(
      fc.record({ percent: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ nightly: amounts, weekend: amounts }),
    ),
  })
  .map(({ from, days, price }): Season => ({
    name: 'Temporada',
    from,
    to: addDays(from, days),
    price,
  }));
const anyTariff = fc.record({
  currency: fc.constantFrom('ARS' as const, 'USD' as const),
  nightly: amounts,
  weekend: amounts,
  seasons: fc.array(season, { maxLength: 4 }),
  lengthDiscounts: fc.array(
    fc.record({ fromNights: fc.integer({ min: 1, max: 20 }), percent: percents }),
    { maxLength: 3 },
  ),
  includedPeople: fc.integer({ min: 1, max: 6 }),
  extraPerson: amounts,
  cleaning: amounts,
  pet: amounts,
  minNights: fc.constant(1),
  maxNights: fc.constant(60),
  arrivalDays: fc.constant<Weekday[]>([]),
  promoCodes: fc.array(fc.record({ code: fc.constant('PROMO'), percent: percents, until: dates }), {
    maxLength: 1,
  }),
});
const anyAsked = fc
  .record({
    checkIn: dates,
    nights: fc.integer({ min: 1, max: 60 }),
    adults: fc.integer({ min: 1, max: 8 }),
    pets: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ checkIn, nights, adults, pets }): Asked => ({
    stay: { checkIn, checkOut: addDays(checkIn, nights) },
    party: party(adults),
    pets,
    promo: 'PROMO',
  }));
const rate = { source: 'x', at: '', validUntil: '', rate: toCentavos(150_000) };

test('whatever the tariff, the lines are the total, every night is charged once, and the deposit loses no centavo', () => {
  fc.assert(
    fc.property(
      anyTariff,
      anyAsked,
      fc.integer({ min: 1, max: 100 }),
      (any, asked, depositPercent) => {
        const answer = quote({ capacity: 8, tariff: any }, asked, {
          ...settings,
          depositPercent,
          exchange: rate,
        });
        if (answer.kind !== 'quoted') throw new Error(answer.kind);
        const { lines, total, deposit } = answer.quote;
        expect(sum(lines.map((line) => line.amount))).toBe(total);
        expect(lines.every((line) => Number.isSafeInteger(line.amount))).toBe(true);
        const nights = lines.filter((line) => line.kind === 'nights');
        expect(nights.reduce((count, line) => count + line.count, 0)).toBe(nightsOf(asked.stay));
        for (const line of nights) expect(line.unit * line.count).toBe(line.amount);
        expect(deposit).toBeGreaterThan(0);
        expect(deposit).toBeLessThanOrEqual(total);
        expect(deposit + toCentavos(total - deposit)).toBe(total);
        expect(Math.abs(deposit - (total * depositPercent) / 100)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 500 },
  );
});

test('the smallest total still has a deposit', () => {
  expect(depositOf(1 as Centavos, 30)).toBe(1);
  expect(depositOf(pesos(100), 100)).toBe(pesos(100));
});
