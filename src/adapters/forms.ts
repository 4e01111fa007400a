// The forms that were sent: one row a token, of which only the digest is kept.

import { createHash, randomBytes } from 'node:crypto';
import type { Known } from '../../flows/copy/message.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { FormTicket } from '../booking/form.ts';
import type { Db } from './postgres.ts';

/** What was chosen is checked again whenever it is used: an old form is only an old question. */
const VALID_MS = 7 * 86_400_000;

/** The token that names the guest to whom the message goes. */
export async function openForm(db: Db, messageId: number, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await db.query({
    name: 'open-form',
    text: `insert into forms (token_hash, message_id, expires_at) values ($1, $2, $3)`,
    values: [digest(token), messageId, new Date(now.getTime() + VALID_MS)],
  });
  return token;
}

/** Undefined when the token is not ours; `spent` also when it has expired. */
export async function readForm(db: Db, token: string, now: Date): Promise<FormTicket | undefined> {
  const { rows } = await db.query({
    name: 'read-form',
    text: `
      select g.language, m.payload -> 'known' as known, f.spent_at is not null or f.expires_at <= $2 as spent
      from forms f join messages m on m.id = f.message_id join guests g on g.id = m.guest_id
      where f.token_hash = $1`,
    values: [digest(token), now],
  });
  const row = rows[0] as { language: Language; known: Known | null; spent: boolean } | undefined;
  return row && { ...row, known: row.known ?? { party: null, pets: 0 } };
}

/** True once: for the guest to whom it was sent, while it is valid. */
export async function spendForm(
  db: Db,
  { guestId, token, now }: { guestId: number; token: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'spend-form',
    text: `
      update forms f set spent_at = $3 from messages m
      where f.token_hash = $1 and f.spent_at is null and f.expires_at > $3 and m.id = f.message_id and m.guest_id = $2`,
    values: [Buffer.from(token, 'hex'), guestId, now],
  });
  return rowCount === 1;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
