// What would go wrong: an English guest who is answered in the owner's Spanish though the owner translated it,
// or a text that changed and is said no more because its translation is of the old one.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { translate } from '../../flows/copy/translate.ts';
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

test.each(['pt', 'en'] as const)('the demo property has every text in %s', (language) => {
  const { property, policy, cabins } = file;
  const texts = [
    ...[property.greeting, property.checkInInstructions, policy.text],
    ...[property.lateArrival ?? '', property.checkOutNotes ?? ''],
    ...Object.values(property.answers),
    ...cabins.flatMap(({ summary, description, amenities, tariff }) => [
      ...[summary, description, ...amenities],
      ...tariff.seasons.map(({ name }) => name),
    ]),
  ];
  const translations = property.translations[language] ?? {};
  const universal = ['Wi-Fi', 'Smart TV', 'Deck'];
  expect(
    texts.filter((text) => !Object.hasOwn(translations, text) && !universal.includes(text)),
  ).toEqual([]);
  expect(Object.keys(translations).filter((text) => !texts.includes(text))).toEqual([]);
});

test('a profile from before there were translations is read, and none may burst a message', () => {
  const { translations: _, ...profile } = file.property;
  expect(propertyProfileSchema.parse(profile).translations).toEqual({});
  const burst = { ...profile, translations: { en: { Verano: 'x'.repeat(100) } } };
  expect(propertyProfileSchema.safeParse(burst).success).toBe(false);
});
