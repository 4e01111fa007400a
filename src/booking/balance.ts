// What is left to pay of a confirmed stay: by link at any time, in cash at the desk.

import { toCentavos, type Centavos } from '../domain/money.ts';
import { balanceReference } from '../domain/reservation.ts';
import type { OpenChange } from './change-store.ts';
import type { Db } from './db.ts';
import type { Gateway } from './gateway.ts';
import type { Enqueue } from './jobs.ts';
import type { MoveMoney } from './ledger.ts';
import type { BookedStay, FindReservation, ReadStay } from './scene.ts';
import type { Tell, Transaction } from './telling.ts';

export type BalanceLink = {
  readonly token: string;
  readonly until: Date;
  readonly preferenceId: string | null;
};

export type BalanceStore = {
  readonly readStay: ReadStay;
  readonly findReservation: FindReservation;
  /** By MercadoPago, by transfer and in cash. */
  readonly paidIn: (db: Db, reservationId: number) => Promise<Centavos>;
  /** The link's life, begun again when it is over or when it asked for another amount. */
  readonly beginBalanceLink: (
    db: Db,
    link: { id: number; amount: Centavos; token: string; until: Date; now: Date },
  ) => Promise<BalanceLink>;
  readonly setBalanceLink: (
    db: Db,
    link: { id: number; preferenceId: string; checkoutUrl: string },
  ) => Promise<void>;
  readonly noteCash: (
    db: Db,
    cash: { reservationId: number; amount: Centavos; by: string; now: Date },
  ) => Promise<void>;
  readonly openChange: (db: Db, reservationId: number) => Promise<OpenChange | undefined>;
  readonly moveMoney: MoveMoney;
};

export type BalanceDependencies = BalanceStore & {
  readonly transaction: Transaction;
  readonly gateway: Gateway;
  readonly enqueue: Enqueue;
  readonly tell: Tell;
  readonly newToken: () => string;
  readonly now: () => Date;
};

export type BalanceAnswer =
  | {
      readonly kind: 'due';
      readonly total: Centavos;
      readonly paid: Centavos;
      readonly due: Centavos;
    }
  | { readonly kind: 'notNow' };
export type CashAnswer =
  | { readonly kind: 'marked'; readonly missing: Centavos }
  | { readonly kind: 'tooMuch'; readonly due: Centavos }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'notNow' };

const LINK_LIVES_MS = 24 * 60 * 60_000;

export type Balance = ReturnType<typeof createBalance>;

export function createBalance(dependencies: BalanceDependencies) {
  const { transaction, gateway, enqueue, readStay, tell, now } = dependencies;

  async function dueOf(db: Db, { id, total }: BookedStay) {
    const paid = await dependencies.paidIn(db, id);
    return { total, paid, due: toCentavos(Math.max(0, total - paid)) };
  }

  /** Of the deposit of a changed stay, before the change counts. */
  async function missingFor(db: Db, { id }: BookedStay, { deposit }: OpenChange) {
    const paid = await dependencies.paidIn(db, id);
    return { due: toCentavos(Math.max(0, deposit - paid)) };
  }

  /** In the guest's turn; the link follows from a job. */
  async function ask(
    db: Db,
    { code, guestId }: { code: string; guestId: number },
  ): Promise<BalanceAnswer> {
    const found = await dependencies.findReservation(db, code);
    const stay = found && (await readStay(db, found.reservationId, 'unlocked'));
    if (!stay || stay.guestId !== guestId || !isOwed(stay)) return { kind: 'notNow' };
    const figures = await dueOf(db, stay);
    if (figures.due > 0)
      await enqueue(db, { name: 'balanceLink', data: { reservationId: stay.id, why: 'asked' } });
    return { kind: 'due', ...figures };
  }

  /** The job: the same link while it lives and asks for what is due; a change that waits for money goes first. */
  async function makeLink({
    reservationId,
    why: asked,
  }: {
    reservationId: number;
    why: 'asked' | 'reminder' | 'change';
  }): Promise<void> {
    const at = now();
    const begun = await transaction(async (db) => {
      const stay = await readStay(db, reservationId, 'locked');
      if (!stay || !isOwed(stay)) return undefined;
      const change = await dependencies.openChange(db, stay.id);
      const waits = change?.status === 'held' ? change : undefined;
      const { due } = waits ? await missingFor(db, stay, waits) : await dueOf(db, stay);
      if (due === 0) return undefined;
      const until = waits?.heldUntil ?? new Date(at.getTime() + LINK_LIVES_MS);
      const begin = { id: stay.id, amount: due, token: dependencies.newToken(), until, now: at };
      const link = await dependencies.beginBalanceLink(db, begin);
      return { stay, due, link, why: waits ? ('change' as const) : asked };
    });
    if (!begun) return;
    const { stay, due, link, why } = begun;
    const life = { from: stay.createdAt, until: link.until };
    const made = await gateway.createPreference({
      reference: balanceReference(stay.code),
      title: `${stay.cabinName} · ${stay.code}`,
      amount: due,
      ...life,
      idempotencyKey: `${balanceReference(stay.code)}-${due}-${link.until.getTime()}`,
    });
    await transaction(async (db) => {
      await dependencies.setBalanceLink(db, { id: stay.id, ...made });
      const key = `balance:${stay.id}:${why}:${at.getTime()}`;
      const ready = { type: 'balance.ready', amount: due, path: `/pay/${link.token}` } as const;
      const until = why === 'change' ? { until: link.until.toISOString() } : {};
      await tell(db, stay, key, { ...ready, why, ...until }, at);
    });
    if (link.preferenceId !== null && link.preferenceId !== made.preferenceId)
      await gateway.closePreference(link.preferenceId, { ...life, until: now() });
  }

  /** The owner has it in hand. In the caller's transaction, written down in the stay's history. */
  async function markCashReceived(
    db: Db,
    {
      reservationId,
      amount,
      by,
      now: at,
    }: { reservationId: number; amount: Centavos; by: string; now: Date },
  ): Promise<CashAnswer> {
    const stay = await readStay(db, reservationId, 'locked');
    if (!stay) return { kind: 'unknown' };
    if (!isOwed(stay)) return { kind: 'notNow' };
    const { due } = await dueOf(db, stay);
    if (amount > due) return { kind: 'tooMuch', due };
    const key = `reservation:${reservationId}:cash:${at.getTime()}`;
    const of = { key, paymentId: null, reservationId, amount, now: at } as const;
    await dependencies.moveMoney(db, { ...of, from: 'cash', to: 'applied' });
    await dependencies.noteCash(db, { reservationId, amount, by, now: at });
    await enqueue(db, { name: 'closeLink', data: { reservationId } });
    const missing = toCentavos(due - amount);
    const fact = {
      type: 'balance.paid',
      received: amount,
      surplus: toCentavos(0),
      missing,
    } as const;
    await tell(db, stay, key, fact, at);
    return { kind: 'marked', missing };
  }

  return { ask, makeLink, markCashReceived };
}

function isOwed({ status }: BookedStay): boolean {
  return status === 'confirmed' || status === 'completed';
}
