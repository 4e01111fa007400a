// Brazilian Portuguese: what guests read. The stay is in Argentina, so money is named as pesos.

import { bedsFor } from '../../src/domain/party.ts';
import { toCentavos } from '../../src/domain/money.ts';
import type { ExchangeSnapshot, QuoteLine, QuoteRefusal } from '../../src/domain/quote.ts';
import type { Problem, StayDoubt } from '../understand/meaning.ts';
import type { Wording } from './copy.ts';
import type { Format } from './format.ts';
import { shorten } from './shorten.ts';
import { waiting } from './waiting.ts';

export const ptBr: Wording = {
  conventions: {
    locale: 'pt-BR',
    things: {
      night: ['noite', 'noites'],
      adult: ['adulto', 'adultos'],
      child: ['criança', 'crianças'],
      infant: ['bebê', 'bebês'],
      pet: ['pet', 'pets'],
      person: ['pessoa', 'pessoas'],
    },
    to: 'a',
    around: 'Por volta das',
    currency: 'code',
    shortMonth: 'number',
  },
  labels: {
    menu: 'Menu',
    search: 'Ver datas e preços',
    searchAgain: 'Buscar de novo',
    human: 'Falar com alguém',
    otherDates: 'Outras datas',
    otherCabin: 'Outra cabana',
    seeCabins: 'Ver cabanas',
    seeOptions: 'Ver opções',
    chooseDates: 'Escolher datas',
    theseDates: 'Sim, essas',
    price: 'Preço e reserva',
    book: 'Sim, reservar',
    thatName: 'Nesse nome',
    pay: 'Pagar o sinal',
    keepPaying: 'Continuar a pagar',
    letGo: 'Liberar e buscar',
    seeHold: 'Ver minha reserva',
    cancelHold: 'Sim, liberar',
    keepHold: 'Não, quero ela',
    payBalance: 'Pagar o saldo',
    leaveStay: 'Sim, cancelar',
    keepStay: 'Não, manter',
    changeStay: 'Sim, mudar',
    arrivalTimes: 'Escolher horário',
    privacy: 'Ver mais',
    optIn: 'Voltar a receber',
    erase: 'Sim, apagar',
    keepData: 'Não, manter',
    joinWait: 'Avise se liberar',
    takeWait: 'Ver preço',
    leaveWait: 'Não quero mais',
  },
  sentences: {
    hello: (_, __, { name, greeting }) => `Oi! Aqui é a recepção de *${name}*. ${greeting}`,
    menu: () =>
      'Me conta quais datas você quer e quantas pessoas são, do seu jeito: «de 3 a 10 de janeiro, somos 4».',
    thanks: () => 'De nada! Estou aqui para o que precisar.',
    deferred: () => 'Tranquilo! Quando quiser, é só escrever e a gente continua daqui.',
    dropped: () => 'Tudo bem, deixamos por aqui. Quando quiser ver outras datas, é só escrever.',
    notUnderstood: () => 'Desculpa, não entendi.',
    staleButton: () => 'Esse botão era de uma mensagem anterior e já não vale.',
    voiceHeard: ({ words }) => `🎙️ “${shorten(words, 160)}”`,
    mediaNotRead: ({ what }) =>
      ({
        audio:
          'Desculpa, não consegui ouvir o áudio. Pode me escrever? Se preferir, chamo uma pessoa.',
        file: 'Recebi o arquivo, mas não consigo ler. Se for algo importante, chamo uma pessoa.',
        location: 'Obrigado pela localização! Para reservar não preciso dela.',
        sticker: '😄',
        other: 'Isso eu não consigo ler. Me escreve com palavras e a gente continua.',
      })[what],

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
        return `${doubtful(doubt.why, doubt.name)}\n*${f.stay(first)}* · ${f.nights(first)}`;
      const list = doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`);
      return [
        doubt.name ? `Para ${feast(doubt.name)}, quais destas datas?` : 'Quais destas datas?',
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

    quote: ({ shown: { quote, cabinName, policy, expiresAt } }, f) =>
      [
        `*${cabinName}*`,
        f.stay(quote.stay),
        `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
        '',
        ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
        `*Total: ${f.money(quote.total)}*`,
        `Sinal para reservar: *${f.money(quote.deposit)}*; o resto na chegada.`,
        ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
        '',
        policy,
        `Preço válido até ${f.moment(expiresAt)}.`,
      ].join('\n'),
    bookIt: () => 'Posso reservar para você?',
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
    booking: ({ code, cabinName, stay }, f) =>
      `Sua reserva *${code}* está confirmada: *${cabinName}*, ${f.stay(stay)}. Em que posso ajudar?`,
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
    cancelled: ({ cabinName, stay, refund }, f) =>
      `Sua reserva de *${cabinName}* (${f.stay(stay)}) foi cancelada.${
        refund > 0 ? ` Devolvemos ${f.money(refund)} pelo MercadoPago.` : ''
      }`,

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
    askLeave: (
      { cabinName, stay, terms: { by, paid, refund, daysBefore, caseCode, outside } },
      f,
    ) =>
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
        ...(refund > byHand
          ? [`Devolvemos ${f.money(toCentavos(refund - byHand))} pelo MercadoPago.`]
          : []),
        ...(byHand > 0
          ? [`${f.money(byHand)} quem devolve é uma pessoa, que te escreve por aqui.`]
          : []),
        ...(refund === 0 ? ['Não há devolução.'] : []),
      ].join(' '),
    stayKept: () => 'Certo, sua reserva continua valendo.',
    askChange: ({ cabinName, stay }, f) =>
      `Sua reserva: *${cabinName}*, ${f.stay(stay)}. O que mudamos? Escreva as novas datas, quantos vão ser, ou toque no botão se quiser outra cabana.`,
    change: (
      { shown: { quote, cabinName }, before, terms: { paid, payNow, atCheckIn, refund, kept } },
      f,
    ) =>
      [
        `Hoje você tem *${before.cabinName}*, ${f.stay(before.stay)}, por ${f.money(before.total)}. Com a mudança ficaria assim, com os preços de hoje para toda a estadia:`,
        '',
        `*${cabinName}*`,
        f.stay(quote.stay),
        `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
        '',
        ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
        `*Total: ${f.money(quote.total)}*`,
        ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
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
        ...(refund > byHand
          ? [`Devolvemos ${f.money(toCentavos(refund - byHand))} pelo MercadoPago.`]
          : []),
        ...(byHand > 0
          ? [`${f.money(byHand)} uma pessoa devolve para você e escreve por aqui.`]
          : []),
      ].join('\n'),
    changeEnded: ({ why, cabinName, stay }, f) =>
      why === 'expired'
        ? `O tempo acabou e o pagamento da mudança não entrou: sua reserva continua como estava, *${cabinName}*, ${f.stay(stay)}. Se ainda quiser mudar, me escreva.`
        : `Seu pagamento entrou, mas as novas noites já eram de outra pessoa: sua reserva continua como estava, *${cabinName}*, ${f.stay(stay)}, e o que você pagou conta para o saldo.`,
    sameStay: () => 'Sua reserva já é assim, não há nada para mudar.',
    cannotChange: () => 'Essa reserva não pode mais ser alterada por aqui.',
    ...waiting.pt,
    cannotLeave: () => 'Essa reserva já não pode ser cancelada por aqui.',

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
    privacyNotice: (_, __, { name }) =>
      `*${name}* usa seu número e o que você escreve só para te atender, e te escreve por aqui sobre sua consulta e sua estadia. Mais: escreva PRIVACIDADE.`,
    privacy: () =>
      'Aqui está quem usa seus dados, para quê e por quanto tempo. Para ver, escreva «que dados vocês têm»; para apagar, «apaguem meus dados»; para receber só o que é da sua estadia, PARAR.',
    optedOut: ({ already }) =>
      `${already ? 'Você já não recebia avisos.' : 'Pronto, você saiu da lista.'} Só escrevemos se houver uma estadia ou um pagamento em andamento. Se quiser voltar, toque no botão.`,
    optedIn: ({ already }) =>
      already
        ? 'Você já recebe nossas mensagens.'
        : 'Pronto, você volta a receber nossas mensagens. Para sair, escreva PARAR.',
    dataHeld: ({ caseCode, dueOn, held }, f) =>
      [
        'Isto é o que guardamos de você:',
        `• WhatsApp terminado em ${held.phoneEnds ?? '—'}${held.profileName ? `, com o nome ${shorten(held.profileName, 60)}` : ''}`,
        `• ${held.received} mensagens suas e ${held.sent} nossas, desde ${f.moment(held.since)}`,
        `• Reservas: ${held.codes.length > 0 ? shorten(held.codes.join(', '), 300) : 'nenhuma'}`,
        `• Pagamentos aprovados: ${f.money(held.paid)}`,
        '',
        `Caso *${caseCode}*: até ${f.day(dueOn)} uma pessoa te manda a cópia completa. Para apagar, escreva «apaguem meus dados».`,
      ].join('\n'),
    askErase: () =>
      'Se você disser que sim, apagamos seu nome, seu número, suas mensagens e os comprovantes que mandou. Ficam só os valores, as datas e os códigos que a lei obriga a guardar, sem o seu nome. Não dá para desfazer. Apagamos seus dados?',
    dataKept: () => 'Tudo bem, não apago nada.',
    erasureAsked: ({ caseCode, dueOn, block }, f) =>
      block === null
        ? `Pronto. Caso *${caseCode}*: seus dados são apagados em alguns minutos, no máximo até ${f.day(dueOn)}. Esta conversa no seu telefone você mesmo pode apagar. Se escrever de novo, começamos do zero.`
        : `Anotei seu pedido: caso *${caseCode}*. Ainda não posso apagar porque ${
            {
              stay: 'você tem uma estadia confirmada',
              hold: 'estou guardando uma cabana para você',
              money: 'há dinheiro seu em movimento',
            }[block]
          }; assim que terminar, eles são apagados sem você precisar pedir de novo.`,
    emailTaken: ({ address }) =>
      `Pronto, mando para *${address}*. O que acontecer com as suas reservas aviso também por lá.`,
    emailOff: () =>
      'Por e-mail não posso mandar nada; tudo sobre a sua reserva está nesta conversa.',
    askEmail: () => 'Claro! Escreva seu e-mail e eu mando para lá.',
    allInChat: () =>
      'Por enquanto vai tudo por aqui: datas, preços e condições ficam nesta conversa.',

    answers: ({ answers, unknown }) =>
      [
        ...answers,
        ...(unknown
          ? ['Isso eu não sei com certeza; se quiser, escreva «pessoa» e alguém daqui responde.']
          : []),
      ].join('\n\n'),
    calledHuman: ({ why }) =>
      `${
        {
          asked: 'Certo, já aviso uma pessoa.',
          notUnderstood: 'Não estou te entendendo bem, então vou avisar uma pessoa.',
          change: 'Essa mudança da sua reserva quem vê é uma pessoa; já aviso.',
          cancel: 'Para cancelar uma reserva confirmada uma pessoa te atende; já aviso.',
          invoice: 'A nota fiscal quem prepara é uma pessoa; já aviso.',
          payment: 'Não encontro um pagamento pendente seu, então vou avisar uma pessoa.',
          manyCabins: 'Para reservar duas cabanas juntas uma pessoa te ajuda; já aviso.',
          optOut: 'Entendido, não escrevemos mais. Já aviso uma pessoa.',
          dataDeletion: 'Entendido. Uma pessoa cuida de apagar seus dados; já aviso.',
          failed: 'Tive um problema com a sua mensagem; já aviso uma pessoa.',
        }[why]
      } ${
        why === 'optOut'
          ? 'Se mais adiante quiser voltar, toque no botão.'
          : 'Ela te escreve por aqui. Enquanto isso não interrompo; se quiser voltar comigo, toque no botão.'
      }`,
    handedBack: () => 'Sou eu de novo, a recepção automática.',
  },
};

function exchangeRate(exchange: ExchangeSnapshot, f: Format): string {
  return `Câmbio: ${f.money(exchange.rate)} por dólar (${exchange.source === 'own' ? 'a da pousada' : exchange.source}, ${f.moment(exchange.at)}).`;
}

function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${f.count(line.count, 'night')}${line.weekend ? ' de fim de semana' : ''}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${f.count(line.people, 'person')} a mais × ${f.count(line.count, 'night')}`;
    case 'lengthDiscount':
      return `Desconto por estadia longa (${line.percent} %)`;
    case 'promo':
      return `Código ${line.code} (${line.percent} %)`;
    case 'cleaning':
      return 'Limpeza';
    case 'pets':
      return f.count(line.count, 'pet');
  }
}

function refused(refusal: QuoteRefusal, f: Format): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `cabem até ${refusal.capacity} pessoas`;
    case 'noPets':
      return 'não aceita pets';
    case 'tooShort':
      return `mínimo ${f.count(refusal.minNights, 'night')}${refusal.season ? ` em ${refusal.season}` : ''}`;
    case 'tooLong':
      return `máximo ${f.count(refusal.maxNights, 'night')}`;
    case 'arrivalDay':
      return `a entrada é só ${refusal.days.map((day) => f.weekday(day)).join(' ou ')}`;
    case 'noExchangeRate':
      return 'hoje não tenho o câmbio para passar o preço';
  }
}

const FEASTS: Readonly<Record<string, string>> = {
  carnival: 'o Carnaval',
  easter: 'a Semana Santa',
  christmas: 'o Natal',
  newYear: 'o Ano Novo',
  longWeekend: 'o feriadão',
};

/** A day off by what it is called, else as the calendar calls it. */
function feast(name: string): string {
  return FEASTS[name] ?? name;
}

function doubtful(why: StayDoubt, name: string | undefined): string {
  return {
    year: 'Isso já é no ano que vem, então confirmo:',
    weekday: 'O dia da semana e a data não batem. Pode ser isto?',
    whichWeekend: 'Este fim de semana?',
    holiday: `Para ${name ? feast(name) : 'essas datas'}, assim?`,
    dayOrMonth: 'Para não confundir o dia e o mês:',
    noMonth: 'Deste mês?',
    oneNight: 'Uma noite só?',
    nights: 'As noites e os dias que você diz não batem. Seriam estas datas?',
    approximate: 'Mais ou menos assim?',
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
