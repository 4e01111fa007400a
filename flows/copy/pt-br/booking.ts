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
      `Sinal para reservar: *${f.money(quote.deposit)}*; o resto na chegada.`,
      ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
      '',
      policy,
      `Preço válido até ${f.moment(expiresAt)}.`,
    ].join('\n');
  },
  bookIt: ({ name }) =>
    name ? `Posso reservar em nome de *${shorten(name, 60)}*?` : 'Posso reservar para você?',
  quoteRefused: ({ cabinName, refusal }, f) =>
    refusal.kind === 'taken'
      ? `Puxa, *${cabinName}* acabou de ser ocupada nessas datas.`
      : `*${cabinName}* não dá: ${refused(refusal, f)}.`,
  quoteExpired: () => 'O preço que passei já venceu; vou atualizar.',
  askYes: ({ quote, name }, f) =>
    `Reservo *${quote.cabinName}*, ${f.stay(quote.stay)}${name ? `, em nome de *${shorten(name, 60)}*` : ''}? Total ${f.money(quote.total)}, sinal ${f.money(quote.deposit)}.`,
  askName: ({ profileName }) =>
    `Em nome de quem fica a reserva? Escreva nome e sobrenome${
      profileName ? `, ou toque no botão se for em nome de *${shorten(profileName, 60)}*` : ''
    }.`,

  held: ({ hold }, f) =>
    `Pronto! Guardo *${hold.cabinName}* para você até as *${f.time(hold.heldUntil)}*.\n${f.stay(hold.stay)} · ${f.nights(hold.stay)} · ${f.party(hold.party)}\nReserva *${hold.code}*. Já te mando o link do sinal.`,
  holdTaken: () => 'Puxa, alguém reservou um segundo antes. Veja o que mais tem:',
  holdInTheWay: ({ cabinName, stay, heldUntil }, f) =>
    `Estou guardando *${cabinName}* (${f.stay(stay)}) para você até as ${f.time(heldUntil)}. Para buscar outra coisa preciso liberá-la.`,
  tooManyHolds: () =>
    'Já estou guardando outra cabana para você. Terminamos essa, ou libero e buscamos de novo.',
  askCancelHold: ({ cabinName, stay }, f) =>
    `Libero *${cabinName}* (${f.stay(stay)})? Ainda não foi cobrado nada.`,
  holdReleased: () => 'Pronto, liberei; não foi cobrado nada.',
  letGo: () => 'Pronto, liberei; não foi cobrado nada. Vamos buscar.',
  holdKept: () =>
    'Está entrando um pagamento por essa reserva agora, então não vou liberar. Assim que eu vir, aviso.',
  holdExpired: ({ cabinName, stay }, f) =>
    `O tempo acabou e liberei *${cabinName}* (${f.stay(stay)}). Não foi cobrado nada. Se ainda quiser, busco de novo.`,
};
