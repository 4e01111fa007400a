// The sentences and lines that an owner reads, in the Spanish of the people who have the cabins.

import { sum } from '../../src/domain/money.ts';
import { addDays, nightsOf, type Stay } from '../../src/domain/stay.ts';
import type { Alert, Part, Refused, StayLine, Taken } from '../owner-shown.ts';
import type { Order, OwnerSaying, PlainKey } from '../owner-talk.ts';
import type { Format } from './format.ts';
import { wordsFor } from './owner-alerts.ts';
import { shorten } from './shorten.ts';

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

export const PLAIN: Readonly<Record<PlainKey, string>> = {
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

export const ASKS: Readonly<Record<'cabin' | 'dates', string>> = {
  cabin: '¿De qué cabaña?',
  dates: '¿Qué fechas? Por ejemplo: del 5 al 8 de enero.',
};

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

export function summaryOf(alerts: readonly Alert[]): string {
  const counts = Map.groupBy(alerts, ({ kind }) => wordsFor(kind).title);
  const words = [...counts].map(([title, { length }]) =>
    length === 1 ? title : `${title} (${length})`,
  );
  return shorten(words.join(' · '), 90);
}

export function aboutOf({ code, cabinName, stay, name, phone }: Alert, f: Format): string {
  const who = name ?? (phone ? `+${phone}` : '');
  const what = [code, cabinName, stay && f.shortStay(stay)].filter(Boolean).join(', ');
  return [who, what].filter((part) => part !== '').join(' · ');
}

export function shortAbout(alert: Alert, f: Format): string {
  const amount = alert.amount === null ? '' : f.money(alert.amount);
  const about = [alert.name ?? alert.phone ?? '', alert.code ?? '', amount].filter(
    (part) => part !== '',
  );
  return about.length > 0 ? about.join(' · ') : wordsFor(alert.kind).title;
}

export function orderOn(order: Order['do'], code: string): Order {
  switch (order) {
    case 'cancel':
      return { do: 'cancel', who: code };
    case 'cash':
      return { do: 'cash', who: code, amount: null };
    default:
      return { do: 'reservation', who: code };
  }
}

export function refusal(why: Refused, f: Format): string {
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

export function staysText(
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

export function section(title: string, stays: readonly StayLine[], f: Format): string {
  return stays.length === 0
    ? ''
    : `*${title}*\n${stays
        .slice(0, 12)
        .map((stay) => stayLine(stay, f))
        .join('\n')}`;
}

export function freeText(
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

export function takingsText(
  { days, lines }: Extract<OwnerSaying, { key: 'takings' }>,
  f: Format,
): string {
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

export function partLines(parts: readonly Part[], f: Format): string {
  return parts
    .map(({ cabinName, stay }) => `• ${cabinName}: ${f.stay(stay)} (${f.nights(stay)})`)
    .join('\n');
}

export function takenLines(taken: readonly Taken[], f: Format): string {
  return taken
    .map(({ cabinName, stay, what }) => `• ${cabinName}: ${f.shortStay(stay)}, ${what}`)
    .join('\n');
}

export function statusOf(status: string): string {
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

export function decisionWords(kind: string, decision: string): string {
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
export function whoIs(by: string): string {
  const phone = /^whatsapp:(\d+)$/.exec(by)?.[1];
  return phone ? `el dueño de …${phone.slice(-4)}` : by || 'otra persona';
}

export function listed(names: readonly string[]): string {
  return new Intl.ListFormat('es-AR', { type: 'conjunction' }).format(names);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
