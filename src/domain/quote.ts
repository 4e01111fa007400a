// A quote is what was shown, what is held and what is paid: one object, in whole centavos of ARS.

import type { Centavos } from './money.ts';
import type { Party } from './party.ts';
import type { Stay } from './stay.ts';

export type QuoteLine =
  | {
      readonly kind: 'nights';
      readonly season: string | null;
      readonly weekend: boolean;
      readonly count: number;
      readonly unit: Centavos;
      readonly amount: Centavos;
    }
  | {
      readonly kind: 'extraPeople';
      readonly people: number;
      readonly count: number;
      readonly unit: Centavos;
      readonly amount: Centavos;
    }
  | { readonly kind: 'lengthDiscount'; readonly percent: number; readonly amount: Centavos }
  | {
      readonly kind: 'promo';
      readonly code: string;
      readonly percent: number;
      readonly amount: Centavos;
    }
  | { readonly kind: 'cleaning'; readonly amount: Centavos }
  | {
      readonly kind: 'pets';
      readonly count: number;
      readonly unit: Centavos;
      readonly amount: Centavos;
    };

/** ARS per USD at a moment, frozen into the quotes made with it. `rate` in centavos of ARS per dollar. */
export type ExchangeSnapshot = {
  readonly source: string;
  readonly at: string;
  readonly validUntil: string;
  readonly rate: Centavos;
};

export type Quote = {
  readonly stay: Stay;
  readonly party: Party;
  readonly pets: number;
  readonly lines: readonly QuoteLine[];
  readonly total: Centavos;
  readonly deposit: Centavos;
  readonly exchange: ExchangeSnapshot | null;
};

/** Why a cabin cannot be quoted for a stay. */
export type QuoteRefusal =
  | { readonly kind: 'tooManyPeople'; readonly capacity: number }
  | { readonly kind: 'noPets' }
  | { readonly kind: 'tooShort'; readonly minNights: number; readonly season: string | null }
  | { readonly kind: 'tooLong'; readonly maxNights: number }
  | { readonly kind: 'arrivalDay'; readonly days: readonly number[] }
  | { readonly kind: 'noExchangeRate' };
