// What goes before anything else that a text says, in every state: a person, a right, money.

import type { CallReason } from '../events.ts';
import type { StateConfig } from '../vocabulary.ts';
import { rights } from './privacy.ts';

export const toHuman = (why: CallReason) =>
  ({
    target: '#conversation.handedOff',
    actions: { type: 'callHuman', params: { why } },
  }) as const;

export const looksForPayment = {
  guard: 'claimsPayment',
  actions: ['gotIt', 'lookForPayment', { type: 'say', params: { key: 'lookingForPayment' } }],
} as const;

/** A picture may be the receipt of a transfer that is expected; otherwise MercadoPago is asked. */
export const takesReceipt = { guard: 'sendsReceipt', actions: ['gotIt', 'takeReceipt'] } as const;

export const urgent = [
  ...rights,
  { guard: { type: 'intends', params: ['handoff'] }, ...toHuman('asked') },
  { guard: 'claimsTransfer', actions: ['gotIt', 'sayWhereReceipt'] },
  looksForPayment,
] as const satisfies NonNullable<StateConfig['on']>['guest.said'];
