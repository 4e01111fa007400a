// The guest's text as folded words, numbers and marks. Each remembers where it stood in the
// text as given, so that what is read can be shown again in the guest's own letters.

import type { Span } from './meaning.ts';

/** Longer messages are read up to here: nobody asks for a cabin in more. */
const MAX_LENGTH = 4096;
/** More words and marks than a message of that length has, unless it is made to be slow. */
const MAX_TOKENS = 1200;

export type Token = {
  /** `taken`: already read as something else; no later reader looks at it. */
  readonly kind: 'word' | 'number' | 'mark' | 'taken';
  /** Lower case, no accents, compatibility forms resolved, three or more equal letters as one. */
  readonly text: string;
  /** NaN for anything but a number. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** No space between this token and the one before. */
  readonly glued: boolean;
};

type Sort = 'word' | 'number' | 'mark' | 'space';

/** NFKC, without accents, in lower case. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
}

function sortOf(character: string): Sort {
  if (character >= 'a' && character <= 'z') return 'word';
  if (character >= '0' && character <= '9') return 'number';
  if (/\s/u.test(character)) return 'space';
  return /\p{L}/u.test(character) ? 'word' : 'mark';
}

function isApostrophe(character: string): boolean {
  return character === "'" || character === '’' || character === '`' || character === '´';
}

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let sort: Sort = 'space';
  let letters = '';
  let start = 0;
  let end = 0;
  let glued = false;

  const close = (): void => {
    if (letters === '') return;
    const folded = sort === 'word' ? letters.replace(/(\p{L})\1{2,}/gu, '$1') : letters;
    const value = sort === 'number' ? Number(folded) : Number.NaN;
    tokens.push({
      kind: sort === 'number' || sort === 'mark' ? sort : 'word',
      text: folded,
      value,
      start,
      end,
      glued,
    });
    letters = '';
  };

  let at = 0;
  for (const given of text.slice(0, MAX_LENGTH)) {
    const folded = given < '\u0080' ? given.toLowerCase() : foldText(given);
    if (!(sort === 'word' && isApostrophe(given))) {
      for (const character of folded) {
        const next = sortOf(character);
        if (next !== sort || next === 'mark') {
          close();
          glued = sort !== 'space';
          sort = next;
          start = at;
        }
        if (next !== 'space') letters += character;
        end = at + given.length;
      }
    }
    at += given.length;
    if (tokens.length >= MAX_TOKENS) return tokens;
  }
  close();
  return tokens;
}

/** The same tokens with [from, to) put out of the reach of later readers. */
export function take(tokens: readonly Token[], places: ReadonlyArray<Place>): Token[] {
  const left = [...tokens];
  for (const { from, to } of places) {
    for (let at = from; at < to; at++) {
      const token = left[at];
      if (token) left[at] = { ...token, kind: 'taken' };
    }
  }
  return left;
}

/** [from, to) in tokens. */
export type Place = { readonly from: number; readonly to: number };

export function spanOf(tokens: readonly Token[], { from, to }: Place): Span {
  return [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
}

export function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text : undefined;
}

export function markAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'mark' ? token.text : undefined;
}
