// What an event means against what the conversation remembers: pure readings for guards and actions.

import type { Context } from './context.ts';
import type { Question } from './effects.ts';
import type { Alternative, ConversationEvent, Offer } from './events.ts';
import type { Meaning } from './understand/meaning.ts';

export type Args = { context: Context; event: ConversationEvent };

/** The event narrowed to one type; for actions that hang on that type only. */
export function on<T extends ConversationEvent['type']>(event: ConversationEvent, type: T): Extract<ConversationEvent, { type: T }> {
  if (event.type !== type) throw new Error(`expected ${type}, got ${event.type}`);
  return event as Extract<ConversationEvent, { type: T }>;
}

export function meaningOf(event: ConversationEvent): Meaning | null {
  return event.type === 'guest.said' ? event.meaning : null;
}

/** Something about dates, people or animals. */
export function hasWishes(meaning: Meaning | null): boolean {
  return (
    meaning !== null &&
    (meaning.stays.length > 0 || meaning.doubts.length > 0 || meaning.guests !== null || meaning.pets !== null)
  );
}

const ASKED_BY_INTENT = ['photos', 'location', 'price', 'payment_methods', 'bank_transfer', 'invoice'] as const;

/** What the guest wants to know, apart from the dates and prices of a stay. */
export function questionsOf(event: ConversationEvent): readonly Question[] {
  const meaning = meaningOf(event);
  if (!meaning) return [];
  return [...meaning.topics, ...ASKED_BY_INTENT.filter((intent) => meaning.intents.includes(intent))];
}

/** What is wanted after hearing this: a new piece replaces only the piece that it names. */
export function wishesAfter({ context, event }: Args): Partial<Context> {
  const meaning = meaningOf(event);
  if (!meaning) return {};
  const doubt = meaning.doubts[0] ?? null;
  const stay = meaning.stays[0] ?? null;
  const datesInDoubt = doubt !== null && doubt.kind !== 'party';
  return {
    stay: stay ?? (datesInDoubt ? null : context.stay),
    checkIn: doubt?.kind === 'checkOut' ? doubt.checkIn : stay || datesInDoubt ? null : context.checkIn,
    party: meaning.guests ?? context.party,
    pets: meaning.pets ?? context.pets,
    doubt: doubt?.kind === 'checkOut' ? null : doubt,
    misses: 0,
  };
}

/** A yes to the question on the table, with nothing changed along the way. */
export function agrees(event: ConversationEvent): boolean {
  const meaning = meaningOf(event);
  return meaning?.intents[0] === 'affirm' && !hasWishes(meaning);
}

export function refuses(event: ConversationEvent): boolean {
  const meaning = meaningOf(event);
  return meaning?.intents[0] === 'deny' && !hasWishes(meaning);
}

/** The reading of the open doubt that a tap, an ordinal or a yes points at. */
export function readingMeant({ context: { doubt }, event }: Args): number | undefined {
  if (!doubt || doubt.kind === 'checkOut') return undefined;
  let index: number | undefined;
  if (event.type === 'guest.chose') index = event.choice.do === 'reading' ? event.choice.index : undefined;
  else if (agrees(event)) index = doubt.readings.length === 1 ? 0 : undefined;
  else index = (meaningOf(event)?.ordinal ?? 0) - 1;
  return index !== undefined && doubt.readings[index] ? index : undefined;
}

/** The offer that a tap, an ordinal, a name, or a yes to the only one points at. */
export function offerMeant({ context: { offers }, event }: Args): Offer | undefined {
  if (event.type === 'guest.chose') {
    const { choice } = event;
    return 'cabinId' in choice ? offers.find((offer) => offer.cabinId === choice.cabinId) : undefined;
  }
  const meaning = meaningOf(event);
  if (!meaning || hasWishes(meaning)) return undefined;
  const named = offers.find((offer) => meaning.units.some((unit) => unit === offer.cabinId || unit === offer.name.toLowerCase()));
  return named ?? shown(offers, meaning);
}

export function alternativeMeant({ context: { alternatives }, event }: Args): Alternative | undefined {
  if (event.type === 'guest.chose') {
    return event.choice.do === 'alternative' ? alternatives[event.choice.index] : undefined;
  }
  const meaning = meaningOf(event);
  return meaning && !hasWishes(meaning) ? shown(alternatives, meaning) : undefined;
}

function shown<T>(things: readonly T[], meaning: Meaning): T | undefined {
  if (meaning.ordinal !== null) return things[meaning.ordinal - 1];
  return things.length === 1 && meaning.intents[0] === 'affirm' ? things[0] : undefined;
}
