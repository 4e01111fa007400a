// Guests below the chat: they look, think and hold; some say that they have paid, transfer, or let the hold
// go. Once confirmed they change the stay, pay the balance, and give the stay up.

import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction } from '../../src/adapters/postgres.ts';
import { findReservation } from '../../src/adapters/reservations.ts';
import type { ChangeAnswer, ChangeWish } from '../../src/booking/changing.ts';
import { addDays, type CalendarDate, type Stay } from '../../src/domain/stay.ts';
import type { Inside } from './inside.ts';
import { between, chance, draw, pick } from './random.ts';

const CABINS = ['arrayan', 'coihue', 'lenga', 'maiten'];
/** Everybody wants the same few nights for a while, then the next ones. */
const HOT_FOR_MS = 2_000;
const FIRST_NIGHT = '2027-03-01' as CalendarDate;
const PARTY = { adults: 2, children: 0, infants: 0 };
const RECEIPT = { what: 'image', mediaId: null, mimeType: null } as const;

export type Nights = () => Stay;

/** The nights that are wanted now. */
export function hotNights(from: number): Nights {
  return () => {
    const hot = Math.floor((Date.now() - from) / HOT_FOR_MS) * 4;
    const checkIn = addDays(FIRST_NIGHT, hot + Math.floor(between(0, 4)));
    return { checkIn, checkOut: addDays(checkIn, 3) };
  };
}

export function createGuests(
  { pool, now, booking, enqueue }: Inside,
  {
    nights,
    count,
    isOver,
  }: { nights: Nights; count: (what: string) => void; isOver: () => boolean },
) {
  const { holds, quotes, transfers, changing, leaving, balance } = booking;
  type Own = { code: string; guestId: number };

  return async function guest(): Promise<void> {
    const guestId = await arrive();
    const asked = { stay: nights(), party: PARTY, pets: 0, cabinId: pick(CABINS) };
    const quoted = await quotes.makeQuote(pool, { guestId, now: now(), ...asked });
    if (quoted.kind !== 'made') return;
    // Long enough for another guest to see the same nights free.
    await pause(between(0, 200));
    const hold = { guestId, name: 'Ana', now: now(), maxHolds: 1, holdMinutes: 30 };
    const held = await inTransaction(pool, (db) =>
      holds.placeHold(db, { ...hold, quoteId: quoted.shown.id }),
    );
    if (held.kind !== 'held') return;
    const own = { code: held.hold.code, guestId };
    await pause(between(0, 600));
    const plan = draw({ waits: 60, transfers: 20, claims: 10, lets: 10 });
    if (plan === 'transfers') await transfer(own);
    if (plan === 'claims') {
      const found = await findReservation(pool, own.code);
      if (found) await enqueue(pool, { name: 'look', data: { ...found, why: 'claimed' } });
    }
    if (plan === 'lets')
      await inTransaction(pool, (db) => holds.releaseHold(db, { ...own, now: now() }));
    else void live(own, asked.stay).catch(() => count('guest: failed'));
  };

  async function transfer(own: Own): Promise<void> {
    const at = now();
    const asked = await inTransaction(pool, (db) => transfers.ask(db, { ...own, now: at }));
    if (asked.kind !== 'expected' || chance(0.2)) return;
    await pause(between(0, 300));
    for (let times = chance(0.3) ? 2 : 1; times > 0; times -= 1) {
      const claim = { ...own, receipt: RECEIPT, now: now() };
      const { kind } = await inTransaction(pool, (db) => transfers.claim(db, claim));
      count(`transfer: ${kind}`);
    }
  }

  /** What is done with a stay that is confirmed by then; many never are. */
  async function live(own: Own, stay: Stay): Promise<void> {
    const confirmed = async () =>
      (await inTransaction(pool, (db) => balance.ask(db, own))).kind === 'due';
    for (let look = 0; !(await confirmed()); look += 1) {
      if (look > 30 || isOver()) return;
      await pause(200);
    }
    let nightsNow = stay;
    for (let deeds = Math.ceil(between(0, 5)); deeds > 0 && !isOver(); deeds -= 1) {
      const deed = draw({ changes: 60, asksToPay: 15, leaves: 12, withdraws: 8, nothing: 5 });
      if (deed === 'changes') nightsNow = await change(own, nightsNow);
      if (deed === 'asksToPay') await confirmed();
      if (deed === 'leaves' || deed === 'withdraws') return leave(own, deed);
      await pause(between(0, 800));
    }
  }

  async function change(own: Own, stay: Stay): Promise<Stay> {
    const [name, wish] = wishFor(stay);
    const told = await inTransaction(pool, (db) =>
      changing.weigh(db, { ...own, now: now() }, wish),
    );
    if (told.kind !== 'told') {
      count(`change: ${told.kind}`);
      return stay;
    }
    await pause(between(0, 300));
    const { terms, shown } = told;
    const agreed = { ...terms, quoteId: shown.id, holdMinutes: 30 };
    const guest = { ...own, now: now() };
    const answers: ChangeAnswer[] = await Promise.all(
      // the yes tapped twice
      (chance(0.2) ? [0, 1] : [0]).map(() =>
        inTransaction(pool, (db) => changing.agree(db, guest, agreed)),
      ),
    );
    const kinds = answers.map(({ kind }) => kind);
    const owed = terms.payNow > 0 ? 'owed' : terms.refund > 0 ? 'given back' : 'even';
    count(`change: ${name}, ${owed}: ${kinds.includes('changed') ? 'changed' : kinds[0]}`);
    return kinds.includes('changed') ? shown.quote.stay : stay;
  }

  async function leave(own: Own, how: 'leaves' | 'withdraws'): Promise<void> {
    await inTransaction(pool, async (db) => {
      const of = { ...own, now: now() };
      const by = how === 'leaves' ? 'policy' : 'withdrawal';
      const told = await (by === 'policy' ? leaving.terms(db, of) : leaving.askWithdrawal(db, of));
      if (told.kind !== 'terms' && told.kind !== 'withdrawal') return count(`${how}: ${told.kind}`);
      const { kind } = await leaving.leave(db, { ...of, by, shown: told.refund });
      count(`${how}: ${kind}`);
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

function wishFor(stay: Stay): [string, ChangeWish] {
  const same = { stay: null, party: null, pets: null, cabin: null, another: false };
  const { checkIn, checkOut } = stay;
  const wishes = {
    longer: { ...same, stay: { checkIn, checkOut: addDays(checkOut, Math.ceil(between(0, 3))) } },
    shorter: { ...same, stay: { checkIn, checkOut: addDays(checkOut, -1) } },
    moved: { ...same, stay: { checkIn: addDays(checkIn, 1), checkOut: addDays(checkOut, 1) } },
    'other cabin': { ...same, cabin: pick(CABINS) },
    'more people': {
      ...same,
      party: { adults: Math.ceil(between(2, 5)), children: 0, infants: 0 },
    },
  };
  const name = draw({ longer: 30, shorter: 20, moved: 20, 'other cabin': 20, 'more people': 10 });
  return [name, wishes[name]];
}
