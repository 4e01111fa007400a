// From a tariff and a stay to the lines of a quote. Pure, in whole centavos of ARS: what is shown is
// the sum of its lines, and the deposit and the balance are the total again.

import { percentOf, sum, toCentavos, type Centavos } from './money.ts';
import { bedsFor, type Party } from './party.ts';
import type { Season, Tariff } from './property.ts';
import type { ExchangeSnapshot, Quote, QuoteLine, QuoteRefusal } from './quote.ts';
import {
  eachNight,
  nightsOf,
  weekdayOf,
  type CalendarDate,
  type Stay,
  type Weekday,
} from './stay.ts';

export type Asked = {
  readonly stay: Stay;
  readonly party: Party;
  readonly pets: number;
  readonly promo?: string | null | undefined;
};

export type PricingSettings = {
  /** Today at the lodging: a promo code ends with its day. */
  readonly today: CalendarDate;
  readonly weekendNights: readonly Weekday[];
  readonly depositPercent: number;
  /** Null where there is no rate that still holds. */
  readonly exchange: ExchangeSnapshot | null;
};

export type Priced = { readonly capacity: number; readonly tariff: Tariff };

export function quote(
  cabin: Priced,
  asked: Asked,
  settings: PricingSettings,
): { kind: 'quoted'; quote: Quote } | QuoteRefusal {
  const { tariff } = cabin;
  const refusal = refusalOf(cabin, asked, settings);
  if (refusal) return refusal;

  const exchange = tariff.currency === 'USD' ? settings.exchange : null;
  const inPesos = (price: Centavos) => (exchange ? toPesos(price, exchange) : price);
  const nights = nightLines(tariff, asked.stay, settings.weekendNights, inPesos);
  const lines: QuoteLine[] = [...nights];

  const extraPeople = Math.max(0, bedsFor(asked.party) - tariff.includedPeople);
  if (extraPeople > 0 && tariff.extraPerson > 0) {
    const unit = inPesos(tariff.extraPerson);
    const count = nightsOf(asked.stay);
    lines.push({
      kind: 'extraPeople',
      people: extraPeople,
      count,
      unit,
      amount: toCentavos(unit * extraPeople * count),
    });
  }

  const discount = lengthDiscount(tariff, nightsOf(asked.stay));
  if (discount > 0) {
    lines.push({
      kind: 'lengthDiscount',
      percent: discount,
      amount: percentOf(totalOf(lines), -discount),
    });
  }
  const promo = promoOf(tariff, asked.promo, settings.today);
  if (promo)
    lines.push({
      kind: 'promo',
      code: promo.code,
      percent: promo.percent,
      amount: percentOf(totalOf(lines), -promo.percent),
    });

  if (tariff.cleaning > 0) lines.push({ kind: 'cleaning', amount: inPesos(tariff.cleaning) });
  if (asked.pets > 0 && tariff.pet) {
    const unit = inPesos(tariff.pet);
    lines.push({ kind: 'pets', count: asked.pets, unit, amount: toCentavos(unit * asked.pets) });
  }

  const total = totalOf(lines);
  return {
    kind: 'quoted',
    quote: {
      stay: asked.stay,
      party: asked.party,
      pets: asked.pets,
      lines,
      total,
      deposit: depositOf(total, settings.depositPercent),
      exchange,
    },
  };
}

/** At least one centavo, at most the total; the balance is what is left, to the centavo. */
export function depositOf(total: Centavos, percent: number): Centavos {
  return toCentavos(Math.min(total, Math.max(1, percentOf(total, percent))));
}

/** Whole pesos: an exchange rate would otherwise leave centavos that nobody can count in cash. */
function toPesos(dollars: Centavos, exchange: ExchangeSnapshot): Centavos {
  // Each factor is below 2^53, their product may not be.
  return toCentavos(Number((BigInt(dollars) * BigInt(exchange.rate) + 5_000n) / 10_000n) * 100);
}

function refusalOf(
  cabin: Priced,
  { stay, party, pets }: Asked,
  settings: PricingSettings,
): QuoteRefusal | undefined {
  const { tariff } = cabin;
  const nights = nightsOf(stay);
  if (nights < 1)
    throw new RangeError(`a stay without nights: ${stay.checkIn} to ${stay.checkOut}`);
  if (bedsFor(party) > cabin.capacity) return { kind: 'tooManyPeople', capacity: cabin.capacity };
  if (pets > 0 && tariff.pet === null) return { kind: 'noPets' };
  if (nights > tariff.maxNights) return { kind: 'tooLong', maxNights: tariff.maxNights };
  const least = leastNights(tariff, stay);
  if (nights < least.minNights) return { kind: 'tooShort', ...least };
  if (tariff.arrivalDays.length > 0 && !tariff.arrivalDays.includes(weekdayOf(stay.checkIn))) {
    return { kind: 'arrivalDay', days: tariff.arrivalDays };
  }
  if (tariff.currency === 'USD' && !settings.exchange) return { kind: 'noExchangeRate' };
  return undefined;
}

/** The strictest night decides: two nights of January do not make a long weekend shorter. */
export function leastNights(
  tariff: Tariff,
  stay: Stay,
): { minNights: number; season: string | null } {
  let strictest = { minNights: 0, season: null as string | null };
  for (const night of eachNight(stay)) {
    const minNights = minNightsOn(tariff, night);
    if (minNights > strictest.minNights) {
      const season = seasonOf(tariff, night);
      strictest = { minNights, season: season?.minNights === undefined ? null : season.name };
    }
  }
  return strictest;
}

/** What a stay that sleeps this night must at least be long. */
export function minNightsOn(tariff: Tariff, night: CalendarDate): number {
  return seasonOf(tariff, night)?.minNights ?? tariff.minNights;
}

function seasonOf(tariff: Tariff, night: CalendarDate): Season | undefined {
  return tariff.seasons.find((season) => season.from <= night && night <= season.to);
}

/** One line for nights of one season, kind and price, in the order in which they are slept. */
function nightLines(
  tariff: Tariff,
  stay: Stay,
  weekendNights: readonly Weekday[],
  inPesos: (price: Centavos) => Centavos,
): QuoteLine[] {
  const groups = new Map<
    string,
    { season: string | null; weekend: boolean; unit: Centavos; count: number }
  >();
  for (const night of eachNight(stay)) {
    const season = seasonOf(tariff, night);
    const weekendNight = weekendNights.includes(weekdayOf(night));
    const { price, weekend } = priceOf(tariff, season, weekendNight);
    const key = `${season?.name ?? ''} ${weekend} ${price}`;
    const group = groups.get(key) ?? {
      season: season?.name ?? null,
      weekend,
      unit: inPesos(price),
      count: 0,
    };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({
    kind: 'nights',
    ...group,
    amount: toCentavos(group.unit * group.count),
  }));
}

export function nightPrice(
  tariff: Tariff,
  night: CalendarDate,
  weekendNights: readonly Weekday[],
): Centavos {
  const isWeekend = weekendNights.includes(weekdayOf(night));
  return priceOf(tariff, seasonOf(tariff, night), isWeekend).price;
}

function priceOf(
  tariff: Tariff,
  season: Season | undefined,
  weekendNight: boolean,
): { price: Centavos; weekend: boolean } {
  const own = season && 'nightly' in season.price ? season.price : tariff;
  const weekendPrice = weekendNight ? own.weekend : undefined;
  const factor = season && 'percent' in season.price ? season.price.percent : 100;
  return {
    price: percentOf(weekendPrice ?? own.nightly, factor),
    weekend: weekendPrice !== undefined,
  };
}

function lengthDiscount(tariff: Tariff, nights: number): number {
  const reached = tariff.lengthDiscounts.filter((discount) => nights >= discount.fromNights);
  return reached.toSorted((a, b) => b.fromNights - a.fromNights)[0]?.percent ?? 0;
}

function promoOf(tariff: Tariff, code: string | null | undefined, today: CalendarDate) {
  const wanted = code?.trim().toUpperCase();
  return tariff.promoCodes.find(
    (promo) => promo.code.toUpperCase() === wanted && today <= promo.until,
  );
}

function totalOf(lines: readonly QuoteLine[]): Centavos {
  return sum(lines.map((line) => line.amount));
}
