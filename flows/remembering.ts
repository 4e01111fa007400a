// What the conversation remembers after an event: each gives the part of the context that changes.

import { addDays, nightsOf, sameStay, type Stay } from '../src/domain/stay.ts';
import { arrivalsOf, type Context } from './context.ts';
import { alternativeMeant, isNamed, offerMeant, offerWanted, readingMeant } from './pointing.ts';
import { cabinNamed, isOver, meaningOf, needed, on, staysOf, type Args } from './reading.ts';
import type { Doubt, Meaning } from './understand/meaning.ts';
import { foldText } from './understand/tokens.ts';

/** What is wanted after hearing this: a new piece replaces only the piece that it names. */
export function wishes({ context, event }: Args): Partial<Context> {
  const meaning = meaningOf(event);
  if (!meaning) return {};
  const arrival = meaning.doubts.find(arrivalOnly);
  const asked = [...nearestOf(meaning), ...meaning.doubts.filter((doubt) => !arrivalOnly(doubt))];
  const dates = [...meaning.stays, ...meaning.problems, ...meaning.doubts.filter(aboutDates)];
  const dated = dates.length > 0 || meaning.month !== null;
  const counted = meaning.guests !== null || asked.some(({ kind }) => kind === 'party');
  const [stay = dated ? null : context.stay, ...others] = meaning.stays;

  return {
    ...arrivingOn(
      arrival?.checkIn ?? (dated ? null : context.checkIn),
      stay,
      meaning.nights ?? context.nights,
    ),
    others: dated ? others : context.others,
    month: meaning.month ?? (dated ? null : context.month),
    party: meaning.guests ?? context.party,
    pets: meaning.pets ?? context.pets,
    doubts: [
      ...context.doubts.filter((doubt) => (aboutDates(doubt) ? !dated : !counted)),
      ...asked,
    ],
    wanted: cabinNamed(meaning) ?? context.wanted,
    name: meaning.name ?? context.name,
    promo: meaning.promo ?? context.promo,
    misses: 0,
  };
}

function aboutDates({ kind }: Doubt): boolean {
  return kind !== 'party';
}

/** Only the end is missing: a question of its own, and no doubt. */
function arrivalOnly(doubt: Doubt): doubt is Extract<Doubt, { kind: 'checkOut' }> {
  return doubt.kind === 'checkOut' && doubt.otherwise === undefined;
}

/** Impossible dates with a possible neighbour become a question. */
function nearestOf({ problems, stays }: Meaning): readonly Doubt[] {
  const nearest = problems.find((problem) => problem.nearest)?.nearest;
  return nearest && stays.length === 0
    ? [{ kind: 'stay', why: 'nearest', readings: [nearest] }]
    : [];
}

/** An arrival and a length make a stay. */
function arrivingOn(
  checkIn: Context['checkIn'],
  stay: Stay | null,
  nights: number | null,
): Pick<Context, 'stay' | 'checkIn' | 'nights'> {
  if (stay) return { stay, checkIn: null, nights: null };
  return checkIn && nights
    ? { stay: { checkIn, checkOut: addDays(checkIn, nights) }, checkIn: null, nights: null }
    : { stay: null, checkIn, nights };
}

/** The open doubt settled by the reading that is meant. */
export function reading({ context, event }: Args): Partial<Context> {
  const index = readingMeant({ context, event }) ?? -1;
  const [doubt, ...doubts] = context.doubts;
  if (doubt?.kind === 'party') return { party: doubt.readings[index] ?? null, doubts, misses: 0 };
  if (doubt?.kind === 'checkOut') {
    const day = arrivalsOf(doubt)[index] ?? null;
    return { ...arrivingOn(day, null, context.nights), doubts, misses: 0 };
  }
  const reading = doubt?.readings[index];
  if (!reading) return {};
  // A stay that is known beside the doubt was asked for in the same breath.
  return context.stay
    ? { others: [...context.others, reading], doubts, misses: 0 }
    : { stay: reading, checkIn: null, nights: null, doubts, misses: 0 };
}

export function people({ context, event }: Args): Partial<Context> {
  return event.type === 'guest.chose' && event.choice.do === 'people'
    ? { party: { adults: event.choice.count, children: 0, infants: 0 } }
    : { party: context.party };
}

/** The dates of an offer come to the table; the others stay asked for. */
function withStay(context: Context, stay: Stay): Pick<Context, 'stay' | 'others'> {
  return { stay, others: staysOf(context).filter((other) => !sameStay(other, stay)) };
}

export function cabin({ context, event }: Args): Partial<Context> {
  const { cabinId: id, name, stay } = needed(offerMeant({ context, event }), 'offer');
  return { ...withStay(context, stay), cabin: { id, name }, wanted: id, quote: null, misses: 0 };
}

export function wantedCabin({ context, event }: Args): Partial<Context> {
  const { offers } = on(event, 'offers.found');
  const { cabinId: id, name } = needed(offerWanted(context, offers), 'wanted cabin');
  return { cabin: { id, name } };
}

export function alternative({ context, event }: Args): Partial<Context> {
  const chosen = alternativeMeant({ context, event });
  if (!chosen || chosen.kind === 'twoCabins') return {};
  const { offer } = chosen;
  const { cabinId: id, name, stay } = offer;
  return {
    stay,
    others: [],
    offers: [offer],
    cabin: { id, name },
    wanted: id,
    quote: null,
    misses: 0,
  };
}

export function quote({ event }: Args): Partial<Context> {
  const { id, cabinName, quote: made } = on(event, 'quote.made').shown;
  const { stay, total, deposit } = made;
  return { quote: { id, cabinName, stay, total, deposit } };
}

export function hold({ event }: Args): Partial<Context> {
  const granted = on(event, 'hold.granted').hold;
  const { code, cabinName, stay, party, total, deposit, heldUntil } = granted;
  return {
    hold: { code, cabinName, stay, party, total, deposit, heldUntil, link: null, transfer: 'none' },
    lapsed: null,
    name: null,
  };
}

export function link({ context, event }: Args): Partial<Context> {
  return { hold: context.hold && { ...context.hold, link: on(event, 'link.ready').path } };
}

export function transferExpected({ context: { hold } }: Args): Partial<Context> {
  return { hold: hold && { ...hold, transfer: 'expected' } };
}

export function extension({ context, event }: Args): Partial<Context> {
  const { code, heldUntil } = on(event, 'payment.short');
  return { hold: context.hold?.code === code ? { ...context.hold, heldUntil } : context.hold };
}

export function booking({ context, event }: Args): Partial<Context> {
  const { code, cabinName, stay } = on(event, 'payment.confirmed');
  return {
    booking: { code, cabinName, stay },
    leaving: null,
    hold: context.hold?.code === code ? null : context.hold,
    lapsed: context.lapsed === code ? null : context.lapsed,
  };
}

/** What is written to the guest about a stay is what they answer to, unless another is being given up or changed. */
export function nearStay({ context, event }: Args): Partial<Context> {
  const { code, cabinName, stay } = on(event, 'stay.near');
  const isBusy = context.leaving !== null || context.change !== null;
  return { booking: isBusy ? context.booking : { code, cabinName, stay } };
}

/** The hold waits for the owner to look at their bank, or for another way to pay. */
export function longerHold({ context, event }: Args): Partial<Context> {
  const { hold } = context;
  const until =
    event.type === 'receipt.taken' ? event.until : on(event, 'transfer.refused').heldUntil;
  const mine = event.type === 'receipt.taken' || on(event, 'transfer.refused').code === hold?.code;
  const transfer = event.type === 'receipt.taken' ? 'sent' : 'none';
  return { hold: hold && mine ? { ...hold, heldUntil: until, transfer } : hold };
}

export function bookingGone({ context, event }: Args): Partial<Context> {
  const { code } = on(event, 'reservation.cancelled');
  const gone = context.booking?.code === code;
  return gone ? { booking: null, leaving: null } : { booking: context.booking };
}

/** After a hold, the same cabin, dates and people are what the guest still wants. */
export function wishesAsHeld({ context }: Args): Partial<Context> {
  const { hold } = context;
  const { stay, party } = hold ?? context;
  return {
    stay,
    party,
    others: [],
    checkIn: null,
    doubts: [],
    wanted: hold ? foldText(hold.cabinName) : context.wanted,
  };
}

export function withoutPast({ context, event }: Args): Partial<Context> {
  return {
    booking: isOver({ context, event }, 'checkOut') ? null : context.booking,
    leaving: null,
    stay: isOver({ context, event }, 'checkIn') ? null : context.stay,
    others: [],
  };
}

/** Nothing is named yet: all of it is as on record. */
export function unnamed(): Partial<Context> {
  return {
    ...{ stay: null, others: [], checkIn: null, month: null, nights: null, doubts: [] },
    ...{ party: null, wanted: null, offers: [], alternatives: [], cabin: null, quote: null },
    change: { pets: null, another: false, told: null },
  };
}

/** An arrival alone moves the stay as a whole. */
export function change({ context, event }: Args): Partial<Context> {
  const meaning = meaningOf(event);
  const before = context.change ?? { pets: null, another: false };
  const wished = wishes({ context, event });
  const nights = context.booking ? nightsOf(context.booking.stay) : null;
  return {
    ...wished,
    ...arrivingOn(wished.checkIn ?? null, wished.stay ?? null, wished.nights ?? nights),
    ...{ others: [], offers: [], alternatives: [] },
    change: {
      pets: meaning?.pets ?? before.pets,
      another: before.another || (meaning?.pick === 'another' && cabinNamed(meaning) === undefined),
      told: null,
    },
  };
}

export function told({ context, event }: Args): Partial<Context> {
  const { shown, terms } = on(event, 'change.told');
  const { id: quoteId, cabinName, quote: made } = shown;
  const { payNow, refund } = terms;
  const before = needed(context.change, 'change');
  return { change: { ...before, told: { quoteId, cabinName, stay: made.stay, payNow, refund } } };
}

export function changed({ context, event }: Args): Partial<Context> {
  const { code, cabinName, stay } = on(event, 'stay.changed');
  const { booking: before } = context;
  return { booking: before?.code === code ? { code, cabinName, stay } : before };
}

/** Where what was asked for is taken: not where it cannot be had at all. */
export function waitable({ context, event }: Args): Context['waitable'] {
  const { offers, refusals } = on(event, 'offers.found');
  const { stay, party, pets, wanted } = context;
  if (!stay || !party) return null;
  if (offers.length === 0) return refusals.length > 0 ? null : { stay, party, pets, cabin: null };
  const isHad = wanted === null || offerWanted(context, offers) !== undefined;
  return isHad || refusals.some((one) => isNamed(one, wanted))
    ? null
    : { stay, party, pets, cabin: wanted };
}

export function wishesAsWaited({ event }: Args): Partial<Context> {
  const { stay, party, pets, cabinId } = on(event, 'wait.recalled');
  return { ...unnamed(), change: null, stay, party, pets, wanted: cabinId };
}
