// What a guest's text means: the one answer of `understand`, and what the conversation acts on.

import type { Party } from '../../src/domain/party.ts';
import type { CalendarDate, Stay } from '../../src/domain/stay.ts';

export type Language = 'es' | 'pt' | 'en';

/** What the conversation is waiting for; it settles readings that are open without it ("5", "dale", "Ana"). */
export type Expects =
  | 'anything'
  | 'stay'
  | 'checkOut'
  | 'party'
  | 'reading'
  | 'offer'
  | 'yesNo'
  | 'name'
  | 'payment';

export const INTENTS = [
  'quote',
  'availability',
  'price',
  'too_expensive',
  'faq',
  'photos',
  'location',
  'payment_failed',
  'payment_link',
  'payment_claim',
  'payment_methods',
  'balance',
  'bank_transfer',
  'cancel_reservation',
  'modify_reservation',
  'arrival_time',
  'waitlist',
  'leave_waitlist',
  'withdrawal',
  'handoff',
  'affirm',
  'deny',
  'defer',
  'cancel_flow',
  'greeting',
  'thanks',
  'opt_out',
  'opt_in',
  'privacy',
  'data_access',
  'data_deletion',
  'invoice',
  'email',
  'menu',
  'unknown',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What a question is about; the owner's own questions and answers carry the same words. */
export const TOPICS = [
  'pets',
  'wifi',
  'parking',
  'breakfast',
  'linen',
  'heating',
  'pool',
  'grill',
  'kitchen',
  'tv',
  'beach',
  'check_in_time',
  'check_out_time',
  'children',
  'smoking',
  'parties',
  'accessibility',
  'activities',
  'shops',
  'transport',
  'capacity',
  'included',
  'cancellation',
  'discount',
  'tax',
  'time_left',
] as const;
export type Topic = (typeof TOPICS)[number];

/** [start, end) in the UTF-16 units of the text as it was given. */
export type Span = readonly [start: number, end: number];

/** More than one reading, or one that must be confirmed before it counts; never acted on unasked. */
export type Doubt =
  /** Readings of a stay, likeliest first: one → "is it this?", two or more → "which one?". */
  | {
      readonly kind: 'stay';
      readonly why: StayDoubt;
      readonly readings: readonly Stay[];
      readonly name?: string;
    }
  /** The day of arrival is known, the end is not. `otherwise`: another day that may be meant. */
  | { readonly kind: 'checkOut'; readonly checkIn: CalendarDate; readonly otherwise?: CalendarDate }
  /** "somos 5/6": the least and the most. */
  | { readonly kind: 'party'; readonly readings: readonly Party[] };

export type StayDoubt =
  | 'year'
  | 'weekday'
  | 'whichWeekend'
  | 'holiday'
  | 'dayOrMonth'
  | 'noMonth'
  | 'oneNight'
  | 'winterBreak'
  /** The number of nights said and the days disagree, or "5 días" may be five nights or four. */
  | 'nights'
  /** "la primera quincena de enero", "la semana del 10": roughly these days. */
  | 'approximate'
  /** "entre el 10 y el 20, 4 noches": which of the days in between. */
  | 'window'
  /** The nearest possible dates to impossible ones; made by the conversation from a `Problem`. */
  | 'nearest';

/** What cannot be: said with the nearest valid reading where there is one. */
export type Problem = {
  readonly kind: 'noSuchDate' | 'outBeforeIn' | 'noNights' | 'past' | 'tooLong';
  /** The words it is about, as the guest wrote them. */
  readonly words: string;
  readonly nearest?: Stay;
};

export type Pick = 'best' | 'cheapest' | 'dearest' | 'largest' | 'last' | 'middle' | 'another';

export type Meaning = {
  /** Stays that can be acted on at once. Two → two quotes. A doubtful stay stands in `doubts` only. */
  readonly stays: readonly Stay[];
  /** A month asked about as a whole ("qué tenés libre en enero"): its first day. */
  readonly month: CalendarDate | null;
  /** How long, said without days ("3 noches", "una semana en enero"). */
  readonly nights: number | null;
  readonly guests: Party | null;
  /** The hour at which they arrive, `HH:MM`, with `arrival_time`; null where it is not said. */
  readonly arrival: string | null;
  /** An e-mail address. */
  readonly email: string | null;
  /** A promotional code, as written. */
  readonly promo: string | null;
  /** Animals; 0 when the guest says that none come. */
  readonly pets: number | null;
  /** Ages of children as told, in years. */
  readonly ages: readonly number[];
  /** Cabins named by number or by name, as written, folded to lower case without accents. */
  readonly units: readonly string[];
  /** Likeliest first, never empty. */
  readonly intents: readonly Intent[];
  readonly topics: readonly Topic[];
  readonly doubts: readonly Doubt[];
  readonly problems: readonly Problem[];
  /** Whether the text takes back something said earlier ("no, mejor…", "perdón, somos 5"). */
  readonly corrects: boolean;
  /** The name given when `expects` is `name`, or beside a yes or instead of one. */
  readonly name: string | null;
  /** Which of the things shown, counted from 1, when `expects` is `offer` or `reading`. */
  readonly ordinal: number | null;
  /** "la más barata": which of the things shown, by what it is, when `expects` is `offer`; "otra cabaña" always. */
  readonly pick: Pick | null;
  readonly language: Language;
  /** Where in the text each part was read. */
  readonly spans: ReadonlyArray<{
    readonly part: 'stay' | 'guests' | 'pets' | 'ages' | 'unit' | 'intent';
    readonly span: Span;
  }>;
};

/** Holidays and long weekends, from the maintained table and the owner's edits. */
export type HolidayCalendar = {
  readonly holidays: ReadonlyArray<{ readonly date: CalendarDate; readonly name: string }>;
  /** Named ranges a guest may ask for: carnaval, semana santa, navidad, año nuevo, the long weekends. */
  readonly periods: ReadonlyArray<{
    readonly key: 'carnival' | 'easter' | 'christmas' | 'newYear' | 'longWeekend' | 'winterBreak';
    readonly name: string;
    readonly stay: Stay;
  }>;
};

export type Hearing = {
  readonly expects: Expects;
  /** Today at the lodging. */
  readonly today: CalendarDate;
  readonly calendar: HolidayCalendar;
  /** What the conversation already knows; a correction replaces only what it names. */
  readonly known: {
    readonly stay?: Stay;
    readonly checkIn?: CalendarDate;
    readonly guests?: Party;
    /** The first day of the month spoken about, when no day is known yet. */
    readonly month?: CalendarDate;
  };
  /** Names of the cabins, so that a guest may call one by its name. */
  readonly unitNames?: readonly string[];
  /** What the conversation spoke last, kept when a text says too little to tell ("ok", "5"). */
  readonly language: Language;
  readonly maxNights: number;
};
