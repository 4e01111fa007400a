// What would go wrong: a day is struck out of the form's calendar though a stay could be sold on it, or
// is shown though none can. Held against the offers themselves, for whatever is taken.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertyFileSchema } from '../../src/adapters/property-schema.ts';
import type { Catalogue } from '../../src/booking/catalogue.ts';
import type { Db } from '../../src/booking/db.ts';
import { createOffers } from '../../src/booking/offers.ts';
import {
  addDays,
  MOST_NIGHTS,
  nightsOf,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';

const file = propertyFileSchema.parse(JSON.parse(readFileSync('fixtures/property.json', 'utf8')));
// over new year, where seasons and their minimum stays change
const today = '2026-12-24' as CalendarDate;
const DAYS = 22;
const until = addDays(today, DAYS);
const one = { party: { adults: 1, children: 0, infants: 0 }, pets: 0, now: new Date() };
const db = {} as Db;

type Taken = { readonly cabinId: string; readonly stay: Stay };

function offersWith(taken: readonly Taken[], catalogue: Catalogue) {
  const overlaps = (a: Stay, b: Stay) => a.checkIn < b.checkOut && b.checkIn < a.checkOut;
  return createOffers(
    {
      readCatalogue: async () => catalogue,
      freeCabins: async (_db, stays) =>
        stays.flatMap((asked, index) =>
          catalogue.cabins
            .filter(({ id }) => !taken.some((t) => t.cabinId === id && overlaps(t.stay, asked)))
            .map(({ id }) => ({ cabinId: id, index })),
        ),
      takenStays: async (_db, window) => taken.filter(({ stay }) => overlaps(stay, window)),
    },
    { depositPercent: 30, exchangeAt: () => null, today: () => today },
  );
}

const arrival = fc.array(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), { maxLength: 2 });
const cabins = fc.array(
  fc.record({
    minNights: fc.integer({ min: 1, max: 5 }),
    maxNights: fc.integer({ min: 3, max: 30 }),
    arrival,
  }),
  { minLength: 1, maxLength: 2 },
);
const gapsTaken = fc.array(
  fc.tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 1, max: 6 })),
  { maxLength: 6 },
);

test('a day is struck out when no stay that is offered begins or ends on it, and only then', async () => {
  await fc.assert(
    fc.asyncProperty(cabins, gapsTaken, gapsTaken, async (rules, first, second) => {
      const sold = rules.map(({ minNights, maxNights, arrival: arrivalDays }, index) => {
        const { tariff, ...cabin } = file.cabins[index]!;
        return { ...cabin, tariff: { ...tariff, minNights, maxNights, arrivalDays } };
      });
      const catalogue: Catalogue = { ...file, cabins: sold };
      const taken = [first, second].flatMap((list, index): Taken[] =>
        list
          .toSorted(([a], [b]) => a - b)
          .flatMap(([from, nights]) => {
            const cabinId = file.cabins[index]!.id;
            const checkIn = addDays(today, from);
            return [{ cabinId, stay: { checkIn, checkOut: addDays(checkIn, nights) } }];
          }),
      );
      const offers = offersWith(taken, catalogue);

      const open = new Set<CalendarDate>();
      for (let from = 0; from < DAYS; from += 1)
        for (let to = from + 1; to <= DAYS; to += 1) {
          const stay = { checkIn: addDays(today, from), checkOut: addDays(today, to) };
          if (nightsOf(stay) > MOST_NIGHTS) continue;
          if ((await offers.findOffers(db, { ...one, stay })).offers.length > 0)
            open.add(stay.checkIn).add(stay.checkOut);
        }
      const all = Array.from({ length: DAYS + 1 }, (_, index) => addDays(today, index));
      expect(await offers.unavailableDays(db, { until, now: one.now })).toEqual(
        all.filter((day) => !open.has(day)),
      );
    }),
    { numRuns: 60 },
  );
});

test('a year of a calendar is reckoned while a phone waits', async () => {
  const offers = offersWith([], file);
  const started = performance.now();
  await offers.unavailableDays(db, { until: addDays(today, 365), now: one.now });
  expect(performance.now() - started).toBeLessThan(300);
});
