// The owner's property as JSON: the import file and the profiles in the database have these shapes.

import { z } from 'zod';
import type { Centavos } from '../domain/money.ts';
import type { Cabin, Policy, Property, Tariff } from '../domain/property.ts';
import { parseCalendarDate, type CalendarDate, type Weekday } from '../domain/stay.ts';

const date = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && parseCalendarDate(value) !== undefined,
  'not a real day',
);
const weekday = z.custom<Weekday>(
  (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7,
  'not a weekday (1 Monday … 7 Sunday)',
);
const centavos = z.custom<Centavos>(
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  'not a whole number of centavos',
);
const price = centavos.refine((value) => value > 0, 'a night must cost something');
const nights = z.int().min(1).max(365);
/** Below 100: a stay that costs nothing has no deposit to pay. */
const discount = z.number().gt(0).lt(100);

const season = z
  .object({
    name: z.string().min(1),
    from: date,
    to: date,
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
    includedPeople: z.int().min(1),
    extraPerson: centavos,
    cleaning: centavos,
    pet: centavos.nullable(),
    minNights: nights,
    maxNights: nights,
    arrivalDays: z.array(weekday),
    promoCodes: z.array(z.object({ code: z.string().min(1), percent: discount, until: date })),
  })
  .refine((value) => value.minNights <= value.maxNights, 'minNights is above maxNights');

/** What `cabins.profile` holds: the cabin without the columns beside it. */
export const cabinProfileSchema = z.object({
  summary: z.string(),
  description: z.string(),
  amenities: z.array(z.string()),
  photos: z.array(z.string().regex(/^[\w./-]+$/)).min(1),
});

const cabinSchema: z.ZodType<Cabin> = cabinProfileSchema.extend({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1),
  capacity: z.int().min(1),
  tariff: tariffSchema,
});

export const termsSchema: z.ZodType<Omit<Policy, 'version'>> = z.object({
  refunds: z
    .array(z.object({ daysBefore: z.int().min(0), percent: z.number().min(0).max(100) }))
    .refine(
      (rows) =>
        rows.every((row, index) => index === 0 || rows[index - 1]!.daysBefore > row.daysBefore),
      'the most days stand first',
    ),
  text: z.string().min(1),
});

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const propertyProfileSchema: z.ZodType<Property> = z.object({
  name: z.string().min(1),
  place: z.string().min(1),
  greeting: z.string(),
  location: z.object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    address: z.string(),
  }),
  checkInFrom: hour,
  checkOutUntil: hour,
  checkInInstructions: z.string(),
  weekendNights: z.array(weekday),
  answers: z.record(z.string(), z.string()),
  transfer: z
    .object({ alias: z.string(), cbu: z.string().regex(/^\d{22}$/), holder: z.string() })
    .nullable(),
});

/** The import file. */
export const propertyFileSchema = z.object({
  property: propertyProfileSchema,
  policy: z.object({ version: z.int().min(1) }).and(termsSchema),
  cabins: z.array(cabinSchema).min(1),
});
