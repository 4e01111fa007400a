// What each question of the queue says to an owner, and what its buttons are called. A kind that is not here
// is told in general words: the queue may ask what an older phone copy does not know.

import type { Alert, Ruling } from '../owner-shown.ts';
import { parseCalendarDate, type Stay } from '../../src/domain/stay.ts';
import type { Format } from './format.ts';

type Words = {
  readonly title: string;
  readonly body: (alert: Alert, f: Format) => string;
  /** Of the buttons: at most 20 characters. A ruling without a label has no button. */
  readonly labels: Partial<Readonly<Record<Ruling, string>>>;
  /** What a yes will do, where it is asked for first. */
  readonly does?: Partial<Readonly<Record<Ruling, string>>>;
};

const money = ({ amount }: Alert, f: Format) => (amount === null ? '' : f.money(amount));
const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The legal deadline of a case, if it is known. */
function due({ detail }: Alert, f: Format, before: string): string {
  const day = parseCalendarDate(text(detail['dueOn']));
  return day ? `${before}${f.day(day)}` : '';
}

/** The nights that another calendar has too. */
function clash({ detail }: Alert, f: Format): string {
  const nights = detail['nights'] as Stay | undefined;
  const when = nights ? f.stay(nights) : 'Las mismas noches';
  return `${when}: están acá y en ${text(detail['feed']) || 'otro calendario'}.`;
}

function firstOf({ detail }: Alert): string {
  const { first = 'unknown' } = (detail['soldFirst'] ?? {}) as { first?: string };
  return FIRST[first] ?? '';
}

const FIRST: Readonly<Record<string, string>> = {
  here: 'Se vendió primero acá.',
  there: 'Se vendió primero allá.',
  unknown: 'No se sabe cuál se vendió primero: fijate allá.',
};

const WHY: Readonly<Record<string, string>> = {
  asked: 'Pidió hablar con una persona.',
  notUnderstood: 'El bot no le entendió dos veces seguidas.',
  change: 'Quiere cambiar su reserva.',
  cancel: 'Quiere cancelar su reserva.',
  invoice: 'Pide factura.',
  payment: 'Dice que pagó y no hay reserva abierta.',
  manyCabins: 'Quiere reservar más de una cabaña.',
  optOut: 'Pidió no recibir más mensajes.',
  dataDeletion: 'Pidió que se borren sus datos.',
  failed: 'El bot falló con sus mensajes.',
};

const ALERTS: Readonly<Record<string, Words>> = {
  transfer: {
    title: 'Transferencia por confirmar',
    body: (alert, f) =>
      `Mandó un comprobante por *${money(alert, f)}*. Mirá tu banco: si está, aprobala y la reserva queda confirmada; si no está, le aviso y tiene media hora para pagar de otra forma.\n\nEl comprobante está en /admin.`,
    labels: { approve: 'Está: aprobar', refuse: 'No está' },
  },
  handoff: {
    title: 'Un huésped te necesita',
    body: ({ detail, words }) =>
      `${WHY[text(detail['why'])] ?? 'Hay que atenderlo.'}${words ? `\n\n«${words}»` : ''}`,
    labels: { approve: 'Tomar el chat', resolve: 'Ya está' },
  },
  suspense: {
    title: 'Entró plata sin reserva',
    body: (alert, f) =>
      `MercadoPago recibió *${money(alert, f)}* y no se sabe de qué reserva es.\n\nSi es de una, escribí «asignar a» y su código.`,
    labels: { refuse: 'Devolverla' },
    does: { refuse: 'La plata vuelve a quien la pagó.' },
  },
  foreignPayment: {
    title: 'Un pago que no es nuestro',
    body: (alert, f) =>
      `MercadoPago avisó un pago de ${money(alert, f)} que no corresponde a esta cuenta o moneda. No se tocó nada.`,
    labels: { resolve: 'Ya lo vi' },
  },
  shortPayment: {
    title: 'Pagó de menos',
    body: (alert, f) =>
      `A la seña le faltan *${money(alert, f)}*. Podés confirmar igual con lo que entró.`,
    labels: { approve: 'Confirmar igual', resolve: 'Dejarlo correr' },
    does: { approve: 'La reserva queda confirmada con lo que entró.' },
  },
  dispute: {
    title: 'Disputa en MercadoPago',
    body: ({ detail, ...alert }, f) =>
      `Desconocieron un pago de *${money({ detail, ...alert }, f)}*.${
        text(detail['deadline'])
          ? ` Tenés hasta el ${f.moment(text(detail['deadline']))} para presentar documentos.`
          : ''
      } Las pruebas (cotización, política y chat) están en /admin.`,
    labels: { resolve: 'Ya la atendí' },
  },
  drift: {
    title: 'Una diferencia con MercadoPago',
    body: () =>
      'Lo que dice MercadoPago de un pago no coincide con los libros. El detalle está en /admin.',
    labels: { resolve: 'Ya lo vi' },
  },
  refundBlocked: {
    title: 'Una devolución no sale',
    body: (alert, f) =>
      `MercadoPago no deja devolver *${money(alert, f)}*: suele ser saldo insuficiente en la cuenta. Lo sigo intentando todos los días.`,
    labels: { approve: 'Probar ahora', resolve: 'Ya lo vi' },
  },
  refundedOutside: {
    title: 'Devolvieron desde MercadoPago',
    body: (alert, f) =>
      `Se devolvieron *${money(alert, f)}* desde el panel de MercadoPago y la reserva sigue en pie.`,
    labels: { approve: 'Sigue en pie', refuse: 'Cancelarla' },
    does: { refuse: 'La reserva se cancela y vuelve lo que quede.' },
  },
  refundByHand: {
    title: 'Devolución a mano',
    body: (alert, f) =>
      `Hay que devolver *${money(alert, f)}* que entraron por transferencia o en efectivo.`,
    labels: { approve: 'Ya la devolví' },
    does: { approve: 'Anoto que la plata ya volvió.' },
  },
  stayCancelled: {
    title: 'Se canceló una reserva',
    body: (alert, f) => `La canceló el huésped. Vuelve: ${money(alert, f) || 'nada'}.`,
    labels: { resolve: 'Ya lo vi' },
  },
  cannotAsk: {
    title: 'MercadoPago no contesta',
    body: () => 'No pude preguntar por un pago cuando terminaba el tiempo de la reserva.',
    labels: { approve: 'Preguntar ahora', resolve: 'Ya lo vi' },
  },
  linkFailed: {
    title: 'No se pudo crear el link',
    body: () => 'MercadoPago no dejó crear el link de pago y el huésped está esperando.',
    labels: { approve: 'Probar de nuevo', resolve: 'Ya lo vi' },
  },
  strayCredit: {
    title: 'Plata que sobra',
    body: (alert, f) => `Quedaron *${money(alert, f)}* de una reserva que no corresponden a nada.`,
    labels: { approve: 'Queda', refuse: 'Devolverla' },
    does: { approve: 'La plata queda como cobrada.', refuse: 'La plata vuelve ahora.' },
  },
  mailFailed: {
    title: 'Un mail no salió',
    body: () => 'El servidor de correo no aceptó un mail para este huésped.',
    labels: { resolve: 'Ya lo vi' },
  },
  undelivered: {
    title: 'Un mensaje no llegó',
    body: () => 'WhatsApp no entregó un mensaje a este huésped.',
    labels: { approve: 'Mandarlo de nuevo', resolve: 'Ya lo vi' },
  },
  numberPaused: {
    title: 'El número está en pausa',
    body: ({ detail }) =>
      `WhatsApp no deja enviar: ${text(detail['sentence']) || 'hay que mirar la cuenta'}.`,
    labels: { resolve: 'Ya lo vi' },
  },
  whatsappAccount: {
    title: 'Aviso de WhatsApp sobre tu cuenta',
    body: ({ detail }) => `Meta informa: ${text(detail['field'])} ${text(detail['event'])}.`,
    labels: { resolve: 'Ya lo vi' },
  },
  calendarConflict: {
    title: '¡Doble venta!',
    body: (alert, f) => `${clash(alert, f)} ${firstOf(alert)}`,
    labels: { refuse: 'Cancelar la de acá', resolve: 'Ya lo arreglé' },
    does: { refuse: 'La reserva de acá se cancela y se devuelve todo.' },
  },
  calendarOverlap: {
    title: 'Dos calendarios con las mismas noches',
    body: (alert, f) => clash(alert, f),
    labels: { resolve: 'Ya lo vi' },
  },
  noShow: {
    title: '¿Llegaron?',
    body: () => 'Tenían que llegar ayer y nadie lo anotó.',
    labels: { approve: 'Sí, llegaron', refuse: 'No vinieron', resolve: 'Ya está' },
    does: { refuse: 'Queda anotado que no vinieron.' },
  },
  arrivalHour: {
    title: 'Llegan fuera de hora',
    body: ({ detail }) => `Avisaron que llegan a las ${text(detail['time'])}.`,
    labels: { resolve: 'Está bien' },
  },
  erasure: {
    title: 'Pidió que se borren sus datos',
    body: (alert, f) =>
      `Se borran solos cuando termine lo que tiene abierto${due(alert, f, '; el plazo legal es el ')}. No tenés que hacer nada.`,
    labels: {},
  },
  dataAccess: {
    title: 'Pidió una copia de sus datos',
    body: (alert, f) => `Bajala de /admin y mandásela${due(alert, f, ', a más tardar el ')}.`,
    labels: { resolve: 'Ya se la mandé' },
  },
  calendarFailing: {
    title: 'Un calendario no se lee bien',
    body: ({ detail }) =>
      detail['why'] === 'eventUnreadable'
        ? `En ${text(detail['feed']) || 'un calendario'} hay fechas mal escritas que no se entienden: mirá allá cuáles no están acá, y bloquealas.`
        : `Hace rato que ${text(detail['feed']) || 'un calendario'} no contesta: sus reservas nuevas no se ven acá.`,
    labels: { resolve: 'Ya lo vi' },
  },
};

const GENERAL: Words = {
  title: 'Hay algo que decidir',
  body: ({ kind }) =>
    `Es del tipo «${kind}». El detalle y las opciones están en /admin → Pendientes.`,
  labels: { resolve: 'Ya lo vi' },
};

export function wordsFor(kind: string): Words {
  return Object.hasOwn(ALERTS, kind) ? (ALERTS[kind] ?? GENERAL) : GENERAL;
}
