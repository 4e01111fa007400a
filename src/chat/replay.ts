// A conversation told again from its journal, step by step, through the machine that took it: no effect is run.

import type { ConversationEvent } from '../../flows/events.ts';
import { advance, begin, stateNameOf, type SpokenEffect } from '../../flows/runtime.ts';
import type { Language } from '../../flows/understand/meaning.ts';

type Journaled = { readonly state: string; readonly events: readonly ConversationEvent[] };
export type Step = {
  readonly event: ConversationEvent;
  /** After the event. */
  readonly state: string;
  readonly effects: readonly SpokenEffect[];
};

/** `agrees`: the machine of today ends the turn where the machine of that day did. */
export function replay<T extends Journaled>(
  turns: readonly T[],
  guest: { readonly language: Language; readonly profileName: string | null },
): Array<{ readonly turn: T; readonly agrees: boolean; readonly steps: readonly Step[] }> {
  let conversation = begin(guest);
  return turns.map((turn) => {
    const steps = turn.events.map((event) => {
      const { conversation: after, effects } = advance(conversation, event);
      conversation = after;
      return { event, state: stateNameOf(after), effects };
    });
    return { turn, agrees: stateNameOf(conversation) === turn.state, steps };
  });
}
