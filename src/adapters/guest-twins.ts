// Two rows that turn out to be one guest: known by phone from before there were user ids, and by user id
// from a message that hid the phone. The phone is the stronger name: who writes with it is that guest.
// One of the two goes on with its conversation, and takes over all that hung on the other.

import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../domain/fault.ts';
import { inTransaction, type Db, type Pool } from './postgres.ts';

/** A turn takes milliseconds, a send at most ten seconds; Meta delivers again what we refuse meanwhile. */
const PATIENCE_MS = 3_000;
const PAUSE_MS = 50;

/** Every table that names a guest but the guest's own; a test holds it against the database. */
export const GUEST_TABLES = [
  'quotes',
  'reservations',
  'decisions',
  'receipt_files',
  'waitlist',
  'consents',
  'privacy_cases',
  'mails',
] as const;
/** Those whose rows also name a turn. */
export const TURN_TABLES = ['turns', 'guest_events', 'messages'] as const;

/** Waits until no process holds either of them. Made one already, it does nothing. */
export async function joinGuests(
  pool: Pool,
  pair: readonly [number, number],
  now: Date,
): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while ((await inTransaction(pool, (db) => join(db, pair, now))) === 'held') {
    if (performance.now() > until)
      throw new Fault('guests.held', 'a guest to be joined is being attended', { transient: true });
    await delay(PAUSE_MS);
  }
}

async function join(
  db: Db,
  pair: readonly [number, number],
  now: Date,
): Promise<'joined' | 'held'> {
  // A live hold decides who goes on, then who wrote last: that conversation is the one in the guest's eyes.
  const { rows } = await db.query({
    text: `
      select id, rev, phone, bsuid, profile_name, email, opted_out_at, last_inbound_at, paced_until, wake_at, lease_until > $2 as held
      from guests where id = any($1) order by id for update`,
    values: [pair, now],
  });
  if (rows.length < 2) return 'joined';
  if (rows.some(({ held }) => held)) return 'held';
  const {
    rows: [kept],
  } = await db.query({
    text: `
      select g.id from guests g where g.id = any($1)
      order by exists (select from reservations r where r.guest_id = g.id and r.status in ('held', 'settling')) desc,
        g.last_inbound_at desc nulls last, g.id limit 1`,
    values: [pair],
  });
  const gone = rows.find(({ id }) => id !== kept.id);
  // Its turns stand before the first of the other, so that no number is taken twice and the journal
  // of the conversation that goes on stays what it was.
  const {
    rows: [first],
  } = await db.query({
    text: `select least(0, coalesce(min(rev), 0)) as rev from turns where guest_id = $1`,
    values: [kept.id],
  });
  for (const table of TURN_TABLES)
    await db.query(`update ${table} set guest_id = $1, rev = rev - $3 where guest_id = $2`, [
      kept.id,
      gone.id,
      gone.rev + 1 - first.rev,
    ]);
  // Both wait for the same nights: one place in the line is enough.
  await db.query(
    `update waitlist w set status = 'left', ended_at = $3 where guest_id = $2 and status in ('waiting', 'offered') and exists (
       select from waitlist o where o.guest_id = $1 and o.stay = w.stay and o.status in ('waiting', 'offered'))`,
    [kept.id, gone.id, now],
  );
  for (const table of GUEST_TABLES)
    await db.query(`update ${table} set guest_id = $1 where guest_id = $2`, [kept.id, gone.id]);
  // What a job is telling the one that is gone fails on its key, and finds the other when it is tried again.
  await db.query('delete from guests where id = $1', [gone.id]);
  await db.query({
    text: `
      update guests set phone = coalesce(phone, $2), bsuid = coalesce(bsuid, $3), profile_name = coalesce(profile_name, $4),
        last_inbound_at = greatest(last_inbound_at, $5), paced_until = greatest(paced_until, $6), wake_at = least(wake_at, $7, $8),
        -- whichever of the two said it, it was said
        opted_out_at = least(opted_out_at, $9),
        email = coalesce(email, $10)
      where id = $1`,
    values: [
      kept.id,
      gone.phone,
      gone.bsuid,
      gone.profile_name,
      gone.last_inbound_at,
      gone.paced_until,
      gone.wake_at,
      now,
      gone.opted_out_at,
      gone.email,
    ],
  });
  return 'joined';
}
