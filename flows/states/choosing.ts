// From dates and party to a cabin and a quote that the guest says yes to.

import type { StateConfig } from '../flow.ts';
import { on } from '../reading.ts';

/** Lasts no longer than the turn: the answer of the effect is the next event. */
export const searching = {
  entry: 'findOffers',
  on: {
    'offers.found': [
      { guard: 'foundOffers', target: 'offering', actions: 'takeOffers' },
      { target: 'widening', actions: ['takeOffers', 'sayWhyNone'] },
    ],
  },
} as const satisfies StateConfig;

/** Nothing is free as asked: other dates, fewer nights, two cabins. */
export const widening = {
  entry: 'findAlternatives',
  on: {
    'alternatives.found': [
      { guard: 'foundAlternatives', target: 'proposing', actions: 'takeAlternatives' },
      {
        guard: 'tooManyPeople',
        target: 'askingDates',
        actions: [
          {
            type: 'say',
            params: ({ context, event }) => ({
              key: 'tooManyPeople',
              party: context.party ?? { adults: 0, children: 0, infants: 0 },
              most: on(event, 'alternatives.found').mostPeople,
            }),
          },
          'forgetDates',
        ],
      },
      { target: 'askingDates', actions: [{ type: 'say', params: { key: 'noAlternatives' } }, 'forgetDates'] },
    ],
  },
} as const satisfies StateConfig;

export const proposing = {
  meta: { expects: 'offer', prompt: ({ alternatives }) => ({ key: 'alternatives', alternatives }) },
  entry: 'prompt',
  on: {
    'guest.chose': [
      { guard: 'meansTwoCabins', target: '#conversation.handedOff', actions: { type: 'callHuman', params: { why: 'manyCabins' } } },
      { guard: 'meansAlternative', target: 'viewing', actions: 'takeAlternative' },
    ],
    'guest.said': [
      { guard: 'meansTwoCabins', target: '#conversation.handedOff', actions: { type: 'callHuman', params: { why: 'manyCabins' } } },
      { guard: 'meansAlternative', target: 'viewing', actions: 'takeAlternative' },
      { guard: 'refuses', target: 'gathering', actions: 'forgetDates' },
    ],
  },
} as const satisfies StateConfig;

export const offering = {
  meta: {
    expects: 'offer',
    prompt: ({ stay, party, pets, offers }) => (stay && party ? { key: 'offers', stay, party, pets, offers } : { key: 'askDates' }),
  },
  entry: 'prompt',
  on: { 'guest.said': { guard: 'meansOffer', target: 'viewing', actions: 'takeCabin' } },
} as const satisfies StateConfig;

export const viewing = {
  meta: { expects: 'yesNo', prompt: ({ cabin }) => (cabin ? { key: 'askBook', cabin } : null) },
  entry: 'describeCabin',
  on: {
    'cabin.described': {
      actions: { type: 'say', params: ({ event }) => ({ key: 'cabin', card: on(event, 'cabin.described').card }) },
    },
    'guest.said': [
      { guard: 'agrees', target: 'quoting' },
      { guard: 'refuses', target: 'returning' },
      { guard: { type: 'intends', params: ['price'] }, target: 'quoting' },
    ],
  },
} as const satisfies StateConfig;

export const quoting = {
  entry: 'makeQuote',
  on: {
    'quote.made': { target: 'awaitingYes', actions: ['takeQuote', 'sayQuote'] },
    'quote.refused': {
      target: 'searching',
      actions: {
        type: 'say',
        params: ({ event }) => {
          const { cabinName, refusal } = on(event, 'quote.refused');
          return { key: 'quoteRefused', cabinName, refusal };
        },
      },
    },
  },
} as const satisfies StateConfig;

export const awaitingYes = {
  meta: {
    expects: 'yesNo',
    prompt: ({ quote }) => (quote ? { key: 'askYes', quoteId: quote.id, total: quote.total, deposit: quote.deposit } : null),
  },
  on: {
    // the quote once more, when its price was asked about
    'quote.made': { actions: 'sayQuote' },
    'guest.chose': [
      { guard: { type: 'answersQuote', params: 'yes' }, target: 'askingName' },
      { guard: { type: 'answersQuote', params: 'no' }, target: 'returning' },
    ],
    'guest.said': [
      { guard: 'agrees', target: 'askingName' },
      { guard: 'refuses', target: 'returning' },
      { guard: { type: 'intends', params: ['price'] }, actions: ['gotIt', 'recallQuote'] },
    ],
  },
} as const satisfies StateConfig;

/** Back to the cabins that were shown. */
export const returning = {
  always: [
    { guard: 'hasOffers', target: 'offering' },
    { target: 'gathering', actions: 'forgetDates' },
  ],
} as const satisfies StateConfig;

export const askingName = {
  meta: { expects: 'name', prompt: ({ profileName }) => ({ key: 'askName', profileName }) },
  entry: 'prompt',
  on: {
    'guest.chose': { guard: 'choseProfileName', target: 'holding', actions: 'placeHold' },
    'guest.said': { guard: 'givesName', target: 'holding', actions: 'placeHold' },
  },
} as const satisfies StateConfig;

export const holding = {
  on: {
    'hold.granted': {
      target: 'awaitingPayment',
      actions: ['takeHold', { type: 'say', params: ({ event }) => ({ key: 'held', hold: on(event, 'hold.granted').hold }) }],
    },
    'hold.refused': [
      { guard: { type: 'refusedFor', params: 'quoteExpired' }, target: 'quoting', actions: { type: 'say', params: { key: 'quoteExpired' } } },
      { guard: { type: 'refusedFor', params: 'tooManyHolds' }, target: 'resting', actions: { type: 'say', params: { key: 'tooManyHolds' } } },
      { target: 'searching', actions: { type: 'say', params: { key: 'holdTaken' } } },
    ],
  },
} as const satisfies StateConfig;
