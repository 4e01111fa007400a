// Which cabins an owner means: by name, by number in the order in which they are offered, or all.

import type { Cabins } from '../../flows/owner-command.ts';
import { foldText } from '../../flows/understand/tokens.ts';
import { listCabins, type OwnCabin } from '../adapters/admin/property.ts';
import type { Db } from '../adapters/postgres.ts';
import { say, type Plan } from './plan.ts';

export type CabinsFound = (
  db: Db,
  cabins: Cabins,
  /** What it means when none is named. */
  unnamed: 'all' | 'none',
) => Promise<{ kind: 'found'; cabins: OwnCabin[] } | { kind: 'no'; plan: Plan }>;

export const cabinsOf: CabinsFound = async (db, { named, every }, unnamed) => {
  const offered = (await listCabins(db)).filter(({ active }) => active);
  const names = offered.map(({ name }) => name);
  const cabins: OwnCabin[] = [];
  for (const words of named) {
    const cabin = cabinNamed(offered, words);
    if (!cabin)
      return { kind: 'no', plan: say({ key: 'unknownCabin', named: words, cabins: names }) };
    if (!cabins.includes(cabin)) cabins.push(cabin);
  }
  if (cabins.length > 0) return { kind: 'found', cabins };
  if (every || unnamed === 'all' || offered.length === 1) return { kind: 'found', cabins: offered };
  const saying = { key: 'lacking', what: 'cabin', cabins: names } as const;
  return { kind: 'no', plan: { kind: 'lacking', saying } };
};

function cabinNamed(offered: readonly OwnCabin[], words: string): OwnCabin | undefined {
  const byName = offered.find(({ name }) => foldText(name) === words);
  if (byName || !/^\d+$/.test(words)) return byName;
  // "Cabaña 2" may be the third in the list
  return offered.find(({ name }) => name.match(/\d+/)?.[0] === words) ?? offered[Number(words) - 1];
}
