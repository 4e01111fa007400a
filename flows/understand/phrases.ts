// Phrases as data: "pasa|pasas|mandas ..? cbu|alias". Words separated by spaces; `a|b` either;
// `word*` a beginning; `word?` may be missing; `..` up to three words of anything; `#` a number;
// `^` only at the start of the message; `$` only at its end.

import type { Place, Token } from './tokens.ts';
import { words } from './lexicon/words.ts';

type Slot = {
  readonly words: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly number: boolean;
  readonly optional: boolean;
  readonly gap: boolean;
};

type Phrase<Label> = {
  readonly label: Label;
  readonly slots: readonly Slot[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
};

export type PhraseBook<Label> = {
  readonly byFirstWord: ReadonlyMap<string, ReadonlyArray<Phrase<Label>>>;
  readonly others: ReadonlyArray<Phrase<Label>>;
};

export type Found<Label> = Place & { readonly label: Label };

const GAP = 3;

function slotOf(source: string): Slot {
  if (source === '..' || source === '..?')
    return { words: new Set(), beginnings: [], number: false, optional: true, gap: true };
  const optional = source.endsWith('?');
  const choices = (optional ? source.slice(0, -1) : source).split('|');
  return {
    words: new Set(choices.filter((choice) => !choice.endsWith('*') && choice !== '#')),
    beginnings: choices
      .filter((choice) => choice.endsWith('*'))
      .map((choice) => choice.slice(0, -1)),
    number: choices.includes('#'),
    optional,
    gap: false,
  };
}

function phraseOf<Label>(source: string, label: Label): Phrase<Label> {
  const parts = source.split(' ');
  const atStart = parts[0] === '^';
  const atEnd = parts.at(-1) === '$';
  const slots = parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined).map(slotOf);
  return { label, slots, atStart, atEnd };
}

export function phraseBook<Label>(
  sources: ReadonlyArray<readonly [label: Label, phrases: readonly string[]]>,
): PhraseBook<Label> {
  const byFirstWord = new Map<string, Phrase<Label>[]>();
  const others: Phrase<Label>[] = [];
  for (const [label, phrases] of sources) {
    for (const source of phrases) {
      const phrase = phraseOf(source, label);
      const first = phrase.slots[0];
      if (!first || first.beginnings.length > 0 || first.number || first.optional)
        others.push(phrase);
      for (const word of first?.optional ? [] : (first?.words ?? [])) {
        const list = byFirstWord.get(word) ?? [];
        list.push(phrase);
        byFirstWord.set(word, list);
      }
    }
  }
  return { byFirstWord, others };
}

function isPause(token: Token | undefined): boolean {
  return token?.kind === 'mark' && (token.text === ',' || token.text === '-' || token.text === '"');
}

function fits(slot: Slot, token: Token): boolean {
  if (token.kind === 'number') return slot.number || slot.words.has(token.text);
  if (token.kind === 'taken') return false;
  if (slot.words.has(token.text)) return true;
  return (
    token.kind === 'word' && slot.beginnings.some((beginning) => token.text.startsWith(beginning))
  );
}

/** Where the phrase ends when it begins at `at`; undefined when it does not. */
function match<Label>(
  phrase: Phrase<Label>,
  tokens: readonly Token[],
  at: number,
  slotIndex = 0,
): number | undefined {
  const slot = phrase.slots[slotIndex];
  if (!slot) return phrase.atEnd && !endsAt(tokens, at) ? undefined : at;
  if (slot.gap) {
    for (let skipped = 0; skipped <= GAP; skipped++) {
      const end = match(phrase, tokens, at + skipped, slotIndex + 1);
      if (end !== undefined) return end;
      if (tokens[at + skipped]?.kind === 'taken') return undefined;
    }
    return undefined;
  }
  let here = at;
  if (slotIndex > 0) while (here < at + GAP && isPause(tokens[here])) here++;
  const token = tokens[here];
  if (token && fits(slot, token)) {
    const end = match(phrase, tokens, here + 1, slotIndex + 1);
    if (end !== undefined) return end;
  }
  return slot.optional ? match(phrase, tokens, at, slotIndex + 1) : undefined;
}

/** Said before the message begins in earnest: "hola, sí". */
const OPENERS: ReadonlySet<string> = words(`
  hola buenas buen buenos dia dias tardes noches hi hello hey oi ola bom boa tarde ah ahh uh eh mm
  mmm jaja jajaja ay
`);

function startsAt(tokens: readonly Token[], at: number): boolean {
  for (let before = 0; before < at; before++) {
    const token = tokens[before];
    if (token?.kind !== 'mark' && !OPENERS.has(token?.text ?? '')) return false;
  }
  return true;
}

function endsAt(tokens: readonly Token[], at: number): boolean {
  for (let after = at; after < tokens.length; after++)
    if (tokens[after]?.kind !== 'mark') return false;
  return true;
}

/** All phrases of the book in the text, in the order in which they begin. */
export function findPhrases<Label>(
  book: PhraseBook<Label>,
  tokens: readonly Token[],
): Found<Label>[] {
  const found: Found<Label>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.kind === 'taken') continue;
    const candidates = book.byFirstWord.get(token.text);
    for (const list of candidates ? [candidates, book.others] : [book.others]) {
      for (const phrase of list) {
        if (phrase.atStart && !startsAt(tokens, at)) continue;
        const to = match(phrase, tokens, at);
        if (to !== undefined && to > at) found.push({ label: phrase.label, from: at, to });
      }
    }
  }
  return found;
}
