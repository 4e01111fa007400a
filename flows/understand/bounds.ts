// The last gate: whatever way a stay was read, it lies ahead, has nights, and not too many.

import { addDays, nightsOf, type Stay } from '../../src/domain/stay.ts';
import type { Hearing } from './meaning.ts';
import { problem, type Resolution } from './resolution.ts';

type Bounds = Pick<Hearing, 'today' | 'maxNights'>;

export function isPossible(stay: Stay, hearing: Bounds): boolean {
  const nights = nightsOf(stay);
  return stay.checkIn >= hearing.today && nights > 0 && nights <= hearing.maxNights;
}

/** The stay cut to the longest allowed. */
export function longestFrom({ checkIn }: Stay, hearing: Bounds): Stay {
  return { checkIn, checkOut: addDays(checkIn, hearing.maxNights) };
}

export function withinBounds(resolution: Resolution, hearing: Bounds): Resolution {
  if (resolution.kind === 'stay') return judged(resolution.stay, hearing) ?? resolution;
  if (resolution.kind === 'problem') {
    const { kind, nearest } = resolution.problem;
    return nearest && !isPossible(nearest, hearing) ? problem(kind) : resolution;
  }
  if (resolution.kind !== 'doubt' || resolution.doubt.kind === 'party') return resolution;
  const { doubt } = resolution;
  if (doubt.kind === 'checkOut')
    return doubt.checkIn < hearing.today ? problem('past') : resolution;
  const readings = doubt.readings.filter((stay) => isPossible(stay, hearing));
  const [likeliest] = doubt.readings;
  if (readings.length > 0) return { kind: 'doubt', doubt: { ...doubt, readings } };
  return (likeliest && judged(likeliest, hearing)) ?? { kind: 'nothing' };
}

function judged(stay: Stay, hearing: Bounds): Resolution | undefined {
  if (isPossible(stay, hearing)) return undefined;
  if (stay.checkIn < hearing.today) return problem('past');
  return nightsOf(stay) > 0 ? problem('tooLong', longestFrom(stay, hearing)) : problem('noNights');
}
