// Refunds and cancellations: what is refused, in the order in which MercadoPago looks.
import { isObject } from './json.ts';
import { mpDate, refusalBecause, toCents } from './mercadopago-answers.ts';
import { change, refundedCents } from './mercadopago-payments.ts';
import type { Payment, Refund } from './mercadopago-payments.ts';

export type RefundRequest = { key: string; body: unknown; renderInProcess: boolean };

const refundableForMs = 180 * 24 * 3_600_000;

function amountOf(body: unknown, left: number, now: Date): number {
  const amount = isObject(body) ? body['amount'] : undefined;
  if (amount === undefined || amount === null) {
    if (left <= 0)
      throw refusalBecause(
        400,
        2063,
        'The action requested is not valid for the current payment state',
        now,
      );
    return left;
  }
  if (typeof amount !== 'number' || !(amount > 0))
    throw refusalBecause(400, 2017, 'Invalid transaction_amount for update', now);
  const cents = toCents(amount);
  if (Math.abs(amount * 100 - cents) > 1e-6 || cents > left)
    throw refusalBecause(400, 2017, 'Invalid transaction_amount for update', now);
  return cents;
}

/** The same key with the same body gives the same refund back; with another body it is a mistake. */
function replay(payment: Payment, request: RefundRequest, now: Date): Refund | undefined {
  const earlier = payment.refunds.find((refund) => refund.key === request.key);
  if (earlier === undefined) return undefined;
  if (earlier.request !== JSON.stringify(request.body)) {
    throw refusalBecause(400, 2001, 'Already posted the same request in the last minute', now);
  }
  return earlier;
}

export function refund(
  payment: Payment,
  request: RefundRequest,
  deps: { now: Date; newId: () => number; balance: { cents: number } },
): { refund: Refund; isNew: boolean } {
  const { now, balance } = deps;
  const earlier = replay(payment, request, now);
  if (earlier !== undefined) return { refund: earlier, isNew: false };
  if (payment.status !== 'approved' && payment.status !== 'refunded') {
    throw refusalBecause(
      400,
      2018,
      'The action requested is not valid for the current payment state',
      now,
    );
  }
  const cents = amountOf(request.body, payment.cents - refundedCents(payment), now);
  if (now.getTime() - Date.parse(payment.approvedAt ?? payment.createdAt) > refundableForMs) {
    throw refusalBecause(400, 2024, 'Payment too old to be refunded', now);
  }
  const isCovered = balance.cents >= cents;
  if (!isCovered && !request.renderInProcess) {
    throw balance.cents <= 0
      ? refusalBecause(400, 2030, 'Collector without money', now)
      : refusalBecause(400, 2031, 'Collector without available money', now);
  }
  const made: Refund = {
    id: deps.newId(),
    cents,
    status: isCovered ? 'approved' : 'in_process',
    createdAt: mpDate(now),
    key: request.key,
    request: JSON.stringify(request.body),
  };
  payment.refunds.push(made);
  if (isCovered) pass(payment, made, deps);
  return { refund: made, isNew: true };
}

/** The money leaves the collector's account. */
export function pass(
  payment: Payment,
  made: Refund,
  deps: { now: Date; balance: { cents: number } },
): void {
  made.status = 'approved';
  deps.balance.cents -= made.cents;
  const isFull =
    payment.refunds.every((each) => each.status === 'approved') &&
    refundedCents(payment) === payment.cents;
  change(
    payment,
    isFull ? 'refunded' : 'approved',
    deps.now,
    isFull ? 'refunded' : 'partially_refunded',
  );
}

export function cancel(payment: Payment, body: unknown, now: Date): void {
  if (!isObject(body) || body['status'] !== 'cancelled')
    throw refusalBecause(400, 2016, 'Invalid status for update', now);
  if (payment.status !== 'pending' && payment.status !== 'in_process') {
    throw refusalBecause(
      400,
      2018,
      'The action requested is not valid for the current payment state',
      now,
    );
  }
  change(payment, 'cancelled', now, 'by_collector');
}
