// What looks like a day, a length or a party and is none: phones, hours, prices, streets,
// durations from now, days on which somebody will pay or call.

import type { Reading } from './day.ts';
import { fullDayAt } from './days.ts';
import {
  ASIDES,
  HOURS_OF_ARRIVING,
  KEEPING,
  PLACE_CUES,
  PLACE_PHRASES,
  PROMISES,
} from './lexicon/asides.ts';
import { COUNTED_PEOPLE } from './lexicon/people.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { endsWithAny } from './sequence.ts';
import type { Place, Token } from './tokens.ts';

const asideBook = phraseBook([['aside', ASIDES]] as const);
const hourBook = phraseBook([['hour', HOURS_OF_ARRIVING]] as const);
const keepingBook = phraseBook([['keeping', KEEPING]] as const);

export function findAsides(tokens: readonly Token[], reading: Reading): Place[] {
  return [
    ...findAmounts(tokens),
    ...findPhones(tokens),
    ...findPhrases(asideBook, tokens),
    ...findHours(tokens, reading),
    ...findAddresses(tokens, reading),
    ...findKeeping(tokens, reading),
  ];
}

function findHours(tokens: readonly Token[], reading: Reading): Place[] {
  return findPhrases(hourBook, tokens)
    .map(({ to }) => ({ from: to - 2, to }))
    .filter(
      ({ to }) =>
        !fullDayAt(tokens, to - 1, reading) && !COUNTED_PEOPLE.has(tokens[to]?.text ?? ''),
    );
}

/** 50.000, 1.500.000, 33.444.555: groups of three are amounts or documents, not dates. */
function findAmounts(tokens: readonly Token[]): Place[] {
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    let here = at;
    if (tokens[at]?.kind !== 'number' || (tokens[at]?.text.length ?? 0) > 3) continue;
    while (
      ['.', ','].includes(tokens[here + 1]?.text ?? '') &&
      tokens[here + 2]?.glued &&
      tokens[here + 2]?.kind === 'number' &&
      tokens[here + 2]?.text.length === 3
    )
      here += 2;
    if (here > at) places.push({ from: at, to: here + 1 });
    at = here;
  }
  return places;
}

/** Runs of figures with eight digits or more, where one group is too long for a day and no year. */
function findPhones(tokens: readonly Token[]): Place[] {
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'number') continue;
    let to = at;
    let digits = 0;
    let long = false;
    for (let here = at; here < tokens.length && here < at + 14; here++) {
      const token = tokens[here];
      if (token?.kind === 'number') {
        digits += token.text.length;
        long ||=
          token.text.length > 4 ||
          (token.text.length === 4 && !(token.value >= 1990 && token.value <= 2100));
        to = here + 1;
      } else if (!['-', '(', ')', '+'].includes(token?.text ?? '')) break;
    }
    if (long && (digits >= 8 || (tokens[at]?.text.length ?? 0) >= 5)) places.push({ from: at, to });
    if (to > at) at = to - 1;
  }
  return places;
}

/** "calle 9 de julio 1450", "club 25 de mayo", "soy de 9 de julio". */
function findAddresses(tokens: readonly Token[], reading: Reading): Place[] {
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'number' && token?.kind !== 'word') continue;
    const read = fullDayAt(tokens, at, reading);
    if (read?.day.kind !== 'dated' || read.day.month === null || read.day.numeric) continue;
    const houseNumber = tokens[read.next];
    const hasHouse =
      houseNumber?.kind === 'number' &&
      houseNumber.text.length >= 3 &&
      houseNumber.text.length <= 5;
    const cue = [1, 2].some(
      (back) =>
        PLACE_CUES.has(tokens[at - back]?.text ?? '') &&
        (back === 1 || !['el', 'del', 'al', ','].includes(tokens[at - 1]?.text ?? '')),
    );
    if (cue || hasHouse || endsWithAny(tokens, at, PLACE_PHRASES))
      places.push({ from: at, to: hasHouse ? read.next + 1 : read.next });
    at = read.next - 1;
  }
  return places;
}

function findKeeping(tokens: readonly Token[], reading: Reading): Place[] {
  return findPhrases(keepingBook, tokens).flatMap(({ to }) => {
    for (const at of [to, to + 1]) {
      const day = fullDayAt(tokens, at, reading);
      if (day) return [{ from: at, to: day.next }];
      if (tokens[at]?.kind === 'number') return [{ from: at, to: at + 1 }];
    }
    return [];
  });
}

/** "te transfiero el viernes", "mañana te digo". */
export function isPromised(tokens: readonly Token[], { from, to }: Place): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 5) && !isStop(tokens[at]); at--)
    if (promises(tokens, at)) return true;
  for (let at = to; at < Math.min(tokens.length, to + 4) && !isStop(tokens[at]); at++)
    if (promises(tokens, at)) return true;
  return false;
}

/** "te digo" is a promise, "digo" a correction. */
function promises(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? '';
  return (
    PROMISES.has(word) ||
    (word === 'digo' && ['te', 'les', 'lo'].includes(tokens[at - 1]?.text ?? ''))
  );
}

function isStop(token: Token | undefined): boolean {
  return token?.kind === 'mark' && ['.', '?', '!', ';'].includes(token.text);
}
