// What a day is before it is a date, and the smallest way to write one: a number alone.

import type { CalendarDate, Weekday } from '../../src/domain/stay.ts';
import { words } from './lexicon/words.ts';
import type { Language } from './meaning.ts';
import { numberAt, pastOrdinalEnding } from './numbers.ts';
import { wordAt, type Token } from './tokens.ts';

export type Day =
  /** `numeric`: written 5/6, where the month may come first in English. */
  | {
      readonly kind: 'dated';
      readonly day: number;
      readonly month: number | null;
      readonly year: number | null;
      readonly weekday: Weekday | null;
      readonly numeric: boolean;
    }
  | { readonly kind: 'weekday'; readonly weekday: Weekday; readonly which: Which }
  | { readonly kind: 'relative'; readonly days: number; readonly night: boolean };

export type Which = 'bare' | 'this' | 'next';

export type DayRead = { readonly day: Day; readonly next: number };

export type Reading = {
  readonly today: CalendarDate;
  readonly language: Language;
  /** Days or a month were spoken of before: "8 to 11" is about them. */
  readonly spokenOf: boolean;
};

export function dated(
  day: number,
  month: number | null,
  year: number | null,
  numeric = false,
): Day {
  return { kind: 'dated', day, month, year, weekday: null, numeric };
}

export function lookUp<Value>(
  entries: Readonly<Record<string, Value>>,
  word: string | undefined,
): Value | undefined {
  return word !== undefined && Object.hasOwn(entries, word) ? entries[word] : undefined;
}

const FIRST: ReadonlySet<string> = words('uno primero primeiro first');

/** A number alone that can be a day of the month. */
export function bareDayAt(
  tokens: readonly Token[],
  at: number,
): { value: number; next: number } | undefined {
  const number = FIRST.has(wordAt(tokens, at) ?? '')
    ? { value: 1, next: at + 1 }
    : numberAt(tokens, at);
  if (
    !number ||
    number.value < 1 ||
    number.value > 31 ||
    ((tokens[at]?.text.length ?? 0) > 2 && tokens[at]?.kind === 'number')
  )
    return undefined;
  return { value: number.value, next: pastOrdinalEnding(tokens, number.next) };
}

const COUNTED: ReadonlySet<string> = words(`
  noche noches noite noites night nights dias dia days semanas personas pessoas people pax adultos
  adults % mil hs h hrs am pm lucas anos weeks ninos nenes horas :
`);

export function countsSomething(tokens: readonly Token[], at: number): boolean {
  return COUNTED.has(tokens[at]?.text ?? '');
}
