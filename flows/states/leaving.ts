// A confirmed stay is given up: what goes back is shown before anything is asked, and only a yes ends it.

import type { StateConfig } from '../vocabulary.ts';
import { toHuman } from './urgent.ts';

/** Disputed money is not given back here; a stay that is over or gone is not ended. */
const refused = [
  { guard: 'isDisputed', ...toHuman('cancel') },
  {
    target: 'confirmed',
    actions: ['forgetTerms', { type: 'say', params: { key: 'cannotLeave' } }],
  },
] as const;
const told = { target: 'askingToLeave', actions: 'takeTerms' } as const;

/** What the policy gives back that the guest accepted. */
export const weighing = {
  entry: { type: 'askToLeave', params: { by: 'policy' } },
  on: { 'leaving.told': told, 'leaving.refused': refused },
} as const satisfies StateConfig;

/** By the right of withdrawal: the case has its code from here on. */
export const withdrawing = {
  entry: { type: 'askToLeave', params: { by: 'withdrawal' } },
  on: { 'leaving.told': told, 'leaving.refused': refused },
} as const satisfies StateConfig;

/** What is asked about was cancelled by the owner meanwhile, or another stay was paid. */
export const overtaken = {
  'reservation.cancelled': {
    guard: 'isAboutBooking',
    target: 'resting',
    actions: ['forgetBooking', 'sayCancelled'],
  },
  'payment.confirmed': { target: 'confirmed', actions: ['takeBooking', 'sayConfirmed'] },
} as const satisfies StateConfig['on'];

export const askingToLeave = {
  meta: {
    expects: 'yesNo',
    prompt: ({ booking, leaving }) =>
      booking && leaving && { key: 'askLeave', ...booking, terms: leaving },
  },
  entry: 'prompt',
  on: {
    ...overtaken,
    'guest.chose': { guard: 'choseToLeave', target: 'leaving', actions: 'gotIt' },
    'guest.said': [
      { guard: 'agrees', target: 'leaving', actions: 'gotIt' },
      {
        guard: 'withdrawsBooking',
        target: 'withdrawing',
        actions: 'gotIt',
      },
      { guard: 'cancels', target: 'leaving', actions: 'gotIt' },
      {
        guard: { type: 'intendsFirst', params: ['deny', 'defer'] },
        target: 'confirmed',
        actions: ['gotIt', 'forgetTerms', { type: 'say', params: { key: 'stayKept' } }],
      },
    ],
  },
} as const satisfies StateConfig;

/** The figure of another day is shown again: a yes is to what was shown. */
export const leaving = {
  entry: 'leaveStay',
  on: {
    'stay.left': { target: 'resting', actions: ['sayLeft', 'leaveBooking'] },
    'leaving.told': told,
    'leaving.refused': refused,
  },
} as const satisfies StateConfig;
