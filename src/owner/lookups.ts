// What an owner asks and nothing changes by: who comes, what is free, what came in, how the day looks.

import type { Digest, StayLine } from '../../flows/owner-shown.ts';
import type { Order } from '../../flows/owner-talk.ts';
import { occupancies } from '../adapters/admin/calendar.ts';
import { listCabins } from '../adapters/admin/property.ts';
import { listReservations } from '../adapters/admin/reservations.ts';
import { readNights } from '../adapters/admin/stats.ts';
import { openQuestions, takingsBetween } from '../adapters/owners.ts';
import { gaps } from '../domain/availability.ts';
import { sum } from '../domain/money.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
import { addDays, type CalendarDate, type Stay } from '../domain/stay.ts';
import { lineOf, say, type Said, type Scene } from './plan.ts';

export type LookupParts = {
  readonly timeZone: string;
  /** The instant of an hour of a civil day at the lodging. */
  readonly instantAt: (day: CalendarDate, time: string) => Date;
};

const SOLD = ['confirmed', 'completed'] as const;
const HELD = ['held', 'settling'] as const;
/** As far as one looks ahead when no days are named. */
const AHEAD = { free: 14, reservations: 60 } as const;
const MOST_ROWS = 60;

export function createLookups({ timeZone, instantAt }: LookupParts) {
  async function staysIn(
    { db }: Scene,
    { checkIn: from, checkOut: to }: Stay,
    status: readonly ReservationStatus[],
  ): Promise<StayLine[]> {
    const rows = await listReservations(db, { from, to, status, limit: MOST_ROWS });
    return rows
      .map(lineOf)
      .toSorted(
        (a, b) =>
          a.stay.checkIn.localeCompare(b.stay.checkIn) || a.cabinName.localeCompare(b.cabinName),
      );
  }

  async function arriving(scene: Scene, days: Stay): Promise<StayLine[]> {
    const stays = await staysIn(scene, days, SOLD);
    return stays.filter(({ stay }) => stay.checkIn >= days.checkIn);
  }

  /** Whoever leaves on a day slept the night before it. */
  async function leaving(scene: Scene, days: Stay): Promise<StayLine[]> {
    const stays = await staysIn(scene, { ...days, checkIn: addDays(days.checkIn, -1) }, SOLD);
    return stays
      .filter(({ stay }) => stay.checkOut >= days.checkIn && stay.checkOut < days.checkOut)
      .toSorted((a, b) => a.stay.checkOut.localeCompare(b.stay.checkOut));
  }

  async function free({ db, today }: Scene, days: Stay | null): Promise<Said> {
    const asked = days ?? { checkIn: today, checkOut: addDays(today, AHEAD.free) };
    const from = asked.checkIn < today ? today : asked.checkIn;
    const window = { checkIn: from, checkOut: asked.checkOut };
    if (window.checkIn >= window.checkOut) return say({ key: 'cannot', why: { kind: 'past' } });
    const taken = await occupancies(db, window, undefined);
    const cabins = (await listCabins(db)).filter(({ active }) => active);
    const byCabin = cabins.map(({ id, name }) => ({
      cabinName: name,
      stays: gaps(
        window,
        taken.filter((one) => one.cabinId === id),
      ),
    }));
    const isWhole = (stays: readonly Stay[]) =>
      stays.length === 1 &&
      stays[0]?.checkIn === window.checkIn &&
      stays[0].checkOut === window.checkOut;
    return say({
      key: 'free',
      days: window,
      whole: byCabin.filter(({ stays }) => isWhole(stays)).map(({ cabinName }) => cabinName),
      parts: byCabin.filter(({ stays }) => stays.length > 0 && !isWhole(stays)),
    });
  }

  async function digest(scene: Scene): Promise<Digest> {
    const { db, today } = scene;
    const day = { checkIn: today, checkOut: addDays(today, 1) };
    const here = await staysIn(scene, day, SOLD);
    const holds = await listReservations(db, { status: HELD, limit: MOST_ROWS });
    const share = async (days: number) => {
      const nights = await readNights(db, { from: today, to: addDays(today, days), timeZone });
      const open = nights.reduce((so, one) => so + one.days - one.blocked, 0);
      return open <= 0 ? 0 : nights.reduce((so, { sold }) => so + sold, 0) / open;
    };
    return {
      today,
      arriving: here.filter(({ stay }) => stay.checkIn === today),
      leaving: await leaving(scene, day),
      pending: (await openQuestions(db)).length,
      holds: holds.map(lineOf),
      toCollect: sum(here.map(({ due }) => due)),
      week: await share(7),
      month: await share(30),
    };
  }

  type Lookup = Extract<
    Order,
    { do: 'arrivals' | 'departures' | 'staying' | 'free' | 'reservations' | 'takings' | 'digest' }
  >;

  async function lookUp(scene: Scene, order: Lookup): Promise<Said> {
    const { db, today } = scene;
    const day = { checkIn: today, checkOut: addDays(today, 1) };
    switch (order.do) {
      case 'arrivals': {
        const days = order.days ?? day;
        return say({ key: 'stays', what: order.do, days, stays: await arriving(scene, days) });
      }
      case 'departures': {
        const days = order.days ?? day;
        return say({ key: 'stays', what: order.do, days, stays: await leaving(scene, days) });
      }
      case 'staying': {
        const days = order.days ?? day;
        return say({ key: 'stays', what: order.do, days, stays: await staysIn(scene, days, SOLD) });
      }
      case 'reservations': {
        const ahead = { checkIn: today, checkOut: addDays(today, AHEAD.reservations) };
        const days = order.days ?? ahead;
        const stays = await staysIn(scene, days, [...SOLD, ...HELD]);
        return say({ key: 'stays', what: order.do, days, stays });
      }
      case 'free':
        return free(scene, order.days);
      case 'takings': {
        const { checkIn, checkOut } = order.days;
        const [from, to] = [instantAt(checkIn, '00:00'), instantAt(checkOut, '00:00')];
        const lines = await takingsBetween(db, { from, to });
        return say({ key: 'takings', days: order.days, lines });
      }
      case 'digest':
        return say({ key: 'digest', digest: await digest(scene) });
    }
  }

  return { lookUp, digest };
}
