// What would go wrong: an English guest who is answered in the owner's Spanish though the owner translated it,
// or a text that changed and is said no more because its translation is of the old one.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translate } from '../../flows/copy/translate.ts';
import { translationGaps } from '../../src/domain/translating.ts';
import { propertyFileSchema, propertyProfileSchema } from '../../src/adapters/property-schema.ts';

const file = propertyFileSchema.parse(
  JSON.parse(readFileSync('fixtures/property.json', 'utf8')) as unknown,
);

test('a text with a translation is said in it, wherever it stands; all else as the owner wrote it', () => {
  const saying = {
    key: 'answers',
    answers: ['Sí.', 'No sé.'],
    card: { name: 'Coihue', amenities: ['Jardín'] },
    count: 2,
    stay: null,
  };
  expect(translate(saying, { 'Sí.': 'Yes.', Jardín: 'Garden' })).toEqual({
    ...saying,
    answers: ['Yes.', 'No sé.'],
    card: { name: 'Coihue', amenities: ['Garden'] },
  });
  expect(translate(saying, undefined)).toBe(saying);
  expect(translate('constructor', {})).toBe('constructor');
});

const { property, policy } = file;
const cabins = file.cabins.map((cabin) => ({ ...cabin, active: true }));

test('the demo property has every text in both languages, and no more', () => {
  expect(translationGaps({ property, policies: [policy], cabins })).toEqual([
    { language: 'pt', missing: [], stale: [] },
    { language: 'en', missing: [], stale: [] },
  ]);
});

test('an edited text lacks its translation and leaves a stale one; what guests may still read is neither', () => {
  const { pt: _, ...translations } = property.translations;
  const changed = {
    property: { ...property, translations, greeting: '¡Hola!', lateArrival: '' },
    // The older policy is still that of who accepted it.
    policies: [{ text: 'Diez días.' }, policy],
    cabins: cabins.map((cabin, index) =>
      index === 0 ? { ...cabin, active: false } : { ...cabin, amenities: ['📶', 'Sauna', 'Sauna'] },
    ),
  };
  const [gaps, ...others] = translationGaps(changed);
  expect(others).toEqual([]);
  expect(gaps).toMatchObject({ language: 'en', missing: ['¡Hola!', 'Diez días.', 'Sauna'] });
  const stale = gaps?.stale ?? [];
  expect(stale).toContain(property.greeting);
  expect(stale).toContain(property.lateArrival);
  for (const kept of [policy.text, ...cabins[0]!.amenities]) expect(stale).not.toContain(kept);
});

test('a profile from before there were translations is read, and none may burst a message', () => {
  const { translations: _, ...profile } = file.property;
  expect(propertyProfileSchema.parse(profile).translations).toEqual({});
  const burst = { ...profile, translations: { en: { Verano: 'x'.repeat(100) } } };
  expect(propertyProfileSchema.safeParse(burst).success).toBe(false);
});
