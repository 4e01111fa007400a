// The vocabulary that the states are written with: types, actions and guards.
// Pure: an action only changes the context or emits an effect; a guard only reads.

import { assign, emit, raise, setup } from 'xstate';
import { bedsFor } from '../src/domain/party.ts';
import type { Context } from './context.ts';
import type { Saying } from './copy/sayings.ts';
import type { Effect } from './effects.ts';
import type { CallReason, ConversationEvent } from './events.ts';
import { agrees, alternativeMeant, hasWishes, meaningOf, offerMeant, on, questionsOf, readingMeant, refuses, wishesAfter } from './reading.ts';
import type { Expects, Intent, Language } from './understand/meaning.ts';

export type Meta = {
  /** What the state waits for; the understanding layer reads by it. */
  readonly expects: Expects;
  /** The question that the state asks; null where silence is right. */
  readonly prompt: (context: Context) => Saying | null;
};

const say = (saying: Saying) => ({ type: 'say', saying }) as const;

/** A search needs both; the states only enter it when they are there. */
function search(context: Context) {
  const { stay, party, pets } = context;
  if (!stay || !party) throw new Error('searching without dates or party');
  return { stay, party, pets };
}

export const flow = setup({
  types: {
    context: {} as Context,
    events: {} as ConversationEvent,
    emitted: {} as Effect,
    input: {} as { language: Language; profileName: string | null },
    meta: {} as Meta,
  },
  actions: {
    say: emit((_, saying: Saying) => say(saying)),
    prompt: emit({ type: 'prompt' }),
    findOffers: emit(({ context }) => ({ type: 'findOffers', ...search(context) }) as const),
    findAlternatives: emit(({ context }) => ({ type: 'findAlternatives', ...search(context) }) as const),
    findFreeDays: emit(({ context, event }) => {
      const month = meaningOf(event)?.month;
      if (!month) throw new Error('no month to look at');
      return { type: 'findFreeDays', month, party: context.party } as const;
    }),
    describeCabin: emit(({ context }) => {
      if (!context.cabin) throw new Error('no cabin to describe');
      return { type: 'describeCabin', cabinId: context.cabin.id } as const;
    }),
    makeQuote: emit(({ context }) => {
      if (!context.cabin) throw new Error('no cabin to quote');
      return { type: 'makeQuote', cabinId: context.cabin.id, ...search(context) } as const;
    }),
    recallQuote: emit(({ context }) => {
      if (!context.quote) throw new Error('no quote to recall');
      return { type: 'recallQuote', quoteId: context.quote.id } as const;
    }),
    answer: emit(({ event }) => ({ type: 'answer', questions: questionsOf(event) }) as const),
    placeHold: emit(({ context, event }) => {
      const name = event.type === 'guest.chose' ? context.profileName : (meaningOf(event)?.name ?? null);
      if (!context.quote || !name) throw new Error('holding without a quote or a name');
      return { type: 'placeHold', quoteId: context.quote.id, name } as const;
    }),
    releaseHold: emit(({ context }) => {
      if (!context.hold) throw new Error('no hold to release');
      return { type: 'releaseHold', code: context.hold.code } as const;
    }),
    lookForPayment: emit(({ context }) => {
      if (!context.hold) throw new Error('no hold to look for');
      return { type: 'lookForPayment', code: context.hold.code } as const;
    }),
    callHuman: emit((_, { why }: { why: CallReason }) => ({ type: 'callHuman', why }) as const),

    sayProblem: emit(({ event }) => {
      const problem = meaningOf(event)?.problems[0];
      if (!problem) throw new Error('no problem to explain');
      return say({ key: 'problem', problem });
    }),
    sayWhyNone: emit(({ context, event }) => {
      const { refusals } = on(event, 'offers.found');
      return say(refusals.length > 0 ? { key: 'cannotHost', refusals } : { key: 'nothingFree', ...search(context) });
    }),
    sayQuote: emit(({ event }) => say({ key: 'quote', shown: on(event, 'quote.made').shown })),
    sayConfirmed: emit(({ event }) => {
      const { code, cabinName, stay, received, late, surplus, instructions } = on(event, 'payment.confirmed');
      return say({ key: 'confirmed', code, cabinName, stay, received, late, surplus, instructions });
    }),
    sayNotRead: emit(({ event }) => {
      const { what } = on(event, 'guest.sent');
      const kind = what === 'audio' || what === 'location' ? what : what === 'image' || what === 'document' || what === 'video' ? 'file' : 'other';
      return say({ key: 'mediaNotRead', what: kind });
    }),
    sayCalled: emit(({ event }) => {
      const { why } = on(event, 'human.called');
      if (why === 'ownerSpoke') throw new Error('the owner is speaking already');
      return say({ key: 'calledHuman', why });
    }),

    speak: assign({ language: ({ event }) => on(event, 'language.changed').language }),
    welcome: assign({ greeted: true }),
    missed: assign({ misses: ({ context }) => context.misses + 1 }),
    gotIt: assign({ misses: 0 }),
    takeWishes: assign(wishesAfter),
    takePeople: assign(({ context, event }) =>
      event.type === 'guest.chose' && event.choice.do === 'people'
        ? { party: { adults: event.choice.count, children: 0, infants: 0 } }
        : { party: context.party },
    ),
    takeReading: assign(({ context, event }) => {
      const { doubt } = context;
      const index = readingMeant({ context, event }) ?? -1;
      if (doubt?.kind === 'stay') return { stay: doubt.readings[index] ?? null, checkIn: null, doubt: null, misses: 0 };
      if (doubt?.kind === 'party') return { party: doubt.readings[index] ?? null, doubt: null, misses: 0 };
      return {};
    }),
    /** Impossible dates with a possible neighbour become a question. */
    takeNearest: assign(({ context, event }) => {
      const nearest = meaningOf(event)?.problems[0]?.nearest;
      return nearest ? { stay: null, checkIn: null, doubt: { kind: 'stay', why: 'nearest', readings: [nearest] } as const, misses: 0 } : { doubt: context.doubt };
    }),
    takeCabin: assign((args) => {
      const offer = offerMeant(args);
      return offer ? { cabin: { id: offer.cabinId, name: offer.name }, misses: 0 } : {};
    }),
    takeAlternative: assign((args) => {
      const chosen = alternativeMeant(args);
      if (!chosen || chosen.kind === 'twoCabins') return {};
      const { offer } = chosen;
      return { stay: offer.stay, offers: [offer], cabin: { id: offer.cabinId, name: offer.name }, misses: 0 };
    }),
    takeOffers: assign({ offers: ({ event }) => on(event, 'offers.found').offers, alternatives: [] }),
    takeAlternatives: assign({ alternatives: ({ event }) => on(event, 'alternatives.found').alternatives, offers: [] }),
    takeQuote: assign({
      quote: ({ event }) => {
        const { id, quote, expiresAt } = on(event, 'quote.made').shown;
        return { id, total: quote.total, deposit: quote.deposit, expiresAt };
      },
    }),
    takeHold: assign(({ event }) => {
      const { code, cabinName, stay, party, total, deposit, heldUntil } = on(event, 'hold.granted').hold;
      return {
        hold: { code, cabinName, stay, party, total, deposit, heldUntil, link: null },
        quote: null,
        offers: [],
        alternatives: [],
      };
    }),
    takeLink: assign(({ context, event }) => ({
      hold: context.hold && { ...context.hold, link: on(event, 'link.ready').path },
    })),
    extendHold: assign(({ context, event }) => {
      const { code, heldUntil } = on(event, 'payment.short');
      return { hold: context.hold?.code === code ? { ...context.hold, heldUntil } : context.hold };
    }),
    takeBooking: assign(({ context, event }) => {
      const { code, cabinName, stay, instructions } = on(event, 'payment.confirmed');
      return { booking: { code, cabinName, stay, instructions }, hold: context.hold?.code === code ? null : context.hold };
    }),
    keepQuiet: assign({ quietUntil: ({ event }) => on(event, 'human.called').until }),
    speakAgain: assign({ quietUntil: null, misses: 0 }),
    /** After a hold, the same dates and people are what the guest still wants. */
    wishAsHeld: assign(({ context }) => ({ stay: context.hold?.stay ?? context.stay, party: context.hold?.party ?? context.party })),
    forgetDates: assign({ stay: null, checkIn: null, doubt: null }),
    forgetOffers: assign({ offers: [], alternatives: [], cabin: null, quote: null }),
    forgetHold: assign({ hold: null }),
    forgetBooking: assign(({ context, event }) => ({
      booking: context.booking?.code === on(event, 'reservation.cancelled').code ? null : context.booking,
    })),

    /** The event starts again from the state that was just entered. */
    again: raise(({ event }) => event),
  },
  guards: {
    intends: ({ event }, intents: readonly Intent[]) => meaningOf(event)?.intents.some((intent) => intents.includes(intent)) ?? false,
    intendsFirst: ({ event }, intent: Intent) => meaningOf(event)?.intents[0] === intent,
    agrees: ({ event }) => agrees(event),
    refuses: ({ event }) => refuses(event),
    cancels: ({ event }) => {
      const first = meaningOf(event)?.intents[0];
      return first === 'cancel_flow' || first === 'cancel_reservation';
    },
    cancelsBooking: ({ context, event }) =>
      context.booking !== null && (meaningOf(event)?.intents.some((intent) => intent === 'cancel_reservation' || intent === 'withdrawal') ?? false),
    changesBooking: ({ context, event }) => context.booking !== null && (meaningOf(event)?.intents.includes('modify_reservation') ?? false),
    asksToPay: ({ event }) => {
      const meaning = meaningOf(event);
      if (!meaning || hasWishes(meaning)) return false;
      return meaning.intents[0] === 'affirm' || meaning.intents.includes('payment_link') || meaning.topics.includes('time_left');
    },
    hasNearest: ({ event }) => meaningOf(event)?.problems[0]?.nearest !== undefined,
    hasProblem: ({ event }) => (meaningOf(event)?.problems.length ?? 0) > 0,
    hasWishes: ({ event }) => hasWishes(meaningOf(event)),
    asks: ({ event }) => questionsOf(event).length > 0,
    asksAndWishes: ({ event }) => hasWishes(meaningOf(event)) && questionsOf(event).some((question) => question !== 'price'),
    asksMonth: ({ event }) => (meaningOf(event)?.month ?? null) !== null,
    givesName: ({ event }) => (meaningOf(event)?.name ?? null) !== null,
    missedBefore: ({ context }) => context.misses >= 1,

    hasHold: ({ context }) => context.hold !== null,
    hasBooking: ({ context }) => context.booking !== null,
    hasOffers: ({ context }) => context.offers.length > 0,
    hasDoubt: ({ context }) => context.doubt !== null,
    lacksDates: ({ context }) => context.stay === null && context.checkIn === null,
    lacksCheckOut: ({ context }) => context.stay === null && context.checkIn !== null,
    lacksParty: ({ context }) => context.party === null,

    chose: ({ event }, what: string) => event.type === 'guest.chose' && event.choice.do === what,
    choseSearchWhileHolding: ({ context, event }) =>
      context.hold !== null && event.type === 'guest.chose' && ['search', 'cabin', 'book', 'otherDates', 'otherCabin'].includes(event.choice.do),
    choseToCancelHold: ({ context, event }) =>
      context.hold !== null && event.type === 'guest.chose' && event.choice.do === 'cancelHold' && event.choice.code === context.hold.code,
    choseProfileName: ({ context, event }) => context.profileName !== null && event.type === 'guest.chose' && event.choice.do === 'profileName',
    /** A yes or a no to this quote or this hold, not to an older one. */
    answersQuote: ({ context, event }, what: 'yes' | 'no') =>
      event.type === 'guest.chose' && event.choice.do === what && event.choice.to === context.quote?.id,
    answersHold: ({ context, event }, what: 'yes' | 'no') =>
      event.type === 'guest.chose' && event.choice.do === what && event.choice.to === context.hold?.code,
    choseToReturn: ({ event }) => event.type === 'guest.chose' && (event.choice.do === 'menu' || event.choice.do === 'resume'),
    booksOffer: (args) => args.event.type === 'guest.chose' && args.event.choice.do === 'book' && offerMeant(args) !== undefined,
    meansOffer: (args) => offerMeant(args) !== undefined,
    meansAlternative: (args) => alternativeMeant(args) !== undefined,
    meansTwoCabins: (args) => alternativeMeant(args)?.kind === 'twoCabins',
    meansReading: (args) => readingMeant(args) !== undefined,

    sentReceipt: ({ event }) => event.type === 'guest.sent' && (event.what === 'image' || event.what === 'document'),
    foundOffers: ({ event }) => on(event, 'offers.found').offers.length > 0,
    foundAlternatives: ({ event }) => on(event, 'alternatives.found').alternatives.length > 0,
    tooManyPeople: ({ context, event }) => context.party !== null && bedsFor(context.party) > on(event, 'alternatives.found').mostPeople,
    refusedFor: ({ event }, why: 'taken' | 'quoteExpired' | 'tooManyHolds') => on(event, 'hold.refused').why === why,
    isAboutHold: ({ context, event }) => 'code' in event && event.code === context.hold?.code,
    ownerSpoke: ({ event }) => on(event, 'human.called').why === 'ownerSpoke',
    quietIsOver: ({ context, event }) => context.quietUntil !== null && 'at' in event && event.at > context.quietUntil,
  },
});

export type StateConfig = Parameters<typeof flow.createStateConfig>[0];
