// What would go wrong: a label of the form is cut by the phone, or a screen is given data that its Flow
// JSON does not declare, which Meta shows as an error.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCopies } from '../../flows/copy/copies.ts';
import { createFormWords } from '../../flows/copy/form.ts';
import { propertyFileSchema } from '../../src/adapters/property-schema.ts';
import { FORM_JSON } from '../../src/adapters/whatsapp/form-json.ts';
import type { Db } from '../../src/booking/db.ts';
import { createForm, type Chosen } from '../../src/booking/form.ts';
import { createOffers } from '../../src/booking/offers.ts';
import type { CalendarDate, Stay } from '../../src/domain/stay.ts';

const zone = 'America/Argentina/Buenos_Aires';
const words = createFormWords(zone);
const catalogue = propertyFileSchema.parse(
  JSON.parse(readFileSync('fixtures/property.json', 'utf8')),
);
const today = () => '2026-11-24' as CalendarDate;
const db = {} as Db;
const now = new Date('2026-11-24T15:00:00Z');

function formIn(language: 'es' | 'pt' | 'en') {
  const readCatalogue = async () => catalogue;
  const offers = createOffers(
    {
      readCatalogue,
      freeCabins: async (_db, stays) =>
        stays.flatMap((_, index) => catalogue.cabins.map(({ id }) => ({ cabinId: id, index }))),
      takenStays: async () => [],
    },
    { depositPercent: 30, exchangeAt: () => null, today },
  );
  const known = { party: { adults: 40, children: 9, infants: 9 }, pets: 9 };
  const form = createForm({
    offers,
    readCatalogue,
    readForm: async () => ({ language, known, spent: false }),
    copies: createCopies(zone),
    words,
    today,
  });
  return async (chosen: Chosen | null) => {
    const answer = await form.answer(db, { token: 't', chosen, now });
    if (answer.kind === 'spent') throw new Error('not spent');
    return answer;
  };
}
const chosen = (checkIn: string, checkOut: string, over: Partial<Chosen> = {}): Chosen => ({
  stay: { checkIn, checkOut } as Stay,
  party: { adults: 2, children: 0, infants: 0 },
  pets: 0,
  ...over,
});
const screens = (
  FORM_JSON as unknown as { screens: { id: string; data: Record<string, unknown> }[] }
).screens;
const declared = (id: string) => Object.keys(screens.find((one) => one.id === id)!.data);

test.each(['es', 'pt', 'en'] as const)(
  'the form in %s is whole and fits the phone',
  async (language) => {
    const w = words[language];
    for (const label of [w.arrival, w.leaving, w.adults, w.children, w.infants, w.pets])
      expect([...label].length).toBeLessThanOrEqual(30);
    for (const button of [w.look, w.choose]) expect([...button].length).toBeLessThanOrEqual(35);
    for (const text of [w.title, w.description, w.yourStay])
      expect([...text].length).toBeLessThanOrEqual(80);

    const ask = formIn(language);
    const first = await ask(null);
    expect(Object.keys(first.data).toSorted()).toEqual(declared('STAY').toSorted());
    // what is known is more than can be chosen
    expect(first.data).toMatchObject({ adults: '12', children: '8', infants: '4', pets: '4' });
    const last = await ask(chosen('2027-03-05', '2027-03-08'));
    expect(last.screen).toBe('SUMMARY');
    expect(Object.keys(last.data).toSorted()).toEqual(declared('SUMMARY').toSorted());

    const refused = [
      chosen('2026-11-01', '2026-11-05'),
      chosen('2027-03-08', '2027-03-05'),
      chosen('2027-03-01', '2027-05-05'),
      chosen('2027-01-05', '2027-01-06'),
      chosen('2027-03-05', '2027-03-08', { party: null }),
    ];
    for (const one of refused) {
      const { screen, data } = await ask(one);
      expect(screen).toBe('STAY');
      expect(data['error_message']).toMatch(/^[^*]{10,300}$/);
    }
  },
);
