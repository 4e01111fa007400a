// Erasing a guest: who they were and what was said goes; the ledger, amounts, days, codes and statuses stay
// (Ley 25.326 art. 16.5; ten years of accounting, Código Civil y Comercial art. 328). What must stay hangs on a
// row of nobody, and the guest's own row goes, so that what is being written to it at this moment finds nobody.

import type { EraseOutcome } from '../booking/privacy.ts';
import { forget, mentioning, ofGuest } from './forgetting.ts';
import { forgetInOwnersChats } from './owners.ts';
import { GUEST_TABLES, TURN_TABLES } from './guest-twins.ts';
import type { Db } from './postgres.ts';
import { blockOf, openCase } from './privacy-cases.ts';

type Erasing = {
  readonly guestId: number;
  readonly code: string;
  readonly dueOn: string;
  readonly now: Date;
};
type Guest = {
  readonly phone: string | null;
  readonly bsuid: string | null;
  readonly profile_name: string | null;
  readonly email: string | null;
  readonly held: boolean;
  readonly busy: boolean;
};

/**
 * In the caller's transaction. `gone`: there is nothing left to erase. `busy`: a turn or an answer is under way.
 * `code` and `dueOn` are for the case of an erasure that nobody asked for.
 */
export async function eraseGuest(db: Db, erasing: Erasing): Promise<EraseOutcome> {
  const { guestId, now } = erasing;
  const { rows } = await db.query(
    `select phone, bsuid, profile_name, email, coalesce(lease_until > $2, false) as held,
       exists (select from guest_events e where e.guest_id = g.id and e.rev is null)
         or exists (select from messages m where m.guest_id = g.id and m.status = 'queued' and m.created_at > $2::timestamptz - interval '1 day') as busy
     from guests g where id = $1 and erased_at is null
       -- whoever owns the place is told what waits for as long as they do
       and not exists (select from owners o where o.phone = g.phone) for update`,
    [guestId, now],
  );
  const guest = rows[0] as Guest | undefined;
  if (!guest) return 'gone';
  if (guest.held || guest.busy) return 'busy';
  const block = await blockOf(db, guestId);
  if (block) return block;

  await openCase(db, { ...erasing, kind: 'erasure', by: 'clock', reason: null });
  const words = await wordsOf(db, guestId, guest);
  const nobody = await toNobody(db, erasing);
  await forgetWords(db, { nobody, guestId, words });
  await closeCases(db, { nobody, guestId, now, words });
  await db.query('delete from guests where id = $1', [guestId]);
  return 'erased';
}

/** What the guest is called anywhere. */
async function wordsOf(db: Db, guestId: number, guest: Guest): Promise<string[]> {
  const { rows } = await db.query(
    'select distinct name from reservations where guest_id = $1 and name is not null',
    [guestId],
  );
  const names = (rows as Array<{ name: string }>).map(({ name }) => name);
  const words = [guest.phone, guest.bsuid, guest.profile_name, guest.email, ...names];
  // a name of two letters stands in half of all words
  return [...new Set(words.filter((word) => word !== null && word.trim().length > 2))] as string[];
}

/** Tables of the guest's of which nothing has to stay. */
const FORGOTTEN = ['receipt_files', 'waitlist', 'mails'] as const;

async function toNobody(db: Db, { guestId, now }: Erasing): Promise<number> {
  const { rows } = await db.query(
    `insert into guests (language, created_at, erased_at) select language, created_at, $2 from guests where id = $1 returning id`,
    [guestId, now],
  );
  const nobody = (rows[0] as { id: number }).id;
  await db.query(
    // Meta delivers again for seven days
    `insert into erased_keys (digest, erased_at)
     select sha256(convert_to(key, 'UTF8')), $2 from guest_events where guest_id = $1 and received_at > $2::timestamptz - interval '8 days'
     on conflict do nothing`,
    [guestId, now],
  );
  for (const table of [...TURN_TABLES, ...FORGOTTEN])
    await db.query(`delete from ${table} where guest_id = $1`, [guestId]);
  for (const table of GUEST_TABLES)
    await db.query(`update ${table} set guest_id = $2 where guest_id = $1`, [guestId, nobody]);
  await db.query(
    `delete from reservation_notes where reservation_id in (select id from reservations where guest_id = $1)`,
    [nobody],
  );
  await db.query(
    `update transfers set receipt = null where reservation_id in (select id from reservations where guest_id = $1)`,
    [nobody],
  );
  await db.query('update reservations set name = null where guest_id = $1', [nobody]);
  return nobody;
}

/** Columns of JSON that are otherwise kept, with the rows that are the guest's ($1). */
const KEPT_JSON = [
  [
    'reservation_events',
    'detail',
    'reservation_id in (select id from reservations where guest_id = $1)',
  ],
  ['refunds', 'error', 'reservation_id in (select id from reservations where guest_id = $1)'],
  [
    'decisions',
    'detail',
    'guest_id = $1 or reservation_id in (select id from reservations where guest_id = $1)',
  ],
] as const;

async function forgetWords(
  db: Db,
  { nobody, guestId, words }: { nobody: number; guestId: number; words: readonly string[] },
): Promise<void> {
  for (const [table, column, theirs] of KEPT_JSON) {
    const { rows } = await db.query(
      `select id, ${column} as value from ${table} where (${theirs}) and ${column} is not null`,
      [nobody],
    );
    for (const { id, value } of rows as Array<{ id: unknown; value: unknown }>)
      await db.query(`update ${table} set ${column} = $2 where id = $1`, [
        id,
        JSON.stringify(forget(value, ofGuest(words))),
      ]);
  }
  await forgetInOwnersChats(db, words);
  // What a change answered is kept for a day, so that asking again answers the same.
  await db.query(
    `delete from idempotency_keys where exists (select from unnest($1::text[]) as word where position(lower(word) in lower(answer #>> '{}')) > 0)`,
    [words],
  );
  await db.query(`select set_config('posta.erasing', 'yes', true)`);
  const { rows } = await db.query(
    `with theirs as (select 'guest:' || $2 as about union all
       select 'reservation:' || id from reservations where guest_id = $1 union all
       select 'decision:' || id from decisions where guest_id = $1)
     select a.id, a.before, a.after, t.about is not null as theirs from audit_log a left join theirs t using (about)
     where t.about is not null or exists (
       select from unnest($3::text[]) as word where position(lower(word) in lower(concat(a.before, a.after))) > 0)`,
    [nobody, guestId, words],
  );
  for (const { id, before, after, theirs } of rows as AuditWords[]) {
    const keeps = theirs ? ofGuest(words) : mentioning(words);
    const kept = (value: unknown) => value && JSON.stringify(forget(value, keeps));
    await db.query('update audit_log set before = $2, after = $3 where id = $1', [
      id,
      kept(before),
      kept(after),
    ]);
  }
  await db.query(`select set_config('posta.erasing', '', true)`);
}

type AuditWords = { id: number; before: unknown; after: unknown; theirs: boolean };

async function closeCases(
  db: Db,
  {
    nobody,
    guestId,
    now,
    words,
  }: { nobody: number; guestId: number; now: Date; words: readonly string[] },
): Promise<void> {
  const { rows } = await db.query(
    `select id, reason from privacy_cases where guest_id = $1 and reason is not null`,
    [nobody],
  );
  for (const { id, reason } of rows as Array<{ id: number; reason: string }>)
    await db.query('update privacy_cases set reason = $2 where id = $1', [
      id,
      forget(reason, mentioning(words)),
    ]);
  await db.query(
    `update privacy_cases set done_at = $2, erased_guest = $3, erased_guest_since = (select created_at from guests where id = $1)
     where guest_id = $1 and done_at is null`,
    [nobody, now, guestId],
  );
  await db.query(
    `update decisions set decided_at = $2, decided_by = 'clock', decision = 'erased' where guest_id = $1 and decided_at is null`,
    [nobody, now],
  );
}
