// What jobs and webhooks learned about a reservation, told to its guest's conversation. Kept in the journal, as
// every event is: a released shape is only ever extended.

import type { Centavos } from '../src/domain/money.ts';
import type { Stay } from '../src/domain/stay.ts';

/** Which reservation, in words that a guest knows it by. */
export type ReservationEvent = {
  readonly code: string;
  readonly cabinName: string;
  readonly stay: Stay;
} &
  /** `path` of the payment link below the public address. */
  (
    | { readonly type: 'link.ready'; readonly path: string }
    | { readonly type: 'link.failed' }
    | { readonly type: 'hold.ending'; readonly minutesLeft: number }
    | { readonly type: 'hold.expired' }
    | { readonly type: 'payment.pending' }
    | { readonly type: 'payment.rejected'; readonly detail: string }
    /** Nothing was found at MercadoPago when the guest said that they had paid. */
    | { readonly type: 'payment.notFound' }
    | {
        readonly type: 'payment.confirmed';
        /** It can go by mail, too. */
        readonly offersMail?: boolean;
        readonly received: Centavos;
        readonly late: boolean;
        readonly surplus: Centavos;
        readonly checkIn: string;
        readonly instructions: string;
      }
    | {
        readonly type: 'payment.short';
        readonly received: Centavos;
        readonly missing: Centavos;
        readonly heldUntil: string;
      }
    /** A second approved payment for a stay that is already confirmed; it goes back. */
    | { readonly type: 'payment.repeated'; readonly amount: Centavos; readonly counts: string }
    /** Money for nights that are gone: it goes back. */
    | { readonly type: 'payment.tooLate'; readonly amount: Centavos }
    | { readonly type: 'payment.afterCancel'; readonly amount: Centavos; readonly refund: Centavos }
    | { readonly type: 'payment.disputed' }
    /** `path` of the link for the balance, that was asked for or is spoken of before check-in. */
    | {
        readonly type: 'balance.ready';
        readonly amount: Centavos;
        readonly path: string;
        readonly why: 'asked' | 'reminder' | 'change';
        /** Of a change that it is to be paid for: the ISO instant until which its nights are kept. */
        readonly until?: string;
      }
    /** By link or in cash. */
    | {
        readonly type: 'balance.paid';
        readonly received: Centavos;
        readonly surplus: Centavos;
        readonly missing: Centavos;
      }
    /** The owner did not find the transfer; what is held stays so until the ISO instant. */
    | { readonly type: 'transfer.refused'; readonly heldUntil: string }
    /** It is there, for nights that are gone: the owner gives it back. */
    | { readonly type: 'transfer.tooLate'; readonly amount: Centavos }
    /** `stay` and `cabinName` are the new ones from here on. */
    | {
        readonly type: 'stay.changed';
        readonly total: Centavos;
        readonly due: Centavos;
        readonly refund: Centavos;
        /** What of it came by transfer or in cash: the owner gives it back. */
        readonly byHand: Centavos;
      }
    /** A change that was not paid in time, or whose nights were gone when it was: the stay is as it was. */
    | { readonly type: 'change.ended'; readonly why: 'expired' | 'taken' }
    | { readonly type: 'refund.done'; readonly amount: Centavos }
    | { readonly type: 'refund.blocked'; readonly amount: Centavos }
    | { readonly type: 'reservation.cancelled'; readonly refund: Centavos }
    /** Two days or less before the stay; `arrival` as the guests said, `HH:MM`. */
    | {
        readonly type: 'stay.near';
        readonly checkInFrom: string;
        readonly arrival: string | null;
      }
    | {
        readonly type: 'stay.arriving';
        readonly checkInFrom: string;
        readonly instructions: string;
        readonly arrival: string | null;
      }
    /** On the day of leaving. */
    | { readonly type: 'stay.leaving'; readonly until: string; readonly notes: string | null }
    | { readonly type: 'stay.over'; readonly reviewLink: string }
  );
