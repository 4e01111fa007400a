// The statements of a message's way, each as short as it can be: one to take it in, one to claim the
// guest, one for the turn, one for the message that left, one to let the guest go.

import type pg from 'pg';
import type { Happening, Payload } from './conversation.ts';

export type Db = Pick<pg.ClientBase, 'query'>;
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'fact'; readonly event: Happening };
export type Arrival = {
  readonly key: string;
  readonly phone: string;
  readonly bsuid: string | null;
  readonly name: string | null;
  readonly sentAt: Date;
  readonly body: Body;
};
export type Queued = { readonly id: number; readonly payload: Payload };
export type Claimed = {
  readonly id: number;
  readonly phone: string;
  readonly rev: number;
  readonly name: string | null;
  readonly events: ReadonlyArray<{
    readonly id: number;
    readonly key: string;
    readonly body: Body;
  }>;
  readonly queued: readonly Queued[];
};

const LEASE_MS = 30_000;

/** Undefined when the message was there before. */
export async function receive(
  db: Db,
  { key, phone, bsuid, name, sentAt, body }: Arrival,
  now: Date,
  pauseMs: number,
): Promise<{ guestId: number; wakeAt: Date } | undefined> {
  const pause = body.kind === 'text' ? pauseMs : 0;
  const values = [
    ...[phone, bsuid, name, key, JSON.stringify(body), sentAt, now],
    ...[new Date(now.getTime() + pause), `${4 * pause} milliseconds`],
  ];
  for (let tries = 0; tries < 3; tries++) {
    const { rows } = await db.query({ name: 'receive', text: RECEIVE, values });
    const { placed, woken } = rows[0] as {
      placed: boolean;
      woken: { guestId: number; at: string } | null;
    };
    // Otherwise another delivery was making the guest: it has committed by now.
    if (placed) return woken ? { guestId: woken.guestId, wakeAt: new Date(woken.at) } : undefined;
  }
  throw new Error('the guest was being made by other deliveries');
}

const RECEIVE = `
  with known as (
    select id from guests where phone = $1 or bsuid = $2 limit 1
  ), made as (
    insert into guests (phone, bsuid, profile_name, created_at, last_inbound_at, wake_at)
    select $1, $2, $3, $7, $6, $8 where not exists (select from known)
    on conflict do nothing
    returning id, wake_at
  ), placed as (
    select id from known union all select id from made
  ), stored as (
    insert into guest_events (guest_id, key, body, sent_at, received_at) select id, $4, $5, $6, $7 from placed
    on conflict on constraint one_event_per_key do nothing
    returning guest_id
  ), woken as (
    update guests g set last_inbound_at = $6, profile_name = coalesce($3, profile_name), wake_at = case
      when g.wake_at <= $7 then g.wake_at
      else least($8, (select min(e.received_at) from guest_events e where e.guest_id = g.id and e.rev is null) + $9::interval)
    end
    from stored where g.id = stored.guest_id
    returning g.id, g.wake_at
  )
  select exists (select from placed) as placed,
    (select json_build_object('guestId', id, 'at', wake_at) from
      (select id, wake_at from woken union all select m.id, m.wake_at from made m join stored s on s.guest_id = m.id) w) as woken`;

/** The token fences a holder that slept past its lease. */
export async function claim(
  db: Db,
  guestId: number,
  token: string,
  now: Date,
): Promise<Claimed | undefined> {
  const { rows } = await db.query({
    name: 'claim',
    text: `
      update guests g set lease_token = $2, lease_until = $4, wake_at = $4
      where id = $1 and wake_at <= $3 and (lease_until is null or lease_until < $3)
      returning id, phone, rev, profile_name as name,
        (select coalesce(json_agg(json_build_object('id', e.id, 'key', e.key, 'body', e.body) order by e.sent_at, e.id), '[]')
         from guest_events e where e.guest_id = g.id and e.rev is null) as events,
        (select coalesce(json_agg(json_build_object('id', m.id, 'payload', m.payload) order by m.id), '[]')
         from messages m where m.guest_id = g.id and m.status = 'queued') as queued`,
    values: [guestId, token, now, new Date(now.getTime() + LEASE_MS)],
  });
  return rows[0] as Claimed | undefined;
}

export type Turn = {
  readonly rev: number;
  readonly events: readonly Happening[];
  readonly state: string;
  readonly eventIds: readonly number[];
  readonly payloads: readonly Payload[];
};

export async function writeTurn(
  db: Db,
  guestId: number,
  token: string,
  { rev, events, state, eventIds, payloads }: Turn,
  now: Date,
): Promise<Queued[]> {
  const { rows } = await db.query({
    name: 'turn',
    text: `
      with moved as (
        update guests set rev = $3, failures = 0 where id = $1 and lease_token = $2 and rev = $3 - 1 returning id
      ), journal as (
        insert into turns (guest_id, rev, machine_version, events, state, taken_at) select id, $3, 1, $4, $5, $6 from moved
      ), taken as (
        update guest_events set rev = $3 from moved where guest_events.id = any($7::bigint[])
      ), said as (
        insert into messages (guest_id, rev, payload, created_at)
        select moved.id, $3, payload, $6 from moved, jsonb_array_elements($8::jsonb) with ordinality as m(payload, ord) order by ord
        returning id, payload
      )
      select (select count(*)::int from moved) as moved,
        (select coalesce(json_agg(json_build_object('id', id, 'payload', payload) order by id), '[]') from said) as said`,
    values: [
      guestId,
      token,
      rev,
      JSON.stringify(events),
      state,
      now,
      eventIds,
      JSON.stringify(payloads),
    ],
  });
  const { moved, said } = rows[0] as { moved: number; said: Queued[] };
  if (moved === 0) throw new Error('another process holds the guest');
  return said;
}

export async function markSent(db: Db, messageId: number, wamid: string, now: Date): Promise<void> {
  await db.query({
    name: 'sent',
    text: `update messages set status = 'sent', wamid = $2, sent_at = $3, attempts = attempts + 1 where id = $1 and status = 'queued'`,
    values: [messageId, wamid, now],
  });
}

export async function release(
  db: Db,
  guestId: number,
  token: string,
  retryAt: Date | null,
): Promise<Date | null> {
  const { rows } = await db.query({
    name: 'release',
    text: `
      update guests set lease_until = null, lease_token = null, wake_at = least(nullif(wake_at, lease_until), $3)
      where id = $1 and lease_token = $2 returning wake_at as "wakeAt"`,
    values: [guestId, token, retryAt],
  });
  return (rows[0] as { wakeAt: Date | null } | undefined)?.wakeAt ?? null;
}

export async function awake(db: Db, now: Date): Promise<number[]> {
  const { rows } = await db.query({
    name: 'awake',
    text: `select id from guests where wake_at <= $1 and (lease_until is null or lease_until < $1) order by wake_at limit 32`,
    values: [now],
  });
  return (rows as Array<{ id: number }>).map(({ id }) => id);
}

export async function readJournal(db: Db, guestId: number, afterRev: number): Promise<Happening[]> {
  const { rows } = await db.query({
    name: 'journal',
    text: `select events from turns where guest_id = $1 and rev > $2 order by rev`,
    values: [guestId, afterRev],
  });
  return (rows as Array<{ events: Happening[] }>).flatMap(({ events }) => events);
}

export async function inTransaction<T>(pool: pg.Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
