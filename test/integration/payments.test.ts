// Money from MercadoPago's side to the ledger and the guest, through signed notifications, on a real
// database. Each test ends with the conservation law.

import { expect, test } from 'vitest';
import { toCentavos } from '../../src/domain/money.ts';
import { inPesos, openBookingWorld, SUMMER } from '../support/booking-world.ts';

test('a guest who pays in time is confirmed once, and the link dies', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, deposit, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'five times' });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(await world.typesToldTo(guestId)).toEqual(['link.ready', 'payment.confirmed']);
  expect((await world.toldTo(guestId))[1]).toMatchObject({
    code,
    cabinName: 'Coihue',
    stay: SUMMER,
    received: deposit,
    late: false,
    surplus: 0,
    checkIn: '15:00',
  });
  expect(await world.conserved()).toEqual({ received: deposit, applied: deposit });
  await expect(world.mercadopago.pay(preference, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
});

test('what MercadoPago keeps of a payment is in the books, and follows what it says', async () => {
  await using world = await openBookingWorld();
  const { deposit, preference } = await world.hold();
  const { id } = await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  const fee = Math.round(deposit * 0.0629 * 1.21);
  expect(await world.invariants()).toMatchObject({ received: deposit, fees: fee, broken: [] });

  const known = await world.gateway.getPayment(String(id));
  if (!known) throw new Error('it was paid');
  const told = { ...known, fee: toCentavos(fee - 100), lastUpdated: later(known.lastUpdated) };
  const account = await world.gateway.account();
  await world.booking.recordPayment(told, account, world.now());
  await world.booking.recordPayment(known, account, world.now());
  expect(await world.invariants()).toMatchObject({
    received: deposit,
    fees: fee - 100,
    applied: deposit,
    broken: [],
  });
});

const later = (instant: string) => new Date(Date.parse(instant) + 1_000).toISOString();

test('a notification that is lost is made good by the look at the end of the hold', async () => {
  await using world = await openBookingWorld();
  const { code, preference } = await world.hold();
  await world.pass(27);
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  await world.pass(4);
  expect(await world.statusOf(code)).toBe('confirmed');
  await world.conserved();
});

test('a rejected card is said, and the same link is paid with another', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference } = await world.hold();
  await world.mercadopago.pay(preference, {
    outcome: 'rejected',
    statusDetail: 'cc_rejected_high_risk',
  });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('held');
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'reordered' });
  await world.runJobs();
  expect(await world.typesToldTo(guestId)).toEqual([
    'link.ready',
    'payment.rejected',
    'payment.confirmed',
  ]);
  await world.conserved();
});

test('nothing paid: a reminder, then the hold ends after MercadoPago was asked, and the nights are free', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference } = await world.hold();
  await world.pass(31);
  expect(await world.statusOf(code)).toBe('expired');
  expect(await world.typesToldTo(guestId)).toEqual(['link.ready', 'hold.ending', 'hold.expired']);
  await expect(world.mercadopago.pay(preference, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
  await world.hold();
  await world.conserved();
});

test('late money takes the nights if they are still free', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference, deposit } = await world.hold();
  await world.pass(35);
  await world.mercadopago.pay(preference, { outcome: 'approved', payer: 'was already inside' });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect((await world.toldTo(guestId)).at(-1)).toMatchObject({
    type: 'payment.confirmed',
    late: true,
  });
  expect(await world.conserved()).toEqual({ received: deposit, applied: deposit });
});

test('late money for nights that are gone goes back by itself, and the guest is told twice', async () => {
  await using world = await openBookingWorld();
  const first = await world.hold();
  await world.pass(35);
  await world.hold();
  const paid = await world.mercadopago.pay(first.preference, {
    outcome: 'approved',
    payer: 'was already inside',
  });
  await world.runJobs();
  expect(await world.statusOf(first.code)).toBe('expired');
  expect((await world.typesToldTo(first.guestId)).slice(-2)).toEqual([
    'payment.tooLate',
    'refund.done',
  ]);
  expect(world.mercadopago.refundsOf(paid.id)).toMatchObject([
    { amount: inPesos(first.deposit), status: 'approved' },
  ]);
  expect(await world.conserved()).toEqual({ received: first.deposit, refunded: first.deposit });
});

test('a second payment for a confirmed stay goes back, and the guest is told which one counts', async () => {
  await using world = await openBookingWorld();
  const { guestId, deposit, preference } = await world.hold();
  const first = await world.mercadopago.pay(preference, { outcome: 'approved' });
  const second = await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  expect(await world.toldTo(guestId)).toMatchObject([
    { type: 'link.ready' },
    { type: 'payment.confirmed' },
    { type: 'payment.repeated', amount: deposit, counts: String(first.id) },
    { type: 'refund.done', amount: deposit },
  ]);
  expect(world.mercadopago.refundsOf(second.id)).toHaveLength(1);
  expect(world.mercadopago.refundsOf(first.id)).toHaveLength(0);
  expect(await world.conserved()).toEqual({
    received: 2 * deposit,
    applied: deposit,
    refunded: deposit,
  });
});

test('too much is confirmed and the surplus goes back', async () => {
  await using world = await openBookingWorld();
  const { code, deposit, preference } = await world.hold();
  await world.mercadopago.pay(preference, {
    outcome: 'approved',
    amount: inPesos(deposit) + 1_000.5,
  });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(await world.conserved()).toEqual({
    received: deposit + 100_050,
    applied: deposit,
    refunded: 100_050,
  });
});

test('too little keeps the hold, extends it once, and a new link asks for the rest', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, deposit, preference } = await world.hold();
  await world.pass(20);
  await world.mercadopago.pay(preference, { outcome: 'approved', amount: 10_000 });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('held');
  expect(await world.toldTo(guestId)).toMatchObject([
    { type: 'link.ready' },
    { type: 'payment.short', received: 1_000_000, missing: deposit - 1_000_000 },
    { type: 'link.ready' },
  ]);
  expect(await world.decisions()).toEqual(['shortPayment']);
  await world.pass(12);
  expect(await world.statusOf(code)).toBe('held');
  const rest = await world.preferenceOf(code);
  expect(rest).not.toBe(preference);
  await world.mercadopago.pay(rest, { outcome: 'approved' });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(await world.conserved()).toEqual({ received: deposit, applied: deposit });
});

test('too little and nothing more: the hold ends and the money goes back', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved', amount: 10_000 });
  await world.pass(50);
  expect(await world.statusOf(code)).toBe('expired');
  expect((await world.typesToldTo(guestId)).slice(-3)).toEqual([
    'hold.expired',
    'payment.tooLate',
    'refund.done',
  ]);
  expect(await world.conserved()).toEqual({ received: 1_000_000, refunded: 1_000_000 });
});

test('a pending payment keeps the nights up to the cap; approved before it, the stay is confirmed', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'pending' });
  await world.pass(60);
  expect(await world.statusOf(code)).toBe('settling');
  await world.mercadopago.approvePending(paid.id);
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(await world.typesToldTo(guestId)).toEqual([
    'link.ready',
    'payment.pending',
    'payment.confirmed',
  ]);
  await world.conserved();
});

test('a pending payment at the cap is cancelled at MercadoPago and the nights are released', async () => {
  await using world = await openBookingWorld();
  const { code, preference } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'in_process' });
  await world.pass(151);
  expect(await world.statusOf(code)).toBe('expired');
  expect(world.mercadopago.payments().find((one) => one.id === paid.id)?.status).toBe('cancelled');
  await world.conserved();
});

test('MercadoPago unreachable at the end: no hold with a link is released; it is asked until it answers', async () => {
  await using world = await openBookingWorld();
  const { code, preference } = await world.hold();
  await world.pass(28);
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  world.mercadopago.down(true);
  await world.pass(8);
  expect(await world.statusOf(code)).toBe('held');
  await world.pass(10);
  expect(await world.statusOf(code)).toBe('settling');
  expect(await world.decisions()).toEqual(['cannotAsk']);
  expect(world.counted).toContain('hold:grace');
  world.mercadopago.heal();
  await world.pass(6);
  expect(await world.statusOf(code)).toBe('confirmed');
  await world.conserved();
}, 60_000);

test('money for a hold that the guest cancelled goes back by the policy they accepted', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, deposit, preference } = await world.hold();
  expect(
    await world.booking.holds.releaseHold(world.pool, { code, guestId, now: world.now() }),
  ).toEqual({ code });
  await world.mercadopago.pay(preference, { outcome: 'approved', payer: 'was already inside' });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('cancelled');
  expect(await world.toldTo(guestId)).toMatchObject([
    { type: 'link.ready' },
    { type: 'payment.afterCancel', amount: deposit, refund: deposit },
    { type: 'refund.done' },
  ]);
  expect(await world.conserved()).toEqual({ received: deposit, refunded: deposit });
});

test('a hold is not cancelled while money for it is coming in', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'pending' });
  await world.runJobs();
  expect(
    await world.booking.holds.releaseHold(world.pool, { code, guestId, now: world.now() }),
  ).toBeUndefined();
  expect(await world.statusOf(code)).toBe('held');
});

test('a payment that names no reservation of ours waits in suspense for the owner', async () => {
  await using world = await openBookingWorld();
  const { deposit, preference, code } = await world.hold();
  await world.pool.query(`update reservations set code = 'PO-OTHER' where code = $1`, [code]);
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  expect(await world.decisions()).toEqual(['suspense']);
  expect(await world.conserved()).toEqual({ received: deposit, queued: deposit });
});

test('a chargeback freezes refunds, takes the money out of the deposit and cancels nothing', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, deposit, preference } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  await world.mercadopago.chargeBack(paid.id);
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect((await world.typesToldTo(guestId)).at(-1)).toBe('payment.disputed');
  expect(await world.decisions()).toEqual(['dispute']);
  const { rows } = await world.pool.query(`select detail from decisions`);
  const deadline = world.now().getTime() + 10 * 86_400_000;
  const { detail } = rows[0] as { detail: { deadline: string } };
  expect(Date.parse(detail.deadline)).toBe(deadline);
  expect(await world.conserved()).toEqual({ received: deposit, chargedBack: deposit });
});

test('a disputed payment is not refunded besides: a dispute may take the money itself', async () => {
  await using world = await openBookingWorld();
  const { deposit, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  const second = await world.mercadopago.pay(preference, { outcome: 'approved' });
  world.mercadopago.setBalance(0);
  await world.runJobs();
  await world.mercadopago.openMediation(second.id);
  await world.runJobs();
  const { rows } = await world.pool.query(`select status, error ->> 'code' as code from refunds`);
  expect(rows).toEqual([{ status: 'blocked', code: 'disputed' }]);
  world.mercadopago.setBalance(10_000_000);
  await world.clock.advance(25 * 3_600_000);
  await world.runJobs();
  expect(world.mercadopago.refundsOf(second.id)).toEqual([]);
  expect(await world.conserved()).toEqual({
    received: 2 * deposit,
    applied: deposit,
    owed: deposit,
  });

  // The dispute ends: MercadoPago calls the payment approved again, and what it owed is asked for.
  const books = world.mercadopago.snapshot();
  Object.assign(
    books.payments.find(({ id }) => id === second.id)!,
    {
      status: 'approved',
      updatedAt: world.now().toISOString(),
    },
  );
  await world.mercadopago.notifyAgain(second.id);
  await world.runJobs();
  expect(world.mercadopago.refundsOf(second.id)).toHaveLength(1);
  expect(await world.conserved()).toEqual({
    received: 2 * deposit,
    applied: deposit,
    refunded: deposit,
  });
  const { rows: stays } = await world.pool.query(`select disputed_at from reservations`);
  expect(stays).toEqual([{ disputed_at: null }]);
});

test('no balance: the refund is blocked, told once, asked again daily with the same key, and done', async () => {
  await using world = await openBookingWorld();
  const { guestId, deposit, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  const second = await world.mercadopago.pay(preference, { outcome: 'approved' });
  world.mercadopago.setBalance(0);
  await world.runJobs();
  expect(await world.conserved()).toEqual({
    received: 2 * deposit,
    applied: deposit,
    owed: deposit,
  });
  expect((await world.typesToldTo(guestId)).at(-1)).toBe('refund.blocked');
  expect(await world.decisions()).toEqual(['refundBlocked']);
  await world.clock.advance(25 * 3_600_000);
  await world.runJobs();
  world.mercadopago.setBalance(10_000_000);
  await world.clock.advance(25 * 3_600_000);
  await world.runJobs();
  const asked = world.mercadopago.calls.filter(
    (call) => call.path === `/v1/payments/${second.id}/refunds` && call.method === 'POST',
  );
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map((call) => call.key)).size).toBe(1);
  expect((await world.typesToldTo(guestId)).filter((type) => type.startsWith('refund'))).toEqual([
    'refund.blocked',
    'refund.done',
  ]);
  expect(await world.conserved()).toEqual({
    received: 2 * deposit,
    applied: deposit,
    refunded: deposit,
  });
});

test('the answer to a refund is lost, three times: the same key is asked again and it is paid once', async () => {
  await using world = await openBookingWorld();
  const { deposit, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  const second = await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'once' });
  world.mercadopago.failNext(3, 'reset after the work', /^POST .*refunds/);
  await world.pass(5);
  const asked = world.mercadopago.calls.filter(
    (call) => call.path.endsWith('/refunds') && call.method === 'POST',
  );
  // The SDK's own second try; then the notification says that it was done, and nobody asks again.
  expect(asked).toHaveLength(2);
  expect(new Set(asked.map((call) => call.key)).size).toBe(1);
  expect(world.mercadopago.refundsOf(second.id)).toHaveLength(1);
  expect(await world.conserved()).toEqual({
    received: 2 * deposit,
    applied: deposit,
    refunded: deposit,
  });
});

test('a refund that the owner makes in MercadoPago’s panel is in the ledger, and the owner is asked about the stay', async () => {
  await using world = await openBookingWorld();
  const { code, deposit, preference } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  await world.gateway.refund(String(paid.id), deposit, 'made-in-the-panel');
  await world.mercadopago.idle();
  await world.mercadopago.notifyAgain(paid.id);
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  expect(await world.decisions()).toEqual(['refundedOutside']);
  expect(await world.conserved()).toEqual({ received: deposit, refunded: deposit });
});

test('"ya pagué" is answered with what MercadoPago knows, never with a confirmation', async () => {
  await using world = await openBookingWorld();
  const { guestId, code, preference } = await world.hold();
  const id = (await world.pool.query('select id from reservations where code = $1', [code])).rows[0]
    .id as number;
  await world.enqueue(world.pool, { name: 'look', data: { reservationId: id, why: 'claimed' } });
  await world.runJobs();
  expect((await world.typesToldTo(guestId)).at(-1)).toBe('payment.notFound');
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  await world.enqueue(world.pool, { name: 'look', data: { reservationId: id, why: 'claimed' } });
  await world.runJobs();
  expect((await world.typesToldTo(guestId)).at(-1)).toBe('payment.confirmed');
});

test('forged, unsigned, simulated and unknown notifications change nothing', async () => {
  await using world = await openBookingWorld();
  const { code, preference } = await world.hold();
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'forged' });
  await world.mercadopago.pay(preference, { outcome: 'approved', notify: 'unsigned' });
  expect((await world.mercadopago.simulation()).map((answer) => answer.status)).toEqual([200]);
  expect(
    await world.mercadopago.deliver({ 'data.id': 'x;drop', type: 'payment' }, {}),
  ).toMatchObject({ status: 200 });
  await world.pass(20);
  expect(await world.statusOf(code)).toBe('held');
  expect((await world.pool.query('select 1 from payments')).rows).toEqual([]);
});

test('a payment of the chain of looks is asked about for 35 days and then no more', async () => {
  await using world = await openBookingWorld();
  await world.hold();
  await world.pass(45);
  for (let day = 0; day < 36 * 24; day += 1) {
    await world.clock.advance(3_600_000);
    if (day < 30 || day % 24 === 0) await world.runJobs();
  }
  await world.runJobs();
  const searches = world.mercadopago.calls.filter((call) =>
    call.path.startsWith('/v1/payments/search'),
  );
  // before the end, at it, ten minutes later, 24 hours, 34 days
  expect(searches.length).toBeGreaterThan(50);
  expect(searches.length).toBeLessThan(70);
  expect(
    (await world.pool.query(`select 1 from test_jobs where job ->> 'name' = 'watch'`)).rows,
  ).toEqual([]);
});

test('a link that cannot be made in two minutes is said to the guest and to the owner, once', async () => {
  await using world = await openBookingWorld();
  world.mercadopago.down(true);
  const { guestId, code } = await world.hold();
  const { rows } = await world.pool.query('select id from reservations where code = $1', [code]);
  const reservationId = (rows[0] as { id: number }).id;
  for (let time = 0; time < 2; time += 1)
    await world.booking.buried({ name: 'paymentLink', data: { reservationId } });
  expect(await world.typesToldTo(guestId)).toEqual(['link.failed']);
  expect(await world.decisions()).toEqual(['linkFailed']);
  world.mercadopago.heal();
  await world.pass(3);
  expect(await world.typesToldTo(guestId)).toEqual(['link.failed', 'link.ready']);
});

test('without a link nobody can have paid: the hold ends in time, MercadoPago up or not', async () => {
  await using world = await openBookingWorld();
  world.mercadopago.down(true);
  const { code } = await world.hold();
  await world.pass(31);
  expect(await world.statusOf(code)).toBe('expired');
});

test('money for a stay that should have begun goes back', async () => {
  await using world = await openBookingWorld();
  const tomorrow = { checkIn: '2026-11-25', checkOut: '2026-11-27' } as typeof SUMMER;
  const { code, deposit, preference } = await world.hold({ stay: tomorrow });
  await world.pass(31);
  await world.clock.advance(3 * 86_400_000);
  const late = { outcome: 'approved', payer: 'was already inside' } as const;
  await world.mercadopago.pay(preference, late);
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('expired');
  expect(await world.conserved()).toEqual({ received: deposit, refunded: deposit });
});
