// Finding out when, for how long and how many; one question at a time, only for what is missing.

import type { Context } from '../context.ts';
import type { StateConfig } from '../vocabulary.ts';

/** Decides what is missing; never rests. */
export const gathering = {
  always: [
    { guard: 'doubtsParty', target: 'askingParty' },
    { guard: 'hasDoubt', target: 'askingReading' },
    { guard: 'lacksCheckOut', target: 'askingCheckOut' },
    { guard: 'hasOnlyMonth', target: 'browsing' },
    { guard: 'lacksDates', target: 'askingDates' },
    { guard: 'lacksParty', target: 'askingParty' },
    { target: 'searching' },
  ],
} as const satisfies StateConfig;

/** A month without days: what is free in it comes first. */
export const browsing = {
  entry: 'findFreeDays',
  on: {
    'month.found': {
      target: 'askingDates',
      actions: 'sayFreeDays',
    },
  },
} as const satisfies StateConfig;

export const askingDates = {
  meta: {
    expects: 'stay',
    prompt: ({ month, party, pets }) => ({ key: 'askDates', month, party, pets }),
  },
  entry: 'prompt',
} as const satisfies StateConfig;

export const askingCheckOut = {
  meta: {
    expects: 'checkOut',
    prompt: ({ checkIn, month, party, pets }) =>
      checkIn ? { key: 'askCheckOut', checkIn } : { key: 'askDates', month, party, pets },
  },
  entry: 'prompt',
} as const satisfies StateConfig;

export const askingParty = {
  meta: {
    expects: 'party',
    prompt: ({ stay, doubts: [doubt] }) =>
      doubt ? { key: 'askReading', doubt } : { key: 'askParty', stay },
  },
  entry: 'prompt',
  on: { 'guest.chose': { guard: 'meansReading', target: 'gathering', actions: 'takeReading' } },
} as const satisfies StateConfig;

const open = ({ doubts: [doubt], month, party, pets }: Context) =>
  doubt
    ? ({ key: 'askReading', doubt } as const)
    : ({ key: 'askDates', month, party, pets } as const);

export const askingReading = {
  meta: { expects: 'reading', prompt: open },
  entry: 'prompt',
  on: {
    'guest.chose': { guard: 'meansReading', target: 'gathering', actions: 'takeReading' },
    'guest.said': [
      { guard: 'meansReading', target: 'gathering', actions: 'takeReading' },
      {
        guard: 'wantsOne',
        actions: [
          'gotIt',
          { type: 'say', params: ({ context }) => ({ key: 'whichOne', question: open(context) }) },
        ],
      },
      // none of them: the dates are asked again from nothing
      { guard: 'refuses', target: 'gathering', actions: ['gotIt', 'forgetDates'] },
    ],
  },
} as const satisfies StateConfig;
