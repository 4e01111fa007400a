// Which stays and which pairs of cabins to try when what was asked is not free. Pure: what is free is given.

import { bedsFor, type Party } from './party.ts';
import { addDays, daysBetween, nightsOf, shiftStay, type CalendarDate, type Stay } from './stay.ts';

/** The same number of nights, nearest first, the later day before the earlier one. */
export function shiftedStays(stay: Stay, most: number, today: CalendarDate): Stay[] {
  const days = Array.from({ length: most }, (_, index) => [index + 1, -index - 1]).flat();
  return days.map((day) => shiftStay(stay, day)).filter((shifted) => shifted.checkIn >= today);
}

/** Stays inside the one asked for, longest first; at most `most` nights shorter than asked. */
export function shorterStays(stay: Stay, most: number): Stay[] {
  const nights = nightsOf(stay);
  const shorter: Stay[] = [];
  for (let length = nights - 1; length >= Math.max(1, nights - most); length -= 1) {
    for (let start = 0; start + length <= nights; start += 1) {
      const checkIn = addDays(stay.checkIn, start);
      shorter.push({ checkIn, checkOut: addDays(checkIn, length) });
    }
  }
  return shorter;
}

/** The stay made as long as it must be: leaving later, or arriving earlier. */
export function longerStays(stay: Stay, nights: number, today: CalendarDate): Stay[] {
  const later = { checkIn: stay.checkIn, checkOut: addDays(stay.checkIn, nights) };
  const earlier = { checkIn: addDays(stay.checkOut, -nights), checkOut: stay.checkOut };
  return nights > nightsOf(stay) ? [later, earlier].filter(({ checkIn }) => checkIn >= today) : [];
}

/** Ways to divide a party over two cabins: an adult in each, nobody without a bed. */
export function splitParty(
  party: Party,
  first: number,
  second: number,
): Array<readonly [Party, Party]> {
  const splits: Array<readonly [Party, Party]> = [];
  for (let adults = 1; adults < party.adults; adults += 1) {
    for (let children = 0; children <= party.children; children += 1) {
      const one: Party = { adults, children, infants: 0 };
      const rest: Party = {
        adults: party.adults - adults,
        children: party.children - children,
        infants: party.infants,
      };
      if (bedsFor(one) <= first && bedsFor(rest) <= second) splits.push([one, rest]);
    }
  }
  return splits;
}

/** The days of a month that are still ahead, as the stay that would take them all; undefined for a past month. */
export function monthAhead(firstDay: CalendarDate, today: CalendarDate): Stay | undefined {
  const from = `${firstDay.slice(0, 8)}01` as CalendarDate;
  const next = `${addDays(from, 31).slice(0, 8)}01` as CalendarDate;
  if (next <= today) return undefined;
  return { checkIn: from < today ? today : from, checkOut: next };
}

/** What is left of a window once the taken stays (in order of check-in) are cut out. */
export function gaps(window: Stay, taken: readonly Stay[]): Stay[] {
  const free: Stay[] = [];
  let from = window.checkIn;
  for (const stay of taken) {
    if (stay.checkIn > from) free.push({ checkIn: from, checkOut: stay.checkIn });
    if (stay.checkOut > from) from = stay.checkOut;
  }
  if (from < window.checkOut) free.push({ checkIn: from, checkOut: window.checkOut });
  return free;
}

/** The ranges that no other one contains, in order: each is free in one cabin from end to end. */
export function widest(ranges: readonly Stay[]): Stay[] {
  const kept: Stay[] = [];
  const inOrder = ranges.toSorted(
    (a, b) => daysBetween(b.checkIn, a.checkIn) || daysBetween(a.checkOut, b.checkOut),
  );
  for (const range of inOrder) {
    if (!kept.some((other) => other.checkIn <= range.checkIn && range.checkOut <= other.checkOut))
      kept.push(range);
  }
  return kept;
}
