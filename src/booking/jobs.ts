// The work that booking leaves for after the commit, as data.

import type { Db } from './db.ts';

export type BookingJob =
  /** Create the MercadoPago preference of a hold and tell the guest. */
  | { readonly name: 'paymentLink'; readonly data: { readonly reservationId: number } }
  /** Create the MercadoPago preference for a stay's balance and tell the guest. */
  | {
      readonly name: 'balanceLink';
      readonly data: {
        readonly reservationId: number;
        readonly why: 'asked' | 'reminder' | 'change';
      };
    }
  /** The end of a change that waits for money. */
  | { readonly name: 'change'; readonly data: { readonly reservationId: number } }
  /** Let the preference of a hold that ended expire. */
  | { readonly name: 'closeLink'; readonly data: { readonly reservationId: number } }
  /** The chain of looks at a reservation; it reminds the guest and ends the hold when it is time. */
  | { readonly name: 'watch'; readonly data: { readonly reservationId: number } }
  /** Ask MercadoPago once; `claimed` when the guest says that they have paid and wants an answer. */
  | {
      readonly name: 'look';
      readonly data: { readonly reservationId: number; readonly why: 'opened' | 'claimed' };
    }
  /** Fetch one payment: all that a notification is good for. `tries`: times that MercadoPago did not know it yet. */
  | {
      readonly name: 'payment';
      readonly data: { readonly paymentId: string; readonly tries?: number };
    }
  /** Decide again about a payment that is recorded. */
  | { readonly name: 'settle'; readonly data: { readonly paymentId: string } }
  | { readonly name: 'refund'; readonly data: { readonly refundId: string } }
  /** Read a case: its payment, and until when documents are taken. */
  | { readonly name: 'chargeback'; readonly data: { readonly chargebackId: string } }
  | { readonly name: 'mail'; readonly data: { readonly mailId: string } }
  /** Say of a stay what is due. */
  | { readonly name: 'notice'; readonly data: { readonly reservationId: number } }
  /** Compare what MercadoPago says of the last days with the ledger. */
  | { readonly name: 'compare'; readonly data: Readonly<Record<string, never>> }
  /** Erase a guest who asked for it, or of whom nothing was heard for long. */
  | { readonly name: 'erase'; readonly data: { readonly guestId: number } }
  /** Find whom to erase. */
  | { readonly name: 'forgetOld'; readonly data: Readonly<Record<string, never>> }
  /** Offer nights that are free again to whoever waits for them. */
  | { readonly name: 'waitlist'; readonly data: Readonly<Record<string, never>> }
  /** Find what should have a job and has none. */
  | { readonly name: 'sweep'; readonly data: Readonly<Record<string, never>> };

export type CalendarJob =
  /** Read every other calendar. */
  | { readonly name: 'calendars'; readonly data: Readonly<Record<string, never>> }
  | { readonly name: 'calendar'; readonly data: { readonly feedId: number } };

/** What guests send as files. */
export type FileJob =
  /** Hear a voice note among the guest's events. */
  | { readonly name: 'hearVoiceNote'; readonly data: { readonly eventId: number } }
  /** Keep the receipt of a transfer for the owner to look at. */
  | { readonly name: 'keepReceipt'; readonly data: { readonly transferId: number } };

export type Job = BookingJob | CalendarJob | FileJob;

/** `key`: at most one job of a name and key waits; the job's own ids where absent. */
export type Enqueue<J = Job> = (
  db: Db,
  job: J,
  options?: { delayMs?: number; key?: string },
) => Promise<void>;
