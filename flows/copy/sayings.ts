// Everything the bot can say, as data. Each language turns each of these into a message.

import type { ChangeTerms } from '../../src/domain/changing.ts';
import type { Centavos } from '../../src/domain/money.ts';
import type { Party } from '../../src/domain/party.ts';
import type { DataHeld, EraseBlock } from '../../src/domain/privacy.ts';
import type { QuoteRefusal } from '../../src/domain/quote.ts';
import type { CalendarDate, Stay } from '../../src/domain/stay.ts';
import type {
  ArrivalTerms,
  CallReason,
  Alternative,
  CabinCard,
  ChangeChoices,
  HoldShown,
  Offer,
  LeavingTerms,
  PrivacyCase,
  QuoteShown,
  StayShown,
} from '../events.ts';
import type { Known } from './message.ts';
import type { Doubt, Problem } from '../understand/meaning.ts';

type About = { readonly cabinName: string; readonly stay: Stay };
type Asked = { readonly stays: readonly Stay[]; readonly party: Party; readonly pets: number };

type QuestionOf<K extends keyof Sayings> = { [Key in K]: { readonly key: Key } & Sayings[Key] }[K];

export type Talking = {
  hello: object;
  menu: object;
  thanks: object;
  deferred: object;
  dropped: object;
  notUnderstood: object;
  staleButton: object;
  /** So that a mishearing shows. */
  voiceHeard: { readonly words: string };
  mediaNotRead: { readonly what: 'audio' | 'file' | 'location' | 'sticker' | 'other' };

  answers: { readonly answers: readonly string[]; readonly unknown: boolean };
  /** Mail before there is a stay to write of. */
  allInChat: object;
  calledHuman: { readonly why: Exclude<CallReason, 'ownerSpoke'> };
  handedBack: object;
};

export type Searching = {
  /** `month`: what is free in it has just been said. */
  askDates: { readonly month: CalendarDate | null } & Known;
  askCheckOut: { readonly checkIn: CalendarDate };
  askParty: { readonly stay: Stay | null };
  askReading: { readonly doubt: Doubt };
  problem: { readonly problem: Problem };

  /** The offers once more, in short, after an aside. */
  askOffer: Asked & { readonly offers: readonly Offer[] };
  offers: Asked & { readonly offers: readonly Offer[] };
  cannotHost: {
    readonly refusals: ReadonlyArray<{ readonly name: string; readonly refusal: QuoteRefusal }>;
  };
  nothingFree: Asked;
  alternatives: { readonly alternatives: readonly Alternative[] };
  noAlternatives: object;
  noneLiked: object;
  promoNoted: { readonly code: string };
  /** Said before a quote. */
  promoFails: { readonly code: string };
  /** A price that is too much for the guest. */
  tooDear: {
    readonly cheapest: {
      readonly name: string;
      readonly stay: Stay;
      readonly total: Centavos;
      readonly shown: 'same' | 'another';
    } | null;
  };
  /** A yes where several things were shown: which? The question is the one that was asked. */
  whichOne: {
    readonly question: QuestionOf<'askOffer' | 'alternatives' | 'askReading' | 'askDates'>;
  };
  /** The cabin that the guest named is not among the free ones. */
  notThatCabin: object;
  /** Before two cabins are shown. */
  noneLargeEnough: { readonly party: Party; readonly most: number };
  tooManyPeople: { readonly party: Party; readonly most: number };
  freeDays: {
    readonly month: CalendarDate;
    readonly free: readonly Stay[];
    readonly nights: number | null;
  };
  cabin: { readonly card: CabinCard };
  askBook: { readonly cabin: { readonly id: string; readonly name: string } };

  offerWait: { readonly stay: Stay };
  waitJoined: {
    readonly cabinName: string | null;
    readonly stay: Stay;
    readonly party: Party;
    readonly pets: number;
  };
  waitOffer: About & { readonly until: string };
  waitLeft: object;
  waitGone: object;
};

export type Booking = {
  quote: { readonly shown: QuoteShown };
  /** Closes a quote that was just written out. */
  bookIt: { readonly quoteId: string; readonly name: string | null };
  quoteRefused: {
    readonly cabinName: string;
    readonly refusal: QuoteRefusal | { readonly kind: 'taken' };
  };
  quoteExpired: object;
  askYes: {
    readonly quote: About & {
      readonly id: string;
      readonly total: Centavos;
      readonly deposit: Centavos;
    };
    /** Whom it is for, where it was told. */
    readonly name: string | null;
  };
  askName: { readonly profileName: string | null };

  held: { readonly hold: HoldShown };
  holdTaken: object;
  holdInTheWay: About & { readonly code: string; readonly heldUntil: string };
  tooManyHolds: object;
  askCancelHold: About & { readonly code: string };
  holdReleased: object;
  /** Let go in order to look for something else. */
  letGo: object;
  holdKept: object;
  holdExpired: About;
};

export type Paying = {
  payLink: {
    readonly code: string;
    readonly deposit: Centavos;
    readonly heldUntil: string;
    readonly path: string;
  };
  linkComing: { readonly heldUntil: string };
  linkFailed: object;
  holdEnding: { readonly minutesLeft: number; readonly path: string | null };
  lookingForPayment: object;

  paymentPending: About;
  /** Told by the guest. */
  paymentTrouble: { readonly heldUntil: string | null; readonly path: string | null };
  paymentRejected: { readonly detail: string; readonly path: string | null };
  paymentNotFound: { readonly path: string | null };
  paymentShort: {
    readonly received: Centavos;
    readonly missing: Centavos;
    readonly heldUntil: string;
  };
  confirmed: About & {
    readonly code: string;
    readonly received: Centavos;
    readonly late: boolean;
    readonly surplus: Centavos;
    readonly instructions: string;
    readonly offersMail?: boolean;
  };
  paymentRepeated: { readonly amount: Centavos; readonly counts: string };
  paymentTooLate: About & { readonly amount: Centavos };
  paymentAfterCancel: { readonly amount: Centavos; readonly refund: Centavos };
  paymentDisputed: { readonly code: string };
  refundDone: { readonly amount: Centavos };
  refundBlocked: { readonly amount: Centavos };

  balance: About & { readonly total: Centavos; readonly paid: Centavos; readonly due: Centavos };
  noBalance: object;
  balanceLink: About & {
    readonly code: string;
    readonly amount: Centavos;
    readonly path: string;
    readonly why: 'asked' | 'reminder' | 'change';
    /** Of a change, the ISO instant until which its nights are kept. */
    readonly until: string | null;
  };
  balancePaid: {
    readonly code: string;
    readonly received: Centavos;
    readonly surplus: Centavos;
    readonly missing: Centavos;
  };

  transfer: {
    readonly code: string;
    readonly amount: Centavos;
    readonly alias: string;
    readonly cbu: string;
    readonly holder: string;
    readonly until: string;
  };
  noTransfer: object;
  /** The guest says that the transfer is made. */
  sendReceipt: object;
  receiptWaits: { readonly until: string };
  receiptTaken: { readonly until: string };
  transferRefused: { readonly heldUntil: string };
  transferTooLate: About & { readonly amount: Centavos };
};

export type Staying = {
  booking: About & { readonly code: string };
  cancelled: About & { readonly refund: Centavos };
  askLeave: About & { readonly code: string; readonly terms: LeavingTerms };
  stayLeft: About & {
    readonly refund: Centavos;
    readonly byHand: Centavos;
    readonly caseCode: string | null;
  };
  stayKept: object;
  cannotLeave: object;

  askChange: About;
  change: {
    readonly shown: QuoteShown;
    readonly before: StayShown;
    readonly terms: ChangeTerms;
  };
  askAgree: About & {
    readonly quoteId: string;
    readonly payNow: Centavos;
    readonly refund: Centavos;
  };
  /** `some`: other cabins or dates follow. */
  whyNotChange: About & { readonly why: ChangeChoices['why']; readonly some: boolean };
  changeChoices: {
    readonly offers: readonly Offer[];
    readonly alternatives: readonly Alternative[];
  };
  changeHeld: About & { readonly payNow: Centavos; readonly until: string };
  stayChanged: About & {
    readonly code: string;
    readonly total: Centavos;
    readonly due: Centavos;
    readonly refund: Centavos;
    readonly byHand: Centavos;
  };
  changeEnded: About & { readonly why: 'expired' | 'taken' };
  sameStay: object;
  cannotChange: object;

  stayNear: About & {
    readonly code: string;
    readonly checkInFrom: string;
    /** As the guests said; null: they are asked. */
    readonly arrival: string | null;
  };
  stayArriving: About & {
    readonly code: string;
    readonly checkInFrom: string;
    readonly instructions: string;
    readonly arrival: string | null;
  };
  stayLeaving: About & {
    readonly code: string;
    readonly until: string;
    readonly notes: string | null;
  };
  stayOver: About & { readonly code: string; readonly reviewLink: string };
  askArrival: { readonly code: string; readonly hours: ArrivalTerms };
  arrivalNoted: About & {
    readonly time: string;
    readonly fit: 'inHours' | 'early' | 'late';
    readonly hours: ArrivalTerms;
  };
  noArrival: object;

  emailTaken: { readonly address: string };
  emailOff: object;
  askEmail: object;
};

export type Privacy = {
  /** Once, with the hello: who processes what, and the word for more. */
  privacyNotice: object;
  privacy: { readonly path: string };
  optedOut: { readonly already: boolean };
  optedIn: { readonly already: boolean };
  dataHeld: PrivacyCase & { readonly held: DataHeld };
  askErase: object;
  dataKept: object;
  erasureAsked: PrivacyCase & { readonly block: EraseBlock | null };
};

export type Sayings = Talking & Searching & Booking & Paying & Staying & Privacy;

export type Saying = { [K in keyof Sayings]: { readonly key: K } & Sayings[K] }[keyof Sayings];
