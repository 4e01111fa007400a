// Dates, people and what is free.

import { bedsFor } from '../../../src/domain/party.ts';
import type { Problem, StayDoubt } from '../../understand/meaning.ts';
import type { Sentences } from '../copy.ts';
import type { Format } from '../format.ts';
import type { Searching } from '../sayings.ts';
import { shorten } from '../shorten.ts';
import { refused } from './prices.ts';

export const searching: Sentences<Searching> = {
  askDates: ({ month }) =>
    month
      ? 'Quais dias ficam bons para você?'
      : 'Para quais datas? Por exemplo: «de 3 a 10 de janeiro» ou «este fim de semana».',
  askCheckOut: ({ checkIn }, f) =>
    `Chegada: *${f.day(checkIn)}*. Vocês ficam até que dia, ou quantas noites?`,
  askParty: ({ stay }, f) =>
    `${stay ? `*${f.stay(stay)}* · ${f.nights(stay)}.\n` : ''}Quantas pessoas são? Conte também as crianças; se vier um bebê, me avise à parte.`,
  askReading: ({ doubt }, f) => {
    if (doubt.kind === 'checkOut') return 'Em que dia vocês chegam?';
    if (doubt.kind === 'party')
      return 'Quantas pessoas são, afinal? Com o número certo eu passo o preço exato.';
    const [first] = doubt.readings;
    if (doubt.readings.length === 1 && first)
      return `${doubtful(doubt.why, doubt.name, f)}\n*${f.stay(first)}* · ${f.nights(first)}`;
    if (doubt.why === 'window' && first)
      return `Opções de ${f.nights(first)} para escolher. Que dia vocês chegam?`;
    const list = doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`);
    return [
      doubt.name ? `Para ${f.feast(doubt.name)}, quais destas datas?` : 'Quais destas datas?',
      ...list,
    ].join('\n');
  },
  problem: ({ problem }) => impossible(problem),

  askOffer: ({ stays, party, pets }, f) =>
    `Qual você quer ver? (${stays.map(f.shortStay).join('; ')} · ${f.party(party, pets)})`,
  offers: ({ stays, party, pets, offers }, f) => {
    const forStay = stays.map((stay) => {
      const free = offers.filter(({ stay: { checkIn } }) => checkIn === stay.checkIn);
      return [
        `*${f.stay(stay)}*\n${f.nights(stay)} · ${f.party(party, pets)}\n`,
        free.length === 0
          ? 'Não tenho mais nada livre.'
          : free.length === 1
            ? 'Tenho esta cabana livre:'
            : `Tenho ${free.length} cabanas livres:`,
        ...free.map(({ name, total }) => `• *${name}* — ${f.money(total)} a estadia toda`),
      ].join('\n');
    });
    return forStay.join('\n\n');
  },
  cannotHost: ({ refusals }, f) =>
    [
      'Para isso não tenho:',
      ...refusals.map(({ name, refusal }) => `• ${name}: ${refused(refusal, f)}`),
    ].join('\n'),
  nothingFree: ({ stays, party, pets }, f) =>
    `Para *${stays.map(f.stay).join('* nem *')}* (${f.party(party, pets)}) não tenho mais nada livre.`,
  alternatives: () => 'Isto eu tenho, bem perto do que você procura:',
  noAlternatives: () => 'Procurei também uns dias antes e depois, e está tudo ocupado.',
  promoNoted: ({ code }) =>
    `Anotei o código *${shorten(code, 20)}*: se valer para a sua estadia, você vai ver o desconto no preço.`,
  promoFails: ({ code }) =>
    `O código *${shorten(code, 20)}* não vale para esta estadia, então o preço vai sem esse desconto:`,
  tooDear: ({ cheapest }, f) => {
    if (!cheapest) return 'Entendo.';
    return cheapest.shown === 'same'
      ? `Entendo. *${cheapest.name}* é a mais em conta que tenho para essas datas. Se quiser, tentamos outras datas.`
      : `Entendo. A mais em conta é *${cheapest.name}*: ${f.money(cheapest.total)} a estadia toda (${f.shortStay(cheapest.stay)}).`;
  },
  noneLiked: () => 'Tudo bem, vamos buscar outra coisa.',
  whichOne: () => 'Combinado, qual destas? Toque nela, ou me diga «a primeira».',
  notThatCabin: () => 'Essa cabana não está livre para isso. Veja as que estão:',
  noneLargeEnough: ({ party, most }) =>
    `Para ${bedsFor(party)} pessoas uma cabana só não basta (cabem até ${most} em cada uma), mas em duas sim.`,
  tooManyPeople: ({ party, most }) =>
    `Para ${bedsFor(party)} pessoas não tenho espaço nessas datas: em cada cabana cabem até ${most}. Se quiser, veja com uma pessoa daqui.`,
  freeDays: ({ month, free, nights }, f) =>
    free.length === 0
      ? `Em ${f.month(month)} não tenho mais nada livre.`
      : [
          `Em ${f.month(month)} tenho lugar${nights === null ? '' : ` para ${f.count(nights, 'night')}`}:`,
          ...free.map((stay) => `• ${f.stay(stay)}`),
        ].join('\n'),
  cabin: ({ card }) =>
    `*${card.name}* · até ${card.capacity} pessoas\n${shorten(card.description, 500)}\n\n✓ ${shorten(card.amenities.join(' · '), 380)}`,
  askBook: ({ cabin }) => `Quer o preço de *${cabin.name}*?`,

  offerWait: ({ stay }, f) => `Aviso você se algo liberar para *${f.stay(stay)}*?`,
  waitJoined: ({ cabinName, stay, party, pets }, f) =>
    `Pronto, anotei: ${cabinName ? `*${cabinName}*, ` : ''}${f.stay(stay)}, ${f.party(party, pets)}. Se liberar, escrevo para você; aviso na ordem de quem pediu. Enquanto isso dá para procurar outras datas.`,
  waitOffer: ({ cabinName, stay, until }, f) =>
    `Liberou *${cabinName}*, ${f.stay(stay)}! É a sua vez na lista de espera: até ${f.moment(until)} não aviso mais ninguém. Fica guardada quando você reservar.`,
  waitLeft: () => 'Pronto, tirei você da lista de espera.',
  waitGone: () => 'Esse aviso já passou. Se ainda tiver interesse, me diga as datas e eu vejo.',
};

function doubtful(why: StayDoubt, name: string | undefined, f: Format): string {
  return {
    year: 'Isso já é no ano que vem, então confirmo:',
    weekday: 'O dia da semana e a data não batem. Pode ser isto?',
    whichWeekend: 'Este fim de semana?',
    holiday: `Para ${name ? f.feast(name) : 'essas datas'}, assim?`,
    dayOrMonth: 'Para não confundir o dia e o mês:',
    noMonth: 'Deste mês?',
    oneNight: 'Uma noite só?',
    nights: 'As noites e os dias que você diz não batem. Seriam estas datas?',
    approximate: 'Mais ou menos assim?',
    window: 'Essas datas servem?',
    nearest: 'Pode ser isto?',
    winterBreak: 'As férias de inverno mudam conforme a província. Estas datas?',
  }[why];
}

function impossible({ kind, words }: Problem): string {
  const said = `«${shorten(words, 60)}»`;
  return {
    noSuchDate: `${said} não existe no calendário.`,
    outBeforeIn: `Em ${said} a saída fica antes da chegada.`,
    noNights: `${said} não chega a ser uma noite.`,
    past: `${said} já passou.`,
    tooLong: `${said} é mais do que alugamos.`,
  }[kind];
}
