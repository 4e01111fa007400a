// How many a chunk comes to; part of a total is not counted twice.

import type { Party } from '../../src/domain/party.ts';
import type { Chunk } from './chunks.ts';
import type { Group } from './groups.ts';

export type PartyRange = { readonly least: Party; readonly most: Party };

const sumOf = (
  groups: readonly Group[],
  kinds: ReadonlyArray<Group['kind']>,
  end: 'least' | 'most',
): number =>
  groups
    .filter((one) => kinds.includes(one.kind))
    .reduce((total, one) => total + one[end] * (one.kind === 'couple' ? 2 : 1), 0);

/** The party of one chunk; undefined when it counts no one who could be alone ("un bebé", "2 nenes"). */
export function partyOf(chunk: Chunk): PartyRange | undefined {
  const least = partyAt(chunk.groups, 'least');
  const most = partyAt(chunk.groups, 'most');
  return most.adults > 0 && least ? { least, most } : undefined;
}

function partyAt(groups: readonly Group[], end: 'least' | 'most'): Party {
  const people = groups.filter((one) => one.kind !== 'pet');
  const [first, ...rest] = people;
  if (!first) return { adults: 0, children: 0, infants: 0 };
  const children = sumOf(people, ['child'], end);
  const infants = sumOf(people, ['infant'], end);
  const adults = sumOf(people, ['adult', 'couple'], end);
  if (first.kind !== 'bare' && first.kind !== 'people') {
    const barePlus = sumOf(people, ['bare', 'people'], end);
    return { adults: adults + barePlus, children, infants };
  }
  const total = first[end];
  const parts = rest.filter((one) => one.kind !== 'bare');
  const inParts = sumOf(parts, ['adult', 'couple', 'child', 'infant', 'people'], end);
  // "somos 2 y 2": grown-ups and children, as families say it.
  const bareChildren = first.kind === 'bare' ? sumOf(rest, ['bare'], end) : 0;
  if (adults > 0 && inParts === total) return { adults, children, infants };
  if (parts.some((one) => one.partOfTotal) && inParts < total) {
    return adults > 0
      ? { adults, children: total - adults - infants, infants }
      : { adults: total - children - infants, children, infants };
  }
  if (adults > 0 && children === 0 && infants === 0 && total > adults)
    return { adults: total, children: 0, infants: 0 };
  return { adults: total + adults, children: children + bareChildren, infants };
}
