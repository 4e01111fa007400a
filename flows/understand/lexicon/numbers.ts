// Numbers in words, folded: Spanish, Portuguese, English.

export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  cero: 0, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10,
  once: 11, doce: 12, trece: 13, catorce: 14, quince: 15, dieciseis: 16, diecisiete: 17, dieciocho: 18,
  diecinueve: 19, veinte: 20, veintiuno: 21, veintiun: 21, veintidos: 22, veintitres: 23, veinticuatro: 24,
  veinticinco: 25, veintiseis: 26, veintisiete: 27, veintiocho: 28, veintinueve: 29, treinta: 30,
  dois: 2, duas: 2, quatro: 4, sete: 7, oito: 8, nove: 9, dez: 10, onze: 11, doze: 12, treze: 13,
  quatorze: 14, quinze: 15, dezesseis: 16, dezessete: 17, dezoito: 18, dezenove: 19, vinte: 20, trinta: 30,
  two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20,
  thirty: 30,
};

/** One, where it counts something: "una noche", "a toddler". */
export const ONE_WORDS: ReadonlySet<string> = new Set(['un', 'una', 'uno', 'um', 'uma', 'a', 'an', 'one']);

export const TENS: ReadonlySet<number> = new Set([20, 30]);

export const UNITS: Readonly<Record<string, number>> = {
  uno: 1, un: 1, una: 1, um: 1, uma: 1, one: 1, first: 1,
};

export const ORDINAL_WORDS: Readonly<Record<string, number>> = {
  primero: 1, primera: 1, primer: 1, segundo: 2, segunda: 2, tercero: 3, tercera: 3, tercer: 3, cuarto: 4,
  cuarta: 4, quinto: 5, quinta: 5, sexto: 6, sexta: 6, septimo: 7, septima: 7, octavo: 8, octava: 8,
  primeiro: 1, primeira: 1, terceiro: 3, terceira: 3, quarto: 4, quarta: 4,
  first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6,
};

/** What follows a number to make it an ordinal: "1ro", "3rd", "2º" (which folds to "2o"). */
export const ORDINAL_ENDINGS: ReadonlySet<string> = new Set(['o', 'a', 'ro', 'ero', 'do', 'da', 'ra', 'to', 'st', 'nd', 'rd', 'th']);
