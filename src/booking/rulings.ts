// What the owner may decide about each question in the queue, and what that does: one table. Each ruling
// runs in the caller's transaction, after the question was closed.

import type { Db } from './db.ts';
import {
  createRulingActs,
  type Act,
  type Ruled,
  type RulingDependencies,
  type RulingOutcome,
} from './ruling-acts.ts';

export const RULINGS = ['approve', 'refuse', 'resolve'] as const;
export type Ruling = (typeof RULINGS)[number];

type Choice = { readonly does: string; readonly act: Act };
type Choices = Partial<Readonly<Record<Ruling, Choice>>>;

export function createRulings(dependencies: RulingDependencies) {
  const acts = createRulingActs(dependencies);

  const nothingMoves: Choice = {
    does: 'Closes the question; it was seen to elsewhere',
    act: acts.nothing,
  };

  const table: Readonly<Record<string, Choices>> = {
    suspense: {
      approve: {
        does: 'The money belongs to `reservationId`, and is settled there',
        act: acts.assign,
      },
      refuse: { does: 'The money goes back to whoever paid', act: acts.giveBack('suspense') },
    },
    shortPayment: {
      approve: { does: 'Confirms the stay with what came in', act: acts.confirmAnyway },
      resolve: {
        ...nothingMoves,
        does: 'Nothing: the hold runs on, and what came in goes back with it',
      },
    },
    transfer: {
      approve: {
        does: 'It is on your statement: confirms the stay',
        act: acts.ruleTransfer('approveTransfer'),
      },
      refuse: {
        does: 'It is not there: the guest has half an hour to pay otherwise',
        act: acts.ruleTransfer('refuseTransfer'),
      },
    },
    refundByHand: {
      approve: { does: 'You gave it back, the way it came', act: acts.gaveBack },
    },
    strayCredit: {
      approve: { does: 'The money stays', act: acts.keep },
      refuse: { does: 'The money goes back now', act: acts.giveBack('queued') },
    },
    dispute: { resolve: nothingMoves },
    calendarConflict: {
      refuse: {
        does: 'Cancels the stay that was sold here, and gives everything back',
        act: acts.cancelStay,
      },
      resolve: {
        ...nothingMoves,
        does: 'Closes the question; the calendar shows both until one of them goes',
      },
    },
    refundBlocked: {
      approve: { does: 'MercadoPago is asked for the refund again now', act: acts.askRefundAgain },
      resolve: {
        ...nothingMoves,
        does: 'Closes the question; MercadoPago is still asked every day',
      },
    },
    refundedOutside: {
      approve: { ...nothingMoves, does: 'The stay goes on without its deposit' },
      refuse: { does: 'Cancels the stay, and gives back what is left', act: acts.cancelStay },
    },
    cannotAsk: {
      approve: { does: 'MercadoPago is asked about it again now', act: acts.again('watch') },
      resolve: nothingMoves,
    },
    linkFailed: {
      approve: { does: 'The payment link is made again now', act: acts.again('paymentLink') },
      resolve: nothingMoves,
    },
    noShow: {
      approve: { does: 'They came: marks the arrival', act: acts.mark('checkedIn') },
      refuse: { does: 'They did not come: marks it so', act: acts.mark('noShow') },
      resolve: nothingMoves,
    },
    handoff: {
      approve: { does: 'The chat is yours and the bot is quiet', act: acts.takeOver },
      resolve: nothingMoves,
    },
    dataAccess: {
      resolve: { does: 'You sent the copy of their data: the case is closed', act: acts.sentData },
    },
    // by itself, as soon as nothing stands in its way
    erasure: {},
    undelivered: {
      approve: { does: 'The message is sent again', act: acts.sendAgain },
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
