// What a guest chose in the date form, as the same meaning that words would have had.

import type { Party } from '../../src/domain/party.ts';
import type { Stay } from '../../src/domain/stay.ts';
import { withinBounds } from './bounds.ts';
import type { Hearing, Meaning } from './meaning.ts';
import { stayOf } from './resolution.ts';

export type Filled = { readonly stay: Stay; readonly party: Party; readonly pets: number };

export function meaningOfForm(
  { stay, party, pets }: Filled,
  hearing: Pick<Hearing, 'today' | 'maxNights' | 'language'>,
): Meaning {
  const found = withinBounds(stayOf(stay), hearing);
  return {
    stays: found.kind === 'stay' ? [found.stay] : [],
    month: null,
    nights: null,
    arrival: null,
    email: null,
    promo: null,
    guests: party,
    pets,
    ages: [],
    units: [],
    intents: ['availability'],
    topics: [],
    doubts: [],
    problems: found.kind === 'problem' ? [{ ...found.problem, words: '' }] : [],
    corrects: false,
    name: null,
    ordinal: null,
    pick: null,
    language: hearing.language,
    spans: [],
  };
}
