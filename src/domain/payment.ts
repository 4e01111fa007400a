// A payment as MercadoPago tells it, and which of two tellings counts.

import type { Centavos } from './money.ts';

/** In the order in which a payment moves; the later one wins between two tellings of the same instant. */
export const PAYMENT_STATUSES = [
  'pending',
  'in_process',
  'authorized',
  'rejected',
  'cancelled',
  'approved',
  'in_mediation',
  'refunded',
  'charged_back',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Statuses that only a payment which was approved can have. */
export const WITH_MONEY = [
  'approved',
  'in_mediation',
  'refunded',
  'charged_back',
] as const satisfies readonly PaymentStatus[];

export type PaymentFact = {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly statusDetail: string;
  readonly amount: Centavos;
  readonly currency: string;
  readonly collectorId: string;
  readonly liveMode: boolean;
  readonly externalReference: string | null;
  /** What MercadoPago keeps of it. */
  readonly fee: Centavos;
  /** MercadoPago's clock; ISO instant. */
  readonly lastUpdated: string;
  /** By MercadoPago's ids. */
  readonly refunds: ReadonlyArray<{
    readonly id: string;
    readonly amount: Centavos;
    readonly status: 'done' | 'inProcess';
  }>;
};

/** Whose money it must be for us to count it. */
export type Account = { readonly collectorId: string; readonly liveMode: boolean };

export function hasMoney(status: PaymentStatus): boolean {
  return (WITH_MONEY as readonly PaymentStatus[]).includes(status);
}

/** Undefined when the money is in our account, in pesos. */
export function foreignness(
  payment: PaymentFact,
  account: Account,
): 'currency' | 'collector' | 'liveMode' | undefined {
  if (payment.collectorId !== account.collectorId) return 'collector';
  if (payment.liveMode !== account.liveMode) return 'liveMode';
  return payment.currency === 'ARS' ? undefined : 'currency';
}

/**
 * Whether `next` replaces `known`: money never becomes no money, whatever the clocks say; then the newer
 * telling, then the later status. A total order, so any order of arrival ends in the same fact.
 */
export function supersedes(next: PaymentFact, known: PaymentFact): boolean {
  const [a, b] = [rankOf(next), rankOf(known)];
  const index = a.findIndex((value, position) => value !== b[position]);
  return index >= 0 && a[index]! > b[index]!;
}

function rankOf(payment: PaymentFact): readonly number[] {
  return [
    Number(hasMoney(payment.status)),
    Date.parse(payment.lastUpdated),
    PAYMENT_STATUSES.indexOf(payment.status),
    payment.refunds.length,
  ];
}
