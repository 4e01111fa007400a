// Cases of the right of withdrawal, and when a stay was paid.

import type { WithdrawalCase, WithdrawalStatus } from '../booking/leaving.ts';
import type { Db } from './postgres.ts';

/** A case that was kept or outside may be opened again; its code stays. */
export async function openWithdrawal(
  db: Db,
  {
    reservationId,
    codes,
    status,
    now,
  }: { reservationId: number; codes: readonly string[]; status: WithdrawalStatus; now: Date },
): Promise<WithdrawalCase> {
  const { rows } = await db.query(
    `insert into withdrawals (code, reservation_id, status, asked_at)
     values ((select code from unnest($1::text[]) as code where not exists (select 1 from withdrawals w where w.code = code.code) limit 1), $2, $3, $4)
     on conflict on constraint one_withdrawal_per_reservation do update set status = excluded.status
     returning code, status`,
    [codes, reservationId, status, now],
  );
  return rows[0] as WithdrawalCase;
}

export async function decideWithdrawal(
  db: Db,
  { reservationId, status, now }: { reservationId: number; status: WithdrawalStatus; now: Date },
): Promise<void> {
  await db.query('update withdrawals set status = $2, decided_at = $3 where reservation_id = $1', [
    reservationId,
    status,
    now,
  ]);
}

/** Undefined for a stay that never was. */
export async function confirmedAt(db: Db, reservationId: number): Promise<Date | undefined> {
  const { rows } = await db.query('select confirmed_at as at from reservations where id = $1', [
    reservationId,
  ]);
  return (rows[0] as { at: Date | null } | undefined)?.at ?? undefined;
}
