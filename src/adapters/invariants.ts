// The conservation law of money, checked against three records that were written apart: what
// MercadoPago said (payments), the ledger, and what is owed (refunds).

import type { Centavos } from '../domain/money.ts';
import { WITH_MONEY, type Account } from '../domain/payment.ts';
import type { Db } from './postgres.ts';

export type Conservation = {
  /** By MercadoPago, bank and cash, before fees. */
  readonly received: Centavos;
  /** What MercadoPago kept of it. */
  readonly fees: Centavos;
  readonly applied: Centavos;
  readonly refunded: Centavos;
  readonly owed: Centavos;
  /** The owner's queue, suspense included. */
  readonly queued: Centavos;
  readonly chargedBack: Centavos;
  /** Nothing decided about yet; each centavo for at most 15 minutes, but for short payments of a living hold. */
  readonly credit: Centavos;
  /** What is broken, in words; empty when all holds. */
  readonly broken: ReadonlyArray<{ readonly law: string; readonly what: string }>;
};

const TOTALS = `
  select coalesce(sum(amount) filter (where account in ('mercadopago', 'fees', 'bank', 'cash')), 0)::bigint as received,
    coalesce(sum(amount) filter (where account = 'fees'), 0)::bigint as fees,
    coalesce(-sum(amount) filter (where account = 'applied'), 0)::bigint as applied,
    coalesce(-sum(amount) filter (where account = 'refunded'), 0)::bigint as refunded,
    coalesce(-sum(amount) filter (where account = 'refunds_owed'), 0)::bigint as owed,
    coalesce(-sum(amount) filter (where account in ('owner_queue', 'suspense')), 0)::bigint as queued,
    coalesce(-sum(amount) filter (where account = 'charged_back'), 0)::bigint as "chargedBack",
    coalesce(-sum(amount) filter (where account = 'guest_credit'), 0)::bigint as credit
  from ledger_postings`;

/** Each answers with the rows that break it. $1: now, $2: collector, $3: live mode, $4: statuses with money. */
const LAWS: Readonly<Record<string, string>> = {
  'every approved peso is in the ledger once': `
    select p.id || ': ' || p.amount || ' at MercadoPago, ' || coalesce(l.received, 0) || ' in the ledger' as what
    from payments p left join (
      select e.payment_id, sum(o.amount)::bigint as received from ledger_entries e join ledger_postings o on o.entry_id = e.id
      where o.account in ('mercadopago', 'fees') group by 1) l on l.payment_id = p.id
    where coalesce(l.received, 0) <> case
      when p.status = any ($4) and p.currency = 'ARS' and p.collector_id = $2 and p.live_mode = $3 then p.amount else 0 end`,
  'no place holds less than nothing': `
    select coalesce(e.payment_id, 'reservation ' || e.reservation_id) || ' ' || o.account || ': ' || -sum(o.amount) as what
    from ledger_entries e join ledger_postings o on o.entry_id = e.id
    where o.account not in ('mercadopago', 'fees', 'bank', 'cash', 'receivable')
    group by coalesce(e.payment_id, 'reservation ' || e.reservation_id), o.account having -sum(o.amount) < 0`,
  'received is applied, refunded, queued or charged back': `
    select coalesce(e.reservation_id::text, 'none') || ': ' || sum(o.amount) as what
    from ledger_entries e join ledger_postings o on o.entry_id = e.id group by e.reservation_id having sum(o.amount) <> 0`,
  'a fee is what MercadoPago says': `
    select p.id || ': ' || (p.fact ->> 'fee') || ' at MercadoPago, ' || coalesce(l.fee, 0) || ' in the ledger' as what
    from payments p left join (
      select e.payment_id, sum(o.amount)::bigint as fee from ledger_entries e join ledger_postings o on o.entry_id = e.id
      where o.account = 'fees' group by 1) l on l.payment_id = p.id
    where coalesce(l.fee, 0) <> case
      when p.status = any ($4) and p.currency = 'ARS' and p.collector_id = $2 and p.live_mode = $3
      then coalesce((p.fact ->> 'fee')::bigint, 0) else 0 end`,
  'what is owed is an obligation': `
    select coalesce(l.payment_id, r.payment_id) || ': ' || coalesce(l.owed, 0) || ' in the ledger, ' || coalesce(r.owed, 0) || ' in obligations' as what
    from (select e.payment_id, -sum(o.amount) as owed from ledger_entries e join ledger_postings o on o.entry_id = e.id
      where o.account = 'refunds_owed' group by 1) l
    full join (select payment_id, sum(amount) as owed from refunds where status <> 'done' group by 1) r on r.payment_id = l.payment_id
    where coalesce(l.owed, 0) <> coalesce(r.owed, 0)`,
  'what was refunded was refunded by MercadoPago': `
    select p.id || ': ' || p.refunded || ' at MercadoPago, ' || coalesce(l.refunded, 0) || ' in the ledger' as what
    from payments p left join (
      select e.payment_id, -sum(o.amount)::bigint as refunded from ledger_entries e join ledger_postings o on o.entry_id = e.id
      where o.account = 'refunded' group by 1) l on l.payment_id = p.id
    where p.decided_at is not null and p.currency = 'ARS' and p.collector_id = $2 and p.live_mode = $3
      and coalesce(l.refunded, 0) <> case when p.status = 'refunded' and p.refunded = 0 then p.amount else p.refunded end`,
  'every credit is decided within 15 minutes': `
    select e.payment_id || ': ' || -sum(o.amount) as what
    from ledger_entries e join ledger_postings o on o.entry_id = e.id left join reservations r on r.id = e.reservation_id
    where o.account = 'guest_credit' and coalesce(r.status, '') not in ('held', 'settling')
    group by e.payment_id having -sum(o.amount) > 0 and min(e.at) < $1::timestamptz - interval '15 minutes'`,
  'a confirmed stay has its deposit': `
    select r.code || ': ' || coalesce(l.applied, 0) || ' of ' || r.deposit as what
    from reservations r left join (
      select e.reservation_id, -sum(o.amount) filter (where o.account = 'applied') as applied
      from ledger_entries e join ledger_postings o on o.entry_id = e.id group by 1) l on l.reservation_id = r.id
    where r.kind = 'stay' and r.status in ('confirmed', 'completed') and coalesce(l.applied, 0) < r.deposit and r.confirmed_by is null
      and not exists (select 1 from decisions d where d.reservation_id = r.id and d.kind in ('dispute', 'refundedOutside'))`,
  'a stay that stands is receivable, and no other is': `
    select r.code || ': ' || coalesce(l.receivable, 0) || ' of ' || coalesce(r.total, 0) as what
    from reservations r left join (
      select e.reservation_id, sum(o.amount) as receivable from ledger_entries e join ledger_postings o on o.entry_id = e.id
      where o.account = 'receivable' group by 1) l on l.reservation_id = r.id
    where r.kind = 'stay' and coalesce(l.receivable, 0) <> case when r.status in ('confirmed', 'completed') then coalesce(r.total, 0) else 0 end`,
  'no two live stays overlap': `
    select a.code || ' and ' || b.code as what from reservations a join reservations b on a.id < b.id and a.cabin_id = b.cabin_id and a.stay && b.stay
    where a.status in ('held', 'settling', 'confirmed', 'completed') and b.status in ('held', 'settling', 'confirmed', 'completed')`,
};

export async function readInvariants(db: Db, account: Account, now: Date): Promise<Conservation> {
  const { rows } = await db.query(TOTALS);
  const broken: Array<{ law: string; what: string }> = [];
  for (const [law, text] of Object.entries(LAWS)) {
    // Every law may name all four; a cast keeps Postgres from asking for the type of one that is not used.
    const found = await db.query(
      `select what from (${text}) broken where ($1::timestamptz, $2::text, $3::boolean, $4::text[]) is not null limit 20`,
      [now, account.collectorId, account.liveMode, WITH_MONEY],
    );
    broken.push(...(found.rows as Array<{ what: string }>).map(({ what }) => ({ law, what })));
  }
  const totals = rows[0] as Omit<Conservation, 'broken'>;
  const { received, applied, refunded, owed, queued, chargedBack, credit } = totals;
  if (received !== applied + refunded + owed + queued + chargedBack + credit)
    broken.push({ law: 'the total is conserved', what: JSON.stringify(totals) });
  return { ...totals, broken };
}
