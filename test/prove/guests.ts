// Guests below the chat: they look, think, hold, and some change their minds or say that they have paid.

import { setTimeout as pause } from 'node:timers/promises';
import { findReservation } from '../../src/adapters/reservations.ts';
import { inTransaction, type Pool } from '../../src/adapters/postgres.ts';
import type { createBooking } from '../../src/booking/booking.ts';
import type { Enqueue } from '../../src/booking/jobs.ts';
import { addDays, type CalendarDate } from '../../src/domain/stay.ts';
import { between, chance, pick } from './random.ts';

const CABINS = ['arrayan', 'coihue', 'lenga', 'maiten'];
/** Everybody wants the same few nights for a while, then the next ones. */
const HOT_FOR_MS = 2_000;
const FIRST_NIGHT = '2027-03-01' as CalendarDate;

export function createGuests({
  pool,
  booking,
  enqueue,
  now,
  hotFrom,
}: {
  pool: Pool;
  booking: ReturnType<typeof createBooking>;
  enqueue: Enqueue;
  now: () => Date;
  /** The machine's clock. */
  hotFrom: number;
}) {
  return async function guest(): Promise<void> {
    const guestId = await arrive();
    const hot = Math.floor((Date.now() - hotFrom) / HOT_FOR_MS) * 4;
    const checkIn = addDays(FIRST_NIGHT, hot + Math.floor(between(0, 4)));
    const stay = { checkIn, checkOut: addDays(checkIn, 3) };
    const asked = { stay, party: { adults: 2, children: 0, infants: 0 }, pets: 0 };
    const cabinId = pick(CABINS);
    const quoted = await booking.quotes.makeQuote(pool, { guestId, cabinId, now: now(), ...asked });
    if (quoted.kind !== 'made') return;
    // Long enough for another guest to see the same nights free.
    await pause(between(0, 200));
    const held = await inTransaction(pool, (db) =>
      booking.holds.placeHold(db, {
        quoteId: quoted.shown.id,
        guestId,
        name: 'Ana',
        now: now(),
        maxHolds: 1,
        holdMinutes: 30,
      }),
    );
    if (held.kind !== 'held') return;
    const { code } = held.hold;
    if (chance(0.1)) {
      await pause(between(0, 1_000));
      await inTransaction(pool, (db) =>
        booking.holds.releaseHold(db, { code, guestId, now: now() }),
      );
    } else if (chance(0.15)) {
      await pause(between(0, 1_000));
      const found = await findReservation(pool, code);
      if (found) await enqueue(pool, { name: 'look', data: { ...found, why: 'claimed' } });
    }
  };

  async function arrive(): Promise<number> {
    const { rows } = await pool.query(
      `insert into guests (phone, created_at) values ('54911' || nextval('guests_id_seq')::text, $1) returning id`,
      [now()],
    );
    return (rows[0] as { id: number }).id;
  }
}
