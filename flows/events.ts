// Everything that can move the conversation: facts, in the past tense, as plain JSON.
// They are kept in the journal, so a released shape is only ever extended.

import type { Centavos } from '../src/domain/money.ts';
import type { DataHeld, EraseBlock } from '../src/domain/privacy.ts';
import type { Party } from '../src/domain/party.ts';
import type { Quote, QuoteRefusal } from '../src/domain/quote.ts';
import type { CalendarDate, Stay } from '../src/domain/stay.ts';
import type { ChangeTerms } from '../src/domain/changing.ts';
import type { Choice } from './choices.ts';
import type { ReservationEvent } from './reservation-event.ts';
import type { Language, Meaning } from './understand/meaning.ts';

/** A cabin that is free for the whole stay, with what the whole stay costs. */
export type Offer = {
  readonly cabinId: string;
  readonly name: string;
  readonly summary: string;
  readonly capacity: number;
  readonly stay: Stay;
  readonly total: Centavos;
  /** Of a party over two cabins: who sleeps in this one. */
  readonly party?: Party;
};

/** When nothing can be had as asked: more nights, other dates, fewer nights, or two cabins for a large party. */
export type Alternative =
  | { readonly kind: 'longerStay' | 'otherDates' | 'shorterStay'; readonly offer: Offer }
  | { readonly kind: 'twoCabins'; readonly offers: readonly [Offer, Offer] };

export type CabinCard = {
  readonly cabinId: string;
  readonly name: string;
  readonly description: string;
  readonly amenities: readonly string[];
  readonly photo: string;
  readonly capacity: number;
};

export type QuoteShown = {
  readonly id: string;
  readonly cabinId: string;
  readonly cabinName: string;
  readonly quote: Quote;
  readonly policy: string;
  /** ISO instant. */
  readonly expiresAt: string;
};

export type HoldShown = {
  readonly code: string;
  readonly cabinName: string;
  readonly stay: Stay;
  readonly party: Party;
  readonly total: Centavos;
  readonly deposit: Centavos;
  /** ISO instant. */
  readonly heldUntil: string;
};

/** `at`: ISO instant at which the guest wrote. */
type GuestEvent = { readonly at: string } & (
  | { readonly type: 'guest.said'; readonly text: string; readonly meaning: Meaning }
  | { readonly type: 'guest.chose'; readonly choice: Choice }
  | {
      readonly type: 'guest.sent';
      readonly what:
        | 'image'
        | 'audio'
        | 'document'
        | 'video'
        | 'sticker'
        | 'location'
        | 'contacts'
        | 'unsupported';
      /** As WhatsApp names it; a receipt is looked at by the owner. */
      readonly mediaId?: string;
      readonly mimeType?: string;
    }
);

/** A voice note, in the words that were heard; what they mean follows as `guest.said`. */
type VoiceEvent = { readonly type: 'voice.heard'; readonly words: string };

/** Answers to the effects that run inside the turn. */
type AnswerEvent =
  /** The offers of every stay that was asked for. */
  | {
      readonly type: 'offers.found';
      readonly offers: readonly Offer[];
      readonly refusals: ReadonlyArray<{ readonly name: string; readonly refusal: QuoteRefusal }>;
    }
  | {
      readonly type: 'alternatives.found';
      readonly alternatives: readonly Alternative[];
      readonly mostPeople: number;
    }
  | { readonly type: 'month.found'; readonly month: CalendarDate; readonly free: readonly Stay[] }
  | { readonly type: 'cabin.described'; readonly card: CabinCard }
  /** The owner has taken it away since it was offered. */
  | { readonly type: 'cabin.gone' }
  | { readonly type: 'quote.made'; readonly shown: QuoteShown }
  | {
      readonly type: 'quote.refused';
      readonly cabinName: string;
      readonly refusal: QuoteRefusal | { readonly kind: 'taken' };
    }
  | { readonly type: 'hold.granted'; readonly hold: HoldShown }
  | { readonly type: 'hold.refused'; readonly why: 'taken' | 'quoteExpired' | 'tooManyHolds' }
  | { readonly type: 'hold.released'; readonly code: string }
  /** The hold could not be let go: a payment for it is coming in or has come. */
  | { readonly type: 'hold.kept'; readonly code: string }
  | {
      readonly type: 'answers.found';
      readonly answers: readonly string[];
      readonly unknown: boolean;
    }
  /** Of the stay that is confirmed: what it costs, and what is still to be paid. */
  | {
      readonly type: 'balance.told';
      readonly total: Centavos;
      readonly paid: Centavos;
      readonly due: Centavos;
    }
  | { readonly type: 'balance.none' }
  | {
      readonly type: 'transfer.told';
      readonly amount: Centavos;
      readonly alias: string;
      readonly cbu: string;
      readonly holder: string;
      /** ISO instant. */
      readonly until: string;
    }
  | { readonly type: 'transfer.none'; readonly why: 'notOffered' | 'notNow' }
  /** A receipt for a transfer that is expected: the owner looks, the hold waits until the ISO instant. */
  | { readonly type: 'receipt.taken'; readonly until: string }
  | { readonly type: 'receipt.none' }
  /** What goes back if the confirmed stay is given up now. */
  | { readonly type: 'leaving.told'; readonly terms: LeavingTerms }
  | { readonly type: 'leaving.refused'; readonly why: 'disputed' | 'notNow' }
  | {
      readonly type: 'stay.left';
      readonly refund: Centavos;
      /** What of it came by transfer or in cash: the owner gives it back. */
      readonly byHand: Centavos;
      readonly caseCode: string | null;
    }
  /** What the change that was asked for comes to; only what was named is another than in the stay on record. */
  | {
      readonly type: 'change.told';
      readonly shown: QuoteShown;
      readonly before: StayShown;
      readonly terms: ChangeTerms;
    }
  /** Another cabin is to be chosen, or other dates, because what was asked for cannot be had. */
  | ({ readonly type: 'change.choices' } & ChangeChoices)
  | { readonly type: 'change.refused'; readonly why: ChangeRefusal }
  /** The new nights are kept until the ISO instant, in which `payNow` has to come in. */
  | {
      readonly type: 'change.held';
      readonly cabinName: string;
      readonly stay: Stay;
      readonly payNow: Centavos;
      readonly until: string;
    }
  /** When the guests of a stay arrive was written down. */
  | {
      readonly type: 'arrival.noted';
      readonly cabinName: string;
      readonly stay: Stay;
      readonly time: string;
      readonly fit: 'inHours' | 'early' | 'late';
      readonly hours: ArrivalTerms;
    }
  /** They come, but have not said when. */
  | { readonly type: 'arrival.asked'; readonly code: string; readonly hours: ArrivalTerms }
  | { readonly type: 'arrival.none' }
  /** Whether the guest is written to about more than a stay or money. */
  | {
      readonly type: 'contact.set';
      readonly wish: 'stop' | 'resume';
      readonly already: boolean;
    }
  | ({ readonly type: 'data.told'; readonly held: DataHeld } & PrivacyCase)
  /** `block`: what it has to wait for. */
  | ({
      readonly type: 'erasure.asked';
      readonly block: EraseBlock | null;
    } & PrivacyCase)
  /** Mail about the guest's stays goes there from now on. */
  | { readonly type: 'email.taken'; readonly address: string }
  /** The address is still to be told. */
  | { readonly type: 'email.asked' }
  /** No mail is sent here. */
  | { readonly type: 'email.off' }
  | ({ readonly type: 'wait.joined'; readonly cabinName: string | null } & Waited)
  | { readonly type: 'wait.left' }
  /** What was offered to a guest who waited. */
  | ({ readonly type: 'wait.recalled'; readonly cabinId: string } & Waited)
  | { readonly type: 'wait.gone' }
  /** The owner was told; the bot keeps quiet until the ISO instant. */
  | { readonly type: 'human.called'; readonly why: CallReason; readonly until: string };

type Waited = { readonly stay: Stay; readonly party: Party; readonly pets: number };

export type StayShown = {
  readonly cabinName: string;
  readonly stay: Stay;
  readonly total: Centavos;
};
export type ChangeChoices = {
  readonly why: QuoteRefusal | { readonly kind: 'asked' } | { readonly kind: 'taken' };
  /** The cabin that cannot be had, or that the guest wants to leave. */
  readonly cabinName: string;
  readonly stay: Stay;
  /** Cabins for the same dates; where there is none, other dates. */
  readonly offers: readonly Offer[];
  readonly alternatives: readonly Alternative[];
};
/** `same`: it is like that already. The first three are for a person. */
export type ChangeRefusal = 'tooClose' | 'tooOften' | 'disputed' | 'same' | 'notNow';

/** What the guest may come back with, and until when it is seen to. */
export type PrivacyCase = { readonly caseCode: string; readonly dueOn: CalendarDate };

/** `outside`: why the right of withdrawal does not reach the stay, so that the policy is what is offered. */
export type LeavingTerms = {
  readonly by: 'policy' | 'withdrawal';
  readonly paid: Centavos;
  readonly refund: Centavos;
  readonly daysBefore: number;
  /** Of a withdrawal that was asked for. */
  readonly caseCode: string | null;
  readonly outside: 'tooLate' | 'tooClose' | null;
};

/** When the owner receives, and what whoever comes later has to know. */
export type ArrivalTerms = {
  readonly from: string;
  readonly until: string | null;
  readonly lateArrival: string | null;
};

/** Why a person was called into the chat. */
export type CallReason =
  | 'asked'
  | 'notUnderstood'
  | 'ownerSpoke'
  | 'change'
  | 'cancel'
  | 'invoice'
  | 'payment'
  | 'manyCabins'
  | 'optOut'
  | 'dataDeletion'
  | 'failed';

/** Nights that are free again, this guest's first until the ISO instant. */
type WaitEvent = {
  readonly type: 'wait.offered';
  readonly cabinName: string;
  readonly stay: Stay;
  readonly until: string;
};

type OwnerEvent = { readonly type: 'owner.tookOver' } | { readonly type: 'owner.handedBack' };

/** Messages that the bot failed on again and again; a person reads them. */
type FailureEvent = { readonly type: 'messages.setAside' };

/** By the button that WhatsApp itself shows. */
type PreferenceEvent = { readonly type: 'contact.preferred'; readonly wish: 'stop' | 'resume' };

/** The guest writes in another language than before. */
type LanguageEvent = { readonly type: 'language.changed'; readonly language: Language };

export type ConversationEvent =
  | LanguageEvent
  | FailureEvent
  | PreferenceEvent
  | GuestEvent
  | VoiceEvent
  | AnswerEvent
  | ReservationEvent
  | WaitEvent
  | OwnerEvent;

/** What a job may tell a guest's conversation. */
export type Fact = ReservationEvent | WaitEvent | OwnerEvent;
