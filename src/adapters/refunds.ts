// Obligations to give money back: owed → requested → done, or blocked until it is possible.

import type { Owed, RefundReason, RefundToAsk } from '../booking/refund.ts';
import type { Centavos } from '../domain/money.ts';
import type { Db } from './postgres.ts';

/** False when this payment already has an obligation for that reason. */
export async function insertRefund(
  db: Db,
  {
    id,
    paymentId,
    reservationId,
    amount,
    reason,
    now,
  }: {
    id: string;
    paymentId: string;
    reservationId: number | null;
    amount: Centavos;
    reason: RefundReason;
    now: Date;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into refunds (id, payment_id, reservation_id, amount, reason, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict on constraint one_refund_per_obligation do nothing`,
    [id, paymentId, reservationId, amount, reason, now],
  );
  return rowCount === 1;
}

/**
 * Claims an obligation for one request, before MercadoPago is asked. Undefined when it is done, or
 * frozen by a dispute.
 */
export async function requestRefund(db: Db, refundId: string): Promise<RefundToAsk | undefined> {
  const { rows } = await db.query(
    `update refunds f set status = 'requested', attempts = attempts + 1
     from payments p
     where f.id = $1 and f.status <> 'done' and p.id = f.payment_id and not (p.status = any ('{in_mediation,charged_back}'))
     returning f.payment_id as "paymentId", f.amount, f.attempts, f.status`,
    [refundId],
  );
  return rows[0] as RefundToAsk | undefined;
}

/** False when it was done or blocked for this before. */
export async function blockRefund(
  db: Db,
  refundId: string,
  error: { code: string; detail: string },
): Promise<boolean> {
  const { rows } = await db.query(
    `with before as (select id, error from refunds where id = $1 and status <> 'done' for update)
     update refunds f set status = 'blocked', error = $2 from before where f.id = before.id
     returning before.error is null as first`,
    [refundId, JSON.stringify(error)],
  );
  return (rows[0] as { first: boolean } | undefined)?.first ?? false;
}

/** Freezes what a disputed payment still owes: the dispute itself may take the money. */
export async function freezeRefunds(db: Db, paymentId: string): Promise<void> {
  await db.query(
    `update refunds set status = 'blocked', error = '{"code": "disputed"}' where payment_id = $1 and status <> 'done'`,
    [paymentId],
  );
}

/** The open obligations of a payment, oldest first, locked. */
export async function owedBy(db: Db, paymentId: string): Promise<Owed[]> {
  const { rows } = await db.query(
    `select id, amount, reason, refund_id as "refundId" from refunds where payment_id = $1 and status <> 'done' order by created_at, id for update`,
    [paymentId],
  );
  return rows as Owed[];
}

export async function finishRefund(
  db: Db,
  { id, refundId, now }: { id: string; refundId: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update refunds set status = 'done', refund_id = $2, done_at = $3, error = null where id = $1 and status <> 'done'`,
    [id, refundId, now],
  );
  return rowCount === 1;
}

/** MercadoPago's id of a refund that is under way: what a later look will find done. */
export async function noteRefundId(db: Db, id: string, refundId: string): Promise<void> {
  await db.query(`update refunds set refund_id = $2 where id = $1 and status <> 'done'`, [
    id,
    refundId,
  ]);
}

export async function isOwed(db: Db, refundId: string): Promise<boolean> {
  const { rows } = await db.query(`select 1 from refunds where id = $1 and status <> 'done'`, [
    refundId,
  ]);
  return rows.length > 0;
}

/** MercadoPago's ids of the refunds of a payment that are in the ledger. */
export async function knownRefunds(db: Db, paymentId: string): Promise<Set<string>> {
  const { rows } = await db.query(
    `select distinct split_part(e.key, ':', 2) as id
     from ledger_entries e join ledger_postings p on p.entry_id = e.id
     where e.payment_id = $1 and p.account = 'refunded'`,
    [paymentId],
  );
  return new Set((rows as Array<{ id: string }>).map(({ id }) => id));
}

/** Obligations that a job should be at: all but the done and those that a dispute froze. */
export async function openRefunds(db: Db, before: Date): Promise<string[]> {
  const { rows } = await db.query(
    `select id from refunds where status <> 'done' and created_at < $1 and error ->> 'code' is distinct from 'disputed' order by created_at limit 200`,
    [before],
  );
  return (rows as Array<{ id: string }>).map(({ id }) => id);
}
