// Guests below the chat: they look, think, hold, and some change their minds, say that they have paid, pay
// the balance, or give the stay up.

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
    if (chance(0.3)) void afterwards({ code, guestId }).catch(() => undefined);
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

  /** Of a stay that is confirmed by then; most are not. */
  async function afterwards({ code, guestId }: { code: string; guestId: number }): Promise<void> {
    for (let look = 0; look < 40; look += 1) {
      await pause(300);
      const asked = await inTransaction(pool, (db) => booking.balance.ask(db, { code, guestId }));
      if (asked.kind === 'due') break;
    }
    if (chance(0.6)) return;
    await pause(between(0, 3_000));
    await inTransaction(pool, async (db) => {
      const of = { code, guestId, now: now() };
      const by = chance(0.5) ? 'policy' : 'withdrawal';
      const told = await (by === 'policy'
        ? booking.leaving.terms(db, of)
        : booking.leaving.askWithdrawal(db, of));
      if (told.kind === 'terms' || told.kind === 'withdrawal')
        await booking.leaving.leave(db, { ...of, by, shown: told.refund });
    });
  }

  async function arrive(): Promise<number> {
    const { rows } = await pool.query(
      `insert into guests (phone, created_at) values ('54911' || nextval('guests_id_seq')::text, $1) returning id`,
      [now()],
    );
    return (rows[0] as { id: number }).id;
  }
}
