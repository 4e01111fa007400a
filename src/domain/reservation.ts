// The life of a reservation: held → settling → confirmed → completed, or expired, or cancelled.

import type { Centavos } from './money.ts';
import { percentOf, toCentavos } from './money.ts';
import type { Policy } from './property.ts';

export type ReservationStatus =
  | 'held'
  | 'settling'
  | 'confirmed'
  | 'completed'
  | 'expired'
  | 'cancelled';

/**
 * From where each status can be reached. `expired → confirmed` is money that came late for nights
 * that are still free; it passes the exclusion constraint again.
 */
export const REACHED_FROM: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  held: [],
  settling: ['held'],
  confirmed: ['held', 'settling', 'expired'],
  completed: ['confirmed'],
  expired: ['held', 'settling'],
  cancelled: ['held', 'settling', 'confirmed'],
};

/** No letter that is read as another or as a digit, no vowels that make words. */
const CODE_LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ';

/** `PO-7K3F9`: short enough to be said on the phone. `bytes` are five random ones. */
export function reservationCode(bytes: Uint8Array): string {
  return `PO-${lettersOf(bytes)}`;
}

/** Of a withdrawal that was asked for. */
export function caseCode(bytes: Uint8Array): string {
  return `AR-${lettersOf(bytes)}`;
}

/** Of a request about personal data. */
export function privacyCode(bytes: Uint8Array): string {
  return `PD-${lettersOf(bytes)}`;
}

function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 5), (byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join(
    '',
  );
}

/** What goes back of an amount by the policy that the guest accepted; nothing where no row is reached. */
export function refundUnder(policy: Policy, amount: Centavos, daysBefore: number): Centavos {
  const rule = policy.refunds.find((refund) => daysBefore >= refund.daysBefore);
  return rule ? percentOf(amount, rule.percent) : toCentavos(0);
}

/** The policy is about the deposit: what was paid beyond it goes back whole. */
export function refundOnCancelling(
  policy: Policy,
  { paid, deposit }: { paid: Centavos; deposit: Centavos },
  daysBefore: number,
): Centavos {
  const underPolicy = toCentavos(Math.min(paid, deposit));
  return toCentavos(paid - underPolicy + refundUnder(policy, underPolicy, daysBefore));
}

const DAY_MS = 86_400_000;

/** Disp. 954/2025: within ten days of paying, and until a day before a stay whose dates are fixed. */
export function withdrawalAt(
  now: Date,
  { paidAt, arrivesAt }: { paidAt: Date; arrivesAt: Date },
): 'within' | 'tooLate' | 'tooClose' {
  if (now.getTime() - paidAt.getTime() > 10 * DAY_MS) return 'tooLate';
  return arrivesAt.getTime() - now.getTime() < DAY_MS ? 'tooClose' : 'within';
}

/** The reference of a payment for the balance; the deposit's is the code alone. */
export function balanceReference(code: string): string {
  return `${code}-S`;
}

export function isBalanceReference(reference: string | null): boolean {
  return reference !== null && reference.endsWith('-S');
}
