// On which days a stay could begin or end: what a calendar must not strike out.

import { minNightsOn, type Priced } from './pricing.ts';
import { eachNight, weekdayOf, type CalendarDate, type Stay } from './stay.ts';

/**
 * Of one cabin for the smallest party. `free`: ranges in which it is free; `mostNights`: the longest stay
 * that is sold without a person.
 */
export function openDays(
  { tariff }: Priced,
  free: readonly Stay[],
  mostNights: number,
): Set<CalendarDate> {
  const open = new Set<CalendarDate>();
  const longest = Math.min(mostNights, tariff.maxNights);
  for (const range of free) {
    const nights = eachNight(range);
    const days = [...nights, range.checkOut];
    const leasts = nights.map((night) => minNightsOn(tariff, night));
    for (const [first, checkIn] of nights.entries()) {
      if (tariff.arrivalDays.length > 0 && !tariff.arrivalDays.includes(weekdayOf(checkIn)))
        continue;
      let least = 0;
      for (let count = 1; count <= longest && first + count < days.length; count += 1) {
        // the strictest night decides, as in a quote
        least = Math.max(least, leasts[first + count - 1]!);
        if (count >= least) open.add(checkIn).add(days[first + count]!);
      }
    }
  }
  return open;
}
