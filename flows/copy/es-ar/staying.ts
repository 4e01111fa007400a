// The stay that is confirmed: given up, changed, arrived at.

import { toCentavos, type Centavos } from '../../../src/domain/money.ts';
import type { Sentences } from '../copy.ts';
import type { Format } from '../format.ts';
import { itemized } from '../itemized.ts';
import type { Staying } from '../sayings.ts';
import { describe, exchangeRate, refused } from './prices.ts';

export const staying: Sentences<Staying> = {
  booking: ({ code, cabinName, stay }, f) =>
    `Tu reserva *${code}* está confirmada: *${cabinName}*, ${f.stay(stay)}. ¿En qué te ayudo?`,
  cancelled: ({ cabinName, stay, refund }, f) =>
    `Quedó cancelada tu reserva de *${cabinName}* (${f.stay(stay)}).${
      refund > 0 ? ` Te devolvemos ${f.money(refund)} por MercadoPago.` : ''
    }`,
  askLeave: ({ cabinName, stay, terms: { by, paid, refund, daysBefore, caseCode, outside } }, f) =>
    by === 'withdrawal'
      ? `Tomé tu pedido de arrepentimiento: es el caso *${caseCode}*. Te devolvemos todo lo que pagaste, *${f.money(refund)}*, y se cancela *${cabinName}* (${f.stay(stay)}). ¿La cancelo?`
      : [
          ...(outside === 'tooLate'
            ? [
                `Tomé tu pedido de arrepentimiento (caso *${caseCode}*), pero ya pasaron los 10 días desde el pago.`,
              ]
            : outside === 'tooClose'
              ? [
                  `Tomé tu pedido de arrepentimiento (caso *${caseCode}*), pero faltan menos de 24 horas para la entrada.`,
                ]
              : []),
          `Si cancelás ahora *${cabinName}* (${f.stay(stay)}), a ${daysBefore} ${daysBefore === 1 ? 'día' : 'días'} de la llegada, ${
            refund > 0
              ? `te devolvemos *${f.money(refund)}* de los ${f.money(paid)} que pagaste`
              : `no hay devolución de los ${f.money(paid)} que pagaste`
          }, según la política que aceptaste. ¿La cancelo?`,
        ].join('\n\n'),
  stayLeft: ({ cabinName, stay, refund, byHand, caseCode }, f) =>
    [
      `Listo, tu reserva de *${cabinName}* (${f.stay(stay)}) quedó cancelada.`,
      ...(caseCode ? [`Caso *${caseCode}*.`] : []),
      ...comesBack(refund, byHand, f),
      ...(refund === 0 ? ['No hay devolución.'] : []),
    ].join(' '),
  stayKept: () => 'Dale, tu reserva sigue en pie.',
  cannotLeave: () => 'Esa reserva ya no se puede cancelar por acá.',

  askChange: ({ cabinName, stay }, f) =>
    `Tu reserva: *${cabinName}*, ${f.stay(stay)}. ¿Qué cambiamos? Escribime las fechas nuevas, cuántos van a ser, o tocá el botón si querés otra cabaña.`,
  change: ({ shown, before, terms: { paid, payNow, atCheckIn, refund, kept } }, f) =>
    [
      `Hoy tenés *${before.cabinName}*, ${f.stay(before.stay)}, por ${f.money(before.total)}. Cambiada quedaría así, con los precios de hoy para toda la estadía:`,
      '',
      ...itemized(shown, describe, f),
      ...(shown.quote.exchange ? [exchangeRate(shown.quote.exchange, f)] : []),
      '',
      `Ya pagaste ${f.money(paid)}.`,
      ...(payNow > 0 ? [`Para confirmar el cambio: *${f.money(payNow)}* por MercadoPago.`] : []),
      ...(atCheckIn > 0 ? [`Al llegar: *${f.money(atCheckIn)}*.`] : []),
      ...(refund > 0 ? [`Te devolvemos: *${f.money(refund)}*.`] : []),
      ...(kept > 0
        ? [`${f.money(kept)} de la seña no se devuelven, según la política que aceptaste.`]
        : []),
    ].join('\n'),
  askAgree: ({ cabinName, stay, payNow }, f) =>
    payNow > 0
      ? `¿La cambio a *${cabinName}*, ${f.stay(stay)}? Te guardo las noches nuevas mientras pagás ${f.money(payNow)}; hasta entonces tu reserva queda como está.`
      : `¿La cambio a *${cabinName}*, ${f.stay(stay)}?`,
  whyNotChange: ({ why, cabinName, stay, some }, f) =>
    [
      why.kind === 'asked'
        ? some
          ? `Miremos otra cabaña para *${f.stay(stay)}*.`
          : `Para *${f.stay(stay)}* no me queda otra cabaña libre.`
        : why.kind === 'taken'
          ? `*${cabinName}* no está libre ${f.stay(stay)}.`
          : `*${cabinName}* no va: ${refused(why, f)}.`,
      ...(some ? [] : ['Tu reserva sigue como está.']),
    ].join(' '),
  changeChoices: () => 'Esto sí puede ser:',
  changeHeld: ({ cabinName, stay, payNow, until }, f) =>
    `Te guardo *${cabinName}*, ${f.stay(stay)}, hasta las *${f.time(until)}*. Cuando entren los ${f.money(payNow)} hago el cambio; hasta entonces tu reserva queda como está. En un segundito te paso el link.`,
  stayChanged: ({ code, cabinName, stay, total, due, refund, byHand }, f) =>
    [
      `¡Listo! *Reserva cambiada* · ${code}`,
      '',
      `*${cabinName}*`,
      f.stay(stay),
      f.nights(stay),
      `Total ${f.money(total)}${due > 0 ? `; al llegar pagás ${f.money(due)}` : ''}.`,
      ...comesBack(refund, byHand, f),
    ].join('\n'),
  changeEnded: ({ why, cabinName, stay }, f) =>
    why === 'expired'
      ? `Se terminó el tiempo y el pago del cambio no entró: tu reserva sigue como estaba, *${cabinName}*, ${f.stay(stay)}. Si todavía querés cambiarla, escribime.`
      : `Entró tu pago, pero las noches nuevas ya eran de otra persona: tu reserva sigue como estaba, *${cabinName}*, ${f.stay(stay)}, y lo que pagaste cuenta para el saldo.`,
  sameStay: () => 'Tu reserva ya es así, no hay nada que cambiar.',
  cannotChange: () => 'Esa reserva ya no se puede cambiar por acá.',

  stayNear: ({ cabinName, stay, checkInFrom, arrival }, f) =>
    `¡Ya falta poco! Te esperamos el *${f.day(stay.checkIn)}* en *${cabinName}*, desde las ${checkInFrom}.\n${
      arrival
        ? `Tengo anotado que llegás a las *${arrival}*; si cambia, avisame por acá.`
        : '¿A qué hora calculás llegar? Elegila de la lista o escribímela.'
    }`,
  stayArriving: ({ code, cabinName, stay, checkInFrom, instructions, arrival }, f) =>
    [
      `Para tu llegada a *${cabinName}* el *${f.day(stay.checkIn)}* (reserva ${code}), desde las ${checkInFrom}:`,
      instructions,
      arrival
        ? `Tengo anotado que llegás a las *${arrival}*; si cambia, avisame por acá.`
        : 'Si ya sabés a qué hora llegás, escribímelo por acá.',
    ].join('\n\n'),
  stayLeaving: ({ cabinName, until, notes }) =>
    [
      `¡Gracias por venir! Hoy dejás *${cabinName}*: la salida es hasta las *${until}*.`,
      ...(notes ? [notes] : []),
      '¡Buen viaje!',
    ].join('\n\n'),
  stayOver: ({ cabinName, reviewLink }, _, { name }) =>
    `Esperamos que hayan vuelto bien. Si te gustó *${cabinName}*, contalo en una reseña: a *${name}* le ayuda un montón.\n${reviewLink}`,
  askArrival: ({ hours: { from, until, lateArrival } }) =>
    [
      `¿A qué hora calculás llegar? Recibimos desde las ${from}${until ? ` hasta las ${until}` : ''}.`,
      ...(lateArrival ? [lateArrival] : []),
    ].join('\n'),
  arrivalNoted: ({ cabinName, stay, time, fit, hours: { from, until, lateArrival } }, f) =>
    [
      `Anotado: llegás a *${cabinName}* el *${f.day(stay.checkIn)}* a las *${time}*.`,
      ...(fit === 'early'
        ? [
            `La cabaña está lista desde las ${from}; le aviso a la persona que recibe y te responde por acá.`,
          ]
        : []),
      ...(fit === 'late'
        ? [
            `Es después de las ${until ?? ''}, así que le aviso a la persona que recibe.`,
            ...(lateArrival ? [lateArrival] : []),
          ]
        : []),
      'Si cambia, escribime la hora nueva.',
    ].join('\n'),
  noArrival: () => 'No encuentro una estadía tuya por venir. Si querés, te paso con una persona.',

  emailTaken: ({ address }) =>
    `Listo, te la mando a *${address}*. Lo que pase con tus reservas te lo aviso también ahí.`,
  emailOff: () => 'Por mail no puedo mandarte nada; todo lo de tu reserva lo tenés en este chat.',
  askEmail: () => '¡Dale! Escribime tu dirección de mail y te la mando ahí.',
};

/** What came by transfer or in cash is given back by hand. */
function comesBack(refund: Centavos, byHand: Centavos, f: Format): readonly string[] {
  return [
    ...(refund > byHand
      ? [`Te devolvemos ${f.money(toCentavos(refund - byHand))} por MercadoPago.`]
      : []),
    ...(byHand > 0
      ? [`${f.money(byHand)} te los devuelve una persona, que te escribe por acá.`]
      : []),
  ];
}
