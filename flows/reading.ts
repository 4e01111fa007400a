// What an event means against what the conversation remembers: pure readings for guards and actions.

import { sameStay, type Stay } from '../src/domain/stay.ts';
import type { Context } from './context.ts';
import type { Question } from './effects.ts';
import type { ConversationEvent } from './events.ts';
import type { Meaning, Topic } from './understand/meaning.ts';
export type Args = { context: Context; event: ConversationEvent };

/** The event narrowed to one type; for actions that hang on that type only. */
export function on<T extends ConversationEvent['type']>(
  event: ConversationEvent,
  type: T,
): Extract<ConversationEvent, { type: T }> {
  if (event.type !== type) throw new Error(`expected ${type}, got ${event.type}`);
  return event as Extract<ConversationEvent, { type: T }>;
}

/** States are entered only when what they need is there; anything else is a bug. */
export function needed<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

export function meaningOf(event: ConversationEvent): Meaning | null {
  return event.type === 'guest.said' ? event.meaning : null;
}

/** Something about dates, people or animals. */
export function hasWishes(meaning: Meaning | null): boolean {
  if (!meaning) return false;
  const { stays, doubts, problems, month, nights, guests, pets, promo } = meaning;
  return (
    stays.length + doubts.length + problems.length > 0 ||
    [month, nights, guests, pets, promo ?? null].some((wish) => wish !== null)
  );
}

const ASKED_BY_INTENT = [
  'photos',
  'location',
  'price',
  'payment_methods',
  'bank_transfer',
  'invoice',
] as const;

/** What the guest wants to know, apart from the dates and prices of a stay. */
export function questionsOf(event: ConversationEvent): readonly Question[] {
  const meaning = meaningOf(event);
  if (!meaning) return [];
  const asked = ASKED_BY_INTENT.filter((intent) => meaning.intents.includes(intent));
  // without a booking, what is left to pay is a question of how one pays
  const aboutRest = meaning.intents.includes('balance') && !asked.includes('payment_methods');
  // an hour told without a stay to note it for asks whether it can be
  const whenCome = meaning.intents.includes('arrival_time') && !asked.includes('location');
  const topics = new Set<Topic>([
    ...meaning.topics,
    ...(meaning.intents.includes('too_expensive') ? (['discount'] as const) : []),
    ...(whenCome ? (['check_in_time'] as const) : []),
  ]);
  return [...topics, ...asked, ...(aboutRest ? (['payment_methods'] as const) : [])];
}

/** When they come; the day of arrival said with it is no new wish. */
export function tellsArrival(meaning: Meaning | null, { checkIn }: Stay): boolean {
  if (meaning?.intents.find((intent) => intent !== 'faq') !== 'arrival_time') return false;
  const doubts = meaning.doubts.filter(
    (doubt) => !(doubt.kind === 'checkOut' && doubt.checkIn === checkIn),
  );
  return !hasWishes({ ...meaning, doubts });
}

/** To be told when these nights are free; said with it, the same nights are no new wish. */
export function asksToWait(meaning: Meaning | null, taken: Stay): boolean {
  if (!meaning?.intents.includes('waitlist')) return false;
  return !hasWishes({ ...meaning, stays: meaning.stays.filter((stay) => !sameStay(stay, taken)) });
}

/** Those that the bot does not answer anyway: with dates and party known, prices follow. */
export function questionsLeft({ context, event }: Args): readonly Question[] {
  const questions = questionsOf(event);
  const meaning = meaningOf(event);
  const priced =
    (context.stay !== null || (meaning?.stays.length ?? 0) > 0) &&
    (context.party !== null || (meaning?.guests ?? null) !== null);
  const others = questions.filter((question) => question !== 'price');
  return priced && others.length > 0 ? others : questions;
}

/** Every stay that is asked for, the one on the table first. */
export function staysOf({ stay, others }: Context): readonly Stay[] {
  return stay ? [stay, ...others] : others;
}

/** What free cabins are looked for by. */
export function searchOf({ stay, party, pets, promo }: Context) {
  return {
    stay: needed(stay, 'stay to search for'),
    party: needed(party, 'party to search for'),
    pets,
    promo,
  };
}

/** A yes to the question on the table, with nothing changed along the way. */
export function agrees(event: ConversationEvent): boolean {
  return saysFirst(event, 'affirm');
}

/** What was begun, or a stay: the state says which. */
export function cancels(event: ConversationEvent): boolean {
  const [first = 'unknown'] = meaningOf(event)?.intents ?? [];
  return ['cancel_flow', 'cancel_reservation', 'withdrawal'].includes(first);
}

/** "quiero reservar" says yes where a yes is waited for. */
export function wantsIt(event: ConversationEvent): boolean {
  const meaning = meaningOf(event);
  return agrees(event) || (meaning?.intents[0] === 'quote' && !hasWishes(meaning));
}

/** A no that wants something else; "no, gracias" wants nothing more for now. */
export function refuses(event: ConversationEvent): boolean {
  return saysFirst(event, 'deny') && !meaningOf(event)?.intents.includes('thanks');
}

function saysFirst(event: ConversationEvent, intent: 'affirm' | 'deny'): boolean {
  const meaning = meaningOf(event);
  return meaning?.intents[0] === intent && !hasWishes(meaning);
}

/** A number alone may count anything. */
export function cabinNamed(meaning: Meaning | null): string | undefined {
  return meaning?.units.find((name) => /\p{L}/u.test(name));
}

/** Code of the reservation that the guest's money is for, as far as this chat knows. */
export function codeToPay({ hold, lapsed }: Context): string | null {
  return hold?.code ?? lapsed;
}

const dayBefore = (instant: string) =>
  new Date(Date.parse(instant) - 86_400_000).toISOString().slice(0, 10);

/** Whether the dates that are asked for, or the booked stay, have passed. A day of slack: the instant is UTC, the stay is not. */
export function isOver({ context, event }: Args, day: 'checkIn' | 'checkOut'): boolean {
  const stay = day === 'checkIn' ? context.stay : context.booking?.stay;
  return stay !== undefined && stay !== null && 'at' in event && stay[day] < dayBefore(event.at);
}

/** What may open a change of the stay; anything else was said for its own sake. */
const MAY_CHANGE = [
  'modify_reservation',
  'arrival_time',
  'quote',
  'price',
  'faq',
  'affirm',
  'deny',
  'unknown',
];

/**
 * A guest who has a stay and speaks of nothing else: by the word, by dates that touch it, or by a party or
 * animals without dates. Dates apart from it, and the very same, are asked for a stay of their own.
 */
export function changesBooking({ context: { booking }, event }: Args): boolean {
  const meaning = meaningOf(event);
  if (!booking || !meaning || !MAY_CHANGE.includes(meaning.intents[0] ?? 'unknown')) return false;
  if (meaning.intents.includes('modify_reservation')) return true;
  const { stays, doubts, problems, month, nights, guests, pets } = meaning;
  const [stay] = stays;
  if (stay && stays.length === 1 && doubts.length + problems.length === 0)
    return (
      stay.checkIn <= booking.stay.checkOut &&
      booking.stay.checkIn <= stay.checkOut &&
      !sameStay(stay, booking.stay)
    );
  // "llegamos el sábado", which is the day on which they leave
  const [doubt] = doubts;
  if (doubt?.kind === 'checkOut' && stays.length + problems.length === 0)
    return booking.stay.checkIn < doubt.checkIn && doubt.checkIn <= booking.stay.checkOut;
  const dated = stays.length + doubts.length + problems.length > 0;
  return !dated && month === null && nights === null && (guests !== null || pets !== null);
}

export function foundChoices(event: ConversationEvent): boolean {
  const { offers, alternatives } = on(event, 'change.choices');
  return offers.length + alternatives.length > 0;
}
