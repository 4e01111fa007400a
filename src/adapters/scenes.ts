// A reservation with its lock, and what lies around a payment. Lock order: reservation, then cabin,
// then payment, then guest; the guest's lane takes them in the same order.

import { readPolicyTerms } from './catalog.ts';
import { fromRange, toRange } from './calendar.ts';
import { balancesOf, paidElsewhere } from './ledger.ts';
import type { BookedStay, Scene } from '../booking/scene.ts';
import { toCentavos } from '../domain/money.ts';
import type { PaymentFact } from '../domain/payment.ts';
import type { Db } from './postgres.ts';

type Row = Omit<BookedStay, 'stay' | 'policy'> & {
  stay: string;
  policyVersion: number;
  terms: unknown;
};

const SELECT = `
  select r.id, r.code, r.guest_id as "guestId", r.cabin_id as "cabinId", c.name as "cabinName", r.stay::text as stay, r.status,
    r.total, r.deposit, r.confirmed_by is not null as "byHand", r.held_until as "heldUntil", r.extensions, r.ended_by as "endedBy", r.confirmed_at is not null as "everConfirmed",
    r.disputed_at is not null as disputed, r.created_at as "createdAt", r.preference_id as "preferenceId",
    r.checkout_url as "checkoutUrl", r.balance_token is not null as "asksBalance",
    r.balance_preference_id as "balancePreferenceId", r.policy_version as "policyVersion", p.terms
  from reservations r join cabins c on c.id = r.cabin_id join policies p on p.version = r.policy_version
  where r.id = $1 and r.kind = 'stay'`;

/** `locked`: until the transaction ends. Not FOR UPDATE: that would also block the foreign keys of payments. */
export async function readStay(
  db: Db,
  reservationId: number,
  lock: 'locked' | 'unlocked',
): Promise<BookedStay | undefined> {
  const { rows } = await db.query({
    name: `stay-${lock}`,
    text: lock === 'locked' ? `${SELECT} for no key update of r` : SELECT,
    values: [reservationId],
  });
  const row = rows[0] as Row | undefined;
  if (!row) return undefined;
  const { stay, policyVersion, terms, ...rest } = row;
  return { ...rest, stay: fromRange(stay), policy: readPolicyTerms(policyVersion, terms) };
}

/** Undefined when no such payment was recorded. */
export async function readScene(db: Db, paymentId: string): Promise<Scene | undefined> {
  const known = await db.query('select reservation_id as id from payments where id = $1', [
    paymentId,
  ]);
  const found = known.rows[0] as { id: number | null } | undefined;
  if (!found) return undefined;
  const reservation = found.id === null ? undefined : await readStay(db, found.id, 'locked');
  const { rows } = await db.query({
    name: 'payment-told',
    text: 'select fact, outcome, decided_at is not null as decided from payments where id = $1 for update',
    values: [paymentId],
  });
  const { fact, outcome, decided } = rows[0] as {
    fact: PaymentFact;
    outcome: string | null;
    decided: boolean;
  };
  return {
    payment: fact,
    outcome,
    decided,
    reservation: reservation ?? null,
    balances: await balancesOf(db, { reservationId: reservation?.id ?? null, paymentId }),
    paidElsewhere: reservation ? await paidElsewhere(db, reservation.id) : toCentavos(0),
    nights: reservation ? await nightsFor(db, reservation) : 'taken',
  };
}

/**
 * An ended stay that wants its nights back holds its cabin's row first: two that come back at once would
 * otherwise wait for each other inside the exclusion check.
 */
async function nightsFor(
  db: Db,
  { id, status, cabinId, stay }: BookedStay,
): Promise<'free' | 'taken'> {
  if (status !== 'expired') return 'free';
  await db.query('select 1 from cabins where id = $1 for no key update', [cabinId]);
  const { rows } = await db.query(
    `select 1 from reservations where cabin_id = $1 and stay && $2::daterange and id <> $3 and status in ('held', 'settling', 'confirmed', 'completed') limit 1`,
    [cabinId, toRange(stay), id],
  );
  return rows.length > 0 ? 'taken' : 'free';
}

export async function stayOfPayment(db: Db, paymentId: string): Promise<BookedStay | undefined> {
  const { rows } = await db.query('select reservation_id as id from payments where id = $1', [
    paymentId,
  ]);
  const id = (rows[0] as { id: number | null } | undefined)?.id;
  return id ? readStay(db, id, 'unlocked') : undefined;
}
