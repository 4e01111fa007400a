// The owner's property as JSON: the import file and the profiles in the database have these shapes.

import { z } from 'zod';
import type { Centavos } from '../domain/money.ts';
import type { Tariff } from '../domain/property.ts';
import { parseCalendarDate, type CalendarDate, type Weekday } from '../domain/stay.ts';

// What a custom check allows, said again for the OpenAPI document.
export const dateSchema = z
  .custom<CalendarDate>(
    (value) => typeof value === 'string' && parseCalendarDate(value) !== undefined,
    'not a real day',
  )
  .meta({ type: 'string', format: 'date' });
const weekday = z
  .custom<Weekday>(
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7,
    'not a weekday (1 Monday … 7 Sunday)',
  )
  .meta({ type: 'integer', minimum: 1, maximum: 7 });
/** A hundred million pesos: what a year of it for many people costs is still a safe integer. */
const MOST_CENTAVOS = 10_000_000_000;
const centavosFrom = (least: number, error: string) =>
  z
    .custom<Centavos>(
      (value) =>
        Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= MOST_CENTAVOS,
      error,
    )
    .meta({ type: 'integer', minimum: least, maximum: MOST_CENTAVOS });
export const centavosSchema = centavosFrom(0, 'not a whole number of centavos');
const price = centavosFrom(1, 'not a price: a night must cost something');
const nights = z.int().min(1).max(365);
/** Below 100: a stay that costs nothing has no deposit to pay. */
const discount = z.number().gt(0).lt(100);

// What a guest reads has to fit into a message: a quote is one, with its lines and the policy.
const name = z.string().min(1).max(40);
const words = (most: number) => z.string().max(most);

const season = z
  .object({
    name,
    from: dateSchema,
    to: dateSchema,
    price: z.union([
      z.object({ nightly: price, weekend: price.exactOptional() }),
      z.object({ percent: z.number().gt(0).max(1000) }),
    ]),
    minNights: nights.exactOptional(),
  })
  .refine((value) => value.from <= value.to, 'a season ends before it begins');

export const tariffSchema: z.ZodType<Tariff> = z
  .object({
    currency: z.enum(['ARS', 'USD']),
    nightly: price,
    weekend: price.exactOptional(),
    seasons: z.array(season),
    lengthDiscounts: z.array(z.object({ fromNights: nights, percent: discount })),
    includedPeople: z.int().min(1).max(100),
    extraPerson: centavosSchema,
    cleaning: centavosSchema,
    pet: centavosSchema.nullable(),
    minNights: nights,
    maxNights: nights,
    arrivalDays: z.array(weekday),
    promoCodes: z.array(z.object({ code: name, percent: discount, until: dateSchema })),
  })
  .refine((value) => value.minNights <= value.maxNights, 'minNights is above maxNights');

/** What `cabins.profile` holds: the cabin without the columns beside it. */
export const cabinProfileSchema = z.object({
  summary: words(200),
  description: words(1_500),
  amenities: z.array(words(60)).max(40),
  photos: z.array(z.string().regex(/^[\w./-]+$/)).min(1),
});

export const cabinSchema = cabinProfileSchema.extend({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name,
  capacity: z.int().min(1).max(100),
  tariff: tariffSchema,
});

export const termsSchema = z.object({
  refunds: z
    .array(z.object({ daysBefore: z.int().min(0).max(365), percent: z.number().min(0).max(100) }))
    .refine(
      (rows) =>
        rows.every((row, index) => index === 0 || rows[index - 1]!.daysBefore > row.daysBefore),
      'the most days stand first',
    ),
  text: words(2_000).min(1),
  changes: z
    .object({ daysBefore: z.int().min(0).max(365), most: z.int().min(0).max(20) })
    .exactOptional(),
});

/** A translation stays about as long as what it translates, whose length was measured for a message. */
const translations = z
  .record(z.string(), words(2_000).min(1))
  .refine(
    (texts) => Object.entries(texts).every(([from, to]) => to.length <= from.length * 1.5 + 20),
    'a translation is much longer than its text',
  );
export const translationsSchema = z.object({
  pt: translations.exactOptional(),
  en: translations.exactOptional(),
});

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const propertyProfileSchema = z.object({
  name: words(80).min(1),
  place: words(200).min(1),
  greeting: words(500),
  location: z.object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    address: z.string(),
  }),
  checkInFrom: hour,
  checkOutUntil: hour,
  checkInInstructions: words(1_500),
  checkInUntil: hour.exactOptional(),
  lateArrival: words(500).exactOptional(),
  checkOutNotes: words(500).exactOptional(),
  reviewLink: z
    .url({ protocol: /^https$/ })
    .max(300)
    .exactOptional(),
  /** Who answers for the guests' data (Ley 25.326 art. 6), where the lodging's name and address do not say it. */
  responsible: z
    .object({ name: words(120).min(1), address: words(200).min(1), email: z.email().max(200) })
    .exactOptional(),
  weekendNights: z.array(weekday),
  answers: z.record(z.string(), words(1_500)),
  translations: translationsSchema.default({}),
  transfer: z
    .object({ alias: z.string(), cbu: z.string().regex(/^\d{22}$/), holder: z.string() })
    .nullable(),
});

/** A calendar of another channel. */
export const feedSchema = z.object({
  cabinId: cabinSchema.shape.id,
  name,
  url: z.url({ protocol: /^https?$/ }).max(2_000),
});

/** The import file. */
export const propertyFileSchema = z
  .object({
    property: propertyProfileSchema,
    policy: z.object({ version: z.int().min(1) }).and(termsSchema),
    cabins: z.array(cabinSchema).min(1),
    calendars: z.array(feedSchema).default([]),
  })
  .refine(
    ({ cabins, calendars }) =>
      calendars.every(({ cabinId }) => cabins.some(({ id }) => id === cabinId)),
    'a calendar of a cabin that is not in the file',
  );
