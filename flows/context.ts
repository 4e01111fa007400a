// What a conversation remembers: plain JSON, parsed again whenever a stored session is read.

import { z } from 'zod';
import type { StayDoubt } from './understand/meaning.ts';
import type { Centavos } from '../src/domain/money.ts';
import { parseCalendarDate, type CalendarDate } from '../src/domain/stay.ts';

const date = z.custom<CalendarDate>((value) => typeof value === 'string' && parseCalendarDate(value) !== undefined);
const centavos = z.custom<Centavos>(Number.isSafeInteger);
const stay = z.object({ checkIn: date, checkOut: date }).readonly();
const party = z.object({ adults: z.int(), children: z.int(), infants: z.int() }).readonly();

const offer = z
  .object({ cabinId: z.string(), name: z.string(), summary: z.string(), capacity: z.int(), stay, total: centavos })
  .readonly();
const alternative = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['otherDates', 'shorterStay']), offer }).readonly(),
  z.object({ kind: z.literal('twoCabins'), offers: z.tuple([offer, offer]).readonly() }).readonly(),
]);
const doubt = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stay'),
    why: z.custom<StayDoubt>((value) => typeof value === 'string'),
    readings: z.array(stay).readonly(),
    name: z.string().exactOptional(),
  }).readonly(),
  z.object({ kind: z.literal('checkOut'), checkIn: date }).readonly(),
  z.object({ kind: z.literal('party'), readings: z.array(party).readonly() }).readonly(),
]);

export const contextSchema = z.object({
  language: z.enum(['es', 'pt', 'en']),
  profileName: z.string().nullable(),
  /** Whether the guest has been welcomed. */
  greeted: z.boolean(),
  /** What the guest is asking for; filled piece by piece, corrected piece by piece. */
  stay: stay.nullable(),
  checkIn: date.nullable(),
  party: party.nullable(),
  pets: z.int(),
  /** The reading that is being asked about. */
  doubt: doubt.nullable(),
  offers: z.array(offer).readonly(),
  alternatives: z.array(alternative).readonly(),
  /** The cabin on the table. */
  cabin: z.object({ id: z.string(), name: z.string() }).readonly().nullable(),
  quote: z.object({ id: z.string(), total: centavos, deposit: centavos, expiresAt: z.string() }).readonly().nullable(),
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
    })
    .readonly()
    .nullable(),
  /** The newest confirmed stay. */
  booking: z.object({ code: z.string(), cabinName: z.string(), stay, instructions: z.string() }).readonly().nullable(),
  /** Messages in a row that were not understood. */
  misses: z.int(),
  /** ISO instant until which a person has the chat. */
  quietUntil: z.string().nullable(),
});

export type Context = z.infer<typeof contextSchema>;

export function emptyContext(input: { language: Context['language']; profileName: string | null }): Context {
  return {
    language: input.language,
    profileName: input.profileName,
    greeted: false,
    stay: null,
    checkIn: null,
    party: null,
    pets: 0,
    doubt: null,
    offers: [],
    alternatives: [],
    cabin: null,
    quote: null,
    hold: null,
    booking: null,
    misses: 0,
    quietUntil: null,
  };
}
