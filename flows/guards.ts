// What a state asks before it takes a way: a guard only reads.

import { bedsFor } from '../src/domain/party.ts';
import {
  alternativeMeant,
  alternativesNamed,
  offerMeant,
  offerNamed,
  offerPicked,
  offerWanted,
  readingMeant,
  wantsAnother,
} from './pointing.ts';
import {
  agrees,
  asksToWait,
  cabinNamed,
  cancels,
  changesBooking,
  codeToPay,
  foundChoices,
  hasWishes,
  isOver,
  meaningOf,
  on,
  questionsOf,
  refuses,
  tellsArrival,
  wantsIt,
  type Args,
} from './reading.ts';
import type { Intent } from './understand/meaning.ts';

/** What a guest whose nights are held says when they want to pay. */
const TO_PAY: readonly Intent[] = ['payment_link', 'price', 'balance'];

export const guards = {
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
  /** Before there is a price that says what has become of it. */
  givesEarlyPromo: ({ context: { stay, party }, event }) =>
    (meaningOf(event)?.promo ?? null) !== null && (stay === null || party === null),
  /** The code that was given does not count for this stay. */
  promoFails: ({ context: { promo }, event }) =>
    promo !== null &&
    on(event, 'quote.made').shown.quote.lines.every(({ kind }) => kind !== 'promo'),
  /** A price that is too much, with others to go back to. */
  findsDearAmongOthers: ({ context: { offers, alternatives }, event }) =>
    meaningOf(event)?.intents[0] === 'too_expensive' && offers.length + alternatives.length > 1,
  hasName: ({ context }) => context.name !== null,
  givesName: ({ event }) =>
    (meaningOf(event)?.name ?? null) !== null && !hasWishes(meaningOf(event)),
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
    context.booking !== null && event.type === 'guest.chose' && event.choice.do === 'instructions',
  canWait: ({ context }) => context.waitable !== null,
  refusesAndMayWait: ({ context, event }) => context.waitable !== null && refuses(event),
  asksToWait: ({ context: { waitable }, event }) =>
    waitable !== null && asksToWait(meaningOf(event), waitable.stay),
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
    return refusals.length > 0 && refusals.every(({ refusal }) => refusal.kind === 'tooManyPeople');
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
} satisfies Record<string, (args: Args, params: never) => boolean>;
