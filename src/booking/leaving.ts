// A guest gives up a confirmed stay in the chat: by the policy that they accepted, or by the right of
// withdrawal. What goes back is shown first; what is then done is what was shown, or it is shown again.

import type { Centavos } from '../domain/money.ts';
import { caseCode, withdrawalAt } from '../domain/reservation.ts';
import type { CalendarDate } from '../domain/stay.ts';
import type { Cancelling } from './cancelling.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { BookedStay, FindReservation, ReadStay } from './scene.ts';

export type WithdrawalStatus = 'open' | 'granted' | 'kept' | 'outside';
export type WithdrawalCase = { readonly code: string; readonly status: WithdrawalStatus };

export type LeavingStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly findReservation: FindReservation;
  readonly readStay: ReadStay;
  readonly confirmedAt: (db: Db, reservationId: number) => Promise<Date | undefined>;
  /** The case of a reservation, opened if there is none; the same code however often it is asked for. */
  readonly openWithdrawal: (
    db: Db,
    withdrawal: {
      reservationId: number;
      codes: readonly string[];
      status: WithdrawalStatus;
      now: Date;
    },
  ) => Promise<WithdrawalCase>;
  readonly decideWithdrawal: (
    db: Db,
    decision: { reservationId: number; status: WithdrawalStatus; now: Date },
  ) => Promise<void>;
  readonly askOwner: AskOwner;
};

export type LeavingDependencies = LeavingStore & {
  readonly cancelling: Cancelling;
  readonly arrivalAt: (day: CalendarDate, time: string) => Date;
  readonly randomBytes: (count: number) => Uint8Array;
};

type Guest = { readonly code: string; readonly guestId: number; readonly now: Date };
/** `byHand`: what of it came by transfer or in cash, and is given back by the owner. */
export type Terms = {
  readonly paid: Centavos;
  readonly refund: Centavos;
  readonly daysBefore: number;
};
export type LeavingAnswer =
  | ({ readonly kind: 'terms' } & Terms)
  | ({ readonly kind: 'withdrawal'; readonly caseCode: string } & Terms)
  /** The right does not reach this stay; the policy still does. */
  | ({
      readonly kind: 'outside';
      readonly caseCode: string;
      readonly why: 'tooLate' | 'tooClose';
    } & Terms)
  | {
      readonly kind: 'cancelled';
      readonly refund: Centavos;
      readonly byHand: Centavos;
      readonly caseCode: string | null;
    }
  | { readonly kind: 'disputed' | 'notNow' };

export function createLeaving(dependencies: LeavingDependencies) {
  const { cancelling, readStay } = dependencies;

  /** Only a stay of their own that has not begun can be given up here. */
  async function theirs(db: Db, { code, guestId }: Guest): Promise<BookedStay | undefined> {
    const found = await dependencies.findReservation(db, code);
    const stay = found && (await readStay(db, found.reservationId, 'locked'));
    return stay?.guestId === guestId && stay.status === 'confirmed' ? stay : undefined;
  }

  async function terms(db: Db, asked: Guest): Promise<LeavingAnswer> {
    const stay = await theirs(db, asked);
    const preview = stay && (await cancelling.cancellation(db, stay.id, asked.now));
    if (!preview || preview.daysBefore < 0) return { kind: 'notNow' };
    if (preview.disputed) return { kind: 'disputed' };
    const { byGuest: refund, byOwner: paid, daysBefore } = preview;
    return { kind: 'terms', paid, refund, daysBefore };
  }

  /** The case is recorded and its code given at once, before the guest says yes to anything. */
  async function askWithdrawal(db: Db, asked: Guest): Promise<LeavingAnswer> {
    const shown = await terms(db, asked);
    const stay = await theirs(db, asked);
    if (shown.kind !== 'terms' || !stay) return shown;
    const { paid, refund, daysBefore } = shown;
    const { property } = await dependencies.readCatalogue(db);
    const paidAt = (await dependencies.confirmedAt(db, stay.id)) ?? asked.now;
    const arrivesAt = dependencies.arrivalAt(stay.stay.checkIn, property.checkInFrom);
    const reach = withdrawalAt(asked.now, { paidAt, arrivesAt });
    const opened = await dependencies.openWithdrawal(db, {
      reservationId: stay.id,
      codes: Array.from({ length: 4 }, () => caseCode(dependencies.randomBytes(5))),
      status: reach === 'within' ? 'open' : 'outside',
      now: asked.now,
    });
    const of = { caseCode: opened.code, paid, daysBefore };
    return reach === 'within'
      ? { kind: 'withdrawal', ...of, refund: paid }
      : { kind: 'outside', ...of, why: reach, refund };
  }

  /** `shown`: the refund that the guest said yes to. */
  async function leave(
    db: Db,
    asked: Guest & { shown: Centavos; by: 'policy' | 'withdrawal' },
  ): Promise<LeavingAnswer> {
    const now = await (asked.by === 'withdrawal' ? askWithdrawal(db, asked) : terms(db, asked));
    if (now.kind !== 'terms' && now.kind !== 'withdrawal') return now;
    // A day went by between the question and the yes: the guest decides about today's figure.
    if (now.refund !== asked.shown) return now;
    const stay = await theirs(db, asked);
    if (!stay) return { kind: 'notNow' };
    const asks = now.kind === 'withdrawal' ? 'withdrawal' : 'guest';
    const answer = await cancelling.cancel(db, { id: stay.id, asks, by: 'guest', now: asked.now });
    if (answer.kind !== 'cancelled')
      return { kind: answer.kind === 'disputed' ? 'disputed' : 'notNow' };
    if (asks === 'withdrawal')
      await dependencies.decideWithdrawal(db, {
        reservationId: stay.id,
        status: 'granted',
        now: asked.now,
      });
    const { refund, byHand } = answer;
    const key = `stayCancelled:${stay.id}`;
    const detail = { by: asks, refund, code: stay.code };
    const { id: reservationId, guestId } = stay;
    const told = { key, kind: 'stayCancelled', reservationId, guestId, amount: refund } as const;
    await dependencies.askOwner(db, { ...told, detail, now: asked.now });
    return {
      kind: 'cancelled',
      refund,
      byHand,
      caseCode: now.kind === 'withdrawal' ? now.caseCode : null,
    };
  }

  return { terms, askWithdrawal, leave };
}
