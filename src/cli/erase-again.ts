// `node src/cli/erase-again.ts < erased`: after a restore, erases whoever was erased since the backup. A line is
// `id,instant` from `privacy_cases`: the guest's id and when their row was made. Run again, it does nothing.

import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { eraseGuest } from '../adapters/erasure.ts';
import { inTransaction, openPool } from '../adapters/postgres.ts';
import { privacyCode } from '../domain/reservation.ts';

const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is missing');
const pool = openPool(url, { max: 1, onError: () => undefined });
const now = new Date();
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const [id, since] = line.trim().split(',');
    if (!id || !since) continue;
    const outcome = await inTransaction(pool, async (db) => {
      const { rows } = await db.query('select id from guests where id = $1 and created_at = $2', [
        id,
        since,
      ]);
      if (rows.length === 0) return 'not here';
      const dueOn = now.toISOString().slice(0, 10);
      return eraseGuest(db, { guestId: Number(id), code: privacyCode(randomBytes(5)), dueOn, now });
    });
    process.stdout.write(`${id}: ${outcome}\n`);
    if (!['erased', 'gone', 'not here'].includes(outcome)) process.exitCode = 1;
  }
} finally {
  await pool.end();
}
