// After the deposit: the balance by link and in cash, reminders, a bank transfer in place of the deposit,
// and a guest who gives the stay up. Each ends with the conservation law.

import { expect, test } from 'vitest';
import { inTransaction } from '../../src/adapters/postgres.ts';
import { toCentavos } from '../../src/domain/money.ts';
import { openLink } from '../../src/adapters/payment-links.ts';
import { inPesos, openBookingWorld, SUMMER, type BookingWorld } from '../support/booking-world.ts';

const DAY_MS = 86_400_000;

async function confirmed(world: BookingWorld, of: Parameters<BookingWorld['hold']>[0] = {}) {
  const held = await world.hold(of);
  await world.mercadopago.pay(held.preference, { outcome: 'approved' });
  await world.runJobs();
  const { rows } = await world.pool.query('select id, total from reservations where code = $1', [
    held.code,
  ]);
  const { id, total } = rows[0] as { id: number; total: number };
  return { ...held, id, total, due: total - held.deposit };
}

/** Asks for the balance and answers the preference that came of it. */
async function askBalance(
  world: BookingWorld,
  { code, guestId }: { code: string; guestId: number },
) {
  const answer = await world.booking.balance.ask(world.pool, { code, guestId });
  await world.runJobs();
  const { rows } = await world.pool.query(
    'select balance_preference_id as id from reservations where code = $1',
    [code],
  );
  return { answer, preference: (rows[0] as { id: string }).id };
}

test('the balance in full: a link under its own reference, paid once, and it dies', async () => {
  await using world = await openBookingWorld();
  const stay = await confirmed(world);
  const { answer, preference } = await askBalance(world, stay);
  expect(answer).toEqual({ kind: 'due', total: stay.total, paid: stay.deposit, due: stay.due });
  expect(world.mercadopago.preference(preference).body).toMatchObject({
    external_reference: `${stay.code}-S`,
  });
  const ready = (await world.toldTo(stay.guestId)).at(-1)!;
  expect(ready).toMatchObject({ type: 'balance.ready', amount: stay.due, why: 'asked' });
  const token = String(ready['path']).slice('/pay/'.length);
  expect(await openLink(world.pool, token, world.now())).toMatchObject({ kind: 'open' });

  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'five times' });
  await world.runJobs();
  expect((await world.toldTo(stay.guestId)).at(-1)).toMatchObject({
    type: 'balance.paid',
    received: stay.due,
    missing: 0,
  });
  expect(await openLink(world.pool, token, world.now())).toEqual({ kind: 'ended', language: 'es' });
  await expect(world.mercadopago.pay(preference, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
  expect(await world.conserved()).toEqual({ received: stay.total, applied: stay.total });
  expect((await askBalance(world, stay)).answer).toMatchObject({ due: 0 });
});

test('asked twice it is one link; paid in part it asks for the rest; a lost notification is found', async () => {
  await using world = await openBookingWorld();
  const stay = await confirmed(world);
  const first = await askBalance(world, stay);
  expect((await askBalance(world, stay)).preference).toBe(first.preference);
  await world.mercadopago.pay(first.preference, { outcome: 'approved', amount: 1_000 });
  await world.runJobs();
  const rest = await askBalance(world, stay);
  expect(rest.answer).toMatchObject({ due: stay.due - 100_000 });
  expect(rest.preference).not.toBe(first.preference);
  await world.mercadopago.pay(rest.preference, { outcome: 'approved', notify: 'lost' });
  await world.enqueue(world.pool, {
    name: 'look',
    data: { reservationId: stay.id, why: 'claimed' },
  });
  await world.runJobs();
  expect(await world.conserved()).toEqual({ received: stay.total, applied: stay.total });
});

test('too much, twice, and after the stay was cancelled: what is not owed goes back', async () => {
  await using world = await openBookingWorld();
  const stay = await confirmed(world);
  const { preference } = await askBalance(world, stay);
  const inside = { outcome: 'approved', payer: 'was already inside' } as const;
  await world.mercadopago.pay(preference, {
    ...inside,
    amount: inPesos(toCentavos(stay.due)) + 10,
  });
  await world.runJobs();
  await world.mercadopago.pay(preference, inside);
  await world.runJobs();
  expect((await world.typesToldTo(stay.guestId)).slice(-4)).toEqual([
    'balance.paid',
    'refund.done',
    'payment.repeated',
    'refund.done',
  ]);
  expect(await world.conserved()).toMatchObject({
    applied: stay.total,
    refunded: stay.due + 1_000,
  });
  await world.cancelByOwner(world.pool, stay.code);
  await world.mercadopago.pay(preference, inside);
  await world.runJobs();
  expect(await world.conserved()).toMatchObject({
    applied: stay.total,
    refunded: 2 * stay.due + 1_000,
  });
});

test('cash at the desk is written down, never more than is owed, and the old link dies', async () => {
  await using world = await openBookingWorld();
  const stay = await confirmed(world);
  const { preference } = await askBalance(world, stay);
  const mark = (amount: number) =>
    inTransaction(world.pool, (db) =>
      world.booking.balance.markCashReceived(db, {
        reservationId: stay.id,
        amount: toCentavos(amount),
        by: 'ana@example.com',
        now: world.now(),
      }),
    );
  expect(await mark(stay.due + 1)).toEqual({ kind: 'tooMuch', due: stay.due });
  expect(await mark(stay.due - 50_000)).toEqual({ kind: 'marked', missing: 50_000 });
  await world.runJobs();
  await expect(world.mercadopago.pay(preference, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
  expect((await world.toldTo(stay.guestId)).at(-1)).toMatchObject({
    type: 'balance.paid',
    missing: 50_000,
  });
  const { rows } = await world.pool.query(
    `select detail from reservation_events where what = 'cash'`,
  );
  expect(rows).toEqual([{ detail: { by: 'ana@example.com', amount: stay.due - 50_000 } }]);
  expect(await world.conserved()).toEqual({
    received: stay.total - 50_000,
    applied: stay.total - 50_000,
  });
});

test('three days before the guests arrive the balance is spoken of once, in daylight', async () => {
  await using world = await openBookingWorld();
  const stay = await confirmed(world, { stay: SUMMER });
  const reminders = async () =>
    (await world.typesToldTo(stay.guestId)).filter((type) => type === 'balance.ready').length;
  await world.clock.advance(Date.parse('2027-01-12T00:05:00-03:00') - world.now().getTime());
  await world.booking.work.sweep({});
  await world.runJobs();
  expect(await reminders()).toBe(0);
  await world.clock.advance(11 * 3_600_000);
  for (let time = 0; time < 3; time += 1) {
    await world.booking.work.sweep({});
    await world.runJobs();
    await world.clock.advance(DAY_MS);
  }
  expect(await reminders()).toBe(1);
});

test('a transfer: an amount of its own, a receipt that confirms nothing, and the owner who does', async () => {
  await using world = await openBookingWorld();
  const stays = [await world.hold(), await world.hold({ cabinId: 'lenga' })];
  const [ana] = stays;
  const ask = (code: string, guestId: number) =>
    inTransaction(world.pool, (db) =>
      world.booking.transfers.ask(db, { code, guestId, now: world.now() }),
    );
  const told = await ask(ana!.code, ana!.guestId);
  expect(told).toMatchObject({ kind: 'expected', alias: expect.any(String) as string });
  const amount = told.kind === 'expected' ? told.amount : 0;
  expect(amount - ana!.deposit).toBeGreaterThan(0);
  expect(amount - ana!.deposit).toBeLessThan(100);
  expect(await ask(ana!.code, ana!.guestId)).toEqual(told);
  expect(await ask(ana!.code, stays[1]!.guestId)).toEqual({ kind: 'notNow' });

  const claim = () =>
    inTransaction(world.pool, (db) =>
      world.booking.transfers.claim(db, {
        code: ana!.code,
        guestId: ana!.guestId,
        receipt: { what: 'image', mediaId: '77', mimeType: 'image/jpeg' },
        now: world.now(),
      }),
    );
  const claimed = await claim();
  expect(claimed).toMatchObject({ kind: 'claimed' });
  expect(await claim()).toEqual(claimed);
  expect(await world.decisions()).toEqual(['transfer']);
  await world.pass(60);
  expect(await world.statusOf(ana!.code)).toBe('held');

  const { rows } = await world.pool.query('select id from reservations where code = $1', [
    ana!.code,
  ]);
  const reservationId = (rows[0] as { id: number }).id;
  const approve = () =>
    inTransaction(world.pool, (db) =>
      world.booking.transfers.approveTransfer(db, {
        reservationId,
        by: 'ana@example.com',
        now: world.now(),
      }),
    );
  expect(await Promise.all([approve(), approve()])).toEqual(
    expect.arrayContaining([{ kind: 'confirmed' }, { kind: 'notOpen' }]),
  );
  await world.runJobs();
  expect(await world.statusOf(ana!.code)).toBe('confirmed');
  expect((await world.toldTo(ana!.guestId)).at(-1)).toMatchObject({
    type: 'payment.confirmed',
    received: amount,
  });
  expect(await world.conserved()).toEqual({ received: amount, applied: amount });
  expect(await askBalance(world, ana!)).toMatchObject({ answer: { paid: amount } });
});

test('a transfer that is refused leaves half an hour; one that comes for nights that are gone goes to the queue', async () => {
  await using world = await openBookingWorld();
  const held = await world.hold();
  const { rows } = await world.pool.query('select id from reservations');
  const reservationId = (rows[0] as { id: number }).id;
  const asked = { code: held.code, guestId: held.guestId, now: world.now() };
  await inTransaction(world.pool, (db) => world.booking.transfers.ask(db, asked));
  const by = 'ana@example.com';
  await inTransaction(world.pool, (db) =>
    world.booking.transfers.claim(db, {
      ...asked,
      receipt: { what: 'document', mediaId: null, mimeType: null },
    }),
  );
  await inTransaction(world.pool, (db) =>
    world.booking.transfers.refuseTransfer(db, { reservationId, by, now: world.now() }),
  );
  await world.runJobs();
  expect(await world.typesToldTo(held.guestId)).toContain('transfer.refused');
  await world.pass(32);
  expect(await world.statusOf(held.code)).toBe('expired');

  const late = await world.hold();
  const asksLate = { code: late.code, guestId: late.guestId, now: world.now() };
  await inTransaction(world.pool, (db) => world.booking.transfers.ask(db, asksLate));
  await world.pass(31);
  await world.hold();
  const { rows: second } = await world.pool.query('select id from reservations where code = $1', [
    late.code,
  ]);
  const ruled = await inTransaction(world.pool, (db) =>
    world.booking.transfers.approveTransfer(db, {
      reservationId: (second[0] as { id: number }).id,
      by,
      now: world.now(),
    }),
  );
  expect(ruled).toEqual({ kind: 'queued' });
  expect(await world.decisions()).toContain('refundByHand');
  expect(await world.typesToldTo(late.guestId)).toContain('transfer.tooLate');
  const books = await world.conserved();
  expect(books['received']).toBe(books['queued']);
});

test('giving the stay up by the policy: what is shown is what goes back, and the balance goes back whole', async () => {
  await using world = await openBookingWorld();
  const stay = await confirmed(world);
  const { preference } = await askBalance(world, stay);
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  await world.clock.advance(Date.parse('2027-01-05T12:00:00-03:00') - world.now().getTime());
  const asked = () => ({ code: stay.code, guestId: stay.guestId, now: world.now() });
  const shown = await inTransaction(world.pool, (db) => world.booking.leaving.terms(db, asked()));
  const half = Math.round(stay.deposit / 2);
  expect(shown).toEqual({
    kind: 'terms',
    paid: stay.total,
    refund: stay.due + half,
    daysBefore: 10,
  });

  const leave = (refund: number) =>
    inTransaction(world.pool, (db) =>
      world.booking.leaving.leave(db, { ...asked(), shown: toCentavos(refund), by: 'policy' }),
    );
  // the figure of another day is not what is done
  expect(await leave(stay.total)).toEqual(shown);
  expect(await leave(stay.due + half)).toMatchObject({
    kind: 'cancelled',
    refund: stay.due + half,
  });
  expect(await leave(stay.due + half)).toEqual({ kind: 'notNow' });
  await world.runJobs();
  expect(await world.statusOf(stay.code)).toBe('cancelled');
  expect(await world.decisions()).toEqual(['stayCancelled']);
  expect(await world.conserved()).toEqual({
    received: stay.total,
    refunded: stay.due + half,
    applied: stay.deposit - half,
  });
  await world.hold();
});

test('the right of withdrawal: a case at once, everything back; outside its limits the policy', async () => {
  await using world = await openBookingWorld();
  const soon = { checkIn: '2026-11-27', checkOut: '2026-11-29' } as typeof SUMMER;
  const stay = await confirmed(world, { stay: soon });
  const asked = () => ({ code: stay.code, guestId: stay.guestId, now: world.now() });
  const ask = () =>
    inTransaction(world.pool, (db) => world.booking.leaving.askWithdrawal(db, asked()));
  const shown = await ask();
  expect(shown).toMatchObject({ kind: 'withdrawal', refund: stay.deposit, daysBefore: 3 });
  const caseCode = shown.kind === 'withdrawal' ? shown.caseCode : '';
  expect(caseCode).toMatch(/^AR-\w{5}$/);

  await world.clock.advance(2.5 * DAY_MS);
  expect(await ask()).toEqual({
    kind: 'outside',
    why: 'tooClose',
    caseCode,
    paid: stay.deposit,
    refund: 0,
    daysBefore: 0,
  });
  const far = await confirmed(world);
  const withdraw = await inTransaction(world.pool, (db) =>
    world.booking.leaving.leave(db, {
      code: far.code,
      guestId: far.guestId,
      now: world.now(),
      shown: toCentavos(far.deposit),
      by: 'withdrawal',
    }),
  );
  expect(withdraw).toMatchObject({ kind: 'cancelled', refund: far.deposit });
  await world.runJobs();
  const { rows } = await world.pool.query('select status from withdrawals order by id');
  expect(rows).toEqual([{ status: 'outside' }, { status: 'granted' }]);
  expect(await world.conserved()).toMatchObject({ refunded: far.deposit, applied: stay.deposit });

  const late = await confirmed(world);
  await world.clock.advance(11 * DAY_MS);
  expect(
    await inTransaction(world.pool, (db) =>
      world.booking.leaving.askWithdrawal(db, {
        code: late.code,
        guestId: late.guestId,
        now: world.now(),
      }),
    ),
  ).toMatchObject({ kind: 'outside', why: 'tooLate', refund: late.deposit });
});

test('what was paid by transfer goes back by hand, and the owner is asked to', async () => {
  await using world = await openBookingWorld();
  const held = await world.hold();
  const asked = () => ({ code: held.code, guestId: held.guestId, now: world.now() });
  const told = await inTransaction(world.pool, (db) => world.booking.transfers.ask(db, asked()));
  const amount = told.kind === 'expected' ? told.amount : toCentavos(0);
  const { rows } = await world.pool.query('select id from reservations');
  const reservationId = (rows[0] as { id: number }).id;
  await inTransaction(world.pool, (db) =>
    world.booking.transfers.approveTransfer(db, {
      reservationId,
      by: 'ana@example.com',
      now: world.now(),
    }),
  );
  const left = await inTransaction(world.pool, (db) =>
    world.booking.leaving.leave(db, { ...asked(), shown: amount, by: 'policy' }),
  );
  expect(left).toMatchObject({ kind: 'cancelled', refund: amount, byHand: amount });
  expect(await world.decisions()).toEqual(['refundByHand', 'stayCancelled']);
  expect(await world.conserved()).toEqual({ received: amount, queued: amount });
});

test('an amount that nobody paid is free again a week after its hold, and never while it may come', async () => {
  await using world = await openBookingWorld();
  const first = await world.hold();
  const ask = ({ code, guestId }: { code: string; guestId: number }) =>
    inTransaction(world.pool, (db) =>
      world.booking.transfers.ask(db, { code, guestId, now: world.now() }),
    );
  await ask(first);
  await world.pass(31);
  const second = await world.hold();
  await ask(second);
  const amounts = async () =>
    (await world.pool.query(`select amount, status from transfers order by id`)).rows;
  expect((await amounts()).map(({ status }: { status: string }) => status)).toEqual([
    'expected',
    'expected',
  ]);
  await world.pass(31);
  await world.clock.advance(8 * DAY_MS);
  await world.runJobs();
  await ask(await world.hold({ cabinId: 'lenga' }));
  expect((await amounts()).map(({ status }: { status: string }) => status)).toEqual([
    'refused',
    'refused',
    'expected',
  ]);
});
