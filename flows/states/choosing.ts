// From dates and party to a cabin and a quote that the guest says yes to.

import type { Context } from '../context.ts';
import type { StateConfig } from '../vocabulary.ts';
import { toHuman } from './urgent.ts';

const lookElsewhere = ['gotIt', 'forgetOffers', 'forgetDates', 'sayNoneLiked'] as const;

/** Lasts no longer than the turn: the answer of the effect is the next event. */
export const searching = {
  entry: 'findOffers',
  on: {
    'offers.found': [
      // the cabin that the guest wants, or had on the table before the dates changed
      {
        guard: 'foundWanted',
        target: 'quoting',
        actions: ['noteWaitable', 'takeOffers', 'takeWanted'],
      },
      {
        guard: 'foundOthers',
        target: 'offering',
        actions: ['noteWaitable', 'sayNotWanted', 'takeOffers', 'forgetCabin', 'sayOffers'],
      },
      {
        guard: 'foundOffers',
        target: 'offering',
        actions: ['noteWaitable', 'takeOffers', 'sayOffers'],
      },
      // said with what there is instead
      {
        guard: 'noneLargeEnough',
        target: 'widening',
        actions: ['noteWaitable', 'takeOffers', 'forgetCabin'],
      },
      {
        target: 'widening',
        actions: ['noteWaitable', 'sayWhyNone', 'takeOffers', 'forgetCabin'],
      },
    ],
  },
} as const satisfies StateConfig;

/** Nothing is free as asked: other dates, fewer nights, two cabins. */
export const widening = {
  entry: 'findAlternatives',
  on: {
    'alternatives.found': [
      {
        guard: 'foundRoomInTwo',
        target: 'proposing',
        actions: ['sayNoneLargeEnough', 'takeAlternatives'],
      },
      { guard: 'foundAlternatives', target: 'proposing', actions: 'takeAlternatives' },
      { guard: 'tooManyPeople', target: 'resting', actions: 'sayTooMany' },
      {
        guard: 'canWait',
        target: 'askingDates',
        actions: [{ type: 'say', params: { key: 'noAlternatives' } }, 'offerWait', 'forgetDates'],
      },
      {
        target: 'askingDates',
        actions: [{ type: 'say', params: { key: 'noAlternatives' } }, 'forgetDates'],
      },
    ],
  },
} as const satisfies StateConfig;

const proposal = ({ alternatives }: Context) => ({ key: 'alternatives', alternatives }) as const;

export const proposing = {
  meta: { expects: 'offer', prompt: proposal },
  entry: 'prompt',
  on: {
    'guest.said': [
      { guard: 'meansTwoCabins', ...toHuman('manyCabins') },
      { guard: 'booksAlternative', target: 'quoting', actions: 'takeAlternative' },
      { guard: 'meansAlternative', target: 'viewing', actions: 'takeAlternative' },
      {
        guard: 'wantsOne',
        actions: [
          'gotIt',
          {
            type: 'say',
            params: ({ context }) => ({ key: 'whichOne', question: proposal(context) }),
          },
        ],
      },
      { guard: { type: 'intendsFirst', params: ['price'] }, actions: ['gotIt', 'prompt'] },
      {
        guard: 'refusesAndMayWait',
        target: 'gathering',
        actions: ['gotIt', 'forgetOffers', 'forgetDates', 'sayNoneLiked', 'offerWait'],
      },
      {
        guard: 'refuses',
        target: 'gathering',
        actions: lookElsewhere,
      },
    ],
  },
} as const satisfies StateConfig;

const offered = ({ stay, others, party, pets, offers, month }: Context) =>
  stay && party
    ? ({ key: 'askOffer', stays: [stay, ...others], party, pets, offers } as const)
    : ({ key: 'askDates', month, party, pets } as const);

export const offering = {
  meta: { expects: 'offer', prompt: offered },
  on: {
    'guest.said': [
      { guard: 'booksOffer', target: 'quoting', actions: 'takeCabin' },
      { guard: 'meansOffer', target: 'viewing', actions: 'takeCabin' },
      {
        guard: 'wantsOne',
        actions: [
          'gotIt',
          {
            type: 'say',
            params: ({ context }) => ({ key: 'whichOne', question: offered(context) }),
          },
        ],
      },
      // the list has the prices
      { guard: 'asksPriceAndMore', actions: ['gotIt', 'answer', 'sayOffers'] },
      { guard: { type: 'intendsFirst', params: ['price'] }, actions: ['gotIt', 'sayOffers'] },
      {
        guard: 'refuses',
        target: 'gathering',
        actions: lookElsewhere,
      },
    ],
  },
} as const satisfies StateConfig;

export const viewing = {
  meta: { expects: 'yesNo', prompt: ({ cabin }) => (cabin ? { key: 'askBook', cabin } : null) },
  entry: 'describeCabin',
  on: {
    'cabin.described': { actions: 'sayCabin' },
    'cabin.gone': {
      target: 'searching',
      actions: ['forgetCabin', { type: 'say', params: { key: 'notThatCabin' } }],
    },
    'guest.said': [
      { guard: 'booksOffer', target: 'quoting', actions: 'takeCabin' },
      { guard: 'wantsIt', target: 'quoting', actions: 'gotIt' },
      { guard: { type: 'intendsFirst', params: ['photos'] }, actions: ['gotIt', 'describeCabin'] },
      { guard: 'asksPriceAndMore', target: 'quoting', actions: ['gotIt', 'answer'] },
      { guard: { type: 'intendsFirst', params: ['price'] }, target: 'quoting', actions: 'gotIt' },
      {
        guard: 'findsDearAmongOthers',
        target: 'returning',
        actions: ['gotIt', 'sayTooDear'],
      },
      { guard: 'refusesTheOnly', target: 'gathering', actions: lookElsewhere },
      { guard: 'refuses', target: 'returning', actions: 'gotIt' },
    ],
  },
} as const satisfies StateConfig;

export const quoting = {
  entry: 'makeQuote',
  on: {
    'quote.made': [
      {
        guard: 'promoFails',
        target: 'awaitingYes',
        actions: ['takeQuote', 'sayPromoFails', 'sayQuote', 'askToBook'],
      },
      { target: 'awaitingYes', actions: ['takeQuote', 'sayQuote', 'askToBook'] },
    ],
    'quote.refused': {
      target: 'searching',
      actions: ['forgetCabin', 'sayQuoteRefused'],
    },
  },
} as const satisfies StateConfig;

export const awaitingYes = {
  meta: {
    expects: 'yesNo',
    prompt: ({ quote, name }) => (quote ? { key: 'askYes', quote, name } : null),
  },
  on: {
    // the quote once more, when its price was asked about
    'quote.made': { actions: ['sayQuote', 'askToBook'] },
    'guest.chose': { guard: 'choseQuote', target: 'naming', actions: 'gotIt' },
    'guest.said': [
      { guard: 'wantsIt', target: 'naming', actions: ['gotIt', 'takeName'] },
      { guard: 'givesName', actions: ['gotIt', 'takeName', 'prompt'] },
      {
        guard: 'findsDearAmongOthers',
        target: 'returning',
        actions: ['gotIt', 'sayTooDear'],
      },
      { guard: 'refusesTheOnly', target: 'gathering', actions: lookElsewhere },
      { guard: 'refuses', target: 'returning', actions: 'gotIt' },
      { guard: 'asksPriceAndMore', actions: ['gotIt', 'answer', 'recallQuote'] },
      { guard: { type: 'intendsFirst', params: ['price'] }, actions: ['gotIt', 'recallQuote'] },
    ],
  },
} as const satisfies StateConfig;

/** Back to what was shown. */
export const returning = {
  entry: 'forgetCabin',
  always: [
    { guard: 'hasAlternatives', target: 'proposing' },
    { guard: 'hasOffers', target: 'offering', actions: 'sayOffers' },
    { target: 'gathering' },
  ],
} as const satisfies StateConfig;

/** A name that came with the yes, or before it, is not asked for again. */
export const naming = {
  always: [{ guard: 'hasName', target: 'holding', actions: 'placeHold' }, { target: 'askingName' }],
} as const satisfies StateConfig;

export const askingName = {
  meta: { expects: 'name', prompt: ({ profileName }) => ({ key: 'askName', profileName }) },
  entry: 'prompt',
  on: {
    'guest.chose': [
      { guard: 'choseProfileName', target: 'holding', actions: ['gotIt', 'placeHold'] },
      // a button tapped twice
      { guard: 'choseQuote', actions: ['gotIt', 'prompt'] },
    ],
    'guest.said': [
      { guard: 'givesName', target: 'holding', actions: ['gotIt', 'placeHold'] },
      { guard: 'agreesToName', target: 'holding', actions: ['gotIt', 'placeHold'] },
      { guard: 'refuses', target: 'returning', actions: 'gotIt' },
      {
        guard: { type: 'intendsFirst', params: ['price'] },
        target: 'awaitingYes',
        actions: ['gotIt', 'recallQuote'],
      },
    ],
  },
} as const satisfies StateConfig;

export const holding = {
  on: {
    'hold.granted': {
      target: 'held',
      actions: ['takeHold', 'gotIt', 'forgetOffers', 'forgetCabin', 'sayHeld'],
    },
    'hold.refused': [
      {
        guard: { type: 'refusedFor', params: 'quoteExpired' },
        target: 'quoting',
        actions: { type: 'say', params: { key: 'quoteExpired' } },
      },
      {
        guard: { type: 'refusedFor', params: 'tooManyHolds' },
        target: 'resting',
        actions: { type: 'say', params: { key: 'tooManyHolds' } },
      },
      {
        target: 'searching',
        actions: ['forgetCabin', { type: 'say', params: { key: 'holdTaken' } }],
      },
    ],
  },
} as const satisfies StateConfig;
