// Money as the owner sees it: what came in, what goes back, what waits for a decision, and whether the books hold.

import { z } from 'zod';
import {
  listDecisions,
  paymentsOf,
  readDecision,
  refundsOf,
  type DecisionRow,
} from '../../adapters/admin/money.ts';
import { readInvariants } from '../../adapters/invariants.ts';
import { RULINGS } from '../../booking/rulings.ts';
import { PAYMENT_STATUSES, type Account } from '../../domain/payment.ts';
import type { Office } from '../../owner/office.ts';
import { HttpProblem } from '../problem.ts';
import { found } from './found.ts';
import { change, read, type Table } from './route.ts';
import { amount, anyOf, id, idInPath, instant, json, page, paged, pageOf } from './schemas.ts';

export const payment = z.object({
  id: z.string().describe("MercadoPago's"),
  reservationId: id.nullable(),
  code: z.string().nullable(),
  status: z.enum(PAYMENT_STATUSES),
  statusDetail: z.string().nullable(),
  amount,
  currency: z.string(),
  refunded: amount,
  outcome: z.string().nullable().describe('what was decided about it'),
  decidedAt: instant.nullable(),
  seenAt: instant,
});
const refundStatuses = ['owed', 'requested', 'done', 'blocked'] as const;
export const refund = z.object({
  id: z.string(),
  paymentId: z.string(),
  reservationId: id.nullable(),
  amount,
  reason: z.string(),
  status: z.enum(refundStatuses),
  attempts: z.int(),
  error: json,
  createdAt: instant,
  doneAt: instant.nullable(),
});
const choices = z.partialRecord(z.enum(RULINGS), z.string());
const decision = z.object({
  id,
  kind: z.string(),
  reservationId: id.nullable(),
  code: z.string().nullable(),
  paymentId: z.string().nullable(),
  guestId: id.nullable(),
  amount: amount.nullable(),
  detail: json,
  createdAt: instant,
  choices: choices.describe('what each decision would do'),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
});

/** Where a page of money begins: an instant and an id, as `next` gave them. */
const cursorTo = (rowId: string) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,15}_${rowId}$`))
    .optional();
const moneyPage = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export type MoneyParts = Pick<Office, 'rulings' | 'decide'> & {
  /** Rejects with a fault when MercadoPago cannot say. */
  readonly account: () => Promise<Account>;
};

export function moneyTable({ rulings, account, ...office }: MoneyParts): Table {
  const shown = (row: DecisionRow) => ({ ...row, choices: rulings.describe(row.kind) });

  return {
    tag: 'Money',
    routes: [
      read({
        name: 'listPayments',
        path: '/payments',
        summary: 'Payments as MercadoPago told them, newest first',
        query: z.object({
          reservationId: idInPath.optional(),
          status: anyOf(PAYMENT_STATUSES).optional(),
          cursor: cursorTo('\\d{1,20}'),
          limit: page.limit,
        }),
        answer: moneyPage(payment),
        handler: async ({ db, query }) =>
          pageBy(await paymentsOf(db, asked(query)), query.limit, ({ seenAt }) => seenAt),
      }),
      read({
        name: 'listRefunds',
        path: '/refunds',
        summary: 'What goes back or went back, newest first',
        query: z.object({
          reservationId: idInPath.optional(),
          status: anyOf(refundStatuses).optional(),
          cursor: cursorTo('[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
          limit: page.limit,
        }),
        answer: moneyPage(refund),
        handler: async ({ db, query }) =>
          pageBy(await refundsOf(db, asked(query)), query.limit, ({ createdAt }) => createdAt),
      }),
      read({
        name: 'listDecisions',
        path: '/decisions',
        summary: 'What waits for the owner, oldest first, with what each decision would do',
        query: z.object({
          state: z.enum(['open', 'decided']).default('open'),
          kind: z.string().max(40).optional(),
          ...page,
        }),
        answer: pageOf(decision),
        async handler({ db, query }) {
          const rows = await listDecisions(db, { ...query, limit: query.limit + 1 });
          return paged(rows.map(shown), query.limit);
        },
      }),
      change({
        name: 'decide',
        method: 'post',
        path: '/decisions/:id',
        summary: 'Decide it: approve, refuse or resolve, as its `choices` say',
        params: z.object({ id: idInPath }),
        body: z.object({ decision: z.enum(RULINGS), reservationId: id.optional() }),
        answer: decision,
        async handler({ db, params, body, who, now }) {
          const { decision, reservationId } = body;
          const ruled = { id: params.id, decision, reservationId };
          const decided = await office.decide(db, { ...ruled, by: who, now });
          if (decided.kind === 'unknown') throw new HttpProblem(404, 'There is no such decision');
          if (decided.kind === 'over') throw new HttpProblem(409, 'It was decided before');
          if (decided.kind === 'notNow') throw new HttpProblem(409, decided.why);
          if (decided.kind === 'noChoice')
            throw new HttpProblem(409, `Not a choice here: ${decision}`);
          const { question, told } = decided;
          const after = await readDecision(db, params.id);
          return {
            answer: shown(found(after, 'decision')),
            about: `decision:${params.id}`,
            before: { kind: question.kind, key: question.key },
            after: body,
            wake: told,
          };
        },
      }),
      read({
        name: 'readInvariants',
        path: '/ledger/invariants',
        summary:
          'received = applied + refunded + owed + queued + charged back + undecided, and every law of the books',
        answer: z.object({
          received: amount,
          fees: amount,
          applied: amount,
          refunded: amount,
          owed: amount,
          queued: amount,
          chargedBack: amount,
          credit: amount,
          broken: z.array(z.object({ law: z.string(), what: z.string() })),
        }),
        handler: async ({ db, now }) => readInvariants(db, await account(), now),
      }),
    ],
  };
}

type MoneyQuery = {
  readonly reservationId?: number | undefined;
  readonly status?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

function asked({ cursor: from, limit, ...filter }: MoneyQuery) {
  const [at, rowId] = from?.split('_') ?? [];
  const before = at && rowId ? { at: new Date(Number(at)), id: rowId } : undefined;
  return { ...filter, before, limit: limit + 1 };
}

function pageBy<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
  at: (row: T) => Date,
): { items: readonly T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && rows.length > limit ? `${at(last).getTime()}_${last.id}` : null };
}
