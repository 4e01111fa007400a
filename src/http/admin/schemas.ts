// Words that many routes share, as zod schemas.

import { z } from 'zod';
import { dateSchema } from '../../adapters/property-schema.ts';
import type { Centavos } from '../../domain/money.ts';
import { nightsOf } from '../../domain/stay.ts';

/** A Date in a handler, its ISO text in the answer. */
export const instant = z.iso.datetime() as unknown as z.ZodType<string, string | Date>;
export const id = z.int().min(1);
/** Of whole centavos, below zero where it lowers a total. */
export const amount = z
  .custom<Centavos>(Number.isSafeInteger)
  .meta({ type: 'integer', description: 'centavos' });
export const json = z.unknown();

export const text = (longest: number) => z.string().trim().min(1).max(longest);
export const cabinId = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const day = dateSchema;

/** In an address everything is text. */
export const idInPath = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const countInQuery = (least: number, most: number) =>
  z.coerce.number().int().min(least).max(most);
export const page = {
  cursor: idInPath.optional(),
  limit: countInQuery(1, 200).default(50),
};

const MOST_NIGHTS = 365;
const nights = { checkIn: day, checkOut: day };
/** Half-open: the night of `checkOut` is not part of it. */
export const stay = z
  .object(nights)
  .refine((value) => value.checkIn < value.checkOut, {
    path: ['checkOut'],
    error: 'it must come after checkIn',
  })
  .refine((value) => nightsOf(value) <= MOST_NIGHTS, {
    path: ['checkOut'],
    error: `more than ${MOST_NIGHTS} nights`,
  });
const stayShown = z.object(nights);

/** A stay flat beside other fields, with the rules of a stay. */
export function withStay<S extends z.ZodRawShape>(shape: S) {
  const rules = z.object({ ...nights, ...shape });
  return rules.superRefine((value, context) => {
    const { checkIn, checkOut } = value as unknown as z.infer<typeof stayShown>;
    const checked = stay.safeParse({ checkIn, checkOut });
    for (const { path, message } of checked.error?.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
  });
}

export const party = z.object({
  adults: z.int().min(1).max(50),
  children: z.int().min(0).max(50).default(0),
  infants: z.int().min(0).max(20).default(0),
});
export const partyShown = z.object({ adults: z.int(), children: z.int(), infants: z.int() });
export const pets = z.int().min(0).max(20);

export const statuses = [
  'held',
  'settling',
  'confirmed',
  'completed',
  'expired',
  'cancelled',
] as const;
export const status = z.enum(statuses);

/** `a,b` in an address: any of them. */
export function anyOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .regex(new RegExp(`^(?:${values.join('|')})(?:,(?:${values.join('|')}))*$`))
    .transform((list) => list.split(',') as T[number][]);
}

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: id.nullable().describe('the cursor of the next page; null at the end'),
  });
}

/** `rows` were asked with one more than the page holds. */
export function paged<T extends { readonly id: number }>(rows: readonly T[], limit: number) {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
