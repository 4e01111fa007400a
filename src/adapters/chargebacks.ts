// MercadoPago's cases about payments that were charged back.

import type { Chargeback } from '../booking/gateway.ts';
import type { Db } from './postgres.ts';

/** The newest telling of a case; an open question to the owner learns its deadline. */
export async function saveChargeback(db: Db, chargeback: Chargeback, now: Date): Promise<void> {
  const { id, paymentId, amount, reason, documentationStatus, deadline } = chargeback;
  await db.query(
    `with saved as (
       insert into chargebacks (id, payment_id, amount, reason, documentation_status, deadline, read_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set amount = excluded.amount, reason = excluded.reason,
         documentation_status = excluded.documentation_status, deadline = excluded.deadline, read_at = excluded.read_at
     )
     update decisions set detail = detail || jsonb_build_object('chargeback', $1::text, 'deadline', $6::timestamptz)
     where payment_id = $2 and kind = 'dispute' and decided_at is null and detail ->> 'stage' = 'chargeback'`,
    [id, paymentId, amount, reason, documentationStatus, deadline, now],
  );
}

/** When the documents for a payment's case must be there; undefined when no case names one. */
export async function deadlineOf(db: Db, paymentId: string): Promise<Date | undefined> {
  const { rows } = await db.query(
    'select min(deadline) as deadline from chargebacks where payment_id = $1',
    [paymentId],
  );
  return (rows[0] as { deadline: Date | null }).deadline ?? undefined;
}
