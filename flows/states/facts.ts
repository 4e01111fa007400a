// What payments, refunds and holds tell the guest in any state, a quiet one included:
// money is never met with silence.

import type { StateConfig } from '../vocabulary.ts';
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
  'hold.ending': { guard: 'isAboutHold', actions: 'sayEnding' },
  'hold.expired': { guard: 'isAboutHold', actions: ['wishAsHeld', 'forgetHold', 'sayExpired'] },
  'payment.pending': { actions: 'sayPending' },
  'payment.rejected': { actions: 'sayRejected' },
  'payment.notFound': { actions: 'sayNotFound' },
  'payment.confirmed': { actions: ['takeBooking', 'sayConfirmed'] },
  'payment.short': { actions: ['extendHold', 'sayShort'] },
  'payment.repeated': { actions: 'sayRepeated' },
  'payment.tooLate': { actions: 'sayTooLate' },
  'payment.afterCancel': { actions: 'sayAfterCancel' },
  'payment.disputed': { actions: 'sayDisputed' },
  'balance.ready': { actions: 'sayBalanceLink' },
  'balance.paid': { actions: 'sayBalancePaid' },
  'stay.changed': { actions: ['takeChanged', 'sayChanged'] },
  'change.ended': { actions: 'sayChangeEnded' },
  'wait.offered': { actions: ['noteWaitOffer', 'sayWaitOffer'] },
  'transfer.refused': { actions: ['holdLonger', 'sayTransferRefused'] },
  'transfer.tooLate': { actions: 'sayTransferTooLate' },
  'refund.done': { actions: 'sayRefundDone' },
  'refund.blocked': { actions: 'sayRefundBlocked' },
  'stay.near': { actions: ['takeNearStay', 'sayNear'] },
  'stay.arriving': { actions: 'sayArriving' },
  'stay.leaving': { actions: 'sayLeaving' },
  'stay.over': { actions: 'sayOver' },
  'reservation.cancelled': { actions: ['forgetBooking', 'sayCancelled'] },
} as const satisfies StateConfig['on'];
