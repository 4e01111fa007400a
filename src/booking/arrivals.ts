// When the guests of a stay arrive, as they say, and what the owner has said about arriving.

import type { ConversationEvent } from '../../flows/events.ts';
import { arrivalFit } from '../domain/notices.ts';
import type { CalendarDate } from '../domain/stay.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { BookedStay, FindReservation, ReadStay } from './scene.ts';

export type ArrivalStore = {
  readonly findReservation: FindReservation;
  readonly readStay: ReadStay;
  readonly readCatalogue: ReadCatalogue;
  readonly setArrival: (
    db: Db,
    arrival: { reservationId: number; time: string; now: Date },
  ) => Promise<void>;
  readonly arrivalOf: (db: Db, reservationId: number) => Promise<string | null>;
  readonly askOwner: AskOwner;
};
export type ArrivalDependencies = ArrivalStore & {
  readonly today: (now: Date) => CalendarDate;
};

type Guest = { readonly code: string; readonly guestId: number; readonly now: Date };
type Answer<Type extends ConversationEvent['type']> = Extract<ConversationEvent, { type: Type }>;

export function createArrivals(dependencies: ArrivalDependencies) {
  /** A stay of theirs that is not over. */
  async function theirs(db: Db, { code, guestId, now }: Guest): Promise<BookedStay | undefined> {
    const found = await dependencies.findReservation(db, code);
    const stay = found && (await dependencies.readStay(db, found.reservationId, 'locked'));
    if (!stay || stay.guestId !== guestId || stay.status !== 'confirmed') return undefined;
    return stay.stay.checkOut < dependencies.today(now) ? undefined : stay;
  }

  /** Outside the hours of check-in it is for the owner to answer. */
  async function note(
    db: Db,
    { time, ...guest }: Guest & { time: string | null },
  ): Promise<Answer<'arrival.noted' | 'arrival.asked' | 'arrival.none'>> {
    const stay = await theirs(db, guest);
    if (!stay) return { type: 'arrival.none' };
    const { property } = await dependencies.readCatalogue(db);
    const { checkInFrom: from, checkInUntil: until = null, lateArrival = null } = property;
    const hours = { from, until, lateArrival };
    if (time === null) return { type: 'arrival.asked', code: stay.code, hours };
    const { id: reservationId, guestId, cabinName } = stay;
    const { now } = guest;
    await dependencies.setArrival(db, { reservationId, time, now });
    const fit = arrivalFit(time, hours);
    if (fit !== 'inHours')
      await dependencies.askOwner(db, {
        key: `arrival:${reservationId}:${stay.stay.checkIn}:${time}`,
        kind: 'arrivalHour',
        reservationId,
        guestId,
        detail: { time, fit },
        now,
      });
    return { type: 'arrival.noted', cabinName, stay: stay.stay, time, fit, hours };
  }

  /** As they are told the day before. */
  async function instructions(
    db: Db,
    guest: Guest,
  ): Promise<Answer<'stay.arriving' | 'arrival.none'>> {
    const stay = await theirs(db, guest);
    if (!stay) return { type: 'arrival.none' };
    const { property } = await dependencies.readCatalogue(db);
    return {
      type: 'stay.arriving',
      code: stay.code,
      cabinName: stay.cabinName,
      stay: stay.stay,
      checkInFrom: property.checkInFrom,
      instructions: property.checkInInstructions,
      arrival: await dependencies.arrivalOf(db, stay.id),
    };
  }

  return { note, instructions };
}
