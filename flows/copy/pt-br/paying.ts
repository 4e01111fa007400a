// The deposit, the balance and what comes back.

import type { Sentences } from '../copy.ts';
import type { Paying } from '../sayings.ts';

export const paying: Sentences<Paying> = {
  payLink: ({ code, deposit, heldUntil }, f) =>
    `Sinal de *${f.money(deposit)}* pela reserva ${code}.\nVocê tem até as *${f.time(heldUntil)}*. Quando o MercadoPago aprovar, confirmo aqui mesmo.`,
  linkComing: ({ heldUntil }, f) =>
    `Estou preparando o link de pagamento; mando já. A cabana é sua até as ${f.time(heldUntil)}.`,
  linkFailed: () =>
    'O MercadoPago não está me dando o link. Continuo tentando; se não der, uma pessoa resolve com você.',
  holdEnding: ({ minutesLeft }) =>
    `${minutesLeft === 1 ? 'Falta *1 minuto*' : `Faltam *${minutesLeft} minutos*`} para pagar o sinal; depois preciso liberar a cabana.`,
  lookingForPayment: () =>
    'Obrigado. Vou procurar no MercadoPago e te digo; assim que aparecer aprovado, confirmo.',

  paymentPending: ({ cabinName }) =>
    `O MercadoPago está processando seu pagamento. Enquanto isso continuo guardando *${cabinName}*.`,
  paymentTrouble: ({ heldUntil }, f) =>
    `Puxa, que chato. Quando o MercadoPago recusa um pagamento, nada é cobrado${
      heldUntil ? `, e continuo guardando a cabana até as *${f.time(heldUntil)}*` : ''
    }. Às vezes é o limite ou uma trava do banco: tente com outro cartão ou com saldo em conta. Se não passar, escreva «pessoa» e a gente resolve junto.`,
  paymentRejected: () =>
    'O MercadoPago recusou o pagamento; nada foi cobrado. Você pode tentar com outro cartão ou com saldo em conta.',
  paymentNotFound: () =>
    'Ainda não vejo nenhum pagamento aprovado. Se foi agora, pode levar um minuto; continuo olhando.',
  paymentShort: ({ received, missing, heldUntil }, f) =>
    `Recebi ${f.money(received)}, mas faltam *${f.money(missing)}* do sinal. Guardo até as ${f.time(heldUntil)} para você completar.`,
  confirmed: (
    { code, cabinName, stay, received, late, surplus, instructions, offersMail },
    f,
    { checkInFrom, checkOutUntil },
  ) =>
    [
      late
        ? 'Seu pagamento chegou! O tempo já tinha acabado, mas a cabana continuava livre.'
        : 'Seu pagamento chegou!',
      `*Reserva confirmada* · ${code}`,
      '',
      `*${cabinName}*`,
      f.stay(stay),
      f.nights(stay),
      `Recebemos ${f.money(received)}.`,
      ...(surplus > 0 ? [`Devolvemos ${f.money(surplus)} que você pagou a mais.`] : []),
      '',
      `Entrada a partir das ${checkInFrom}, saída até as ${checkOutUntil}.`,
      instructions,
      ...(offersMail
        ? [
            '',
            'Se quiser, mando também por e-mail, com o evento para a sua agenda: escreva o seu endereço.',
          ]
        : []),
    ].join('\n'),
  paymentRepeated: ({ amount, counts }, f) =>
    `Entrou outro pagamento de ${f.money(amount)} pela mesma reserva. Vale o primeiro (${counts}); este devolvemos inteiro.`,
  paymentTooLate: ({ amount, cabinName, stay }, f) =>
    `Seu pagamento de ${f.money(amount)} chegou quando *${cabinName}* (${f.stay(stay)}) já era de outra pessoa. Devolvemos tudo pelo MercadoPago. Procuramos outra data?`,
  paymentAfterCancel: ({ amount, refund }, f) =>
    `Entrou um pagamento de ${f.money(amount)} por uma reserva que já estava cancelada. Devolvemos ${f.money(refund)} pelo MercadoPago.`,
  paymentDisputed: ({ code }) =>
    `Há uma contestação aberta do pagamento da reserva ${code}. Sua reserva continua valendo; uma pessoa vai te escrever.`,
  refundDone: ({ amount }, f) =>
    `Já pedimos a devolução de ${f.money(amount)} e o MercadoPago aprovou. Conforme o meio de pagamento, pode levar alguns dias para aparecer.`,
  refundBlocked: ({ amount }, f) =>
    `Devemos ${f.money(amount)} a você. O MercadoPago ainda não nos deixa devolver; tentamos todos os dias e uma pessoa já está avisada.`,

  balance: ({ cabinName, stay, total, paid, due }, f) =>
    due > 0
      ? `Sua estadia em *${cabinName}* (${f.stay(stay)}) custa ${f.money(total)}; você já pagou ${f.money(paid)} e falta *${f.money(due)}*. Mando o link se quiser pagar agora; se não, paga na chegada.`
      : `Está tudo pago: ${f.money(total)} por *${cabinName}* (${f.stay(stay)}). Obrigado!`,
  noBalance: () => 'Não encontro uma estadia sua com saldo a pagar.',
  balanceLink: ({ code, cabinName, stay, amount, why, until }, f) =>
    until !== null
      ? `Para a mudança da reserva ${code} faltam *${f.money(amount)}*. O link vale até as *${f.time(until)}*.`
      : why === 'asked'
        ? `Saldo de *${f.money(amount)}* da reserva ${code}. O link vale 24 horas; se vencer, peça outro.`
        : `Falta pouco para sua estadia em *${cabinName}* (${f.stay(stay)})! Resta um saldo de *${f.money(amount)}*: dá para pagar aqui ou na chegada.`,
  balancePaid: ({ code, received, surplus, missing }, f) =>
    [
      `Recebemos ${f.money(received)} da reserva ${code}.`,
      missing > 0 ? `Resta um saldo de *${f.money(missing)}*.` : 'Está tudo pago. Obrigado!',
      ...(surplus > 0 ? [`Devolvemos ${f.money(surplus)} que você pagou a mais.`] : []),
    ].join(' '),

  transfer: ({ code, amount, alias, cbu, holder, until }, f) =>
    [
      'Para pagar o sinal por transferência (conta na Argentina):',
      `Alias: *${alias}*`,
      `CBU: ${cbu}`,
      `Titular: ${holder}`,
      `Valor: *${f.money(amount)}*, com os centavos, para eu reconhecer.`,
      `Referência: ${code}`,
      '',
      `Guardo a cabana até as *${f.time(until)}*. Assim que fizer, mande o comprovante por aqui, em foto ou PDF: uma pessoa confere e só então confirmo.`,
    ].join('\n'),
  noTransfer: () =>
    'Não recebemos por transferência. Pelo link dá para pagar com cartão ou saldo em conta.',
  sendReceipt: () =>
    'Se você transferiu, mande o comprovante por aqui, em foto ou PDF: uma pessoa confere e eu confirmo. Se pagou com o link, confirmo assim que o MercadoPago aprovar.',
  receiptWaits: ({ until }, f) =>
    `Já tenho o seu comprovante; falta uma pessoa conferir. Aviso por aqui, e a cabana é sua até ${f.moment(until)}.`,
  receiptTaken: ({ until }, f) =>
    `Recebi o comprovante. Uma pessoa confere e aviso por aqui; guardo a cabana até ${f.moment(until)}.`,
  transferRefused: ({ heldUntil }, f) =>
    `Não encontramos sua transferência na conta. Guardo a cabana até as ${f.time(heldUntil)} para você pagar pelo link; se achar que é um erro, fale com uma pessoa.`,
  transferTooLate: ({ amount, cabinName, stay }, f) =>
    `Encontramos sua transferência de ${f.money(amount)}, mas *${cabinName}* (${f.stay(stay)}) já não está livre. Vamos devolver; uma pessoa te escreve para combinar.`,
};
