// What would go wrong: a price cut in half by WhatsApp, two buttons of one name, a language that forgot a sentence.
// Every saying in every language, as long as an owner or a guest can make it.

import { expect, test } from 'vitest';
import { toFormPayload, toPayload } from '../../src/adapters/whatsapp/outbound.ts';
import { toCentavos } from '../../src/domain/money.ts';
import type { QuoteRefusal } from '../../src/domain/quote.ts';
import { choiceId, parseChoice } from '../../flows/choices.ts';
import { createCopies } from '../../flows/copy/copies.ts';
import type { Copy, Place } from '../../flows/copy/copy.ts';
import type { OutMessage } from '../../flows/copy/message.ts';
import type { Sayings } from '../../flows/copy/sayings.ts';
import type { LeavingTerms, Offer, QuoteShown } from '../../flows/events.ts';
import type { Doubt, StayDoubt } from '../../flows/understand/meaning.ts';
import { day, stay } from '../support/alphabet.ts';

const copies = createCopies('America/Argentina/Buenos_Aires');
const languages = ['es', 'pt', 'en'] as const;

// The longest that the owner's settings and a phone allow.
const name = 'Cabaña «Los Ñires del Ventisquero Negro»';
const words = (length: number) =>
  'palabras de la dueña, con ñandúes; '.repeat(length).slice(0, length);
const place: Place = {
  name: words(80),
  place: words(200),
  greeting: words(500),
  checkInFrom: '15:00',
  checkOutUntil: '10:30',
};
const september = stay('2027-09-22', '2027-10-22');
const yearsEnd = stay('2026-12-23', '2027-01-22');
const party = { adults: 150, children: 40, infants: 10 };
const money = toCentavos(999_999_999_999);
const at = '2026-11-24T15:00:00.000Z';
const about = { code: 'RDL-7K2M', cabinName: name, stay: september };
const path = `pay/${'x'.repeat(22)}`;

const offer = (cabinId: string, during = september): Offer => ({
  cabinId,
  name,
  summary: words(200),
  capacity: 100,
  stay: during,
  total: money,
});
const refusals: readonly QuoteRefusal[] = [
  { kind: 'tooManyPeople', capacity: 100 },
  { kind: 'noPets' },
  { kind: 'tooShort', minNights: 30, season: name },
  { kind: 'tooLong', maxNights: 365 },
  { kind: 'arrivalDay', days: [1, 2, 3, 4, 5, 6, 7] },
  { kind: 'noExchangeRate' },
];
const WHYS: readonly StayDoubt[] = [
  ...(['year', 'weekday', 'whichWeekend', 'holiday', 'dayOrMonth', 'noMonth'] as const),
  ...(['oneNight', 'winterBreak', 'nights', 'approximate', 'nearest'] as const),
];
const doubts: readonly Doubt[] = [
  ...WHYS.map((why): Doubt => ({ kind: 'stay', why, readings: [yearsEnd], name: words(60) })),
  { kind: 'stay', why: 'holiday', readings: Array.from({ length: 10 }, () => yearsEnd), name },
  { kind: 'checkOut', checkIn: day('2027-09-22') },
  { kind: 'checkOut', checkIn: day('2027-09-22'), otherwise: day('2027-09-29') },
  { kind: 'party', readings: [party, { ...party, adults: 151 }] },
];
const asked = { stays: [september], party, pets: 20 };
const many = Array.from({ length: 14 }, (_, index) => `cabin-${index}`);

const none = toCentavos(0);
const longQuote: QuoteShown = {
  id: 'b1f7c9b6-6a52-4f0c-9d0f-6f3a5d1c2e4b',
  cabinId: 'coihue',
  cabinName: name,
  policy: words(2_000),
  expiresAt: at,
  quote: {
    stay: yearsEnd,
    party,
    pets: 20,
    total: money,
    deposit: money,
    exchange: { source: 'Banco de la Nación', at, validUntil: at, rate: money },
    lines: [
      ...[true, false].flatMap((weekend) =>
        [name, name, name, name, null].map((season) => ({
          ...({
            kind: 'nights',
            season,
            weekend,
            count: 30,
            unit: money,
            amount: money,
          } as const),
        })),
      ),
      { kind: 'extraPeople', people: 190, count: 30, unit: money, amount: money },
      { kind: 'lengthDiscount', percent: 99, amount: money },
      { kind: 'promo', code: name, percent: 99, amount: money },
      { kind: 'cleaning', amount: money },
      { kind: 'pets', count: 20, unit: money, amount: money },
    ],
  },
};

const sayings: { readonly [K in keyof Sayings]: ReadonlyArray<Sayings[K]> } = {
  hello: [{}],
  menu: [{}],
  thanks: [{}],
  deferred: [{}],
  dropped: [{}],
  notUnderstood: [{}],
  staleButton: [{}],
  voiceHeard: [{ words: words(4_096) }, { words: 'hola' }],
  mediaNotRead: (['audio', 'file', 'location', 'sticker', 'other'] as const).map((what) => ({
    what,
  })),
  privacyNotice: [{}],
  privacy: [{ path: '/privacy?lang=es' }],
  optedOut: [{ already: true }, { already: false }],
  optedIn: [{ already: true }, { already: false }],
  dataHeld: [
    {
      caseCode: 'PD-7K2MN',
      dueOn: day('2027-09-22'),
      held: {
        phoneEnds: '0001',
        profileName: words(200),
        since: '2026-11-24T15:00:00.000Z',
        received: 12_345,
        sent: 12_345,
        codes: many,
        paid: money,
      },
    },
  ],
  askErase: [{}],
  dataKept: [{}],
  erasureAsked: ([null, 'stay', 'hold', 'money'] as const).map((block) => ({
    caseCode: 'PD-7K2MN',
    dueOn: day('2027-09-22'),
    block,
  })),
  askDates: [
    { month: null, party: null, pets: 0 },
    { month: day('2027-09-01'), party: { adults: 2, children: 1, infants: 0 }, pets: 1 },
  ],
  askCheckOut: [{ checkIn: day('2027-09-22') }],
  askParty: [{ stay: null }, { stay: yearsEnd }],
  askReading: doubts.map((doubt) => ({ doubt })),
  problem: (['noSuchDate', 'outBeforeIn', 'noNights', 'past', 'tooLong'] as const).map((kind) => ({
    problem: { kind, words: words(400) },
  })),
  offers: [
    { ...asked, offers: many.map((id) => offer(id)) },
    { ...asked, offers: [offer('one')] },
    {
      ...asked,
      stays: [september, yearsEnd, stay('2027-02-01', '2027-02-03')],
      offers: [...many.map((id) => offer(id)), ...many.map((id) => offer(id, yearsEnd))],
    },
  ],
  askOffer: [
    { ...asked, offers: many.map((id) => offer(id)) },
    { ...asked, stays: [september, yearsEnd], offers: [offer('one'), offer('one', yearsEnd)] },
  ],
  cannotHost: [{ refusals: refusals.map((refusal) => ({ name, refusal })) }],
  nothingFree: [{ ...asked, stays: [september, yearsEnd] }],
  alternatives: [
    {
      alternatives: [
        ...many.slice(0, 4).map((id) => ({ kind: 'otherDates' as const, offer: offer(id) })),
        { kind: 'shorterStay', offer: offer('five') },
        { kind: 'twoCabins', offers: [offer('six'), offer('seven')] },
        { kind: 'longerStay', offer: offer('eight') },
      ],
    },
  ],
  noAlternatives: [{}],
  promoNoted: [{ code: 'LAGO10' }],
  promoFails: [{ code: 'LAGO10' }],
  tooDear: [
    { cheapest: null },
    { cheapest: { name, stay: about.stay, total: money, shown: 'same' } },
    { cheapest: { name, stay: about.stay, total: money, shown: 'another' } },
  ],
  noneLiked: [{}],
  whichOne: [
    { question: { key: 'askOffer', ...asked, offers: many.map((id) => offer(id)) } },
    {
      question: {
        key: 'alternatives',
        alternatives: many.map((id) => ({ kind: 'otherDates' as const, offer: offer(id) })),
      },
    },
    ...doubts.map((doubt) => ({ question: { key: 'askReading' as const, doubt } })),
    { question: { key: 'askDates', month: null, party: null, pets: 0 } },
  ],
  notThatCabin: [{}],
  noneLargeEnough: [{ party, most: 100 }],
  tooManyPeople: [{ party, most: 100 }],
  freeDays: [
    { month: day('2027-09-01'), free: [], nights: null },
    { month: day('2027-09-01'), free: Array.from({ length: 10 }, () => yearsEnd), nights: 30 },
  ],
  cabin: [
    {
      card: {
        cabinId: 'coihue',
        name,
        description: words(1_500),
        amenities: Array.from({ length: 40 }, () => words(60)),
        photo: 'photos/coihue-1.jpg',
        capacity: 100,
      },
    },
  ],
  askBook: [{ cabin: { id: 'coihue', name } }],
  quote: [{ shown: longQuote }],
  bookIt: [null, name].map((given) => ({
    quoteId: 'b1f7c9b6-6a52-4f0c-9d0f-6f3a5d1c2e4b',
    name: given,
  })),
  quoteRefused: [...refusals, { kind: 'taken' } as const].map((refusal) => ({
    cabinName: name,
    refusal,
  })),
  quoteExpired: [{}],
  askYes: [
    {
      quote: { id: 'q', cabinName: name, stay: yearsEnd, total: money, deposit: money },
      name,
    },
  ],
  askName: [{ profileName: null }, { profileName: '🏔️ Ana María de los Ángeles '.repeat(20) }],
  held: [{ hold: { ...about, party, total: money, deposit: money, heldUntil: at } }],
  holdTaken: [{}],
  holdInTheWay: [{ ...about, heldUntil: at }],
  tooManyHolds: [{}],
  askCancelHold: [about],
  holdReleased: [{}],
  letGo: [{}],
  holdKept: [{}],
  holdExpired: [about],
  payLink: [{ code: about.code, deposit: money, heldUntil: at, path }],
  linkComing: [{ heldUntil: at }],
  linkFailed: [{}],
  holdEnding: [
    { minutesLeft: 1, path },
    { minutesLeft: 5, path: null },
  ],
  lookingForPayment: [{}],
  paymentPending: [about],
  paymentTrouble: [
    { heldUntil: at, path },
    { heldUntil: null, path: null },
  ],
  paymentRejected: [
    { detail: 'cc_rejected_other_reason', path },
    { detail: 'cc_rejected_other_reason', path: null },
  ],
  paymentNotFound: [{ path }, { path: null }],
  paymentShort: [{ received: money, missing: money, heldUntil: at }],
  confirmed: [true, false].map((late) => ({
    ...about,
    received: money,
    late,
    surplus: money,
    instructions: words(1_500),
  })),
  booking: [about],
  paymentRepeated: [{ amount: money, counts: '1'.repeat(20) }],
  paymentTooLate: [{ ...about, amount: money }],
  paymentAfterCancel: [{ amount: money, refund: money }],
  paymentDisputed: [about],
  refundDone: [{ amount: money }],
  refundBlocked: [{ amount: money }],
  cancelled: [{ ...about, refund: money }],
  balance: [
    { ...about, total: money, paid: money, due: money },
    { ...about, total: money, paid: money, due: toCentavos(0) },
  ],
  noBalance: [{}],
  balanceLink: (['asked', 'reminder', 'change'] as const).map((why) => ({
    ...about,
    amount: money,
    path,
    why,
    until: why === 'change' ? at : null,
  })),
  balancePaid: [
    { code: about.code, received: money, surplus: money, missing: toCentavos(0) },
    { code: about.code, received: money, surplus: toCentavos(0), missing: money },
  ],
  transfer: [
    {
      code: about.code,
      amount: money,
      alias: 'cabanas.del.radal.1234',
      cbu: '0'.repeat(22),
      holder: name,
      until: at,
    },
  ],
  noTransfer: [{}],
  sendReceipt: [{}],
  receiptWaits: [{ until: at }],
  receiptTaken: [{ until: at }],
  transferRefused: [{ heldUntil: at }],
  transferTooLate: [{ ...about, amount: money }],
  askLeave: [
    { by: 'withdrawal', outside: null },
    { by: 'policy', outside: null },
    { by: 'policy', outside: 'tooLate' },
    { by: 'policy', outside: 'tooClose' },
  ].flatMap((terms) =>
    [money, toCentavos(0)].map((refund) => ({
      ...about,
      terms: {
        ...(terms as Pick<LeavingTerms, 'by' | 'outside'>),
        paid: money,
        refund,
        daysBefore: 365,
        caseCode: 'AR-7K3F9',
      },
    })),
  ),
  stayLeft: [
    { ...about, refund: money, byHand: money, caseCode: 'AR-7K3F9' },
    { ...about, refund: money, byHand: toCentavos(0), caseCode: null },
    { ...about, refund: toCentavos(0), byHand: toCentavos(0), caseCode: null },
  ],
  stayKept: [{}],
  cannotLeave: [{}],
  askChange: [about],
  change: [
    { payNow: money, atCheckIn: money, refund: none, kept: none },
    { payNow: none, atCheckIn: none, refund: money, kept: money },
  ].map((terms) => ({
    shown: longQuote,
    before: { cabinName: name, stay: september, total: money },
    terms: { ...terms, paid: money, deposit: money },
  })),
  askAgree: [money, none].map((payNow) => ({
    ...about,
    quoteId: longQuote.id,
    payNow,
    refund: none,
  })),
  whyNotChange: [...refusals, { kind: 'asked' } as const, { kind: 'taken' } as const].flatMap(
    (why) => [true, false].map((some) => ({ ...about, why, some })),
  ),
  changeChoices: [
    { offers: ['a', 'b', 'c'].map((id) => offer(id)), alternatives: [] },
    { offers: [], alternatives: [{ kind: 'otherDates', offer: offer('a') }] },
  ],
  changeHeld: [{ ...about, payNow: money, until: at }],
  stayChanged: [
    { ...about, total: money, due: money, refund: none, byHand: none },
    { ...about, total: money, due: none, refund: money, byHand: none },
    { ...about, total: money, due: none, refund: money, byHand: money },
  ],
  changeEnded: [
    { ...about, why: 'expired' },
    { ...about, why: 'taken' },
  ],
  offerWait: [{ stay: september }],
  waitJoined: [
    { cabinName: name, stay: september, party, pets: 20 },
    { cabinName: null, stay: september, party, pets: 0 },
  ],
  waitOffer: [{ ...about, until: at }],
  waitLeft: [{}],
  waitGone: [{}],
  sameStay: [{}],
  cannotChange: [{}],
  stayNear: [
    { ...about, checkInFrom: '00:00', arrival: null },
    { ...about, checkInFrom: '15:00', arrival: null },
    { ...about, checkInFrom: '15:00', arrival: '22:30' },
  ],
  stayArriving: [
    { ...about, checkInFrom: '15:00', instructions: words(1_500), arrival: null },
    { ...about, checkInFrom: '15:00', instructions: words(1_500), arrival: '22:30' },
  ],
  stayLeaving: [
    { ...about, until: '10:30', notes: words(500) },
    { ...about, until: '10:30', notes: null },
  ],
  stayOver: [{ ...about, reviewLink: `https://example.com/${'x'.repeat(280)}` }],
  askArrival: [
    { code: about.code, hours: { from: '09:00', until: '21:00', lateArrival: words(500) } },
    { code: about.code, hours: { from: '23:00', until: null, lateArrival: null } },
  ],
  arrivalNoted: (['inHours', 'early', 'late'] as const).map((fit) => ({
    ...{ cabinName: name, stay: september, time: '22:30', fit },
    hours: { from: '15:00', until: '21:00', lateArrival: words(500) },
  })),
  noArrival: [{}],
  emailTaken: [{ address: `${'a'.repeat(64)}@${'example.'.repeat(20)}com` }],
  emailOff: [{}],
  askEmail: [{}],
  allInChat: [{}],
  answers: [{ answers: [words(1_500), words(1_500)], unknown: true }],
  calledHuman: (
    [
      ...(['asked', 'notUnderstood', 'change', 'cancel', 'invoice', 'payment'] as const),
      ...(['manyCabins', 'optOut', 'dataDeletion', 'failed'] as const),
    ] as const
  ).map((why) => ({ why })),
  handedBack: [{}],
};

function write<K extends keyof Sayings>(
  copy: Copy,
  key: K,
  said: ReadonlyArray<Sayings[K]> = sayings[key],
): OutMessage[] {
  return said.map((saying) => copy[key](saying, place));
}

/** Everything that a reader sees, as the copy wrote it. */
function textsOf(message: OutMessage): string[] {
  switch (message.kind) {
    case 'text':
      return [message.body];
    case 'buttons':
      return [message.body, ...message.buttons.map(({ title }) => title)];
    case 'list':
      return [
        message.body,
        message.button,
        ...message.rows.flatMap(({ title, description }) =>
          description === undefined ? [title] : [title, description],
        ),
      ];
    case 'link':
    case 'form':
      return [message.body, message.label];
    case 'photo':
    case 'place':
      throw new Error('no saying is only a picture or a place');
  }
}

function leavesOf(value: unknown): unknown[] {
  return value !== null && typeof value === 'object'
    ? Object.values(value).flatMap(leavesOf)
    : [value];
}

const keys = Object.keys(sayings) as Array<keyof Sayings>;
const cases = languages.flatMap((language) => keys.map((key) => [language, key] as const));

test.each(cases)('%s %s reaches the phone whole', (language, key) => {
  for (const message of write(copies[language], key)) {
    const to = { phone: '5492944123456', bsuid: null };
    const payload =
      message.kind === 'form'
        ? toFormPayload(message, to, '1', { flowId: '1', token: 't' })
        : toPayload(message, to, { publicUrl: 'https://posta.test', messageId: '1' });
    const texts = textsOf(message);
    expect(leavesOf(payload)).toEqual(expect.arrayContaining(texts));
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(texts.filter((text) => /undefined|null|NaN|\[object/.test(text))).toEqual([]);
  }
});

test.each(cases)('%s %s: choices differ, and each comes back as what it was', (language, key) => {
  for (const message of write(copies[language], key)) {
    if (message.kind !== 'buttons' && message.kind !== 'list') continue;
    const choices = message.kind === 'buttons' ? message.buttons : message.rows;
    const titles = choices.map(({ title }) => title);
    const ids = choices.map(({ id }) => id);
    // a list may name a cabin twice, for two stays
    const unlike = message.kind === 'buttons' ? titles : ids;
    expect(new Set(unlike).size).toBe(unlike.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => choiceId(parseChoice(id)))).toEqual(ids);
  }
});

/** A long description, a guest's own words and name may end in an ellipsis; terms and prices never. */
const SHORTENED: ReadonlySet<keyof Sayings> = new Set([
  'cabin',
  'problem',
  'askName',
  'voiceHeard',
  'dataHeld',
] as const);

test.each(cases)('%s %s says all of it, whatever the owner has written', (language, key) => {
  const bodies = write(copies[language], key).map((message) => textsOf(message)[0] ?? '');
  const shortened = bodies.filter((body) => body.includes('…'));
  expect(SHORTENED.has(key) ? [] : shortened).toEqual([]);
});
