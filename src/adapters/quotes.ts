// The table of quotes: written once, read as they were shown.

import { z } from 'zod';
import type { StoredQuote } from '../booking/quotes.ts';
import type { Quote } from '../domain/quote.ts';
import { toRange } from './calendar.ts';
import type { Db } from './postgres.ts';

export async function insertQuote(
  db: Db,
  { id, guestId, cabinId, quote, policyVersion, now, expiresAt }: StoredQuote,
): Promise<void> {
  await db.query(
    `insert into quotes (id, guest_id, cabin_id, stay, party, pets, quote, total, deposit, policy_version, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      guestId,
      cabinId,
      toRange(quote.stay),
      JSON.stringify(quote.party),
      quote.pets,
      JSON.stringify(quote),
      quote.total,
      quote.deposit,
      policyVersion,
      now,
      expiresAt,
    ],
  );
}

/** Undefined for a quote that does not exist or was made for somebody else. */
export async function readQuote(
  db: Db,
  { id, guestId }: { id: string; guestId: number },
): Promise<StoredQuote | undefined> {
  // The id may come from a button on a phone.
  if (!z.guid().safeParse(id).success) return undefined;
  const { rows } = await db.query(
    `select cabin_id as "cabinId", quote, policy_version as "policyVersion", created_at as "now", expires_at as "expiresAt"
     from quotes where id = $1 and guest_id = $2`,
    [id, guestId],
  );
  const row = rows[0] as
    | { cabinId: string; quote: Quote; policyVersion: number; now: Date; expiresAt: Date }
    | undefined;
  return row && { id, guestId, ...row };
}
