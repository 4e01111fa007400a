// Money as booking moves it: between the places where a payment's centavos can be.

import type { Centavos } from '../domain/money.ts';
import type { Db } from './db.ts';

/** `received` is what MercadoPago took in; each centavo of it is in exactly one of the other places. */
export type Place =
  | 'credit'
  | 'suspense'
  | 'applied'
  | 'owed'
  | 'refunded'
  | 'queued'
  | 'chargedBack';
export type Balances = { readonly [P in Place]: Centavos };

export type Move = {
  /** Names the fact that moves the money: the same key moves it once. */
  readonly key: string;
  /** Null for money that MercadoPago does not know. */
  readonly paymentId: string | null;
  readonly reservationId: number | null;
  /** Where money comes in: `received` is MercadoPago's account, and `fees` what MercadoPago keeps of it. */
  readonly from: Place | 'received' | 'fees' | 'bank' | 'cash';
  readonly to: Place | 'received' | 'fees';
  readonly amount: Centavos;
  readonly now: Date;
};

/** False when that key was already written. */
export type MoveMoney = (db: Db, move: Move) => Promise<boolean>;

/** Of a payment and of the reservation's others, by payment. */
export type ReadBalances = (
  db: Db,
  of: { reservationId: number | null; paymentId: string | null },
) => Promise<ReadonlyMap<string, Balances>>;

/** What the ledger says that MercadoPago kept of a payment. */
export type FeeOf = (db: Db, paymentId: string) => Promise<Centavos>;

/** Oldest payment first: MercadoPago's ids grow. */
export function inOrder(balances: ReadonlyMap<string, Balances>): Array<[string, Balances]> {
  return [...balances].toSorted(([a], [b]) => Number(BigInt(a) - BigInt(b)));
}
