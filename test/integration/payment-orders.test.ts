// Notifications come in any order, repeated, and a process may die between recording and settling. The
// same tellings must end in the same reservation and the same money.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCentavos } from '../../src/domain/money.ts';
import { PAYMENT_STATUSES, supersedes, type PaymentFact } from '../../src/domain/payment.ts';
import { openBookingWorld, type BookingWorld } from '../support/booking-world.ts';

const ACCOUNT = { collectorId: '634060442', liveMode: true };
const STAYS = ['arrayan', 'coihue', 'lenga', 'maiten'];

type Telling = {
  readonly payment: number;
  readonly status: PaymentFact['status'];
  readonly at: number;
};

const telling = fc.record({
  payment: fc.integer({ min: 1, max: 3 }),
  status: fc.constantFrom(
    ...PAYMENT_STATUSES.filter(
      (status) => status !== 'in_mediation' && status !== 'charged_back' && status !== 'refunded',
    ),
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
  { payment, status, at }: Telling,
  code: string,
  deposit: number,
  base: number,
): PaymentFact {
  return {
    id: `${base + payment}`,
    status,
    statusDetail: '',
    amount: toCentavos(Math.round((deposit * PERCENTS[payment]!) / 100)),
    currency: 'ARS',
    collectorId: ACCOUNT.collectorId,
    liveMode: true,
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

test('any order, repetition and crash between recording and settling ends in the same reservation and money', async () => {
  await using world = await openBookingWorld({
    // Refunds stay owed here: there is no such payment at MercadoPago to refund.
    gateway: (real) => ({
      ...real,
      account: async () => ACCOUNT,
      searchPayments: async () => [],
      refund: async () => ({ answer: 'noBalance', refundId: null, detail: '' }),
      getPayment: async () => undefined,
    }),
  });
  let run = 0;

  async function play(tellings: readonly Telling[], crash: (index: number) => boolean) {
    run += 1;
    const checkIn = new Date(
      Date.parse('2027-03-01') + Math.floor(run / STAYS.length) * 3 * 86_400_000,
    )
      .toISOString()
      .slice(0, 10);
    const checkOut = new Date(Date.parse(checkIn) + 3 * 86_400_000).toISOString().slice(0, 10);
    const { code, deposit } = await world.hold({
      cabinId: STAYS[run % STAYS.length]!,
      stay: { checkIn, checkOut } as never,
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
  }

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
    { numRuns: 60 },
  );
  expect((await world.invariants()).broken).toEqual([]);
  // The test sees both worlds, or it proves nothing.
  expect([...outcomes.keys()].toSorted()).toEqual(['confirmed', 'held']);
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
    { numRuns: 150 },
  );
}, 60_000);
