// The stay that is confirmed: given up, changed, arrived at.

import { toCentavos, type Centavos } from '../../../src/domain/money.ts';
import type { Sentences } from '../copy.ts';
import type { Format } from '../format.ts';
import { itemized } from '../itemized.ts';
import type { Staying } from '../sayings.ts';
import { describe, exchangeRate, refused } from './prices.ts';

export const staying: Sentences<Staying> = {
  booking: ({ code, cabinName, stay }, f) =>
    `Sua reserva *${code}* está confirmada: *${cabinName}*, ${f.stay(stay)}. Em que posso ajudar?`,
  cancelled: ({ cabinName, stay, refund }, f) =>
    `Sua reserva de *${cabinName}* (${f.stay(stay)}) foi cancelada.${
      refund > 0 ? ` Devolvemos ${f.money(refund)} pelo MercadoPago.` : ''
    }`,
  askLeave: ({ cabinName, stay, terms: { by, paid, refund, daysBefore, caseCode, outside } }, f) =>
    by === 'withdrawal'
      ? `Registrei seu pedido de arrependimento: é o caso *${caseCode}*. Devolvemos tudo o que você pagou, *${f.money(refund)}*, e *${cabinName}* (${f.stay(stay)}) fica cancelada. Cancelo?`
      : [
          ...(outside === 'tooLate'
            ? [
                `Registrei seu pedido de arrependimento (caso *${caseCode}*), mas já passaram 10 dias do pagamento.`,
              ]
            : outside === 'tooClose'
              ? [
                  `Registrei seu pedido de arrependimento (caso *${caseCode}*), mas faltam menos de 24 horas para a entrada.`,
                ]
              : []),
          `Se você cancelar agora *${cabinName}* (${f.stay(stay)}), a ${daysBefore} ${daysBefore === 1 ? 'dia' : 'dias'} da chegada, ${
            refund > 0
              ? `devolvemos *${f.money(refund)}* dos ${f.money(paid)} que pagou`
              : `não há devolução dos ${f.money(paid)} que pagou`
          }, conforme a política que aceitou. Cancelo?`,
        ].join('\n\n'),
  stayLeft: ({ cabinName, stay, refund, byHand, caseCode }, f) =>
    [
      `Pronto, sua reserva de *${cabinName}* (${f.stay(stay)}) foi cancelada.`,
      ...(caseCode ? [`Caso *${caseCode}*.`] : []),
      ...comesBack(refund, byHand, f),
      ...(refund === 0 ? ['Não há devolução.'] : []),
    ].join(' '),
  stayKept: () => 'Certo, sua reserva continua valendo.',
  cannotLeave: () => 'Essa reserva já não pode ser cancelada por aqui.',

  askChange: ({ cabinName, stay }, f) =>
    `Sua reserva: *${cabinName}*, ${f.stay(stay)}. O que mudamos? Escreva as novas datas, quantos vão ser, ou toque no botão se quiser outra cabana.`,
  change: ({ shown, before, terms: { paid, payNow, atCheckIn, refund, kept } }, f) =>
    [
      `Hoje você tem *${before.cabinName}*, ${f.stay(before.stay)}, por ${f.money(before.total)}. Com a mudança ficaria assim, com os preços de hoje para toda a estadia:`,
      '',
      ...itemized(shown, describe, f),
      ...(shown.quote.exchange ? [exchangeRate(shown.quote.exchange, f)] : []),
      '',
      `Você já pagou ${f.money(paid)}.`,
      ...(payNow > 0 ? [`Para confirmar a mudança: *${f.money(payNow)}* pelo MercadoPago.`] : []),
      ...(atCheckIn > 0 ? [`Na chegada: *${f.money(atCheckIn)}*.`] : []),
      ...(refund > 0 ? [`Devolvemos: *${f.money(refund)}*.`] : []),
      ...(kept > 0
        ? [`${f.money(kept)} do sinal não são devolvidos, conforme a política que você aceitou.`]
        : []),
    ].join('\n'),
  askAgree: ({ cabinName, stay, payNow }, f) =>
    payNow > 0
      ? `Mudo para *${cabinName}*, ${f.stay(stay)}? Guardo as novas noites enquanto você paga ${f.money(payNow)}; até lá sua reserva fica como está.`
      : `Mudo para *${cabinName}*, ${f.stay(stay)}?`,
  whyNotChange: ({ why, cabinName, stay, some }, f) =>
    [
      why.kind === 'asked'
        ? some
          ? `Vejamos outra cabana para *${f.stay(stay)}*.`
          : `Para *${f.stay(stay)}* não tenho outra cabana livre.`
        : why.kind === 'taken'
          ? `*${cabinName}* não está livre ${f.stay(stay)}.`
          : `*${cabinName}* não dá: ${refused(why, f)}.`,
      ...(some ? [] : ['Sua reserva continua como está.']),
    ].join(' '),
  changeChoices: () => 'Isto é possível:',
  changeHeld: ({ cabinName, stay, payNow, until }, f) =>
    `Guardo *${cabinName}*, ${f.stay(stay)}, até as *${f.time(until)}*. Quando entrarem os ${f.money(payNow)} faço a mudança; até lá sua reserva fica como está. Já te mando o link.`,
  stayChanged: ({ code, cabinName, stay, total, due, refund, byHand }, f) =>
    [
      `Pronto! *Reserva alterada* · ${code}`,
      '',
      `*${cabinName}*`,
      f.stay(stay),
      f.nights(stay),
      `Total ${f.money(total)}${due > 0 ? `; na chegada você paga ${f.money(due)}` : ''}.`,
      ...comesBack(refund, byHand, f),
    ].join('\n'),
  changeEnded: ({ why, cabinName, stay }, f) =>
    why === 'expired'
      ? `O tempo acabou e o pagamento da mudança não entrou: sua reserva continua como estava, *${cabinName}*, ${f.stay(stay)}. Se ainda quiser mudar, me escreva.`
      : `Seu pagamento entrou, mas as novas noites já eram de outra pessoa: sua reserva continua como estava, *${cabinName}*, ${f.stay(stay)}, e o que você pagou conta para o saldo.`,
  sameStay: () => 'Sua reserva já é assim, não há nada para mudar.',
  cannotChange: () => 'Essa reserva não pode mais ser alterada por aqui.',

  stayNear: ({ cabinName, stay, checkInFrom, arrival }, f) =>
    `Falta pouco! Esperamos você em *${cabinName}* na *${f.day(stay.checkIn)}*, a partir das ${checkInFrom}.\n${
      arrival
        ? `Anotei que você chega às *${arrival}*; se mudar, avise por aqui.`
        : 'A que horas você deve chegar? Escolha na lista ou me escreva.'
    }`,
  stayArriving: ({ code, cabinName, stay, checkInFrom, instructions, arrival }, f) =>
    [
      `Para a sua chegada a *${cabinName}*: *${f.day(stay.checkIn)}* (reserva ${code}), a partir das ${checkInFrom}.`,
      instructions,
      arrival
        ? `Anotei que você chega às *${arrival}*; se mudar, avise por aqui.`
        : 'Se já souber a que horas chega, escreva por aqui.',
    ].join('\n\n'),
  stayLeaving: ({ cabinName, until, notes }) =>
    [
      `Obrigado pela visita! Hoje é o dia de deixar *${cabinName}*: a saída é até as *${until}*.`,
      ...(notes ? [notes] : []),
      'Boa viagem!',
    ].join('\n\n'),
  stayOver: ({ cabinName, reviewLink }, _, { name }) =>
    `Esperamos que tenham voltado bem. Se gostou de *${cabinName}*, conte numa avaliação: ajuda muito *${name}*.\n${reviewLink}`,
  askArrival: ({ hours: { from, until, lateArrival } }) =>
    [
      `A que horas você deve chegar? Recebemos a partir das ${from}${until ? ` até as ${until}` : ''}.`,
      ...(lateArrival ? [lateArrival] : []),
    ].join('\n'),
  arrivalNoted: ({ cabinName, stay, time, fit, hours: { from, until, lateArrival } }, f) =>
    [
      `Anotado: você chega a *${cabinName}* às *${time}*, *${f.day(stay.checkIn)}*.`,
      ...(fit === 'early'
        ? [
            `A cabana fica pronta a partir das ${from}; aviso quem recebe e a resposta vem por aqui.`,
          ]
        : []),
      ...(fit === 'late'
        ? [
            `É depois das ${until ?? ''}, então aviso quem recebe.`,
            ...(lateArrival ? [lateArrival] : []),
          ]
        : []),
      'Se mudar, me escreva o novo horário.',
    ].join('\n'),
  noArrival: () => 'Não encontro uma estadia sua por vir. Se quiser, passo você para uma pessoa.',

  emailTaken: ({ address }) =>
    `Pronto, mando para *${address}*. O que acontecer com as suas reservas aviso também por lá.`,
  emailOff: () => 'Por e-mail não posso mandar nada; tudo sobre a sua reserva está nesta conversa.',
  askEmail: () => 'Claro! Escreva seu e-mail e eu mando para lá.',
};

/** What came by transfer or in cash is given back by hand. */
function comesBack(refund: Centavos, byHand: Centavos, f: Format): readonly string[] {
  return [
    ...(refund > byHand
      ? [`Devolvemos ${f.money(toCentavos(refund - byHand))} pelo MercadoPago.`]
      : []),
    ...(byHand > 0
      ? [`${f.money(byHand)} quem devolve é uma pessoa, que te escreve por aqui.`]
      : []),
  ];
}
