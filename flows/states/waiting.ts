// Nights that became free are offered to whoever asked to be told: the offer is looked up when it is taken.

import type { StateConfig } from '../vocabulary.ts';

/** Not a hold: the guest goes through the same quote as everybody. */
export const recalling = {
  entry: 'takeWaitOffer',
  on: {
    'wait.recalled': { target: 'searching', actions: ['wishAsWaited', 'forgetWait'] },
    'wait.gone': {
      target: 'resuming',
      actions: ['forgetWait', { type: 'say', params: { key: 'waitGone' } }],
    },
  },
} as const satisfies StateConfig;

/** What is heard of it in any state. */
export const waitingSaid = [
  { guard: 'asksToWait', actions: ['gotIt', 'joinWaitlist'] },
  { guard: 'leavesWaitlist', actions: ['gotIt', 'leaveWaitlist'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.said'];

/** A yes or a no where an offer is the last thing that was said. */
export const waitingAnswered = [
  { guard: 'agreesToWait', target: '#conversation.attending.recalling', actions: 'gotIt' },
  { guard: 'declinesWait', actions: ['gotIt', 'leaveWaitlist'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.said'];

export const waitingTapped = [
  { guard: 'choseToWait', actions: ['gotIt', 'joinWaitlist'] },
  { guard: { type: 'chose', params: ['takeWait'] }, target: '.recalling', actions: 'gotIt' },
  { guard: { type: 'chose', params: ['leaveWait'] }, actions: ['gotIt', 'leaveWaitlist'] },
] as const satisfies NonNullable<StateConfig['on']>['guest.chose'];
