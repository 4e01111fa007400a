// The deposit, the balance and what comes back.

import type { Sentences } from '../copy.ts';
import type { Paying } from '../sayings.ts';

export const paying: Sentences<Paying> = {
  payLink: ({ code, deposit, heldUntil }, f) =>
    `Seña de *${f.money(deposit)}* por la reserva ${code}.\nTenés tiempo hasta las *${f.time(heldUntil)}*. Cuando MercadoPago la apruebe, te confirmo acá mismo.`,
  linkComing: ({ heldUntil }, f) =>
    `Estoy preparando el link de pago; te lo mando enseguida. La cabaña es tuya hasta las ${f.time(heldUntil)}.`,
  linkFailed: () =>
    'MercadoPago no me está dando el link. Sigo probando; si no, lo arreglamos con una persona.',
  holdEnding: ({ minutesLeft }) =>
    `Quedan *${minutesLeft} ${minutesLeft === 1 ? 'minuto' : 'minutos'}* para pagar la seña; después tengo que soltar la cabaña.`,
  lookingForPayment: () =>
    'Gracias. Lo busco en MercadoPago y te digo; apenas figure aprobado, te confirmo.',

  paymentPending: ({ cabinName }) =>
    `MercadoPago está procesando tu pago. Mientras tanto te sigo guardando *${cabinName}*.`,
  paymentTrouble: ({ heldUntil }, f) =>
    `Uy, qué bronca. Cuando MercadoPago rechaza un pago no te cobra nada${
      heldUntil ? `, y la cabaña te la sigo guardando hasta las *${f.time(heldUntil)}*` : ''
    }. A veces es el límite o un freno del banco: probá con otra tarjeta o con dinero en cuenta. Si no pasa, escribí «persona» y lo resolvemos juntos.`,
  paymentRejected: () =>
    'MercadoPago rechazó el pago; no se te cobró. Podés probar con otra tarjeta o con dinero en cuenta.',
  paymentNotFound: () =>
    'Todavía no veo ningún pago aprobado. Si lo hiciste recién, puede tardar un minuto; lo sigo mirando.',
  paymentShort: ({ received, missing, heldUntil }, f) =>
    `Recibí ${f.money(received)}, pero faltan *${f.money(missing)}* de la seña. Te la guardo hasta las ${f.time(heldUntil)} para completarla.`,
  confirmed: (
    { code, cabinName, stay, received, late, surplus, instructions, offersMail },
    f,
    { checkInFrom, checkOutUntil },
  ) =>
    [
      late
        ? '¡Llegó tu pago! Ya se había vencido el tiempo, pero la cabaña seguía libre.'
        : '¡Llegó tu pago!',
      `*Reserva confirmada* · ${code}`,
      '',
      `*${cabinName}*`,
      f.stay(stay),
      f.nights(stay),
      `Recibimos ${f.money(received)}.`,
      ...(surplus > 0 ? [`Te devolvemos ${f.money(surplus)} que pagaste de más.`] : []),
      '',
      `Entrada desde las ${checkInFrom}, salida hasta las ${checkOutUntil}.`,
      instructions,
      ...(offersMail
        ? [
            '',
            'Si querés, te la mando también por mail, con el evento para tu calendario: escribime tu dirección.',
          ]
        : []),
    ].join('\n'),
  paymentRepeated: ({ amount, counts }, f) =>
    `Entró otro pago de ${f.money(amount)} por la misma reserva. Vale el primero (${counts}); este te lo devolvemos entero.`,
  paymentTooLate: ({ amount, cabinName, stay }, f) =>
    `Tu pago de ${f.money(amount)} llegó cuando *${cabinName}* (${f.stay(stay)}) ya era de otra persona. Te lo devolvemos entero por MercadoPago. ¿Buscamos otra fecha?`,
  paymentAfterCancel: ({ amount, refund }, f) =>
    `Entró un pago de ${f.money(amount)} por una reserva que ya estaba cancelada. Te devolvemos ${f.money(refund)} por MercadoPago.`,
  paymentDisputed: ({ code }) =>
    `Hay un desconocimiento abierto por el pago de la reserva ${code}. Tu reserva sigue en pie; te va a escribir una persona.`,
  refundDone: ({ amount }, f) =>
    `Ya pedimos la devolución de ${f.money(amount)} y MercadoPago la aprobó. Según el medio de pago puede tardar unos días en verse.`,
  refundBlocked: ({ amount }, f) =>
    `Te debemos ${f.money(amount)}. MercadoPago todavía no nos deja devolverlos; lo reintentamos todos los días y una persona ya está avisada.`,

  balance: ({ cabinName, stay, total, paid, due }, f) =>
    due > 0
      ? `Tu estadía en *${cabinName}* (${f.stay(stay)}) sale ${f.money(total)}; ya pagaste ${f.money(paid)} y falta *${f.money(due)}*. Te paso el link por si querés pagarlo ahora; si no, lo pagás al llegar.`
      : `Está todo pago: ${f.money(total)} por *${cabinName}* (${f.stay(stay)}). ¡Gracias!`,
  noBalance: () => 'No encuentro una estadía tuya con saldo por pagar.',
  balanceLink: ({ code, cabinName, stay, amount, why, until }, f) =>
    until !== null
      ? `Para el cambio de la reserva ${code} faltan *${f.money(amount)}*. El link vale hasta las *${f.time(until)}*.`
      : why === 'asked'
        ? `Saldo de *${f.money(amount)}* por la reserva ${code}. El link vale 24 horas; si se vence, pedime otro.`
        : `¡Falta poco para tu estadía en *${cabinName}* (${f.stay(stay)})! Queda un saldo de *${f.money(amount)}*: lo podés pagar acá o al llegar.`,
  balancePaid: ({ code, received, surplus, missing }, f) =>
    [
      `Recibimos ${f.money(received)} por la reserva ${code}.`,
      missing > 0 ? `Queda un saldo de *${f.money(missing)}*.` : 'Está todo pago. ¡Gracias!',
      ...(surplus > 0 ? [`Te devolvemos ${f.money(surplus)} que pagaste de más.`] : []),
    ].join(' '),

  transfer: ({ code, amount, alias, cbu, holder, until }, f) =>
    [
      'Para pagar la seña por transferencia:',
      `Alias: *${alias}*`,
      `CBU: ${cbu}`,
      `Titular: ${holder}`,
      `Importe: *${f.money(amount)}*, con los centavos, así la reconozco.`,
      `Referencia: ${code}`,
      '',
      `Te guardo la cabaña hasta las *${f.time(until)}*. Apenas la hagas mandame el comprobante por acá, en foto o PDF: lo mira una persona y recién ahí te confirmo.`,
    ].join('\n'),
  noTransfer: () =>
    'Por transferencia no cobramos. Con el link podés pagar con tarjeta o con dinero en cuenta.',
  sendReceipt: () =>
    'Si transferiste, mandame el comprobante por acá, en foto o PDF: lo mira una persona y te confirmo. Si pagaste con el link, te confirmo apenas MercadoPago lo apruebe.',
  receiptWaits: ({ until }, f) =>
    `Ya tengo tu comprobante; falta que lo mire una persona. Te aviso por acá, y la cabaña es tuya hasta el ${f.moment(until)}.`,
  receiptTaken: ({ until }, f) =>
    `Recibí el comprobante. Lo mira una persona y te aviso por acá; te guardo la cabaña hasta el ${f.moment(until)}.`,
  transferRefused: ({ heldUntil }, f) =>
    `No encontramos tu transferencia en la cuenta. Te guardo la cabaña hasta las ${f.time(heldUntil)} para que pagues con el link; si creés que es un error, hablá con una persona.`,
  transferTooLate: ({ amount, cabinName, stay }, f) =>
    `Encontramos tu transferencia de ${f.money(amount)}, pero *${cabinName}* (${f.stay(stay)}) ya no está libre. Te la devolvemos; una persona te escribe para coordinar.`,
};
