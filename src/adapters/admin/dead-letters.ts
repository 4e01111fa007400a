// What was given up: jobs after their retries, and messages that did not reach their guest.

import type { Job } from '../../booking/jobs.ts';
import type { Db } from '../postgres.ts';

export type BuriedJob = {
  readonly id: string;
  readonly queue: string;
  readonly data: unknown;
  readonly error: unknown;
  readonly buriedAt: Date;
  /** When somebody last asked for it again. */
  readonly retriedAt: Date | null;
};

const BURIED = `
  select j.id, j.source_name as queue, j.data, j.source_output as error, j.created_on as "buriedAt",
    (select max(at) from audit_log where about = 'job:' || j.id) as "retriedAt"
  from pgboss.job j where j.name = 'buried'`;

/** Newest first; pg-boss keeps them for a week. */
export async function listBuried(db: Db, limit: number): Promise<BuriedJob[]> {
  const { rows } = await db.query(`${BURIED} order by j.created_on desc, j.id limit $1`, [limit]);
  return rows as BuriedJob[];
}

export async function readBuried(db: Db, id: string): Promise<Job | undefined> {
  const { rows } = await db.query(`${BURIED} and j.id = $1`, [id]);
  const row = rows[0] as BuriedJob | undefined;
  // Its queue was one of ours, and its data what that queue takes.
  return row && ({ name: row.queue, data: row.data } as Job);
}

export type UnsentMessage = {
  readonly id: number;
  readonly guestId: number;
  readonly payload: unknown;
  /** `dropped`: outside the 24 hours, and no template says it. */
  readonly status: 'failed' | 'dropped';
  readonly error: unknown;
  readonly attempts: number;
  readonly createdAt: Date;
};

/** Newest first. */
export async function listUnsent(
  db: Db,
  { cursor, limit }: { cursor: number | undefined; limit: number },
): Promise<UnsentMessage[]> {
  const { rows } = await db.query(
    `select id, guest_id as "guestId", payload, status, error, attempts, created_at as "createdAt"
     from messages where status in ('failed', 'dropped') and ($1::bigint is null or id < $1) order by id desc limit $2`,
    [cursor ?? null, limit],
  );
  return rows as UnsentMessage[];
}

/** Back into the outbox, before what waits behind it. Answers its guest; undefined when it was not given up. */
export async function sendAgain(db: Db, id: number, now: Date): Promise<number | undefined> {
  const { rows } = await db.query(
    `with queued as (
       update messages set status = 'queued', attempts = 0, not_before = null, error = null, wamid = null
       where id = $1 and status in ('failed', 'dropped') returning guest_id
     )
     update guests set wake_at = least(coalesce(wake_at, 'infinity'), $2) from queued where guests.id = queued.guest_id returning guests.id`,
    [id, now],
  );
  return (rows[0] as { id: number } | undefined)?.id;
}
