// What booking needs of MercadoPago. Every function rejects with a `Fault` when it cannot be asked.

import type { Centavos } from '../domain/money.ts';
import type { Account, PaymentFact } from '../domain/payment.ts';
import type { RefundAnswer } from '../domain/refund.ts';

export type PreferenceRequest = {
  /** The reservation's code, with a mark for the balance. */
  readonly reference: string;
  readonly title: string;
  readonly amount: Centavos;
  readonly from: Date;
  readonly until: Date;
  /** The same key and request give the same preference back. */
  readonly idempotencyKey: string;
};

/** MercadoPago's case about a payment that a cardholder does not recognise. */
export type Chargeback = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: Centavos;
  readonly reason: string | null;
  readonly documentationStatus: string | null;
  /** Until when documents are taken; null when none are asked for. */
  readonly deadline: Date | null;
};

export type Gateway = {
  readonly account: () => Promise<Account>;
  readonly createPreference: (
    request: PreferenceRequest,
  ) => Promise<{ preferenceId: string; checkoutUrl: string }>;
  /** Nobody who comes now can pay; whoever is inside the checkout may still. */
  readonly closePreference: (
    preferenceId: string,
    life: { from: Date; until: Date },
  ) => Promise<void>;
  /** Undefined when MercadoPago knows no such payment. */
  readonly getPayment: (id: string) => Promise<PaymentFact | undefined>;
  readonly searchPayments: (reference: string) => Promise<PaymentFact[]>;
  /** Every payment that changed in a range of time, oldest change first. */
  readonly paymentsUpdated: (range: { from: Date; until: Date }) => Promise<PaymentFact[]>;
  /** Undefined when MercadoPago knows no such case. */
  readonly getChargeback: (id: string) => Promise<Chargeback | undefined>;
  readonly refund: (
    paymentId: string,
    amount: Centavos,
    idempotencyKey: string,
  ) => Promise<{ answer: RefundAnswer; refundId: string | null; detail: string }>;
  /** `tooLate`: it is no longer pending. */
  readonly cancelPayment: (paymentId: string) => Promise<'cancelled' | 'tooLate'>;
};
