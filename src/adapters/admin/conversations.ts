// Chats as the owner reads them: who waits, what was said both ways, and the journal.

import type { ConversationEvent } from '../../../flows/events.ts';
import type { Language } from '../../../flows/understand/meaning.ts';
import type { Db } from '../postgres.ts';

export type Mode = 'bot' | 'person';
export type ChatRow = {
  /** The guest's. */
  readonly id: number;
  readonly phone: string | null;
  readonly profileName: string | null;
  readonly language: Language;
  readonly state: string | null;
  readonly mode: Mode;
  /** The first message that nobody has answered since a person has the chat. */
  readonly waitingSince: Date | null;
  readonly lastInboundAt: Date | null;
  readonly lastMessageAt: Date | null;
  /** Whoever spoke last, and what; null where nobody has. */
  readonly lastFrom: 'guest' | 'bot' | 'owner' | null;
  readonly lastText: string | null;
  /** The guest's own last words. */
  readonly lastHeard: string | null;
  /** The end of Meta's 24-hour window; null where it is closed. */
  readonly writableUntil: Date | null;
  /** Grows from who waits longest to who wrote last to the rest. */
  readonly place: number;
};

const GUEST_SAID = `e.body ->> 'kind' in ('text', 'choice', 'form', 'media')`;
const HEARD = `coalesce(e.body ->> 'text', e.body ->> 'title', e.body ->> 'caption', e.body -> 'event' ->> 'type', e.body ->> 'what')`;
const SPOKEN = `coalesce(m.payload ->> 'body', m.payload ->> 'caption', m.payload ->> 'name')`;
/** Milliseconds after every real instant: whoever waits comes before whoever does not. */
const AFTER_ALL_TIME = 8_000_000_000_000;

/** What the order needs, and no more: it is worked out for every guest there is. */
const RANKED = `
  select g.id, g.phone, g.profile_name as "profileName", g.language, t.state, m.mode, w.since as "waitingSince",
    g.last_inbound_at as "lastInboundAt",
    case when g.window_refused_at >= g.last_inbound_at then null else g.last_inbound_at + interval '24 hours' end as "writableUntil",
    -- two guests of one millisecond are told apart by their ids
    floor(coalesce(extract(epoch from w.since) * 1000, ${AFTER_ALL_TIME} - coalesce(extract(epoch from g.last_inbound_at) * 1000, 0)))::bigint * 1000 + g.id % 1000 as place
  from guests g
  left join turns t on t.guest_id = g.id and t.rev = g.rev
  cross join lateral (select case when t.state like 'handedOff%' then 'person' else 'bot' end as mode) m
  cross join lateral (
    select min(e.sent_at) as since from guest_events e
    where m.mode = 'person' and e.guest_id = g.id and ${GUEST_SAID}
      and (e.rev is null or e.rev > coalesce((select max(rev) from turns b where b.guest_id = g.id and b.state not like 'handedOff%'), 0))
      and e.sent_at > greatest('-infinity',
        (select max(created_at) from messages where guest_id = g.id and author is not null),
        (select max(sent_at) from guest_events where guest_id = g.id and key like 'echo:%'))
  ) w
  where (g.rev > 0 or g.last_inbound_at is not null) and t.machine is distinct from 'owner'`;

/** The rest, for the guests of a page. */
const withLastWords = (ranked: string) => `
  select c.*, s.at as "lastMessageAt", h.text as "lastHeard",
    case when "lastIsTheirs" then 'guest' else s.who end as "lastFrom", case when "lastIsTheirs" then h.text else s.text end as "lastText"
  from (${ranked}) c
  left join lateral (
    select ${HEARD} as text, e.sent_at as at from guest_events e where e.guest_id = c.id and ${GUEST_SAID} order by e.sent_at desc, e.id desc limit 1
  ) h on true
  left join lateral (
    select case when m.author is null then 'bot' else 'owner' end as who, ${SPOKEN} as text, m.created_at as at
    from messages m where m.guest_id = c.id order by m.id desc limit 1
  ) s on true
  cross join lateral (select h.at is not null and (s.at is null or h.at > s.at) as "lastIsTheirs") x
  order by c.place`;

export async function listChats(
  db: Db,
  filter: { mode?: Mode | undefined; cursor?: number | undefined; limit: number },
): Promise<ChatRow[]> {
  const { rows } = await db.query(
    withLastWords(
      `select * from (${RANKED}) ranked
       where ($1::text is null or mode = $1) and ($2::bigint is null or place > $2) order by place limit $3`,
    ),
    [filter.mode ?? null, filter.cursor ?? null, filter.limit],
  );
  return rows as ChatRow[];
}

export async function readChat(db: Db, guestId: number): Promise<ChatRow | undefined> {
  const { rows } = await db.query(withLastWords(`${RANKED} and g.id = $1`), [guestId]);
  return rows[0] as ChatRow | undefined;
}

export type Line = {
  /** `in:12`, `out:34`. */
  readonly key: string;
  readonly direction: 'in' | 'out' | 'note';
  readonly at: Date;
  readonly text: string | null;
  readonly payload: unknown;
  /** Of what went out: the last that Meta told. */
  readonly status: string | null;
  readonly author: string | null;
  readonly error: unknown;
};

/** The last lines before `before`, oldest first. */
export async function readTranscript(
  db: Db,
  guestId: number,
  { before, limit }: { before: { at: Date; key: string } | undefined; limit: number },
): Promise<Line[]> {
  const { rows } = await db.query(
    `select * from (
       select 'in:' || e.id as key, case when ${GUEST_SAID} then 'in' else 'note' end as direction,
         date_trunc('milliseconds', e.sent_at) as at,
         ${HEARD} as text,
         e.body as payload, null as status, null as author, null::jsonb as error
       from guest_events e where e.guest_id = $1
       union all
       select 'out:' || m.id, 'out', date_trunc('milliseconds', m.created_at), ${SPOKEN},
         m.payload, m.status, m.author, m.error
       from messages m where m.guest_id = $1
     ) said
     where $2::timestamptz is null or (at, key) < ($2, $3)
     order by at desc, key desc limit $4`,
    [guestId, before?.at ?? null, before?.key ?? null, limit],
  );
  return (rows as Line[]).toReversed();
}

/** What the owner says, in the outbox. The guest is woken in the same statement. */
export async function writeAnswer(
  db: Db,
  { guestId, text, author, now }: { guestId: number; text: string; author: string; now: Date },
): Promise<number> {
  const { rows } = await db.query(
    `with woken as (
       update guests set wake_at = least(coalesce(wake_at, 'infinity'), $4) where id = $1 returning id, rev
     )
     insert into messages (guest_id, rev, payload, created_at, author)
     select id, rev, $2, $4, $3 from woken returning id`,
    [guestId, JSON.stringify({ kind: 'text', body: text }), author, now],
  );
  return (rows[0] as { id: number }).id;
}

/** The owner has seen that a guest wants a person. */
export async function closeHandoffs(
  db: Db,
  { guestId, decision, by, now }: { guestId: number; decision: string; by: string; now: Date },
): Promise<void> {
  await db.query(
    `update decisions set decided_at = $2, decided_by = $3, decision = $4 where guest_id = $1 and kind = 'handoff' and decided_at is null`,
    [guestId, now, by, decision],
  );
}

export type JournalTurn = {
  readonly rev: number;
  readonly at: Date;
  readonly machineVersion: number;
  readonly state: string;
  readonly events: readonly ConversationEvent[];
};

export async function readTurns(db: Db, guestId: number): Promise<JournalTurn[]> {
  const { rows } = await db.query(
    `select rev, taken_at as at, machine_version as "machineVersion", state, events from turns where guest_id = $1 and machine = 'conversation' order by rev`,
    [guestId],
  );
  return rows as JournalTurn[];
}
