// Consents, requests about personal data, and what of a guest stands in the way of an erasure.

import type { AskedBy, Consent, ContactWish, PrivacyCase } from '../booking/privacy.ts';
import type { DataHeld, EraseBlock } from '../domain/privacy.ts';
import type { CalendarDate } from '../domain/stay.ts';
import type { Centavos } from '../domain/money.ts';
import type { Db } from './postgres.ts';

export async function keepConsent(
  db: Db,
  { guestId, what, given, version, text, now }: Consent,
): Promise<void> {
  await db.query(
    'insert into consents (guest_id, what, given, version, text, at) values ($1, $2, $3, $4, $5, $6)',
    [guestId, what, given, version, text, now],
  );
}

/** The yes to a quote: its policy, as the guest read it. */
export async function keepQuoteConsent(
  db: Db,
  { quoteId, now }: { quoteId: string; now: Date },
): Promise<void> {
  await db.query(
    `insert into consents (guest_id, what, given, version, text, quote_id, at)
     select q.guest_id, 'quote', true, p.version, p.terms ->> 'text', q.id, $2::timestamptz
     from quotes q join policies p on p.version = q.policy_version where q.id = $1
     union all
     -- what the notice says of messages about the stay is agreed to with it
     (select c.guest_id, 'stay_messages', true, c.version, c.text, q.id, $2
      from consents c join quotes q on q.guest_id = c.guest_id where q.id = $1 and c.what = 'notice' order by c.id desc limit 1)`,
    [quoteId, now],
  );
}

/** False when it was so before. */
export async function setContact(
  db: Db,
  { guestId, wish, now }: { guestId: number; wish: ContactWish; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update guests set opted_out_at = case when $2 = 'stop' then $3::timestamptz end
     where id = $1 and (opted_out_at is null) = ($2 = 'stop')`,
    [guestId, wish, now],
  );
  return rowCount === 1;
}

/** The open case of that kind, made if there is none. */
export async function openCase(
  db: Db,
  asked: {
    kind: 'erasure' | 'access';
    guestId: number;
    by: AskedBy;
    code: string;
    dueOn: string;
    reason: string | null;
    now: Date;
  },
): Promise<PrivacyCase & { readonly isNew: boolean }> {
  const { kind, guestId, by, code, dueOn, reason, now } = asked;
  const { rows } = await db.query(
    `with known as (
       select id, code, due_on from privacy_cases where guest_id = $2 and kind = $1 and done_at is null order by id limit 1
     ), made as (
       insert into privacy_cases (code, kind, guest_id, asked_by, asked_at, due_on, reason)
       select $4, $1, $2, $3, $7, $5, $6 where not exists (select from known)
       returning id, code, due_on
     )
     select id, code, due_on as "dueOn", false as "isNew" from known union all select id, code, due_on, true from made`,
    [kind, guestId, by, code, dueOn, reason, now],
  );
  return rows[0] as PrivacyCase & { isNew: boolean };
}

export type CaseRow = PrivacyCase & {
  readonly kind: 'erasure' | 'access';
  readonly guestId: number;
  readonly askedBy: AskedBy;
  readonly askedAt: Date;
  readonly reason: string | null;
  readonly waitsFor: EraseBlock | null;
  readonly doneAt: Date | null;
};

/** Open ones oldest first, done ones newest first. */
export async function listCases(
  db: Db,
  filter: { state: 'open' | 'done'; cursor?: number | undefined; limit: number },
): Promise<CaseRow[]> {
  const open = filter.state === 'open';
  const { rows } = await db.query(
    `select id, code, kind, guest_id as "guestId", asked_by as "askedBy", asked_at as "askedAt", due_on as "dueOn", reason, done_at as "doneAt"
     from privacy_cases where (done_at is null) = $1 and ($2::bigint is null or id ${open ? '>' : '<'} $2)
     order by id ${open ? 'asc' : 'desc'} limit $3`,
    [open, filter.cursor ?? null, filter.limit],
  );
  const cases: CaseRow[] = [];
  for (const row of rows as CaseRow[]) {
    const waits = open && row.kind === 'erasure' ? await blockOf(db, row.guestId) : undefined;
    cases.push({ ...row, waitsFor: waits ?? null });
  }
  return cases;
}

/** The copy was sent. */
export async function closeAccess(
  db: Db,
  { guestId, now }: { guestId: number; now: Date },
): Promise<void> {
  await db.query(
    `update privacy_cases set done_at = $2 where guest_id = $1 and kind = 'access' and done_at is null`,
    [guestId, now],
  );
}

/** Who asked to be erased and is not. */
export async function guestsToErase(db: Db): Promise<number[]> {
  const { rows } = await db.query(
    `select distinct guest_id as id from privacy_cases where kind = 'erasure' and done_at is null order by 1`,
  );
  return (rows as Array<{ id: number }>).map(({ id }) => id);
}

const MONEY_QUESTIONS = ['refundByHand', 'dispute', 'transfer', 'refundBlocked'];

/** What stands in the way of an erasure, the most telling first. */
export async function blockOf(db: Db, guestId: number): Promise<EraseBlock | undefined> {
  const { rows } = await db.query(
    `with theirs as (select id, status from reservations where guest_id = $1 and kind = 'stay')
     select case
       when exists (select from theirs where status = 'confirmed') then 'stay'
       when exists (select from theirs where status in ('held', 'settling')) then 'hold'
       when exists (
         select from payments p where p.reservation_id in (select id from theirs)
           and (p.decided_at is null or p.status in ('pending', 'in_process', 'authorized', 'in_mediation')))
         or exists (select from refunds f where f.reservation_id in (select id from theirs) and f.status <> 'done')
         or exists (select from decisions d where (d.guest_id = $1 or d.reservation_id in (select id from theirs))
           and d.decided_at is null and d.kind = any ($2))
         or exists (
           select from ledger_entries e join ledger_postings o on o.entry_id = e.id
           where e.reservation_id in (select id from theirs) and o.account in ('guest_credit', 'refunds_owed', 'owner_queue')
           group by e.reservation_id, o.account having sum(o.amount) <> 0) then 'money'
     end as block`,
    [guestId, MONEY_QUESTIONS],
  );
  return (rows[0] as { block: EraseBlock | null }).block ?? undefined;
}

/** Nothing heard since `chats`, and no stay; or the last stay ended before `stays`. Not the owners. */
export async function forgettable(
  db: Db,
  { chats, stays, limit }: { chats: Date; stays: Date; limit: number },
): Promise<Forgettable[]> {
  const { rows } = await db.query(
    `select g.id, g.last_inbound_at as "lastInboundAt", s.last as "lastStay"
     from guests g left join lateral (
       select max(upper(r.stay)) as last from reservations r where r.guest_id = g.id and r.kind = 'stay' and r.confirmed_at is not null
     ) s on true
     where g.erased_at is null and greatest(g.created_at, g.last_inbound_at) < case when s.last is null then $1::timestamptz else $2 end
       and (s.last is null or s.last < $2::timestamptz::date)
       and not exists (select from owners o where o.phone = g.phone)
       and not exists (select from turns t where t.guest_id = g.id and t.machine = 'owner')
       and not exists (select from reservations r where r.guest_id = g.id and r.status in ('held', 'settling', 'confirmed'))
     order by g.id limit $3`,
    [chats, stays, limit],
  );
  return rows as Forgettable[];
}

export type Forgettable = {
  readonly id: number;
  readonly lastInboundAt: Date | null;
  readonly lastStay: CalendarDate | null;
};

/** In short, for the guest; the whole is in guest-data.ts. */
export async function dataHeld(db: Db, guestId: number): Promise<DataHeld> {
  const { rows } = await db.query(
    `select right(g.phone, 4) as "phoneEnds", g.profile_name as "profileName", g.created_at as since,
       (select count(*) from guest_events e where e.guest_id = g.id and e.body ->> 'kind' in ('text', 'choice', 'media'))::int as received,
       (select count(*) from messages m where m.guest_id = g.id)::int as sent,
       (select coalesce(json_agg(r.code order by r.id), '[]') from reservations r where r.guest_id = g.id and r.kind = 'stay') as codes,
       (select coalesce(sum(p.amount), 0) from payments p join reservations r on r.id = p.reservation_id
        where r.guest_id = g.id and p.status = 'approved')::bigint as paid
     from guests g where g.id = $1`,
    [guestId],
  );
  const { since, ...held } = rows[0] as Omit<DataHeld, 'since'> & { since: Date; paid: Centavos };
  return { ...held, since: since.toISOString() };
}

/** The guests' rows of those who own the lodging. */
export async function ownersAsGuests(db: Db): Promise<number[]> {
  const { rows } = await db.query('select g.id from guests g join owners o using (phone)');
  return (rows as Array<{ id: number }>).map(({ id }) => id);
}

/** What is only kept for days. */
export async function forgetKeys(db: Db, before: Date): Promise<void> {
  await db.query('delete from erased_keys where erased_at < $1', [before]);
}
