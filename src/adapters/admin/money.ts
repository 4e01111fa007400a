// Payments, refunds and the owner's queue, as the owner reads them.

import type { Question } from '../../booking/ruling-acts.ts';
import type { Centavos } from '../../domain/money.ts';
import type { PaymentStatus } from '../../domain/payment.ts';
import type { Db } from '../postgres.ts';

export type PaymentRow = {
  readonly id: string;
  readonly reservationId: number | null;
  readonly code: string | null;
  readonly status: PaymentStatus;
  readonly statusDetail: string | null;
  readonly amount: Centavos;
  readonly currency: string;
  readonly refunded: Centavos;
  readonly outcome: string | null;
  readonly decidedAt: Date | null;
  readonly seenAt: Date;
};

type MoneyFilter = {
  readonly reservationId?: number | undefined;
  readonly status?: readonly string[] | undefined;
  /** Rows older than that one. */
  readonly before?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
};

/** Newest first. */
export async function paymentsOf(db: Db, filter: MoneyFilter): Promise<PaymentRow[]> {
  const { rows } = await db.query(
    `select p.id, p.reservation_id as "reservationId", r.code, p.status, p.status_detail as "statusDetail", p.amount, p.currency,
       p.refunded, p.outcome, p.decided_at as "decidedAt", p.seen_at as "seenAt"
     from payments p left join reservations r on r.id = p.reservation_id
     where ($1::bigint is null or p.reservation_id = $1) and ($2::text[] is null or p.status = any ($2))
       and ($3::timestamptz is null or (date_trunc('milliseconds', p.seen_at), p.id) < ($3, $4))
     order by date_trunc('milliseconds', p.seen_at) desc, p.id desc limit $5`,
    valuesOf(filter),
  );
  return rows as PaymentRow[];
}

export type RefundRow = {
  readonly id: string;
  readonly paymentId: string;
  readonly reservationId: number | null;
  readonly amount: Centavos;
  readonly reason: string;
  readonly status: 'owed' | 'requested' | 'done' | 'blocked';
  readonly attempts: number;
  readonly error: unknown;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
};

/** Newest first. */
export async function refundsOf(db: Db, filter: MoneyFilter): Promise<RefundRow[]> {
  const { rows } = await db.query(
    `select id, payment_id as "paymentId", reservation_id as "reservationId", amount, reason, status, attempts, error,
       created_at as "createdAt", done_at as "doneAt"
     from refunds
     where ($1::bigint is null or reservation_id = $1) and ($2::text[] is null or status = any ($2))
       and ($3::timestamptz is null or (date_trunc('milliseconds', created_at), id) < ($3, $4::uuid))
     order by date_trunc('milliseconds', created_at) desc, id desc limit $5`,
    valuesOf(filter),
  );
  return rows as RefundRow[];
}

function valuesOf({ reservationId, status, before, limit }: MoneyFilter): unknown[] {
  return [reservationId ?? null, status ?? null, before?.at ?? null, before?.id ?? null, limit];
}

export type DecisionRow = Question & {
  readonly code: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decision: string | null;
};

const DECISIONS = `
  select d.id, d.key, d.kind, d.reservation_id as "reservationId", r.code, d.payment_id as "paymentId", d.guest_id as "guestId",
    d.amount, d.detail, d.created_at as "createdAt", d.decided_at as "decidedAt", d.decided_by as "decidedBy", d.decision
  from decisions d left join reservations r on r.id = d.reservation_id`;

/** Open ones oldest first, decided ones newest first. A chat that the owner took over is no question. */
export async function listDecisions(
  db: Db,
  filter: {
    state: 'open' | 'decided';
    kind?: string | undefined;
    cursor?: number | undefined;
    limit: number;
  },
): Promise<DecisionRow[]> {
  const open = filter.state === 'open';
  const { rows } = await db.query(
    `${DECISIONS}
     where (d.decided_at is null) = $1 and ($2::text is null or d.kind = $2)
       and not (d.kind = 'handoff' and d.detail ->> 'why' = 'ownerSpoke')
       and ($3::bigint is null or d.id ${open ? '>' : '<'} $3)
     order by d.id ${open ? 'asc' : 'desc'} limit $4`,
    [open, filter.kind ?? null, filter.cursor ?? null, filter.limit],
  );
  return rows as DecisionRow[];
}

export async function readDecision(db: Db, id: number): Promise<DecisionRow | undefined> {
  const { rows } = await db.query(`${DECISIONS} where d.id = $1`, [id]);
  return rows[0] as DecisionRow | undefined;
}

/** False when it was decided before. */
export async function decide(
  db: Db,
  { id, decision, by, now }: { id: number; decision: string; by: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update decisions set decided_at = $2, decided_by = $3, decision = $4 where id = $1 and decided_at is null',
    [id, now, by, decision],
  );
  return rowCount === 1;
}

/** The payment belongs to that reservation from now on. */
export async function claimPayment(
  db: Db,
  { paymentId, reservationId }: { paymentId: string; reservationId: number },
): Promise<void> {
  await db.query(
    'update payments set reservation_id = $2, decided_at = null where id = $1 and reservation_id is null',
    [paymentId, reservationId],
  );
}
