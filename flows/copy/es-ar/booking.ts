// The price, the yes and the hold.

import type { Sentences } from '../copy.ts';
import { itemized } from '../itemized.ts';
import type { Booking } from '../sayings.ts';
import { shorten } from '../shorten.ts';
import { describe, exchangeRate, refused } from './prices.ts';

export const booking: Sentences<Booking> = {
  quote: ({ shown }, f) => {
    const { quote, policy, expiresAt } = shown;
    return [
      ...itemized(shown, describe, f),
      `Seña para reservar: *${f.money(quote.deposit)}*; el resto al llegar.`,
      ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
      '',
      policy,
      `Precio válido hasta el ${f.moment(expiresAt)}.`,
    ].join('\n');
  },
  bookIt: ({ name }) =>
    name ? `¿Te la reservo a nombre de *${shorten(name, 60)}*?` : '¿Te la reservo?',
  quoteRefused: ({ cabinName, refusal }, f) =>
    refusal.kind === 'taken'
      ? `Uy, *${cabinName}* se acaba de ocupar para esas fechas.`
      : `*${cabinName}* no va: ${refused(refusal, f)}.`,
  quoteExpired: () => 'El precio que te pasé ya venció; te lo actualizo.',
  askYes: ({ quote, name }, f) =>
    `¿Te reservo *${quote.cabinName}*, ${f.stay(quote.stay)}${name ? `, a nombre de *${shorten(name, 60)}*` : ''}? Total ${f.money(quote.total)}, seña ${f.money(quote.deposit)}.`,
  askName: ({ profileName }) =>
    `¿A nombre de quién va la reserva? Escribime nombre y apellido${
      profileName ? `, o tocá el botón si va a nombre de *${shorten(profileName, 60)}*` : ''
    }.`,

  held: ({ hold }, f) =>
    `¡Listo! Te guardo *${hold.cabinName}* hasta las *${f.time(hold.heldUntil)}*.\n${f.stay(hold.stay)} · ${f.nights(hold.stay)} · ${f.party(hold.party)}\nReserva *${hold.code}*. En un segundito te paso el link para la seña.`,
  holdTaken: () => 'Uy, alguien la reservó un segundo antes. Mirá qué más hay:',
  holdInTheWay: ({ cabinName, stay, heldUntil }, f) =>
    `Te estoy guardando *${cabinName}* (${f.stay(stay)}) hasta las ${f.time(heldUntil)}. Para buscar otra cosa tengo que soltarla.`,
  tooManyHolds: () =>
    'Ya te estoy guardando otra cabaña. Terminemos esa, o la suelto y buscamos de nuevo.',
  askCancelHold: ({ cabinName, stay }, f) =>
    `¿Suelto *${cabinName}* (${f.stay(stay)})? Todavía no se cobró nada.`,
  holdReleased: () => 'Listo, la solté; no se cobró nada.',
  letGo: () => 'Listo, la solté; no se cobró nada. Busquemos.',
  holdKept: () =>
    'Justo está entrando un pago por esa reserva, así que no la suelto. Apenas lo vea te aviso.',
  holdExpired: ({ cabinName, stay }, f) =>
    `Se terminó el tiempo y solté *${cabinName}* (${f.stay(stay)}). No se cobró nada. Si todavía la querés, la busco de nuevo.`,
};
