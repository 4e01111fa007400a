// What stands before a day and says what it is for: "del", "hasta el", "llegamos el", "la noche del".

import { NIGHTS } from './lexicon/calendar.ts';
import {
  AND_WORDS,
  ARRIVAL,
  BETWEEN_WORDS,
  DAY_MARKERS,
  DEPARTURE,
  FILLERS,
  FROM_WORDS,
  TO_WORDS,
  WEAK_CUES,
} from './lexicon/cues.ts';
import { endsWithAny } from './sequence.ts';
import type { Token } from './tokens.ts';

export type Role = 'from' | 'to' | 'and' | 'none';

export type Cue = {
  readonly role: Role;
  readonly clean: boolean;
  readonly nightsOf: boolean;
  readonly between: boolean;
  readonly marker: boolean;
  readonly verb: boolean;
};

/** How far back a verb may stand from its day. */
const REACH = 6;

export function cueBefore(tokens: readonly Token[], at: number, barrier: number): Cue {
  let role: Role = 'none';
  // Whether a cue, or nothing but fillers, stands right before the day; further back only verbs count.
  let clean = true;
  let near = true;
  let nightsOf = false;
  let ofNight = false;
  let listed = false;
  let between = false;
  let strong = false;
  let settled = false;
  const marker = DAY_MARKERS.has(tokens[at - 1]?.text ?? '');
  for (let here = at; here > barrier && here > at - REACH; here--) {
    const text = tokens[here - 1]?.text ?? '';
    if (tokens[here - 1]?.kind === 'taken' || text === '.' || text === '?' || text === '!') break;
    const verb = endsWithAny(tokens, here, DEPARTURE)
      ? 'to'
      : endsWithAny(tokens, here, ARRIVAL)
        ? 'from'
        : undefined;
    if (verb && !strong) return { role: verb, clean, nightsOf, between, marker, verb: true };
    if (!near) continue;
    // "la del 24 y la del 25"
    if (text === 'del' && tokens[here - 2]?.text === 'la') ofNight = true;
    if (AND_WORDS.has(text)) listed = true;
    const byNight = ['a', 'por', 'de', 'esta'].includes(tokens[here - 3]?.text ?? '');
    if (NIGHTS.has(text) && !(text === 'noche' && byNight)) nightsOf = true;
    if (BETWEEN_WORDS.has(text)) between = true;
    const cue: Role | undefined = TO_WORDS.has(text)
      ? 'to'
      : FROM_WORDS.has(text)
        ? 'from'
        : AND_WORDS.has(text)
          ? 'and'
          : undefined;
    if (cue && !settled && !(text === 'a' && here < at)) {
      role = cue;
      settled = text !== 'de' && text !== ',';
      strong = !WEAK_CUES.has(text);
      if (strong) continue;
    }
    if (cue || FILLERS.has(text) || NIGHTS.has(text) || BETWEEN_WORDS.has(text)) continue;
    near = false;
    if (role === 'none' && !marker) clean = false;
  }
  return { role: ofNight && listed ? 'and' : role, clean, nightsOf, between, marker, verb: false };
}
