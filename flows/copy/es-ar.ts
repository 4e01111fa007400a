// Rioplatense Spanish, voseo: what guests read. One idea a message, the next step always in sight.

import { bedsFor } from '../../src/domain/party.ts';
import { toCentavos } from '../../src/domain/money.ts';
import type { ExchangeSnapshot, QuoteLine, QuoteRefusal } from '../../src/domain/quote.ts';
import type { Problem, StayDoubt } from '../understand/meaning.ts';
import type { Wording } from './copy.ts';
import type { Format } from './format.ts';
import { shorten } from './shorten.ts';
import { waiting } from './waiting.ts';

export const esAr: Wording = {
  conventions: {
    locale: 'es-AR',
    things: {
      night: ['noche', 'noches'],
      adult: ['adulto', 'adultos'],
      child: ['menor', 'menores'],
      infant: ['bebé', 'bebés'],
      pet: ['mascota', 'mascotas'],
      person: ['persona', 'personas'],
    },
    to: 'al',
    around: 'Tipo',
    currency: 'narrowSymbol',
    shortMonth: 'number',
  },
  labels: {
    menu: 'Menú',
    search: 'Ver fechas y precios',
    searchAgain: 'Buscar de nuevo',
    human: 'Hablar con alguien',
    otherDates: 'Otras fechas',
    otherCabin: 'Otra cabaña',
    seeCabins: 'Ver cabañas',
    seeOptions: 'Ver opciones',
    chooseDates: 'Elegir fechas',
    theseDates: 'Sí, esas',
    price: 'Precio y reserva',
    book: 'Sí, reservar',
    thatName: 'A ese nombre',
    pay: 'Pagar la seña',
    keepPaying: 'Seguir con el pago',
    letGo: 'Soltarla y buscar',
    seeHold: 'Ver mi reserva',
    cancelHold: 'Sí, soltarla',
    keepHold: 'No, la quiero',
    payBalance: 'Pagar el saldo',
    leaveStay: 'Sí, cancelarla',
    keepStay: 'No, la mantengo',
    changeStay: 'Sí, cambiarla',
    arrivalTimes: 'Elegir hora',
    privacy: 'Ver más',
    optIn: 'Volver a recibir',
    erase: 'Sí, borrarlos',
    keepData: 'No, dejarlos',
    joinWait: 'Avisame si se libera',
    takeWait: 'Ver precio',
    leaveWait: 'Ya no me interesa',
  },
  sentences: {
    hello: (_, __, { name, greeting }) => `¡Hola! Soy la recepción de *${name}*. ${greeting}`,
    menu: () =>
      'Contame qué fechas te gustarían y cuántos son, así como te salga: «del 3 al 10 de enero, somos 4».',
    thanks: () => '¡De nada! Acá estoy para lo que necesites.',
    deferred: () => 'Dale, tranqui. Cuando quieras escribime y seguimos desde acá.',
    dropped: () => 'Listo, lo dejamos acá. Cuando quieras mirar otras fechas, escribime.',
    notUnderstood: () => 'Perdón, eso no lo entendí.',
    staleButton: () => 'Ese botón era de un mensaje anterior y ya no corre.',
    voiceHeard: ({ words }) => `🎙️ «${shorten(words, 160)}»`,
    mediaNotRead: ({ what }) =>
      ({
        audio:
          'No pude escuchar el audio, perdón. ¿Me lo escribís? Si preferís, te paso con una persona.',
        file: 'Recibí el archivo, pero no lo puedo leer. Si es algo importante, te paso con una persona.',
        location: '¡Gracias por la ubicación! Para reservar no me hace falta.',
        sticker: '😄',
        other: 'Eso no lo puedo leer. Escribímelo con palabras y seguimos.',
      })[what],

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
        return `${doubtful(doubt.why, doubt.name)}\n*${f.stay(first)}* · ${f.nights(first)}`;
      const list = doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`);
      return [
        doubt.name
          ? `Para ${feast(doubt.name)}, ¿cuáles de estas fechas?`
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

    quote: ({ shown: { quote, cabinName, policy, expiresAt } }, f) =>
      [
        `*${cabinName}*`,
        f.stay(quote.stay),
        `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
        '',
        ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
        `*Total: ${f.money(quote.total)}*`,
        `Seña para reservar: *${f.money(quote.deposit)}*; el resto al llegar.`,
        ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
        '',
        policy,
        `Precio válido hasta el ${f.moment(expiresAt)}.`,
      ].join('\n'),
    bookIt: () => '¿Te la reservo?',
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
    booking: ({ code, cabinName, stay }, f) =>
      `Tu reserva *${code}* está confirmada: *${cabinName}*, ${f.stay(stay)}. ¿En qué te ayudo?`,
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
    cancelled: ({ cabinName, stay, refund }, f) =>
      `Quedó cancelada tu reserva de *${cabinName}* (${f.stay(stay)}).${
        refund > 0 ? ` Te devolvemos ${f.money(refund)} por MercadoPago.` : ''
      }`,

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
    askLeave: (
      { cabinName, stay, terms: { by, paid, refund, daysBefore, caseCode, outside } },
      f,
    ) =>
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
        ...(refund > byHand
          ? [`Te devolvemos ${f.money(toCentavos(refund - byHand))} por MercadoPago.`]
          : []),
        ...(byHand > 0
          ? [`${f.money(byHand)} te los devuelve una persona, que te escribe por acá.`]
          : []),
        ...(refund === 0 ? ['No hay devolución.'] : []),
      ].join(' '),
    stayKept: () => 'Dale, tu reserva sigue en pie.',
    askChange: ({ cabinName, stay }, f) =>
      `Tu reserva: *${cabinName}*, ${f.stay(stay)}. ¿Qué cambiamos? Escribime las fechas nuevas, cuántos van a ser, o tocá el botón si querés otra cabaña.`,
    change: (
      { shown: { quote, cabinName }, before, terms: { paid, payNow, atCheckIn, refund, kept } },
      f,
    ) =>
      [
        `Hoy tenés *${before.cabinName}*, ${f.stay(before.stay)}, por ${f.money(before.total)}. Cambiada quedaría así, con los precios de hoy para toda la estadía:`,
        '',
        `*${cabinName}*`,
        f.stay(quote.stay),
        `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
        '',
        ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
        `*Total: ${f.money(quote.total)}*`,
        ...(quote.exchange ? [exchangeRate(quote.exchange, f)] : []),
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
        ...(refund > byHand
          ? [`Te devolvemos ${f.money(toCentavos(refund - byHand))} por MercadoPago.`]
          : []),
        ...(byHand > 0
          ? [`${f.money(byHand)} te los devuelve una persona, que te escribe por acá.`]
          : []),
      ].join('\n'),
    changeEnded: ({ why, cabinName, stay }, f) =>
      why === 'expired'
        ? `Se terminó el tiempo y el pago del cambio no entró: tu reserva sigue como estaba, *${cabinName}*, ${f.stay(stay)}. Si todavía querés cambiarla, escribime.`
        : `Entró tu pago, pero las noches nuevas ya eran de otra persona: tu reserva sigue como estaba, *${cabinName}*, ${f.stay(stay)}, y lo que pagaste cuenta para el saldo.`,
    sameStay: () => 'Tu reserva ya es así, no hay nada que cambiar.',
    cannotChange: () => 'Esa reserva ya no se puede cambiar por acá.',
    ...waiting.es,
    cannotLeave: () => 'Esa reserva ya no se puede cancelar por acá.',

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
    privacyNotice: (_, __, { name }) =>
      `*${name}* usa tu número y lo que escribas solo para atenderte, y te escribe por acá sobre tu consulta y tu estadía. Más: escribí PRIVACIDAD.`,
    privacy: () =>
      'Acá está quién usa tus datos, para qué y por cuánto tiempo. Para verlos escribí «qué datos tienen de mí»; para borrarlos, «borren mis datos»; para no recibir más que lo de tu estadía, BAJA.',
    optedOut: ({ already }) =>
      `${already ? 'Ya estabas de baja.' : 'Listo, te di de baja.'} Solo te escribimos si hay una estadía o un pago en curso. Si querés volver, escribí ALTA.`,
    optedIn: ({ already }) =>
      already
        ? 'Ya estás de alta: te podemos escribir.'
        : 'Listo, estás de alta de nuevo. Para salir, escribí BAJA.',
    dataHeld: ({ caseCode, dueOn, held }, f) =>
      [
        'Esto es lo que guardamos de vos:',
        `• WhatsApp terminado en ${held.phoneEnds ?? '—'}${held.profileName ? `, con el nombre ${shorten(held.profileName, 60)}` : ''}`,
        `• ${held.received} mensajes tuyos y ${held.sent} nuestros, desde el ${f.moment(held.since)}`,
        `• Reservas: ${held.codes.length > 0 ? shorten(held.codes.join(', '), 300) : 'ninguna'}`,
        `• Pagos aprobados: ${f.money(held.paid)}`,
        '',
        `Caso *${caseCode}*: a más tardar el ${f.day(dueOn)} una persona te manda la copia completa. Para borrarlos, escribí «borren mis datos».`,
      ].join('\n'),
    askErase: () =>
      'Si decís que sí, borramos tu nombre, tu número, tus mensajes y los comprobantes que mandaste. Quedan solo los importes, las fechas y los códigos que la ley obliga a guardar, sin tu nombre. No se puede deshacer. ¿Borramos tus datos?',
    dataKept: () => 'Dale, no borro nada.',
    erasureAsked: ({ caseCode, dueOn, block }, f) =>
      block === null
        ? `Listo. Caso *${caseCode}*: tus datos se borran en unos minutos, a más tardar el ${f.day(dueOn)}. Este chat en tu teléfono lo podés borrar vos. Si volvés a escribir, empezamos de cero.`
        : `Anoté tu pedido: caso *${caseCode}*. Todavía no puedo borrarlos porque ${
            {
              stay: 'tenés una estadía confirmada',
              hold: 'te estoy guardando una cabaña',
              money: 'hay plata tuya en movimiento',
            }[block]
          }; apenas termine se borran solos, sin que tengas que pedirlo de nuevo.`,
    emailTaken: ({ address }) =>
      `Listo, te la mando a *${address}*. Lo que pase con tus reservas te lo aviso también ahí.`,
    emailOff: () => 'Por mail no puedo mandarte nada; todo lo de tu reserva lo tenés en este chat.',
    askEmail: () => '¡Dale! Escribime tu dirección de mail y te la mando ahí.',
    allInChat: () =>
      'Mientras tanto va todo por acá: fechas, precios y condiciones te quedan en este chat.',

    answers: ({ answers, unknown }) =>
      [
        ...answers,
        ...(unknown
          ? ['Eso no lo sé con certeza; si querés, escribí «persona» y te contesta alguien de acá.']
          : []),
      ].join('\n\n'),
    calledHuman: ({ why }) =>
      `${
        {
          asked: 'Listo, ya le aviso a una persona.',
          notUnderstood: 'No te estoy entendiendo bien, así que le aviso a una persona.',
          change: 'Ese cambio de tu reserva lo ve una persona; ya le aviso.',
          cancel: 'Para cancelar una reserva confirmada te atiende una persona; ya le aviso.',
          invoice: 'La factura te la prepara una persona; ya le aviso.',
          payment: 'No encuentro un pago pendiente tuyo, así que le aviso a una persona.',
          manyCabins: 'Para reservar dos cabañas juntas te ayuda una persona; ya le aviso.',
          optOut: 'Entendido, no te escribimos más. Ya le aviso a una persona.',
          dataDeletion: 'Entendido. Una persona se ocupa de borrar tus datos; ya le aviso.',
          failed: 'Tuve un problema con tu mensaje; ya le aviso a una persona.',
        }[why]
      } ${
        why === 'optOut'
          ? 'Si más adelante querés volver, tocá el botón.'
          : 'Te escribe por acá. Mientras tanto no te interrumpo; si querés volver conmigo, tocá el botón.'
      }`,
    handedBack: () => 'Vuelvo yo, la recepción automática.',
  },
};

function exchangeRate(exchange: ExchangeSnapshot, f: Format): string {
  return `Cotización: ${f.money(exchange.rate)} por dólar (${exchange.source === 'own' ? 'la del alojamiento' : exchange.source}, ${f.moment(exchange.at)}).`;
}

function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${f.count(line.count, 'night')}${line.weekend ? ' de finde' : ''}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${f.count(line.people, 'person')} más × ${f.count(line.count, 'night')}`;
    case 'lengthDiscount':
      return `Descuento por estadía larga (${line.percent} %)`;
    case 'promo':
      return `Código ${line.code} (${line.percent} %)`;
    case 'cleaning':
      return 'Limpieza';
    case 'pets':
      return f.count(line.count, 'pet');
  }
}

function refused(refusal: QuoteRefusal, f: Format): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `entran hasta ${refusal.capacity} personas`;
    case 'noPets':
      return 'no se aceptan mascotas';
    case 'tooShort':
      return `mínimo ${f.count(refusal.minNights, 'night')}${refusal.season ? ` en ${refusal.season}` : ''}`;
    case 'tooLong':
      return `máximo ${f.count(refusal.maxNights, 'night')}`;
    case 'arrivalDay':
      return `se entra solo ${refusal.days.map((day) => f.weekday(day)).join(' o ')}`;
    case 'noExchangeRate':
      return 'hoy no tengo la cotización para pasarte el precio';
  }
}

const FEASTS: Readonly<Record<string, string>> = {
  carnival: 'Carnaval',
  easter: 'Semana Santa',
  christmas: 'Navidad',
  newYear: 'Año Nuevo',
  longWeekend: 'el finde largo',
};

/** A day off by what it is called, else as the calendar calls it. */
function feast(name: string): string {
  return FEASTS[name] ?? name;
}

function doubtful(why: StayDoubt, name: string | undefined): string {
  return {
    year: 'Eso ya es del año que viene, así que confirmo:',
    weekday: 'El día de la semana y la fecha no coinciden. ¿Puede ser esto?',
    whichWeekend: '¿Este finde?',
    holiday: `Para ${name ? feast(name) : 'esas fechas'}, ¿así?`,
    dayOrMonth: 'Para no confundirnos con el día y el mes:',
    noMonth: '¿De este mes?',
    oneNight: '¿Una sola noche?',
    nights: 'Las noches y los días que me decís no coinciden. ¿Serían estas fechas?',
    approximate: '¿Más o menos así?',
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
