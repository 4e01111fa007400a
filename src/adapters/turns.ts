// Turns in Postgres: the journal, and all that follows from a turn.

import type { ClaimedGuest, MachineName, QueuedMessage, TurnWritten } from '../chat/lane.ts';
import { Fault } from '../domain/fault.ts';
import { batched } from './batched.ts';
import { openTransaction, type Db, type Pool } from './postgres.ts';

type Taken = { readonly guest: ClaimedGuest; readonly turn: TurnWritten };

/**
 * What `work` writes and the turn that it answers are committed together. A turn for which it wrote nothing needs
 * no transaction of its own: it leaves with those of other guests.
 */
export function createCommitTurn(pool: Pool) {
  const write = batched((taken: readonly Taken[]) => writeTurns(pool, taken));

  return async function commitTurn(
    guest: ClaimedGuest,
    work: (db: Db, reads: Db) => Promise<TurnWritten>,
  ): Promise<QueuedMessage[]> {
    const transaction = openTransaction(pool);
    try {
      const turn = await work(transaction.db, transaction.reads);
      const said = transaction.hasBegun()
        ? (await writeTurns(transaction.db, [{ guest, turn }]))[0]
        : await write({ guest, turn });
      if (!said)
        throw new Fault('guests.leaseLost', 'another process holds the guest', { transient: true });
      await transaction.commit();
      return said;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  };
}

/**
 * Journal, inbox, outbox and revision in one statement. Answers the messages of each; undefined for a holder
 * whose lease was taken: it writes nothing.
 */
async function writeTurns(
  db: Db,
  taken: readonly Taken[],
): Promise<ReadonlyArray<QueuedMessage[] | undefined>> {
  const turns = taken.map(({ guest: { id, token }, turn }) => ({ id, token, ...turn }));
  const { rows } = await db.query<{ id: number; said: number[] }>({
    name: 'turn',
    text: `
      with written as (
        select * from jsonb_to_recordset($1::jsonb)
          as t(id bigint, token uuid, rev int, machine text, language text, "machineVersion" int, events jsonb, state text, at timestamptz, "eventIds" bigint[], messages jsonb)
      ), held as (
        -- those who write to the same guests wait for each other instead of dying together
        select g.id from written w join guests g on g.id = w.id and g.lease_token = w.token and g.id = any($2::bigint[]) order by g.id for no key update of g
      ), moved as (
        update guests g set rev = w.rev, language = w.language, failures = 0
        from written w join held using (id)
        where g.id = w.id and g.id = any($2) and g.lease_token = w.token and g.rev = w.rev - 1 returning g.id
      ), journal as (
        insert into turns (guest_id, rev, machine_version, events, state, taken_at, machine)
        select id, rev, "machineVersion", events, state, at, machine from written join moved using (id)
      ), read as (
        update guest_events e set rev = w.rev from written w join moved using (id) where e.id = any(w."eventIds")
      ), said as (
        insert into messages (guest_id, rev, payload, created_at)
        select w.id, w.rev, payload, w.at
        from written w join moved using (id), jsonb_array_elements(w.messages) with ordinality as m(payload, ord) order by w.id, ord
        returning id, guest_id
      )
      select id, (select coalesce(jsonb_agg(s.id order by s.id), '[]') from said s where s.guest_id = moved.id) as said
      from moved`,
    values: [JSON.stringify(turns), turns.map(({ id }) => id)],
  });
  const said = new Map(rows.map((row) => [row.id, row.said]));
  return taken.map(({ guest, turn }) =>
    said.get(guest.id)?.map((id, index) => ({ id, payload: turn.messages[index]!, ...UNTRIED })),
  );
}

const UNTRIED = { author: null, attempts: 0, notBefore: null };

/** The machine events after `rev`, oldest first: what a lost or stale session is rebuilt from. */
export async function readJournal<E>(
  pool: Pool,
  guestId: number,
  machine: MachineName,
  afterRev: number,
): Promise<E[]> {
  const { rows } = await pool.query({
    name: 'journal',
    text: `select events from turns where guest_id = $1 and rev > $2 and machine = $3 order by rev`,
    values: [guestId, afterRev, machine],
  });
  return rows.flatMap(({ events }) => events as E[]);
}
