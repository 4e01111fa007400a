// What would go wrong: a message about a stay that was cancelled or moved, two of the same, one into the owner's own
// talk with the guest, a plea for a review to whoever wants none.

import { expect, test } from 'vitest';
import { markStay } from '../../src/adapters/admin/desk.ts';
import { inTransaction } from '../../src/adapters/postgres.ts';
import type { CalendarDate, Stay } from '../../src/domain/stay.ts';
import { openBookingWorld, SUMMER, type BookingWorld } from '../support/booking-world.ts';

const stayOf = (checkIn: string, checkOut: string): Stay => ({
  checkIn: checkIn as CalendarDate,
  checkOut: checkOut as CalendarDate,
});

async function confirmed(world: BookingWorld, of: Parameters<BookingWorld['hold']>[0] = {}) {
  const held = await world.hold(of);
  await world.mercadopago.pay(held.preference, { outcome: 'approved' });
  await world.runJobs();
  const { rows } = await world.pool.query('select id from reservations where code = $1', [
    held.code,
  ]);
  return { ...held, id: (rows[0] as { id: number }).id };
}

/** Moves the clock to an hour at the lodging and lets the sweep and its jobs run. */
async function at(world: BookingWorld, day: string, time: string): Promise<void> {
  await world.clock.advance(Date.parse(`${day}T${time}:00-03:00`) - world.now().getTime());
  await world.booking.work.sweep({});
  await world.runJobs();
}

const told = async (world: BookingWorld, guestId: number) =>
  (await world.typesToldTo(guestId)).filter((type) => type.startsWith('stay.'));

async function outcomes(world: BookingWorld, reservationId: number) {
  const { rows } = await world.pool.query(
    'select kind, day, outcome from stay_notices where reservation_id = $1 order by day, kind',
    [reservationId],
  );
  return (rows as Array<{ kind: string; day: string; outcome: string }>).map(
    ({ kind, day, outcome }) => `${day} ${kind} ${outcome}`,
  );
}

test('a stay that is cancelled is spoken of no more, and one that moves is spoken of on its new days', async () => {
  await using world = await openBookingWorld();
  const [gone, moved] = [await confirmed(world), await confirmed(world, { cabinId: 'lenga' })];
  await at(world, '2027-01-13', '10:01');
  expect(await told(world, gone.guestId)).toEqual(['stay.near']);
  await world.cancelByOwner(world.pool, gone.code);
  await world.pool.query(`update reservations set stay = '[2027-02-15,2027-02-18)' where id = $1`, [
    moved.id,
  ]);
  for (const day of ['2027-01-14', '2027-01-18', '2027-01-19']) await at(world, day, '11:01');
  expect(await told(world, gone.guestId)).toEqual(['stay.near']);
  expect(await told(world, moved.guestId)).toEqual(['stay.near']);
  for (const day of ['2027-02-12', '2027-02-13', '2027-02-14']) await at(world, day, '10:01');
  await at(world, '2027-02-18', '09:01');
  await at(world, '2027-02-19', '11:01');
  expect(await told(world, moved.guestId)).toEqual([
    ...['stay.near', 'stay.near', 'stay.arriving', 'stay.leaving', 'stay.over'],
  ]);
});

test('what the owner has just written, and a chat that a person has, are left alone', async () => {
  await using world = await openBookingWorld();
  const stays = [
    await confirmed(world),
    await confirmed(world, { cabinId: 'lenga' }),
    await confirmed(world, { cabinId: 'maiten' }),
  ];
  const [answered, waits, silent] = stays;
  const near = new Date('2027-01-13T00:30:00-03:00');
  await world.pool.query(
    `insert into messages (guest_id, rev, payload, author, created_at) values ($1, 0, '{"kind": "text", "body": "hola"}', 'ana@example.com', $2)`,
    [answered!.guestId, near],
  );
  for (const [{ guestId }, since] of [
    [waits!, near],
    // days ago: nobody is talking any more
    [silent!, new Date('2027-01-10T00:00:00-03:00')],
  ] as const) {
    await world.pool.query(
      `insert into turns (guest_id, rev, machine_version, events, state, taken_at) values ($1, 1, 2, '[]', 'handedOff', $2)`,
      [guestId, since],
    );
    await world.pool.query('update guests set rev = 1, last_inbound_at = $2 where id = $1', [
      guestId,
      since,
    ]);
  }
  await at(world, '2027-01-13', '10:01');
  for (const { guestId } of [answered!, waits!]) expect(await told(world, guestId)).toEqual([]);
  expect(await told(world, silent!.guestId)).toEqual(['stay.near']);
  expect(await outcomes(world, answered!.id)).toEqual([
    '2027-01-15 arrival inPerson',
    '2027-01-15 balance inPerson',
  ]);
  // dropped, not put off; the next one is another matter
  await at(world, '2027-01-14', '10:01');
  expect(await told(world, answered!.guestId)).toEqual(['stay.arriving']);
});

test('two processes at once say it once, whatever was lost between', async () => {
  await using world = await openBookingWorld({ connections: 12 });
  const { id, guestId } = await confirmed(world);
  await at(world, '2027-01-13', '10:01');
  await world.pool.query(`update reservations set notice_at = '-infinity' where id = $1`, [id]);
  await Promise.all(
    Array.from({ length: 8 }, () => world.booking.work.notice({ reservationId: id })),
  );
  expect(await told(world, guestId)).toEqual(['stay.near']);
  // the job was lost with its process: the row is still there
  await world.clock.advance(24 * 3_600_000);
  await world.booking.work.sweep({});
  await world.pool.query('delete from test_jobs');
  await world.booking.work.sweep({});
  await world.runJobs();
  expect(await told(world, guestId)).toEqual(['stay.near', 'stay.arriving']);
});

test('no review of whoever opted out, or where the owner has no link; nothing for whoever never wrote', async () => {
  await using world = await openBookingWorld();
  const soon = stayOf('2026-12-10', '2026-12-12');
  const [out, never, plain] = [
    await confirmed(world, { stay: soon }),
    await confirmed(world, { stay: soon, cabinId: 'lenga' }),
    await confirmed(world, { stay: soon, cabinId: 'maiten' }),
  ];
  await world.pool.query('update guests set opted_out_at = $2 where id = $1', [
    out.guestId,
    world.now(),
  ]);
  await world.pool.query('update guests set last_inbound_at = null where id = $1', [never.guestId]);
  await at(world, '2026-12-12', '09:01');
  expect(await told(world, out.guestId)).toEqual(['stay.leaving']);
  expect(await told(world, never.guestId)).toEqual([]);
  await world.pool.query(`update property set profile = profile - 'reviewLink'`);
  const withLink = `update property set profile = profile || '{"reviewLink": "https://g.page/r/x"}'`;
  await world.clock.advance(27 * 3_600_000);
  await world.booking.work.notice({ reservationId: plain.id });
  await world.pool.query(withLink);
  await world.booking.work.sweep({});
  await world.runJobs();
  expect((await outcomes(world, out.id)).at(-1)).toBe('2026-12-12 review optedOut');
  expect((await outcomes(world, plain.id)).at(-1)).toBe('2026-12-12 review notNeeded');
  expect((await outcomes(world, never.id)).at(-1)).toBe('2026-12-12 review neverWrote');
  for (const { guestId } of [out, never, plain])
    expect(await told(world, guestId)).not.toContain('stay.over');
});

test('where arrivals are marked, the morning after one that nobody marked the owner is asked, once', async () => {
  await using world = await openBookingWorld();
  const marked = await confirmed(world, { stay: stayOf('2026-12-01', '2026-12-03') });
  const unmarked = await confirmed(world, { stay: SUMMER });
  await at(world, '2026-12-01', '18:00');
  const mark = { id: marked.id, mark: 'checkedIn', by: 'ana@example.com' } as const;
  await inTransaction(world.pool, (db) =>
    markStay(db, { ...mark, today: '2026-12-01', now: world.now() }),
  );
  await at(world, '2026-12-02', '10:01');
  expect(await world.decisions()).toEqual([]);
  await at(world, '2027-01-16', '10:01');
  await at(world, '2027-01-16', '11:01');
  expect(await world.decisions()).toEqual(['noShow']);
  const { rows } = await world.pool.query('select reservation_id, guest_id, detail from decisions');
  expect(rows).toEqual([
    { reservation_id: unmarked.id, guest_id: unmarked.guestId, detail: { day: '2027-01-15' } },
  ]);
});

test('an arrival is written down, told with the owner’s rule, and outside the hours the owner is asked', async () => {
  await using world = await openBookingWorld();
  const { code, guestId } = await confirmed(world);
  const note = (time: string | null, by = guestId) =>
    inTransaction(world.pool, (db) =>
      world.booking.arrivals.note(db, { code, guestId: by, time, now: world.now() }),
    );
  expect(await note(null)).toMatchObject({ type: 'arrival.asked', hours: { from: '15:00' } });
  expect(await note('16:00')).toMatchObject({ type: 'arrival.noted', fit: 'inHours' });
  expect(await world.decisions()).toEqual([]);
  expect(await note('22:30')).toMatchObject({ fit: 'late', hours: { until: '21:00' } });
  expect(await note('22:30')).toMatchObject({ fit: 'late' });
  expect(await world.decisions()).toEqual(['arrivalHour']);
  expect(await note('11:00')).toMatchObject({ fit: 'early' });
  expect(await note('18:00', await world.guest())).toEqual({ type: 'arrival.none' });
  const { rows } = await world.pool.query('select expected_arrival as time from reservations');
  expect(rows).toEqual([{ time: '11:00' }]);
});
