// Finding out when, for how long and how many; one question at a time, only for what is missing.

import type { StateConfig } from '../flow.ts';

/** Decides what is missing; never rests. */
export const gathering = {
  always: [
    { guard: 'hasDoubt', target: 'askingReading' },
    { guard: 'lacksCheckOut', target: 'askingCheckOut' },
    { guard: 'lacksDates', target: 'askingDates' },
    { guard: 'lacksParty', target: 'askingParty' },
    { target: 'searching' },
  ],
} as const satisfies StateConfig;

export const askingDates = {
  meta: { expects: 'stay', prompt: () => ({ key: 'askDates' }) },
  entry: 'prompt',
} as const satisfies StateConfig;

export const askingCheckOut = {
  meta: {
    expects: 'checkOut',
    prompt: ({ checkIn }) => (checkIn ? { key: 'askCheckOut', checkIn } : { key: 'askDates' }),
  },
  entry: 'prompt',
} as const satisfies StateConfig;

export const askingParty = {
  meta: { expects: 'party', prompt: ({ stay }) => ({ key: 'askParty', stay }) },
  entry: 'prompt',
  on: { 'guest.chose': { guard: { type: 'chose', params: 'people' }, target: 'gathering', actions: 'takePeople' } },
} as const satisfies StateConfig;

export const askingReading = {
  meta: { expects: 'reading', prompt: ({ doubt }) => (doubt ? { key: 'askReading', doubt } : { key: 'askDates' }) },
  entry: 'prompt',
  on: {
    'guest.chose': { guard: 'meansReading', target: 'gathering', actions: 'takeReading' },
    'guest.said': [
      { guard: 'meansReading', target: 'gathering', actions: 'takeReading' },
      // "no" to the only reading: the dates are asked again from nothing
      { guard: 'refuses', target: 'gathering', actions: 'forgetDates' },
    ],
  },
} as const satisfies StateConfig;
