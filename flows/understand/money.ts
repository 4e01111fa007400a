// Amounts as people write them: "120 mil", "120k", "$120.000", "un palo y medio", "ciento veinte mil".
// Pure, over the text as given; a number that says by nothing that it is money has to be large.

import { toCentavos, type Centavos, type Currency } from '../../src/domain/money.ts';
import type { Span } from './meaning.ts';
import { foldText } from './tokens.ts';

export type MoneyRead = {
  readonly amount: Centavos;
  /** Null where only the number is said. */
  readonly currency: Currency | null;
  readonly span: Span;
};

const LONGEST_TEXT = 1_000;
/** A hundred million: more is a phone number or a mistake. */
const MOST = 100_000_000;
/** Nobody asks for less without saying that it is money: it is a day, a count or a year. */
const LEAST_BARE = 1_000;
const MULTIPLE: Readonly<Record<string, number>> = {
  mil: 1_000,
  k: 1_000,
  luca: 1_000,
  lucas: 1_000,
  palo: 1_000_000,
  palos: 1_000_000,
  millon: 1_000_000,
  millones: 1_000_000,
};

const SIGN = String.raw`(?<sign>u\$[sd]|us\$|usd|ars|\$)?\s*`;
const DIGITS = String.raw`(?<digits>\d{1,3}(?:[.,]\d{3}){1,3}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)`;
const TIMES = String.raw`(?:\s*(?<times>millones|millon|palos|palo|lucas|luca|mil|k)\b(?:\s+(?<rest>\d{3})(?![\d.,/]))?(?<half>\s+y\s+medio)?)?`;
const NAME = String.raw`(?:\s*(?<name>pesos?|ars|dolares|dolar|usd|u\$[sd]))?`;
const NUMBER = new RegExp(String.raw`(?<![\w.,/$-])${SIGN}${DIGITS}(?![\d/])${TIMES}${NAME}`, 'g');
/** What follows a number that counts something else. */
const COUNTS = /^\s*(?:noches?|dias?|personas?|huespedes|cabanas?|hs\b|horas?|minutos?|%|a[nñ]os?)/;

const BELOW_THOUSAND: Readonly<Record<string, number>> = {
  un: 1,
  uno: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  trece: 13,
  catorce: 14,
  quince: 15,
  veinte: 20,
  veinticinco: 25,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  sesenta: 60,
  setenta: 70,
  ochenta: 80,
  noventa: 90,
  cien: 100,
  ciento: 100,
  doscientos: 200,
  trescientos: 300,
  cuatrocientos: 400,
  quinientos: 500,
  seiscientos: 600,
  setecientos: 700,
  ochocientos: 800,
  novecientos: 900,
};
const WORDED = new RegExp(
  String.raw`\b(?:(?<half>medio)|(?<words>(?:${Object.keys(BELOW_THOUSAND).join('|')})(?:\s+(?:y\s+)?(?:${Object.keys(BELOW_THOUSAND).join('|')})){0,3}))\s+(?<times>millones|millon|palos|palo|lucas|luca|mil)\b(?<more>\s+y\s+medio)?(?:\s+(?<name>pesos|dolares))?`,
  'g',
);

/** The amount that the text is about: one that says it is money, or else the largest number. */
export function moneyIn(text: string): MoneyRead | null {
  // folding keeps the length of what amounts are written with; elsewhere the span is not needed
  const folded = foldText(text.slice(0, LONGEST_TEXT));
  const found = [...numbersIn(folded), ...wordsIn(folded)].filter(({ value }) => value <= MOST);
  const [best] = found.toSorted(
    (a, b) => Number(b.isMarked) - Number(a.isMarked) || b.value - a.value,
  );
  if (!best) return null;
  const { value, currency, span } = best;
  return { amount: toCentavos(Math.round(value * 100)), currency, span };
}

type Found = {
  readonly value: number;
  readonly isMarked: boolean;
  readonly currency: Currency | null;
  readonly span: Span;
};

function numbersIn(folded: string): Found[] {
  return [...folded.matchAll(NUMBER)].flatMap((match) => {
    const { sign, digits = '', times, rest, half, name } = match.groups ?? {};
    const end = match.index + match[0].length;
    const base = valueOf(digits);
    const multiple = times === undefined ? 1 : (MULTIPLE[times] ?? 1);
    const value = base * multiple + Number(rest ?? 0) + (half === undefined ? 0 : multiple / 2);
    const isMarked =
      sign !== undefined ||
      times !== undefined ||
      name !== undefined ||
      /[.,]\d{3}(?!\d)/.test(digits);
    if (value <= 0 || (!isMarked && (value < LEAST_BARE || isYear(value)))) return [];
    if (times === undefined && COUNTS.test(folded.slice(end))) return [];
    return [{ value, isMarked, currency: currencyOf(sign, name), span: [match.index, end] }];
  });
}

function wordsIn(folded: string): Found[] {
  return [...folded.matchAll(WORDED)].map((match) => {
    const { half, words = '', times = '', more, name } = match.groups ?? {};
    const count = words
      .split(/\s+(?:y\s+)?/)
      .reduce((total, word) => total + (BELOW_THOUSAND[word] ?? 0), 0);
    const multiple = MULTIPLE[times] ?? 1;
    const base = half === undefined ? count : 0.5;
    const value = (base + (more === undefined ? 0 : 0.5)) * multiple;
    const span = [match.index, match.index + match[0].length] as const;
    return { value, isMarked: true, currency: currencyOf(undefined, name), span };
  });
}

/** A group of three digits is thousands, one or two are centavos, whichever mark stands before them. */
function valueOf(digits: string): number {
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(digits) ?? [];
  return Number(`${whole.replace(/[.,]/g, '')}.${cents || '0'}`);
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 2_020 && value <= 2_040;
}

function currencyOf(sign: string | undefined, name: string | undefined): Currency | null {
  const said = `${sign ?? ''} ${name ?? ''}`;
  if (/u\$|us\$|usd|dolar/.test(said)) return 'USD';
  return /\$|ars|peso/.test(said) ? 'ARS' : null;
}
