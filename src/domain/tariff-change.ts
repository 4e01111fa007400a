// Another price in a tariff: of every night, of weekend nights, or of the nights of a few dates.

import type { Centavos } from './money.ts';
import { nightPrice } from './pricing.ts';
import type { Season, Tariff } from './property.ts';
import { addDays, eachNight, weekdayOf, type Stay, type Weekday } from './stay.ts';

export type NewPrice = {
  /** Null: the base price. */
  readonly stay: Stay | null;
  readonly weekends: boolean;
  readonly amount: Centavos;
  /** Of a season that is made for it; a guest reads it in the quote. */
  readonly name: string;
};

/** Dates become a season before all others: the first that holds a night decides it. */
export function withPrice(
  tariff: Tariff,
  { stay, weekends, amount, name }: NewPrice,
  weekendNights: readonly Weekday[],
): Tariff {
  if (!stay) return { ...tariff, [weekends ? 'weekend' : 'nightly']: amount };
  const [from, to] = [stay.checkIn, addDays(stay.checkOut, -1)];
  const before = tariff.seasons.find((one) => one.from <= from && from <= one.to);
  const weekday = eachNight(stay).find((night) => !weekendNights.includes(weekdayOf(night)));
  const season: Season = {
    name,
    from,
    to,
    price: weekends
      ? { nightly: nightPrice(tariff, weekday ?? from, weekendNights), weekend: amount }
      : { nightly: amount },
    ...(before?.minNights !== undefined && { minNights: before.minNights }),
  };
  const others = tariff.seasons.filter((one) => one.from !== from || one.to !== to);
  return { ...tariff, seasons: [season, ...others] };
}

/** The lowest and the highest price of the nights that the change is about. */
export function pricesNow(
  tariff: Tariff,
  { stay, weekends }: Pick<NewPrice, 'stay' | 'weekends'>,
  weekendNights: readonly Weekday[],
): readonly [Centavos, Centavos] {
  if (!stay) {
    const price = weekends ? (tariff.weekend ?? tariff.nightly) : tariff.nightly;
    return [price, price];
  }
  const prices = eachNight(stay)
    .filter((night) => !weekends || weekendNights.includes(weekdayOf(night)))
    .map((night) => nightPrice(tariff, night, weekendNights))
    .toSorted((a, b) => a - b);
  const [lowest = tariff.nightly] = prices;
  return [lowest, prices.at(-1) ?? lowest];
}
