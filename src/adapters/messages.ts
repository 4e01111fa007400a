// Messages to guests: what became of each that was tried.

import type { QueuedMessage } from '../chat/lane.ts';
import type { NotSent, Sent } from '../chat/outbox.ts';
import type { Outgoing } from '../chat/templates.ts';
import type { Db, Pool } from './postgres.ts';

export type QueuedRow = Omit<QueuedMessage, 'payload' | 'notBefore'> & {
  readonly payload: Outgoing;
  readonly notBefore: string | null;
};

export function queuedMessage({ notBefore, ...row }: QueuedRow): QueuedMessage {
  return { ...row, notBefore: notBefore === null ? null : new Date(notBefore) };
}

export async function markSent(pool: Pool, sent: readonly Sent[]): Promise<readonly void[]> {
  await pool.query({
    name: 'sent',
    // a status may have come before this note: it stays
    text: `
      with told as (
        select * from jsonb_to_recordset($1::jsonb) as t("messageId" bigint, wamid text, template text, now timestamptz)
      ), held as (
        -- the statuses that come for them wait for this note, and it for them
        select id from messages where id = any($2::bigint[]) order by id for no key update
      )
      update messages m set template = t.template, attempts = attempts + 1, wamid = coalesce(m.wamid, t.wamid), sent_at = coalesce(sent_at, t.now),
        error = case when status = 'queued' then null else error end, status = case when status = 'queued' then 'sent' else status end
      from told t join held on held.id = t."messageId" where m.id = t."messageId" and m.id = any($2)`,
    values: [JSON.stringify(sent), sent.map(({ messageId }) => messageId)],
  });
  return sent.map(() => undefined);
}

export async function markNotSent(pool: Pool, messageId: number, why: NotSent): Promise<void> {
  await pool.query({
    name: 'not-sent',
    text: `update messages set attempts = attempts + $5, error = $2, not_before = $3, status = case when $3::timestamptz is null then $4 else status end
      where id = $1 and status = 'queued'`,
    values: [
      messageId,
      JSON.stringify(why.error),
      why.notBefore,
      why.status,
      why.counts === 'counts' ? 1 : 0,
    ],
  });
}

/** Meta says that the window is closed, whatever our own reckoning. */
export async function noteWindowClosed(db: Db, guestId: number, now: Date): Promise<void> {
  await db.query({
    name: 'window-closed',
    text: `update guests set window_refused_at = $2 where id = $1`,
    values: [guestId, now],
  });
}
