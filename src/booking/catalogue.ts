// What the owner sells, read as a whole, and what a guest may ask about it.

import type { CabinCard } from '../../flows/events.ts';
import type { Cabin, Policy, Property } from '../domain/property.ts';
import type { Db } from './db.ts';

export type Catalogue = {
  readonly property: Property;
  readonly policy: Policy;
  readonly cabins: readonly Cabin[];
};

export type ReadCatalogue = (db: Db) => Promise<Catalogue>;

export function describeCabin(catalogue: Catalogue, cabinId: string): CabinCard | undefined {
  const cabin = catalogue.cabins.find((one) => one.id === cabinId);
  if (!cabin) return undefined;
  const { id, name, description, amenities, photos, capacity } = cabin;
  return { cabinId: id, name, description, amenities, photo: photos[0] ?? '', capacity };
}

/** The owner's own words on each topic; `unknown` when there is one that the owner said nothing about. */
export function answersTo(
  catalogue: Catalogue,
  topics: readonly string[],
): { answers: string[]; unknown: boolean } {
  const answers = topics.flatMap((topic) => {
    const known = Object.hasOwn(catalogue.property.answers, topic)
      ? catalogue.property.answers[topic]
      : undefined;
    return known === undefined ? [] : [known];
  });
  return { answers, unknown: answers.length < topics.length };
}
