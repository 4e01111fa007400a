// The words of the in-chat date form. Meta's limits: a label 30 characters, a button 35, a description 300.

import type { Centavos } from '../../src/domain/money.ts';
import type { Party } from '../../src/domain/party.ts';
import type { Stay } from '../../src/domain/stay.ts';
import type { Language } from '../understand/meaning.ts';
import { en } from './en.ts';
import { esAr } from './es-ar.ts';
import { createFormat, type Format } from './format.ts';
import { ptBr } from './pt-br.ts';

type Words = {
  readonly title: string;
  readonly description: string;
  readonly arrival: string;
  readonly leaving: string;
  readonly adults: string;
  readonly children: string;
  readonly infants: string;
  readonly pets: string;
  readonly look: string;
  readonly yourStay: string;
  readonly choose: string;
  /** Not all that is needed was chosen. */
  readonly incomplete: string;
  readonly past: string;
  readonly tooLong: (most: number) => string;
  readonly taken: (stay: Stay, f: Format) => string;
  readonly free: (count: number, from: Centavos, f: Format) => string;
  /** The party is larger than any cabin. */
  readonly together: string;
  /** The form was used, or is too old. */
  readonly spent: string;
};

const es: Words = {
  title: '¿Cuándo quieren venir?',
  description: 'Los días tachados no están disponibles.',
  arrival: 'Llegada',
  leaving: 'Salida',
  adults: 'Adultos',
  children: 'Menores (desde 2 años)',
  infants: 'Bebés (menos de 2 años)',
  pets: 'Mascotas',
  look: 'Ver si hay lugar',
  yourStay: 'Tu estadía',
  choose: 'Ver cabañas y precios',
  incomplete: 'Elegí el día de llegada y el de salida.',
  past: 'Esa fecha ya pasó. Elegí otra.',
  tooLong: (most) =>
    `Por acá puedo hasta ${most} noches. Si querés quedarte más, escribilo en el chat.`,
  taken: (stay, f) =>
    `Del ${f.stay(stay)} no queda una cabaña libre todas las noches. Probá con otros días.`,
  free: (count, from, f) =>
    count === 1
      ? `Hay 1 cabaña libre: ${f.money(from)} toda la estadía.`
      : `Hay ${count} cabañas libres, desde ${f.money(from)} toda la estadía.`,
  together: 'Una sola cabaña no alcanza para todos: en el chat te muestro cómo.',
  spent: 'Este formulario ya se usó o venció. Decime las fechas en el chat y seguimos.',
};

const pt: Words = {
  title: 'Quando vocês querem vir?',
  description: 'Os dias riscados não estão disponíveis.',
  arrival: 'Chegada',
  leaving: 'Saída',
  adults: 'Adultos',
  children: 'Crianças (a partir de 2 anos)',
  infants: 'Bebês (menos de 2 anos)',
  pets: 'Animais de estimação',
  look: 'Ver se tem vaga',
  yourStay: 'Sua estadia',
  choose: 'Ver cabanas e preços',
  incomplete: 'Escolha o dia de chegada e o de saída.',
  past: 'Essa data já passou. Escolha outra.',
  tooLong: (most) => `Por aqui consigo até ${most} noites. Se quiser ficar mais, escreva no chat.`,
  taken: (stay, f) =>
    `De ${f.stay(stay)} não há uma cabana livre todas as noites. Tente outros dias.`,
  free: (count, from, f) =>
    count === 1
      ? `Há 1 cabana livre: ${f.money(from)} pela estadia inteira.`
      : `Há ${count} cabanas livres, a partir de ${f.money(from)} pela estadia inteira.`,
  together: 'Uma cabana só não basta para todos: no chat eu mostro como fica.',
  spent: 'Este formulário já foi usado ou venceu. Diga as datas no chat e a gente continua.',
};

const english: Words = {
  title: 'When would you like to come?',
  description: 'Days that are struck out are not available.',
  arrival: 'Arrival',
  leaving: 'Departure',
  adults: 'Adults',
  children: 'Children (2 and older)',
  infants: 'Babies (under 2)',
  pets: 'Pets',
  look: 'Check availability',
  yourStay: 'Your stay',
  choose: 'See cabins and prices',
  incomplete: 'Please choose the day you arrive and the day you leave.',
  past: 'That date has passed. Please choose another.',
  tooLong: (most) => `I can do up to ${most} nights here. For a longer stay, write it in the chat.`,
  taken: (stay, f) => `From ${f.stay(stay)} no cabin is free every night. Please try other days.`,
  free: (count, from, f) =>
    count === 1
      ? `1 cabin is free: ${f.money(from)} for the whole stay.`
      : `${count} cabins are free, from ${f.money(from)} for the whole stay.`,
  together: 'One cabin cannot take everybody: in the chat I will show you how it can be done.',
  spent: 'This form was used or is too old. Tell me the dates in the chat and we go on.',
};

export type FormWords = Omit<Words, 'taken' | 'free'> & {
  readonly taken: (stay: Stay) => string;
  readonly free: (count: number, from: Centavos) => string;
  /** "Viernes 15 al lunes 18 de enero de 2027 · 3 noches · 4 adultos + 1 bebé" */
  readonly echo: (stay: Stay, party: Party, pets: number) => string;
};

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** `timeZone` is the lodging's. */
export function createFormWords(timeZone: string): Readonly<Record<Language, FormWords>> {
  const written = (words: Words, f: Format): FormWords => ({
    ...words,
    taken: (stay) => words.taken(stay, f),
    free: (count, from) => words.free(count, from, f),
    echo: (stay, party, pets) =>
      capital(`${f.stay(stay)} · ${f.nights(stay)} · ${f.party(party, pets)}`),
  });
  return {
    es: written(es, createFormat(esAr.conventions, timeZone)),
    pt: written(pt, createFormat(ptBr.conventions, timeZone)),
    en: written(english, createFormat(en.conventions, timeZone)),
  };
}
