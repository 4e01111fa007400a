// What an owner is shown: stays, questions, prices, what would be done and what was, as plain JSON. It is kept in
// the journal, so a released shape is only ever extended.

import type { Centavos, Currency } from '../src/domain/money.ts';
import type { CalendarDate, Stay } from '../src/domain/stay.ts';

export type Ruling = 'approve' | 'refuse' | 'resolve';

/** The stay of a guest, as an owner reads it. */
export type StayLine = {
  readonly code: string;
  readonly cabinName: string;
  readonly stay: Stay;
  readonly name: string | null;
  readonly phone: string | null;
  readonly people: number;
  readonly status: string;
  readonly total: Centavos;
  /** Still to be paid. */
  readonly due: Centavos;
  /** `HH:MM`; null: not known. */
  readonly arrivesAt: string | null;
};

/** A question of the queue, as an owner reads it. */
export type Alert = {
  readonly id: number;
  readonly kind: string;
  readonly amount: Centavos | null;
  readonly code: string | null;
  readonly cabinName: string | null;
  readonly stay: Stay | null;
  readonly guestId: number | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly paymentId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  /** The guest's own last words. */
  readonly words: string | null;
  /** What may be decided about it with a tap. */
  readonly rulings: readonly Ruling[];
};

export type Part = { readonly cabinName: string; readonly stay: Stay };
/** What stands in the way: a code with a name, a calendar, a reason. */
export type Taken = Part & { readonly what: string };
/** A night, lowest and highest. */
export type PriceNow = {
  readonly cabinName: string;
  readonly now: readonly [Centavos, Centavos];
  readonly currency: Currency;
};
export type Digest = {
  readonly today: CalendarDate;
  readonly arriving: readonly StayLine[];
  readonly leaving: readonly StayLine[];
  readonly pending: number;
  readonly holds: readonly StayLine[];
  /** Of those who arrive today or are here. */
  readonly toCollect: Centavos;
  /** Shares of the nights, from 0 to 1. */
  readonly week: number;
  readonly month: number;
};

/** What will happen on a yes. */
export type Proposed =
  | {
      readonly do: 'block';
      readonly parts: readonly Part[];
      readonly taken: readonly Taken[];
    }
  | {
      readonly do: 'price';
      readonly stay: Stay | null;
      readonly weekends: boolean;
      readonly to: Centavos;
      readonly changes: readonly PriceNow[];
    }
  | {
      readonly do: 'cancel';
      readonly stay: StayLine;
      readonly byOwner: Centavos;
      readonly byGuest: Centavos;
      /** What came by transfer or in cash. */
      readonly elsewhere: Centavos;
    }
  | { readonly do: 'cash'; readonly stay: StayLine; readonly amount: Centavos }
  | {
      readonly do: 'writeTo';
      readonly name: string;
      readonly text: string;
      readonly as: 'text' | 'template';
    }
  | { readonly do: 'rule'; readonly alert: Alert; readonly ruling: Ruling }
  | { readonly do: 'assign'; readonly alert: Alert; readonly stay: StayLine };

export type Done =
  | { readonly do: 'block'; readonly parts: readonly Part[]; readonly blockId: number | null }
  | { readonly do: 'unblock'; readonly parts: readonly Part[] }
  | { readonly do: 'price'; readonly cabins: readonly string[] }
  | {
      readonly do: 'cancel';
      readonly code: string;
      readonly refund: Centavos;
      readonly byHand: Centavos;
    }
  | {
      readonly do: 'cash';
      readonly code: string;
      readonly amount: Centavos;
      readonly missing: Centavos;
    }
  | { readonly do: 'writeTo' | 'takeChat'; readonly name: string; readonly guestId: number }
  | { readonly do: 'giveChat'; readonly name: string }
  | { readonly do: 'rule'; readonly alert: Alert; readonly ruling: Ruling }
  | { readonly do: 'assign'; readonly code: string };

export type Taking = {
  readonly account: 'mercadopago' | 'bank' | 'cash';
  readonly amount: Centavos;
  readonly code: string | null;
  readonly name: string | null;
};

export type Refused =
  | { readonly kind: 'taken'; readonly taken: readonly Taken[] }
  | { readonly kind: 'noBlock'; readonly parts: readonly Part[] }
  | {
      readonly kind:
        | 'past'
        | 'otherCurrency'
        | 'notConfirmed'
        | 'disputed'
        | 'nothingDue'
        | 'noPaymentOpen'
        | 'noChat';
    }
  | { readonly kind: 'tooMuch'; readonly due: Centavos }
  | { readonly kind: 'over'; readonly status: string }
  | { readonly kind: 'notNow' };
