// What a conversation remembers: plain JSON, parsed again whenever a stored session is read.

import { z } from 'zod';
import type { Doubt, StayDoubt } from './understand/meaning.ts';
import type { Centavos } from '../src/domain/money.ts';
import { parseCalendarDate, type CalendarDate } from '../src/domain/stay.ts';

const date = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && parseCalendarDate(value) !== undefined,
);
const centavos = z.custom<Centavos>(Number.isSafeInteger);
const stay = z.object({ checkIn: date, checkOut: date }).readonly();
const party = z.object({ adults: z.int(), children: z.int(), infants: z.int() }).readonly();

const offer = z
  .object({
    cabinId: z.string(),
    name: z.string(),
    summary: z.string(),
    capacity: z.int(),
    stay,
    total: centavos,
    party: party.exactOptional(),
  })
  .readonly();
const alternative = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['longerStay', 'otherDates', 'shorterStay']), offer }).readonly(),
  z.object({ kind: z.literal('twoCabins'), offers: z.tuple([offer, offer]).readonly() }).readonly(),
]);
const doubt = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('stay'),
      why: z.custom<StayDoubt>((value) => typeof value === 'string'),
      readings: z.array(stay).readonly(),
      name: z.string().exactOptional(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('checkOut'),
      checkIn: date,
      otherwise: date.exactOptional(),
    })
    .readonly(),
  z.object({ kind: z.literal('party'), readings: z.array(party).readonly() }).readonly(),
]);

export const contextSchema = z.object({
  language: z.enum(['es', 'pt', 'en']),
  profileName: z.string().nullable(),
  /** Whom the stay is for, when told before it was asked. */
  name: z.string().nullable(),

  /** What the guest is asking for; filled piece by piece, corrected piece by piece. */
  stay: stay.nullable(),
  /** Further stays asked for in the same breath. */
  others: z.array(stay).readonly(),
  checkIn: date.nullable(),
  /** A month spoken about, and how long, while no day is known. */
  month: date.nullable(),
  nights: z.int().nullable(),
  party: party.nullable(),
  pets: z.int(),
  /** What must be asked before it counts, in this order. */
  doubts: z.array(doubt).readonly(),
  /** The code that the guest gave; each price says what has become of it. */
  promo: z.string().nullable(),
  /** The cabin that the guest wants, by id or by its folded name; it stays wanted for other dates. */
  wanted: z.string().nullable(),

  offers: z.array(offer).readonly(),
  alternatives: z.array(alternative).readonly(),
  /** The cabin on the table. */
  cabin: z.object({ id: z.string(), name: z.string() }).readonly().nullable(),
  quote: z
    .object({ id: z.string(), cabinName: z.string(), stay, total: centavos, deposit: centavos })
    .readonly()
    .nullable(),
  hold: z
    .object({
      code: z.string(),
      cabinName: z.string(),
      stay,
      party,
      total: centavos,
      deposit: centavos,
      heldUntil: z.string(),
      /** Path of the payment link below the public address; null until MercadoPago has given one. */
      link: z.string().nullable(),
      /** Whether the guest was given the account, and has sent the receipt. */
      transfer: z.enum(['none', 'expected', 'sent']),
    })
    .readonly()
    .nullable(),
  /** Code of the newest hold that ended unpaid: money for it may still be on its way. */
  lapsed: z.string().nullable(),
  /** The newest confirmed stay. */
  booking: z.object({ code: z.string(), cabinName: z.string(), stay }).readonly().nullable(),

  /** What was shown to a guest who wants to give up the confirmed stay. */
  leaving: z
    .object({
      by: z.enum(['policy', 'withdrawal']),
      paid: centavos,
      refund: centavos,
      daysBefore: z.int(),
      caseCode: z.string().nullable(),
      outside: z.enum(['tooLate', 'tooClose']).nullable(),
    })
    .readonly()
    .nullable(),

  /** Of a confirmed stay that is being changed, beside the dates, the party and the cabin that were named. */
  change: z
    .object({
      pets: z.int().nullable(),
      /** Any cabin but the one on record. */
      another: z.boolean(),
      /** What was shown, and is agreed to by a yes. */
      told: z
        .object({
          quoteId: z.string(),
          cabinName: z.string(),
          stay,
          payNow: centavos,
          refund: centavos,
        })
        .readonly()
        .nullable(),
    })
    .readonly()
    .nullable(),

  /** What was asked for and is not free: told to the guest if it becomes so, if they want. */
  waitable: z
    .object({ stay, party, pets: z.int(), cabin: z.string().nullable() })
    .readonly()
    .nullable(),
  /** On the list; with nights to be had, once they were offered. */
  waiting: z.enum(['waiting', 'offered']).nullable(),

  /** Messages in a row that were not understood. */
  misses: z.int(),
  /** ISO instant until which a person has the chat. */
  quietUntil: z.string().nullable(),
});

export type Context = z.infer<typeof contextSchema>;

export function emptyContext(input: {
  language: Context['language'];
  profileName: string | null;
}): Context {
  return {
    language: input.language,
    profileName: input.profileName,
    name: null,
    stay: null,
    others: [],
    checkIn: null,
    month: null,
    nights: null,
    party: null,
    pets: 0,
    doubts: [],
    promo: null,
    wanted: null,
    offers: [],
    alternatives: [],
    cabin: null,
    quote: null,
    hold: null,
    lapsed: null,
    booking: null,
    leaving: null,
    change: null,
    waitable: null,
    waiting: null,
    misses: 0,
    quietUntil: null,
  };
}

/** The days that an arrival without an end may be. */
export function arrivalsOf({ checkIn, otherwise }: Extract<Doubt, { kind: 'checkOut' }>) {
  return otherwise ? [checkIn, otherwise] : [checkIn];
}
