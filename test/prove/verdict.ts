// Whether everything is as it must be: the ledger's laws, MercadoPago's own books against ours, and the
// guards of the database themselves.

import { readInvariants, type Conservation } from '../../src/adapters/invariants.ts';
import { paymentsKept } from '../../src/adapters/payments.ts';
import { inTransaction, type Db, type Pool } from '../../src/adapters/postgres.ts';
import { hasMoney } from '../../src/domain/payment.ts';
import type { MercadoPagoSimulator } from '../../src/sandbox/simulators/mercadopago.ts';

export type Verdict = Conservation;
type Broken = { law: string; what: string };

/** What others know of a run. */
export type Known = {
  readonly mercadopago: MercadoPagoSimulator;
  /** Refunds that nobody owed, in centavos by payment. */
  readonly inThePanel: ReadonlyMap<string, number>;
  /** Messages of guests that were acknowledged, by wamid. */
  readonly acknowledged: ReadonlySet<string>;
  /** Codes of stays that guests were told are confirmed. */
  readonly toldConfirmed: () => readonly string[];
};

export async function judge(
  pool: Pool,
  { mercadopago, inThePanel, acknowledged, toldConfirmed }: Known,
  now: Date,
): Promise<Verdict> {
  const account = { collectorId: String(mercadopago.collectorId), liveMode: true };
  const books = await readInvariants(pool, account, now);
  const apart = await againstMercadoPago(pool, mercadopago, inThePanel);
  const laws: Readonly<Record<string, readonly [text: string, ...values: unknown[]]>> = {
    'money is never met with silence': [SILENT],
    'a hold ends when its time is over': [OUTLIVED, now],
    'a transfer that the owner saw is in the ledger once, and no other is': [TRANSFERS],
    'cash in hand is in the ledger once': [CASH],
    'nights are kept for a change while it waits, and no longer': [CHANGES],
    'a withdrawal that was granted ended the stay': [WITHDRAWALS],
    'whoever writes is answered': [UNANSWERED],
    'a message that was acknowledged is kept': [LOST, [...acknowledged]],
    'confirmed is said of what was confirmed': [UNTRUE, toldConfirmed()],
  };
  const broken = [...books.broken, ...apart];
  for (const [law, [text, ...values]] of Object.entries(laws))
    broken.push(...(await rowsOf(pool, law, text, values)));
  return { ...books, broken };
}

/** What MercadoPago knows and what we know, payment by payment. */
async function againstMercadoPago(
  pool: Pool,
  mercadopago: MercadoPagoSimulator,
  inThePanel: ReadonlyMap<string, number>,
): Promise<Broken[]> {
  const payments = mercadopago.payments().filter(({ status }) => hasMoney(status as never));
  const ids = payments.map(({ id }) => String(id));
  const kept = await paymentsKept(pool, ids);
  const { rows } = await pool.query(
    'select payment_id as id, sum(amount)::bigint as amount from refunds group by 1',
  );
  const obliged = new Map(
    (rows as Array<{ id: string; amount: number }>).map(({ id, amount }) => [id, amount]),
  );
  return payments.flatMap(({ id: number, status, transaction_amount: amount, refunds }) => {
    const id = String(number);
    const ours = kept.get(id);
    const received = Math.round(amount * 100);
    const refunded = (refunds as Array<{ amount: number; status: string }>)
      .filter((refund) => refund.status === 'approved')
      .reduce((total, refund) => total + Math.round(refund.amount * 100), 0);
    return [
      ...compare(
        'every approved peso that MercadoPago knows is in the ledger once',
        id,
        received,
        ours?.received,
      ),
      ...compare(
        'every refund that MercadoPago made is in the ledger once',
        id,
        refunded,
        ours?.refunded,
      ),
      ...compare('a payment is what MercadoPago says it is', id, status, ours?.status),
      ...((obliged.get(id) ?? 0) + (inThePanel.get(id) ?? 0) < refunded
        ? [{ law: 'nothing is refunded that is not owed', what: `${id}: ${refunded} were` }]
        : []),
    ];
  });
}

function compare(law: string, id: string, expected: unknown, found: unknown): Broken[] {
  return expected === found
    ? []
    : [{ law, what: `${id}: ${String(expected)}, and we have ${String(found)}` }];
}

/** What the owner does by hand is not told to whoever never wrote. */
const SILENT = `
  select p.id as what from payments p
  where p.status in ('approved', 'in_mediation', 'charged_back', 'refunded') and p.reservation_id is not null
    and not exists (select 1 from guest_events e where e.key like 'payment:' || p.id || ':%'
      or e.key in ('reservation:' || p.reservation_id || ':confirmed', 'reservation:' || p.reservation_id || ':cancelled'))
    and not exists (select from reservations r join guests g on g.id = r.guest_id
      where r.id = p.reservation_id and g.last_inbound_at is null and (r.confirmed_by is not null or r.ended_by = 'owner'))`;
const OUTLIVED = `
  select code as what from reservations
  where kind = 'stay' and status in ('held', 'settling') and held_until < $1::timestamptz - interval '3 hours'`;

const TRANSFERS = `
  select t.id || ': ' || t.status || ', ' || coalesce(l.received, 0) || ' of ' || t.amount as what
  from transfers t left join (
    select substring(e.key from '^transfer:(\\d+):')::bigint as id, sum(p.amount) as received
    from ledger_entries e join ledger_postings p on p.entry_id = e.id where p.account = 'bank' group by 1) l on l.id = t.id
  where coalesce(l.received, 0) <> case when t.status = 'approved' then t.amount else 0 end`;
const CASH = `
  select coalesce(n.id, l.id) || ': ' || coalesce(n.noted, 0) || ' noted, ' || coalesce(l.received, 0) || ' in the ledger' as what
  from (select reservation_id as id, sum((detail ->> 'amount')::bigint) as noted
    from reservation_events where what = 'cash' group by 1) n
  full join (select e.reservation_id as id, sum(p.amount) as received
    from ledger_entries e join ledger_postings p on p.entry_id = e.id
    where p.account = 'cash' and e.key like 'reservation:%:cash:%' group by 1) l on l.id = n.id
  where coalesce(n.noted, 0) <> coalesce(l.received, 0)`;
const CHANGES = `
  select s.id || ': ' || s.status as what from stay_changes s
  where (s.status = 'held') <> exists (select from reservations r where r.change_id = s.id and r.status = 'held')`;
const WITHDRAWALS = `
  select w.code as what from withdrawals w join reservations r on r.id = w.reservation_id
  where w.status = 'granted' and r.status <> 'cancelled'`;
const UNANSWERED = `
  select 'event ' || id as what from guest_events where rev is null
  union all select 'message ' || id from messages where status = 'queued'`;
const LOST = `
  select told.key as what from unnest($1::text[]) as told (key) where not exists (select from guest_events e where e.key = 'wamid:' || told.key)`;
const UNTRUE = `
  select told.code as what from unnest($1::text[]) as told (code) where not exists (
    select from reservations r join reservation_events e on e.reservation_id = r.id
    where r.code = told.code and e.what = 'confirmed')`;

async function rowsOf(
  pool: Pool,
  law: string,
  text: string,
  values: readonly unknown[],
): Promise<Broken[]> {
  const { rows } = await pool.query(`${text} limit 20`, [...values]);
  return (rows as Array<{ what: string }>).map(({ what }) => ({ law, what }));
}

/** What the database must refuse, tried and taken back. */
const GUARDS: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  'an entry that does not balance': async (db) => {
    const { rows } = await db.query(
      `insert into ledger_entries (key, at) values ('guard', now()) returning id`,
    );
    await db.query(
      `insert into ledger_postings (entry_id, account, amount) values ($1, 'applied', 1)`,
      [rows[0].id],
    );
    await db.query('set constraints all immediate');
  },
  'a change of the ledger': (db) => db.query('update ledger_postings set amount = amount + 1'),
  'an entry taken out of the ledger': (db) => db.query('delete from ledger_postings'),
};

/** The guards that did not hold. */
export async function tryGuards(pool: Pool): Promise<Broken[]> {
  const broken: Broken[] = [];
  for (const [what, attempt] of Object.entries(GUARDS)) {
    let refused = false;
    await inTransaction(pool, async (db) => {
      await attempt(db).catch(() => (refused = true));
      throw new Error('taken back');
    }).catch(() => undefined);
    if (!refused) broken.push({ law: 'the database refuses what must not be', what });
  }
  return broken;
}
