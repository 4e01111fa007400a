// What the conversation wants done, as data. The turn runs the database effects and feeds their
// answers back; `say` becomes a message and the rest become jobs, in the turn's own transaction.

import type { Centavos } from '../src/domain/money.ts';
import type { CalendarDate, Stay } from '../src/domain/stay.ts';
import type { Party } from '../src/domain/party.ts';
import type { CallReason } from './events.ts';
import type { Saying } from './copy/sayings.ts';
import type { Intent, Language, Topic } from './understand/meaning.ts';

/** What the property's own answers are looked up by. */
export type Question =
  | Topic
  | Extract<
      Intent,
      'photos' | 'location' | 'price' | 'payment_methods' | 'bank_transfer' | 'invoice'
    >;

export type Effect =
  | { readonly type: 'say'; readonly saying: Saying }
  /** Answered by `offers.found`. */
  | {
      readonly type: 'findOffers';
      readonly stays: readonly Stay[];
      readonly party: Party;
      readonly pets: number;
      readonly promo: string | null;
    }
  /** Answered by `alternatives.found`. */
  | {
      readonly type: 'findAlternatives';
      readonly stays: readonly Stay[];
      readonly party: Party;
      readonly pets: number;
      readonly promo: string | null;
    }
  /** Answered by `month.found`. */
  | {
      readonly type: 'findFreeDays';
      readonly month: CalendarDate;
      readonly nights: number | null;
      readonly party: Party | null;
    }
  /** Answered by `cabin.described` or `cabin.gone`. */
  | { readonly type: 'describeCabin'; readonly cabinId: string }
  /** Answered by `quote.made` or `quote.refused`. */
  | {
      readonly type: 'makeQuote';
      readonly cabinId: string;
      readonly stay: Stay;
      readonly party: Party;
      readonly pets: number;
      readonly promo: string | null;
    }
  /** Answered by `quote.made`, with the quote as it was shown. */
  | { readonly type: 'recallQuote'; readonly quoteId: string }
  /** Answered by `answers.found`. */
  | { readonly type: 'answer'; readonly questions: readonly Question[] }
  /** Answered by `hold.granted` or `hold.refused`. */
  | { readonly type: 'placeHold'; readonly quoteId: string; readonly name: string }
  /** Answered by `hold.released`. */
  | { readonly type: 'releaseHold'; readonly code: string }
  /** Kept with the words that the guest has just read. */
  | { readonly type: 'noteNotice'; readonly language: Language }
  /** Answered by `contact.set`, unless it was Meta who told. */
  | {
      readonly type: 'setContact';
      readonly wish: 'stop' | 'resume';
      readonly asked: 'guest' | 'meta';
      readonly language: Language;
    }
  /** Answered by `data.told`. */
  | { readonly type: 'askData' }
  /** Answered by `erasure.asked`. */
  | { readonly type: 'askErasure' }
  /** Answered by `human.called`. */
  | { readonly type: 'callHuman'; readonly why: CallReason }
  | { readonly type: 'lookForPayment'; readonly code: string }
  /** Answered by `balance.told` or `balance.none`; the link follows as `balance.ready`. */
  | { readonly type: 'askBalance'; readonly code: string }
  /** Answered by `transfer.told` or `transfer.none`. */
  | { readonly type: 'askTransfer'; readonly code: string }
  /** Answered by `receipt.taken` or `receipt.none`. */
  | {
      readonly type: 'takeReceipt';
      readonly code: string;
      readonly receipt: {
        readonly what: 'image' | 'document';
        readonly mediaId: string | null;
        readonly mimeType: string | null;
      };
    }
  /** Answered by `leaving.told` or `leaving.refused`. */
  | { readonly type: 'askToLeave'; readonly code: string; readonly by: 'policy' | 'withdrawal' }
  /** `time`: `HH:MM`, null when the guest has not said it. Answered by `arrival.noted`, `arrival.asked` or `arrival.none`. */
  | { readonly type: 'noteArrival'; readonly code: string; readonly time: string | null }
  /** `address`: null when it was not said. Answered by `email.taken`, `email.asked` or `email.off`. */
  | { readonly type: 'takeEmail'; readonly code: string; readonly address: string | null }
  /** Answered by `stay.arriving`, or by `arrival.none`. */
  | { readonly type: 'tellInstructions'; readonly code: string }
  /** `refund`: what the guest said yes to. Answered by `stay.left`, or as `askToLeave` is. */
  | {
      readonly type: 'leaveStay';
      readonly code: string;
      readonly by: 'policy' | 'withdrawal';
      readonly refund: Centavos;
    }
  /** Null: not named, as it is on record. Answered by `change.told`, `change.choices` or `change.refused`. */
  | {
      readonly type: 'weighChange';
      readonly code: string;
      readonly stay: Stay | null;
      readonly party: Party | null;
      readonly pets: number | null;
      readonly cabin: string | null;
      readonly another: boolean;
    }
  /** To the figures that were shown. Answered by `stay.changed` or `change.held`, or as `weighChange` is. */
  | {
      readonly type: 'agreeToChange';
      readonly code: string;
      readonly quoteId: string;
      readonly payNow: Centavos;
      readonly refund: Centavos;
    }
  /** `cabin`: null for any. Answered by `wait.joined`. */
  | {
      readonly type: 'joinWaitlist';
      readonly stay: Stay;
      readonly party: Party;
      readonly pets: number;
      readonly cabin: string | null;
    }
  /** Answered by `wait.left`. */
  | { readonly type: 'leaveWaitlist' }
  /** Answered by `wait.recalled` or `wait.gone`. */
  | { readonly type: 'takeWaitOffer' }
  /** Say the question of the state that was reached; resolved by the runtime, never seen outside it. */
  | { readonly type: 'prompt' };
