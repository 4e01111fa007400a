// What the conversation takes down and forgets.

import { flow } from '../flow.ts';
import { meaningOf, on } from '../reading.ts';
import * as remember from '../remembering.ts';
import { foldText } from '../understand/tokens.ts';

const { assign } = flow;

export const memory = {
  speak: assign({ language: ({ event }) => on(event, 'language.changed').language }),
  missed: assign({ misses: ({ context }) => context.misses + 1 }),
  gotIt: assign({ misses: 0 }),
  takeWishes: assign(remember.wishes),
  takePeople: assign(remember.people),
  takeReading: assign(remember.reading),
  takeCabin: assign(remember.cabin),
  takeWanted: assign(remember.wantedCabin),
  takeAlternative: assign(remember.alternative),
  takeOffers: assign({ offers: ({ event }) => on(event, 'offers.found').offers }),
  takeAlternatives: assign({
    alternatives: ({ event }) => on(event, 'alternatives.found').alternatives,
  }),
  takeQuote: assign(remember.quote),
  takeName: assign({ name: ({ context, event }) => meaningOf(event)?.name ?? context.name }),
  takeHold: assign(remember.hold),
  takeLink: assign(remember.link),
  extendHold: assign(remember.extension),
  takeBooking: assign(remember.booking),
  takeNearStay: assign(remember.nearStay),
  takeTerms: assign({ leaving: ({ event }) => on(event, 'leaving.told').terms }),
  /** Or begin it again. */
  beginChange: assign(remember.unnamed),
  takeChange: assign(remember.change),
  wantAnother: assign(({ context }) => ({
    wanted: null,
    change: { pets: context.change?.pets ?? null, another: true, told: null },
  })),
  takeTold: assign(remember.told),
  takeChoices: assign(({ event }) => {
    const { offers, alternatives } = on(event, 'change.choices');
    return { offers, alternatives };
  }),
  takeChanged: assign(remember.changed),
  forgetChange: assign(() => ({ ...remember.unnamed(), change: null })),
  noteWaitable: assign({ waitable: remember.waitable }),
  joinedWait: assign({ waitable: null, waiting: 'waiting' }),
  noteWaitOffer: assign({ waiting: 'offered' }),
  forgetWait: assign({ waiting: null }),
  wishAsWaited: assign(remember.wishesAsWaited),
  holdLonger: assign(remember.longerHold),
  expectTransfer: assign(remember.transferExpected),
  keepQuiet: assign({ quietUntil: ({ event }) => on(event, 'human.called').until }),
  speakAgain: assign({ quietUntil: null, misses: 0 }),
  wishAsHeld: assign(remember.wishesAsHeld),
  /** Other dates for the cabin that was held, unless another one was named since. */
  wantHeldCabin: assign({
    wanted: ({ context: { hold, wanted } }) => wanted ?? (hold && foldText(hold.cabinName)),
  }),
  forgetDates: assign({
    stay: null,
    others: [],
    checkIn: null,
    month: null,
    nights: null,
    doubts: [],
  }),
  /** The cabin stays wanted. */
  forgetOffers: assign({ offers: [], alternatives: [], cabin: null, quote: null }),
  forgetCabin: assign({ wanted: null, cabin: null, quote: null }),
  forgetHold: assign(({ context: { hold, lapsed } }) => ({
    hold: null,
    lapsed: hold?.code ?? lapsed,
  })),
  forgetBooking: assign(remember.bookingGone),
  forgetTerms: assign({ leaving: null }),
  leaveBooking: assign({ booking: null, leaving: null }),
  forgetPast: assign(remember.withoutPast),
};
