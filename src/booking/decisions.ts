// What booking puts into the owner's queue.

import type { Centavos } from '../domain/money.ts';
import type { Db } from './db.ts';

export type Decision = {
  readonly key: string;
  readonly kind:
    /** A guest wants a person, or the bot fails on what they said. */
    | 'handoff'
    | 'undelivered'
    | 'suspense'
    | 'foreignPayment'
    | 'shortPayment'
    | 'dispute'
    | 'drift'
    | 'refundBlocked'
    | 'refundedOutside'
    | 'refundByHand'
    | 'stayCancelled'
    | 'transfer'
    | 'cannotAsk'
    | 'linkFailed'
    | 'strayCredit'
    | 'calendarConflict'
    | 'calendarOverlap'
    | 'calendarFailing'
    /** Nobody said whether the guests came. */
    | 'noShow'
    /** The guests say that they come outside the hours of check-in. */
    | 'arrivalHour'
    | 'erasure'
    | 'dataAccess'
    /** Mail that its server does not take. */
    | 'mailFailed';
  readonly reservationId?: number | null;
  readonly paymentId?: string;
  readonly guestId?: number;
  readonly amount?: Centavos;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly now: Date;
};

export type AskOwner = (db: Db, decision: Decision) => Promise<boolean>;
