// Holding the nights of a quote that the guest has seen, and letting them go. Each runs inside the
// caller's transaction together with the jobs that it causes.

import type { HoldShown } from '../../flows/events.ts';
import { reservationCode } from '../domain/reservation.ts';
import type { CalendarDate } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import { WATCH_BEFORE_END_MS } from './watch-times.ts';

export type HoldRequest = {
  readonly quoteId: string;
  readonly guestId: number;
  readonly name: string;
  readonly now: Date;
  readonly heldUntil: Date;
  readonly maxHolds: number;
  /** A quote for nights that have begun is over. */
  readonly today: CalendarDate;
  readonly payToken: string;
  /** Candidates; the first that is not used yet is taken. */
  readonly codes: readonly string[];
};
export type Granted = { readonly reservationId: number; readonly hold: HoldShown };
export type HoldAnswer =
  | { readonly kind: 'held'; readonly granted: Granted }
  /** The same quote was held before: a button tapped twice. */
  | { readonly kind: 'again'; readonly granted: Granted }
  | { readonly kind: 'refused'; readonly why: 'taken' | 'quoteExpired' | 'tooManyHolds' };

export type CancelAnswer =
  | { readonly kind: 'released'; readonly reservationId: number }
  | { readonly kind: 'ended' | 'kept' };

export type HoldStore = {
  readonly insertHold: (db: Db, request: HoldRequest) => Promise<HoldAnswer>;
  readonly cancelHold: (
    db: Db,
    key: { code: string; guestId: number; now: Date },
  ) => Promise<CancelAnswer>;
};

export type HoldSettings = {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly today: (now: Date) => CalendarDate;
};

export type PlaceHold = {
  readonly quoteId: string;
  readonly guestId: number;
  readonly name: string;
  readonly now: Date;
  readonly maxHolds: number;
  readonly holdMinutes: number;
};

export function createHolds(
  store: HoldStore,
  enqueue: Enqueue,
  { randomBytes, today }: HoldSettings,
) {
  async function placeHold(
    db: Db,
    { holdMinutes, ...asked }: PlaceHold,
  ): Promise<{ kind: 'held'; hold: HoldShown } | Extract<HoldAnswer, { kind: 'refused' }>> {
    const holdMs = holdMinutes * 60_000;
    const answer = await store.insertHold(db, {
      ...asked,
      heldUntil: new Date(asked.now.getTime() + holdMs),
      today: today(asked.now),
      payToken: Buffer.from(randomBytes(16)).toString('base64url'),
      codes: Array.from({ length: 4 }, () => reservationCode(randomBytes(5))),
    });
    if (answer.kind === 'refused') return answer;
    if (answer.kind === 'held') {
      const { reservationId } = answer.granted;
      const delayMs = Math.max(0, holdMs - WATCH_BEFORE_END_MS);
      await Promise.all([
        enqueue(db, { name: 'paymentLink', data: { reservationId } }),
        enqueue(db, { name: 'watch', data: { reservationId } }, { delayMs }),
      ]);
    }
    return { kind: 'held', hold: answer.granted.hold };
  }

  /** Undefined when the hold has to stay: money for it is coming in or has come. */
  async function releaseHold(
    db: Db,
    key: { code: string; guestId: number; now: Date },
  ): Promise<{ code: string } | undefined> {
    const answer = await store.cancelHold(db, key);
    if (answer.kind === 'kept') return undefined;
    if (answer.kind === 'released')
      await enqueue(db, { name: 'closeLink', data: { reservationId: answer.reservationId } });
    return { code: key.code };
  }

  return { placeHold, releaseHold };
}
