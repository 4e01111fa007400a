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
      ? '¿Qué días te sirven?'
      : '¿Para qué fechas? Por ejemplo: «del 3 al 10 de enero» o «este finde».',
  askCheckOut: ({ checkIn }, f) =>
    `Llegada el *${f.day(checkIn)}*. ¿Hasta qué día se quedan, o cuántas noches?`,
  askParty: ({ stay }, f) =>
    `${stay ? `*${f.stay(stay)}* · ${f.nights(stay)}.\n` : ''}¿Cuántas personas son? Contá también a los chicos; si viene un bebé, avisame aparte.`,
  askReading: ({ doubt }, f) => {
    if (doubt.kind === 'checkOut') return '¿Qué día llegan?';
    if (doubt.kind === 'party')
      return '¿Cuántos son al final? Con el número justo te paso el precio exacto.';
    const [first] = doubt.readings;
    if (doubt.readings.length === 1 && first)
      return `${doubtful(doubt.why, doubt.name, f)}\n*${f.stay(first)}* · ${f.nights(first)}`;
    if (doubt.why === 'window' && first)
      return `Opciones de ${f.nights(first)} para elegir. ¿Qué día llegan?`;
    const list = doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`);
    return [
      doubt.name
        ? `Para ${f.feast(doubt.name)}, ¿cuáles de estas fechas?`
        : '¿Cuáles de estas fechas?',
      ...list,
    ].join('\n');
  },
  problem: ({ problem }) => impossible(problem),

  askOffer: ({ stays, party, pets }, f) =>
    `¿Cuál te muestro? (${stays.map(f.shortStay).join('; ')} · ${f.party(party, pets)})`,
  offers: ({ stays, party, pets, offers }, f) => {
    const forStay = stays.map((stay) => {
      const free = offers.filter(({ stay: { checkIn } }) => checkIn === stay.checkIn);
      return [
        `*${f.stay(stay)}*\n${f.nights(stay)} · ${f.party(party, pets)}\n`,
        free.length === 0
          ? 'No me queda nada libre.'
          : free.length === 1
            ? 'Tengo esta cabaña libre:'
            : `Tengo ${free.length} cabañas libres:`,
        ...free.map(({ name, total }) => `• *${name}* — ${f.money(total)} toda la estadía`),
      ].join('\n');
    });
    return forStay.join('\n\n');
  },
  cannotHost: ({ refusals }, f) =>
    [
      'Para eso no tengo:',
      ...refusals.map(({ name, refusal }) => `• ${name}: ${refused(refusal, f)}`),
    ].join('\n'),
  nothingFree: ({ stays, party, pets }, f) =>
    `Para *${stays.map(f.stay).join('* ni *')}* (${f.party(party, pets)}) ya no me queda nada libre.`,
  alternatives: () => 'Esto sí tengo, cerquita de lo que buscás:',
  noAlternatives: () => 'Busqué también unos días antes y después, y está todo tomado.',
  promoNoted: ({ code }) =>
    `Anoté el código *${shorten(code, 20)}*: si vale para tu estadía, lo vas a ver descontado en el precio.`,
  promoFails: ({ code }) =>
    `El código *${shorten(code, 20)}* no vale para esta estadía, así que el precio va sin ese descuento:`,
  tooDear: ({ cheapest }, f) => {
    if (!cheapest) return 'Te entiendo.';
    return cheapest.shown === 'same'
      ? `Te entiendo. *${cheapest.name}* es la más económica que tengo para esas fechas. Si querés, probamos con otras fechas.`
      : `Te entiendo. La más económica es *${cheapest.name}*: ${f.money(cheapest.total)} toda la estadía (${f.shortStay(cheapest.stay)}).`;
  },
  noneLiked: () => 'Dale, busquemos otra cosa.',
  whichOne: () => 'Dale, ¿cuál de estas? Tocala, o decime «la primera».',
  notThatCabin: () => 'Esa cabaña no la tengo libre para eso. Mirá las que sí:',
  noneLargeEnough: ({ party, most }) =>
    `Para ${bedsFor(party)} personas no alcanza una sola cabaña (entran hasta ${most} en cada una), pero sí en dos.`,
  tooManyPeople: ({ party, most }) =>
    `Para ${bedsFor(party)} personas no me alcanza el lugar en esas fechas: en cada cabaña entran hasta ${most}. Si querés, lo ves con una persona de acá.`,
  freeDays: ({ month, free, nights }, f) =>
    free.length === 0
      ? `En ${f.month(month)} ya no me queda nada libre.`
      : [
          `En ${f.month(month)} tengo lugar${nights === null ? '' : ` para ${f.count(nights, 'night')}`}:`,
          ...free.map((stay) => `• ${f.stay(stay)}`),
        ].join('\n'),
  cabin: ({ card }) =>
    `*${card.name}* · hasta ${card.capacity} personas\n${shorten(card.description, 500)}\n\n✓ ${shorten(card.amenities.join(' · '), 380)}`,
  askBook: ({ cabin }) => `¿Te armo el precio de *${cabin.name}*?`,

  offerWait: ({ stay }, f) => `¿Te aviso si se libera algo para *${f.stay(stay)}*?`,
  waitJoined: ({ cabinName, stay, party, pets }, f) =>
    `Listo, te anoté: ${cabinName ? `*${cabinName}*, ` : ''}${f.stay(stay)}, ${f.party(party, pets)}. Si se libera te escribo; les aviso en orden a los que se anotaron. Mientras tanto podés buscar otras fechas.`,
  waitOffer: ({ cabinName, stay, until }, f) =>
    `¡Se liberó *${cabinName}*, ${f.stay(stay)}! Te toca a vos en la lista de espera: hasta el ${f.moment(until)} no le aviso a nadie más. Queda guardada cuando la reserves.`,
  waitLeft: () => 'Listo, te saqué de la lista de espera.',
  waitGone: () => 'Ese aviso ya pasó. Si todavía te interesa, decime las fechas y me fijo.',
};

function doubtful(why: StayDoubt, name: string | undefined, f: Format): string {
  return {
    year: 'Eso ya es del año que viene, así que confirmo:',
    weekday: 'El día de la semana y la fecha no coinciden. ¿Puede ser esto?',
    whichWeekend: '¿Este finde?',
    holiday: `Para ${name ? f.feast(name) : 'esas fechas'}, ¿así?`,
    dayOrMonth: 'Para no confundirnos con el día y el mes:',
    noMonth: '¿De este mes?',
    oneNight: '¿Una sola noche?',
    nights: 'Las noches y los días que me decís no coinciden. ¿Serían estas fechas?',
    approximate: '¿Más o menos así?',
    window: '¿Te sirven estas fechas?',
    nearest: '¿Puede ser esto?',
    winterBreak: 'Las vacaciones de invierno cambian según la provincia. ¿Estas fechas?',
  }[why];
}

function impossible({ kind, words }: Problem): string {
  const said = `«${shorten(words, 60)}»`;
  return {
    noSuchDate: `${said} no existe en el calendario.`,
    outBeforeIn: `En ${said} la salida queda antes que la llegada.`,
    noNights: `${said} no llega a ser una noche.`,
    past: `${said} ya pasó.`,
    tooLong: `${said} es más largo de lo que alquilamos.`,
  }[kind];
}
