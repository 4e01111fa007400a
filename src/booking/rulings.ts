// What the owner may decide about each question in the queue, and what that does: one table. Each ruling
// runs in the caller's transaction, after the question was closed.

import { toCentavos, type Centavos } from '../domain/money.ts';
import type { Cancelling, Hand } from './cancelling.ts';
import type { Db } from './db.ts';
import type { Desk } from './desk.ts';
import type { Enqueue } from './jobs.ts';
import type { Balances, MoveMoney, Place } from './ledger.ts';
import type { createOwe } from './refund.ts';
import type { ReadStay } from './scene.ts';
import type { createTransfers } from './transfers.ts';

export const RULINGS = ['approve', 'refuse', 'resolve'] as const;
export type Ruling = (typeof RULINGS)[number];

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
type Ruled = Hand & {
  readonly question: Question;
  /** Where money without a reservation belongs. */
  readonly reservationId: number | undefined;
};
/** `notNow` says why in words; the question then stays open. */
export type RulingOutcome =
  | { readonly kind: 'done'; readonly told: readonly number[] }
  | { readonly kind: 'notNow'; readonly why: string };
type Act = (db: Db, ruled: Ruled) => Promise<RulingOutcome>;
type Choice = { readonly does: string; readonly act: Act };
type Choices = Partial<Readonly<Record<Ruling, Choice>>>;

export type RulingDependencies = {
  readonly desk: Desk;
  readonly transfers: Pick<
    ReturnType<typeof createTransfers>,
    'approveTransfer' | 'refuseTransfer'
  >;
  readonly cancelling: Cancelling;
  readonly owe: ReturnType<typeof createOwe>;
  readonly moveMoney: MoveMoney;
  readonly balancesOf: (
    db: Db,
    of: { reservationId: number | null; paymentId: string },
  ) => Promise<ReadonlyMap<string, Balances>>;
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

export function createRulings(dependencies: RulingDependencies) {
  const { desk, cancelling, owe, moveMoney, enqueue } = dependencies;

  const nothingMoves: Choice = {
    does: 'Closes the question; it was seen to elsewhere',
    act: async () => done(),
  };

  /** What of the question's payment is in a place now. */
  async function amountIn(db: Db, place: Place, { paymentId, reservationId }: Question) {
    if (paymentId === null) return toCentavos(0);
    const balances = await dependencies.balancesOf(db, { reservationId, paymentId });
    return balances.get(paymentId)?.[place] ?? toCentavos(0);
  }

  const giveBack =
    (from: 'queued' | 'suspense'): Act =>
    async (db, { question, now }) => {
      const { id, paymentId, reservationId } = question;
      const amount = await amountIn(db, from, question);
      if (paymentId === null || amount === 0) return notNow('That money is not waiting any more');
      const of = { paymentId, reservationId, amount, now };
      if (from === 'suspense')
        await moveMoney(db, { ...of, key: `decision:${id}:queued`, from, to: 'queued' });
      await owe(db, { ...of, reason: 'owner' }, 'queued');
      return done();
    };

  const keep: Act = async (db, { question, now }) => {
    const { id, paymentId, reservationId } = question;
    const amount = await amountIn(db, 'queued', question);
    if (paymentId === null || amount === 0) return notNow('That money is not waiting any more');
    const key = `decision:${id}:kept`;
    await moveMoney(db, {
      key,
      paymentId,
      reservationId,
      from: 'queued',
      to: 'applied',
      amount,
      now,
    });
    return done();
  };

  /** From now on it is like any payment with that code: the decision table says what it buys. */
  const assign: Act = async (db, { question, reservationId, now }) => {
    const { id, paymentId } = question;
    if (reservationId === undefined) return notNow('Say which reservation it belongs to');
    if (!(await dependencies.readStay(db, reservationId, 'locked')))
      return notNow('There is no such reservation');
    const amount = await amountIn(db, 'suspense', question);
    if (paymentId === null || amount === 0) return notNow('That money is not waiting any more');
    await dependencies.claimPayment(db, { paymentId, reservationId });
    const key = `decision:${id}:assigned`;
    await moveMoney(db, {
      key,
      paymentId,
      reservationId,
      from: 'suspense',
      to: 'credit',
      amount,
      now,
    });
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

  const table: Readonly<Record<string, Choices>> = {
    suspense: {
      approve: { does: 'The money belongs to `reservationId`, and is settled there', act: assign },
      refuse: { does: 'The money goes back to whoever paid', act: giveBack('suspense') },
    },
    shortPayment: {
      approve: { does: 'Confirms the stay with what came in', act: confirmAnyway },
      resolve: {
        ...nothingMoves,
        does: 'Nothing: the hold runs on, and what came in goes back with it',
      },
    },
    transfer: {
      approve: {
        does: 'It is on your statement: confirms the stay',
        act: ruleTransfer('approveTransfer'),
      },
      refuse: {
        does: 'It is not there: the guest has half an hour to pay otherwise',
        act: ruleTransfer('refuseTransfer'),
      },
    },
    refundByHand: {
      approve: { does: 'You gave it back, the way it came', act: gaveBack },
    },
    strayCredit: {
      approve: { does: 'The money stays', act: keep },
      refuse: { does: 'The money goes back now', act: giveBack('queued') },
    },
    dispute: { resolve: nothingMoves },
    calendarConflict: {
      refuse: {
        does: 'Cancels the stay that was sold here, and gives everything back',
        act: cancelStay,
      },
      resolve: {
        ...nothingMoves,
        does: 'Closes the question; the calendar shows both until one of them goes',
      },
    },
    refundBlocked: {
      approve: { does: 'MercadoPago is asked for the refund again now', act: askRefundAgain },
      resolve: {
        ...nothingMoves,
        does: 'Closes the question; MercadoPago is still asked every day',
      },
    },
    refundedOutside: {
      approve: { ...nothingMoves, does: 'The stay goes on without its deposit' },
      refuse: { does: 'Cancels the stay, and gives back what is left', act: cancelStay },
    },
    cannotAsk: {
      approve: { does: 'MercadoPago is asked about it again now', act: again('watch') },
      resolve: nothingMoves,
    },
    linkFailed: {
      approve: { does: 'The payment link is made again now', act: again('paymentLink') },
      resolve: nothingMoves,
    },
    noShow: {
      approve: { does: 'They came: marks the arrival', act: mark('checkedIn') },
      refuse: { does: 'They did not come: marks it so', act: mark('noShow') },
      resolve: nothingMoves,
    },
    handoff: {
      approve: { does: 'The chat is yours and the bot is quiet', act: takeOver },
      resolve: nothingMoves,
    },
    dataAccess: {
      resolve: { does: 'You sent the copy of their data: the case is closed', act: sentData },
    },
    // by itself, as soon as nothing stands in its way
    erasure: {},
    undelivered: {
      approve: { does: 'The message is sent again', act: sendAgain },
      resolve: nothingMoves,
    },
  };

  function choicesFor(kind: string): Choices {
    return table[kind] ?? { resolve: nothingMoves };
  }

  return {
    /** What each ruling would do, in words. */
    describe(kind: string): Partial<Record<Ruling, string>> {
      const choices = Object.entries(choicesFor(kind));
      return Object.fromEntries(choices.map(([ruling, { does }]) => [ruling, does]));
    },

    /** Undefined where that ruling makes no sense for the question. */
    async rule(db: Db, ruling: Ruling, ruled: Ruled): Promise<RulingOutcome | undefined> {
      return choicesFor(ruled.question.kind)[ruling]?.act(db, ruled);
    },
  };
}
