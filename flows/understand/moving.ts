// A stay that is moved: where to, by how much, with as many nights as before. And one that nobody comes to.

import { nightsOf } from '../../src/domain/stay.ts';
import type { Length } from './lengths.ts';
import { DEPARTURE } from './lexicon/cues.ts';
import {
  AFTER_NOT_COMING,
  MOVING_TO,
  NOT_COMING,
  SAME_LENGTH,
  SHIFTED_EARLIER,
  SHIFTING,
} from './lexicon/moving.ts';
import { words } from './lexicon/words.ts';
import type { Hearing } from './meaning.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { endsWithAny } from './sequence.ts';
import type { Place, Token } from './tokens.ts';

/** `to`: only with a day or a month beside it. */
export type Moving = 'by' | 'to';

const movingBook = phraseBook<Moving>([
  ['by', SHIFTING],
  ['to', MOVING_TO],
]);
const earlierBook = phraseBook([['earlier', SHIFTED_EARLIER]] as const);
const sameBook = phraseBook([['same', SAME_LENGTH]] as const);
const notComingBook = phraseBook([['notComing', NOT_COMING]] as const);
const afterBook = phraseBook([['after', AFTER_NOT_COMING]] as const);

const UNTIL: ReadonlySet<string> = words('hasta ate until till til');

export function saysUntil(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }) => UNTIL.has(text));
}

/** "mover la salida al 15" moves one end only. */
export function movingIn(tokens: readonly Token[]): Moving | null {
  const found = findPhrases(movingBook, tokens);
  const leaves = tokens.some((_, at) => endsWithAny(tokens, at + 1, DEPARTURE));
  if (found.length === 0 || leaves || saysUntil(tokens)) return null;
  return found.some(({ label }) => label === 'by') ? 'by' : 'to';
}

/** "la corro una semana": later, unless told otherwise; "la paso a una semana" sets the length. */
export function shifted(lengths: readonly Length[], tokens: readonly Token[]): Length[] {
  const earlier = findPhrases(earlierBook, tokens).length > 0;
  return lengths.map((length) => {
    const sets = ['a', 'por', 'para', 'con', 'de', 'for', 'to'].includes(
      tokens[length.from - 1]?.text ?? '',
    );
    return length.change === 'set' && !sets
      ? { ...length, change: earlier ? 'earlier' : 'later' }
      : length;
  });
}

/** As many nights as in the stay that is known. */
export function findSameLengths(tokens: readonly Token[], { known: { stay } }: Hearing): Length[] {
  const [found] = findPhrases(sameBook, tokens).toSorted((a, b) => b.to - b.from - (a.to - a.from));
  return stay && found
    ? [{ from: found.from, to: found.to, count: nightsOf(stay), unit: 'nights', change: 'set' }]
    : [];
}

/** "al final no vamos", and not "no vamos con el perro". */
export function findNotComing(tokens: readonly Token[]): Place[] {
  const endings = new Set(findPhrases(afterBook, tokens).map(({ from }) => from));
  return findPhrases(notComingBook, tokens).filter(
    ({ to }) => tokens[to] === undefined || tokens[to].kind === 'mark' || endings.has(to),
  );
}
