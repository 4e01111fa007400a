// The guest's lane in Postgres: events in, and one holder at a time.
// Every instant is the caller's clock, never the database's: the sandbox moves it.

import type { Arrival, Inbound } from '../chat/inbound.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { ClaimedGuest, VisitOutcome, WaitingEvent, Waking } from '../chat/lane.ts';
import { Fault } from '../domain/fault.ts';
import { joinGuests } from './guest-twins.ts';
import { queuedMessage, type QueuedRow } from './messages.ts';
import type { Pool } from './postgres.ts';

/** The lease outlives the slowest send; a holder that dies is replaced when it ends. */
const LEASE_MS = 30_000;
// Where a statement takes several guests their ids stand beside the rest: of rows that are read from JSON the
// planner expects a hundred, and for so many it scans a table that is small when it plans.

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
), held as (
  -- deliveries to the same guests wait for each other instead of dying together
  select id from guests where id in (select guest_id from matched) order by id for no key update
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
  from news n left join held h on h.id = n.guest_id where g.id = n.guest_id
  returning g.id, g.wake_at
)
select
  (select coalesce(jsonb_agg(jsonb_build_object('guestId', id, 'at', wake_at)), '[]') from (
    select id, wake_at from woken union all
    select c.id, c.wake_at from created c where c.id in (select guest_id from stored)) w) as waking,
  (select coalesce(jsonb_agg(distinct jsonb_build_array(guest_id, other)), '[]') from matched where guest_id <> other) as twins,
  (select count(*)::int from arrived) - (select count(*)::int from placed) as unplaced`;

/** Of a guest whom two deliveries make or name at the same moment. */
const MOST_TRIES = 5;

/** Of one request; `trace` is the request's id. */
export type Received = { readonly arrivals: readonly Arrival[]; readonly trace: string };

export async function receive(
  pool: Pool,
  received: readonly Received[],
  { now, pauseMs }: { now: Date; pauseMs: number },
): Promise<Waking[]> {
  const arrivals = received.flatMap(({ arrivals: told, trace }) =>
    told.map((arrival) => ({ ...arrival, trace })),
  );
  const rows = arrivals.map(({ key, sender, sentAt, body, trace }, ord) => ({
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
    if (answer.unplaced === 0)
      return answer.waking.map(({ guestId, at }) => ({ guestId, at: new Date(at) }));
  }
  throw new Fault('guests.unplaced', 'a new guest was being made by other deliveries', {
    transient: true,
  });
}

type Placed = {
  readonly waking: ReadonlyArray<{ guestId: number; at: string }>;
  readonly twins: ReadonlyArray<[number, number]>;
  readonly unplaced: number;
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

export type Claiming = { readonly guestId: number; readonly token: string; readonly now: Date };

/**
 * Undefined for one who sleeps, is in another hand, or is being written to at this moment: whoever writes
 * wakes them afterwards. `token` fences the holder that slept past its lease.
 */
export async function claim(
  pool: Pool,
  asked: readonly Claiming[],
): Promise<ReadonlyArray<ClaimedGuest | undefined>> {
  const wanted = asked.map(({ now, ...one }) => ({ ...one, now, until: leaseEnd(now) }));
  const { rows } = await pool.query<ClaimRow>({
    name: 'claim',
    // if the holder dies, the end of its lease is when the guest is looked at again
    text: `
      with free as (
        select g.id, a.token, a.until
        from jsonb_to_recordset($1::jsonb) as a("guestId" bigint, token uuid, now timestamptz, until timestamptz)
        join guests g on g.id = a."guestId" and g.id = any($2::bigint[])
        where g.wake_at <= a.now and (g.lease_until is null or g.lease_until < a.now)
        for no key update of g skip locked
      )
      update guests g set lease_token = free.token, lease_until = free.until, wake_at = free.until
      from free where g.id = free.id and g.id = any($2)
      returning g.id, case when phone_hidden and bsuid is not null then null else phone end as phone, phone as known_phone, bsuid, rev, language, profile_name, failures, paced_until,
        case when window_refused_at is null then last_inbound_at + interval '24 hours' end as writable_until,
        (select probe_at from number_pause) as paused_until,
        (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'key', e.key, 'body', e.body, 'sentAt', e.sent_at, 'hearUntil', e.hear_until) order by e.sent_at, e.id), '[]')
         from guest_events e where e.guest_id = g.id and e.rev is null) as events,
        (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'payload', m.payload, 'author', m.author, 'attempts', m.attempts, 'notBefore', m.not_before) order by m.id), '[]')
         from messages m where m.guest_id = g.id and m.status = 'queued') as queued`,
    values: [JSON.stringify(wanted), wanted.map(({ guestId }) => guestId)],
  });
  const claimed = new Map(rows.map((row) => [row.id, row]));
  return wanted.map(({ guestId, token, until }) => {
    const row = claimed.get(guestId);
    return row && claimedGuest(row, token, until);
  });
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

type ClaimRow = {
  readonly id: number;
  readonly phone: string | null;
  readonly known_phone: string | null;
  readonly bsuid: string | null;
  readonly rev: number;
  readonly language: Language;
  readonly profile_name: string | null;
  readonly failures: number;
  readonly writable_until: Date | null;
  readonly paced_until: Date | null;
  readonly paused_until: Date | null;
  readonly events: readonly EventRow[];
  readonly queued: readonly QueuedRow[];
};

function claimedGuest(row: ClaimRow, token: string, leaseUntil: Date): ClaimedGuest {
  return {
    id: row.id,
    token,
    leaseUntil,
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

/** The clocks of two machines never differ by more. */
const SKEW = `interval '5 seconds'`;

export type Releasing = { readonly guest: ClaimedGuest; readonly outcome: VisitOutcome };

/**
 * Lets each go until `retryAt`, or until what came meanwhile. Answers when that is; null: asleep.
 * What came shows by a `wake_at` that is no longer the end of the lease. Two things it does not show are
 * looked for: an event or a message that was committed between what the claim read and what it locked, and
 * an event that came after the lease had ended, which left the earlier `wake_at`. What it holds back itself
 * is nothing new.
 */
export async function release(
  pool: Pool,
  asked: readonly Releasing[],
): Promise<ReadonlyArray<Date | null>> {
  const rows = asked.map(({ guest: { id, token }, outcome }) => ({ id, token, ...outcome }));
  const { rows: released } = await pool.query<{ id: number; wake_at: Date | null }>({
    name: 'release',
    text: `
      with asked as (
        select * from jsonb_to_recordset($1::jsonb)
          as a(id bigint, token uuid, "retryAt" timestamptz, failed boolean, "pacedUntil" timestamptz, held bigint[], "heldUntil" timestamptz, now timestamptz)
      ), held as (
        -- those who write to the same guests wait for each other instead of dying together
        select g.id from asked a join guests g on g.id = a.id and g.lease_token = a.token and g.id = any($2::bigint[]) order by g.id for no key update of g
      )
      update guests g set lease_until = null, lease_token = null,
        wake_at = least(
          case when lease_until > a.now + ${SKEW} then nullif(wake_at, lease_until) else wake_at end,
          a."retryAt", a."heldUntil",
          case when not a.failed and (
            exists (select from guest_events e where e.guest_id = g.id and e.rev is null and e.id <> all(a.held))
            or a."retryAt" is null and exists (select from messages m where m.guest_id = g.id and m.status = 'queued')) then a.now end),
        failures = failures + a.failed::int, paced_until = a."pacedUntil"
      from asked a join held using (id)
      where g.id = a.id and g.lease_token = a.token and g.id = any($2) returning g.id, g.wake_at`,
    values: [JSON.stringify(rows), rows.map(({ id }) => id)],
  });
  const wakings = new Map(released.map(({ id, wake_at }) => [id, wake_at]));
  return rows.map(({ id }) => wakings.get(id) ?? null);
}
