// The decision table of money and nights, row by row. A row that is missing here is money in limbo.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deadline,
  type DeadlineOutcome,
  type DeadlineQuestion,
} from '../../src/domain/deadline.ts';
import { toCentavos, type Centavos } from '../../src/domain/money.ts';
import {
  PAYMENT_STATUSES,
  hasMoney,
  supersedes,
  type PaymentFact,
} from '../../src/domain/payment.ts';
import { refundOutcome, type RefundAnswer } from '../../src/domain/refund.ts';
import {
  disputeOf,
  settlement,
  type Part,
  type PaymentOutcome,
  type ReservationFacts,
  type SettlementConfig,
} from '../../src/domain/settlement.ts';

const pesos = (amount: number) => toCentavos(amount * 100);
const now = new Date('2026-11-24T15:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const config: SettlementConfig = {
  account: { collectorId: '634060442', liveMode: true },
  extendMinutes: 15,
  graceMinutes: 10,
  settlingMinutes: 120,
};
const payment: PaymentFact = {
  id: '100',
  status: 'approved',
  statusDetail: 'accredited',
  amount: pesos(100),
  currency: 'ARS',
  collectorId: '634060442',
  liveMode: true,
  fee: pesos(6),
  externalReference: 'PO-7K3F9',
  lastUpdated: '2026-11-24T15:00:00.000Z',
  refunds: [],
};
const reservation: ReservationFacts = {
  status: 'held',
  total: pesos(300),
  deposit: pesos(100),
  byHand: false,
  heldUntil: minutes(10),
  extensions: 0,
  endedBy: null,
  everConfirmed: false,
  policy: {
    version: 1,
    text: '',
    refunds: [
      { daysBefore: 15, percent: 100 },
      { daysBefore: 7, percent: 50 },
    ],
  },
  daysBefore: 30,
};
type Case = {
  payment?: Partial<PaymentFact>;
  part?: Part;
  reservation?: Partial<ReservationFacts> | null;
  /** Undecided money in pesos: of this payment, and of the others. */
  credit?: number;
  others?: number;
  applied?: number;
  nights?: 'free' | 'taken';
  config?: Partial<SettlementConfig>;
};

function decide({
  payment: p,
  part = 'deposit',
  reservation: r,
  credit = 100,
  others = 0,
  applied = 0,
  nights = 'free',
  config: c,
}: Case): PaymentOutcome {
  return settlement({
    payment: { ...payment, ...p },
    part,
    reservation: r === null ? null : { ...reservation, ...r },
    ledger: {
      credit: pesos(credit),
      reservationCredit: pesos(credit + others),
      applied: pesos(applied),
    },
    nights,
    now,
    config: { ...config, ...c },
  });
}

const balance = (apply: number, missing: number, surplus = 0) => ({
  kind: 'balance',
  apply: pesos(apply),
  surplus: pesos(surplus),
  missing: pesos(missing),
});
const stayed = { status: 'confirmed' } as const;

/** Of a stay of 300 whose deposit of 100 is paid. */
const BALANCES: Array<[string, Case, object]> = [
  [
    'the balance in full',
    { part: 'balance', reservation: stayed, applied: 100, credit: 200 },
    balance(200, 0),
  ],
  [
    'less than the balance counts, and the rest is missing',
    { part: 'balance', reservation: stayed, applied: 100, credit: 50 },
    balance(50, 150),
  ],
  [
    'more than the balance: the surplus goes back',
    { part: 'balance', reservation: stayed, applied: 100, credit: 250 },
    balance(200, 0, 50),
  ],
  [
    'after the stay it is still owed',
    { part: 'balance', reservation: { status: 'completed' }, applied: 100, credit: 200 },
    balance(200, 0),
  ],
  [
    'the balance a second time goes back',
    { part: 'balance', reservation: stayed, applied: 300, credit: 200 },
    { kind: 'repeated', amount: pesos(200) },
  ],
  [
    'cash that was marked before counts: only what is left is taken',
    { part: 'balance', reservation: stayed, applied: 250, credit: 200 },
    balance(50, 0, 150),
  ],
  [
    'the balance of a stay confirmed by hand',
    { part: 'balance', reservation: { ...stayed, byHand: true }, applied: 0, credit: 300 },
    balance(300, 0),
  ],
  [
    'the balance of a stay that was cancelled goes back whole, whatever the policy keeps',
    {
      part: 'balance',
      reservation: { status: 'cancelled', endedBy: 'guest', everConfirmed: true, daysBefore: 1 },
      applied: 100,
      credit: 200,
    },
    { kind: 'afterCancel', amount: pesos(200), refund: pesos(200) },
  ],
];

const confirmed = (when: 'inTime' | 'late', surplus = 0, apply = 100) => ({
  kind: 'confirm',
  when,
  apply: pesos(apply),
  surplus: pesos(surplus),
});

test.each<[string, Case, object]>([
  ['the hold is alive and the amount is what is due: confirmed', {}, confirmed('inTime')],
  [
    'the hold is being settled: confirmed',
    { reservation: { status: 'settling' } },
    confirmed('inTime'),
  ],
  [
    'the row is held a moment after its end: the nights are still ours',
    { reservation: { heldUntil: minutes(-1) } },
    confirmed('inTime'),
  ],
  ['more than due: confirmed, the surplus goes back', { credit: 130 }, confirmed('inTime', 30)],
  ['two short payments make the deposit', { credit: 60, others: 40 }, confirmed('inTime')],
  [
    'a short and a whole payment: the rest goes back',
    { credit: 100, others: 40 },
    confirmed('inTime', 40),
  ],
  [
    'less than due: kept and extended once',
    { credit: 40 },
    {
      kind: 'short',
      received: pesos(40),
      missing: pesos(60),
      extended: 'now',
      heldUntil: minutes(15),
    },
  ],
  [
    'an extension never shortens a hold',
    { credit: 40, reservation: { heldUntil: minutes(25) } },
    {
      kind: 'short',
      received: pesos(40),
      missing: pesos(60),
      extended: 'now',
      heldUntil: minutes(25),
    },
  ],
  [
    'less than due again: not extended a second time',
    { credit: 40, reservation: { extensions: 1 } },
    {
      kind: 'short',
      received: pesos(40),
      missing: pesos(60),
      extended: 'before',
      heldUntil: minutes(10),
    },
  ],
  [
    'late, the nights are free: confirmed, marked late',
    { reservation: { status: 'expired' } },
    confirmed('late'),
  ],
  [
    'late, the first night has begun: back, though nobody took it',
    { reservation: { status: 'expired', daysBefore: -1 } },
    { kind: 'tooLate', amount: pesos(100) },
  ],
  ['late, for today', { reservation: { status: 'expired', daysBefore: 0 } }, confirmed('late')],
  ['late and too much', { reservation: { status: 'expired' }, credit: 150 }, confirmed('late', 50)],
  [
    'late, the nights are taken: back',
    { reservation: { status: 'expired' }, nights: 'taken' },
    { kind: 'tooLate', amount: pesos(100) },
  ],
  [
    'late and short: back, though the nights are free',
    { reservation: { status: 'expired' }, credit: 40 },
    { kind: 'tooLate', amount: pesos(40) },
  ],
  [
    'already confirmed: the second payment goes back',
    { reservation: { status: 'confirmed' }, applied: 100 },
    { kind: 'repeated', amount: pesos(100) },
  ],
  [
    'after the stay: so does a third',
    { reservation: { status: 'completed' }, applied: 100, credit: 70 },
    { kind: 'repeated', amount: pesos(70) },
  ],
  [
    'a second payment goes back, what others brought is decided with them',
    { reservation: { status: 'confirmed' }, applied: 100, others: 50 },
    { kind: 'repeated', amount: pesos(100) },
  ],
  [
    'cancelled by the guest long before: all of it, by the policy',
    { reservation: { status: 'cancelled', endedBy: 'guest', daysBefore: 15 } },
    { kind: 'afterCancel', amount: pesos(100), refund: pesos(100) },
  ],
  [
    'cancelled by the guest ten days before: half',
    { reservation: { status: 'cancelled', endedBy: 'guest', daysBefore: 10 } },
    { kind: 'afterCancel', amount: pesos(100), refund: pesos(50) },
  ],
  [
    'cancelled by the guest the day before: nothing',
    { reservation: { status: 'cancelled', endedBy: 'guest', daysBefore: 1 } },
    { kind: 'afterCancel', amount: pesos(100), refund: pesos(0) },
  ],
  [
    'the policy is about the deposit: what exceeds it goes back',
    { reservation: { status: 'cancelled', endedBy: 'guest', daysBefore: 1 }, credit: 130 },
    { kind: 'afterCancel', amount: pesos(130), refund: pesos(30) },
  ],
  [
    'cancelled by the owner: all of it',
    { reservation: { status: 'cancelled', endedBy: 'owner', daysBefore: 1 } },
    { kind: 'afterCancel', amount: pesos(100), refund: pesos(100) },
  ],
  [
    'paid twice and cancelled: the second one whole',
    {
      reservation: { status: 'cancelled', endedBy: 'guest', everConfirmed: true, daysBefore: 1 },
      applied: 100,
    },
    { kind: 'afterCancel', amount: pesos(100), refund: pesos(100) },
  ],
  [
    'cancelled after it was confirmed and given back: what comes then goes back whole',
    { reservation: { status: 'cancelled', endedBy: 'guest', everConfirmed: true, daysBefore: 1 } },
    { kind: 'afterCancel', amount: pesos(100), refund: pesos(100) },
  ],
  [
    'no known reference: suspense',
    { reservation: null },
    { kind: 'suspense', why: 'unknownReference' },
  ],
  [
    'another currency never confirms',
    { payment: { currency: 'USD' } },
    { kind: 'suspense', why: 'currency' },
  ],
  [
    'somebody else’s account never confirms',
    { payment: { collectorId: '1' } },
    { kind: 'suspense', why: 'collector' },
  ],
  [
    'a test payment never confirms a live stay',
    { payment: { liveMode: false } },
    { kind: 'suspense', why: 'liveMode' },
  ],
  [
    'a foreign payment without money is nothing',
    { payment: { status: 'rejected', collectorId: '1' }, credit: 0 },
    { kind: 'nothing' },
  ],
  [
    'nothing is decided twice',
    { reservation: { status: 'confirmed' }, applied: 100, credit: 0 },
    { kind: 'nothing' },
  ],
  [
    'pending for a living hold: said',
    { payment: { status: 'pending' }, credit: 0 },
    { kind: 'pending' },
  ],
  ['in process likewise', { payment: { status: 'in_process' }, credit: 0 }, { kind: 'pending' }],
  [
    'pending for a stay that ended: nothing',
    { payment: { status: 'pending' }, credit: 0, reservation: { status: 'expired' } },
    { kind: 'nothing' },
  ],
  [
    'a rejected card: said, the link can be tried again',
    { payment: { status: 'rejected', statusDetail: 'cc_rejected_high_risk' }, credit: 0 },
    { kind: 'rejected', detail: 'cc_rejected_high_risk' },
  ],
  [
    'a rejected card after the stay was confirmed with another: nothing',
    { payment: { status: 'rejected' }, credit: 0, reservation: { status: 'confirmed' } },
    { kind: 'nothing' },
  ],
  ['a cancelled payment', { payment: { status: 'cancelled' }, credit: 0 }, { kind: 'nothing' }],
  [
    'in dispute, its money not decided about yet: decided like any other',
    { payment: { status: 'charged_back' } },
    confirmed('inTime'),
  ],
  [
    'refunded, its money not decided about yet: decided first',
    { payment: { status: 'refunded' } },
    confirmed('inTime'),
  ],
  [
    'a chargeback of money that was decided about',
    { payment: { status: 'charged_back' }, credit: 0, reservation: { status: 'confirmed' } },
    { kind: 'nothing' },
  ],
  [
    'a deposit that a dispute had taken is back',
    { reservation: { status: 'confirmed' }, applied: 0 },
    { kind: 'restored', apply: pesos(100), surplus: pesos(0) },
  ],
  [
    'a stay that the owner confirmed by hand waits for no deposit',
    { reservation: { status: 'confirmed', byHand: true }, applied: 0 },
    { kind: 'repeated', amount: pesos(100) },
  ],
  ...BALANCES,
  [
    'refunded whole: nothing left to decide',
    { payment: { status: 'refunded' }, credit: 0 },
    { kind: 'nothing' },
  ],
  [
    'refunded in part before it was seen: the rest is short',
    { payment: { statusDetail: 'partially_refunded' }, credit: 70 },
    {
      kind: 'short',
      received: pesos(70),
      missing: pesos(30),
      extended: 'now',
      heldUntil: minutes(15),
    },
  ],
])('%s', (_, given, outcome) => {
  expect(decide(given)).toEqual(outcome);
});

const atEnd = (
  past: number,
  mercadoPago: DeadlineQuestion['mercadoPago'],
  over: Partial<DeadlineQuestion['reservation']> = {},
) =>
  deadline({
    reservation: { status: 'held', heldUntil: minutes(-past), hasLink: true, ...over },
    mercadoPago,
    now,
    config,
  });
const answered = (pending: number) => ({ kind: 'answered', pending }) as const;

test.each<[string, DeadlineOutcome, object]>([
  ['before its end a hold waits', atEnd(-1, answered(0)), { kind: 'wait' }],
  ['at its end, nothing paid: it ends', atEnd(0, answered(0)), { kind: 'expire' }],
  [
    'unreachable: a grace',
    atEnd(0, { kind: 'unreachable' }),
    { kind: 'grace', askAgainMs: 60_000 },
  ],
  [
    'unreachable beyond the grace: kept and settling, still not released',
    atEnd(10, { kind: 'unreachable' }),
    { kind: 'settling', why: 'unreachable', askAgainMs: 300_000 },
  ],
  [
    'unreachable for a day: still not released',
    atEnd(1_440, { kind: 'unreachable' }, { status: 'settling' }),
    { kind: 'settling', why: 'unreachable', askAgainMs: 300_000 },
  ],
  [
    'unreachable, but there never was a link: nobody can have paid',
    atEnd(0, { kind: 'unreachable' }, { hasLink: false }),
    { kind: 'expire' },
  ],
  [
    'pending: settling',
    atEnd(0, answered(1)),
    { kind: 'settling', why: 'pending', askAgainMs: 300_000 },
  ],
  [
    'pending near the cap: asked again at the cap',
    atEnd(118, answered(1), { status: 'settling' }),
    { kind: 'settling', why: 'pending', askAgainMs: 120_000 },
  ],
  [
    'pending at the cap: cancelled at MercadoPago',
    atEnd(120, answered(1), { status: 'settling' }),
    { kind: 'cancelPending' },
  ],
  [
    'settled meanwhile without money: it ends',
    atEnd(30, answered(0), { status: 'settling' }),
    { kind: 'expire' },
  ],
  ['confirmed meanwhile', atEnd(0, answered(0), { status: 'confirmed' }), { kind: 'nothing' }],
  ['ended before', atEnd(5, answered(1), { status: 'expired' }), { kind: 'nothing' }],
])('deadline: %s', (_, given, outcome) => {
  expect(given).toEqual(outcome);
});

test.each<[PaymentFact['status'], string, object]>([
  ['in_mediation', '', { kind: 'disputed', stage: 'mediation' }],
  ['charged_back', 'in_process', { kind: 'disputed', stage: 'chargeback' }],
  ['charged_back', 'settled', { kind: 'disputed', stage: 'chargeback' }],
  ['charged_back', 'reimbursed', { kind: 'cleared', stage: 'reimbursed' }],
  ['approved', 'accredited', { kind: 'cleared', stage: 'approved' }],
  ['refunded', '', { kind: 'nothing' }],
])('dispute: a payment that is %s (%s)', (status, statusDetail, outcome) => {
  const told = { ...payment, status, statusDetail };
  expect(disputeOf(told)).toEqual(outcome);
});

test.each<[RefundAnswer, string]>([
  ['done', 'refundDone'],
  ['inProcess', 'refundUnderway'],
  ['alreadyRefunded', 'refundUnclear'],
  ['noBalance', 'refundBlocked'],
  ['tooOld', 'refundBlocked'],
  ['refused', 'refundBlocked'],
])('a refund answered with %s is %s', (answer, kind) => {
  expect(refundOutcome(answer).kind).toBe(kind);
});

const statuses = fc.constantFrom(...PAYMENT_STATUSES);
const money = fc.integer({ min: 0, max: 400 });
const cases = fc.record({
  status: statuses,
  reservation: fc.option(
    fc.constantFrom(
      'held',
      'settling',
      'confirmed',
      'completed',
      'expired',
      'cancelled',
    ) as fc.Arbitrary<ReservationFacts['status']>,
  ),
  credit: money,
  others: money,
  applied: money,
  nights: fc.constantFrom('free' as const, 'taken' as const),
  collectorId: fc.constantFrom('634060442', '1'),
  currency: fc.constantFrom('ARS', 'USD'),
  liveMode: fc.boolean(),
});

test('nothing but our own approved pesos, enough for the deposit, ever confirms', () => {
  fc.assert(
    fc.property(cases, (any) => {
      const { status, reservation: at, credit, others, applied, nights, ...account } = any;
      const outcome = decide({
        payment: { status, ...account },
        reservation: at && { status: at },
        credit,
        others,
        applied,
        nights,
      });
      if (outcome.kind !== 'confirm') return;
      expect(account).toEqual({ collectorId: '634060442', currency: 'ARS', liveMode: true });
      expect(hasMoney(status)).toBe(true);
      expect(['held', 'settling', 'expired']).toContain(at);
      expect(at === 'expired' && nights === 'taken').toBe(false);
      expect(pesos(applied) + outcome.apply).toBeGreaterThanOrEqual(pesos(100));
      expect(outcome.apply + outcome.surplus).toBe(pesos(credit + others));
    }),
    { numRuns: 5_000 },
  );
});

test('our own approved money is never left without an outcome', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 400 }), (any, credit) => {
      const { reservation: at, others, applied, nights } = any;
      const outcome = decide({
        reservation: at && { status: at },
        credit,
        others,
        applied,
        nights,
      });
      expect(outcome.kind).not.toBe('nothing');
    }),
    { numRuns: 5_000 },
  );
});

const facts = fc
  .record({
    status: statuses,
    at: fc.integer({ min: 0, max: 5 }),
    refunds: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ status, at, refunds }): PaymentFact => ({
    ...payment,
    status,
    lastUpdated: new Date(now.getTime() + at * 1_000).toISOString(),
    refunds: Array.from({ length: refunds }, (_, index) => ({
      id: `${index}`,
      amount: 1 as Centavos,
      status: 'done' as const,
    })),
  }));

test('whatever the order and repetition of tellings, the same one stays, and money never becomes no money', () => {
  const last = (tellings: readonly PaymentFact[]) =>
    tellings.reduce((known, next) => (supersedes(next, known) ? next : known));
  fc.assert(
    fc.property(
      fc.array(facts, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (tellings, random) => {
        const shuffled = [...tellings, ...tellings]
          .map((one) => ({ one, order: random.next().value as number }))
          .toSorted((a, b) => a.order - b.order);
        expect(last(shuffled.map(({ one }) => one))).toEqual(last(tellings));
        expect(hasMoney(last(tellings).status)).toBe(
          tellings.some(({ status }) => hasMoney(status)),
        );
      },
    ),
    { numRuns: 2_000 },
  );
});
