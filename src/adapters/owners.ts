// Owners who write by WhatsApp: who they are, what they have not been told yet, and what they look for.

import type { Alert } from '../../flows/owner-shown.ts';
import type { Centavos } from '../domain/money.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { forget, mentioning } from './forgetting.ts';
import { inTransaction, type Db, type Pool } from './postgres.ts';

/** The setting, in the table that the database's own rules read. An owner has a chat before the first word. */
export async function keepOwners(pool: Pool, phones: readonly string[], now: Date): Promise<void> {
  await inTransaction(pool, async (db) => {
    await db.query('delete from owners where not (phone = any ($1))', [phones]);
    await db.query(
      'insert into owners (phone) select unnest($1::text[]) on conflict (phone) do nothing',
      [phones],
    );
    await db.query(
      `insert into guests (phone, created_at) select unnest($1::text[]), $2 on conflict (phone) do nothing`,
      [phones, now],
    );
  });
}

/** What a rule of the database wrote into an owner's chat wakes nobody by itself. */
export async function wakeOwners(pool: Pool, now: Date): Promise<void> {
  await pool.query({
    name: 'wake-owners',
    text: `
      update guests g set wake_at = $1 from owners o
      where o.phone = g.phone and (g.wake_at is null or g.wake_at > $1) and (g.lease_until is null or g.lease_until < $1)
        and exists (select from guest_events e where e.guest_id = g.id and e.rev is null and e.body ->> 'kind' = 'fact')`,
    values: [now],
  });
}

/** Once per key and owner, whoever posts it. */
export async function postToOwners(
  db: Db,
  { key, type, now }: { key: string; type: 'alerts.due' | 'digest.due'; now: Date },
): Promise<void> {
  await db.query(
    `insert into guest_events (guest_id, key, body, sent_at, received_at)
     select g.id, $1 || ':' || g.id, $2::jsonb, $3, $3 from guests g join owners o using (phone)
     where not exists (select from guest_events e where e.key = $1 || ':' || g.id)
       and ($4 <> 'alerts.due' or exists (select from owner_alerts a join decisions d on d.id = a.decision_id
         where a.phone = o.phone and a.told_at is null and d.decided_at is null))
     on conflict on constraint one_event_per_key do nothing`,
    [key, JSON.stringify({ kind: 'fact', event: { type } }), now, type],
  );
}

type AlertRow = Omit<Alert, 'stay' | 'rulings'> & {
  readonly checkIn: CalendarDate | null;
  readonly checkOut: CalendarDate | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decision: string | null;
};
export type OwnQuestion = Omit<Alert, 'rulings'> &
  Pick<AlertRow, 'createdAt' | 'decidedAt' | 'decidedBy' | 'decision'>;

const QUESTIONS = `
  select d.id, d.kind, d.amount, r.code, c.name as "cabinName", lower(r.stay) as "checkIn", upper(r.stay) as "checkOut",
    g.id as "guestId", coalesce(r.name, g.profile_name) as name, g.phone, d.payment_id as "paymentId", d.detail,
    (select left(coalesce(e.body ->> 'text', e.body ->> 'title', e.body ->> 'caption'), 200) from guest_events e
      where e.guest_id = g.id and e.body ->> 'kind' in ('text', 'choice', 'form', 'media') order by e.sent_at desc, e.id desc limit 1) as words,
    d.created_at as "createdAt", d.decided_at as "decidedAt", d.decided_by as "decidedBy", d.decision
  from decisions d left join reservations r on r.id = d.reservation_id left join cabins c on c.id = r.cabin_id
    left join guests g on g.id = coalesce(d.guest_id, r.guest_id)`;

function questionOf({ checkIn, checkOut, ...row }: AlertRow): OwnQuestion {
  return { ...row, stay: checkIn && checkOut ? { checkIn, checkOut } : null };
}

/** Open ones that this owner has not been told, oldest first. */
export async function untold(db: Db, phone: string): Promise<OwnQuestion[]> {
  const { rows } = await db.query(
    `${QUESTIONS} join owner_alerts a on a.decision_id = d.id
     where a.phone = $1 and a.told_at is null and d.decided_at is null order by d.id limit 50`,
    [phone],
  );
  return (rows as AlertRow[]).map(questionOf);
}

export async function openQuestions(db: Db): Promise<OwnQuestion[]> {
  const { rows } = await db.query(
    `${QUESTIONS} where d.decided_at is null and not (d.kind = 'handoff' and d.detail ->> 'why' = 'ownerSpoke') order by d.id limit 50`,
  );
  return (rows as AlertRow[]).map(questionOf);
}

export async function readQuestion(db: Db, id: number): Promise<OwnQuestion | undefined> {
  const { rows } = await db.query(`${QUESTIONS} where d.id = $1`, [id]);
  const row = rows[0] as AlertRow | undefined;
  return row && questionOf(row);
}

export async function markTold(
  db: Db,
  { phone, ids, now }: { phone: string; ids: readonly number[]; now: Date },
): Promise<void> {
  await db.query(
    'update owner_alerts set told_at = $3 where phone = $1 and decision_id = any ($2::bigint[])',
    [phone, ids, now],
  );
}

export type OwnersWindow = {
  readonly writableUntil: Date | null;
  readonly templatedAt: Date | null;
};

/** Until when anything may be written to the owner, and when a template last stood in for it. */
export async function windowOf(db: Db, phone: string): Promise<OwnersWindow> {
  const { rows } = await db.query(
    `select case when g.window_refused_at is null then g.last_inbound_at + interval '24 hours' end as "writableUntil",
       case when o.templated_at > g.last_inbound_at or g.last_inbound_at is null then o.templated_at end as "templatedAt"
     from owners o join guests g using (phone) where o.phone = $1`,
    [phone],
  );
  return (rows[0] as OwnersWindow | undefined) ?? { writableUntil: null, templatedAt: null };
}

export async function markTemplated(db: Db, phone: string, now: Date): Promise<void> {
  await db.query('update owners set templated_at = $2 where phone = $1', [phone, now]);
}

/** What owners were told and wrote of a guest who is erased: the chat stays, without the words. */
export async function forgetInOwnersChats(db: Db, words: readonly string[]): Promise<void> {
  const ofOwners = `guest_id in (select guest_id from turns where machine = 'owner')`;
  for (const [table, column, theirs, key] of [
    ['turns', 'events', `machine = 'owner'`, 'ctid'],
    ['messages', 'payload', ofOwners, 'id'],
    ['guest_events', 'body', ofOwners, 'id'],
  ] as const) {
    const { rows } = await db.query(
      `select ${key}::text as key, ${column} as value from ${table} t where ${theirs} and exists (
         select from unnest($1::text[]) as word where position(lower(word) in lower(t.${column}::text)) > 0) for update`,
      [words],
    );
    for (const row of rows as Array<{ key: string; value: unknown }>)
      await db.query(
        `update ${table} set ${column} = $2 where ${key} = $1::${key === 'ctid' ? 'tid' : 'bigint'}`,
        [row.key, JSON.stringify(forget(row.value, mentioning(words)))],
      );
  }
}

/** Those a few words may mean: a name, digits of a phone; whoever wrote last first. */
export async function guestsNamed(
  db: Db,
  words: string,
): Promise<Array<{ id: number; name: string | null; phone: string | null }>> {
  const digits = words.replace(/\D/g, '');
  const { rows } = await db.query(
    `select g.id, coalesce(r.name, g.profile_name) as name, g.phone
     from guests g left join lateral (select name from reservations where guest_id = g.id and kind = 'stay' order by id desc limit 1) r on true
     where not exists (select from owners o where o.phone = g.phone)
       and (length($2) >= 6 and position($2 in g.phone) > 0
         or length($1) >= 2 and position(${unaccented('$1::text')} in ${unaccented(`coalesce(g.profile_name, '') || ' ' || coalesce(r.name, '')`)}) > 0)
     order by g.last_inbound_at desc nulls last, g.id limit 6`,
    [words, digits],
  );
  return rows as Array<{ id: number; name: string | null; phone: string | null }>;
}

/** Of the letters that names here carry. */
function unaccented(text: string): string {
  return `translate(lower(${text}), 'áéíóúüñãõâêôç', 'aeiouunaoaeoc')`;
}

/** What came in between two instants, oldest first. */
export async function takingsBetween(
  db: Db,
  { from, to }: { from: Date; to: Date },
): Promise<
  Array<{
    account: 'mercadopago' | 'bank' | 'cash';
    amount: Centavos;
    code: string | null;
    name: string | null;
  }>
> {
  const { rows } = await db.query(
    `select p.account, p.amount, r.code, r.name
     from ledger_postings p join ledger_entries e on e.id = p.entry_id left join reservations r on r.id = e.reservation_id
     where p.account in ('mercadopago', 'bank', 'cash') and p.amount > 0 and e.at >= $1 and e.at < $2 order by e.at, e.id`,
    [from, to],
  );
  return rows as Array<{
    account: 'mercadopago' | 'bank' | 'cash';
    amount: Centavos;
    code: string | null;
    name: string | null;
  }>;
}
