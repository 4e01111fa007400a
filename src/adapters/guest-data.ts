// All that is kept of one guest, as they may ask for it (Ley 25.326 art. 14 and 15).

import type { Db } from './postgres.ts';

const OF_THEIR_STAYS = 'reservation_id in (select id from reservations where guest_id = $1)';

/** Not the journal of turns, which tells the same again in the machine's own words. */
const TABLES = {
  events: ['guest_events', 'guest_id = $1'],
  messages: ['messages', 'guest_id = $1'],
  consents: ['consents', 'guest_id = $1'],
  quotes: ['quotes', 'guest_id = $1'],
  reservations: ['reservations', `guest_id = $1`],
  history: ['reservation_events', OF_THEIR_STAYS],
  notes: ['reservation_notes', OF_THEIR_STAYS],
  payments: ['payments', OF_THEIR_STAYS],
  refunds: ['refunds', OF_THEIR_STAYS],
  transfers: ['transfers', OF_THEIR_STAYS],
  waitlist: ['waitlist', 'guest_id = $1'],
  mails: ['mails', 'guest_id = $1'],
  withdrawals: ['withdrawals', OF_THEIR_STAYS],
  chargebacks: ['chargebacks', `payment_id in (select id from payments where ${OF_THEIR_STAYS})`],
  questions: ['decisions', `guest_id = $1 or ${OF_THEIR_STAYS}`],
  cases: ['privacy_cases', 'guest_id = $1'],
} as const;

type GuestData = { readonly guest: unknown } & {
  readonly [K in keyof typeof TABLES]: readonly unknown[];
};

/** Undefined where there is no such guest. */
export async function guestData(db: Db, guestId: number): Promise<GuestData | undefined> {
  const { rows } = await db.query(
    `select phone, bsuid as "userId", profile_name as "profileName", email, language, created_at as "createdAt",
       last_inbound_at as "lastInboundAt", opted_out_at as "optedOutAt"
     from guests where id = $1 and erased_at is null`,
    [guestId],
  );
  const guest: unknown = rows[0];
  if (!guest) return undefined;
  const lists: Record<string, unknown[]> = {};
  for (const [name, [table, theirs]] of Object.entries(TABLES)) {
    const found = await db.query(`select to_jsonb(t) as row from ${table} t where ${theirs}`, [
      guestId,
    ]);
    lists[name] = (found.rows as Array<{ row: unknown }>).map(({ row }) => row);
  }
  return { guest, ...lists } as unknown as GuestData;
}
