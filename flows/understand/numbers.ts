import {
  NUMBER_WORDS,
  ONE_WORDS,
  ORDINAL_ENDINGS,
  ORDINAL_WORDS,
  TENS,
  UNITS,
} from './lexicon/numbers.ts';
import { markAt, wordAt, type Token } from './tokens.ts';
import { words } from './lexicon/words.ts';

export type NumberRead = {
  readonly value: number;
  readonly next: number;
  readonly digits: boolean;
};

/** A whole number at `at`, in digits or in words ("treinta y uno"). */
export function numberAt(tokens: readonly Token[], at: number): NumberRead | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  if (token.kind === 'number') return { value: token.value, next: at + 1, digits: true };
  if (token.kind !== 'word') return undefined;
  const value = Object.hasOwn(NUMBER_WORDS, token.text) ? NUMBER_WORDS[token.text] : undefined;
  if (value === undefined) return undefined;
  if (TENS.has(value)) {
    const joined = ['y', 'e', '-'].includes(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const word = wordAt(tokens, joined);
    const unit =
      word === undefined
        ? undefined
        : Object.hasOwn(UNITS, word)
          ? UNITS[word]
          : NUMBER_WORDS[word];
    if (unit !== undefined && unit > 0 && unit < 10)
      return { value: value + unit, next: joined + 1, digits: false };
  }
  return { value, next: at + 1, digits: false };
}

/** A number that counts what follows; here "un", "una", "a" are one. */
export function countAt(tokens: readonly Token[], at: number): NumberRead | undefined {
  const word = wordAt(tokens, at);
  if (word !== undefined && ONE_WORDS.has(word)) return { value: 1, next: at + 1, digits: false };
  return numberAt(tokens, at);
}

export type RangeRead = { readonly least: number; readonly most: number; readonly next: number };

const EITHER: ReadonlySet<string> = words('/ - o u ou or a y e and to');

/** "5", "5/6", "5 o 6", "entre 5 y 6"; the second must be larger than the first. */
export function countRangeAt(tokens: readonly Token[], at: number): RangeRead | undefined {
  const between = ['entre', 'between'].includes(wordAt(tokens, at) ?? '');
  const first = countAt(tokens, between ? at + 1 : at);
  if (!first) return undefined;
  const joiner = tokens[first.next]?.text ?? '';
  const joins = EITHER.has(joiner) && (between || !['y', 'e', 'and'].includes(joiner));
  const second = joins ? numberAt(tokens, first.next + 1) : undefined;
  if (second && second.value > first.value && second.value - first.value <= 5) {
    return { least: first.value, most: second.value, next: second.next };
  }
  return between ? undefined : { least: first.value, most: first.value, next: first.next };
}

/** "el segundo", "2do", "3rd", "2º". */
export function ordinalAt(tokens: readonly Token[], at: number): NumberRead | undefined {
  const word = wordAt(tokens, at);
  if (word !== undefined && Object.hasOwn(ORDINAL_WORDS, word))
    return { value: ORDINAL_WORDS[word] ?? 0, next: at + 1, digits: false };
  const token = tokens[at];
  if (token?.kind !== 'number') return undefined;
  const next = pastOrdinalEnding(tokens, at + 1);
  return next > at + 1 ? { value: token.value, next, digits: true } : undefined;
}

/** Steps over "ro", "st", "°" glued to the number before; "5a8" keeps its "a". */
export function pastOrdinalEnding(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  if (!token?.glued) return at;
  if (markAt(tokens, at) === '°') return at + 1;
  if (tokens[at + 1]?.kind === 'number' && tokens[at + 1]?.glued) return at;
  return token.kind === 'word' && ORDINAL_ENDINGS.has(token.text) ? at + 1 : at;
}
