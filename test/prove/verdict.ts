// Whether everything is as it must be: the ledger's laws, MercadoPago's own books against ours, and the
// guards of the database themselves.

import { readInvariants, type Conservation } from '../../src/adapters/invariants.ts';
import { paymentsKept } from '../../src/adapters/payments.ts';
import { inTransaction, type Db, type Pool } from '../../src/adapters/postgres.ts';
import { hasMoney } from '../../src/domain/payment.ts';
import type { MercadoPagoSimulator } from '../../src/sandbox/simulators/mercadopago.ts';

export type Verdict = Conservation;
type Broken = { law: string; what: string };

export async function judge(
  pool: Pool,
  mercadopago: MercadoPagoSimulator,
  inThePanel: ReadonlyMap<string, number>,
  now: Date,
): Promise<Verdict> {
  const account = { collectorId: String(mercadopago.collectorId), liveMode: true };
  const books = await readInvariants(pool, account, now);
  const apart = await againstMercadoPago(pool, mercadopago, inThePanel);
  const silent = await rowsOf(pool, 'money is never met with silence', SILENT);
  const held = await rowsOf(pool, 'a hold ends when its time is over', OUTLIVED, [now]);
  return { ...books, broken: [...books.broken, ...apart, ...silent, ...held] };
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

const SILENT = `
  select p.id as what from payments p
  where p.status in ('approved', 'in_mediation', 'charged_back', 'refunded') and p.reservation_id is not null
    and not exists (select 1 from guest_events e where e.key like 'payment:' || p.id || ':%'
      or e.key = 'reservation:' || p.reservation_id || ':confirmed')`;
const OUTLIVED = `
  select code as what from reservations
  where kind = 'stay' and status in ('held', 'settling') and held_until < $1::timestamptz - interval '3 hours'`;

async function rowsOf(
  pool: Pool,
  law: string,
  text: string,
  values: unknown[] = [],
): Promise<Broken[]> {
  const { rows } = await pool.query(`${text} limit 20`, values);
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
