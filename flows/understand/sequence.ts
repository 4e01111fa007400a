// Fixed sequences of words at one place; for readers that go token by token.

import type { Token } from './tokens.ts';

/** Where the sequence ends when it begins at `at`. */
export function after(
  tokens: readonly Token[],
  at: number,
  words: readonly string[],
): number | undefined {
  for (let index = 0; index < words.length; index++) {
    const token = tokens[at + index];
    if (!token || token.kind === 'taken' || token.text !== words[index]) return undefined;
  }
  return at + words.length;
}

export function afterAny(
  tokens: readonly Token[],
  at: number,
  sequences: ReadonlyArray<readonly string[]>,
): number | undefined {
  for (const words of sequences) {
    const next = after(tokens, at, words);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Whether one of the sequences ends just before `at`. */
export function endsWithAny(
  tokens: readonly Token[],
  at: number,
  sequences: ReadonlyArray<readonly string[]>,
): boolean {
  return sequences.some(
    (words) => at >= words.length && after(tokens, at - words.length, words) !== undefined,
  );
}

/** Whether two words differ by at most one letter left out, added, changed or swapped with its neighbour. */
function nearlySame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let left = 0;
  while (left < a.length && left < b.length && a[left] === b[left]) left++;
  let right = 0;
  while (
    right < a.length - left &&
    right < b.length - left &&
    a[a.length - 1 - right] === b[b.length - 1 - right]
  )
    right++;
  const middleA = a.slice(left, a.length - right);
  const middleB = b.slice(left, b.length - right);
  if (middleA.length <= 1 && middleB.length <= 1) return true;
  return (
    middleA.length === 2 &&
    middleB.length === 2 &&
    middleA[0] === middleB[1] &&
    middleA[1] === middleB[0]
  );
}

/** The value of a misspelt word of at least five letters, when only one is meant. */
export function nearest<Value>(
  word: string,
  entries: Readonly<Record<string, Value>>,
  lookalikes: ReadonlySet<string>,
): Value | undefined {
  if (word.length < 4 || lookalikes.has(word)) return undefined;
  let found: Value | undefined;
  for (const [name, value] of Object.entries(entries)) {
    if (name.length < 5 || !nearlySame(word, name)) continue;
    if (found !== undefined && found !== value) return undefined;
    found = value;
  }
  return found;
}
