// Numbers in words, folded: Spanish, Portuguese, English.

import { valued, words } from './words.ts';

export const NUMBER_WORDS: Readonly<Record<string, number>> = valued(`
  0 cero; 2 dos dois duas two; 3 tres three; 4 cuatro quatro four; 5 cinco five; 6 seis six;
  7 siete sete seven; 8 ocho oito eight; 9 nueve nove nine; 10 diez dez ten; 11 once onze eleven;
  12 doce doze twelve; 13 trece treze thirteen; 14 catorce quatorze fourteen;
  15 quince quinze fifteen; 16 dieciseis dezesseis sixteen; 17 diecisiete dezessete seventeen;
  18 dieciocho dezoito eighteen; 19 diecinueve dezenove nineteen; 20 veinte vinte twenty;
  21 veintiuno veintiun; 22 veintidos; 23 veintitres; 24 veinticuatro; 25 veinticinco;
  26 veintiseis; 27 veintisiete; 28 veintiocho; 29 veintinueve; 30 treinta trinta thirty
`);

/** One, where it counts something: "una noche", "a toddler". */
export const ONE_WORDS: ReadonlySet<string> = words('un una uno um uma a an one');

export const TENS: ReadonlySet<number> = new Set([20, 30]);

export const UNITS: Readonly<Record<string, number>> = valued(`
  1 uno un una um uma one first
`);

export const ORDINAL_WORDS: Readonly<Record<string, number>> = valued(`
  1 primero primera primer primeiro primeira first; 2 segundo segunda second;
  3 tercero tercera tercer terceiro terceira third; 4 cuarto cuarta quarto quarta fourth;
  5 quinto quinta fifth; 6 sexto sexta sixth; 7 septimo septima; 8 octavo octava
`);

/** What follows a number to make it an ordinal: "1ro", "3rd", "2º" (which folds to "2o"). */
export const ORDINAL_ENDINGS: ReadonlySet<string> = words('o a ro ero era do da ra to st nd rd th');
