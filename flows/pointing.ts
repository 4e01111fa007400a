// Which of the things that were shown the guest means: by a tap, a name, an ordinal, or a yes to the only one.

import { nightsOf } from '../src/domain/stay.ts';
import { arrivalsOf, type Context } from './context.ts';
import type { Alternative, ConversationEvent, Offer } from './events.ts';
import { agrees, cabinNamed, hasWishes, meaningOf, type Args } from './reading.ts';
import type { Doubt } from './understand/meaning.ts';
import { foldText } from './understand/tokens.ts';

/** The reading of the open doubt that a tap, an ordinal or a yes to the only one points at. */
export function readingMeant({ context, event }: Args): number | undefined {
  const [doubt] = context.doubts;
  if (!doubt) return undefined;
  const readings = doubt.kind === 'checkOut' ? arrivalsOf(doubt) : doubt.readings;
  if (saysAgain(doubt, event)) return 0;
  if (event.type !== 'guest.chose')
    return dayMeant(doubt, event) ?? shown([...readings.keys()], event);
  return event.choice.do === 'reading' && readings[event.choice.index]
    ? event.choice.index
    : undefined;
}

/** "el 12", of the days to arrive on. */
function dayMeant(doubt: Doubt, event: ConversationEvent): number | undefined {
  const day = meaningOf(event)?.ordinal ?? null;
  if (doubt.kind !== 'stay' || doubt.why !== 'window' || day === null) return undefined;
  const index = doubt.readings.findIndex(({ checkIn }) => Number(checkIn.slice(8)) === day);
  return index < 0 ? undefined : index;
}

/** "sí, una noche": a yes with what was asked, said again. */
function saysAgain(doubt: Doubt, event: ConversationEvent): boolean {
  const meaning = meaningOf(event);
  const [only, ...more] = doubt.kind === 'stay' ? doubt.readings : [];
  return (
    only !== undefined &&
    more.length === 0 &&
    meaning?.nights === nightsOf(only) &&
    meaning.intents.includes('affirm')
  );
}

/** The offer that a tap, an ordinal, a name, or a yes to the only one points at. */
export function offerMeant({ context, event }: Args): Offer | undefined {
  if (event.type !== 'guest.chose')
    return (
      offerNamed({ context, event }) ??
      offerPicked(context.offers, event) ??
      shown(context.offers, event)
    );
  const { choice } = event;
  if (!('cabinId' in choice)) return undefined;
  const sameCabin = context.offers.filter((offer) => offer.cabinId === choice.cabinId);
  const checkIn = choice.do === 'cabin' ? choice.checkIn : undefined;
  return (
    sameCabin.find((offer) => offer.stay.checkIn === (checkIn ?? context.stay?.checkIn)) ??
    sameCabin[0]
  );
}

/** The cheapest of those shown, and whether the guest has it before them already. */
export function cheapestOf({ offers, cabin, alternatives }: Context) {
  const [cheapest] = [...offers, ...alternatives.flatMap(offersOf)].toSorted(
    (a, b) => a.total - b.total,
  );
  return (
    cheapest &&
    ({
      name: cheapest.name,
      stay: cheapest.stay,
      total: cheapest.total,
      shown: cheapest.cabinId === cabin?.id ? 'same' : 'another',
    } as const)
  );
}

function offersOf(alternative: Alternative): readonly Offer[] {
  return alternative.kind === 'twoCabins' ? [] : [alternative.offer];
}

/** "la más barata", which is a wish for another cabin than the one on the table. */
export function offerPicked(offers: readonly Offer[], event: ConversationEvent): Offer | undefined {
  const meaning = meaningOf(event);
  if (!meaning || hasWishes(meaning)) return undefined;
  const by = (value: (offer: Offer) => number) => offers.toSorted((a, b) => value(a) - value(b))[0];
  switch (meaning.pick) {
    case 'cheapest':
      return by(({ total }) => total);
    case 'dearest':
      return by(({ total }) => -total);
    case 'largest':
      return by(({ capacity }) => -capacity);
    default:
      return undefined;
  }
}

export function offerNamed({ context, event }: Args): Offer | undefined {
  const meaning = meaningOf(event);
  if (!meaning || hasWishes(meaning)) return undefined;
  return context.offers.find((offer) => meaning.units.some((unit) => isNamed(offer, unit)));
}

/** The wanted cabin among these offers, if it is. */
export function offerWanted(context: Context, offers: readonly Offer[]): Offer | undefined {
  return offers.find((offer) => isNamed(offer, context.wanted));
}

export function isNamed(offer: { cabinId?: string; name: string }, name: string | null): boolean {
  return name !== null && (offer.cabinId === name || foldText(offer.name) === name);
}

/** Alternatives in the cabin that the guest names. */
export function alternativesNamed({ context, event }: Args): readonly Alternative[] {
  const meaning = meaningOf(event);
  const name = cabinNamed(meaning);
  if (name === undefined || hasWishes(meaning)) return [];
  return context.alternatives.filter((one) => one.kind !== 'twoCabins' && isNamed(one.offer, name));
}

export function alternativeMeant({ context, event }: Args): Alternative | undefined {
  const { alternatives } = context;
  if (event.type !== 'guest.chose') {
    const named = alternativesNamed({ context, event });
    return named.length === 1 ? named[0] : shown(alternatives, event);
  }
  return event.choice.do === 'alternative' ? alternatives[event.choice.index] : undefined;
}

/** What an ordinal points at, or a yes where there is only one. */
function shown<T>(things: readonly T[], event: ConversationEvent): T | undefined {
  const meaning = meaningOf(event);
  if (!meaning || hasWishes(meaning)) return undefined;
  if (meaning.ordinal !== null) return things[meaning.ordinal - 1];
  // what fits best stands first
  if (meaning.pick === 'best') return things[0];
  if (meaning.pick === 'last') return things.at(-1);
  if (meaning.pick === 'middle' && things.length % 2 === 1) return things[(things.length - 1) / 2];
  return things.length === 1 && agrees(event) ? things[0] : undefined;
}

/** Another of the cabins shown, and nothing else. */
export function wantsAnother({ context, event }: Args): boolean {
  const meaning = meaningOf(event);
  return (
    meaning?.pick === 'another' &&
    !hasWishes(meaning) &&
    cabinNamed(meaning) === undefined &&
    context.offers.length + context.alternatives.length > 0
  );
}
