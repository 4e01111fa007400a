// The conversation of one guest, from the first hello to a confirmed stay. What is heard in
// every state stands here; what only one state understands stands in flows/states.

import { emptyContext } from './context.ts';
import { flow, type StateConfig } from './flow.ts';
import { on } from './reading.ts';
import * as asking from './states/asking.ts';
import * as choosing from './states/choosing.ts';
import { facts } from './states/facts.ts';
import * as paying from './states/paying.ts';

export const MACHINE_VERSION = 1;

const toHuman = (why: 'asked' | 'notUnderstood' | 'change' | 'cancel') =>
  ({ target: '#conversation.handedOff', actions: { type: 'callHuman', params: { why } } }) as const;

/** What a text means in any state; the first that fits. */
const heard = [
  { guard: { type: 'intends', params: ['handoff'] }, ...toHuman('asked') },
  { guard: { type: 'intendsFirst', params: 'menu' }, target: '.resting', actions: ['gotIt', 'forgetOffers', 'forgetDates'] },
  { guard: 'cancelsBooking', ...toHuman('cancel') },
  { guard: 'changesBooking', ...toHuman('change') },
  { guard: 'cancels', target: '.resting', actions: ['gotIt', 'forgetOffers', 'forgetDates', { type: 'say', params: { key: 'dropped' } }] },
  { guard: 'hasNearest', target: '.gathering', actions: ['takeWishes', 'takeNearest', 'forgetOffers', 'sayProblem'] },
  { guard: 'hasProblem', actions: ['gotIt', 'sayProblem'] },
  { guard: 'asksAndWishes', target: '.gathering', actions: ['answer', 'takeWishes', 'forgetOffers'] },
  { guard: 'hasWishes', target: '.gathering', actions: ['takeWishes', 'forgetOffers'] },
  { guard: 'asksMonth', actions: ['gotIt', 'findFreeDays'] },
  { guard: 'asks', actions: ['gotIt', 'answer'] },
  { guard: { type: 'intends', params: ['quote', 'availability'] }, target: '.gathering', actions: 'gotIt' },
  { guard: { type: 'intendsFirst', params: 'thanks' }, actions: ['gotIt', { type: 'say', params: { key: 'thanks' } }] },
  { guard: { type: 'intendsFirst', params: 'defer' }, actions: ['gotIt', { type: 'say', params: { key: 'deferred' } }] },
  { guard: { type: 'intendsFirst', params: 'greeting' }, actions: ['gotIt', 'prompt'] },
  { guard: 'missedBefore', ...toHuman('notUnderstood') },
  { actions: ['missed', { type: 'say', params: { key: 'notUnderstood' } }, 'prompt'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.said'];

/** What a tap means in any state: old buttons stay good for what still holds. */
const tapped = [
  { guard: { type: 'chose', params: 'human' }, ...toHuman('asked') },
  { guard: { type: 'chose', params: 'menu' }, target: '.resting', actions: ['gotIt', 'forgetOffers', 'forgetDates'] },
  { guard: 'choseSearchWhileHolding', target: '.resuming' },
  { guard: { type: 'chose', params: 'search' }, target: '.gathering', actions: 'gotIt' },
  { guard: { type: 'chose', params: 'otherDates' }, target: '.gathering', actions: ['forgetOffers', 'forgetDates'] },
  { guard: { type: 'chose', params: 'otherCabin' }, target: '.returning' },
  { guard: { type: 'chose', params: 'resume' }, target: '.resuming' },
  { guard: { type: 'chose', params: 'pay' }, target: '.resuming' },
  { guard: 'choseToCancelHold', target: '.askingToCancel' },
  { guard: 'booksOffer', target: '.quoting', actions: 'takeCabin' },
  { guard: 'meansOffer', target: '.viewing', actions: 'takeCabin' },
  { actions: [{ type: 'say', params: { key: 'staleButton' } }, 'prompt'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.chose'];

const attending = {
  initial: 'arriving',
  on: {
    'guest.said': heard,
    'guest.chose': tapped,
    'guest.sent': { actions: ['sayNotRead', 'prompt'] },
    'answers.found': {
      actions: [
        {
          type: 'say',
          params: ({ event }) => {
            const { answers, unknown } = on(event, 'answers.found');
            return { key: 'answers', answers, unknown };
          },
        },
        'prompt',
      ],
    },
    'month.found': {
      actions: {
        type: 'say',
        params: ({ event }) => {
          const { month, free } = on(event, 'month.found');
          return { key: 'freeDays', month, free };
        },
      },
    },
    'payment.confirmed': [
      { guard: 'isAboutHold', target: '.confirmed', actions: ['takeBooking', 'sayConfirmed', 'forgetOffers', 'forgetDates'] },
    ],
    'hold.expired': {
      guard: 'isAboutHold',
      target: '.resting',
      actions: [
        'wishAsHeld',
        'forgetHold',
        {
          type: 'say',
          params: ({ event }) => {
            const { cabinName, stay } = on(event, 'hold.expired');
            return { key: 'holdExpired', cabinName, stay };
          },
        },
      ],
    },
  },
  states: {
    /** Before the first word. */
    arriving: {
      meta: { expects: 'anything', prompt: () => null },
      on: {
        'guest.said': { target: 'resting', actions: ['welcome', { type: 'say', params: { key: 'hello' } }, 'again'] },
        'guest.chose': { target: 'resting', actions: ['welcome', { type: 'say', params: { key: 'hello' } }, 'again'] },
        'guest.sent': { target: 'resting', actions: ['welcome', { type: 'say', params: { key: 'hello' } }, 'again'] },
      },
    },
    resting: { meta: { expects: 'anything', prompt: () => ({ key: 'menu' }) } },
    /** Where the guest was, as far as it still holds. */
    resuming: {
      always: [
        { guard: 'hasHold', target: 'awaitingPayment', actions: 'prompt' },
        { guard: 'hasBooking', target: 'confirmed', actions: 'prompt' },
        { target: 'resting', actions: 'prompt' },
      ],
    },
    ...asking,
    ...choosing,
    ...paying,
  },
} as const satisfies StateConfig;

/** A person has the chat: the bot answers only what money or a command asks of it. */
const handedOff = {
  meta: { expects: 'anything', prompt: () => null },
  on: {
    'human.called': [
      { guard: 'ownerSpoke', actions: 'keepQuiet' },
      { actions: ['keepQuiet', 'sayCalled'] },
    ],
    'owner.handedBack': { target: 'attending.resuming', actions: ['speakAgain', { type: 'say', params: { key: 'handedBack' } }] },
    'guest.said': [
      { guard: 'quietIsOver', target: 'attending.resuming', actions: ['speakAgain', 'again'] },
      { guard: { type: 'intendsFirst', params: 'menu' }, target: 'attending.resuming', actions: 'speakAgain' },
    ],
    'guest.chose': { guard: 'choseToReturn', target: 'attending.resuming', actions: 'speakAgain' },
  },
} as const satisfies StateConfig;

export const conversation = flow.createMachine({
  id: 'conversation',
  context: ({ input }) => emptyContext(input ?? { language: 'es', profileName: null }),
  initial: 'attending',
  on: facts,
  states: { attending, handedOff },
});
