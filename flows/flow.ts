// The vocabulary that the states are written with: types, actions and guards.
// Pure: an action only changes the context or emits an effect; a guard only reads.

import { assign, emit, raise, setup } from 'xstate';
import { bedsFor } from '../src/domain/party.ts';
import type { Context } from './context.ts';
import type { Saying } from './copy/sayings.ts';
import type { Effect } from './effects.ts';
import type { CallReason, ConversationEvent } from './events.ts';
import {
  agrees,
  alternativeMeant,
  alternativesNamed,
  cabinNamed,
  cancels,
  changesBooking,
  codeToPay,
  foundChoices,
  hasWishes,
  isNamed,
  isOver,
  meaningOf,
  needed,
  offerMeant,
  offerNamed,
  offerPicked,
  offerWanted,
  on,
  questionsLeft,
  questionsOf,
  readingMeant,
  refuses,
  wantsIt,
  staysOf,
  tellsArrival,
  wantsAnother,
} from './reading.ts';
import * as remember from './remembering.ts';
import type { Expects, Intent, Language } from './understand/meaning.ts';
import { foldText } from './understand/tokens.ts';

export type Meta = {
  /** What the state waits for; the understanding layer reads by it. */
  readonly expects: Expects;
  /** The question that the state asks; null where silence is right. */
  readonly prompt: (context: Context) => Saying | null;
};

/** What a guest whose nights are held says when they want to pay. */
const TO_PAY: readonly Intent[] = ['payment_link', 'price', 'balance'];

const say = (saying: Saying) => ({ type: 'say', saying }) as const;

function search(context: Context) {
  return {
    stay: needed(context.stay, 'stay to search for'),
    party: needed(context.party, 'party to search for'),
    pets: context.pets,
  };
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
    findOffers: emit(({ context }) => {
      const { party, pets } = search(context);
      return { type: 'findOffers', stays: staysOf(context), party, pets } as const;
    }),
    findAlternatives: emit(({ context }) => {
      const { party, pets } = search(context);
      return { type: 'findAlternatives', stays: staysOf(context), party, pets } as const;
    }),
    findFreeDays: emit(({ context: { month, nights, party } }) => {
      return { type: 'findFreeDays', month: needed(month, 'month'), nights, party } as const;
    }),
    describeCabin: emit(({ context }) => {
      return { type: 'describeCabin', cabinId: needed(context.cabin, 'cabin').id } as const;
    }),
    makeQuote: emit(({ context }) => {
      const { id: cabinId } = needed(context.cabin, 'cabin');
      return { type: 'makeQuote', cabinId, ...search(context) } as const;
    }),
    recallQuote: emit(({ context }) => {
      return { type: 'recallQuote', quoteId: needed(context.quote, 'quote').id } as const;
    }),
    answer: emit(({ context, event }) => {
      return { type: 'answer', questions: questionsLeft({ context, event }) } as const;
    }),
    placeHold: emit(({ context, event }) => {
      const { id: quoteId } = needed(context.quote, 'quote');
      const given = meaningOf(event)?.name ?? context.name ?? context.profileName;
      return { type: 'placeHold', quoteId, name: needed(given, 'name') } as const;
    }),
    releaseHold: emit(({ context }) => {
      return { type: 'releaseHold', code: needed(context.hold, 'hold').code } as const;
    }),
    lookForPayment: emit(({ context }) => {
      const code = codeToPay(context) ?? context.booking?.code;
      return { type: 'lookForPayment', code: needed(code, 'reservation') } as const;
    }),
    takeReceipt: emit(({ context, event }) => {
      const { what, mediaId = null, mimeType = null } = on(event, 'guest.sent');
      if (what !== 'image' && what !== 'document') throw new Error(`a receipt that is ${what}`);
      const code = needed(codeToPay(context), 'reservation');
      return { type: 'takeReceipt', code, receipt: { what, mediaId, mimeType } } as const;
    }),
    askTransfer: emit(({ context }) => {
      return { type: 'askTransfer', code: needed(context.hold, 'hold').code } as const;
    }),
    askBalance: emit(({ context }) => {
      return { type: 'askBalance', code: needed(context.booking, 'booking').code } as const;
    }),
    noteArrival: emit(({ context, event }) => {
      if (event.type === 'guest.chose' && event.choice.do === 'arrive') {
        const { code, time } = event.choice;
        return { type: 'noteArrival', code, time } as const;
      }
      const { code } = needed(context.booking, 'booking');
      return { type: 'noteArrival', code, time: meaningOf(event)?.arrival ?? null } as const;
    }),
    takeEmail: emit(({ context, event }) => {
      const { code } = needed(context.booking, 'booking');
      const address = meaningOf(event)?.email ?? null;
      return { type: 'takeEmail', code, address } as const;
    }),
    tellInstructions: emit(({ context }) => {
      return { type: 'tellInstructions', code: needed(context.booking, 'booking').code } as const;
    }),
    askToLeave: emit(({ context }, { by }: { by: 'policy' | 'withdrawal' }) => {
      return { type: 'askToLeave', code: needed(context.booking, 'booking').code, by } as const;
    }),
    leaveStay: emit(({ context }) => {
      const { code } = needed(context.booking, 'booking');
      const { by, refund } = needed(context.leaving, 'terms');
      return { type: 'leaveStay', code, by, refund } as const;
    }),
    weighChange: emit(({ context }) => {
      const { stay, party, wanted: cabin } = context;
      const { pets, another } = needed(context.change, 'change');
      const { code } = needed(context.booking, 'booking');
      return { type: 'weighChange', code, stay, party, pets, cabin, another } as const;
    }),
    agreeToChange: emit(({ context }) => {
      const { code } = needed(context.booking, 'booking');
      const { quoteId, payNow, refund } = needed(context.change?.told, 'change that was shown');
      return { type: 'agreeToChange', code, quoteId, payNow, refund } as const;
    }),
    noteNotice: emit(({ context: { language } }) => ({ type: 'noteNotice', language }) as const),
    setContact: emit(({ context: { language } }, { wish }: { wish: 'stop' | 'resume' }) => {
      return { type: 'setContact', wish, asked: 'guest', language } as const;
    }),
    noteContact: emit(({ context: { language }, event }) => {
      const { wish } = on(event, 'contact.preferred');
      return { type: 'setContact', wish, asked: 'meta', language } as const;
    }),
    askData: emit({ type: 'askData' }),
    askErasure: emit({ type: 'askErasure' }),
    joinWaitlist: emit(({ context }) => {
      return { type: 'joinWaitlist', ...needed(context.waitable, 'wish to wait for') } as const;
    }),
    leaveWaitlist: emit({ type: 'leaveWaitlist' }),
    takeWaitOffer: emit({ type: 'takeWaitOffer' }),
    callHuman: emit((_, { why }: { why: CallReason }) => ({ type: 'callHuman', why }) as const),

    sayPrivacy: emit(({ context: { language } }) => {
      return say({ key: 'privacy', path: `/privacy?lang=${language}` });
    }),
    sayProblem: emit(({ event }) => {
      const problem = needed(meaningOf(event)?.problems[0], 'problem');
      return say({ key: 'problem', problem });
    }),
    sayWhyNone: emit(({ context, event }) => {
      const { refusals } = on(event, 'offers.found');
      const { party, pets } = search(context);
      return say(
        refusals.length > 0
          ? { key: 'cannotHost', refusals }
          : { key: 'nothingFree', stays: staysOf(context), party, pets },
      );
    }),
    sayNotWanted: emit(({ context: { wanted }, event }) => {
      const { refusals } = on(event, 'offers.found');
      const refusal = refusals.find((one) => isNamed(one, wanted));
      return say(refusal ? { key: 'cannotHost', refusals: [refusal] } : { key: 'notThatCabin' });
    }),
    sayNoneLiked: emit(say({ key: 'noneLiked' })),
    sayOffers: emit(({ context }) => {
      const { party, pets } = search(context);
      return say({ key: 'offers', stays: staysOf(context), party, pets, offers: context.offers });
    }),
    sayNoneLargeEnough: emit(({ context, event }) => {
      const { party } = search(context);
      const most = on(event, 'alternatives.found').mostPeople;
      return say({ key: 'noneLargeEnough', party, most });
    }),
    sayTooMany: emit(({ context, event }) => {
      const { party } = search(context);
      return say({ key: 'tooManyPeople', party, most: on(event, 'alternatives.found').mostPeople });
    }),
    sayQuote: emit(({ event }) => say({ key: 'quote', shown: on(event, 'quote.made').shown })),
    askToBook: emit(({ event }) => {
      return say({ key: 'bookIt', quoteId: on(event, 'quote.made').shown.id });
    }),
    sayHoldInTheWay: emit(({ context }) => {
      const { code, cabinName, stay, heldUntil } = needed(context.hold, 'hold');
      return say({ key: 'holdInTheWay', code, cabinName, stay, heldUntil });
    }),
    sayLink: emit(({ context, event }) => {
      const { code, deposit, heldUntil } = needed(context.hold, 'hold');
      const { path } = on(event, 'link.ready');
      return say({ key: 'payLink', code, deposit, heldUntil, path });
    }),
    sayExpired: emit(({ event }) => {
      const { cabinName, stay } = on(event, 'hold.expired');
      return say({ key: 'holdExpired', cabinName, stay });
    }),
    sayConfirmed: emit(({ event }) => {
      const { type: _, checkIn: __, ...confirmed } = on(event, 'payment.confirmed');
      return say({ key: 'confirmed', ...confirmed });
    }),
    sayCancelled: emit(({ event }) => {
      const { refund, cabinName, stay } = on(event, 'reservation.cancelled');
      return say({ key: 'cancelled', refund, cabinName, stay });
    }),
    sayBalance: emit(({ context, event }) => {
      const { cabinName, stay } = needed(context.booking, 'booking');
      const { total, paid, due } = on(event, 'balance.told');
      return say({ key: 'balance', cabinName, stay, total, paid, due });
    }),
    sayTransfer: emit(({ context, event }) => {
      const { type: _, ...told } = on(event, 'transfer.told');
      return say({ key: 'transfer', code: needed(context.hold, 'hold').code, ...told });
    }),
    sayWhereReceipt: emit(({ context }) => {
      const { heldUntil: until, transfer } = needed(context.hold, 'hold');
      return say(transfer === 'sent' ? { key: 'receiptWaits', until } : { key: 'sendReceipt' });
    }),
    sayReceipt: emit(({ event }) => {
      return say({ key: 'receiptTaken', until: on(event, 'receipt.taken').until });
    }),
    sayLeft: emit(({ context, event }) => {
      const { cabinName, stay } = needed(context.booking, 'booking');
      const { refund, byHand, caseCode } = on(event, 'stay.left');
      return say({ key: 'stayLeft', cabinName, stay, refund, byHand, caseCode });
    }),
    sayChange: emit(({ event }) => {
      const { shown, before, terms } = on(event, 'change.told');
      return say({ key: 'change', shown, before, terms });
    }),
    sayWhyNot: emit(({ event }) => {
      const { why, cabinName, stay } = on(event, 'change.choices');
      return say({ key: 'whyNotChange', why, cabinName, stay, some: foundChoices(event) });
    }),
    sayChanged: emit(({ event }) => {
      const { type: _, ...changed } = on(event, 'stay.changed');
      return say({ key: 'stayChanged', ...changed });
    }),
    sayHeard: emit(({ event }) => {
      return say({ key: 'voiceHeard', words: on(event, 'voice.heard').words });
    }),
    sayArrival: emit(({ event }) => {
      const { type: _, ...noted } = on(event, 'arrival.noted');
      return say({ key: 'arrivalNoted', ...noted });
    }),
    askArrival: emit(({ event }) => {
      const { code, hours } = on(event, 'arrival.asked');
      return say({ key: 'askArrival', code, hours });
    }),
    sayNear: emit(({ event }) => {
      const { type: _, ...near } = on(event, 'stay.near');
      return say({ key: 'stayNear', ...near });
    }),
    sayArriving: emit(({ event }) => {
      const { type: _, ...arriving } = on(event, 'stay.arriving');
      return say({ key: 'stayArriving', ...arriving });
    }),
    sayLeaving: emit(({ event }) => {
      const { type: _, ...leaving } = on(event, 'stay.leaving');
      return say({ key: 'stayLeaving', ...leaving });
    }),
    sayOver: emit(({ event }) => {
      const { type: _, ...over } = on(event, 'stay.over');
      return say({ key: 'stayOver', ...over });
    }),
    offerWait: emit(({ context }) => {
      return say({ key: 'offerWait', stay: needed(context.waitable, 'wish to wait for').stay });
    }),
    sayNotRead: emit(({ event }) => {
      const { what } = on(event, 'guest.sent');
      if (what === 'audio' || what === 'location' || what === 'sticker')
        return say({ key: 'mediaNotRead', what });
      const isFile = what === 'image' || what === 'document' || what === 'video';
      return say({ key: 'mediaNotRead', what: isFile ? 'file' : 'other' });
    }),
    sayCalled: emit(({ event }) => {
      const { why } = on(event, 'human.called');
      if (why === 'ownerSpoke') throw new Error('the owner is speaking already');
      return say({ key: 'calledHuman', why });
    }),

    speak: assign({ language: ({ event }) => on(event, 'language.changed').language }),
    missed: assign({ misses: ({ context }) => context.misses + 1 }),
    gotIt: assign({ misses: 0 }),
    takeWishes: assign(remember.wishes),
    takePeople: assign(remember.people),
    takeReading: assign(remember.reading),
    takeCabin: assign(remember.cabin),
    takeWanted: assign(remember.wantedCabin),
    takeAlternative: assign(remember.alternative),
    takeOffers: assign({ offers: ({ event }) => on(event, 'offers.found').offers }),
    takeAlternatives: assign({
      alternatives: ({ event }) => on(event, 'alternatives.found').alternatives,
    }),
    takeQuote: assign(remember.quote),
    takeName: assign({ name: ({ context, event }) => meaningOf(event)?.name ?? context.name }),
    takeHold: assign(remember.hold),
    takeLink: assign(remember.link),
    extendHold: assign(remember.extension),
    takeBooking: assign(remember.booking),
    takeNearStay: assign(remember.nearStay),
    takeTerms: assign({ leaving: ({ event }) => on(event, 'leaving.told').terms }),
    beginChange: assign(remember.unnamed),
    unnameChange: assign(remember.unnamed),
    takeChange: assign(remember.change),
    wantAnother: assign(({ context }) => ({
      wanted: null,
      change: { pets: context.change?.pets ?? null, another: true, told: null },
    })),
    takeTold: assign(remember.told),
    takeChoices: assign(({ event }) => {
      const { offers, alternatives } = on(event, 'change.choices');
      return { offers, alternatives };
    }),
    takeChanged: assign(remember.changed),
    forgetChange: assign(() => ({ ...remember.unnamed(), change: null })),
    noteWaitable: assign({ waitable: remember.waitable }),
    joinedWait: assign({ waitable: null, waiting: 'waiting' }),
    noteWaitOffer: assign({ waiting: 'offered' }),
    forgetWait: assign({ waiting: null }),
    wishAsWaited: assign(remember.wishesAsWaited),
    holdLonger: assign(remember.longerHold),
    expectTransfer: assign(remember.transferExpected),
    keepQuiet: assign({ quietUntil: ({ event }) => on(event, 'human.called').until }),
    speakAgain: assign({ quietUntil: null, misses: 0 }),
    wishAsHeld: assign(remember.wishesAsHeld),
    /** Other dates for the cabin that was held, unless another one was named since. */
    wantHeldCabin: assign({
      wanted: ({ context: { hold, wanted } }) => wanted ?? (hold && foldText(hold.cabinName)),
    }),
    forgetDates: assign({
      stay: null,
      others: [],
      checkIn: null,
      month: null,
      nights: null,
      doubts: [],
    }),
    /** The cabin stays wanted. */
    forgetOffers: assign({ offers: [], alternatives: [], cabin: null, quote: null }),
    forgetCabin: assign({ wanted: null, cabin: null, quote: null }),
    forgetHold: assign(({ context: { hold, lapsed } }) => ({
      hold: null,
      lapsed: hold?.code ?? lapsed,
    })),
    forgetBooking: assign(remember.bookingGone),
    forgetTerms: assign({ leaving: null }),
    leaveBooking: assign({ booking: null, leaving: null }),
    forgetPast: assign(remember.withoutPast),

    /** The event starts again from the state that was just entered. */
    again: raise(({ event }) => event),
  },
  guards: {
    intends: ({ event }, intents: readonly Intent[]) =>
      meaningOf(event)?.intents.some((intent) => intents.includes(intent)) ?? false,
    intendsFirst: ({ event }, intents: readonly Intent[]) => {
      const [first] = meaningOf(event)?.intents ?? [];
      return first !== undefined && intents.includes(first);
    },
    agrees: ({ event }) => agrees(event),
    wantsIt: ({ event }) => wantsIt(event),
    /** One of the things shown, and which is not said. */
    wantsOne: (args) => {
      const { ordinal = null, pick = null } = meaningOf(args.event) ?? {};
      const points = alternativesNamed(args).length > 1 || ordinal !== null || pick !== null;
      return wantsIt(args.event) || (points && !hasWishes(meaningOf(args.event)));
    },
    /** The name on the button, by word. */
    agreesToName: ({ context, event }) => context.profileName !== null && agrees(event),
    /** The price and something else. */
    asksPriceAndMore: ({ event }) =>
      !hasWishes(meaningOf(event)) &&
      (meaningOf(event)?.intents.includes('price') ?? false) &&
      questionsOf(event).some((question) => question !== 'price'),
    refuses: ({ event }) => refuses(event),
    /** A no to the only thing that there is: showing it again would be deaf. */
    refusesTheOnly: ({ context, event }) =>
      refuses(event) && context.offers.length === 1 && context.alternatives.length === 0,
    cancels: ({ event }) => cancels(event),
    withdrawsBooking: ({ context, event }) =>
      context.booking !== null && meaningOf(event)?.intents[0] === 'withdrawal',
    cancelsBooking: ({ context, event }) => context.booking !== null && cancels(event),
    asksToPay: ({ event }) => {
      const meaning = meaningOf(event);
      if (!meaning || hasWishes(meaning)) return false;
      return (
        agrees(event) ||
        meaning.topics.includes('time_left') ||
        meaning.intents.some((intent) => TO_PAY.includes(intent))
      );
    },
    hasProblem: ({ event }) => (meaningOf(event)?.problems.length ?? 0) > 0,
    hasWishes: ({ event }) => hasWishes(meaningOf(event)),
    asks: ({ event }) => questionsOf(event).length > 0,
    asksAndWishes: ({ event }) =>
      hasWishes(meaningOf(event)) && questionsOf(event).some((question) => question !== 'price'),
    /** Something else than what is held. */
    wantsOther: ({ event }) => {
      const meaning = meaningOf(event);
      if (!meaning || hasWishes(meaning)) return meaning !== null;
      const asks = ['quote', 'availability', 'modify_reservation', 'waitlist'] as const;
      return (
        questionsOf(event).length === 0 &&
        (cabinNamed(meaning) !== undefined || asks.some((one) => meaning.intents.includes(one)))
      );
    },
    hasName: ({ context }) => context.name !== null,
    givesName: ({ event }) => (meaningOf(event)?.name ?? null) !== null,
    missedBefore: ({ context }) => context.misses >= 1,
    remembersPast: ({ context, event }) =>
      context.hold === null &&
      (isOver({ context, event }, 'checkIn') || isOver({ context, event }, 'checkOut')),

    asksOfBooking: ({ context, event }, intents: readonly Intent[]) =>
      context.booking !== null &&
      (meaningOf(event)?.intents.some((intent) => intents.includes(intent)) ?? false),
    hasHold: ({ context }) => context.hold !== null,
    hasBooking: ({ context }) => context.booking !== null,
    hasQuote: ({ context }) => context.quote !== null,
    hasOffers: ({ context }) => context.offers.length > 0,
    hasAlternatives: ({ context }) => context.alternatives.length > 0,
    doubtsParty: ({ context }) => context.doubts[0]?.kind === 'party',
    hasDoubt: ({ context }) => context.doubts.length > 0,
    lacksCheckOut: ({ context }) => context.stay === null && context.checkIn !== null,
    hasOnlyMonth: ({ context }) => context.stay === null && context.month !== null,
    lacksDates: ({ context }) => context.stay === null,
    lacksParty: ({ context }) => context.party === null,

    chose: ({ event }, what: readonly string[]) =>
      event.type === 'guest.chose' && what.includes(event.choice.do),
    /** A tap about this hold, not about an older one. */
    choseForHold: ({ context, event }, what: 'letGo' | 'cancelHold') =>
      event.type === 'guest.chose' &&
      event.choice.do === what &&
      event.choice.code === context.hold?.code,
    choseToLeave: ({ context, event }) =>
      event.type === 'guest.chose' &&
      event.choice.do === 'leaveStay' &&
      event.choice.code === context.booking?.code,
    /** A change of the confirmed stay, though it may not be called one. */
    changesBooking: ({ context, event }) => changesBooking({ context, event }),
    changesAndAsks: ({ context, event }) =>
      changesBooking({ context, event }) &&
      questionsOf(event).some((question) => question !== 'price'),
    saysChange: ({ event }) => {
      const meaning = meaningOf(event);
      const asks = questionsOf(event).some((question) => question !== 'price');
      const names = cabinNamed(meaning) !== undefined || meaning?.pick === 'another';
      return hasWishes(meaning) || (names && !asks);
    },
    dropsChange: ({ event }) => {
      const first = meaningOf(event)?.intents[0];
      return first === 'cancel_flow' || (first === 'deny' && !hasWishes(meaningOf(event)));
    },
    namesChange: ({ context: { stay, party, wanted, change } }) =>
      stay !== null ||
      party !== null ||
      wanted !== null ||
      (change?.pets ?? null) !== null ||
      change?.another === true,
    hasChoices: ({ event }) => foundChoices(event),
    isForHuman: ({ event }) =>
      ['tooClose', 'tooOften', 'disputed'].includes(on(event, 'change.refused').why),
    isSame: ({ event }) => on(event, 'change.refused').why === 'same',
    choseChange: ({ context, event }) =>
      event.type === 'guest.chose' &&
      event.choice.do === 'yes' &&
      event.choice.to === context.change?.told?.quoteId,
    wantsInstructions: ({ context, event }) =>
      context.booking !== null &&
      event.type === 'guest.chose' &&
      event.choice.do === 'instructions',
    canWait: ({ context }) => context.waitable !== null,
    refusesAndMayWait: ({ context, event }) => context.waitable !== null && refuses(event),
    asksToWait: ({ context, event }) =>
      context.waitable !== null &&
      !hasWishes(meaningOf(event)) &&
      (meaningOf(event)?.intents.includes('waitlist') ?? false),
    choseToWait: ({ context, event }) =>
      context.waitable !== null && event.type === 'guest.chose' && event.choice.do === 'joinWait',
    leavesWaitlist: ({ context, event }) =>
      context.waiting !== null && (meaningOf(event)?.intents.includes('leave_waitlist') ?? false),
    agreesToWait: ({ context, event }) => context.waiting === 'offered' && agrees(event),
    declinesWait: ({ context, event }) =>
      context.waiting === 'offered' &&
      meaningOf(event)?.intents[0] === 'deny' &&
      !hasWishes(meaningOf(event)),
    paysBalance: ({ context, event }) =>
      context.booking !== null && event.type === 'guest.chose' && event.choice.do === 'payBalance',
    givesEmail: ({ context, event }) =>
      context.booking !== null && (meaningOf(event)?.email ?? null) !== null,
    tellsArrival: ({ context, event }) =>
      context.booking !== null && tellsArrival(meaningOf(event), context.booking.stay),
    isDisputed: ({ event }) => on(event, 'leaving.refused').why === 'disputed',
    notOffered: ({ event }) => on(event, 'transfer.none').why === 'notOffered',
    noneLargeEnough: ({ event }) => {
      const { refusals } = on(event, 'offers.found');
      return (
        refusals.length > 0 && refusals.every(({ refusal }) => refusal.kind === 'tooManyPeople')
      );
    },
    /** Larger than any cabin, and two together take it. */
    foundRoomInTwo: ({ context, event }) => {
      const { alternatives, mostPeople } = on(event, 'alternatives.found');
      const beds = context.party === null ? 0 : bedsFor(context.party);
      return alternatives.length > 0 && beds > mostPeople;
    },
    /** A yes to this quote, not to an older one. */
    choseQuote: ({ context, event }) =>
      event.type === 'guest.chose' &&
      event.choice.do === 'yes' &&
      event.choice.to === context.quote?.id,
    choseProfileName: ({ context, event }) =>
      context.profileName !== null &&
      event.type === 'guest.chose' &&
      event.choice.do === 'profileName',
    /** Wants the price of an offer, by tap or by word. */
    booksOffer: ({ context, event }) =>
      event.type === 'guest.chose'
        ? event.choice.do === 'book' && offerMeant({ context, event }) !== undefined
        : (meaningOf(event)?.intents.includes('price') ?? false) &&
          offerMeant({ context, event }) !== undefined,
    meansOffer: (args) => offerMeant(args) !== undefined,
    namesCabin: ({ event }) => cabinNamed(meaningOf(event)) !== undefined,
    namesOffer: (args) =>
      (offerNamed(args) ?? offerPicked(args.context.offers, args.event)) !== undefined,
    /** "la otra", while there are cabins to choose from. */
    wantsAnother: ({ context, event }) => wantsAnother({ context, event }),
    wantsAnotherThanOnly: ({ context, event }) =>
      wantsAnother({ context, event }) &&
      context.offers.length === 1 &&
      context.alternatives.length === 0,
    /** Its price by word: the quote says what it is. */
    booksAlternative: (args) =>
      (meaningOf(args.event)?.intents.includes('price') ?? false) &&
      alternativeMeant(args) !== undefined,
    meansAlternative: (args) => alternativeMeant(args) !== undefined,
    meansTwoCabins: (args) => alternativeMeant(args)?.kind === 'twoCabins',
    meansReading: (args) => readingMeant(args) !== undefined,

    /** Money that the guest says is on its way. */
    claimsPayment: ({ context, event }) =>
      codeToPay(context) !== null && (meaningOf(event)?.intents.includes('payment_claim') ?? false),
    /** Money by transfer, which MercadoPago does not know of. */
    claimsTransfer: ({ context, event }) =>
      context.hold !== null &&
      context.hold.transfer !== 'none' &&
      ((meaningOf(event)?.intents.includes('payment_claim') ?? false) || agrees(event)),
    sendsReceipt: ({ context, event }) =>
      codeToPay(context) !== null &&
      event.type === 'guest.sent' &&
      (event.what === 'image' || event.what === 'document'),
    sentInPassing: ({ event }) =>
      event.type === 'guest.sent' && (event.what === 'sticker' || event.what === 'location'),
    foundOffers: ({ event }) => on(event, 'offers.found').offers.length > 0,
    foundWanted: ({ context, event }) =>
      context.others.length === 0 &&
      offerWanted(context, on(event, 'offers.found').offers) !== undefined,
    foundOthers: ({ context, event }) => {
      const { offers } = on(event, 'offers.found');
      return (
        context.wanted !== null && offers.length > 0 && offerWanted(context, offers) === undefined
      );
    },
    foundAlternatives: ({ event }) => on(event, 'alternatives.found').alternatives.length > 0,
    tooManyPeople: ({ context, event }) =>
      context.party !== null && bedsFor(context.party) > on(event, 'alternatives.found').mostPeople,
    refusedFor: ({ event }, why: 'taken' | 'quoteExpired' | 'tooManyHolds') =>
      on(event, 'hold.refused').why === why,
    isAboutBooking: ({ context, event }) => 'code' in event && event.code === context.booking?.code,
    isAboutHold: ({ context, event }) => 'code' in event && event.code === context.hold?.code,
    ownerSpoke: ({ event }) => on(event, 'human.called').why === 'ownerSpoke',
    quietIsOver: ({ context, event }) =>
      context.quietUntil !== null && 'at' in event && event.at > context.quietUntil,
  },
});

export type StateConfig = Parameters<typeof flow.createStateConfig>[0];
