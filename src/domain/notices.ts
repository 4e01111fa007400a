// What is said about a stay besides its payment, and when, by the lodging's clock. Pure: which notices are due is
// worked out again from the dates whenever the stay is looked at, so that a stay that moved has other ones.

import { addDays, type CalendarDate, type Stay } from './stay.ts';

export const NOTICES = [
  'balance',
  'arrival',
  'instructions',
  'noShow',
  'leaving',
  'review',
] as const;
export type Notice = (typeof NOTICES)[number];

type Moment = readonly [days: number, time: string];
/** From when on it is said, and until when it is still worth saying; days from the one that it is about. */
type Rule = { readonly about: keyof Stay; readonly from: Moment; readonly until: Moment };

const RULES: Readonly<Record<Notice, Rule>> = {
  balance: { about: 'checkIn', from: [-3, '10:00'], until: [-1, '21:00'] },
  // asks when the guests arrive
  arrival: { about: 'checkIn', from: [-2, '10:00'], until: [0, '20:00'] },
  instructions: { about: 'checkIn', from: [-1, '10:00'], until: [0, '21:00'] },
  // to the owner: did they come?
  noShow: { about: 'checkIn', from: [1, '10:00'], until: [2, '21:00'] },
  leaving: { about: 'checkOut', from: [0, '09:00'], until: [0, '13:00'] },
  review: { about: 'checkOut', from: [1, '11:00'], until: [3, '21:00'] },
};

/** Nobody wants to hear about a stay at midnight. */
const CIVIL = { from: '09:00', until: '21:00' } as const;

export type LodgingClock = {
  readonly today: (now: Date) => CalendarDate;
  /** An hour of a day, `HH:MM`. */
  readonly at: (day: CalendarDate, time: string) => Date;
};

export type NoticedStay = Stay & {
  /** When it was sold, and its guest saw what is left to pay. */
  readonly soldAt: Date;
  /** When its guest was sent the confirmation, with the instructions in it. */
  readonly confirmationToldAt: Date | null;
  /** What was said, or will never be. */
  readonly settled: ReadonlyArray<{ readonly notice: Notice; readonly day: CalendarDate }>;
};

export type DueNotice = { readonly notice: Notice; readonly day: CalendarDate };
export type NoticePlan = {
  readonly due: readonly DueNotice[];
  /** Never to be said: too late, or the guest knows. */
  readonly over: readonly DueNotice[];
  /** When the stay is to be looked at again; null: there is nothing left to say. */
  readonly next: Date | null;
};

export function planNotices(stay: NoticedStay, now: Date, clock: LodgingClock): NoticePlan {
  const due: DueNotice[] = [];
  const over: DueNotice[] = [];
  const later: Date[] = [];
  const civil = civilHours(now, clock);
  for (const notice of NOTICES) {
    const { about, ...rule } = RULES[notice];
    const day = stay[about];
    if (stay.settled.some((one) => one.notice === notice && one.day === day)) continue;
    const [from, until] = [rule.from, rule.until].map(([days, time]) =>
      clock.at(addDays(day, days), time),
    ) as [Date, Date];
    if (now >= until || isKnown(notice, stay, from)) over.push({ notice, day });
    else if (now < from) later.push(from);
    else if (civil.kind === 'day') due.push({ notice, day });
    else later.push(civil.opens < until ? civil.opens : until);
  }
  const next = later.length === 0 ? null : new Date(Math.min(...later.map(Number)));
  return { due, over, next };
}

/** Sold so late that the sale itself said it. */
function isKnown(notice: Notice, stay: NoticedStay, from: Date): boolean {
  if (notice === 'balance') return stay.soldAt >= from;
  return (
    notice === 'instructions' && stay.confirmationToldAt !== null && stay.confirmationToldAt >= from
  );
}

function civilHours(
  now: Date,
  clock: LodgingClock,
): { kind: 'day' } | { kind: 'night'; opens: Date } {
  const today = clock.today(now);
  if (now < clock.at(today, CIVIL.from))
    return { kind: 'night', opens: clock.at(today, CIVIL.from) };
  if (now < clock.at(today, CIVIL.until)) return { kind: 'day' };
  return { kind: 'night', opens: clock.at(addDays(today, 1), CIVIL.from) };
}

/** What the owner says about arriving. */
export type ArrivalHours = { readonly from: string; readonly until: string | null };

/** How an hour of arrival sits with the owner's; the small hours belong to the night before. */
export function arrivalFit(
  time: string,
  { from, until }: ArrivalHours,
): 'inHours' | 'early' | 'late' {
  const minutes = (text: string) => {
    const [hours = 0, rest = 0] = text.split(':').map(Number);
    return (hours < 6 ? hours + 24 : hours) * 60 + rest;
  };
  if (minutes(time) < minutes(from)) return 'early';
  return until !== null && minutes(time) > minutes(until) ? 'late' : 'inHours';
}
