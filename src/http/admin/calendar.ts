// The calendar: who sleeps where, nights that the owner keeps, and what a stay would cost.

import { z } from 'zod';
import { removeBlock } from '../../adapters/admin/desk.ts';
import { occupancies, type Occupancy } from '../../adapters/admin/calendar.ts';
import { listCabins, readCabin } from '../../adapters/admin/property.ts';
import { freeCabins } from '../../adapters/calendar.ts';
import { readConflicts } from '../../adapters/feeds.ts';
import { readCatalogue } from '../../adapters/catalog.ts';
import type { Catalogue } from '../../booking/catalogue.ts';
import type { Desk } from '../../booking/desk.ts';
import { quote, type PricingSettings } from '../../domain/pricing.ts';
import { overlapOf } from '../../domain/imports.ts';
import { addDays, eachNight, type CalendarDate, type Stay } from '../../domain/stay.ts';
import { HttpProblem } from '../problem.ts';
import { conflictShown, showConflict } from './feeds.ts';
import { found } from './found.ts';
import { change, read, type Table } from './route.ts';
import {
  amount,
  cabinId,
  countInQuery,
  day,
  id,
  idInPath,
  json,
  status,
  text,
  withStay,
} from './schemas.ts';

const occupancy = z.object({
  id,
  code: z.string(),
  cabinId,
  kind: z.enum(['stay', 'block', 'import']),
  status,
  checkIn: day,
  checkOut: day,
  name: z.string().nullable(),
});
const block = z.object({ id, cabinId, checkIn: day, checkOut: day, reason: z.string().nullable() });

const line = z.looseObject({ kind: z.string(), amount });
const refusal = z.looseObject({ kind: z.string() });

export type CalendarParts = {
  readonly desk: Desk;
  readonly today: (now: Date) => CalendarDate;
  readonly pricingFor: (catalogue: Catalogue, now: Date) => PricingSettings;
};

export function calendarTable({ desk, pricingFor, today }: CalendarParts): Table {
  return {
    tag: 'Calendar',
    routes: [
      read({
        name: 'readCalendar',
        path: '/calendar',
        summary: 'What occupies each cabin, day by day, from `checkIn` to before `checkOut`',
        query: withStay({ cabinId: cabinId.optional() }),
        answer: z.object({
          cabins: z.array(
            z.object({
              cabinId,
              name: z.string(),
              active: z.boolean(),
              occupancies: z.array(occupancy),
              conflicts: z.array(conflictShown),
              days: z.array(
                z.object({
                  day,
                  occupiedBy: id.nullable(),
                  arrives: z.boolean(),
                  leaves: z.boolean(),
                }),
              ),
            }),
          ),
        }),
        async handler({ db, now, query: { cabinId: only, checkIn, checkOut } }) {
          // One day more on each side: whoever leaves on the first day slept the night before it.
          const seen = { checkIn: addDays(checkIn, -1), checkOut };
          const byCabin = Map.groupBy(await occupancies(db, seen, only), (one) => one.cabinId);
          const asked = { cabinId: only ?? null, today: today(now) };
          const clashes = (await readConflicts(db, asked)).filter(
            (one) => overlapOf(one.nights, seen) !== undefined,
          );
          const cabins = (await listCabins(db)).filter((cabin) => !only || cabin.id === only);
          return {
            cabins: cabins.map(({ id: ofCabin, name, active }) => {
              const all = byCabin.get(ofCabin) ?? [];
              const days = daysOf({ checkIn, checkOut }, all);
              const inside = all.filter((one) => one.checkOut > checkIn);
              const conflicts = clashes.filter((one) => one.cabinId === ofCabin).map(showConflict);
              return { cabinId: ofCabin, name, active, occupancies: inside, conflicts, days };
            }),
          };
        },
      }),
      change({
        name: 'createBlock',
        method: 'post',
        path: '/blocks',
        summary: 'Keep nights of a cabin; 409 when one of them is taken',
        body: withStay({ cabinId, reason: text(200).nullable().default(null) }),
        answer: block,
        status: 201,
        async handler({ db, body, who, now }) {
          const { cabinId: ofCabin, checkIn, checkOut, reason } = body;
          found(await readCabin(db, ofCabin, 'unlocked'), 'accommodation');
          const asked = { cabinId: ofCabin, stay: { checkIn, checkOut }, reason, by: who, now };
          const made = await desk.block(db, asked);
          if (made === undefined) throw new HttpProblem(409, 'Those nights are taken');
          const answer = { id: made, cabinId: ofCabin, checkIn, checkOut, reason };
          return { answer, about: `block:${made}`, after: answer };
        },
      }),
      change({
        name: 'removeBlock',
        method: 'delete',
        path: '/blocks/:id',
        summary: 'The nights are free again',
        params: z.object({ id: idInPath }),
        answer: z.object({}),
        async handler({ db, params, who, now }) {
          const before = found(await removeBlock(db, params.id, { by: who, now }), 'block');
          return { answer: {}, about: `block:${params.id}`, before };
        },
      }),
      read({
        name: 'previewPrice',
        path: '/price',
        summary: 'What a stay would cost as a guest would be quoted it now, and whether it is free',
        query: withStay({
          cabinId,
          adults: countInQuery(1, 50),
          children: countInQuery(0, 50).default(0),
          infants: countInQuery(0, 20).default(0),
          pets: countInQuery(0, 20).default(0),
          promo: z.string().max(40).optional(),
        }),
        answer: z.object({
          free: z.boolean(),
          quote: z
            .object({ total: amount, deposit: amount, lines: z.array(line), exchange: json })
            .nullable(),
          refusal: refusal.nullable().describe('why it cannot be had like this'),
        }),
        async handler({ db, query, now }) {
          const { checkIn, checkOut, adults, children, infants, pets, promo } = query;
          const catalogue = await readCatalogue(db);
          const cabin = catalogue.cabins.find((one) => one.id === query.cabinId);
          const stay = { checkIn, checkOut };
          const asked = { stay, party: { adults, children, infants }, pets, promo };
          const priced = quote(
            found(cabin, 'accommodation on offer'),
            asked,
            pricingFor(catalogue, now),
          );
          const free = await freeCabins(db, [stay]);
          return {
            free: free.some((one) => one.cabinId === query.cabinId),
            ...(priced.kind === 'quoted'
              ? { quote: priced.quote, refusal: null }
              : { quote: null, refusal: priced }),
          };
        },
      }),
    ],
  };
}

function daysOf(window: Stay, all: readonly Occupancy[]) {
  return eachNight(window).map((date) => ({
    day: date,
    occupiedBy: all.find((one) => one.checkIn <= date && date < one.checkOut)?.id ?? null,
    arrives: all.some((one) => one.checkIn === date),
    leaves: all.some((one) => one.checkOut === date),
  }));
}
