// Everything that can be heard: each kind of text, tap, picture and fact, a few values of each.

import type { ConversationEvent } from '../../flows/events.ts';
import type { Choice } from '../../flows/choices.ts';
import type { Intent, Meaning } from '../../flows/understand/meaning.ts';
import { toCentavos } from '../../src/domain/money.ts';
import type { CalendarDate, Stay } from '../../src/domain/stay.ts';

export const day = (text: string) => text as CalendarDate;
export const stay = (checkIn: string, checkOut: string): Stay => ({
  checkIn: day(checkIn),
  checkOut: day(checkOut),
});
const JANUARY = stay('2027-01-03', '2027-01-10');
export const FEBRUARY = stay('2027-02-14', '2027-02-18');
export const FOUR = { adults: 4, children: 0, infants: 0 };
const FOURTEEN = { adults: 12, children: 2, infants: 0 };
export const AT = '2026-11-24T15:00:00.000Z';
const A_YEAR_LATER = '2027-11-24T15:00:00.000Z';

function meaning(given: Partial<Meaning>): Meaning {
  return {
    stays: [],
    month: null,
    nights: null,
    guests: null,
    arrival: null,
    email: null,
    promo: null,
    pets: null,
    ages: [],
    units: [],
    intents: ['unknown'],
    topics: [],
    doubts: [],
    problems: [],
    corrects: false,
    name: null,
    ordinal: null,
    pick: null,
    language: 'es',
    spans: [],
    ...given,
  };
}

const said = (text: string, given: Partial<Meaning>): ConversationEvent => ({
  type: 'guest.said',
  at: AT,
  text,
  meaning: meaning(given),
});
const intending = (...intents: Intent[]) => said(intents.join(' '), { intents });
const chose = (choice: Choice): ConversationEvent => ({ type: 'guest.chose', at: AT, choice });
const quote = ['quote'] as const;

const texts = [
  intending('greeting'),
  intending('affirm'),
  intending('deny'),
  intending('deny', 'thanks'),
  intending('defer'),
  intending('thanks'),
  intending('quote'),
  intending('price'),
  intending('too_expensive'),
  intending('payment_link'),
  intending('payment_failed'),
  intending('payment_claim'),
  intending('balance'),
  intending('bank_transfer'),
  intending('cancel_flow'),
  intending('cancel_reservation'),
  intending('withdrawal'),
  intending('modify_reservation'),
  intending('arrival_time'),
  said('ana@example.com', { email: 'ana@example.com' }),
  intending('email'),
  said('la otra', { pick: 'another', intents: ['modify_reservation'] }),
  said('cuánto sale la más barata', { pick: 'cheapest', intents: ['price'] }),
  said('llegamos tipo 22', { intents: ['arrival_time'], arrival: '22:00' }),
  intending('waitlist'),
  intending('deny', 'leave_waitlist'),
  intending('handoff'),
  intending('opt_out'),
  intending('opt_in'),
  intending('privacy'),
  intending('data_access'),
  intending('data_deletion'),
  intending('invoice'),
  intending('menu'),
  intending('unknown'),
  said('tiene pileta? y parrilla?', { intents: ['faq'], topics: ['pool', 'grill'] }),
  said('cuánto tiempo me queda?', { intents: ['faq'], topics: ['time_left'] }),
  said('del 3 al 10 de enero', { stays: [JANUARY], intents: quote }),
  said('en enero o en febrero, somos 4', {
    stays: [JANUARY, FEBRUARY],
    guests: FOUR,
    intents: quote,
  }),
  said('la coihue del 3 al 10, somos 4', {
    stays: [JANUARY],
    guests: FOUR,
    units: ['coihue'],
    intents: quote,
  }),
  said('somos 4, hay wifi?', { guests: FOUR, intents: ['quote', 'faq'], topics: ['wifi'] }),
  said('somos 14', { guests: FOURTEEN, intents: quote }),
  said('con un perro', { pets: 1 }),
  said('una semana en enero', { month: day('2027-01-01'), nights: 7, intents: ['availability'] }),
  said('3 noches', { nights: 3 }),
  said('tengo el código LAGO10', { promo: 'LAGO10', intents: ['quote'] }),
  said('llego el 3', { doubts: [{ kind: 'checkOut', checkIn: JANUARY.checkIn }], intents: quote }),
  said('el lunes 3', {
    doubts: [{ kind: 'checkOut', checkIn: JANUARY.checkIn, otherwise: day('2027-01-04') }],
    intents: quote,
  }),
  said('carnaval, somos 5 o 6', {
    doubts: [
      { kind: 'stay', why: 'holiday', readings: [JANUARY, FEBRUARY], name: 'Carnaval' },
      { kind: 'party', readings: [FOUR, FOURTEEN] },
    ],
    intents: quote,
  }),
  said('este finde', {
    doubts: [{ kind: 'stay', why: 'whichWeekend', readings: [JANUARY] }],
    intents: quote,
  }),
  said('el 31 de febrero', {
    problems: [{ kind: 'noSuchDate', words: '31 de febrero' }],
    intents: quote,
  }),
  said('del 10 al 3', {
    problems: [{ kind: 'outBeforeIn', words: '10 al 3', nearest: JANUARY }],
    intents: quote,
  }),
  said('la primera', { ordinal: 1 }),
  said('la séptima', { ordinal: 7 }),
  said('otra cabaña', { pick: 'another', intents: ['modify_reservation'] }),
  said('Coihue', { units: ['coihue'] }),
  said('cuánto sale Coihue?', { units: ['coihue'], intents: ['price'] }),
  said('Ana Pérez', { name: 'Ana Pérez' }),
  said('sí, Ana Pérez', { name: 'Ana Pérez', intents: ['affirm'] }),
] as const;

const sent = (
  ['image', 'audio', 'document', 'video', 'sticker', 'location', 'contacts', 'unsupported'] as const
).map((what): ConversationEvent => ({ type: 'guest.sent', at: AT, what }));

/** Taps that know nothing of the conversation: some fit, some are old. */
const taps = (
  [
    { do: 'menu' },
    { do: 'search' },
    { do: 'human' },
    { do: 'resume' },
    { do: 'payBalance' },
    { do: 'instructions' },
    { do: 'otherDates' },
    { do: 'otherCabin' },
    { do: 'profileName' },
    { do: 'optIn' },
    { do: 'erase' },
    { do: 'joinWait' },
    { do: 'takeWait' },
    { do: 'leaveWait' },
    { do: 'cabin', cabinId: 'coihue' },
    { do: 'cabin', cabinId: 'coihue', checkIn: FEBRUARY.checkIn },
    { do: 'cabin', cabinId: 'burnt-down' },
    { do: 'book', cabinId: 'coihue' },
    { do: 'reading', index: 0 },
    { do: 'reading', index: 9 },
    { do: 'alternative', index: 0 },
    { do: 'alternative', index: 9 },
    { do: 'people', count: 4 },
    { do: 'unknown' },
  ] as const
).map(chose);

export const CODE = 'RDL-7K2M';
/** The quote of a change that is shown. */
export const CHANGE = 'c1';
const about = (code: string) => ({ code, cabinName: 'Coihue', stay: JANUARY });
const money = toCentavos(40_292_700);
const NOTHING = toCentavos(0);

/** What jobs, webhooks and the owner tell; `code` is the reservation that it is about. */
const facts = (code: string) =>
  [
    { ...about(code), type: 'link.ready', path: 'pay/abc' },
    { ...about(code), type: 'link.failed' },
    { ...about(code), type: 'hold.ending', minutesLeft: 5 },
    { ...about(code), type: 'hold.expired' },
    { ...about(code), type: 'payment.pending' },
    { ...about(code), type: 'payment.rejected', detail: 'cc_rejected_other_reason' },
    { ...about(code), type: 'payment.notFound' },
    {
      ...about(code),
      type: 'payment.confirmed',
      received: money,
      late: false,
      surplus: toCentavos(0),
      checkIn: '15:00',
      instructions: 'La llave está en la recepción.',
    },
    { ...about(code), type: 'payment.short', received: money, missing: money, heldUntil: AT },
    { ...about(code), type: 'payment.repeated', amount: money, counts: '123' },
    { ...about(code), type: 'payment.tooLate', amount: money },
    { ...about(code), type: 'balance.ready', amount: money, path: 'pay/abc', why: 'asked' },
    { ...about(code), type: 'balance.ready', amount: money, path: 'pay/abc', why: 'reminder' },
    { ...about(code), type: 'balance.paid', received: money, surplus: NOTHING, missing: money },
    {
      ...about(code),
      ...{ type: 'balance.ready', amount: money, path: 'pay/abc', why: 'change', until: AT },
    },
    {
      ...about(code),
      ...{ type: 'stay.changed', total: money, due: money, refund: NOTHING, byHand: NOTHING },
    },
    { ...about(code), type: 'change.ended', why: 'expired' },
    { ...about(code), type: 'transfer.refused', heldUntil: AT },
    { ...about(code), type: 'transfer.tooLate', amount: money },
    { ...about(code), type: 'payment.afterCancel', amount: money, refund: money },
    { ...about(code), type: 'payment.disputed' },
    { ...about(code), type: 'refund.done', amount: money },
    { ...about(code), type: 'refund.blocked', amount: money },
    { ...about(code), type: 'reservation.cancelled', refund: money },
    { ...about(code), type: 'stay.near', checkInFrom: '15:00', arrival: null },
    { ...about(code), type: 'stay.near', checkInFrom: '15:00', arrival: '22:00' },
    {
      ...about(code),
      type: 'stay.arriving',
      checkInFrom: '15:00',
      instructions: 'La llave está en la recepción.',
      arrival: null,
    },
    { ...about(code), type: 'stay.leaving', until: '10:30', notes: null },
    { ...about(code), type: 'stay.over', reviewLink: 'https://g.page/r/x' },
  ] as const satisfies readonly ConversationEvent[];

const others = [
  { type: 'voice.heard', words: 'del 3 al 10 de enero' },
  { type: 'wait.offered', cabinName: 'Coihue', stay: FEBRUARY, until: AT },
  { type: 'language.changed', language: 'pt' },
  { type: 'owner.tookOver' },
  { type: 'owner.handedBack' },
  { type: 'messages.setAside' },
  { type: 'contact.preferred', wish: 'stop' },
  {
    type: 'guest.said',
    at: A_YEAR_LATER,
    text: 'hola',
    meaning: meaning({ intents: ['greeting'] }),
  },
] as const satisfies readonly ConversationEvent[];

/** `quoteId` is the quote on the table: yes to it, and yes to an older one. */
export function alphabet(quoteId: string | undefined): readonly ConversationEvent[] {
  return [
    ...texts,
    ...sent,
    ...taps,
    chose({ do: 'yes', to: quoteId ?? 'none' }),
    chose({ do: 'yes', to: 'an-older-quote' }),
    chose({ do: 'yes', to: CHANGE }),
    chose({ do: 'letGo', code: CODE }),
    chose({ do: 'letGo', code: 'RDL-0000' }),
    chose({ do: 'cancelHold', code: CODE }),
    chose({ do: 'leaveStay', code: CODE }),
    chose({ do: 'leaveStay', code: 'RDL-0000' }),
    chose({ do: 'arrive', code: CODE, time: '22:00' }),
    chose({ do: 'cancelHold', code: 'RDL-0000' }),
    ...facts(CODE),
    ...facts('RDL-0000'),
    ...others,
  ];
}
