// MercadoPago's answers, parsed into our terms: centavos, closed statuses, ids as text; and its
// refusals, as data.

import { z } from 'zod';
import type { Chargeback } from '../booking/gateway.ts';
import { sum, toCentavos, type Centavos } from '../domain/money.ts';
import { PAYMENT_STATUSES, type PaymentFact } from '../domain/payment.ts';
import type { RefundAnswer } from '../domain/refund.ts';

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
/** Pesos with at most two decimals, as JSON numbers. */
const amount = z.number().transform((value): Centavos => toCentavos(Math.round(value * 100)));
const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'not an instant');

const refundSchema = z.object({ id, amount, status: z.string().nullish() });

const paymentSchema = z
  .object({
    id,
    // A status of tomorrow counts as not decided yet: it is asked about again.
    status: z.enum(PAYMENT_STATUSES).catch('in_process'),
    status_detail: z.string().nullish(),
    transaction_amount: amount,
    currency_id: z.string(),
    collector_id: id.nullish(),
    collector: z.object({ id }).nullish(),
    live_mode: z.boolean(),
    external_reference: z.string().nullish(),
    date_created: instant,
    date_last_updated: instant.nullish(),
    fee_details: z
      .array(z.object({ amount, fee_payer: z.string().nullish() }))
      .nullish()
      .catch(null),
    refunds: z.array(refundSchema).nullish(),
  })
  .transform((payment): PaymentFact => ({
    id: payment.id,
    status: payment.status,
    statusDetail: payment.status_detail ?? '',
    amount: payment.transaction_amount,
    currency: payment.currency_id,
    collectorId: payment.collector_id ?? payment.collector?.id ?? '',
    liveMode: payment.live_mode,
    externalReference: payment.external_reference || null,
    fee: sum(
      (payment.fee_details ?? []).flatMap(({ fee_payer: payer, amount: fee }) =>
        payer === 'collector' ? [fee] : [],
      ),
    ),
    lastUpdated: new Date(payment.date_last_updated ?? payment.date_created).toISOString(),
    refunds: (payment.refunds ?? [])
      .filter((refund) => refund.status !== 'rejected' && refund.status !== 'cancelled')
      .map((refund) => ({
        id: refund.id,
        amount: refund.amount,
        status: isDone(refund.status) ? 'done' : 'inProcess',
      })),
  }));

const chargebackSchema = z
  .object({
    id,
    payments: z.array(id).min(1),
    amount,
    reason: z.string().nullish(),
    documentation_status: z.string().nullish(),
    date_documentation_deadline: instant.nullish(),
  })
  .transform((chargeback): Chargeback => ({
    id: chargeback.id,
    paymentId: chargeback.payments[0]!,
    amount: chargeback.amount,
    reason: chargeback.reason ?? null,
    documentationStatus: chargeback.documentation_status ?? null,
    deadline: chargeback.date_documentation_deadline
      ? new Date(chargeback.date_documentation_deadline)
      : null,
  }));

export const answers = {
  chargeback: chargebackSchema,
  user: z.object({ id }),
  preference: z.object({ id: z.string().min(1), init_point: z.string().nullable() }),
  payment: paymentSchema,
  search: z.object({ paging: z.object({ total: z.number() }), results: z.array(paymentSchema) }),
  refund: refundSchema.transform((refund) => ({
    refundId: refund.id,
    answer: isDone(refund.status) ? ('done' as const) : ('inProcess' as const),
  })),
};

function isDone(status: string | null | undefined): boolean {
  return status === undefined || status === null || status === 'approved';
}

/**
 * What a refusal of a refund means, by the number of its cause (sdk-java ErrorDoc): 2018 and 2063 say that
 * the state does not allow it, which is how "already refunded" looks; 2030 and 2031 that the account has
 * no money; 2024 that the payment is older than 180 days.
 */
const REFUND_REFUSALS: Readonly<Record<number, RefundAnswer>> = {
  2018: 'alreadyRefunded',
  2063: 'alreadyRefunded',
  2017: 'alreadyRefunded',
  2030: 'noBalance',
  2031: 'noBalance',
  2024: 'tooOld',
};

export function refundRefusal(causes: readonly number[]): RefundAnswer {
  const known = causes
    .map((cause) => REFUND_REFUSALS[cause])
    .find((answer) => answer !== undefined);
  return known ?? 'refused';
}

/** The numbers in `cause`, which may be a list, one object, or null. */
export function causeCodes(causes: unknown): number[] {
  const list: unknown[] = Array.isArray(causes) ? causes : [causes];
  return list.flatMap((cause) => {
    const code =
      typeof cause === 'object' && cause !== null && 'code' in cause
        ? Number(cause.code)
        : Number.NaN;
    return Number.isInteger(code) ? [code] : [];
  });
}
