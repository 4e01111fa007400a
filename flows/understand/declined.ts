// Days that cannot be: "no puedo en enero", "el finde del 12 no me sirve". What is said of them is no wish.

import { DECLINED_AFTER, DECLINED_BEFORE } from './lexicon/cues.ts';
import { words } from './lexicon/words.ts';
import { afterAny, endsWithAny } from './sequence.ts';
import type { Place, Token } from './tokens.ts';

const BETWEEN: ReadonlySet<string> = words(
  'en em in on el del do de the from a para for este la no na ir viajar llegar travel go come',
);

export function isDeclined(tokens: readonly Token[], { from, to }: Place): boolean {
  let start = from;
  for (let skipped = 0; skipped < 3; skipped++) {
    if (endsWithAny(tokens, start, DECLINED_BEFORE)) return true;
    if (!BETWEEN.has(tokens[start - 1]?.text ?? '')) break;
    start--;
  }
  const next = tokens[to]?.text === ',' ? to + 1 : to;
  if (afterAny(tokens, next, DECLINED_AFTER) !== undefined) return true;
  return tokens[to + 1] === undefined ? isNo(tokens[to]) : isRefusal(tokens, to);
}

/** A no that ends what was said. */
export function isRefusal(tokens: readonly Token[], at: number): boolean {
  return isNo(tokens[at]) && [',', '.', ';'].includes(tokens[at + 1]?.text ?? '');
}

function isNo(token: Token | undefined): boolean {
  return token?.text === 'no' || token?.text === 'nao';
}
