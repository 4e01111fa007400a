// What the owner sells and how: read from the database, parsed once, never changed here.

import type { Centavos, Currency } from './money.ts';
import type { CalendarDate, Weekday } from './stay.ts';

export type Season = {
  readonly name: string;
  /** First and last night, both included. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The season's own price per night, or a factor on the base price in percent (130 = 30 % more). */
  readonly price:
    | { readonly nightly: Centavos; readonly weekend?: Centavos }
    | { readonly percent: number };
  readonly minNights?: number;
};

export type Tariff = {
  readonly currency: Currency;
  readonly nightly: Centavos;
  /** Price of a weekend night; the nightly price where absent. */
  readonly weekend?: Centavos;
  /** The first season that holds a night decides it: long weekends stand before the summer. */
  readonly seasons: readonly Season[];
  /** The largest `fromNights` that is reached counts; on nights and extra people, not on fees. */
  readonly lengthDiscounts: ReadonlyArray<{
    readonly fromNights: number;
    readonly percent: number;
  }>;
  readonly includedPeople: number;
  /** Per night, for each adult or child beyond those included. */
  readonly extraPerson: Centavos;
  readonly cleaning: Centavos;
  /** Per stay and animal; null where no animals are taken. */
  readonly pet: Centavos | null;
  readonly minNights: number;
  readonly maxNights: number;
  /** Empty: any day. */
  readonly arrivalDays: readonly Weekday[];
  readonly promoCodes: ReadonlyArray<{
    readonly code: string;
    readonly percent: number;
    readonly until: CalendarDate;
  }>;
};

export type Cabin = {
  readonly id: string;
  readonly name: string;
  readonly capacity: number;
  readonly summary: string;
  readonly description: string;
  readonly amenities: readonly string[];
  /** Paths below the service's own address. */
  readonly photos: readonly string[];
  readonly tariff: Tariff;
};

/** What is returned on cancelling, by days left before check-in; the first row that is reached counts. */
export type Policy = {
  readonly version: number;
  readonly refunds: ReadonlyArray<{ readonly daysBefore: number; readonly percent: number }>;
  readonly text: string;
  /** Until how many days before check-in, and how often, a guest may change a stay in the chat. */
  readonly changes?: { readonly daysBefore: number; readonly most: number };
};

export type Property = {
  readonly name: string;
  readonly place: string;
  readonly greeting: string;
  readonly location: {
    readonly latitude: number;
    readonly longitude: number;
    readonly address: string;
  };
  readonly checkInFrom: string;
  readonly checkOutUntil: string;
  readonly checkInInstructions: string;
  /** Until when somebody is there to receive; nobody minds where absent. */
  readonly checkInUntil?: string;
  /** What whoever arrives later has to know. */
  readonly lateArrival?: string;
  /** What is asked of guests on the day of leaving. */
  readonly checkOutNotes?: string;
  /** Where guests are asked to write about their stay; they are not asked where absent. */
  readonly reviewLink?: string;
  /** Of the guests' data, by law; the lodging itself where absent. */
  readonly responsible?: {
    readonly name: string;
    readonly address: string;
    readonly email: string;
  };
  /** Nights that cost the weekend price, by the day on which they begin. */
  readonly weekendNights: readonly Weekday[];
  /** The owner's questions and answers, by topic. */
  readonly answers: Readonly<Record<string, string>>;
  /** Of the owner's own texts, whole, as they stand in the property, its cabins and policies. */
  readonly translations: Readonly<Partial<Record<'pt' | 'en', Readonly<Record<string, string>>>>>;
  readonly transfer: {
    readonly alias: string;
    readonly cbu: string;
    readonly holder: string;
  } | null;
};
