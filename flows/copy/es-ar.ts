// Rioplatense Spanish, voseo: what guests read. One idea a message, the next step always in sight.

import { bedsFor } from '../../src/domain/party.ts';
import type { QuoteLine, QuoteRefusal } from '../../src/domain/quote.ts';
import { choiceId } from '../choices.ts';
import type { Doubt, Problem } from '../understand/meaning.ts';
import type { Copy } from './copy.ts';
import { createFormat, type Format } from './format.ts';
import type { Button } from './message.ts';

const MENU: Button = { id: choiceId({ do: 'menu' }), title: 'Menú' };
const SEARCH: Button = { id: choiceId({ do: 'search' }), title: 'Ver fechas y precios' };
const HUMAN: Button = { id: choiceId({ do: 'human' }), title: 'Hablar con alguien' };
const OTHER_DATES: Button = { id: choiceId({ do: 'otherDates' }), title: 'Otras fechas' };
const OTHER_CABIN: Button = { id: choiceId({ do: 'otherCabin' }), title: 'Otra cabaña' };

export function createEsAr(timeZone: string): Copy {
  const f = createFormat('es-AR', timeZone, {
    night: ['noche', 'noches'],
    adult: ['adulto', 'adultos'],
    child: ['menor', 'menores'],
    infant: ['bebé', 'bebés'],
    pet: ['mascota', 'mascotas'],
    to: 'al',
  });
  const text = (body: string) => ({ kind: 'text', body }) as const;
  const buttons = (body: string, ...list: Button[]) => ({ kind: 'buttons', body, buttons: list }) as const;
  const link = (body: string, path: string) => ({ kind: 'link', body, label: 'Pagar la seña', path }) as const;

  return {
    hello: (_, { name, greeting }) => text(`¡Hola! Soy la recepción de *${name}*. ${greeting}`),
    menu: () => buttons('Contame qué fechas te gustarían y cuántos son, así como te salga: «del 3 al 10 de enero, somos 4».', SEARCH, HUMAN),
    thanks: () => text('¡De nada! Acá estoy para lo que necesites.'),
    deferred: () => text('Dale, tranqui. Cuando quieras seguimos: escribime y retomamos desde acá.'),
    dropped: () => buttons('Listo, lo dejamos acá. Cuando quieras mirar otras fechas, escribime.', SEARCH),
    notUnderstood: () => text('Perdón, eso no lo entendí.'),
    staleButton: () => text('Ese botón es de un mensaje anterior y ya no corre.'),
    mediaNotRead: ({ what }) =>
      buttons(
        {
          audio: 'Todavía no puedo escuchar audios. ¿Me lo escribís? Si preferís, te paso con una persona.',
          file: 'Recibí el archivo, pero no puedo leerlo. Si es un comprobante u otra cosa importante, te paso con una persona.',
          location: '¡Gracias por la ubicación! Para reservar no la necesito.',
          other: 'Eso no lo puedo leer. Escribime con palabras y seguimos.',
        }[what],
        HUMAN,
        MENU,
      ),

    askDates: () => text('¿Para qué fechas? Por ejemplo: «del 3 al 10 de enero» o «este finde».'),
    askCheckOut: ({ checkIn }) => text(`Llegada el *${f.day(checkIn)}*. ¿Hasta qué día se quedan?`),
    askParty: ({ stay }) =>
      buttons(
        `${stay ? `*${f.stay(stay)}* · ${f.nights(stay)}.\n` : ''}¿Cuántas personas son? Contá también a los chicos; si viene un bebé, avisame aparte.`,
        ...[2, 4, 5].map((count) => ({ id: choiceId({ do: 'people', count }), title: `${count} personas` })),
      ),
    askReading: ({ doubt }) => askReading(doubt, f),
    problem: ({ problem }) => text(explain(problem)),

    offers: ({ stay, party, pets, offers }) => ({
      kind: 'list',
      body: `*${f.stay(stay)}*\n${f.nights(stay)} · ${f.party(party, pets)}\n\n${
        offers.length === 1 ? 'Tengo esta cabaña libre:' : `Tengo ${offers.length} cabañas libres:`
      }\n${offers.map((offer) => `• *${offer.name}* — ${f.money(offer.total)} toda la estadía`).join('\n')}`,
      button: 'Ver cabañas',
      rows: offers.map((offer) => ({
        id: choiceId({ do: 'cabin', cabinId: offer.cabinId }),
        title: offer.name,
        description: `${f.money(offer.total)} · ${offer.summary}`,
      })),
    }),
    cannotHost: ({ refusals }) => text(`Para eso no tengo:\n${refusals.map(({ name, refusal }) => `• ${name}: ${refused(refusal)}`).join('\n')}`),
    nothingFree: ({ stay, party, pets }) =>
      text(`Para *${f.stay(stay)}* (${f.nights(stay)} · ${f.party(party, pets)}) ya no me queda nada libre.`),
    alternatives: ({ alternatives }) => ({
      kind: 'list',
      body: 'Esto sí tengo, cerquita de lo que buscás:',
      button: 'Ver opciones',
      rows: alternatives.map((alternative, index) => {
        const id = choiceId({ do: 'alternative', index });
        if (alternative.kind === 'twoCabins') {
          const [one, two] = alternative.offers;
          return { id, title: 'Dos cabañas juntas', description: `${one.name} y ${two.name} · ${f.money((one.total + two.total) as typeof one.total)}` };
        }
        const { name, stay, total } = alternative.offer;
        return { id, title: f.shortStay(stay), description: `${name} · ${f.nights(stay)} · ${f.money(total)}` };
      }),
    }),
    noAlternatives: () => text('Busqué también unos días antes y después y está todo tomado.'),
    tooManyPeople: ({ party, most }) =>
      buttons(`Para ${bedsFor(party)} personas no me alcanza el lugar: entre las cabañas libres entran hasta ${most}.`, HUMAN, MENU),
    freeDays: ({ month, free }) =>
      text(
        free.length === 0
          ? `En ${f.month(month)} ya no me queda nada libre. ¿Miramos otro mes?`
          : `En ${f.month(month)} tengo lugar:\n${free.map((stay) => `• ${f.stay(stay)}`).join('\n')}\n\n¿Qué fechas te sirven y cuántos son?`,
      ),
    cabin: ({ card }) => ({
      kind: 'buttons',
      photo: card.photo,
      body: `*${card.name}* · hasta ${card.capacity} personas\n${card.description}\n\n${card.amenities.map((amenity) => `✓ ${amenity}`).join('\n')}`,
      buttons: [{ id: choiceId({ do: 'book', cabinId: card.cabinId }), title: 'Precio y reserva' }, OTHER_CABIN, OTHER_DATES],
    }),
    askBook: ({ cabin }) =>
      buttons(`¿Te armo el precio de *${cabin.name}*?`, { id: choiceId({ do: 'book', cabinId: cabin.id }), title: 'Precio y reserva' }, OTHER_CABIN),

    quote: ({ shown }) => {
      const { quote, cabinName, policy, expiresAt, id } = shown;
      return buttons(
        [
          `*${cabinName}*`,
          `${f.stay(quote.stay)}`,
          `${f.nights(quote.stay)} · ${f.party(quote.party, quote.pets)}`,
          '',
          ...quote.lines.map((line) => `${describe(line, f)}: ${f.money(line.amount)}`),
          `*Total: ${f.money(quote.total)}*`,
          `Seña para reservar: *${f.money(quote.deposit)}*; el resto al llegar.`,
          ...(quote.exchange ? [`Cotización: ${f.money(quote.exchange.rate)} por dólar (${quote.exchange.source}).`] : []),
          '',
          policy,
          `Precio válido hasta las ${f.time(expiresAt)}.`,
          '',
          '¿Te la reservo?',
        ].join('\n'),
        { id: choiceId({ do: 'yes', to: id }), title: 'Sí, reservar' },
        OTHER_CABIN,
        OTHER_DATES,
      );
    },
    quoteRefused: ({ cabinName, refusal }) =>
      text(refusal.kind === 'taken' ? `Uy, *${cabinName}* se acaba de tomar para esas fechas.` : `*${cabinName}* no va: ${refused(refusal)}.`),
    quoteExpired: () => text('El precio que te pasé ya venció; te lo actualizo.'),
    askYes: ({ quoteId, total, deposit }) =>
      buttons(
        `¿La reservo? Total ${f.money(total)}, seña ${f.money(deposit)}.`,
        { id: choiceId({ do: 'yes', to: quoteId }), title: 'Sí, reservar' },
        OTHER_CABIN,
        OTHER_DATES,
      ),
    askName: ({ profileName }) =>
      profileName
        ? buttons(`¿A nombre de quién va la reserva? Escribime nombre y apellido, o tocá el botón.`, { id: choiceId({ do: 'profileName' }), title: profileName })
        : text('¿A nombre de quién va la reserva? Escribime nombre y apellido.'),

    held: ({ hold }) =>
      text(
        `¡Listo! Te guardo *${hold.cabinName}* hasta las *${f.time(hold.heldUntil)}*.\n${f.stay(hold.stay)} · ${f.nights(hold.stay)}\nReserva *${hold.code}*. En un segundito te paso el link para la seña.`,
      ),
    holdTaken: () => text('Uy, alguien la reservó un segundo antes. Mirá qué más hay:'),
    holdInTheWay: ({ cabinName, stay, heldUntil }) =>
      buttons(
        `Te estoy guardando *${cabinName}* (${f.stay(stay)}) hasta las ${f.time(heldUntil)}. Para buscar otra cosa tengo que soltarla.`,
        { id: choiceId({ do: 'pay' }), title: 'Seguir con el pago' },
        { id: choiceId({ do: 'otherDates' }), title: 'Soltarla y buscar' },
      ),
    tooManyHolds: () => buttons('Ya te estoy guardando otra cabaña. Terminemos esa, o la suelto y buscamos de nuevo.', { id: choiceId({ do: 'resume' }), title: 'Ver mi reserva' }, HUMAN),
    askCancelHold: ({ code, cabinName, stay }) =>
      buttons(
        `¿Suelto *${cabinName}* (${f.stay(stay)})? Todavía no pagaste nada.`,
        { id: choiceId({ do: 'yes', to: code }), title: 'Sí, soltarla' },
        { id: choiceId({ do: 'no', to: code }), title: 'No, la quiero' },
      ),
    holdReleased: () => buttons('Listo, la solté; no se cobró nada.', SEARCH),
    holdKept: () => text('Justo está entrando un pago por esa reserva, así que no la suelto. Apenas lo vea te aviso.'),
    holdExpired: ({ cabinName, stay }) =>
      buttons(
        `Se terminó el tiempo y solté *${cabinName}* (${f.stay(stay)}). No se cobró nada. Si todavía la querés, la busco de nuevo.`,
        { id: choiceId({ do: 'search' }), title: 'Buscar de nuevo' },
        OTHER_DATES,
        HUMAN,
      ),
    payLink: ({ code, deposit, heldUntil, path }) =>
      link(`Seña de *${f.money(deposit)}* por la reserva ${code}.\nTenés tiempo hasta las *${f.time(heldUntil)}*. Cuando MercadoPago la apruebe, te confirmo acá mismo.`, path),
    linkComing: ({ heldUntil }) => text(`Estoy preparando el link de pago; te lo mando enseguida. La cabaña es tuya hasta las ${f.time(heldUntil)}.`),
    linkFailed: () => buttons('MercadoPago no me está dando el link. Sigo probando; si no, lo arreglamos con una persona.', HUMAN),
    holdEnding: ({ minutesLeft, path }) => {
      const body = `Quedan *${minutesLeft} minutos* para pagar la seña; después tengo que soltar la cabaña.`;
      return path ? link(body, path) : text(body);
    },
    lookingForPayment: () => text('Gracias. Lo busco en MercadoPago y te digo; la confirmo apenas figure aprobado.'),

    paymentPending: ({ cabinName }) => text(`MercadoPago está procesando tu pago. Mientras tanto te sigo guardando *${cabinName}*.`),
    paymentRejected: ({ path }) => {
      const body = 'MercadoPago rechazó el pago; no se te cobró. Podés probar con otra tarjeta o con dinero en cuenta.';
      return path ? link(body, path) : text(body);
    },
    paymentNotFound: ({ path }) => {
      const body = 'Todavía no veo ningún pago aprobado. Si lo hiciste recién, puede tardar un minuto; lo sigo mirando.';
      return path ? link(body, path) : text(body);
    },
    paymentShort: ({ received, missing, heldUntil }) =>
      text(`Recibí ${f.money(received)}, pero faltan *${f.money(missing)}* de la seña. Te la guardo hasta las ${f.time(heldUntil)} para completarla.`),
    confirmed: ({ code, cabinName, stay, received, late, surplus, instructions }, { checkInFrom, checkOutUntil }) =>
      text(
        [
          late ? '¡Llegó tu pago! Ya se había vencido el tiempo, pero la cabaña seguía libre.' : '¡Llegó tu pago!',
          `*Reserva confirmada* ✅ ${code}`,
          '',
          `*${cabinName}*`,
          f.stay(stay),
          f.nights(stay),
          `Recibimos ${f.money(received)}.`,
          ...(surplus > 0 ? [`Te devolvemos ${f.money(surplus)} que pagaste de más.`] : []),
          '',
          `Entrada desde las ${checkInFrom}, salida hasta las ${checkOutUntil}.`,
          instructions,
        ].join('\n'),
      ),
    booking: ({ code, cabinName, stay }) =>
      buttons(`Tu reserva *${code}* está confirmada: *${cabinName}*, ${f.stay(stay)}. ¿En qué te ayudo?`, SEARCH, HUMAN),
    paymentRepeated: ({ amount, counts }) => text(`Entró otro pago de ${f.money(amount)} por la misma reserva. Vale el primero (${counts}); este te lo devolvemos entero.`),
    paymentTooLate: ({ amount, then, cabinName, stay }) =>
      then === 'refund'
        ? text(`Tu pago de ${f.money(amount)} llegó cuando *${cabinName}* (${f.stay(stay)}) ya era de otra persona. Te lo devolvemos entero por MercadoPago.`)
        : buttons(
            `Tu pago de ${f.money(amount)} llegó cuando *${cabinName}* (${f.stay(stay)}) ya era de otra persona. Podés elegir otra fecha con ese mismo pago; si no, te lo devolvemos.`,
            SEARCH,
            HUMAN,
          ),
    paymentAfterCancel: ({ amount, refund }) =>
      text(`Entró un pago de ${f.money(amount)} por una reserva que ya estaba cancelada. Te devolvemos ${f.money(refund)} por MercadoPago.`),
    paymentDisputed: ({ code }) => text(`Hay un desconocimiento abierto por el pago de la reserva ${code}. Tu reserva sigue en pie; te va a escribir una persona.`),
    refundDone: ({ amount }) => text(`Ya pedimos la devolución de ${f.money(amount)} y MercadoPago la aprobó. Según el medio de pago puede tardar unos días en verse.`),
    refundBlocked: ({ amount }) => text(`Te debemos ${f.money(amount)}. MercadoPago todavía no nos deja devolverlos; lo reintentamos todos los días y una persona ya está avisada.`),
    cancelled: ({ cabinName, stay, refund }) =>
      text(`Quedó cancelada tu reserva de *${cabinName}* (${f.stay(stay)}).${refund > 0 ? ` Te devolvemos ${f.money(refund)} por MercadoPago.` : ''}`),

    answers: ({ answers, unknown }) =>
      text([...answers, ...(unknown ? ['Eso no lo sé con certeza; si querés, escribí «persona» y te contesta alguien de acá.'] : [])].join('\n\n')),
    calledHuman: ({ why }) =>
      buttons(
        `${
          {
            asked: 'Dale, le aviso a una persona.',
            notUnderstood: 'No te estoy entendiendo bien, así que le aviso a una persona.',
            change: 'Los cambios de una reserva confirmada los ve una persona; ya le aviso.',
            cancel: 'Para cancelar una reserva confirmada te atiende una persona; ya le aviso.',
            manyCabins: 'Para reservar dos cabañas juntas te ayuda una persona; ya le aviso.',
            failed: 'Tuve un problema con tu mensaje; ya le aviso a una persona.',
          }[why]
        } Te escribe por acá. Mientras tanto no te interrumpo; si querés volver conmigo, tocá el botón.`,
        MENU,
      ),
    handedBack: () => text('Vuelvo yo, la recepción automática.'),
  };
}

function describe(line: QuoteLine, f: Format): string {
  switch (line.kind) {
    case 'nights':
      return `${line.count} ${line.count === 1 ? 'noche' : 'noches'}${line.weekend ? ' de finde' : ''}${line.season ? ` (${line.season})` : ''} × ${f.money(line.unit)}`;
    case 'extraPeople':
      return `${line.people} ${line.people === 1 ? 'persona' : 'personas'} más × ${line.count} ${line.count === 1 ? 'noche' : 'noches'}`;
    case 'lengthDiscount':
      return `Descuento por estadía larga (${line.percent} %)`;
    case 'promo':
      return `Código ${line.code} (${line.percent} %)`;
    case 'cleaning':
      return 'Limpieza';
    case 'pets':
      return `${line.count} ${line.count === 1 ? 'mascota' : 'mascotas'}`;
  }
}

const WEEKDAYS = ['', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

function refused(refusal: QuoteRefusal): string {
  switch (refusal.kind) {
    case 'tooManyPeople':
      return `entran hasta ${refusal.capacity} personas`;
    case 'noPets':
      return 'no se aceptan mascotas';
    case 'tooShort':
      return `mínimo ${refusal.minNights} noches${refusal.season ? ` en ${refusal.season}` : ''}`;
    case 'tooLong':
      return `máximo ${refusal.maxNights} noches`;
    case 'arrivalDay':
      return `se entra solo ${refusal.days.map((day) => WEEKDAYS[day]).join(' o ')}`;
    case 'noExchangeRate':
      return 'hoy no tengo la cotización para pasarte el precio';
  }
}

function askReading(doubt: Doubt, f: Format): ReturnType<Copy['askReading']> {
  const button = (index: number, title: string): Button => ({ id: choiceId({ do: 'reading', index }), title });
  if (doubt.kind === 'checkOut') return { kind: 'text', body: `Llegada el *${f.day(doubt.checkIn)}*. ¿Hasta qué día se quedan?` };
  if (doubt.kind === 'party') {
    return {
      kind: 'buttons',
      body: '¿Cuántas personas son al final? Con el número justo te paso el precio exacto.',
      buttons: doubt.readings.slice(0, 3).map((party, index) => button(index, f.party(party))),
    };
  }
  const [first] = doubt.readings;
  if (doubt.readings.length === 1 && first) {
    const why = {
      year: 'Eso ya es del año que viene, así que confirmo:',
      weekday: 'El día de la semana y la fecha no coinciden. ¿Puede ser esto?',
      whichWeekend: '¿Este finde?',
      holiday: `¿${doubt.name ?? 'Esas fechas'}, así?`,
      dayOrMonth: 'Para no confundirnos con el día y el mes:',
      noMonth: '¿De este mes?',
      oneNight: '¿Una sola noche?',
      nights: 'Las noches y los días que me decís no coinciden. ¿Serían estas fechas?',
      approximate: '¿Más o menos así?',
      nearest: '¿Puede ser esto?',
      winterBreak: 'Las vacaciones de invierno cambian según la provincia. ¿Estas fechas?',
    }[doubt.why];
    return { kind: 'buttons', body: `${why}\n*${f.stay(first)}* · ${f.nights(first)}`, buttons: [button(0, 'Sí, esas'), { ...OTHER_DATES }] };
  }
  return {
    kind: 'list',
    body: `${doubt.name ? `Para ${doubt.name}, ¿` : '¿'}cuáles de estas fechas?\n${doubt.readings.map((stay) => `• ${f.stay(stay)} · ${f.nights(stay)}`).join('\n')}`,
    button: 'Elegir fechas',
    rows: doubt.readings.slice(0, 10).map((stay, index) => ({ ...button(index, f.shortStay(stay)), description: f.nights(stay) })),
  };
}

function explain({ kind, words, nearest }: Problem): string {
  const why = {
    noSuchDate: `«${words}» no existe en el calendario.`,
    outBeforeIn: `En «${words}» la salida queda antes que la llegada.`,
    noNights: `«${words}» no llega a ser una noche.`,
    past: `«${words}» ya pasó.`,
    tooLong: `«${words}» es más largo que lo que alquilamos.`,
  }[kind];
  return nearest ? why : `${why} ¿Qué fechas serían?`;
}
