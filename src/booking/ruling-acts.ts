// What a ruling of the owner does, each in the caller's transaction.

import { toCentavos, type Centavos } from '../domain/money.ts';
import type { Cancelling, Hand } from './cancelling.ts';
import type { Db } from './db.ts';
import type { Desk } from './desk.ts';
import type { Enqueue } from './jobs.ts';
import type { MoveMoney, Place, ReadBalances } from './ledger.ts';
import type { createOwe } from './refund.ts';
import type { ReadStay } from './scene.ts';
import type { createTransfers } from './transfers.ts';

export type Question = {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly reservationId: number | null;
  readonly paymentId: string | null;
  readonly guestId: number | null;
  readonly amount: Centavos | null;
  readonly detail: Readonly<Record<string, unknown>>;
};
export type Ruled = Hand & {
  readonly question: Question;
  /** Where money without a reservation belongs. */
  readonly reservationId: number | undefined;
};
/** `notNow` says why in words; the question then stays open. */
export type RulingOutcome =
  | { readonly kind: 'done'; readonly told: readonly number[] }
  | { readonly kind: 'notNow'; readonly why: string };
export type Act = (db: Db, ruled: Ruled) => Promise<RulingOutcome>;

export type RulingDependencies = {
  readonly desk: Desk;
  readonly transfers: Pick<
    ReturnType<typeof createTransfers>,
    'approveTransfer' | 'refuseTransfer'
  >;
  readonly cancelling: Cancelling;
  readonly owe: ReturnType<typeof createOwe>;
  readonly moveMoney: MoveMoney;
  readonly balancesOf: ReadBalances;
  readonly readStay: ReadStay;
  readonly claimPayment: (
    db: Db,
    claim: { paymentId: string; reservationId: number },
  ) => Promise<void>;
  /** False when it cannot be said now. */
  readonly markStay: (
    db: Db,
    mark: Hand & { id: number; mark: 'checkedIn' | 'noShow' },
  ) => Promise<boolean>;
  readonly closeAccess: (db: Db, access: { guestId: number; now: Date }) => Promise<void>;
  readonly enqueue: Enqueue;
  /** Answer the guests to wake. */
  readonly takeOver: (db: Db, guestId: number, hand: Hand) => Promise<readonly number[]>;
  readonly sendAgain: (db: Db, messageId: number, now: Date) => Promise<readonly number[]>;
};

const done = (told: readonly number[] = []): RulingOutcome => ({ kind: 'done', told });
const notNow = (why: string): RulingOutcome => ({ kind: 'notNow', why });
const notWaiting = notNow('That money is not waiting any more');

export function createRulingActs(dependencies: RulingDependencies) {
  const { desk, cancelling, owe, moveMoney, enqueue } = dependencies;

  const nothing: Act = async () => done();

  /** The question's money, if it still waits there. */
  async function moneyIn(db: Db, place: Place, { paymentId, reservationId }: Question) {
    if (paymentId === null) return undefined;
    const balances = await dependencies.balancesOf(db, { reservationId, paymentId });
    const amount = balances.get(paymentId)?.[place] ?? toCentavos(0);
    return amount === 0 ? undefined : { paymentId, reservationId, amount };
  }

  const giveBack =
    (from: 'queued' | 'suspense'): Act =>
    async (db, { question, now }) => {
      const money = await moneyIn(db, from, question);
      if (!money) return notWaiting;
      const of = { ...money, now };
      if (from === 'suspense')
        await moveMoney(db, { ...of, key: `decision:${question.id}:queued`, from, to: 'queued' });
      await owe(db, { ...of, reason: 'owner' }, 'queued');
      return done();
    };

  const keep: Act = async (db, { question, now }) => {
    const money = await moneyIn(db, 'queued', question);
    if (!money) return notWaiting;
    const key = `decision:${question.id}:kept`;
    await moveMoney(db, { ...money, key, from: 'queued', to: 'applied', now });
    return done();
  };

  /** From now on it is like any payment with that code: the decision table says what it buys. */
  const assign: Act = async (db, { question, reservationId, now }) => {
    if (reservationId === undefined) return notNow('Say which reservation it belongs to');
    if (!(await dependencies.readStay(db, reservationId, 'locked')))
      return notNow('There is no such reservation');
    const money = await moneyIn(db, 'suspense', question);
    if (!money) return notWaiting;
    const { paymentId } = money;
    await dependencies.claimPayment(db, { paymentId, reservationId });
    const of = { ...money, reservationId, now };
    const key = `decision:${question.id}:assigned`;
    await moveMoney(db, { ...of, key, from: 'suspense', to: 'credit' });
    await enqueue(db, { name: 'settle', data: { paymentId } });
    return done();
  };

  const confirmAnyway: Act = async (db, { question, by, now }) => {
    if (question.reservationId === null) return notNow('There is no reservation');
    const received = toCentavos(0);
    const answer = await desk.confirm(db, { id: question.reservationId, received, by, now });
    return answer.kind === 'confirmed' ? done(answer.told) : notNow('The hold is over');
  };

  const cancelStay: Act = async (db, { question, by, now }) => {
    if (question.reservationId === null) return notNow('There is no reservation');
    const answer = await cancelling.cancel(db, {
      id: question.reservationId,
      asks: 'owner',
      by,
      now,
    });
    if (answer.kind === 'cancelled') return done(answer.told);
    return notNow(answer.kind === 'disputed' ? 'A dispute is open' : 'It is over already');
  };

  const again =
    (name: 'watch' | 'paymentLink'): Act =>
    async (db, { question }) => {
      if (question.reservationId === null) return notNow('There is no reservation');
      await enqueue(db, { name, data: { reservationId: question.reservationId } });
      return done();
    };

  const askRefundAgain: Act = async (db, { question }) => {
    const refundId = /^refund:([\w-]{36}):blocked$/.exec(question.key)?.[1];
    if (!refundId) return notNow('There is no refund to ask for');
    await enqueue(db, { name: 'refund', data: { refundId } });
    return done();
  };

  const ruleTransfer =
    (ruling: 'approveTransfer' | 'refuseTransfer'): Act =>
    async (db, { question, by, now }) => {
      const { reservationId, guestId } = question;
      if (reservationId === null) return notNow('There is no reservation');
      const answer = await dependencies.transfers[ruling](db, { reservationId, by, now });
      if (answer.kind === 'notOpen') return notNow('It was decided before');
      return done(guestId === null ? [] : [guestId]);
    };

  /** What came by transfer or in cash left the same way. */
  const gaveBack: Act = async (db, { question, now }) => {
    const { id, reservationId, amount } = question;
    if (amount === null || reservationId === null) return notNow('There is no money to give back');
    const of = { key: `decision:${id}:gaveBack`, paymentId: null, reservationId, amount, now };
    await moveMoney(db, { ...of, from: 'queued', to: 'refunded' });
    return done();
  };

  const mark =
    (what: 'checkedIn' | 'noShow'): Act =>
    async (db, { question: { reservationId: id }, by, now }) =>
      id !== null && (await dependencies.markStay(db, { id, mark: what, by, now }))
        ? done()
        : notNow('It was said already, or the stay is not one that anybody came to');

  const sentData: Act = async (db, { question, now }) => {
    if (question.guestId !== null)
      await dependencies.closeAccess(db, { guestId: question.guestId, now });
    return done();
  };

  const takeOver: Act = async (db, { question, by, now }) =>
    question.guestId === null
      ? notNow('There is no guest')
      : done(await dependencies.takeOver(db, question.guestId, { by, now }));

  const sendAgain: Act = async (db, { question, now }) => {
    const told = await dependencies.sendAgain(db, Number(question.detail['messageId']), now);
    return told.length > 0 ? done(told) : notNow('It cannot be sent again');
  };

  return {
    nothing,
    giveBack,
    keep,
    assign,
    confirmAnyway,
    cancelStay,
    again,
    askRefundAgain,
    ruleTransfer,
    gaveBack,
    mark,
    sentData,
    takeOver,
    sendAgain,
  };
}
