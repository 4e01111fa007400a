// Payments as GET /v1/payments/{id} shows them. Money is kept in integer centavos and shown in pesos.
import { mpDate, toPesos } from './mercadopago-answers.ts';
import type { JsonObject } from './json.ts';
import { excludes, snakeCased } from './mercadopago-preferences.ts';
import type { Preference } from './mercadopago-preferences.ts';

export type PaymentStatus =
  | 'approved'
  | 'pending'
  | 'in_process'
  | 'rejected'
  | 'cancelled'
  | 'refunded'
  | 'charged_back'
  | 'in_mediation';
export type Refund = {
  id: number;
  cents: number;
  status: 'approved' | 'in_process';
  createdAt: string;
  key: string;
  request: string;
};
export type Payment = {
  id: number;
  orderId: number;
  preferenceId: string;
  status: PaymentStatus;
  statusDetail: string;
  cents: number;
  typeId: string;
  methodId: string;
  createdAt: string;
  approvedAt: string | null;
  updatedAt: string;
  refunds: Refund[];
  /** What the checkout gave the payment from its preference. */
  externalReference: string | null;
  notificationUrl: string | null;
  description: string;
  metadata: JsonObject;
  binaryMode: boolean;
};

const details: Record<PaymentStatus, string> = {
  approved: 'accredited',
  pending: 'pending_waiting_payment',
  in_process: 'pending_contingency',
  rejected: 'cc_rejected_insufficient_amount',
  cancelled: 'by_collector',
  refunded: 'refunded',
  charged_back: 'in_process',
  in_mediation: 'pending',
};

// 6.29 % and its VAT, what card payments with immediate release cost in Argentina.
const feeShare = 0.0629 * 1.21;

export function createPayment(options: {
  id: number;
  preference: Preference;
  cents: number;
  status: PaymentStatus;
  statusDetail: string | undefined;
  now: Date;
}): Payment {
  const { id, preference, cents, status, now } = options;
  const waits =
    status === 'pending' ? (excludes(preference, 'ticket') ? 'transfer' : 'ticket') : 'card';
  const [typeId, methodId] = {
    card: ['credit_card', 'visa'],
    ticket: ['ticket', 'rapipago'],
    transfer: ['bank_transfer', 'cvu'],
  }[waits] as [string, string];
  const waitingDetail = waits === 'transfer' ? 'pending_waiting_transfer' : details[status];
  const { body } = preference;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const [firstItem] = body['items'] as { title: string }[];
  return {
    id,
    orderId: 36_100_000_000 + (id % 1_000_000_000),
    preferenceId: preference.id,
    status,
    statusDetail: options.statusDetail ?? waitingDetail,
    cents,
    typeId,
    methodId,
    createdAt: mpDate(now),
    approvedAt: status === 'approved' ? mpDate(now) : null,
    updatedAt: mpDate(now),
    refunds: [],
    externalReference: text(body['external_reference']),
    notificationUrl: text(body['notification_url']),
    description: firstItem?.title ?? '',
    metadata: snakeCased(body['metadata']),
    binaryMode: body['binary_mode'] === true,
  };
}

/** `date_last_updated` always moves, even when the clock of a test stands still. */
export function change(
  payment: Payment,
  status: PaymentStatus,
  now: Date,
  statusDetail: string = details[status],
): void {
  payment.status = status;
  payment.statusDetail = statusDetail;
  payment.updatedAt = mpDate(new Date(Math.max(now.getTime(), Date.parse(payment.updatedAt) + 1)));
  if (status === 'approved') payment.approvedAt ??= mpDate(now);
}

export const feeCents = (payment: Payment): number => Math.round(payment.cents * feeShare);

export function refundedCents(payment: Payment): number {
  return payment.refunds.reduce((sum, refund) => sum + refund.cents, 0);
}

export function refundAnswer(payment: Payment, refund: Refund, collectorId: number): JsonObject {
  return {
    id: refund.id,
    payment_id: payment.id,
    amount: toPesos(refund.cents),
    metadata: {},
    source: { id: String(collectorId), name: 'Cabañas del Lago', type: 'collector' },
    date_created: refund.createdAt,
    unique_sequence_number: null,
    refund_mode: 'standard',
    adjustment_amount: 0,
    status: refund.status,
    reason: null,
    amount_refunded_to_payer: toPesos(refund.cents),
  };
}

export function paymentAnswer(payment: Payment, collectorId: number): JsonObject {
  const fee = feeCents(payment);
  const settled = payment.approvedAt !== null;
  const amount = toPesos(payment.cents);
  return {
    id: payment.id,
    date_created: payment.createdAt,
    date_approved: payment.approvedAt,
    date_last_updated: payment.updatedAt,
    date_of_expiration: null,
    money_release_date: settled ? payment.approvedAt : null,
    operation_type: 'regular_payment',
    issuer_id: '310',
    payment_method_id: payment.methodId,
    payment_type_id: payment.typeId,
    payment_method: { id: payment.methodId, type: payment.typeId, issuer_id: '310' },
    status: payment.status,
    status_detail: payment.statusDetail,
    currency_id: 'ARS',
    description: payment.description,
    live_mode: true,
    collector_id: collectorId,
    payer: {
      id: '1380000001',
      email: 'huesped@example.com',
      identification: { type: 'DNI', number: '12345678' },
      type: null,
      first_name: null,
      last_name: null,
    },
    metadata: payment.metadata,
    order: { id: String(payment.orderId), type: 'mercadopago' },
    external_reference: payment.externalReference,
    transaction_amount: amount,
    transaction_amount_refunded: toPesos(refundedCents(payment)),
    coupon_amount: 0,
    taxes_amount: 0,
    shipping_amount: 0,
    installments: 1,
    transaction_details: {
      net_received_amount: settled ? toPesos(payment.cents - fee) : 0,
      total_paid_amount: amount,
      overpaid_amount: 0,
      installment_amount: payment.typeId === 'credit_card' ? amount : 0,
      external_resource_url: null,
    },
    fee_details: settled
      ? [{ type: 'mercadopago_fee', amount: toPesos(fee), fee_payer: 'collector' }]
      : [],
    captured: true,
    binary_mode: payment.binaryMode,
    statement_descriptor: 'MERPAGO*POSTA',
    notification_url: payment.notificationUrl,
    processing_mode: 'aggregator',
    refunds: payment.refunds.map((refund) => refundAnswer(payment, refund, collectorId)),
  };
}

export function orderAnswer(
  payments: readonly Payment[],
  collectorId: number,
): JsonObject | undefined {
  const [first] = payments;
  if (first === undefined) return undefined;
  const paid = payments
    .filter((payment) => payment.status === 'approved')
    .reduce((sum, payment) => sum + payment.cents, 0);
  return {
    id: first.orderId,
    status: paid > 0 ? 'closed' : 'opened',
    external_reference: first.externalReference,
    preference_id: first.preferenceId,
    payments: payments.map((payment) => ({
      id: payment.id,
      transaction_amount: toPesos(payment.cents),
      status: payment.status,
      currency_id: 'ARS',
    })),
    collector: { id: collectorId },
    site_id: 'MLA',
    paid_amount: toPesos(paid),
  };
}
