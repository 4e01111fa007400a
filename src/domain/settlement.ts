// The decision table of money and nights: one pure function over what MercadoPago says, what the ledger
// says, the reservation, what is free, the time and the owner's settings. It never moves anything. What the
// end of a hold comes to stands in deadline.ts.

import { toCentavos, type Centavos } from './money.ts';
import { foreignness, hasMoney, type Account, type PaymentFact } from './payment.ts';
import type { Policy } from './property.ts';
import { refundUnder, type ReservationStatus } from './reservation.ts';

export type SettlementConfig = {
  readonly account: Account;
  /** How long a short payment extends its hold, once. */
  readonly extendMinutes: number;
  /** How long a hold waits while MercadoPago cannot be reached, before it becomes `settling`. */
  readonly graceMinutes: number;
  /** How long nights are kept after the hold's end for a payment that is still pending. */
  readonly settlingMinutes: number;
};

export type ReservationFacts = {
  readonly status: ReservationStatus;
  readonly total: Centavos;
  readonly deposit: Centavos;
  /** The owner confirmed it by hand: no deposit is waited for. */
  readonly byHand: boolean;
  readonly heldUntil: Date;
  readonly extensions: number;
  readonly endedBy: 'guest' | 'owner' | 'clock' | null;
  /** Whether it was confirmed at any time. */
  readonly everConfirmed: boolean;
  /** What the guest accepted, and the days left before check-in. */
  readonly policy: Policy;
  readonly daysBefore: number;
};

export type LedgerTotals = {
  /** Money of this payment, and of all payments of the reservation, that nothing was decided about yet. */
  readonly credit: Centavos;
  readonly reservationCredit: Centavos;
  /** What the reservation has been paid with so far, cash and transfers included. */
  readonly applied: Centavos;
};

/** What a payment was asked for; its reference says which. */
export type Part = 'deposit' | 'balance';

export type PaymentQuestion = {
  readonly payment: PaymentFact;
  readonly part: Part;
  readonly ledger: LedgerTotals;
  readonly reservation: ReservationFacts | null;
  /** Whether the nights could be had by this reservation; its own hold counts as free. */
  readonly nights: 'free' | 'taken';
  readonly now: Date;
  readonly config: SettlementConfig;
};
export type PaymentOutcome =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'confirm';
      readonly when: 'inTime' | 'late';
      readonly apply: Centavos;
      readonly surplus: Centavos;
    }
  | {
      readonly kind: 'short';
      readonly received: Centavos;
      readonly missing: Centavos;
      readonly heldUntil: Date;
      readonly extended: 'now' | 'before';
    }
  | { readonly kind: 'tooLate'; readonly amount: Centavos }
  | { readonly kind: 'repeated'; readonly amount: Centavos }
  /** Towards what is still to be paid of a confirmed stay. */
  | {
      readonly kind: 'balance';
      readonly apply: Centavos;
      readonly surplus: Centavos;
      readonly missing: Centavos;
    }
  /** A deposit that a dispute had taken is back. */
  | { readonly kind: 'restored'; readonly apply: Centavos; readonly surplus: Centavos }
  | { readonly kind: 'afterCancel'; readonly amount: Centavos; readonly refund: Centavos }
  | {
      readonly kind: 'suspense';
      readonly why: 'unknownReference' | 'currency' | 'collector' | 'liveMode';
    }
  | { readonly kind: 'pending' }
  | { readonly kind: 'rejected'; readonly detail: string };

export type DisputeOutcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'disputed'; readonly stage: 'mediation' | 'chargeback' }
  /** It ended well: what it took is ours again. */
  | { readonly kind: 'cleared'; readonly stage: 'approved' | 'reimbursed' };

const MINUTE_MS = 60_000;

export function settlement({
  payment,
  part,
  ledger,
  reservation,
  nights,
  now,
  config,
}: PaymentQuestion): PaymentOutcome {
  const foreign = foreignness(payment, config.account);
  if (foreign)
    return hasMoney(payment.status) ? { kind: 'suspense', why: foreign } : { kind: 'nothing' };
  switch (payment.status) {
    case 'pending':
    case 'in_process':
    case 'authorized':
      return isAlive(reservation) ? { kind: 'pending' } : { kind: 'nothing' };
    case 'rejected':
      return isAlive(reservation)
        ? { kind: 'rejected', detail: payment.statusDetail }
        : { kind: 'nothing' };
    case 'cancelled':
      return { kind: 'nothing' };
    // What MercadoPago did with the money afterwards is looked at after this: seen first or last, it is one.
    case 'approved':
    case 'in_mediation':
    case 'charged_back':
    case 'refunded':
      if (!reservation) return { kind: 'suspense', why: 'unknownReference' };
      return ledger.credit > 0
        ? onMoney(part, ledger, reservation, nights, now, config)
        : { kind: 'nothing' };
  }
}

/** Asked after the money was decided about, so that it ends the same whether a dispute was seen first or last. */
export function disputeOf({ status, statusDetail }: PaymentFact): DisputeOutcome {
  if (status === 'in_mediation') return { kind: 'disputed', stage: 'mediation' };
  if (status === 'approved') return { kind: 'cleared', stage: 'approved' };
  if (status !== 'charged_back') return { kind: 'nothing' };
  return statusDetail === 'reimbursed'
    ? { kind: 'cleared', stage: 'reimbursed' }
    : { kind: 'disputed', stage: 'chargeback' };
}

function onMoney(
  part: Part,
  ledger: LedgerTotals,
  reservation: ReservationFacts,
  nights: 'free' | 'taken',
  now: Date,
  config: SettlementConfig,
): PaymentOutcome {
  const due = toCentavos(Math.max(0, reservation.deposit - ledger.applied));
  const received = ledger.reservationCredit;
  switch (reservation.status) {
    case 'held':
    case 'settling':
      if (received < due) return short(received, due, reservation, now, config);
      return { kind: 'confirm', when: 'inTime', apply: due, surplus: toCentavos(received - due) };
    case 'expired':
      // A night that has begun cannot be had any more.
      if (nights === 'free' && reservation.daysBefore >= 0 && received >= due)
        return { kind: 'confirm', when: 'late', apply: due, surplus: toCentavos(received - due) };
      // Less than due for a hold that is over buys nothing, free nights or not.
      return { kind: 'tooLate', amount: received };
    case 'confirmed':
    case 'completed':
      return onConfirmed(part, ledger, reservation);
    case 'cancelled':
      return {
        kind: 'afterCancel',
        amount: ledger.credit,
        refund: refundAfterCancel(ledger, reservation),
      };
  }
}

function onConfirmed(
  part: Part,
  { credit, applied }: LedgerTotals,
  { total, deposit, byHand }: ReservationFacts,
): PaymentOutcome {
  const agreed = part === 'balance' ? total : byHand ? 0 : deposit;
  const apply = toCentavos(Math.min(credit, Math.max(0, agreed - applied)));
  if (apply === 0) return { kind: 'repeated', amount: credit };
  const surplus = toCentavos(credit - apply);
  if (part === 'deposit') return { kind: 'restored', apply, surplus };
  return { kind: 'balance', apply, surplus, missing: toCentavos(total - applied - apply) };
}

/** The policy is about the deposit: money beyond it, and all of it when the owner cancelled, goes back whole. */
function refundAfterCancel(
  { credit, applied }: LedgerTotals,
  reservation: ReservationFacts,
): Centavos {
  if (reservation.endedBy !== 'guest' || reservation.everConfirmed) return credit;
  const underPolicy = toCentavos(Math.min(credit, Math.max(0, reservation.deposit - applied)));
  return toCentavos(
    credit - underPolicy + refundUnder(reservation.policy, underPolicy, reservation.daysBefore),
  );
}

function short(
  received: Centavos,
  due: Centavos,
  reservation: ReservationFacts,
  now: Date,
  config: SettlementConfig,
): PaymentOutcome {
  const extended = reservation.extensions === 0 ? 'now' : 'before';
  const extendedTo = Math.max(
    reservation.heldUntil.getTime(),
    now.getTime() + config.extendMinutes * MINUTE_MS,
  );
  const heldUntil = extended === 'now' ? new Date(extendedTo) : reservation.heldUntil;
  return { kind: 'short', received, missing: toCentavos(due - received), heldUntil, extended };
}

function isAlive(reservation: ReservationFacts | null): boolean {
  return reservation?.status === 'held' || reservation?.status === 'settling';
}
