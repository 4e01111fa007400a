// The words that the states are written with.

import { memory } from './actions/memory.ts';
import { requests } from './actions/requests.ts';
import { says } from './actions/says.ts';
import { flow } from './flow.ts';
import { guards } from './guards.ts';

export const vocabulary = flow.extend({
  actions: {
    ...requests,
    ...says,
    ...memory,
    /** The event starts again from the state that was just entered. */
    again: flow.raise(({ event }) => event),
  },
  guards,
});

export type StateConfig = Parameters<typeof vocabulary.createStateConfig>[0];
