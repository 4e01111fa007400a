// What would go wrong: an alert that WhatsApp refuses, a button without words, a question of the queue that an owner
// cannot make out. Every message to an owner, as long as guests and owners can make it.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createOwnerCopy } from '../../flows/copy/owner.ts';
import { newsFor } from '../../flows/copy/owner-words.ts';
import { parseOwnerChoice } from '../../flows/owner-choices.ts';
import type { Alert, Done, Proposed, Refused, StayLine } from '../../flows/owner-shown.ts';
import type { OwnerSaying, PlainKey } from '../../flows/owner-talk.ts';
import { toPayload } from '../../src/adapters/whatsapp/outbound.ts';
import { toCentavos } from '../../src/domain/money.ts';
import { day, stay } from '../support/alphabet.ts';

const context = { publicUrl: 'https://posta.test', messageId: '1' };
const copy = createOwnerCopy('America/Argentina/Buenos_Aires');
const kinds = [
  ...(readFileSync('src/booking/decisions.ts', 'utf8').match(/(?<=\| ')\w+(?=')/g) ?? []),
  'handoff',
  'undelivered',
  'numberPaused',
  'whatsappAccount',
];

const name = 'Cabaña «Los Ñires del Ventisquero Negro»';
const person = 'María de los Ángeles Fernández Etcheverry '.repeat(3).trim();
const during = stay('2027-09-22', '2027-10-22');
const money = toCentavos(999_999_999_999);
const line: StayLine = {
  code: 'PO-7K2M9',
  cabinName: name,
  stay: during,
  name: person,
  phone: '5492944300001',
  people: 12,
  status: 'confirmed',
  total: money,
  due: money,
  arrivesAt: '23:30',
};
const alert = (kind: string): Alert => ({
  id: 123_456_789,
  kind,
  amount: money,
  code: line.code,
  cabinName: name,
  stay: during,
  guestId: 987_654_321,
  name: person,
  phone: line.phone,
  paymentId: '12345678901234567890',
  detail: {
    why: 'asked',
    feed: 'x'.repeat(80),
    sentence: 'y'.repeat(200),
    deadline: '2026-12-01T15:00:00Z',
  },
  words: 'palabras '.repeat(22),
  rulings: ['approve', 'refuse', 'resolve'],
});
const many = <T>(count: number, one: T) => Array.from({ length: count }, () => one);
const part = { cabinName: name, stay: during };
const taken = { ...part, what: `${line.code} (${person})` };
const price = { cabinName: name, now: [money, money] as const, currency: 'USD' as const };

const proposed: readonly Proposed[] = [
  { do: 'block', parts: many(12, part), taken: many(12, taken) },
  { do: 'price', stay: during, weekends: true, to: money, changes: many(12, price) },
  { do: 'price', stay: null, weekends: false, to: money, changes: [price] },
  { do: 'cancel', stay: line, byOwner: money, byGuest: toCentavos(1), elsewhere: money },
  { do: 'cash', stay: line, amount: toCentavos(5) },
  { do: 'writeTo', name: person, text: 'x'.repeat(4_000), as: 'template' },
  { do: 'rule', alert: alert('suspense'), ruling: 'refuse' },
  { do: 'assign', alert: alert('suspense'), stay: line },
];
const done: readonly Done[] = [
  { do: 'block', parts: many(12, part), blockId: 3 },
  { do: 'unblock', parts: many(12, part) },
  { do: 'price', cabins: many(12, name) },
  { do: 'cancel', code: line.code, refund: money, byHand: money },
  { do: 'cash', code: line.code, amount: money, missing: money },
  { do: 'writeTo', name: person, guestId: 4 },
  { do: 'takeChat', name: person, guestId: 4 },
  { do: 'giveChat', name: person },
  { do: 'rule', alert: alert('transfer'), ruling: 'approve' },
  { do: 'assign', code: line.code },
];
const refused: readonly Refused[] = [
  { kind: 'taken', taken: many(30, taken) },
  { kind: 'noBlock', parts: many(12, part) },
  ...(
    [
      'past',
      'otherCurrency',
      'notConfirmed',
      'disputed',
      'nothingDue',
      'noPaymentOpen',
      'noChat',
      'notNow',
    ] as const
  ).map((kind) => ({ kind })),
  { kind: 'tooMuch', due: money },
  { kind: 'over', status: 'cancelled' },
];
const plain = [
  'help',
  'lost',
  'yesOrNo',
  'dropped',
  'expired',
  'stale',
  'nothingToConfirm',
  'asGuest',
  'asOwner',
  'onlyText',
  'failed',
  'changed',
] as const satisfies readonly PlainKey[];

const sayings: readonly OwnerSaying[] = [
  ...plain.map((key) => ({ key })),
  ...kinds.flatMap((kind): OwnerSaying[] => [
    { key: 'alert', alert: alert(kind) },
    { key: 'payment', alert: alert(kind) },
    { key: 'decided', alert: alert(kind), by: 'whatsapp:5492944300001', decision: 'approve' },
  ]),
  { key: 'alert', alert: { ...alert('ofTomorrow'), amount: null, stay: null, guestId: null } },
  { key: 'alerts', alerts: many(30, alert('handoff')) },
  { key: 'pending', alerts: many(30, alert('transfer')) },
  { key: 'pending', alerts: [] },
  { key: 'alertsWait', alerts: kinds.map(alert) },
  { key: 'unknownCabin', named: 'x'.repeat(40), cabins: many(12, name) },
  { key: 'lacking', what: 'cabin', cabins: many(12, name) },
  { key: 'lacking', what: 'dates', cabins: [] },
  { key: 'amountOf', prices: many(12, price) },
  { key: 'whichBlock', parts: many(30, part) },
  { key: 'notFound', who: person, what: 'stay' },
  { key: 'notFound', who: person, what: 'guest' },
  { key: 'whichStay', order: 'cancel', stays: many(10, line) },
  { key: 'whichGuest', order: 'reply', guests: many(6, { id: 7, name: person }) },
  ...refused.map((why) => ({ key: 'cannot' as const, why })),
  ...(['arrivals', 'departures', 'staying', 'reservations'] as const).flatMap((what) => [
    { key: 'stays' as const, what, days: during, stays: many(60, line) },
    { key: 'stays' as const, what, days: during, stays: [] },
  ]),
  {
    key: 'free',
    days: during,
    whole: many(12, name),
    parts: many(12, { cabinName: name, stays: many(10, during) }),
  },
  { key: 'free', days: during, whole: [], parts: [] },
  {
    key: 'takings',
    days: during,
    lines: many(60, { account: 'cash', amount: toCentavos(100), code: line.code, name: person }),
  },
  { key: 'takings', days: during, lines: [] },
  { key: 'reservation', stay: line },
  {
    key: 'digest',
    digest: {
      today: day('2026-11-24'),
      arriving: many(20, line),
      leaving: many(20, line),
      pending: 9,
      holds: many(20, line),
      toCollect: money,
      week: 0.5,
      month: 1,
    },
  },
  { key: 'writing', name: person },
  ...proposed.map((one) => ({ key: 'propose' as const, id: 'a1B2c3D4', proposed: one })),
  ...done.map((one) => ({ key: 'done' as const, done: one })),
];

test.each(sayings.map((saying) => [JSON.stringify(saying).slice(0, 60), saying] as const))(
  '%s is what WhatsApp takes, and its taps come back',
  (_, saying) => {
    const message = copy(saying);
    expect(() => toPayload(message, { phone: line.phone ?? '' } as never, context)).not.toThrow();
    const taps =
      message.kind === 'buttons' ? message.buttons : message.kind === 'list' ? message.rows : [];
    expect(taps.length).toBeLessThanOrEqual(message.kind === 'list' ? 10 : 3);
    for (const { id, title } of taps) {
      expect([...title].length).toBeLessThanOrEqual(message.kind === 'list' ? 24 : 20);
      expect(parseOwnerChoice(id)).not.toEqual({ do: 'unknown' });
    }
    const titles = taps.map(({ title }) => title);
    const twice = message.kind === 'buttons' && new Set(titles).size < titles.length;
    const most = message.kind === 'buttons' ? 1_024 : 4_096;
    const isTooLong = 'body' in message && [...message.body].length > most;
    expect({ twice, isTooLong }).toEqual({ twice: false, isTooLong: false });
  },
);

test('every kind that the queue knows has words of its own', () => {
  expect(kinds.length).toBeGreaterThan(20);
  const general = newsFor({ key: 'alert', alert: alert('ofTomorrow') });
  expect(general).toBe('Hay algo que decidir');
  const unnamed = kinds.filter((kind) => newsFor({ key: 'alert', alert: alert(kind) }) === general);
  expect(unnamed).toEqual([]);
});
