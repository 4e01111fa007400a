// Which of the owner's texts guests of another language read as the owner wrote them, and which translations are
// of texts that nobody says any more. A language that the owner has not begun is left to Spanish.

import type { Cabin, Policy, Property } from './property.ts';

export type TranslationGaps = {
  readonly language: 'pt' | 'en';
  readonly missing: readonly string[];
  readonly stale: readonly string[];
};

export function translationGaps({
  property,
  policies,
  cabins,
}: {
  property: Property;
  /** The one in force first. Guests keep the one that they accepted. */
  policies: ReadonlyArray<Pick<Policy, 'text'>>;
  cabins: ReadonlyArray<Cabin & { readonly active: boolean }>;
}): TranslationGaps[] {
  const { greeting, checkInInstructions, lateArrival, checkOutNotes, answers } = property;
  const profile = [greeting, checkInInstructions, lateArrival, checkOutNotes];
  const said = [...profile, ...Object.values(answers), policies[0]?.text]
    .concat(cabins.filter(({ active }) => active).flatMap(textsOf))
    .filter((text): text is string => text !== undefined && /\p{L}/u.test(text));
  const known = new Set([...said, ...policies.map(({ text }) => text), ...cabins.flatMap(textsOf)]);
  return (['pt', 'en'] as const).flatMap((language) => {
    const translations = property.translations[language];
    if (!translations || Object.keys(translations).length === 0) return [];
    const missing = [...new Set(said)].filter((text) => !Object.hasOwn(translations, text));
    const stale = Object.keys(translations).filter((text) => !known.has(text));
    return [{ language, missing, stale }];
  });
}

function textsOf({ summary, description, amenities, tariff }: Cabin): string[] {
  return [summary, description, ...amenities, ...tariff.seasons.map(({ name }) => name)];
}
