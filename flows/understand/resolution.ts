// What became of a request for days.

import type { Stay } from '../../src/domain/stay.ts';
import type { Day } from './day.ts';
import type { Doubt, Problem, StayDoubt } from './meaning.ts';
import type { Length } from './lengths.ts';

export type Resolution =
  | { readonly kind: 'stay'; readonly stay: Stay }
  | { readonly kind: 'doubt'; readonly doubt: Doubt }
  | { readonly kind: 'problem'; readonly problem: Omit<Problem, 'words'> }
  | { readonly kind: 'nothing' };

/** Days asked for from an arrival on. */
export type Range = {
  readonly arrival: Day;
  readonly leaving: Day | null;
  readonly length: Length | null;
  /** "las noches del 22 al 24"; "entre el 10 y el 20", which with a length is a stretch to choose from. */
  readonly said: 'ends' | 'nights' | 'between';
};

export function rangeFrom(arrival: Day, leaving: Day | null = null): Range {
  return { arrival, leaving, length: null, said: 'ends' };
}

export function stayOf(stay: Stay): Resolution {
  return { kind: 'stay', stay };
}

export function problem(kind: Problem['kind'], nearest?: Stay): Resolution {
  return { kind: 'problem', problem: nearest ? { kind, nearest } : { kind } };
}

export function doubtOf(why: StayDoubt, readings: readonly Stay[], name?: string): Resolution {
  const doubt = { kind: 'stay', why, readings } as const;
  return { kind: 'doubt', doubt: name === undefined ? doubt : { ...doubt, name } };
}
