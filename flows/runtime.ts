// The one place that calls XState. A conversation is a value: `advance` takes it and an event and
// gives the next value and the effects; nothing is started, scheduled or kept.

import { z } from 'zod';
import { initialTransition, transition, type SnapshotFrom, type StateValue } from 'xstate';
import type { CalendarDate } from '../src/domain/stay.ts';
import { contextSchema, type Context } from './context.ts';
import { conversation } from './conversation.ts';
import type { Effect } from './effects.ts';
import type { ConversationEvent } from './events.ts';
import type { Meta } from './flow.ts';
import { owner } from './owner.ts';
import { ownerContextSchema, type OwnerEffect, type OwnerEvent } from './owner-talk.ts';
import type { Expects, Hearing, Language } from './understand/meaning.ts';

export type Conversation = SnapshotFrom<typeof conversation>;
export type Advanced = {
  readonly conversation: Conversation;
  readonly effects: readonly SpokenEffect[];
};
/** Effects as they leave here: every `prompt` has become the question of the state, or nothing. */
export type SpokenEffect = Exclude<Effect, { type: 'prompt' }>;

/** A conversation as it is kept between turns. */
export type Kept<C = Context> = { readonly value: StateValue; readonly context: C };

export function begin(input: { language: Language; profileName: string | null }): Conversation {
  return initialTransition(conversation, input)[0];
}

export function advance(before: Conversation, event: ConversationEvent): Advanced {
  const [after, actions] = transition(conversation, before, event);
  const emitted = emittedBy<Effect>(actions);
  const effects = emitted.filter((effect) => effect.type !== 'prompt');
  const asks = effects.length < emitted.length;
  const question = asks ? metaOf(after)?.prompt(after.context) : null;
  // A question closes what is said, whatever was emitted after it.
  if (question) effects.push({ type: 'say', saying: question });
  return { conversation: after, effects };
}

/** The typed list leaves `xstate.emit` out; `types.emitted` has checked each effect where it is written. */
function emittedBy<E>(actions: ReadonlyArray<{ type: string; params: unknown }>): E[] {
  return actions.flatMap(({ type, params }) =>
    type === 'xstate.emit' && params ? [(params as { event: E }).event] : [],
  );
}

export function expectationOf(conversation: Conversation): Expects {
  return metaOf(conversation)?.expects ?? 'anything';
}

/** What is known when a text is read: where a confirmed stay is spoken of, its dates, unless others were named. */
export function knownTo(conversation: Conversation): Hearing['known'] {
  const { booking, checkIn, doubts, month, party, stay: named } = conversation.context;
  // "del 26 al 30", said while Christmas is asked about, is in December
  const doubted = doubts[0]?.kind === 'stay' ? doubts[0].readings[0]?.checkIn : undefined;
  const spokenOf = month ?? (doubted ? (`${doubted.slice(0, 8)}01` as CalendarDate) : null);
  const ofBooking =
    conversation.matches({ attending: 'confirmed' }) ||
    conversation.matches({ attending: 'changing' });
  const stay = named ?? (ofBooking ? booking?.stay : null);
  return {
    ...(stay && { stay }),
    ...(checkIn && { checkIn }),
    ...(spokenOf && { month: spokenOf }),
    ...(party && { guests: party }),
  };
}

/** The innermost state that rests, as `attending.askingDates`. */
export function stateNameOf({ value }: { readonly value: StateValue }): string {
  const name = (part: StateValue): string =>
    typeof part === 'string'
      ? part
      : Object.entries(part)
          .map(([key, inner]) => `${key}.${inner && name(inner)}`)
          .join(' ');
  return name(value);
}

export function keep<C>({ value, context }: { value: StateValue; context: C }): Kept<C> {
  return { value, context };
}

const valueSchema = z.custom<StateValue>(
  (value) => typeof value === 'string' || typeof value === 'object',
);
const keptSchema = z.object({ value: valueSchema, context: contextSchema });
const ownerKeptSchema = z.object({ value: valueSchema, context: ownerContextSchema });

/** Undefined when what was kept is not a conversation of this version of the machine. */
export function recall(kept: unknown): Conversation | undefined {
  const parsed = keptSchema.safeParse(kept);
  return parsed.success ? resolved(() => conversation.resolveState(parsed.data)) : undefined;
}

export type OwnerTalk = SnapshotFrom<typeof owner>;

export function beginOwner(): OwnerTalk {
  return initialTransition(owner)[0];
}

export function advanceOwner(before: OwnerTalk, event: OwnerEvent) {
  const [after, actions] = transition(owner, before, event);
  return { conversation: after, effects: emittedBy<OwnerEffect>(actions) };
}

export function recallOwner(kept: unknown): OwnerTalk | undefined {
  const parsed = ownerKeptSchema.safeParse(kept);
  return parsed.success ? resolved(() => owner.resolveState(parsed.data)) : undefined;
}

/** An unknown state: another version wrote it, and the journal knows better. */
function resolved<S>(resolve: () => S): S | undefined {
  try {
    return resolve();
  } catch {
    return undefined;
  }
}

function metaOf(conversation: Conversation): Meta | undefined {
  const metas = Object.values(conversation.getMeta());
  return metas.find((meta) => meta !== undefined);
}
