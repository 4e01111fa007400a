// The dates are held: the guest pays, lets go, or the time runs out.

import type { StateConfig } from '../flow.ts';
import { on } from '../reading.ts';

export const awaitingPayment = {
  meta: {
    expects: 'payment',
    prompt: ({ hold }) => {
      if (!hold) return null;
      const { code, deposit, heldUntil, link } = hold;
      return link ? { key: 'payLink', code, deposit, heldUntil, path: link } : { key: 'linkComing', heldUntil };
    },
  },
  on: {
    'link.ready': { guard: 'isAboutHold', actions: ['takeLink', 'prompt'] },
    'link.failed': { guard: 'isAboutHold', actions: { type: 'say', params: { key: 'linkFailed' } } },
    'hold.ending': {
      guard: 'isAboutHold',
      actions: {
        type: 'say',
        params: ({ context, event }) => ({
          key: 'holdEnding',
          minutesLeft: on(event, 'hold.ending').minutesLeft,
          path: context.hold?.link ?? null,
        }),
      },
    },
    'guest.chose': { guard: { type: 'chose', params: 'otherDates' }, target: 'lettingGo' },
    'guest.said': [
      {
        guard: { type: 'intends', params: ['payment_claim'] },
        actions: ['gotIt', 'lookForPayment', { type: 'say', params: { key: 'lookingForPayment' } }],
      },
      { guard: 'cancels', target: 'askingToCancel' },
      { guard: 'asksToPay', actions: ['gotIt', 'prompt'] },
      // wishes are kept for after the hold, which only a tap lets go
      {
        guard: 'hasWishes',
        actions: [
          'takeWishes',
          {
            type: 'say',
            params: ({ context }) => {
              const { hold } = context;
              return hold
                ? { key: 'holdInTheWay', cabinName: hold.cabinName, stay: hold.stay, heldUntil: hold.heldUntil }
                : { key: 'askDates' };
            },
          },
        ],
      },
    ],
    'guest.sent': {
      guard: 'sentReceipt',
      actions: ['lookForPayment', { type: 'say', params: { key: 'lookingForPayment' } }],
    },
  },
} as const satisfies StateConfig;

/** Lets the held nights go in order to look for others. */
export const lettingGo = {
  entry: 'releaseHold',
  on: {
    'hold.released': { target: 'gathering', actions: ['forgetHold', { type: 'say', params: { key: 'holdReleased' } }] },
    'hold.kept': { target: 'awaitingPayment', actions: { type: 'say', params: { key: 'holdKept' } } },
  },
} as const satisfies StateConfig;

export const askingToCancel = {
  meta: {
    expects: 'yesNo',
    prompt: ({ hold }) => (hold ? { key: 'askCancelHold', code: hold.code, cabinName: hold.cabinName, stay: hold.stay } : null),
  },
  entry: 'prompt',
  on: {
    'link.ready': { guard: 'isAboutHold', actions: 'takeLink' },
    'guest.chose': [
      { guard: { type: 'answersHold', params: 'yes' }, target: 'cancelling' },
      { guard: { type: 'answersHold', params: 'no' }, target: 'resuming' },
    ],
    'guest.said': [
      { guard: 'agrees', target: 'cancelling' },
      { guard: 'refuses', target: 'resuming' },
      { guard: 'cancels', target: 'cancelling' },
    ],
  },
} as const satisfies StateConfig;

export const cancelling = {
  entry: 'releaseHold',
  on: {
    'hold.released': {
      target: 'resting',
      actions: ['forgetHold', 'forgetOffers', 'forgetDates', { type: 'say', params: { key: 'holdReleased' } }],
    },
    'hold.kept': { target: 'awaitingPayment', actions: { type: 'say', params: { key: 'holdKept' } } },
  },
} as const satisfies StateConfig;

export const confirmed = {
  meta: {
    expects: 'anything',
    prompt: ({ booking }) => (booking ? { key: 'booking', code: booking.code, cabinName: booking.cabinName, stay: booking.stay } : { key: 'menu' }),
  },
} as const satisfies StateConfig;
