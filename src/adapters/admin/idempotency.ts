// Changes that were made, by who asked and their key. A key under way is an advisory lock of its
// transaction, so a crash leaves nothing behind.

import type { Db } from '../postgres.ts';

/** A client that repeats does so in minutes; a day is generous. */
const KEPT_MS = 24 * 3_600_000;

export type Claim =
  | { readonly kind: 'free' }
  | { readonly kind: 'underway' }
  | {
      readonly kind: 'used';
      readonly fingerprint: string;
      readonly status: number;
      /** The answer as it was sent: kept as a JSON text, because JSON itself would lose its order. */
      readonly text: string;
    };

export async function claimKey(db: Db, { who, key }: { who: string; key: string }): Promise<Claim> {
  const lock = await db.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine', [
    `idempotency:${who}:${key}`,
  ]);
  if (!(lock.rows[0] as { mine: boolean }).mine) return { kind: 'underway' };
  // A statement of its own: its snapshot is younger than the lock.
  const { rows } = await db.query(
    `select fingerprint, status, answer #>> '{}' as text from idempotency_keys where who = $1 and key = $2`,
    [who, key],
  );
  const used = rows[0] as Omit<Extract<Claim, { kind: 'used' }>, 'kind'> | undefined;
  return used ? { kind: 'used', ...used } : { kind: 'free' };
}

/** Forgets old keys in passing. */
export async function keepAnswer(
  db: Db,
  used: {
    who: string;
    key: string;
    fingerprint: string;
    status: number;
    text: string;
    now: Date;
  },
): Promise<void> {
  const { who, key, fingerprint, status, text, now } = used;
  await db.query(
    `with old as (
       select ctid from idempotency_keys where created_at < $7 limit 20 for update skip locked
     ), forgotten as (
       delete from idempotency_keys where ctid in (select ctid from old)
     )
     insert into idempotency_keys (who, key, fingerprint, status, answer, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [who, key, fingerprint, status, JSON.stringify(text), now, new Date(now.getTime() - KEPT_MS)],
  );
}
