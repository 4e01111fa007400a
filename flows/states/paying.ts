// The dates are held: the guest pays, lets go, or the time runs out.

import type { StateConfig } from '../vocabulary.ts';
import { urgent } from './urgent.ts';

const awaitingPayment = {
  meta: {
    expects: 'payment',
    prompt: ({ hold }) => {
      if (!hold) return null;
      const { code, deposit, heldUntil, link, transfer } = hold;
      if (transfer === 'sent') return { key: 'receiptWaits', until: heldUntil };
      return link
        ? { key: 'payLink', code, deposit, heldUntil, path: link }
        : { key: 'linkComing', heldUntil };
    },
  },
} as const satisfies StateConfig;

/** Lets the held nights go in order to look for others. */
const lettingGo = {
  entry: 'releaseHold',
  on: {
    'hold.released': {
      target: '#conversation.attending.gathering',
      actions: ['wantHeldCabin', 'forgetHold', { type: 'say', params: { key: 'letGo' } }],
    },
    'hold.kept': {
      target: 'awaitingPayment',
      actions: { type: 'say', params: { key: 'holdKept' } },
    },
  },
} as const satisfies StateConfig;

const askingToCancel = {
  meta: {
    expects: 'yesNo',
    prompt: ({ hold }) =>
      hold && {
        key: 'askCancelHold',
        code: hold.code,
        cabinName: hold.cabinName,
        stay: hold.stay,
      },
  },
  entry: 'prompt',
  on: {
    // said when the guest keeps the hold
    'link.ready': { guard: 'isAboutHold', actions: 'takeLink' },
    'guest.chose': {
      guard: { type: 'choseForHold', params: 'cancelHold' },
      target: 'cancelling',
      actions: 'gotIt',
    },
    'guest.said': [
      { guard: 'agrees', target: 'cancelling', actions: 'gotIt' },
      { guard: 'cancels', target: 'cancelling', actions: 'gotIt' },
      {
        guard: { type: 'intendsFirst', params: ['deny', 'defer'] },
        target: 'awaitingPayment',
        actions: ['gotIt', 'prompt'],
      },
    ],
  },
} as const satisfies StateConfig;

const cancelling = {
  entry: 'releaseHold',
  on: {
    'hold.released': {
      target: '#conversation.attending.resting',
      actions: ['forgetHold', 'forgetDates', { type: 'say', params: { key: 'holdReleased' } }],
    },
    'hold.kept': {
      target: 'awaitingPayment',
      actions: { type: 'say', params: { key: 'holdKept' } },
    },
  },
} as const satisfies StateConfig;

/** Wishes are kept for after the hold, which only a tap lets go. */
export const held = {
  initial: 'awaitingPayment',
  on: {
    'guest.said': [
      ...urgent,
      { guard: 'cancels', target: '.askingToCancel', actions: 'gotIt' },
      {
        guard: { type: 'intendsFirst', params: ['menu'] },
        target: '.awaitingPayment',
        actions: ['gotIt', 'sayHoldInTheWay'],
      },
      {
        guard: { type: 'intends', params: ['bank_transfer'] },
        target: '.awaitingPayment',
        actions: ['gotIt', 'askTransfer'],
      },
      {
        guard: { type: 'intends', params: ['payment_failed'] },
        target: '.awaitingPayment',
        actions: ['gotIt', 'sayPaymentTrouble'],
      },
      { guard: 'asksToPay', target: '.awaitingPayment', actions: ['gotIt', 'prompt'] },
      // "no, dejala como estaba"
      { guard: 'refuses', target: '.awaitingPayment', actions: ['gotIt', 'prompt'] },
      {
        guard: 'asksAndWishes',
        target: '.awaitingPayment',
        actions: ['answer', 'takeWishes', 'sayHoldInTheWay'],
      },
      {
        guard: 'wantsOther',
        target: '.awaitingPayment',
        actions: ['takeWishes', 'sayHoldInTheWay'],
      },
    ],
    'guest.chose': [
      {
        guard: { type: 'choseForHold', params: 'letGo' },
        target: '.lettingGo',
        actions: 'gotIt',
      },
      {
        guard: { type: 'choseForHold', params: 'cancelHold' },
        target: '.askingToCancel',
        actions: 'gotIt',
      },
      // the last two: buttons tapped twice on the way here
      {
        guard: { type: 'chose', params: ['resume', 'yes', 'profileName'] },
        target: '.awaitingPayment',
        actions: ['gotIt', 'prompt'],
      },
      {
        guard: {
          type: 'chose',
          params: [
            'menu',
            'search',
            'otherDates',
            'otherCabin',
            'cabin',
            'book',
            'people',
            'alternative',
            'reading',
            'leaveStay',
            'takeWait',
          ],
        },
        target: '.awaitingPayment',
        actions: ['gotIt', 'sayHoldInTheWay'],
      },
    ],
  },
  states: { awaitingPayment, lettingGo, askingToCancel, cancelling },
} as const satisfies StateConfig;
