// The double-entry ledger: entries are inserted once by their key and never changed (the database
// refuses it); each entry's postings sum to zero.

import type { Balances, Move, Place } from '../booking/ledger.ts';
import type { Centavos } from '../domain/money.ts';
import type { Db } from './postgres.ts';

const ACCOUNTS: Readonly<Record<Move['from'], string>> = {
  received: 'mercadopago',
  fees: 'fees',
  bank: 'bank',
  cash: 'cash',
  credit: 'guest_credit',
  suspense: 'suspense',
  applied: 'applied',
  owed: 'refunds_owed',
  refunded: 'refunded',
  queued: 'owner_queue',
  chargedBack: 'charged_back',
};
const PLACES = new Map(
  Object.entries(ACCOUNTS).map(([place, account]) => [account, place as Place]),
);

/** MercadoPago, its fees, bank and cash are debits; all others are what we owe or have used, in credit. */
export async function moveMoney(
  db: Db,
  { key, paymentId, reservationId, from, to, amount, now }: Move,
): Promise<boolean> {
  if (amount <= 0) return false;
  const { rowCount } = await db.query({
    name: 'move-money',
    text: `
      with entry as (
        insert into ledger_entries (key, reservation_id, payment_id, at) values ($1, $2, $3, $4)
        on conflict on constraint one_entry_per_fact do nothing
        returning id
      )
      insert into ledger_postings (entry_id, account, amount)
      select entry.id, account, amount from entry, (values ($5, $7::bigint), ($6, -$7::bigint)) as posting (account, amount)`,
    values: [key, reservationId, paymentId, now, ACCOUNTS[from], ACCOUNTS[to], amount],
  });
  return rowCount === 2;
}

/** Where the money of each payment is. */
export async function balancesOf(
  db: Db,
  { reservationId, paymentId }: { reservationId: number | null; paymentId: string | null },
): Promise<Map<string, Balances>> {
  const { rows } = await db.query({
    name: 'balances',
    text: `
      select e.payment_id as "paymentId", p.account, -sum(p.amount)::bigint as amount
      from ledger_entries e join ledger_postings p on p.entry_id = e.id
      where (e.reservation_id = $1 or e.payment_id = $2) and e.payment_id is not null and p.account not in ('mercadopago', 'fees')
      group by e.payment_id, p.account`,
    values: [reservationId, paymentId],
  });
  const balances = new Map<string, Balances>();
  for (const { paymentId: id, account, amount } of rows as Array<{
    paymentId: string;
    account: string;
    amount: Centavos;
  }>) {
    const place = PLACES.get(account);
    if (place) balances.set(id, { ...(balances.get(id) ?? NO_MONEY), [place]: amount });
  }
  return balances;
}

/** What the ledger says that MercadoPago kept of a payment. */
export async function feeOf(db: Db, paymentId: string): Promise<Centavos> {
  const { rows } = await db.query({
    name: 'fee-of',
    text: `
      select coalesce(sum(p.amount), 0)::bigint as fee
      from ledger_entries e join ledger_postings p on p.entry_id = e.id where e.payment_id = $1 and p.account = 'fees'`,
    values: [paymentId],
  });
  return (rows[0] as { fee: Centavos }).fee;
}

/** What a reservation was paid with by transfer or in cash. */
export async function paidElsewhere(db: Db, reservationId: number): Promise<Centavos> {
  const { rows } = await db.query({
    name: 'paid-elsewhere',
    text: `
      select coalesce(-sum(p.amount), 0)::bigint as paid
      from ledger_entries e join ledger_postings p on p.entry_id = e.id
      where e.reservation_id = $1 and e.payment_id is null and p.account = 'applied'`,
    values: [reservationId],
  });
  return (rows[0] as { paid: Centavos }).paid;
}

const zero = 0 as Centavos;
const NO_MONEY: Balances = {
  credit: zero,
  suspense: zero,
  applied: zero,
  owed: zero,
  refunded: zero,
  queued: zero,
  chargedBack: zero,
};
