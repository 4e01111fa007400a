// A confirmed stay is changed: what is named is gathered as in a search, the stay on record is the base, and
// what it comes to is shown before a yes. Nothing is let go before the new nights are had.

import type { StateConfig } from '../vocabulary.ts';
import { overtaken } from './leaving.ts';
import { toHuman, urgent } from './urgent.ts';

const keepsStay = {
  target: '#conversation.attending.confirmed',
  actions: ['gotIt', { type: 'say', params: { key: 'stayKept' } }],
} as const;

const answered = {
  'change.told': { target: 'agreeing', actions: ['takeTold', 'sayChange'] },
  'change.choices': [
    { guard: 'hasChoices', target: 'choosing', actions: ['takeChoices', 'sayWhyNot'] },
    { target: 'asking', actions: ['sayWhyNot', 'beginChange'] },
  ],
  'change.refused': [
    { guard: 'isForHuman', ...toHuman('change') },
    {
      guard: 'isSame',
      target: '#conversation.attending.confirmed',
      actions: { type: 'say', params: { key: 'sameStay' } },
    },
    {
      target: '#conversation.attending.confirmed',
      actions: { type: 'say', params: { key: 'cannotChange' } },
    },
  ],
} as const satisfies StateConfig['on'];

/** Decides what is missing; never rests. */
const sorting = {
  always: [
    { guard: 'hasDoubt', target: 'reading' },
    { guard: 'namesChange', target: 'pricing' },
    { target: 'asking' },
  ],
} as const satisfies StateConfig;

const asking = {
  meta: {
    expects: 'stay',
    prompt: ({ booking }) =>
      booking && { key: 'askChange', cabinName: booking.cabinName, stay: booking.stay },
  },
  entry: 'prompt',
} as const satisfies StateConfig;

const reading = {
  meta: {
    expects: 'reading',
    prompt: ({ doubts: [doubt] }) => (doubt ? { key: 'askReading', doubt } : null),
  },
  entry: 'prompt',
  on: {
    'guest.chose': [
      { guard: 'meansReading', target: 'sorting', actions: 'takeReading' },
      {
        guard: { type: 'chose', params: ['otherDates'] },
        target: 'asking',
        actions: ['gotIt', 'beginChange'],
      },
    ],
    'guest.said': [
      { guard: 'meansReading', target: 'sorting', actions: 'takeReading' },
      { guard: 'refuses', target: 'asking', actions: ['gotIt', 'beginChange'] },
    ],
  },
} as const satisfies StateConfig;

const pricing = { entry: 'weighChange', on: answered } as const satisfies StateConfig;

const choosing = {
  meta: {
    expects: 'offer',
    prompt: ({ offers, alternatives }) => ({ key: 'changeChoices', offers, alternatives }),
  },
  entry: 'prompt',
  on: {
    'guest.said': [
      { guard: 'meansAlternative', target: 'pricing', actions: 'takeAlternative' },
      { guard: 'meansOffer', target: 'pricing', actions: 'takeCabin' },
    ],
  },
} as const satisfies StateConfig;

const agreeing = {
  meta: {
    expects: 'yesNo',
    prompt: ({ change }) => (change?.told ? { key: 'askAgree', ...change.told } : null),
  },
  entry: 'prompt',
  on: {
    'guest.chose': { guard: 'choseChange', target: 'applying', actions: 'gotIt' },
    'guest.said': { guard: 'agrees', target: 'applying', actions: 'gotIt' },
  },
} as const satisfies StateConfig;

const applying = {
  entry: 'agreeToChange',
  on: {
    ...answered,
    'stay.changed': {
      target: '#conversation.attending.confirmed',
      actions: ['takeChanged', 'sayChanged'],
    },
    'change.held': {
      target: '#conversation.attending.confirmed',
      actions: 'sayChangeHeld',
    },
  },
} as const satisfies StateConfig;

export const changing = {
  initial: 'sorting',
  exit: 'forgetChange',
  on: {
    ...overtaken,
    // by the owner, or by an earlier change that was paid
    'stay.changed': {
      guard: 'isAboutBooking',
      target: 'confirmed',
      actions: ['takeChanged', 'sayChanged'],
    },
    'guest.said': [
      ...urgent,
      { guard: 'dropsChange', ...keepsStay },
      { guard: 'booksOffer', target: '.pricing', actions: 'takeCabin' },
      { guard: 'hasProblem', target: '.sorting', actions: ['sayProblem', 'takeChange'] },
      { guard: 'asksAndWishes', target: '.sorting', actions: ['answer', 'takeChange'] },
      { guard: 'saysChange', target: '.sorting', actions: 'takeChange' },
      {
        guard: { type: 'intendsFirst', params: ['modify_reservation'] },
        target: '.asking',
        actions: ['gotIt', 'beginChange'],
      },
    ],
    'guest.chose': [
      { guard: 'meansAlternative', target: '.pricing', actions: 'takeAlternative' },
      { guard: 'meansOffer', target: '.pricing', actions: 'takeCabin' },
      {
        guard: { type: 'chose', params: ['otherCabin'] },
        target: '.sorting',
        actions: ['gotIt', 'wantAnother'],
      },
      { guard: { type: 'chose', params: ['otherDates'] }, target: '.asking', actions: 'gotIt' },
      {
        guard: { type: 'chose', params: ['people'] },
        target: '.sorting',
        actions: ['gotIt', 'takePeople'],
      },
      { guard: { type: 'chose', params: ['resume'] }, ...keepsStay },
    ],
  },
  states: { sorting, asking, reading, pricing, choosing, agreeing, applying },
} as const satisfies StateConfig;
