// What a guest may ask about their own data, in every state and before anything else that a text says.
// Erasing is asked about once more: it cannot be undone.

import type { StateConfig } from '../vocabulary.ts';

type Heard = NonNullable<StateConfig['on']>['guest.said'];

export const stopsContact = {
  guard: { type: 'intends', params: ['opt_out'] },
  actions: ['gotIt', { type: 'setContact', params: { wish: 'stop' } }],
} as const;
export const resumesContact = {
  guard: { type: 'intendsFirst', params: ['opt_in'] },
  actions: ['gotIt', { type: 'setContact', params: { wish: 'resume' } }],
} as const;

export const rights = [
  { guard: { type: 'intends', params: ['data_access'] }, actions: ['gotIt', 'askData'] },
  {
    guard: { type: 'intends', params: ['data_deletion'] },
    target: '#conversation.attending.askingErasure',
    actions: 'gotIt',
  },
  stopsContact,
  resumesContact,
  { guard: { type: 'intendsFirst', params: ['privacy'] }, actions: ['gotIt', 'sayPrivacy'] },
] as const satisfies Heard;

/** Answers that are heard in any state, a quiet one included. */
export const answered = {
  'contact.set': { actions: 'sayContact' },
  /** By Meta's own button: nothing is said. */
  'contact.preferred': { actions: 'noteContact' },
  'data.told': { actions: 'sayData' },
} as const satisfies StateConfig['on'];

const kept = {
  target: 'resuming',
  actions: ['gotIt', { type: 'say', params: { key: 'dataKept' } }],
} as const;

/** Whoever has nights held is asked about them and about nothing else. */
const backToHold = { guard: 'hasHold', target: 'held', actions: 'again' } as const;

export const askingErasure = {
  meta: { expects: 'yesNo', prompt: () => ({ key: 'askErase' }) },
  entry: 'prompt',
  on: {
    'guest.chose': [
      { guard: { type: 'chose', params: ['erase'] }, target: 'erasing', actions: 'gotIt' },
      { guard: { type: 'chose', params: ['resume'] }, ...kept },
      backToHold,
    ],
    'guest.sent': backToHold,
    'guest.said': [
      { guard: 'agrees', target: 'erasing', actions: 'gotIt' },
      { guard: { type: 'intendsFirst', params: ['deny'] }, ...kept },
      backToHold,
    ],
  },
} as const satisfies StateConfig;

const forgetSearch = ['forgetOffers', 'forgetCabin', 'forgetDates'] as const;

/** Where the guest was goes on only if something holds the erasure up. */
export const erasing = {
  entry: 'askErasure',
  on: {
    'erasure.asked': [
      { guard: 'hasHold', target: 'held', actions: 'sayErasure' },
      {
        guard: 'hasBooking',
        target: 'confirmed',
        actions: ['sayErasure', 'forgetTerms', ...forgetSearch],
      },
      { target: 'resting', actions: ['sayErasure', ...forgetSearch] },
    ],
  },
} as const satisfies StateConfig;
