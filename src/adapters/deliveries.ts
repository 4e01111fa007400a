// What became of our messages, as Meta tells it afterwards: ticks, and failures that come after the
// message was taken. A failure is acted on in the transaction that notes it, as one at the sending is.

import type { Delivery } from '../chat/inbound.ts';
import type { Waking } from '../chat/lane.ts';
import { nextWaitMs } from '../domain/fault.ts';
import { tellUndelivered } from './decisions.ts';
import { noteWindowClosed } from './messages.ts';
import { pauseNumber } from './number-pause.ts';
import { inTransaction, type Db, type Pool } from './postgres.ts';
import { refusedByGraph, refusesForm } from './whatsapp/errors.ts';

/** Each may only replace one before it. */
const STATUSES = `array['queued', 'sent', 'failed', 'delivered', 'read']`;
/** Of a message that Meta takes and then fails on. */
const MOST_ATTEMPTS = 8;
/** Words without their picture are better than none. */
const ATTEMPTS_WITH_PICTURE = 2;
const MEDIA_NOT_FETCHED = 131053;

type Failure = {
  readonly id: number;
  readonly guestId: number;
  readonly code: number;
  readonly detail: string | null;
  readonly attempts: number;
  readonly template: string | null;
  readonly kind: string;
};

/** Answers the guests whose message is to be sent again. */
export async function recordDeliveries(
  pool: Pool,
  deliveries: readonly Delivery[],
  now: Date,
): Promise<Waking[]> {
  if (deliveries.every(({ error }) => error === null)) {
    await advance(pool, deliveries);
    return [];
  }
  return inTransaction(pool, async (db) => {
    const wakings: Waking[] = [];
    for (const failure of await advance(db, deliveries)) {
      const at = await actOn(db, failure, now);
      if (at) wakings.push({ guestId: failure.guestId, at });
    }
    return wakings;
  });
}

/**
 * Statuses only move forward: a late `sent` never hides a `read`, and `failed` only replaces what was not
 * delivered. One may come before `markSent`, or instead of it when a time-out or a crash hid Meta's
 * answer: then it finds the message by our id, which is sent from then on and will not be repeated.
 */
async function advance(db: Db, deliveries: readonly Delivery[]): Promise<Failure[]> {
  const { rows } = await db.query({
    name: 'deliveries',
    text: `
      with told as (
        select distinct on (d.wamid) d.wamid, d."messageId" as id, d.status, d.at, d.error, array_position(${STATUSES}, d.status) as place,
          max(d.category) over (partition by d.wamid) as category
        from jsonb_to_recordset($1::jsonb) as d(wamid text, "messageId" bigint, status text, at timestamptz, error jsonb, category text)
        order by d.wamid, place desc
      ), found as (
        select m.id, t.wamid, t.status, t.at, t.error, t.place, t.category from told t join messages m on m.wamid = t.wamid
        union all
        select m.id, t.wamid, t.status, t.at, t.error, t.place, t.category from told t join messages m on m.id = t.id and m.wamid is null
      ), held as (
        -- two deliveries about the same messages wait for each other instead of dying together
        select id from messages where id in (select id from found) order by id for no key update
      ), moved as (
        update messages m set status = f.status, wamid = f.wamid, price_category = coalesce(f.category, m.price_category),
          sent_at = coalesce(m.sent_at, f.at), error = coalesce(f.error, m.error)
        from found f join held using (id)
        where m.id = f.id and array_position(${STATUSES}, m.status) < f.place
        returning m.id, m.guest_id, m.status, m.attempts, m.template, m.payload->>'kind' as kind, f.error
      )
      select id, guest_id as "guestId", attempts, template, kind, (error->>'code')::int as code, coalesce(error->>'detail', error->>'title') as detail
      from moved where status = 'failed' and error is not null order by guest_id, id`,
    values: [JSON.stringify(deliveries)],
  });
  return rows;
}

/** When it is tried again; null: it is not, and the owner knows. */
async function actOn(db: Db, failure: Failure, now: Date): Promise<Date | null> {
  const { id, guestId, code, detail, attempts, template, kind } = failure;
  const fault = refusedByGraph({ code, detail }, 400, null);
  const mayRepeat = attempts < MOST_ATTEMPTS;
  switch (fault.action) {
    case 'template':
      await noteWindowClosed(db, guestId, now);
      // as a template it has had its chance
      if (template === null && mayRepeat) return repeat(db, failure, now, now);
      break;
    case 'pauseAll': {
      const until = await pauseNumber(db, {
        cause: fault.code,
        sentence: fault.message,
        waitMs: nextWaitMs(fault, 0),
        owner: fault.tellOwner ? 'tell' : 'spare',
        now,
      });
      if (mayRepeat) return repeat(db, failure, until, now);
      break;
    }
    case 'retry':
    case 'pauseGuest':
      if (mayRepeat)
        return repeat(db, failure, new Date(now.getTime() + nextWaitMs(fault, attempts)), now);
      break;
    case 'giveUp':
      // the same question in words
      if (kind === 'form' && refusesForm(code)) return repeat(db, failure, now, now);
      break;
  }
  await tellUndelivered(db, { guestId, messageId: id, code: fault.code, now });
  return null;
}

/** As a message of its own, a form as its words: late statuses of the failed one must not be taken for the new one's. */
async function repeat(
  db: Db,
  { id, guestId, code, attempts }: Failure,
  at: Date,
  now: Date,
): Promise<Date> {
  await db.query({
    name: 'repeat',
    text: `
      with again as (
        insert into messages (guest_id, rev, payload, author, attempts, not_before, created_at, repeats)
        select guest_id, rev,
          case when payload->>'kind' = 'form' then jsonb_build_object('kind', 'text', 'body', payload->'body')
            when not $5 then payload
            when payload->>'kind' = 'photo' then jsonb_build_object('kind', 'text', 'body', payload->'caption')
            else payload - 'photo' end, author, attempts + 1, $2, $4, id from messages where id = $1
        on conflict (repeats) do nothing
      )
      update guests set wake_at = least(coalesce(wake_at, 'infinity'), $2) where id = $3`,
    values: [id, at, guestId, now, code === MEDIA_NOT_FETCHED && attempts >= ATTEMPTS_WITH_PICTURE],
  });
  return at;
}
