// Many guests want the same nights at the same instant. Each promise is shown twice: it holds with its
// guard, and the same race without the guard breaks it.

import { expect, test } from 'vitest';
import { inTransaction, type Db } from '../../src/adapters/postgres.ts';
import { readScene } from '../../src/adapters/scenes.ts';
import { toCentavos } from '../../src/domain/money.ts';
import type { PaymentFact } from '../../src/domain/payment.ts';
import { openBookingWorld, SUMMER, type BookingWorld } from '../support/booking-world.ts';

const ACCOUNT = { collectorId: '634060442', liveMode: true };
const PARTY = { adults: 2, children: 0, infants: 0 };

async function guestsWithQuotes(world: BookingWorld, count: number) {
  const guests: Array<{ guestId: number; quoteId: string }> = [];
  for (let index = 0; index < count; index += 1) {
    const guestId = await world.guest();
    const quoted = await world.booking.quotes.makeQuote(world.pool, {
      guestId,
      cabinId: 'coihue',
      stay: SUMMER,
      party: PARTY,
      pets: 0,
      now: world.now(),
    });
    if (quoted.kind !== 'made') throw new Error(quoted.kind);
    guests.push({ guestId, quoteId: quoted.shown.id });
  }
  return guests;
}

function holdAll(world: BookingWorld, guests: ReadonlyArray<{ guestId: number; quoteId: string }>) {
  const hold = ({ guestId, quoteId }: { guestId: number; quoteId: string }) =>
    inTransaction(world.pool, (db) =>
      world.booking.holds.placeHold(db, {
        quoteId,
        guestId,
        name: 'Ana',
        now: world.now(),
        maxHolds: 1,
        holdMinutes: 30,
      }),
    );
  return Promise.all(guests.map(hold));
}

/** The same insert with a check instead of the constraint. */
async function withoutTheConstraint(world: BookingWorld) {
  await world.pool.query('alter table reservations drop constraint one_stay_per_cabin');
  // `on conflict on constraint` needs one of that name; this one never conflicts.
  await world.pool.query(
    'alter table reservations add constraint one_stay_per_cabin unique (id, code)',
  );
}

test('200 guests hold the same cabin and nights at once: exactly one does, everybody gets an answer', async () => {
  await using world = await openBookingWorld({ connections: 16 });
  const answers = await holdAll(world, await guestsWithQuotes(world, 200));
  expect(answers.filter((answer) => answer.kind === 'held')).toHaveLength(1);
  expect(
    answers.filter((answer) => answer.kind === 'refused' && answer.why === 'taken'),
  ).toHaveLength(199);
  expect((await world.pool.query('select 1 from reservations')).rowCount).toBe(1);
  // the jobs of the losers were never written
  expect((await world.pool.query(`select 1 from test_jobs`)).rowCount).toBe(2);
});

test('control: the same race without the constraint books the cabin many times', async () => {
  await using world = await openBookingWorld({ connections: 16 });
  await withoutTheConstraint(world);
  const answers = await holdAll(world, await guestsWithQuotes(world, 50));
  expect(answers.filter((answer) => answer.kind === 'held').length).toBeGreaterThan(1);
  expect((await world.invariants()).broken.map(({ law }) => law)).toContain(
    'no two live stays overlap',
  );
});

test('holds of overlapping nights, not only of the same ones, exclude each other', async () => {
  await using world = await openBookingWorld({ connections: 16 });
  const stays = [
    ['2027-01-10', '2027-01-15'],
    ['2027-01-12', '2027-01-16'],
    ['2027-01-15', '2027-01-18'],
    ['2027-01-17', '2027-01-20'],
  ] as const;
  const asked: Array<{ guestId: number; quoteId: string }> = [];
  for (const [checkIn, checkOut] of stays.flatMap((stay) =>
    Array.from({ length: 10 }, () => stay),
  )) {
    const guestId = await world.guest();
    const quoted = await world.booking.quotes.makeQuote(world.pool, {
      guestId,
      cabinId: 'coihue',
      stay: { checkIn, checkOut } as never,
      party: PARTY,
      pets: 0,
      now: world.now(),
    });
    if (quoted.kind === 'made') asked.push({ guestId, quoteId: quoted.shown.id });
  }
  const held = (await holdAll(world, asked)).filter((answer) => answer.kind === 'held');
  expect(held.length).toBeGreaterThanOrEqual(1);
  expect((await world.invariants()).broken).toEqual([]);
});

test('the same guest says yes five times at once: one hold, one code', async () => {
  await using world = await openBookingWorld();
  const [guest] = await guestsWithQuotes(world, 1);
  const first = await holdAll(world, [guest!]);
  const again = await holdAll(world, [guest!, guest!, guest!, guest!]);
  const codes = [...first, ...again].map((answer) =>
    answer.kind === 'held' ? answer.hold.code : answer.why,
  );
  expect(new Set(codes).size).toBe(1);
});

/** Guests whose holds for the same nights ended one after the other, and who all pay late. */
async function latePayers(world: BookingWorld, count: number) {
  const payers: Array<{ guestId: number; fact: PaymentFact }> = [];
  for (const [index, { guestId, quoteId }] of (await guestsWithQuotes(world, count)).entries()) {
    const held = await world.booking.holds.placeHold(world.pool, {
      quoteId,
      guestId,
      name: 'Ana',
      now: world.now(),
      maxHolds: 1,
      holdMinutes: 30,
    });
    if (held.kind !== 'held') throw new Error(held.why);
    await world.pool.query(
      `update reservations set status = 'expired', ended_at = $2, ended_by = 'clock' where code = $1`,
      [held.hold.code, world.now()],
    );
    const fact: PaymentFact = {
      id: `${5_000 + index}`,
      status: 'approved',
      statusDetail: 'accredited',
      amount: held.hold.deposit,
      currency: 'ARS',
      fee: toCentavos(0),
      ...ACCOUNT,
      externalReference: held.hold.code,
      lastUpdated: world.now().toISOString(),
      refunds: [],
    };
    payers.push({ guestId, fact });
  }
  await world.pool.query('delete from test_jobs');
  return payers;
}

const offline: NonNullable<Parameters<typeof openBookingWorld>[0]>['gateway'] = (real) => ({
  ...real,
  account: async () => ACCOUNT,
});

async function payAll(world: BookingWorld, payers: ReadonlyArray<{ fact: PaymentFact }>) {
  await Promise.all(
    payers.map(async ({ fact }) => {
      await world.booking.recordPayment(fact, ACCOUNT, world.now());
      await world.booking.settlePayment(fact.id);
    }),
  );
}

test('60 guests pay late for the same nights at once: one has them, every other peso is owed back', async () => {
  await using world = await openBookingWorld({ connections: 16, gateway: offline });
  const payers = await latePayers(world, 60);
  await payAll(world, payers);
  const { rows } = await world.pool.query(
    `select status, count(*)::int as count from reservations group by status order by status`,
  );
  expect(rows).toEqual([
    { status: 'confirmed', count: 1 },
    { status: 'expired', count: 59 },
  ]);
  const deposit = payers[0]!.fact.amount;
  const { broken, ...totals } = await world.invariants();
  expect(broken).toEqual([]);
  expect(totals).toMatchObject({ received: 60 * deposit, applied: deposit, owed: 59 * deposit });
  for (const { guestId } of payers)
    expect(
      (await world.typesToldTo(guestId)).filter((type) => type.startsWith('payment.')),
    ).toHaveLength(1);
}, 60_000);

/** A look at the calendar that always finds the nights free: as old as a look can be. */
const staleLook = {
  readScene: async (db: Db, paymentId: string) => {
    const scene = await readScene(db, paymentId);
    return scene && { ...scene, nights: 'free' as const };
  },
};

test('late payers with a stale look at the calendar: the constraint decides, the losers are refunded', async () => {
  await using world = await openBookingWorld({
    connections: 16,
    gateway: offline,
    store: staleLook,
  });
  const payers = await latePayers(world, 20);
  await payAll(world, payers);
  const { rows } = await world.pool.query(
    `select count(*)::int as count from reservations where status = 'confirmed'`,
  );
  expect(rows).toEqual([{ count: 1 }]);
  expect(await world.invariants()).toMatchObject({ broken: [], owed: 19 * payers[0]!.fact.amount });
}, 60_000);

test('control: the same stale look without the constraint confirms the nights many times', async () => {
  await using world = await openBookingWorld({
    connections: 16,
    gateway: offline,
    store: staleLook,
  });
  const payers = await latePayers(world, 20);
  await withoutTheConstraint(world);
  await payAll(world, payers);
  const { rows } = await world.pool.query(
    `select count(*)::int as count from reservations where status = 'confirmed'`,
  );
  expect((rows[0] as { count: number }).count).toBe(20);
  expect((await world.invariants()).broken.map(({ law }) => law)).toContain(
    'no two live stays overlap',
  );
}, 60_000);

test('one payment settled by eight processes at once is applied once and said once', async () => {
  await using world = await openBookingWorld({ connections: 16 });
  const { guestId, code, preference, deposit } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  await Promise.all(Array.from({ length: 8 }, () => world.booking.lookAtPayment(String(paid.id))));
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(
    (await world.typesToldTo(guestId)).filter((type) => type === 'payment.confirmed'),
  ).toHaveLength(1);
  expect(await world.invariants()).toMatchObject({
    received: deposit,
    applied: deposit,
    broken: [],
  });
});

test('the end of a hold and its payment at the same instant: the stay is confirmed, whoever is first', async () => {
  await using world = await openBookingWorld({ connections: 16 });
  for (let round = 0; round < 12; round += 1) {
    const checkIn = new Date(Date.parse('2027-03-01') + round * 4 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const checkOut = new Date(Date.parse(checkIn) + 3 * 86_400_000).toISOString().slice(0, 10);
    const { code, preference } = await world.hold({ stay: { checkIn, checkOut } as never });
    const id = (await world.pool.query('select id from reservations where code = $1', [code]))
      .rows[0].id as number;
    await world.clock.advance(31 * 60_000);
    const paid = await world.mercadopago.pay(preference, {
      outcome: 'approved',
      notify: 'lost',
      payer: 'was already inside',
    });
    await Promise.all([
      world.booking.work.watch({ reservationId: id }),
      world.booking.lookAtPayment(String(paid.id)),
      world.booking.work.watch({ reservationId: id }),
    ]);
    expect(await world.statusOf(code)).toBe('confirmed');
  }
  expect((await world.invariants()).broken).toEqual([]);
}, 60_000);

test('control: a ledger without its key counts a repeated notification twice, and the law says so', async () => {
  await using world = await openBookingWorld({ gateway: offline });
  const { code, deposit } = await world.hold();
  const fact: PaymentFact = {
    id: '7000',
    status: 'approved',
    statusDetail: '',
    amount: toCentavos(deposit),
    currency: 'ARS',
    fee: toCentavos(0),
    ...ACCOUNT,
    externalReference: code,
    lastUpdated: world.now().toISOString(),
    refunds: [],
  };
  await world.pool.query('alter table ledger_entries drop constraint one_entry_per_fact');
  await world.pool.query(
    'alter table ledger_entries add constraint one_entry_per_fact unique (id, key)',
  );
  for (let copy = 0; copy < 2; copy += 1)
    await world.booking.recordPayment(fact, ACCOUNT, world.now());
  expect((await world.invariants()).broken.map(({ law }) => law)).toContain(
    'every approved peso is in the ledger once',
  );
});
