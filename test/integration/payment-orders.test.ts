// Notifications come in any order, repeated, and a process may die between recording and settling. The
// same tellings must end in the same reservation and the same money.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCentavos } from '../../src/domain/money.ts';
import { PAYMENT_STATUSES, supersedes, type PaymentFact } from '../../src/domain/payment.ts';
import { addDays, type CalendarDate } from '../../src/domain/stay.ts';
import type { Gateway } from '../../src/booking/gateway.ts';
import { openBookingWorld, type BookingWorld } from '../support/booking-world.ts';

const ACCOUNT = { collectorId: '634060442', liveMode: true };
const STAYS = ['arrayan', 'coihue', 'lenga', 'maiten'];

type Telling = {
  readonly payment: number;
  readonly status: PaymentFact['status'];
  readonly statusDetail?: string;
  readonly at: number;
};

const telling = fc.record({
  payment: fc.integer({ min: 1, max: 3 }),
  status: fc.constantFrom(
    ...PAYMENT_STATUSES.filter((status) => status !== 'charged_back' && status !== 'refunded'),
  ),
  at: fc.integer({ min: 0, max: 3 }),
});
/** Of the deposit; each payment has one amount. */
const PERCENTS = [0, 100, 60, 40];

const scenario = fc.record({
  tellings: fc.array(telling, { minLength: 1, maxLength: 6 }),
  order: fc.infiniteStream(fc.nat()),
  crashes: fc.infiniteStream(fc.boolean()),
});

function factOf(
  { payment, status, statusDetail = '', at }: Telling,
  code: string,
  deposit: number,
  base: number,
): PaymentFact {
  return {
    id: `${base + payment}`,
    status,
    statusDetail,
    amount: toCentavos(Math.round((deposit * PERCENTS[payment]!) / 100)),
    currency: 'ARS',
    collectorId: ACCOUNT.collectorId,
    liveMode: true,
    // it changes from telling to telling
    fee: toCentavos(Math.round((deposit * (5 + at)) / 100)),
    externalReference: code,
    lastUpdated: new Date(Date.parse('2026-11-24T15:00:00Z') + at * 1_000).toISOString(),
    refunds: [],
  };
}

/** What the guest and the owner end with, in percent of the deposit: two runs have other cabins and ids. */
async function endOf(world: BookingWorld, code: string) {
  const { rows } = await world.pool.query(
    `select r.status, (select jsonb_object_agg(account, amount) from (
        select p.account, round(-sum(p.amount) * 100 / r.deposit) as amount from ledger_entries e join ledger_postings p on p.entry_id = e.id
        where e.reservation_id = r.id group by 1 having sum(p.amount) <> 0) sums) as money
     from reservations r where code = $1`,
    [code],
  );
  return rows[0] as { status: string; money: object | null };
}

/** Refunds stay owed here: there is no such payment at MercadoPago to refund. */
const offline = (real: Gateway): Gateway => ({
  ...real,
  account: async () => ACCOUNT,
  searchPayments: async () => [],
  refund: async () => ({ answer: 'noBalance', refundId: null, detail: '' }),
  getPayment: async () => undefined,
});

/** Plays tellings to a hold of its own and answers how it ends. */
function createPlay(world: BookingWorld) {
  let run = 0;
  return async function play(tellings: readonly Telling[], crash: (index: number) => boolean) {
    run += 1;
    const checkIn = addDays('2027-03-01' as CalendarDate, Math.floor(run / STAYS.length) * 3);
    const { code, deposit } = await world.hold({
      cabinId: STAYS[run % STAYS.length]!,
      stay: { checkIn, checkOut: addDays(checkIn, 3) },
    });
    const base = run * 1_000;
    for (const [index, one] of tellings.entries()) {
      const fact = factOf(one, code, deposit, base);
      await world.booking.recordPayment(fact, ACCOUNT, world.now());
      if (!crash(index)) await world.booking.settlePayment(fact.id);
    }
    // What a crash left behind is found by the sweep.
    await world.clock.advance(120_000);
    await world.booking.work.sweep({});
    await world.runJobs();
    return endOf(world, code);
  };
}

test('any order, repetition and crash between recording and settling ends in the same reservation and money', async () => {
  await using world = await openBookingWorld({ gateway: offline });
  const play = createPlay(world);
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(scenario, async ({ tellings, order, crashes }) => {
      const shuffled = [...tellings, ...tellings]
        .map((one) => ({ one, order: order.next().value as number }))
        .toSorted((a, b) => a.order - b.order);
      const straight = await play(tellings, () => false);
      const mixed = await play(
        shuffled.map(({ one }) => one),
        () => crashes.next().value as boolean,
      );
      expect(mixed).toEqual(straight);
      outcomes.set(straight.status, (outcomes.get(straight.status) ?? 0) + 1);
    }),
    { numRuns: 25 },
  );
  expect((await world.invariants()).broken).toEqual([]);
  // The test sees both worlds, or it proves nothing.
  expect([...outcomes.keys()].toSorted()).toEqual(['confirmed', 'held']);
}, 120_000);

/** A life that MercadoPago gives a payment, and which of its steps are seen, in which order. */
const LIVES: ReadonlyArray<ReadonlyArray<[PaymentFact['status'], string]>> = [
  [
    ['approved', ''],
    ['in_mediation', ''],
  ],
  [
    ['approved', ''],
    ['in_mediation', ''],
    ['approved', ''],
  ],
  [
    ['approved', ''],
    ['in_mediation', ''],
    ['charged_back', 'settled'],
  ],
  [
    ['pending', ''],
    ['approved', ''],
    ['charged_back', 'in_process'],
  ],
  [
    ['approved', ''],
    ['charged_back', 'in_process'],
    ['charged_back', 'reimbursed'],
  ],
  [
    ['approved', ''],
    ['charged_back', 'in_process'],
    ['approved', ''],
  ],
  [
    ['approved', ''],
    ['in_mediation', ''],
    ['refunded', ''],
  ],
  [
    ['rejected', ''],
    ['approved', ''],
    ['refunded', ''],
  ],
  [['approved', '']],
];
const lives = fc.array(
  fc.record({
    payment: fc.integer({ min: 1, max: 3 }),
    life: fc.constantFrom(...LIVES),
    seen: fc.infiniteStream(fc.boolean()),
    order: fc.infiniteStream(fc.nat()),
  }),
  { minLength: 1, maxLength: 3 },
);

test('a payment first seen disputed, charged back or refunded ends as when it was seen approved first', async () => {
  await using world = await openBookingWorld({ gateway: offline });
  const play = createPlay(world);
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(lives, async (payments) => {
      const each = [...new Map(payments.map((one) => [one.payment, one])).values()];
      const straight = each.map(({ payment, life }) =>
        life.map(([status, statusDetail], at): Telling => ({ payment, status, statusDetail, at })),
      );
      // the last one is always seen, whatever else is; each as often as twice, in any order
      const mixed = straight.map((tellings, index) => {
        const { seen, order } = each[index]!;
        return tellings
          .filter((_, at) => at === tellings.length - 1 || seen.next().value)
          .flatMap((one) => [one, one])
          .map((one) => ({ one, order: order.next().value as number }))
          .toSorted((a, b) => a.order - b.order)
          .map(({ one }) => one);
      });
      const end = await play(straight.flat(), () => false);
      expect(await play(mixed.flat(), () => false)).toEqual(end);
      for (const account of Object.keys(end.money ?? {})) outcomes.add(account);
    }),
    { numRuns: 25 },
  );
  expect((await world.invariants()).broken).toEqual([]);
  expect([...outcomes].toSorted()).toEqual([
    'applied',
    'charged_back',
    'fees',
    'guest_credit',
    'mercadopago',
    'receivable',
    'refunded',
    'refunds_owed',
    'stays_sold',
  ]);
}, 120_000);

test('the database and the domain agree which of two tellings counts', async () => {
  await using world = await openBookingWorld();
  let id = 0;
  const statuses = fc.constantFrom(...PAYMENT_STATUSES);
  const fact = fc.record({
    status: statuses,
    at: fc.integer({ min: 0, max: 2 }),
    refunds: fc.integer({ min: 0, max: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fact, fact, async (a, b) => {
      id += 1;
      const tellings = [a, b].map(({ status, at, refunds }): PaymentFact => ({
        ...factOf({ payment: 1, status, at }, 'PO-NONE', 10_000, id * 1_000),
        refunds: Array.from({ length: refunds }, () => ({
          id: '1',
          amount: toCentavos(1),
          status: 'done' as const,
        })),
      }));
      await world.booking.recordPayment(tellings[0]!, ACCOUNT, world.now());
      const { changed } = await world.booking.recordPayment(tellings[1]!, ACCOUNT, world.now());
      expect(changed).toBe(supersedes(tellings[1]!, tellings[0]!));
    }),
    { numRuns: 60 },
  );
}, 60_000);
