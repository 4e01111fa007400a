// What payments, refunds and holds tell the guest in any state, a quiet one included:
// money is never met with silence.

import type { StateConfig } from '../vocabulary.ts';
import { on } from '../reading.ts';
import { answered } from './privacy.ts';

/** Handled at the root, without leaving the state that the chat is in. */
export const facts = {
  ...answered,
  'language.changed': { actions: 'speak' },
  'owner.tookOver': {
    target: '.handedOff',
    actions: [{ type: 'callHuman', params: { why: 'ownerSpoke' } }],
  },
  'messages.setAside': {
    target: '.handedOff',
    actions: [{ type: 'callHuman', params: { why: 'failed' } }],
  },
  'link.ready': { guard: 'isAboutHold', actions: ['takeLink', 'sayLink'] },
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
  'hold.expired': { guard: 'isAboutHold', actions: ['wishAsHeld', 'forgetHold', 'sayExpired'] },
  'payment.pending': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { cabinName, stay } = on(event, 'payment.pending');
        return { key: 'paymentPending', cabinName, stay };
      },
    },
  },
  'payment.rejected': {
    actions: {
      type: 'say',
      params: ({ context, event }) => ({
        key: 'paymentRejected',
        detail: on(event, 'payment.rejected').detail,
        path: context.hold?.link ?? null,
      }),
    },
  },
  'payment.notFound': {
    actions: {
      type: 'say',
      params: ({ context }) => ({ key: 'paymentNotFound', path: context.hold?.link ?? null }),
    },
  },
  'payment.confirmed': { actions: ['takeBooking', 'sayConfirmed'] },
  'payment.short': {
    actions: [
      'extendHold',
      {
        type: 'say',
        params: ({ event }) => {
          const { received, missing, heldUntil } = on(event, 'payment.short');
          return { key: 'paymentShort', received, missing, heldUntil };
        },
      },
    ],
  },
  'payment.repeated': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { amount, counts } = on(event, 'payment.repeated');
        return { key: 'paymentRepeated', amount, counts };
      },
    },
  },
  'payment.tooLate': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { amount, cabinName, stay } = on(event, 'payment.tooLate');
        return { key: 'paymentTooLate', amount, cabinName, stay };
      },
    },
  },
  'payment.afterCancel': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { amount, refund } = on(event, 'payment.afterCancel');
        return { key: 'paymentAfterCancel', amount, refund };
      },
    },
  },
  'payment.disputed': {
    actions: {
      type: 'say',
      params: ({ event }) => ({ key: 'paymentDisputed', code: on(event, 'payment.disputed').code }),
    },
  },
  'balance.ready': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { type: _, until = null, ...ready } = on(event, 'balance.ready');
        return { key: 'balanceLink', ...ready, until };
      },
    },
  },
  'balance.paid': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { code, received, surplus, missing } = on(event, 'balance.paid');
        return { key: 'balancePaid', code, received, surplus, missing };
      },
    },
  },
  'stay.changed': { actions: ['takeChanged', 'sayChanged'] },
  'change.ended': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { why, cabinName, stay } = on(event, 'change.ended');
        return { key: 'changeEnded', why, cabinName, stay };
      },
    },
  },
  'wait.offered': {
    actions: [
      'noteWaitOffer',
      {
        type: 'say',
        params: ({ event }) => {
          const { cabinName, stay, until } = on(event, 'wait.offered');
          return { key: 'waitOffer', cabinName, stay, until };
        },
      },
    ],
  },
  'transfer.refused': {
    actions: [
      'holdLonger',
      {
        type: 'say',
        params: ({ event }) => ({
          key: 'transferRefused',
          heldUntil: on(event, 'transfer.refused').heldUntil,
        }),
      },
    ],
  },
  'transfer.tooLate': {
    actions: {
      type: 'say',
      params: ({ event }) => {
        const { amount, cabinName, stay } = on(event, 'transfer.tooLate');
        return { key: 'transferTooLate', amount, cabinName, stay };
      },
    },
  },
  'refund.done': {
    actions: {
      type: 'say',
      params: ({ event }) => ({ key: 'refundDone', amount: on(event, 'refund.done').amount }),
    },
  },
  'refund.blocked': {
    actions: {
      type: 'say',
      params: ({ event }) => ({ key: 'refundBlocked', amount: on(event, 'refund.blocked').amount }),
    },
  },
  'stay.near': { actions: ['takeNearStay', 'sayNear'] },
  'stay.arriving': { actions: 'sayArriving' },
  'stay.leaving': { actions: 'sayLeaving' },
  'stay.over': { actions: 'sayOver' },
  'reservation.cancelled': { actions: ['forgetBooking', 'sayCancelled'] },
} as const satisfies StateConfig['on'];
