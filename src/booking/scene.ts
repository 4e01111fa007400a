// Everything that a decision about a payment looks at, read under the reservation's lock.

import type { Centavos } from '../domain/money.ts';
import type { PaymentFact } from '../domain/payment.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
import type { ReservationFacts } from '../domain/settlement.ts';
import type { Stay } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { Balances } from './ledger.ts';

export type BookedStay = Omit<ReservationFacts, 'daysBefore'> & {
  readonly id: number;
  readonly code: string;
  readonly guestId: number;
  readonly cabinId: string;
  readonly cabinName: string;
  readonly stay: Stay;
  readonly disputed: boolean;
  readonly createdAt: Date;
  readonly preferenceId: string | null;
  readonly checkoutUrl: string | null;
  /** A link for the balance was made: payments under its reference may come. */
  readonly asksBalance: boolean;
  readonly balancePreferenceId: string | null;
};

export type FindReservation = (
  db: Db,
  code: string,
) => Promise<{ reservationId: number } | undefined>;
export type ReadStay = (
  db: Db,
  reservationId: number,
  lock: 'locked' | 'unlocked',
) => Promise<BookedStay | undefined>;

/** Nothing moves unless the reservation stands in one of `from`. */
export type ReservationMove = {
  readonly id: number;
  readonly from: readonly ReservationStatus[];
  readonly to: ReservationStatus;
  readonly set?: { readonly endedBy?: 'guest' | 'owner' | 'clock'; readonly late?: boolean };
  readonly detail?: object;
  readonly now: Date;
};
export type MoveReservation = (
  db: Db,
  move: ReservationMove,
) => Promise<'moved' | 'elsewhere' | 'clash'>;

export type Scene = {
  readonly payment: PaymentFact;
  /** What was decided last. */
  readonly outcome: string | null;
  /** Whether that was about this telling. */
  readonly decided: boolean;
  readonly reservation: BookedStay | null;
  /** Of this payment and of the reservation's others, by payment. */
  readonly balances: ReadonlyMap<string, Balances>;
  /** What the stay was paid with besides MercadoPago: transfers and cash. */
  readonly paidElsewhere: Centavos;
  readonly nights: 'free' | 'taken';
};
