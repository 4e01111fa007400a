// Animals that come along. Asking about pets in general says nothing about how many.

import { isRefusal } from './declined.ts';
import { type Group } from './groups.ts';
import { PET, PETS, PETS_ABSENT, PETS_NOT_COMING } from './lexicon/people.ts';
import { words } from './lexicon/words.ts';
import { countAt } from './numbers.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

export type PetsRead = Place & { readonly count: number };

const WITHOUT: ReadonlySet<string> = words('sin sem no without ni nao ningun ninguna');
const HAVING: ReadonlySet<string> = words(`
  llevamos llevo tenemos tengo tenho temos hay traemos van va viajamos con com with have has levo
  levamos pets any vamos voy bringing bring are
`);
const absentBook = phraseBook([['absent', PETS_ABSENT]] as const);
const stayingBook = phraseBook([['absent', PETS_NOT_COMING]] as const);

/** "no vamos con el perro", "el perro no viene": the places of animals that stay at home. */
function petsAtHome(tokens: readonly Token[]): ReadonlySet<number> {
  const before = findPhrases(absentBook, tokens).map(({ to }) => to - 1);
  const after = findPhrases(stayingBook, tokens).map(({ from }) => from);
  return new Set([...before, ...after]);
}

/** "aceptan perro?" asks about the house, not about who comes. */
const ACCEPTING: ReadonlySet<string> = words(`
  acepta aceptan aceptas aceptaran admite admiten admitis permite permiten aceita aceitam permitem
  accept allow allows take
`);

const CARRYING: ReadonlySet<string> = words(
  'llevo llevamos llevaria tengo tenemos levo levamos tenho temos',
);

/** "aceptan perros? llevo 2": how many, said after what. */
function carriedAfter(tokens: readonly Token[], from: number): PetsRead | undefined {
  for (let at = from; at < Math.min(from + 6, tokens.length); at++) {
    const number = CARRYING.has(wordAt(tokens, at) ?? '') ? countAt(tokens, at + 1) : undefined;
    const ends = number && (tokens[number.next]?.kind ?? 'mark') === 'mark';
    if (number && ends && number.value < 20)
      return { count: number.value, from: at, to: number.next };
  }
  return undefined;
}

export function findPets(tokens: readonly Token[], groups: readonly Group[]): PetsRead | null {
  const atHome = petsAtHome(tokens);
  const comes = ({ from, to }: Place): boolean =>
    !isRefusal(tokens, to) && tokens.slice(from, to).every((_, index) => !atHome.has(from + index));
  const inParty = groups.filter((group) => group.kind === 'pet' && comes(group));
  if (inParty.length > 0) {
    const count = inParty.reduce((total, group) => total + group.most, 0);
    return { count, from: inParty[0]?.from ?? 0, to: inParty.at(-1)?.to ?? 0 };
  }
  for (let at = 0; at < tokens.length; at++) {
    const word = wordAt(tokens, at) ?? '';
    const one = PET.has(word);
    if (!one && !PETS.has(word)) continue;
    const before = wordAt(tokens, at - 1) ?? '';
    const absent =
      !comes({ from: at, to: at + 1 }) ||
      WITHOUT.has(before) ||
      (HAVING.has(before) && WITHOUT.has(wordAt(tokens, at - 2) ?? ''));
    if (absent) return { count: 0, from: at - 1, to: at + 1 };
    const counted = countAt(tokens, at - 1);
    if (counted && counted.next === at && counted.value < 20)
      return { count: counted.value, from: at - 1, to: at + 1 };
    if (one && wordAt(tokens, at + 1) !== 'friendly' && !ACCEPTING.has(before))
      return { count: 1, from: at, to: at + 1 };
    const carried = carriedAfter(tokens, at + 1);
    if (carried) return carried;
  }
  return null;
}
