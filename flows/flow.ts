// What a conversation is made of, as types, and the two kinds of action that ask for an effect.
// Pure: an action only changes the context or emits an effect; a guard only reads.

import { emit, setup } from 'xstate';
import type { Context } from './context.ts';
import type { Saying } from './copy/sayings.ts';
import type { Effect } from './effects.ts';
import type { ConversationEvent } from './events.ts';
import type { Args } from './reading.ts';
import type { Expects, Language } from './understand/meaning.ts';

export type Meta = {
  /** What the state waits for; the understanding layer reads by it. */
  readonly expects: Expects;
  /** The question that the state asks; null where silence is right. */
  readonly prompt: (context: Context) => Saying | null;
};

export const flow = setup({
  types: {
    context: {} as Context,
    events: {} as ConversationEvent,
    emitted: {} as Effect,
    input: {} as { language: Language; profileName: string | null },
    meta: {} as Meta,
  },
});

/** `params`: what the state that asks has to add. */
export function request<Params = undefined>(effect: (args: Args, params: Params) => Effect) {
  return emit<Context, ConversationEvent, Params, ConversationEvent, Effect>(effect);
}

export function say<Params = undefined>(saying: (args: Args, params: Params) => Saying) {
  return request<Params>((args, params) => ({ type: 'say', saying: saying(args, params) }));
}
