// What is kept of the changes of a confirmed stay.

import type { StayAsBooked } from '../domain/changing.ts';
import type { Centavos } from '../domain/money.ts';
import type { Stay } from '../domain/stay.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { ReadBalances } from './ledger.ts';
import type { StoredQuote } from './quotes.ts';
import type { FindReservation, ReadStay } from './scene.ts';

export type HeldChange = 'held' | 'done' | 'expired' | 'dropped';
export type NewChange = {
  readonly reservationId: number;
  readonly quoteId: string;
  readonly base: StayAsBooked;
  readonly amount: Centavos;
  readonly cabinId: string;
  /** What the stay does not have already. */
  readonly nights: readonly Stay[];
  readonly code: string;
  readonly heldUntil: Date;
  readonly now: Date;
};
export type ChangedStay = StayAsBooked & {
  readonly id: number;
  readonly deposit: Centavos;
  readonly quoteId: string;
  readonly detail: object;
  readonly now: Date;
};
export type OpenChange = StayAsBooked & {
  readonly id: number;
  readonly quoteId: string;
  readonly base: StayAsBooked;
  readonly deposit: Centavos;
  readonly amount: Centavos;
  readonly status: 'held' | 'expired';
  readonly heldUntil: Date;
  readonly endedAt: Date | null;
};

export type ChangeStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly findReservation: FindReservation;
  readonly readStay: ReadStay;
  readonly readAsBooked: (db: Db, reservationId: number) => Promise<StayAsBooked>;
  readonly readQuote: (
    db: Db,
    key: { id: string; guestId: number },
  ) => Promise<StoredQuote | undefined>;
  /** The code that counts in its price. */
  readonly readPromo: (db: Db, reservationId: number) => Promise<string | null>;
  readonly paidIn: (db: Db, reservationId: number) => Promise<Centavos>;
  readonly balancesOf: ReadBalances;
  /** How often its guest has changed it. */
  readonly countChanges: (db: Db, reservationId: number) => Promise<number>;
  readonly changeNights: (db: Db, changed: ChangedStay) => Promise<'changed' | 'clash'>;
  readonly holdChange: (db: Db, change: NewChange) => Promise<number | undefined>;
  readonly openChange: (db: Db, reservationId: number) => Promise<OpenChange | undefined>;
  readonly endChange: (
    db: Db,
    ended: { id: number; status: Exclude<HeldChange, 'held'>; now: Date },
  ) => Promise<void>;
};
