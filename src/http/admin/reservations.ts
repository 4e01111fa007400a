// Reservations: found by filter and page, looked at whole, and taken along as a spreadsheet.

import { z } from 'zod';
import { evidenceFor } from '../../adapters/evidence.ts';
import { paymentsOf, refundsOf } from '../../adapters/admin/money.ts';
import {
  listReservations,
  readHistory,
  readReservation,
  type ReservationRow,
} from '../../adapters/admin/reservations.ts';
import { listWaits } from '../../adapters/waitlist.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import { toCsv } from './csv.ts';
import { readReceiptFile } from '../../adapters/receipts.ts';
import { found } from './found.ts';
import { payment, refund } from './money.ts';
import { type FileAnswer, read, type Table } from './route.ts';
import {
  amount,
  anyOf,
  cabinId,
  day,
  id,
  idInPath,
  instant,
  json,
  page,
  paged,
  pageOf,
  partyShown,
  status,
  statuses,
} from './schemas.ts';

const wait = z.object({
  id,
  guestId: id,
  phone: z.string().nullable(),
  profileName: z.string().nullable(),
  checkIn: day,
  checkOut: day,
  party: partyShown,
  pets: z.int(),
  cabinId: z.string().nullable().describe('null: any cabin that takes them'),
  status: z.enum(['waiting', 'offered']),
  offeredCabinId: z.string().nullable(),
  offerUntil: instant.nullable().describe('until then nobody behind them hears of it'),
  createdAt: instant,
});
export const reservation = z.object({
  id,
  code: z.string(),
  status,
  cabinId,
  cabinName: z.string(),
  checkIn: day,
  checkOut: day,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  guestId: id,
  party: partyShown,
  pets: z.int(),
  total: amount,
  deposit: amount,
  paid: amount.describe('centavos that came in for it and that were not given back'),
  heldUntil: instant.nullable(),
  createdAt: instant,
  confirmedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(['guest', 'owner', 'clock']).nullable(),
  checkedInAt: instant.nullable(),
  noShowAt: instant.nullable(),
  expectedArrival: z.string().nullable().describe('as the guests said, HH:MM at the lodging'),
  createdBy: z.string().nullable().describe('who wrote it down by hand'),
  confirmedBy: z.string().nullable().describe('who confirmed it by hand'),
  disputed: z.boolean(),
});
export const note = z.object({ id, text: z.string(), author: z.string(), at: instant });
const whole = reservation.extend({
  lines: z.array(z.looseObject({ kind: z.string(), amount })).nullable(),
  policyVersion: z.int(),
  history: z.array(z.object({ what: z.string(), detail: json, at: instant })),
  notes: z.array(note),
  payments: z.array(payment),
  refunds: z.array(refund),
});
const filter = {
  status: anyOf(statuses).optional(),
  cabinId: cabinId.optional(),
  from: day.optional().describe('with a night on or after this day'),
  to: day.optional().describe('with a night before this day'),
  checkIn: day.optional(),
  checkOut: day.optional(),
  find: z.string().min(2).max(60).optional().describe('a piece of the code, the name or the phone'),
  guestId: idInPath.optional(),
};
const inOrder = (value: { from?: CalendarDate | undefined; to?: CalendarDate | undefined }) =>
  value.from === undefined || value.to === undefined || value.from <= value.to;
const disorder = { path: ['to'], error: 'it comes before from' };
const params = z.object({ id: idInPath });
const MOST_EXPORTED = 10_000;

export function reservationTable({ timeZone }: { timeZone: string }): Table {
  return {
    tag: 'Reservations',
    routes: [
      read({
        name: 'listReservations',
        path: '/reservations',
        summary: 'Stays by filter, newest first',
        query: z.object({ ...filter, ...page }).refine(inOrder, disorder),
        answer: pageOf(reservation),
        async handler({ db, query }) {
          const { limit } = query;
          return paged(await listReservations(db, { ...query, limit: limit + 1 }), limit);
        },
      }),
      read({
        name: 'listWaitlist',
        path: '/waitlist',
        summary:
          'Guests who want to be told when nights are free, in the order in which they asked',
        answer: z.object({ items: z.array(wait) }),
        handler: async ({ db }) => ({ items: await listWaits(db) }),
      }),
      read({
        name: 'exportReservations',
        path: '/reservations.csv',
        summary: `Stays by filter as a spreadsheet, at most ${MOST_EXPORTED}; no cell can become a formula`,
        query: z.object(filter).refine(inOrder, disorder),
        as: 'csv',
        answer: z.string(),
        async handler({ db, query }) {
          return asCsv(await listReservations(db, { ...query, limit: MOST_EXPORTED }));
        },
      }),
      read({
        name: 'evidence',
        path: '/reservations/:id/evidence',
        summary:
          'For a chargeback: quote, accepted policy, talk, stay and payments as one HTML page',
        params,
        as: 'html',
        answer: z.string(),
        async handler({ db, params: { id: ofStay }, now }) {
          const pack = await evidenceFor(db, ofStay, { now, timeZone });
          return found(pack, 'reservation');
        },
      }),
      read({
        name: 'readReceipt',
        path: '/reservations/:id/receipt',
        summary:
          'The picture or PDF that the guest sent as the receipt of a transfer; 404 until it has been fetched',
        params,
        as: 'file',
        answer: z.any(),
        async handler({ db, params: { id: ofStay } }): Promise<FileAnswer> {
          const { mimeType, bytes } = found(await readReceiptFile(db, ofStay), 'receipt');
          return { name: `receipt-${ofStay}.${mimeType.split('/')[1]}`, mimeType, bytes };
        },
      }),
      read({
        name: 'readReservation',
        path: '/reservations/:id',
        summary: 'One stay with its quote, payments, notes and all that happened to it',
        params,
        answer: whole,
        async handler({ db, params: { id: ofStay } }) {
          const row = found(await readReservation(db, ofStay), 'reservation');
          const { events, ...rest } = await readHistory(db, ofStay);
          const payments = await paymentsOf(db, { reservationId: ofStay, limit: 100 });
          const refunds = await refundsOf(db, { reservationId: ofStay, limit: 100 });
          return { ...row, ...rest, history: events, payments, refunds };
        },
      }),
    ],
  };
}

function asCsv(rows: readonly ReservationRow[]): string {
  const pesos = (centavos: number) => (centavos / 100).toFixed(2);
  return toCsv(
    [
      'code',
      'status',
      'cabin',
      'check_in',
      'check_out',
      'name',
      'phone',
      'adults',
      'children',
      'infants',
      'pets',
      'total',
      'deposit',
      'paid',
      'created_at',
    ],
    rows.map((row) => [
      row.code,
      row.status,
      row.cabinName,
      row.checkIn,
      row.checkOut,
      row.name,
      row.phone,
      row.party.adults,
      row.party.children,
      row.party.infants,
      row.pets,
      pesos(row.total),
      pesos(row.deposit),
      pesos(row.paid),
      row.createdAt.toISOString(),
    ]),
  );
}
