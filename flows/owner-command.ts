// What an owner wants, from a text: which order, and the pieces that the guests' own understanding finds
// in it (cabins, dates, amounts). Pure. Whether a piece is missing is said by whoever carries the order out.

import type { Centavos, Currency } from '../src/domain/money.ts';
import { addDays, weekdayOf, type CalendarDate, type Stay } from '../src/domain/stay.ts';
import type { Hearing, Meaning } from './understand/meaning.ts';
import { moneyIn } from './understand/money.ts';
import { foldText } from './understand/tokens.ts';
import { understand } from './understand/understand.ts';

/** What only moves the talk. */
export const NOT_ORDERS = ['help', 'asGuest', 'asOwner', 'yes', 'no', 'unknown'] as const;
export type NotOrder = (typeof NOT_ORDERS)[number];
type Word = NotOrder | 'pending' | 'digest';

/** One member for each name, so that each can be told from the others. */
export type Each<D extends string, T = unknown> = {
  readonly [K in D]: { readonly do: K } & T;
}[D];

/** `cabins`: as named, folded; empty where none is. `who`: a code, a name or a phone, as written. */
export type Command =
  | Each<'block' | 'unblock', { readonly cabins: Cabins; readonly stay: Stay | null }>
  | {
      readonly do: 'price';
      readonly cabins: Cabins;
      /** Null: the base price. `weekends`: of Fridays and Saturdays. */
      readonly stay: Stay | null;
      readonly weekends: boolean;
      readonly amount: Centavos | null;
      readonly currency: Currency | null;
    }
  | Each<
      'arrivals' | 'departures' | 'staying' | 'free' | 'reservations',
      { readonly days: Stay | null }
    >
  | { readonly do: 'takings'; readonly days: Stay }
  | Each<Word>
  | Each<'reservation' | 'cancel' | 'assign' | 'pause' | 'resume', { readonly who: string }>
  | { readonly do: 'cash'; readonly who: string; readonly amount: Centavos | null }
  | { readonly do: 'answer'; readonly who: string; readonly text: string };

/** `every`: "todas". */
export type Cabins = { readonly named: readonly string[]; readonly every: boolean };

const CODE = /\bpo\s?-?\s?([2-9b-df-hj-np-tv-z]{5})\b/i;

/** Short and whole: what only counts as an answer, or as a word of its own. */
const WHOLE: ReadonlyArray<readonly [RegExp, Word]> = [
  [/^(?:modo (?:duen[oa]|propietari[oa]|admin)|soy (?:el|la) duen[oa])$/, 'asOwner'],
  [
    /^(?:probar|quiero probar|modo (?:huesped|prueba|invitado)|probar (?:como|de) huesped)$/,
    'asGuest',
  ],
  [
    /^(?:s[ií]|sip|dale|ok|okey|confirmo|confirmar|confirmado|de una|hacelo|obvio|si,? dale|va)$/,
    'yes',
  ],
  [/^(?:no|nop|nada|mejor no|dejalo|deja|no,? gracias|cancelar|cancela|olvidalo)$/, 'no'],
  [
    /^(?:ayuda|help|menu|comandos|opciones|hola|buen[oa]s?(?: (?:dias|tardes|noches))?|que (?:podes hacer|puedo (?:hacer|pedir))|como (?:funciona|se usa))$/,
    'help',
  ],
  [
    /^(?:pendientes?|que (?:falta|hay)(?: por)? (?:decidir|pendiente)|decisiones|que tengo pendiente)$/,
    'pending',
  ],
  [
    /^(?:resumen|el resumen|resumen de hoy|novedades|como venimos|como viene (?:el dia|la cosa))$/,
    'digest',
  ],
];

export type OwnHearing = Omit<Hearing, 'expects' | 'known' | 'language'>;

type Verb = Exclude<Command['do'], NotOrder>;

/** Said of the bot, before "no" undoes an order. */
const QUIET = /\bno le (?:contest|respond|habl|escrib)\w*/;

/** The first that fits: "desbloquear" before "bloquear", "cuánto cobramos" before "cobré". */
const VERBS: ReadonlyArray<readonly [RegExp, Verb]> = [
  [/^(?:respond\w*|contest\w*|decile|deciles|escribile|avisale)\b/, 'answer'],
  [
    /\b(?:desbloque(?!ad)\w*|(?:sac|quit|levant|elimin|borr)\w* (?:el |los )?bloqueos?|libera(?!d)\w*|reabri\w*|abri(?:r|me)?)\b/,
    'unblock',
  ],
  [/\b(?:bloque(?!ad|ast|os\b)\w*|cerra(?!d)\w*|cierr\w*|no alquil\w*)\b/, 'block'],
  [
    /\b(?:pausa\w*|frena\w*|calla\w*|toma(?:r|o)? el chat|para(?:r)? el bot|hablo yo|yo (?:hablo|contesto|respondo|atiendo))\b/,
    'pause',
  ],
  [/\b(?:segui\w*|reanud\w*|reactiva\w*|devolve\w* (?:el chat|al bot)|que siga)\b/, 'resume'],
  [/\basign\w*\b/, 'assign'],
  [/\b(?:cancel[ao]\w*|anul[ao]\w*|da(?:r|me|le|rle)? de baja)\b/, 'cancel'],
  [
    /\b(?:cobros?|cuanto (?:entro|cobr\w+|se cobro|ingreso|facturamos)|caja|ingresos|recauda\w*|plata)\b/,
    'takings',
  ],
  [/\b(?:cobre|cobramos|me pag\w+|nos pag\w+|pago en efectivo|recibi)\b/, 'cash'],
  [
    /\b(?:precios?|tarifas?|cuanto (?:sale|salen|cuesta|cuestan|vale)|subi\w*|baja\w*|aument\w*|pone\w*|cambia\w* (?:el|los) precios?)\b/,
    'price',
  ],
  [/\b(?:llegan?|llegadas?|check ?-?ins?|entran?|ingresan?|arrib\w*)\b/, 'arrivals'],
  [/\b(?:se van?|salen?|salidas?|check ?-?outs?|dejan?)\b/, 'departures'],
  [
    /\b(?:quien(?:es)? (?:esta\w*|hay|duermen?|vienen?)|hay alguien|ocupad[oa]s?|alojad[oa]s?|ocupacion)\b/,
    'staying',
  ],
  [/\b(?:libres?|disponib\w*|lugar|desocupad\w*)\b/, 'free'],
  [/\breservas\b/, 'reservations'],
  [/\b(?:pendientes?|por decidir)\b/, 'pending'],
  [/\bresumen\b/, 'digest'],
  [/\breserva\b/, 'reservation'],
];

/** `unfinished`: an order that lacked something; a text without an order of its own goes on with it. */
export function readCommand(
  text: string,
  hearing: OwnHearing,
  unfinished: string | null = null,
): Command {
  const folded = foldText(text).replace(/\s+/g, ' ').trim();
  const bare = folded.replace(/^[¿¡]+|[?!.]+$/g, '').trim();
  for (const [words, order] of WHOLE) if (words.test(bare)) return { do: order };
  if (QUIET.test(bare)) return commandOf('pause', text, bare, hearing);
  // "no bloquees nada" orders nothing
  if (/^no\b(?! alquil)/.test(bare)) return { do: 'unknown' };
  const verb = VERBS.find(([words]) => words.test(bare))?.[1] ?? impliedBy(text, bare, hearing);
  if (verb) return commandOf(verb, text, bare, hearing);
  if (CODE.test(bare)) return { do: 'reservation', who: whoIn(text) };
  return unfinished === null ? { do: 'unknown' } : readCommand(`${unfinished} ${text}`, hearing);
}

/** "coihue en enero a 95 mil": an amount and what it is for; it is asked about before it counts. */
function impliedBy(text: string, folded: string, hearing: OwnHearing): 'price' | undefined {
  if (moneyIn(text) === null) return undefined;
  const meant = commandOf('price', text, folded, hearing);
  const isPrice =
    meant.do === 'price' &&
    (meant.stay !== null || meant.weekends || meant.cabins.named.length > 0);
  return isPrice ? 'price' : undefined;
}

function commandOf(verb: Verb, text: string, folded: string, hearing: OwnHearing): Command {
  const money = verb === 'price' || verb === 'cash' ? moneyIn(text) : null;
  const rest = money ? `${text.slice(0, money.span[0])} ; ${text.slice(money.span[1])}` : text;
  const hear = () =>
    understand(rest, { ...hearing, expects: 'anything', known: {}, language: 'es' });
  switch (verb) {
    case 'block':
    case 'unblock': {
      const meaning = hear();
      return {
        do: verb,
        cabins: cabinsIn(folded, meaning),
        stay: daysIn(folded, meaning, hearing),
      };
    }
    case 'price': {
      const meaning = hear();
      const weekends = /\b(?:findes|fines de semana|los findes?|viernes y sabados?)\b/.test(folded);
      return {
        do: verb,
        cabins: cabinsIn(folded, meaning),
        stay: daysIn(folded, meaning, hearing),
        weekends,
        amount: money?.amount ?? null,
        currency: money?.currency ?? null,
      };
    }
    case 'arrivals':
    case 'departures':
    case 'staying':
    case 'free':
    case 'reservations':
      return { do: verb, days: daysIn(folded, hear(), hearing) };
    case 'takings':
      return { do: verb, days: daysIn(folded, hear(), hearing) ?? dayOf(hearing.today) };
    case 'cash':
      return { do: verb, who: whoIn(rest), amount: money?.amount ?? null };
    case 'reservation':
    case 'cancel':
    case 'assign':
    case 'pause':
    case 'resume':
      return { do: verb, who: whoIn(text) };
    case 'answer': {
      const [, who = '', said = ''] =
        /^\s*\S+\s+(?:a\s+)?([^:]{2,60}?)\s*:\s*(.+)$/s.exec(text) ??
        /^\s*\S+\s+(?:a\s+)?(\S.{1,60}?)\s+que\s+(.+)$/s.exec(text) ??
        [];
      return { do: verb, who: CODE.test(who) ? codeIn(who) : who.trim(), text: said.trim() };
    }
    case 'pending':
    case 'digest':
      return { do: verb };
  }
}

/** Words between the order and the person or the reservation that it is about. */
const BETWEEN =
  /^(?:el|la|los|las|de|del|a|al|con|en|por|para|saldo|resto|sena|efectivo|reserva|estadia|chat|bot|conversacion|plata|pago|transferencia|que|un|una|huesped|señor|señora|sr|sra|todo|lo|ya|me|nos|pago|hoy|quiero|ver|mostrame|dame|detalle|seguir|segui|siga|no|le|conteste|contestes|hable|hablo|yo|cancelo|anulo|baja|dar|darle|pausar|pausa|pausame|cancelar|cancela|cancelame|anular|anula|cobre|cobramos|recibi|asignar|asigna|asignalo|reanudar|reactivar|frenar|callar|tomar|devolver|devolvele|parar|el|pagaron|;|,|\.)$/;

function whoIn(text: string): string {
  if (CODE.test(text)) return codeIn(text);
  return text
    .replace(/[¿?¡!:;,]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !BETWEEN.test(foldText(word)))
    .join(' ')
    .slice(0, 60);
}

function codeIn(text: string): string {
  return `PO-${(CODE.exec(text)?.[1] ?? '').toUpperCase()}`;
}

const NOT_A_NAME =
  /^(?:del|de|el|la|los|las|en|para|por|desde|hasta|hoy|manana|pasado|este|esta|todo|toda|entre|a|al|y|que|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|finde|semana|libres?|lunes|martes|miercoles|jueves|viernes|sabado|domingo|;)$/;

/** Also a name that is none of theirs, so that it can be said which ones there are. */
function cabinsIn(folded: string, { units }: Meaning): Cabins {
  const every = units.length === 0 && /\btod[oa]s?\b/.test(folded);
  const unknown = /\bcabanas? ([\p{L}]{3,40})\b/u.exec(folded)?.[1];
  const named = units.length === 0 && unknown && !NOT_A_NAME.test(unknown) ? [unknown] : [...units];
  return { named, every };
}

/** Words for days that guests do not need: "esta semana", "ayer". A day is itself and the next. */
function daysIn(
  folded: string,
  { stays, doubts, month, problems }: Meaning,
  { today }: Pick<Hearing, 'today'>,
): Stay | null {
  if (stays[0]) return stays[0];
  const near = nearDays(folded, today);
  if (near) return near;
  const doubt = doubts.find(({ kind }) => kind !== 'party');
  if (doubt?.kind === 'stay' && doubt.readings[0]) return doubt.readings[0];
  if (doubt?.kind === 'checkOut') return dayOf(doubt.checkIn);
  if (month) return monthOf(month);
  return problems[0]?.nearest ?? null;
}

function nearDays(folded: string, today: CalendarDate): Stay | null {
  const monday = addDays(today, 1 - weekdayOf(today));
  const week = (from: CalendarDate): Stay => ({ checkIn: from, checkOut: addDays(from, 7) });
  const month = monthOf(today);
  if (/\bpasado manana\b/.test(folded)) return dayOf(addDays(today, 2));
  if (/\bhoy\b|\besta noche\b|\bahora\b/.test(folded)) return dayOf(today);
  if (/\bmanana\b/.test(folded)) return dayOf(addDays(today, 1));
  if (/\banteayer\b/.test(folded)) return dayOf(addDays(today, -2));
  if (/\bayer\b/.test(folded)) return dayOf(addDays(today, -1));
  if (/\besta semana\b/.test(folded)) return week(monday);
  if (/\b(?:semana pasada|la otra semana)\b/.test(folded)) return week(addDays(monday, -7));
  if (/\b(?:semana que viene|proxima semana)\b/.test(folded)) return week(addDays(monday, 7));
  if (/\beste mes\b/.test(folded)) return month;
  if (/\bmes pasado\b/.test(folded)) return monthOf(addDays(month.checkIn, -1));
  if (/\b(?:mes que viene|proximo mes)\b/.test(folded)) return monthOf(month.checkOut);
  return null;
}

function dayOf(day: CalendarDate): Stay {
  return { checkIn: day, checkOut: addDays(day, 1) };
}

function monthOf(day: CalendarDate): Stay {
  const first = addDays(day, 1 - Number(day.slice(8)));
  const inNext = addDays(first, 31);
  return { checkIn: first, checkOut: addDays(inNext, 1 - Number(inNext.slice(8))) };
}
