// GET /v1/payments/search: by reference or by a range of dates, in pages.
import type { ParsedUrlQuery } from 'node:querystring';
import { refusal } from './mercadopago-answers.ts';
import type { Payment } from './mercadopago-payments.ts';

const unitsMs: Record<string, number> = {
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
  MONTHS: 30 * 86_400_000,
  YEARS: 365 * 86_400_000,
};

const fields: Record<string, (payment: Payment) => string | number | null> = {
  date_created: (payment) => payment.createdAt,
  date_approved: (payment) => payment.approvedAt,
  date_last_updated: (payment) => payment.updatedAt,
  money_release_date: (payment) => payment.approvedAt,
  id: (payment) => payment.id,
};

/** `NOW`, `NOW-2HOURS` or an ISO date. */
function moment(text: string, now: Date): number {
  const relative = /^NOW(?:([+-]\d+)(MINUTES?|HOURS?|DAYS?|MONTHS?|YEARS?))?$/.exec(text);
  if (relative === null) {
    const at = Date.parse(text);
    if (Number.isNaN(at)) throw refusal(400, 'bad_request', `Invalid date: ${text}`);
    return at;
  }
  const unit = relative[2] === undefined ? 0 : (unitsMs[relative[2].replace(/S?$/, 'S')] ?? 0);
  return now.getTime() + Number(relative[1] ?? 0) * unit;
}

function whole(text: string | undefined, otherwise: number, max: number, name: string): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw refusal(400, 'bad_request', `Invalid ${name}`);
  return value;
}

export function search(
  payments: readonly Payment[],
  query: ParsedUrlQuery,
  now: Date,
): { total: number; limit: number; offset: number; found: Payment[] } {
  const one = (name: string): string | undefined => {
    const value = query[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const limit = whole(one('limit'), 30, 50, 'limit');
  const offset = whole(one('offset'), 0, 10_000, 'offset');
  const sort = fields[one('sort') ?? 'date_created'];
  if (sort === undefined) throw refusal(400, 'bad_request', 'Invalid sort');

  const tests: ((payment: Payment) => boolean)[] = [];
  const reference = one('external_reference');
  if (reference !== undefined) tests.push((payment) => payment.externalReference === reference);
  const status = one('status');
  if (status !== undefined) tests.push((payment) => payment.status === status);
  const range = one('range');
  if (range !== undefined) {
    const field = fields[range];
    const begin = one('begin_date');
    const end = one('end_date');
    if (field === undefined || begin === undefined || end === undefined)
      throw refusal(400, 'bad_request', 'range needs begin_date and end_date');
    const [from, to] = [moment(begin, now), moment(end, now)];
    tests.push((payment) => {
      const value = field(payment);
      return typeof value === 'string' && Date.parse(value) >= from && Date.parse(value) <= to;
    });
  }

  const direction = one('criteria') === 'asc' ? 1 : -1;
  const rank = (payment: Payment): number => {
    const value = sort(payment);
    return typeof value === 'number' ? value : Date.parse(value ?? '1970-01-01');
  };
  const found = payments
    .filter((payment) => tests.every((test) => test(payment)))
    .toSorted((a, b) => direction * (rank(a) - rank(b)));
  return { total: found.length, limit, offset, found: found.slice(offset, offset + limit) };
}
