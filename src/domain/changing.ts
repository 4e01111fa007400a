// What a change of a confirmed stay is and costs, and until when its guest may ask for one.
//
// What was paid counts towards the new total. Where nights are taken that the stay did not have, and less was
// paid than their deposit, what is missing of it is paid before the change counts; all else at check-in. Where it is more than the new
// total, the surplus goes back as on cancelling: what lies above the deposit whole, and of the deposit, as far
// as the new total is smaller than it, what the accepted policy gives back on that day. A deposit never shrinks
// otherwise: whoever shortens a stay and then cancels it gets no more than by cancelling.

import { gaps } from './availability.ts';
import { toCentavos, type Centavos } from './money.ts';
import type { Party } from './party.ts';
import type { Policy } from './property.ts';
import { refundUnder } from './reservation.ts';
import { sameStay, type Stay } from './stay.ts';

/** What of a stay can be changed, and what it comes to. */
export type StayAsBooked = {
  readonly cabinId: string;
  readonly stay: Stay;
  readonly party: Party;
  readonly pets: number;
  readonly total: Centavos;
};

export type Agreed = {
  readonly policy: Policy;
  readonly deposit: Centavos;
  readonly paid: Centavos;
  /** Confirmed by the owner's hand: no deposit is waited for. */
  readonly byHand: boolean;
  /** Until the check-in that stands. */
  readonly daysBefore: number;
};

export type ChangeTerms = {
  readonly paid: Centavos;
  /** Of the changed stay. */
  readonly deposit: Centavos;
  /** Before the change counts. */
  readonly payNow: Centavos;
  readonly atCheckIn: Centavos;
  readonly refund: Centavos;
  /** Above the new total, and not given back by the policy. */
  readonly kept: Centavos;
};

export function changeTerms(
  { policy, deposit, paid, byHand, daysBefore }: Agreed,
  next: {
    readonly total: Centavos;
    readonly deposit: Centavos;
    /** More people or fewer nights take none from others: nothing is asked for in advance. */
    readonly takes: 'newNights' | 'none';
  },
): ChangeTerms {
  const surplus = Math.max(0, paid - next.total);
  const ofDeposit = toCentavos(Math.max(0, Math.min(paid, deposit) - next.total));
  const refund = toCentavos(surplus - ofDeposit + refundUnder(policy, ofDeposit, daysBefore));
  const grows = !byHand && next.takes === 'newNights';
  const payNow = toCentavos(grows ? Math.max(0, next.deposit - paid) : 0);
  return {
    paid,
    deposit: toCentavos(Math.min(next.total, grows ? Math.max(deposit, next.deposit) : deposit)),
    payNow,
    atCheckIn: toCentavos(Math.max(0, next.total - paid - payNow)),
    refund,
    kept: toCentavos(surplus - refund),
  };
}

/** Where the policy says nothing of changes. */
const USUAL_CHANGES = { daysBefore: 2, most: 3 } as const;

/** Beyond it a person decides. */
export function changeAt(
  { changes = USUAL_CHANGES }: Policy,
  { daysBefore, made }: { readonly daysBefore: number; readonly made: number },
): 'within' | 'tooClose' | 'tooOften' {
  if (daysBefore < changes.daysBefore) return 'tooClose';
  return made >= changes.most ? 'tooOften' : 'within';
}

/** Whatever it costs. */
export function isAs(
  one: Omit<StayAsBooked, 'total'>,
  { cabinId, stay, party, pets }: Omit<StayAsBooked, 'total'>,
): boolean {
  const { adults, children, infants } = party;
  return (
    one.cabinId === cabinId &&
    sameStay(one.stay, stay) &&
    one.pets === pets &&
    one.party.adults === adults &&
    one.party.children === children &&
    one.party.infants === infants
  );
}

/** The nights of a changed stay that the stay does not have. */
export function nightsBeyond(before: StayAsBooked, { cabinId, stay }: StayAsBooked): Stay[] {
  const { checkIn, checkOut } = before.stay;
  const overlaps = cabinId === before.cabinId && checkIn < stay.checkOut && stay.checkIn < checkOut;
  return overlaps ? gaps(stay, [before.stay]) : [stay];
}
