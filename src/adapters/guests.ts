// The guest's lane in Postgres: events in, one holder at a time, messages out in order.
// Every instant is the caller's clock, never the database's: the sandbox moves it.

import type { Arrival, Inbound } from '../chat/inbound.ts';
import type {
  ClaimedGuest,
  LaneDependencies,
  MachineName,
  QueuedMessage,
  TurnWritten,
  WaitingEvent,
  Waking,
} from '../chat/lane.ts';
import type { Outgoing } from '../chat/templates.ts';
import { Fault } from '../domain/fault.ts';
import { joinGuests } from './guest-twins.ts';
import type { Db, Pool } from './postgres.ts';

/** The lease outlives the slowest send; a holder that dies is replaced when it ends. */
const LEASE_MS = 30_000;
/** A burst is answered at the latest after this many pauses. */
const MOST_PAUSES = 4;

/**
 * One statement: guests found or made, events stored once each, guests woken. A text wakes its
 * guest after a pause, so that a burst is one turn; all else wakes at once. What a message adds to
 * whom we know (a phone, a user id, the new one of a guest who moved) is filled in with it.
 * `unplaced` counts arrivals whose guest another delivery was making at the same moment, and those that
 * name two guests: `twins`, to be made one first.
 */
const RECEIVE = `
with arrived as (
  select * from jsonb_to_recordset($1::jsonb)
    as a(ord int, key text, phone text, bsuid text, name text, "from" jsonb, sent_at timestamptz, body jsonb, pause boolean, inbound boolean)
  -- delivered again after its guest was erased
  where (select k.digest from erased_keys k where k.digest = sha256(convert_to(a.key, 'UTF8'))) is null
), named as (
  select ord, key, phone, bsuid from arrived
  union all
  -- who the guest was before; told again later it says nothing: the number may be somebody else's by then
  select ord, key, "from"->>'phone', "from"->>'bsuid' from arrived a
  -- a subquery in the list of conditions, not an anti-join: that one scans every event there is (planned so at 13,000)
  where "from" is not null and (select e.id from guest_events e where e.key = a.key) is null
), matched as (
  select n.ord, min(g.id) as guest_id, max(g.id) as other
  from named n join guests g on g.phone = n.phone or g.bsuid = n.bsuid
  group by n.ord
), created as (
  insert into guests (phone, bsuid, profile_name, created_at, last_inbound_at, wake_at)
  select distinct on (coalesce(phone, bsuid)) phone, bsuid, name, $2, case when inbound then sent_at end,
    case when pause then $2::timestamptz + $3::interval else $2 end
  from arrived a where not exists (select from matched m where m.ord = a.ord)
  order by coalesce(phone, bsuid), ord desc
  on conflict do nothing
  returning id, phone, bsuid, wake_at
), placed as (
  select ord, guest_id from matched where guest_id = other
  union all
  select a.ord, c.id from arrived a join created c on c.phone = a.phone or (c.phone is null and c.bsuid = a.bsuid)
), stored as (
  insert into guest_events (guest_id, key, body, sent_at, received_at)
  select p.guest_id, a.key, a.body, a.sent_at, $2
  from placed p join arrived a using (ord) order by a.sent_at, a.ord
  on conflict (key) do nothing
  returning guest_id, key
), news as (
  select s.guest_id, bool_and(a.pause) as pause, max(a.sent_at) filter (where a.inbound) as inbound_at,
    max(a.name) as name, bool_and(a.phone is null) filter (where a.inbound) as phone_hidden,
    (array_agg(a.phone order by a.sent_at desc, a.ord desc) filter (where a.phone is not null))[1] as phone,
    (array_agg(a.bsuid order by a.sent_at desc, a.ord desc) filter (where a.bsuid is not null))[1] as bsuid
  from stored s join arrived a using (key) group by s.guest_id
), woken as (
  update guests g set
    wake_at = case
      when g.wake_at <= $2 or not n.pause then least(g.wake_at, $2)
      else least(
        $2::timestamptz + $3::interval,
        (select min(e.received_at) from guest_events e where e.guest_id = g.id and e.rev is null) + $3::interval * ${MOST_PAUSES})
    end,
    last_inbound_at = greatest(g.last_inbound_at, n.inbound_at),
    window_refused_at = case when n.inbound_at is null then g.window_refused_at end,
    profile_name = coalesce(n.name, g.profile_name),
    phone = coalesce(n.phone, g.phone), bsuid = coalesce(n.bsuid, g.bsuid),
    phone_hidden = coalesce(n.phone_hidden, g.phone_hidden)
  from news n where g.id = n.guest_id
  returning g.id, g.wake_at
)
select
  (select coalesce(jsonb_agg(jsonb_build_object('guestId', id, 'at', wake_at)), '[]') from (
    select id, wake_at from woken union all
    select c.id, c.wake_at from created c where c.id in (select guest_id from stored)) w) as waking,
  (select coalesce(jsonb_agg(distinct jsonb_build_array(guest_id, other)), '[]') from matched where guest_id <> other) as twins,
  (select count(*)::int from arrived) - (select count(*)::int from placed) as unplaced,
  (select count(*)::int from stored) as stored`;

/** Of a guest whom two deliveries make or name at the same moment. */
const MOST_TRIES = 5;

export async function receive(
  pool: Pool,
  arrivals: readonly Arrival[],
  { now, pauseMs, trace }: { now: Date; pauseMs: number; trace: string },
): Promise<{ stored: number; waking: Waking[] }> {
  const rows = arrivals.map(({ key, sender, sentAt, body }, ord) => ({
    ord,
    key,
    phone: sender.phone,
    bsuid: sender.bsuid,
    name: sender.profileName,
    from: body.kind === 'moved' ? body.from : null,
    sent_at: sentAt,
    body: { ...body, trace },
    pause: body.kind === 'text',
    inbound: isGuestWriting(body),
  }));
  const parameters = [JSON.stringify(rows), now, `${pauseMs} milliseconds`];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await place(pool, parameters);
    if (answer === 'taken') continue;
    for (const [one, other] of answer.twins) await joinGuests(pool, [one, other], now);
    // the other delivery has committed by now: the same statement finds its guest
    if (answer.unplaced === 0) {
      return {
        stored: answer.stored,
        waking: answer.waking.map(({ guestId, at }) => ({ guestId, at: new Date(at) })),
      };
    }
  }
  throw new Fault('guests.unplaced', 'a new guest was being made by other deliveries', {
    transient: true,
  });
}

type Placed = {
  readonly waking: ReadonlyArray<{ guestId: number; at: string }>;
  readonly twins: ReadonlyArray<[number, number]>;
  readonly unplaced: number;
  readonly stored: number;
};

/** `taken`: meanwhile another delivery gave the phone or the user id to a guest, or made two guests one. */
async function place(pool: Pool, values: unknown[]): Promise<Placed | 'taken'> {
  try {
    return (await pool.query<Placed>({ name: 'receive', text: RECEIVE, values })).rows[0]!;
  } catch (error) {
    // unique_violation, foreign_key_violation
    if (['23505', '23503'].includes((error as { code?: string }).code ?? '')) return 'taken';
    throw error;
  }
}

/** What opens Meta's window: not what a job, the owner or Meta says about the guest. */
function isGuestWriting({ kind }: Inbound): boolean {
  return !['fact', 'owner', 'moved', 'preference'].includes(kind);
}

/** Guests who want a hand by now and are in nobody's. */
export async function awake(pool: Pool, now: Date, limit: number): Promise<number[]> {
  const { rows } = await pool.query({
    name: 'awake',
    text: `select id from guests where wake_at <= $1 and (lease_until is null or lease_until < $1) order by wake_at limit $2`,
    values: [now, limit],
  });
  return rows.map(({ id }) => id);
}

/** Undefined when the guest sleeps, or is in another hand. */
export async function claim(
  pool: Pool,
  guestId: number,
  token: string,
  now: Date,
): Promise<ClaimedGuest | undefined> {
  const {
    rows: [row],
  } = await pool.query({
    name: 'claim',
    // if the holder dies, the end of its lease is when the guest is looked at again
    text: `
      update guests g set lease_token = $2, lease_until = $4, wake_at = $4
      where id = $1 and wake_at <= $3 and (lease_until is null or lease_until < $3)
      returning id, case when phone_hidden and bsuid is not null then null else phone end as phone, phone as known_phone, bsuid, rev, language, profile_name, failures, paced_until,
        case when window_refused_at is null then last_inbound_at + interval '24 hours' end as writable_until,
        (select probe_at from number_pause) as paused_until,
        (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'key', e.key, 'body', e.body, 'sentAt', e.sent_at, 'hearUntil', e.hear_until) order by e.sent_at, e.id), '[]')
         from guest_events e where e.guest_id = g.id and e.rev is null) as events,
        (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'payload', m.payload, 'author', m.author, 'attempts', m.attempts, 'notBefore', m.not_before) order by m.id), '[]')
         from messages m where m.guest_id = g.id and m.status = 'queued') as queued`,
    values: [guestId, token, now, new Date(now.getTime() + LEASE_MS)],
  });
  if (!row) return undefined;
  return {
    id: row.id,
    token,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
    phone: row.phone,
    knownPhone: row.known_phone,
    bsuid: row.bsuid,
    rev: row.rev,
    language: row.language,
    profileName: row.profile_name,
    failures: row.failures,
    writableUntil: row.writable_until,
    pacedUntil: row.paced_until,
    pausedUntil: row.paused_until,
    events: row.events.map(waitingEvent),
    queued: row.queued.map(queuedMessage),
  };
}

type EventRow = {
  id: number;
  key: string;
  body: Inbound & { trace?: string };
  sentAt: string;
  hearUntil: string | null;
};
const waitingEvent = ({
  body: { trace, ...body },
  sentAt,
  hearUntil,
  ...row
}: EventRow): WaitingEvent => ({
  ...row,
  body,
  trace: trace ?? null,
  sentAt: new Date(sentAt),
  hearUntil: hearUntil === null ? null : new Date(hearUntil),
});

type QueuedRow = Omit<QueuedMessage, 'payload' | 'notBefore'> & {
  readonly payload: Outgoing;
  readonly notBefore: string | null;
};
const queuedMessage = ({ notBefore, ...row }: QueuedRow): QueuedMessage => ({
  ...row,
  notBefore: notBefore === null ? null : new Date(notBefore),
});

/** Journal, inbox, outbox and revision in one statement. A holder whose lease was taken writes nothing. */
export async function writeTurn(
  db: Db,
  guest: ClaimedGuest,
  turn: TurnWritten,
): Promise<QueuedMessage[]> {
  const {
    rows: [row],
  } = await db.query({
    name: 'turn',
    text: `
      with moved as (
        update guests set rev = $3, language = $4, failures = 0 where id = $1 and lease_token = $2 and rev = $3 - 1 returning id
      ), journal as (
        insert into turns (guest_id, rev, machine_version, events, state, taken_at, machine)
        select id, $3, $5, $6, $7, $8, $11 from moved
      ), taken as (
        update guest_events set rev = $3 from moved where guest_events.id = any($9::bigint[])
      ), said as (
        insert into messages (guest_id, rev, payload, created_at)
        select moved.id, $3, payload, $8 from moved, jsonb_array_elements($10::jsonb) with ordinality as m(payload, ord) order by ord
        returning id, payload
      )
      select (select count(*)::int from moved) as moved,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'payload', payload, 'author', null, 'attempts', 0, 'notBefore', null) order by id), '[]') from said) as said`,
    values: [
      guest.id,
      guest.token,
      turn.rev,
      turn.language,
      turn.machineVersion,
      JSON.stringify(turn.events),
      turn.state,
      turn.at,
      turn.eventIds,
      JSON.stringify(turn.messages),
      turn.machine,
    ],
  });
  if (row.moved === 0)
    throw new Fault('guests.leaseLost', 'another process holds the guest', { transient: true });
  return row.said.map(queuedMessage);
}

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

export async function markSent(
  pool: Pool,
  messageId: number,
  sent: { wamid: string; template: string | null; now: Date },
): Promise<void> {
  await pool.query({
    name: 'sent',
    // a status may have come before this note: it stays
    text: `update messages set template = $3, attempts = attempts + 1, wamid = coalesce(wamid, $2), sent_at = coalesce(sent_at, $4),
        error = case when status = 'queued' then null else error end, status = case when status = 'queued' then 'sent' else status end
      where id = $1`,
    values: [messageId, sent.wamid, sent.template, sent.now],
  });
}

/** `notBefore`: when it is tried again; null: it is given up as `status`. */
export async function markNotSent(
  pool: Pool,
  messageId: number,
  why: {
    error: object;
    notBefore: Date | null;
    status: 'failed' | 'dropped';
    counts: 'counts' | 'free';
  },
): Promise<void> {
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

/** The clocks of two machines never differ by more. */
const SKEW = `interval '5 seconds'`;

/**
 * Lets the guest go until `retryAt`, or until what came meanwhile. Answers when that is; null: asleep.
 * What came shows by a `wake_at` that is no longer the end of the lease. Two things it does not show are
 * looked for: an event or a message that was committed while the claim waited for its row (it had read them
 * before), and an event that came after the lease had ended, which left the earlier `wake_at`. What it holds
 * back itself is nothing new.
 */
export async function release(
  pool: Pool,
  guest: ClaimedGuest,
  { retryAt, failed, pacedUntil, held, heldUntil, now }: Parameters<LaneDependencies['release']>[1],
): Promise<Date | null> {
  const {
    rows: [row],
  } = await pool.query({
    name: 'release',
    text: `
      update guests g set lease_until = null, lease_token = null,
        wake_at = least(
          case when lease_until > $6::timestamptz + ${SKEW} then nullif(wake_at, lease_until) else wake_at end,
          $3::timestamptz, $7::timestamptz,
          case when $4 = 0 and (
            exists (select from guest_events e where e.guest_id = g.id and e.rev is null and e.id <> all($8::bigint[]))
            or $3::timestamptz is null and exists (select from messages m where m.guest_id = g.id and m.status = 'queued')) then $6 end),
        failures = failures + $4, paced_until = $5
      where id = $1 and lease_token = $2 returning wake_at`,
    values: [guest.id, guest.token, retryAt, failed ? 1 : 0, pacedUntil, now, heldUntil, held],
  });
  return row?.wake_at ?? null;
}

/** The owner is told that a guest wants a person; once per turn. */
export async function queueHandoff(
  db: Db,
  guest: { id: number; rev: number },
  why: string,
  now: Date,
): Promise<void> {
  await db.query({
    name: 'handoff',
    text: `insert into decisions (key, kind, guest_id, detail, created_at) values ($1, 'handoff', $2, $3, $4) on conflict (key) do nothing`,
    values: [`handoff:${guest.id}:${guest.rev}`, guest.id, JSON.stringify({ why }), now],
  });
}

/** The owner is told of a message that did not reach its guest. */
export async function queueUndelivered(
  db: Db,
  told: { guestId: number; messageId: number; code: string; now: Date },
): Promise<void> {
  await db.query({
    name: 'undelivered',
    text: `insert into decisions (key, kind, guest_id, detail, created_at) values ($1, 'undelivered', $2, $3, $4) on conflict (key) do nothing`,
    values: [
      `undelivered:${told.messageId}`,
      told.guestId,
      JSON.stringify({ messageId: told.messageId, code: told.code }),
      told.now,
    ],
  });
}
