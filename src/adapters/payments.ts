// The table of payments: the newest telling of each, by MercadoPago's own clock.

import type { PaymentKept } from '../booking/compare.ts';
import type { RecordedPayment } from '../booking/record.ts';
import type { Centavos } from '../domain/money.ts';
import { PAYMENT_STATUSES, WITH_MONEY, type PaymentFact } from '../domain/payment.ts';
import type { Db } from './postgres.ts';

/**
 * Stores a telling unless a better one is there: the order of `supersedes` in the domain, as SQL.
 * The reservation is the one whose code the payment carries, with or without the mark of the balance.
 */
export async function upsertPayment(
  db: Db,
  fact: PaymentFact,
  now: Date,
): Promise<RecordedPayment> {
  const { rows } = await db.query({
    name: 'upsert-payment',
    text: `
      with stored as (
        insert into payments (id, reservation_id, external_reference, status, status_detail, amount, currency, refunded,
          live_mode, collector_id, last_updated, fact, seen_at)
        values ($1, (select id from reservations where code = regexp_replace($2, '-S$', '') and kind = 'stay'), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (id) do update set status = excluded.status, status_detail = excluded.status_detail, refunded = excluded.refunded,
          last_updated = excluded.last_updated, fact = excluded.fact, seen_at = excluded.seen_at, decided_at = null
        where (excluded.status = any ($13::text[]), excluded.last_updated, array_position($14::text[], excluded.status), jsonb_array_length(excluded.fact -> 'refunds'))
          > (payments.status = any ($13::text[]), payments.last_updated, array_position($14::text[], payments.status), jsonb_array_length(payments.fact -> 'refunds'))
        returning reservation_id
      )
      select exists (select 1 from stored) as changed,
        coalesce((select reservation_id from stored), (select reservation_id from payments where id = $1)) as "reservationId"`,
    values: [
      fact.id,
      fact.externalReference,
      fact.status,
      fact.statusDetail,
      fact.amount,
      fact.currency,
      fact.refunds.reduce(
        (total, refund) => total + (refund.status === 'done' ? refund.amount : 0),
        0,
      ),
      fact.liveMode,
      fact.collectorId,
      fact.lastUpdated,
      JSON.stringify(fact),
      now,
      WITH_MONEY,
      PAYMENT_STATUSES,
    ],
  });
  return rows[0] as RecordedPayment;
}

/** What was decided about the telling that is stored; `nothing` leaves the last real outcome readable. */
export async function setOutcome(
  db: Db,
  paymentId: string,
  outcome: string,
  now: Date,
): Promise<void> {
  await db.query(
    `update payments set decided_at = $3, outcome = case when $2 = 'nothing' then coalesce(outcome, $2) else $2 end where id = $1`,
    [paymentId, outcome, now],
  );
}

/** Payments that were recorded and not decided about: a process died in between. */
export async function undecidedPayments(db: Db, before: Date): Promise<string[]> {
  const { rows } = await db.query(
    'select id from payments where decided_at is null and seen_at < $1 order by seen_at limit 200',
    [before],
  );
  return (rows as Array<{ id: string }>).map(({ id }) => id);
}

/** Payments of a reservation that are still coming in: not approved yet, or approved and not decided about. */
export async function pendingPayments(db: Db, reservationId: number): Promise<string[]> {
  const { rows } = await db.query(
    `select id from payments where reservation_id = $1
       and (status = any ('{pending,in_process,authorized}') or (decided_at is null and status = any ($2::text[])))`,
    [reservationId, WITH_MONEY],
  );
  return (rows as Array<{ id: string }>).map(({ id }) => id);
}

/** What was paid towards a deposit and not given back. */
export async function paidFor(db: Db, reservationId: number): Promise<Centavos> {
  const { rows } = await db.query(
    `select coalesce(-sum(p.amount), 0)::bigint as paid
     from ledger_entries e join ledger_postings p on p.entry_id = e.id
     where e.reservation_id = $1 and p.account in ('guest_credit', 'applied')`,
    [reservationId],
  );
  return (rows[0] as { paid: Centavos }).paid;
}

/** Payments as we have them, for the comparison with MercadoPago. */
export async function paymentsKept(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, PaymentKept>> {
  const { rows } = await db.query(
    `select p.id, p.status, coalesce(sum(o.amount) filter (where o.account in ('mercadopago', 'fees')), 0)::bigint as received,
       coalesce(-sum(o.amount) filter (where o.account = 'refunded'), 0)::bigint as refunded
     from payments p left join ledger_entries e on e.payment_id = p.id left join ledger_postings o on o.entry_id = e.id
     where p.id = any ($1) group by p.id`,
    [ids],
  );
  return new Map(
    (rows as Array<PaymentKept & { id: string }>).map(({ id, ...kept }) => [id, kept]),
  );
}

export async function paymentsChanged(
  db: Db,
  { from, until }: { from: Date; until: Date },
): Promise<string[]> {
  const { rows } = await db.query(
    'select id from payments where last_updated >= $1 and last_updated < $2 and status = any ($3)',
    [from, until, WITH_MONEY],
  );
  return (rows as Array<{ id: string }>).map(({ id }) => id);
}
