// The words of the waitlist, in the three languages.

import type { Language } from '../understand/meaning.ts';
import type { Wording } from './copy.ts';

type Waiting = Pick<
  Wording['sentences'],
  'offerWait' | 'waitJoined' | 'waitOffer' | 'waitLeft' | 'waitGone'
>;

export const waiting: Readonly<Record<Language, Waiting>> = {
  es: {
    offerWait: ({ stay }, f) => `¿Te aviso si se libera algo para *${f.stay(stay)}*?`,
    waitJoined: ({ cabinName, stay, party, pets }, f) =>
      `Listo, te anoté: ${cabinName ? `*${cabinName}*, ` : ''}${f.stay(stay)}, ${f.party(party, pets)}. Si se libera te escribo; les aviso en orden a los que se anotaron. Mientras tanto podés buscar otras fechas.`,
    waitOffer: ({ cabinName, stay, until }, f) =>
      `¡Se liberó *${cabinName}*, ${f.stay(stay)}! Te toca a vos en la lista de espera: hasta el ${f.moment(until)} no le aviso a nadie más. Queda guardada cuando la reserves.`,
    waitLeft: () => 'Listo, te saqué de la lista de espera.',
    waitGone: () => 'Ese aviso ya pasó. Si todavía te interesa, decime las fechas y me fijo.',
  },
  pt: {
    offerWait: ({ stay }, f) => `Aviso você se algo liberar para *${f.stay(stay)}*?`,
    waitJoined: ({ cabinName, stay, party, pets }, f) =>
      `Pronto, anotei: ${cabinName ? `*${cabinName}*, ` : ''}${f.stay(stay)}, ${f.party(party, pets)}. Se liberar, escrevo para você; aviso na ordem de quem pediu. Enquanto isso dá para procurar outras datas.`,
    waitOffer: ({ cabinName, stay, until }, f) =>
      `Liberou *${cabinName}*, ${f.stay(stay)}! É a sua vez na lista de espera: até ${f.moment(until)} não aviso mais ninguém. Fica guardada quando você reservar.`,
    waitLeft: () => 'Pronto, tirei você da lista de espera.',
    waitGone: () => 'Esse aviso já passou. Se ainda tiver interesse, me diga as datas e eu vejo.',
  },
  en: {
    offerWait: ({ stay }, f) => `Shall I tell you if something frees up for *${f.stay(stay)}*?`,
    waitJoined: ({ cabinName, stay, party, pets }, f) =>
      `Done, you are on the list: ${cabinName ? `*${cabinName}*, ` : ''}${f.stay(stay)}, ${f.party(party, pets)}. If it frees up I write to you, in the order in which people asked. Meanwhile you can look for other dates.`,
    waitOffer: ({ cabinName, stay, until }, f) =>
      `*${cabinName}* is free again, ${f.stay(stay)}! It is your turn on the waiting list: until ${f.moment(until)} I tell nobody else. It is kept for you once you book it.`,
    waitLeft: () => 'Done, you are off the waiting list.',
    waitGone: () =>
      'That offer is over. If you are still interested, tell me the dates and I look.',
  },
};
