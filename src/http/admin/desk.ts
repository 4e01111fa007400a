// The front desk: stays written down, confirmed, moved and ended by hand, and marked as they happen.

import { z } from 'zod';
import { markStay, writeNote, type Mark } from '../../adapters/admin/desk.ts';
import { readReservation, type ReservationRow } from '../../adapters/admin/reservations.ts';
import type { Db } from '../../adapters/postgres.ts';
import { centavosSchema } from '../../adapters/property-schema.ts';
import type { Balance } from '../../booking/balance.ts';
import type { Cancelling } from '../../booking/cancelling.ts';
import type { Desk } from '../../booking/desk.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import { HttpProblem } from '../problem.ts';
import { found } from './found.ts';
import { note, reservation } from './reservations.ts';
import { change, read, type Changed, type Table } from './route.ts';
import { amount, cabinId, idInPath, party, pets, stay, text, withStay } from './schemas.ts';

const cancellation = z.object({
  paid: amount.describe('centavos that MercadoPago took in and that were not given back'),
  paidElsewhere: amount.describe('centavos by transfer or in cash: only you can give them back'),
  byGuest: amount.describe(
    'centavos that go back when the guest cancels now, by the policy they accepted',
  ),
  byOwner: amount.describe('centavos that go back when the owner cancels'),
  daysBefore: z.int(),
  disputed: z.boolean().describe('a dispute is open: nothing can be given back'),
});

const params = z.object({ id: idInPath });

export type DeskParts = {
  readonly desk: Desk;
  readonly cancelling: Cancelling;
  readonly balance: Pick<Balance, 'markCashReceived'>;
  readonly today: (now: Date) => CalendarDate;
};

export function deskTable({ desk, cancelling, balance, today }: DeskParts): Table {
  const marking = (name: string, mark: Mark, path: string, summary: string) =>
    change({
      name,
      method: 'post',
      path,
      summary,
      params,
      answer: reservation,
      async handler({ db, params: { id: ofStay }, who, now }) {
        found(await readReservation(db, ofStay), 'reservation');
        const marked = await markStay(db, { id: ofStay, mark, by: who, today: today(now), now });
        if (!marked)
          throw new HttpProblem(
            409,
            'It cannot be said of this reservation now',
            'From the day of arrival on, of a confirmed stay, and one of the two only',
          );
        return changed(db, ofStay, undefined, { mark });
      },
    });

  return {
    tag: 'Front desk',
    routes: [
      change({
        name: 'createReservation',
        method: 'post',
        path: '/reservations',
        summary:
          'A stay by phone or at the door, confirmed at once and paid at the desk; 409 when its nights are taken',
        body: withStay({
          cabinId,
          party,
          pets: pets.default(0),
          name: text(120),
          phone: text(40),
          total: centavosSchema.optional().describe("centavos; the tariff's price where absent"),
        }),
        answer: reservation,
        status: 201,
        async handler({ db, body, who, now }) {
          const { checkIn, checkOut, total, ...rest } = body;
          const asked = { ...rest, stay: { checkIn, checkOut }, total, by: who, now };
          const booked = await desk.book(db, asked);
          if (booked.kind !== 'booked') throw refused(booked);
          const { id: made } = booked;
          return changed(db, made, undefined, { ...body, phone: undefined, name: undefined });
        },
      }),
      change({
        name: 'confirmReservation',
        method: 'post',
        path: '/reservations/:id/confirmation',
        summary: 'Confirm a hold by hand; the guest is told, and the payment link is closed',
        params,
        body: z.object({
          received: centavosSchema
            .optional()
            .describe(
              'centavos that came in elsewhere (cash, transfer); what is missing of the deposit where absent',
            ),
        }),
        answer: reservation,
        async handler({ db, params: { id: ofStay }, body, who, now }) {
          const { received } = body;
          const answer = await desk.confirm(db, { id: ofStay, received, by: who, now });
          if (answer.kind !== 'confirmed') throw refused(answer);
          return { ...(await changed(db, ofStay, undefined, body)), wake: answer.told };
        },
      }),
      change({
        name: 'changeReservation',
        method: 'patch',
        path: '/reservations/:id',
        summary:
          'Other dates, cabin or party, priced anew; the old nights are let go only if the new ones are had',
        params,
        body: z.object({
          stay: stay.optional(),
          cabinId: cabinId.optional(),
          party: party.optional(),
          pets: pets.optional(),
          total: centavosSchema.optional(),
        }),
        answer: reservation,
        async handler({ db, params: { id: ofStay }, body, who, now }) {
          const { total, ...wishes } = body;
          const asked = { ...(wishes as object), id: ofStay, total, by: who, now };
          const answer = await desk.change(db, asked);
          if (answer.kind !== 'changed') throw refused(answer);
          return changed(db, ofStay, answer.before, answer.after);
        },
      }),
      read({
        name: 'previewCancellation',
        path: '/reservations/:id/cancellation',
        summary: 'What goes back if it is cancelled now',
        params,
        answer: cancellation,
        handler: async ({ db, params: { id: ofStay }, now }) =>
          found(await cancelling.cancellation(db, ofStay, now), 'reservation'),
      }),
      change({
        name: 'cancelReservation',
        method: 'post',
        path: '/reservations/:id/cancellation',
        summary: 'Cancel it and give back what the preview says; the guest is told',
        params,
        body: z.object({
          asks: z.enum(['guest', 'owner']).describe('who wants it: decides what goes back'),
        }),
        answer: reservation.extend({ refund: amount }),
        async handler({ db, params: { id: ofStay }, body: { asks }, who, now }) {
          const answer = await cancelling.cancel(db, { id: ofStay, asks, by: who, now });
          if (answer.kind === 'disputed')
            throw new HttpProblem(409, 'A dispute is open', 'What goes back is decided there');
          if (answer.kind !== 'cancelled') throw refused(answer);
          const { refund: back, told } = answer;
          const done = await changed(db, ofStay, undefined, { asks, refund: back });
          return { ...done, answer: { ...done.answer, refund: back }, wake: told };
        },
      }),
      change({
        name: 'receiveCash',
        method: 'post',
        path: '/reservations/:id/cash',
        summary: 'Cash towards the balance, as it was counted; the guest is told',
        params,
        body: z.object({
          amount: centavosSchema.refine((value) => value > 0, 'must be more than 0'),
        }),
        answer: reservation.extend({ missing: amount }),
        async handler({ db, params: { id: ofStay }, body, who, now }) {
          const cash = { reservationId: ofStay, amount: body.amount, by: who, now };
          const answer = await balance.markCashReceived(db, cash);
          if (answer.kind === 'unknown') throw new HttpProblem(404, 'There is no such reservation');
          if (answer.kind === 'tooMuch') throw refused(answer);
          if (answer.kind === 'notNow')
            throw new HttpProblem(409, 'Nothing is owed of a stay that is not confirmed');
          const { missing } = answer;
          const done = await changed(db, ofStay, undefined, { cash: body.amount, missing });
          return { ...done, answer: { ...done.answer, missing } };
        },
      }),
      marking('checkIn', 'checkedIn', '/reservations/:id/check-in', 'The guests are here'),
      marking('noShow', 'noShow', '/reservations/:id/no-show', 'The guests did not come'),
      change({
        name: 'writeNote',
        method: 'post',
        path: '/reservations/:id/notes',
        summary: 'Words for the owner alone',
        params,
        body: z.object({ text: text(2_000) }),
        answer: note,
        status: 201,
        async handler({ db, params: { id: ofStay }, body, who, now }) {
          found(await readReservation(db, ofStay), 'reservation');
          const written = { reservationId: ofStay, text: body.text, author: who, now };
          const answer = {
            id: await writeNote(db, written),
            text: body.text,
            author: who,
            at: now,
          };
          return { answer, about: `reservation:${ofStay}`, after: { note: answer.id } };
        },
      }),
    ],
  };
}

async function changed(
  db: Db,
  ofStay: number,
  before: unknown,
  after: unknown,
): Promise<Changed<ReservationRow>> {
  const row = found(await readReservation(db, ofStay), 'reservation');
  return { answer: row, about: `reservation:${ofStay}`, before, after };
}

type Refusal = Exclude<
  Awaited<ReturnType<Desk['book'] | Desk['confirm'] | Desk['change'] | Cancelling['cancel']>>,
  { kind: 'booked' | 'confirmed' | 'changed' | 'cancelled' | 'disputed' }
>;

function refused(why: Refusal): HttpProblem {
  switch (why.kind) {
    case 'unknown':
      return new HttpProblem(404, 'There is no such reservation');
    case 'unknownCabin':
      return new HttpProblem(404, 'There is no such accommodation on offer');
    case 'taken':
      return new HttpProblem(409, 'Those nights are taken');
    case 'tooMuch':
      return new HttpProblem(409, 'More than is owed', `${why.due} centavos are`);
    case 'notNow':
      return new HttpProblem(409, `Not possible while it is ${why.status}`);
    case 'badPhone':
      return new HttpProblem(400, 'The request is not valid', undefined, {}, [
        { field: 'body.phone', detail: 'no phone number; write it with its country code' },
      ]);
    case 'refused':
      return new HttpProblem(
        409,
        'The tariff does not allow it',
        `${JSON.stringify(why.refusal)}; with a total of your own it is held to no rule`,
      );
  }
}
