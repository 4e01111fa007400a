// What the bot says to an owner, in the Spanish of the people who have the cabins.

import { sum, toCentavos, type Centavos } from '../../src/domain/money.ts';
import { addDays, nightsOf, type Stay } from '../../src/domain/stay.ts';
import { ownerChoiceId } from '../owner-choices.ts';
import type {
  Alert,
  Digest,
  Done,
  Order,
  OwnerSaying,
  Part,
  PlainKey,
  PriceNow,
  Proposed,
  Refused,
  StayLine,
  Taken,
} from '../owner-talk.ts';
import { esAr } from './es-ar.ts';
import { createFormat, type Format } from './format.ts';
import { MOST } from './layout.ts';
import type { Button, OutMessage, Row } from './message.ts';
import { wordsFor } from './owner-alerts.ts';
import { shorten } from './shorten.ts';

export type OwnerCopy = (saying: OwnerSaying) => OutMessage;

const HELP = `Soy tu recepción, en modo dueño. Escribime como te salga:

*Quién y cuándo*
• quién llega mañana · quién está · quién se va hoy
• qué hay libre el finde · reservas de enero
• reserva PO-7K3F9 · resumen · pendientes

*Noches y precios*
• bloquear coihue del 5 al 8 de enero
• desbloquear coihue del 5 al 8 de enero
• precio finde largo 120 mil
• precio coihue enero 95.000 · precio de los findes 130k

*Plata*
• cobros de hoy · cobros de esta semana
• cobré el saldo de PO-7K3F9 en efectivo
• cancelar reserva PO-7K3F9

*Huéspedes*
• responder a Ana: los esperamos a las 18
• pausar bot con Ana · seguir con Ana

• *probar* para hablarme como huésped; *modo dueño* para volver.

Lo que mueve plata, precios o reservas te lo muestro antes y espero tu sí.`;

const PLAIN: Readonly<Record<PlainKey, string>> = {
  help: HELP,
  lost: 'Eso no lo entendí. Escribí *ayuda* y te muestro todo lo que puedo hacer, con ejemplos.',
  yesOrNo: '¿Lo hago? Contestame *sí* o *no*.',
  dropped: 'Listo, no toqué nada.',
  expired: 'Pasaron más de 10 minutos y no hice nada. Si todavía lo querés, pedímelo de nuevo.',
  stale: 'Ese botón ya no corre. Escribí *pendientes* para ver lo que espera tu decisión.',
  nothingToConfirm: 'No hay nada esperando tu sí. Escribí *ayuda* para ver qué puedo hacer.',
  asGuest:
    'Desde ahora me hablás como un huésped. Los avisos te siguen llegando. Para volver escribí *modo dueño*.',
  asOwner: 'Listo, de nuevo en modo dueño. Escribí *ayuda* si querés ver qué puedo hacer.',
  onlyText: 'Acá leo solo texto. Escribímelo y lo hago.',
  failed:
    'Algo falló con tu mensaje y no hice nada. Probá de nuevo; si sigue, está todo en /admin.',
  changed: 'Cambió algo desde que te pregunté. Así quedaría ahora:',
};

const ASKS: Readonly<Record<'cabin' | 'dates', string>> = {
  cabin: '¿De qué cabaña?',
  dates: '¿Qué fechas? Por ejemplo: del 5 al 8 de enero.',
};

export function createOwnerCopy(timeZone: string): OwnerCopy {
  const f = createFormat(esAr.conventions, timeZone);

  const text = (body: string): OutMessage => ({ kind: 'text', body: shorten(body, MOST.text) });
  const buttons = (body: string, list: readonly Button[]): OutMessage =>
    list.length === 0
      ? text(body)
      : { kind: 'buttons', body: shorten(body, MOST.body), buttons: list.slice(0, 3) };
  const orders = (order: Order, title: string): Button => ({
    id: ownerChoiceId({ do: 'order', order }),
    title: shorten(title, MOST.title),
  });
  const list = (body: string, button: string, rows: readonly Row[]): OutMessage => ({
    kind: 'list',
    body: shorten(body, MOST.text),
    button,
    rows: rows.slice(0, MOST.rows).map(({ id, title, description }) => ({
      id,
      title: shorten(title, MOST.rowTitle),
      ...(description !== undefined && { description: shorten(description, MOST.description) }),
    })),
  });
  const pesos = (amount: Centavos, currency: 'ARS' | 'USD' = 'ARS') =>
    currency === 'ARS' ? f.money(amount) : f.money(amount).replace('$', 'US$');

  function priceLine({ cabinName, now: [low, high], currency }: PriceNow): string {
    const now = pesos(low, currency);
    return `• ${cabinName}: ${low === high ? now : `${now} a ${pesos(high, currency)}`}`;
  }

  function alertBody(alert: Alert): string {
    const words = wordsFor(alert.kind);
    return [`*${words.title}*`, aboutOf(alert, f), words.body(alert, f)]
      .filter((line) => line !== '')
      .join('\n');
  }

  function alertButtons(alert: Alert): Button[] {
    const { labels } = wordsFor(alert.kind);
    const rulings = alert.rulings.flatMap((ruling) => {
      const label = labels[ruling];
      return label ? [orders({ do: 'rule', decisionId: alert.id, ruling }, label)] : [];
    });
    const first =
      alert.kind === 'suspense'
        ? [orders({ do: 'see', decisionId: alert.id }, 'Ver el pago')]
        : alert.kind === 'handoff' && alert.guestId !== null
          ? [orders({ do: 'reply', guestId: alert.guestId }, 'Responder')]
          : [];
    const last =
      alert.kind === 'handoff' && alert.guestId !== null
        ? [orders({ do: 'giveChat', guestId: alert.guestId }, 'Que siga el bot')]
        : alert.kind !== 'undelivered' && alert.guestId !== null
          ? [orders({ do: 'reply', guestId: alert.guestId }, 'Responderle')]
          : [];
    // a chat is taken over or given back: closing the question alone leaves the guest with nobody
    const own = alert.kind === 'handoff' ? rulings.slice(0, 1) : rulings;
    return [...first, ...own, ...last].slice(0, 3);
  }

  const alertRow = (alert: Alert): Row => ({
    id: ownerChoiceId({ do: 'order', order: { do: 'see', decisionId: alert.id } }),
    title: wordsFor(alert.kind).title,
    description: shortAbout(alert, f),
  });

  function say(saying: OwnerSaying): OutMessage {
    switch (saying.key) {
      case 'unknownCabin':
        return text(
          `No encuentro la cabaña «${saying.named}»: tenés ${listed(saying.cabins)}. También me podés decir «cabaña 2».`,
        );
      case 'lacking':
        return text(
          saying.what === 'cabin'
            ? `${ASKS.cabin} Tenés ${listed(saying.cabins)}, o «todas».`
            : ASKS[saying.what],
        );
      case 'amountOf':
        return text(
          `La noche está ahora así:\n${saying.prices.map(priceLine).join('\n')}\n\n¿A cuánto la pongo? Por ejemplo: 120 mil.`,
        );
      case 'whichBlock':
        return text(`¿Qué fechas? Hay estos bloqueos:\n${partLines(saying.parts, f)}`);
      case 'notFound':
        return text(
          saying.what === 'stay'
            ? `No encuentro una reserva de «${saying.who}». Probá con el código (PO-…), el nombre o el teléfono; «reservas de enero» te las lista.`
            : `No encuentro a «${saying.who}» entre los huéspedes. Probá con el nombre, el teléfono o el código de su reserva.`,
        );
      case 'whichStay':
        return list(
          'Hay más de una. ¿Cuál?',
          'Elegir',
          saying.stays.map((stay) => ({
            id: ownerChoiceId({ do: 'order', order: orderOn(saying.order, stay.code) }),
            title: `${stay.code} ${stay.cabinName}`,
            description: `${f.shortStay(stay.stay)}${stay.name ? ` · ${stay.name}` : ''}`,
          })),
        );
      case 'whichGuest':
        return list(
          'Hay más de uno. ¿Quién?',
          'Elegir',
          saying.guests.map(({ id, name }) => ({
            id: ownerChoiceId({ do: 'order', order: { do: saying.order, guestId: id } }),
            title: name,
          })),
        );
      case 'cannot':
        return text(refusal(saying.why, f));
      case 'stays':
        return text(staysText(saying.what, saying.days, saying.stays, f));
      case 'free':
        return text(freeText(saying, f));
      case 'takings':
        return text(takingsText(saying, f));
      case 'reservation':
        return stayMessage(saying.stay);
      case 'pending':
        return saying.alerts.length === 0
          ? text('No hay nada esperando tu decisión.')
          : list(
              `Esperan tu decisión: *${saying.alerts.length}*.`,
              'Ver pendientes',
              saying.alerts.map(alertRow),
            );
      case 'alerts':
        return list(
          `Hay *${saying.alerts.length}* cosas que esperan tu decisión.`,
          'Ver pendientes',
          saying.alerts.map(alertRow),
        );
      case 'alertsWait':
        return text(summaryOf(saying.alerts));
      case 'alert':
        return buttons(alertBody(saying.alert), alertButtons(saying.alert));
      case 'payment': {
        const { alert } = saying;
        const { reference } = alert.detail;
        const body = `${alertBody(alert)}\n\nPago ${alert.paymentId ?? ''} de MercadoPago${
          typeof reference === 'string' ? `, referencia «${reference}»` : ', sin referencia'
        }.`;
        const rulings = alertButtons(alert).filter(({ id }) => !id.includes(':see:'));
        return buttons(body, rulings);
      }
      case 'digest':
        return digestMessage(saying.digest);
      case 'writing':
        return text(
          `¿Qué le digo a *${saying.name}*? Escribilo y te lo muestro antes de mandarlo. «No» para dejarlo.`,
        );
      case 'decided':
        return text(
          `*${wordsFor(saying.alert.kind).title}*${saying.alert.code ? ` (${saying.alert.code})` : ''}: ya lo decidió ${whoIs(saying.by)}: ${decisionWords(saying.alert.kind, saying.decision)}.`,
        );
      case 'propose':
        return proposalMessage(saying.id, saying.proposed);
      case 'done':
        return doneMessage(saying.done);
      default:
        return text(PLAIN[saying.key]);
    }
  }

  function stayMessage(stay: StayLine): OutMessage {
    const body = `*${stay.code}* · ${stay.cabinName}
${f.stay(stay.stay)} · ${f.nights(stay.stay)}
${[stay.name, stay.phone && `+${stay.phone}`].filter(Boolean).join(' · ')} · ${f.count(stay.people, 'person')}
${statusOf(stay.status)} · total ${f.money(stay.total)}${stay.due > 0 ? ` · falta *${f.money(stay.due)}*` : ' · pagada'}`;
    const isSold = stay.status === 'confirmed' || stay.status === 'completed';
    return buttons(body, [
      ...(isSold && stay.due > 0
        ? [orders({ do: 'cash', who: stay.code, amount: null }, 'Cobré el saldo')]
        : []),
      ...(['held', 'settling', 'confirmed'].includes(stay.status)
        ? [orders({ do: 'cancel', who: stay.code }, 'Cancelarla')]
        : []),
    ]);
  }

  function digestMessage(digest: Digest): OutMessage {
    const { pending, holds, toCollect } = digest;
    const lines = [
      `*Hoy, ${f.day(digest.today)}*`,
      section('Llegan', digest.arriving, f),
      section('Se van', digest.leaving, f),
      pending > 0 ? `Esperan tu decisión: *${pending}*` : '',
      holds.length > 0 ? section('Guardadas, sin pagar', holds, f) : '',
      toCollect > 0 ? `Saldo por cobrar de los que están o llegan: *${f.money(toCollect)}*` : '',
      `Ocupación: ${percent(digest.week)} los próximos 7 días, ${percent(digest.month)} los próximos 30.`,
    ].filter((line) => line !== '');
    const body = lines.join('\n\n');
    // what is too long for buttons is a text that is whole
    return pending > 0 && body.length <= MOST.body
      ? buttons(body, [orders({ do: 'pending' }, 'Ver pendientes')])
      : text(body);
  }

  function proposalMessage(id: string, proposed: Proposed): OutMessage {
    const yes = (title = 'Sí', variant: string | null = null): Button => ({
      id: ownerChoiceId({ do: 'yes', to: id, variant }),
      title,
    });
    const no: Button = { id: ownerChoiceId({ do: 'no', to: id }), title: 'No' };
    switch (proposed.do) {
      case 'block':
        return buttons(
          `Hay noches que ya tienen dueño:\n${takenLines(proposed.taken, f)}\n\n¿Bloqueo lo que queda libre?\n${partLines(proposed.parts, f)}`,
          [yes('Sí, bloquear'), no],
        );
      case 'price': {
        const { stay, weekends, changes } = proposed;
        const nights = weekends ? 'los viernes y sábados' : 'cada noche';
        const when = stay
          ? `de ${nights}, del ${f.stay({ checkIn: stay.checkIn, checkOut: addDays(stay.checkOut, -1) })}`
          : weekends
            ? `de ${nights}`
            : 'base';
        const lines = changes.map(
          (change) => `${priceLine(change)} → *${pesos(proposed.to, change.currency)}*`,
        );
        return buttons(
          `Cambio el precio ${when}:\n${lines.join('\n')}\n\nLas reservas y cotizaciones que ya están no cambian. ¿Lo hago?`,
          [yes('Sí, cambiar'), no],
        );
      }
      case 'cancel': {
        const { stay, byOwner, byGuest, elsewhere } = proposed;
        const hand =
          elsewhere > 0
            ? `\n${f.money(elsewhere)} entraron por transferencia o efectivo: eso lo devolvés vos.`
            : '';
        const head = `Cancelar *${stay.code}*${stay.name ? ` de ${stay.name}` : ''}: ${stay.cabinName}, ${f.stay(stay.stay)}. Las noches quedan libres y se lo aviso.`;
        return byOwner === byGuest
          ? buttons(`${head}\n\nVuelve: *${f.money(byOwner)}*.${hand}\n\n¿La cancelo?`, [
              yes('Sí, cancelarla'),
              no,
            ])
          : buttons(
              `${head}\n\nSi la cancelás vos vuelve todo: *${f.money(byOwner)}*. Si la pidió el huésped, por la política que aceptó: *${f.money(byGuest)}*.${hand}`,
              [yes('Cancelo yo'), yes('La pidió el huésped', 'guest'), no],
            );
      }
      case 'cash': {
        const { stay, amount } = proposed;
        const left = toCentavos(stay.due - amount);
        return buttons(
          `Anoto *${f.money(amount)}* en efectivo para ${stay.code}${stay.name ? ` de ${stay.name}` : ''} y se lo aviso. ${left > 0 ? `Quedan por cobrar ${f.money(left)}.` : 'Queda pagada.'} ¿Sí?`,
          [yes('Sí, cobré'), no],
        );
      }
      case 'writeTo':
        return buttons(
          `Para *${proposed.name}*:\n\n${proposed.text}\n\n${
            proposed.as === 'template'
              ? 'Pasaron más de 24 horas desde que escribió: le llega como una plantilla de WhatsApp. '
              : ''
          }¿Lo mando? El bot se calla en ese chat hasta que escribas «seguir».`,
          [yes('Enviar'), no],
        );
      case 'rule': {
        const { alert, ruling } = proposed;
        const words = wordsFor(alert.kind);
        return buttons(
          `*${words.title}*\n${aboutOf(alert, f)}${alert.amount === null ? '' : `\n${f.money(alert.amount)}`}\n\n${words.does?.[ruling] ?? ''} ¿Lo hago?`,
          [yes(), no],
        );
      }
      case 'assign': {
        const { alert, stay } = proposed;
        return buttons(
          `Los ${alert.amount === null ? '' : f.money(alert.amount)} del pago ${alert.paymentId ?? ''} pasan a ${stay.code}${stay.name ? ` de ${stay.name}` : ''} (${stay.cabinName}, ${f.stay(stay.stay)}), como si hubieran llegado con su código. ¿Sí?`,
          [yes('Sí, asignar'), no],
        );
      }
    }
  }

  function doneMessage(done: Done): OutMessage {
    switch (done.do) {
      case 'block':
        return buttons(
          `Listo, bloqueado:\n${partLines(done.parts, f)}\nNadie las puede reservar.`,
          done.blockId === null
            ? []
            : [orders({ do: 'freeBlock', blockId: done.blockId }, 'Desbloquear')],
        );
      case 'unblock':
        return text(`Listo, de nuevo a la venta:\n${partLines(done.parts, f)}`);
      case 'price':
        return text(
          `Listo. Desde la próxima cotización rige el precio nuevo en ${listed(done.cabins)}.`,
        );
      case 'cancel':
        return text(
          `Cancelada ${done.code}. Vuelven ${f.money(done.refund)}${done.byHand > 0 ? `; de eso, ${f.money(done.byHand)} los devolvés vos` : ''}.`,
        );
      case 'cash':
        return text(
          `Anotado: ${f.money(done.amount)} en efectivo para ${done.code}. ${done.missing > 0 ? `Faltan ${f.money(done.missing)}.` : 'Está pagada.'}`,
        );
      case 'writeTo':
        return buttons(`Enviado a ${done.name}. El bot se calla en ese chat.`, [
          orders({ do: 'reply', guestId: done.guestId }, 'Decirle algo más'),
          orders({ do: 'giveChat', guestId: done.guestId }, 'Que siga el bot'),
        ]);
      case 'takeChat':
        return buttons(`El chat con ${done.name} es tuyo: el bot no le contesta.`, [
          orders({ do: 'reply', guestId: done.guestId }, 'Responder'),
          orders({ do: 'giveChat', guestId: done.guestId }, 'Que siga el bot'),
        ]);
      case 'giveChat':
        return text(`Listo, el bot vuelve a atender a ${done.name}.`);
      case 'rule': {
        const { alert, ruling } = done;
        const title = wordsFor(alert.kind).title;
        return text(`*${title}*: ${decisionWords(alert.kind, ruling)}. Listo.`);
      }
      case 'assign':
        return text(`Listo, el pago es de ${done.code}.`);
    }
  }

  return say;
}

/** In one line, what is told an owner who did not ask; null where it is an answer. */
export function newsFor(saying: OwnerSaying): string | null {
  switch (saying.key) {
    case 'alert':
    case 'decided':
      return summaryOf([saying.alert]);
    case 'alerts':
    case 'alertsWait':
      return summaryOf(saying.alerts);
    case 'digest': {
      const { arriving, leaving, pending } = saying.digest;
      return `Resumen de hoy: llegan ${arriving.length}, se van ${leaving.length}, pendientes ${pending}`;
    }
    default:
      return null;
  }
}

function summaryOf(alerts: readonly Alert[]): string {
  const counts = Map.groupBy(alerts, ({ kind }) => wordsFor(kind).title);
  const words = [...counts].map(([title, { length }]) =>
    length === 1 ? title : `${title} (${length})`,
  );
  return shorten(words.join(' · '), 90);
}

function aboutOf({ code, cabinName, stay, name, phone }: Alert, f: Format): string {
  const who = name ?? (phone ? `+${phone}` : '');
  const what = [code, cabinName, stay && f.shortStay(stay)].filter(Boolean).join(', ');
  return [who, what].filter((part) => part !== '').join(' · ');
}

function shortAbout(alert: Alert, f: Format): string {
  const amount = alert.amount === null ? '' : f.money(alert.amount);
  const about = [alert.name ?? alert.phone ?? '', alert.code ?? '', amount].filter(
    (part) => part !== '',
  );
  return about.length > 0 ? about.join(' · ') : wordsFor(alert.kind).title;
}

function orderOn(order: Order['do'], code: string): Order {
  switch (order) {
    case 'cancel':
      return { do: 'cancel', who: code };
    case 'cash':
      return { do: 'cash', who: code, amount: null };
    default:
      return { do: 'reservation', who: code };
  }
}

function refusal(why: Refused, f: Format): string {
  switch (why.kind) {
    case 'taken':
      return `No puedo bloquear: esas noches ya tienen dueño.\n${takenLines(why.taken, f)}`;
    case 'noBlock':
      return `No hay nada bloqueado en ${listed(why.parts.map(({ cabinName }) => cabinName))} para esas fechas.`;
    case 'past':
      return 'Esas fechas ya pasaron.';
    case 'otherCurrency':
      return 'La tarifa de esa cabaña está en otra moneda. Decime el precio en la moneda de la tarifa, sin «US$» ni «$».';
    case 'notConfirmed':
      return 'Esa reserva no está confirmada: no tiene saldo por cobrar.';
    case 'disputed':
      return 'Ese pago está en disputa: lo que vuelve se decide en MercadoPago.';
    case 'nothingDue':
      return 'Esa reserva ya está pagada.';
    case 'noPaymentOpen':
      return 'No hay plata sin reserva, o hay más de una: tocá «Ver el pago» en la que querés y después escribí «asignar a PO-…».';
    case 'noChat':
      return '¿Con quién? Por ejemplo: «seguir con Ana».';
    case 'tooMuch':
      return `Es más de lo que falta: faltan ${f.money(why.due)}.`;
    case 'over':
      return `Esa reserva ya está ${statusOf(why.status).toLowerCase()}.`;
    case 'notNow':
      return 'Ahora no se puede: algo cambió. Mirá el detalle en /admin.';
  }
}

const TITLES = {
  arrivals: ['Llegan', 'No llega nadie'],
  departures: ['Se van', 'No se va nadie'],
  staying: ['Están', 'No hay nadie'],
  reservations: ['Reservas', 'No hay reservas'],
} as const;

function daysText(days: Stay, f: Format): string {
  return nightsOf(days) === 1
    ? f.day(days.checkIn)
    : f.stay({ checkIn: days.checkIn, checkOut: addDays(days.checkOut, -1) });
}

function staysText(
  what: keyof typeof TITLES,
  days: Stay,
  stays: readonly StayLine[],
  f: Format,
): string {
  const [some, none] = TITLES[what];
  const when = daysText(days, f);
  if (stays.length === 0) return `${none}: ${when}.`;
  return `*${some}*: ${when}\n${stays.map((stay) => stayLine(stay, f)).join('\n')}`;
}

function stayLine(
  { code, cabinName, stay, name, people, due, arrivesAt, status }: StayLine,
  f: Format,
): string {
  const hour = arrivesAt ? `, a las ${arrivesAt}` : '';
  const held = status === 'held' || status === 'settling' ? ' · sin pagar' : '';
  const owes = due > 0 && held === '' ? ` · falta ${f.money(due)}` : '';
  return `• ${cabinName}: ${name ?? code}, ${f.count(people, 'person')} · ${f.shortStay(stay)}${hour} · ${code}${held}${owes}`;
}

function section(title: string, stays: readonly StayLine[], f: Format): string {
  return stays.length === 0
    ? ''
    : `*${title}*\n${stays
        .slice(0, 12)
        .map((stay) => stayLine(stay, f))
        .join('\n')}`;
}

function freeText(
  { days, whole, parts }: Extract<OwnerSaying, { key: 'free' }>,
  f: Format,
): string {
  const head = `*Libre*: ${f.stay(days)}`;
  const lines = [
    ...whole.map((name) => `• ${name}: todo`),
    ...parts.map(
      ({ cabinName, stays }) =>
        `• ${cabinName}: ${stays.map((stay) => f.shortStay(stay)).join(', ')}`,
    ),
  ];
  return lines.length === 0
    ? `No queda nada libre: ${f.stay(days)}.`
    : `${head}\n${lines.join('\n')}`;
}

const ACCOUNTS = { mercadopago: 'MercadoPago', bank: 'Transferencia', cash: 'Efectivo' } as const;

function takingsText({ days, lines }: Extract<OwnerSaying, { key: 'takings' }>, f: Format): string {
  const when = daysText(days, f);
  if (lines.length === 0) return `No entró plata: ${when}.`;
  const totals = [...Map.groupBy(lines, ({ account }) => account)].map(
    ([account, of]) => `• ${ACCOUNTS[account]}: ${f.money(sum(of.map(({ amount }) => amount)))}`,
  );
  const each = lines
    .slice(-20)
    .map(
      ({ amount, code, name }) => `  ${f.money(amount)} ${[code, name].filter(Boolean).join(' ')}`,
    );
  return `*Entró*: ${f.money(sum(lines.map(({ amount }) => amount)))} · ${when}\n${totals.join('\n')}\n\n${each.join('\n')}`;
}

function partLines(parts: readonly Part[], f: Format): string {
  return parts
    .map(({ cabinName, stay }) => `• ${cabinName}: ${f.stay(stay)} (${f.nights(stay)})`)
    .join('\n');
}

function takenLines(taken: readonly Taken[], f: Format): string {
  return taken
    .map(({ cabinName, stay, what }) => `• ${cabinName}: ${f.shortStay(stay)}, ${what}`)
    .join('\n');
}

function statusOf(status: string): string {
  const words: Readonly<Record<string, string>> = {
    held: 'Guardada, sin pagar',
    settling: 'Pago en camino',
    confirmed: 'Confirmada',
    completed: 'Terminada',
    expired: 'Vencida',
    cancelled: 'Cancelada',
  };
  return words[status] ?? status;
}

function decisionWords(kind: string, decision: string): string {
  const label = wordsFor(kind).labels[decision as 'approve'];
  const words: Readonly<Record<string, string>> = {
    approve: 'aprobado',
    refuse: 'rechazado',
    resolve: 'cerrado',
    tookOver: 'tomó el chat',
    handedBack: 'lo devolvió al bot',
  };
  return label ? `«${label}»` : (words[decision] ?? decision);
}

/** `whatsapp:549…` or the e-mail of whoever signed in. */
function whoIs(by: string): string {
  const phone = /^whatsapp:(\d+)$/.exec(by)?.[1];
  return phone ? `el dueño de …${phone.slice(-4)}` : by || 'otra persona';
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('es-AR', { type: 'conjunction' }).format(names);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
