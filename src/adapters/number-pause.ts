// The whole number held back: a dead token or a locked account is the same for every guest and every
// process. One message is tried when the time comes; the others wait for what becomes of it.

import type { Db, Pool } from './postgres.ts';

const LONGEST_WAIT = '15 minutes';
/** A send takes at most ten seconds; whoever tried and died is replaced after that. */
const PROBE_MS = 15_000;

/** Whose turn it is to try: true for one caller of all processes. Until it has an answer the others wait on. */
export async function takeProbe(pool: Pool, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'probe',
    text: `update number_pause set probe_at = $2, probes = probes + 1 where probe_at <= $1`,
    values: [now, new Date(now.getTime() + PROBE_MS)],
  });
  return rowCount === 1;
}

/** The owner is told once per cause and day. Answers when a message is next tried. */
export async function pauseNumber(
  db: Db,
  why: { cause: string; sentence: string; waitMs: number; owner: 'tell' | 'spare'; now: Date },
): Promise<Date> {
  const {
    rows: [row],
  } = await db.query({
    name: 'pause',
    text: `
      with paused as (
        insert into number_pause (cause, since, probe_at) values ($1, $2::timestamptz, $2::timestamptz + $3::interval)
        on conflict (one) do update set cause = excluded.cause,
          probe_at = $2::timestamptz + least($3::interval * power(2, least(number_pause.probes, 10)), interval '${LONGEST_WAIT}')
        returning probe_at
      ), told as (
        insert into decisions (key, kind, detail, created_at)
        select $4, 'numberPaused', $5::jsonb, $2::timestamptz where $6::boolean
        -- back after it was over; what a person has closed stays closed
        on conflict (key) do update set decided_at = null, decided_by = null, decision = null where decisions.decided_by = 'clock'
      )
      select probe_at from paused`,
    values: [
      why.cause,
      why.now,
      `${why.waitMs} milliseconds`,
      `numberPaused:${why.cause}:${why.now.toISOString().slice(0, 10)}`,
      JSON.stringify({ code: why.cause, sentence: why.sentence }),
      why.owner === 'tell',
    ],
  });
  return row.probe_at;
}

/** A message was taken: the pause is over, with what the owner was asked to look at, and nobody waits on. */
export async function resumeNumber(pool: Pool, now: Date): Promise<void> {
  await pool.query({
    name: 'resume',
    text: `
      with over as (
        delete from number_pause returning cause
      ), woken as (
        update guests set wake_at = $1 where wake_at > $1 and lease_until is null and exists (select from over)
          and id in (select guest_id from messages where status = 'queued')
      )
      update decisions set decided_at = $1, decided_by = 'clock', decision = 'resumed'
      where kind = 'numberPaused' and decided_at is null and exists (select from over)`,
    values: [now],
  });
}

export async function isPaused(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query('select from number_pause');
  return rowCount ?? 0;
}
