// What a guest can be offered: cabins free for the whole stay with the price of the whole stay,
// and what comes near when there is none. Nothing is decided here: a hold is, by the constraint.

import type { Alternative, Offer } from '../../flows/events.ts';
import {
  gaps,
  longerStays,
  monthAhead,
  shiftedStays,
  shorterStays,
  splitParty,
  widest,
} from '../domain/availability.ts';
import { openDays } from '../domain/open-days.ts';
import { bedsFor, type Party } from '../domain/party.ts';
import { leastNights, quote, type Asked, type PricingSettings } from '../domain/pricing.ts';
import type { Cabin } from '../domain/property.ts';
import type { ExchangeSnapshot, QuoteRefusal } from '../domain/quote.ts';
import { eachNight, MOST_NIGHTS, nightsOf, type CalendarDate, type Stay } from '../domain/stay.ts';
import type { Catalogue, ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';

/** WhatsApp shows ten rows in a list; fewer are read. */
const MOST_ALTERNATIVES = 6;
const MOST_PAIRS = 3;
const MOST_SHIFT_DAYS = 3;

export type OfferSettings = {
  readonly depositPercent: number;
  readonly exchangeAt: (now: Date) => ExchangeSnapshot | null;
  /** The civil day at the lodging. */
  readonly today: (now: Date) => CalendarDate;
};

export type OfferStore = {
  readonly readCatalogue: ReadCatalogue;
  /** Cabins free for each of the stays, by the index of the stay. */
  readonly freeCabins: (
    db: Db,
    stays: readonly Stay[],
    ignoring?: number,
  ) => Promise<Array<{ cabinId: string; index: number }>>;
  readonly takenStays: (db: Db, window: Stay) => Promise<Array<{ cabinId: string; stay: Stay }>>;
};

/** `ignoring`: of a guest who changes it, the reservation whose nights count as free. */
export type Search = Asked & { readonly now: Date; readonly ignoring?: number };
export type OffersFound = {
  readonly offers: readonly Offer[];
  /** Free cabins that cannot be had like this, and why. */
  readonly refusals: ReadonlyArray<{ readonly name: string; readonly refusal: QuoteRefusal }>;
};

export function createOffers(store: OfferStore, settings: OfferSettings) {
  const pricingFor = (catalogue: Catalogue, now: Date): PricingSettings => ({
    today: settings.today(now),
    weekendNights: catalogue.property.weekendNights,
    depositPercent: settings.depositPercent,
    exchange: settings.exchangeAt(now),
  });

  async function findOffers(db: Db, { now, ignoring, ...asked }: Search): Promise<OffersFound> {
    const catalogue = await store.readCatalogue(db);
    const free = new Set(
      (await store.freeCabins(db, [asked.stay], ignoring)).map((one) => one.cabinId),
    );
    const offers: Offer[] = [];
    const refusals: Array<{ name: string; refusal: QuoteRefusal }> = [];
    for (const cabin of catalogue.cabins.filter((one) => free.has(one.id))) {
      const answer = quote(cabin, asked, pricingFor(catalogue, now));
      if (answer.kind === 'quoted') offers.push(offerOf(cabin, asked.stay, answer.quote.total));
      else refusals.push({ name: cabin.name, refusal: answer });
    }
    return { offers: offers.toSorted((a, b) => a.total - b.total), refusals };
  }

  /**
   * The stay made as long as a cabin wants it, other dates nearest first, then fewer nights inside the dates
   * asked for; two cabins for a party that no cabin takes. Each stay is offered with its cheapest cabin.
   */
  async function findAlternatives(
    db: Db,
    { now, ignoring, ...asked }: Search,
  ): Promise<{ alternatives: readonly Alternative[]; mostPeople: number }> {
    const catalogue = await store.readCatalogue(db);
    const pricing = pricingFor(catalogue, now);
    const mostPeople = Math.max(0, ...catalogue.cabins.map((cabin) => cabin.capacity));
    const together = bedsFor(asked.party) <= mostPeople;
    const shifted = shiftedStays(asked.stay, MOST_SHIFT_DAYS, pricing.today);
    const shorter = together ? shorterStays(asked.stay, MOST_SHIFT_DAYS) : [];
    const longer = together ? longEnough(catalogue.cabins, asked, pricing) : [];
    const stays = [asked.stay, ...longer, ...shifted, ...shorter];
    const cabinsFor = freeByStay(catalogue, stays, await store.freeCabins(db, stays, ignoring));

    const alternatives: Alternative[] = [];
    if (!together) {
      for (const stay of [asked.stay, ...shifted]) {
        const offers = cheapestPair(cabinsFor.get(stay) ?? [], { ...asked, stay }, pricing);
        if (offers) alternatives.push({ kind: 'twoCabins', offers });
      }
      return { alternatives: alternatives.slice(0, MOST_PAIRS), mostPeople };
    }
    const cheapest = (stay: Stay) =>
      cheapestOf(cabinsFor.get(stay) ?? [], { ...asked, stay }, pricing);
    for (const [kind, tried] of [
      ['longerStay', longer],
      ['otherDates', shifted],
    ] as const)
      for (const stay of tried) {
        const offer = cheapest(stay);
        if (offer) alternatives.push({ kind, offer });
      }
    const fewer = shorter.flatMap((stay) => cheapest(stay) ?? []);
    const longest = fewer
      .filter((offer) => nightsOf(offer.stay) === nightsOf(fewer[0]!.stay))
      .slice(0, 2);
    alternatives.splice(MOST_ALTERNATIVES - longest.length);
    for (const offer of longest) alternatives.push({ kind: 'shorterStay', offer });
    if (asked.party.adults > 1 && alternatives.length === 0) {
      const offers = cheapestPair(cabinsFor.get(asked.stay) ?? [], asked, pricing);
      if (offers) alternatives.push({ kind: 'twoCabins', offers });
    }
    return { alternatives: alternatives.slice(0, MOST_ALTERNATIVES), mostPeople };
  }

  /** Ranges of a month in which one cabin is free from end to end and a stay is long enough to be sold. */
  async function freeRanges(
    db: Db,
    { month, party, now }: { month: CalendarDate; party?: Party | null; now: Date },
  ): Promise<Stay[]> {
    const window = monthAhead(month, settings.today(now));
    if (!window) return [];
    const catalogue = await store.readCatalogue(db);
    const taken = Map.groupBy(await store.takenStays(db, window), (one) => one.cabinId);
    const roomy = catalogue.cabins.filter(({ capacity }) => !party || bedsFor(party) <= capacity);
    // a party that no cabin takes alone may take two: any of them counts
    const ranges = (roomy.length > 0 ? roomy : catalogue.cabins).flatMap((cabin) =>
      gaps(
        window,
        (taken.get(cabin.id) ?? []).map((one) => one.stay),
      ).filter((gap) => fits(cabin, gap)),
    );
    return widest(ranges);
  }

  /**
   * Days from today to `until` on which nobody could arrive and nobody could leave, whoever comes. A day
   * whose own night is taken stays open where a stay may end on it.
   */
  async function unavailableDays(
    db: Db,
    { until, now }: { until: CalendarDate; now: Date },
  ): Promise<CalendarDate[]> {
    const window = { checkIn: settings.today(now), checkOut: until };
    const catalogue = await store.readCatalogue(db);
    const { exchange } = pricingFor(catalogue, now);
    const taken = Map.groupBy(await store.takenStays(db, window), (one) => one.cabinId);
    const open = new Set<CalendarDate>();
    for (const cabin of catalogue.cabins) {
      if (cabin.tariff.currency === 'USD' && exchange === null) continue;
      const free = gaps(
        window,
        (taken.get(cabin.id) ?? []).map((one) => one.stay),
      );
      for (const day of openDays(cabin, free, MOST_NIGHTS)) open.add(day);
    }
    return [...eachNight(window), until].filter((day) => !open.has(day));
  }

  return { findOffers, findAlternatives, freeRanges, unavailableDays, pricingFor };
}

/** Some stay inside the range is long enough: the least of its nights decides, not the strictest. */
function fits(cabin: Cabin, range: Stay): boolean {
  return (
    nightsOf(range) >= Math.min(cabin.tariff.minNights, leastNights(cabin.tariff, range).minNights)
  );
}

/** What a minimum stay makes of the stay asked for, in the cabins that refuse it for that alone; shortest first. */
function longEnough(cabins: readonly Cabin[], asked: Asked, pricing: PricingSettings): Stay[] {
  const nights = cabins.flatMap((cabin) => {
    const answer = quote(cabin, asked, pricing);
    return answer.kind === 'tooShort' ? [answer.minNights] : [];
  });
  return [...new Set(nights)]
    .toSorted((a, b) => a - b)
    .flatMap((least) => longerStays(asked.stay, least, pricing.today));
}

function offerOf(cabin: Cabin, stay: Stay, total: Offer['total']): Offer {
  return {
    cabinId: cabin.id,
    name: cabin.name,
    summary: cabin.summary,
    capacity: cabin.capacity,
    stay,
    total,
  };
}

function freeByStay(
  catalogue: Catalogue,
  stays: readonly Stay[],
  free: ReadonlyArray<{ cabinId: string; index: number }>,
): Map<Stay, Cabin[]> {
  const cabins = new Map(catalogue.cabins.map((cabin) => [cabin.id, cabin]));
  const byStay = new Map<Stay, Cabin[]>();
  for (const { cabinId, index } of free) {
    const cabin = cabins.get(cabinId);
    const stay = stays[index];
    if (cabin && stay) byStay.set(stay, [...(byStay.get(stay) ?? []), cabin]);
  }
  return byStay;
}

function cheapestOf(
  cabins: readonly Cabin[],
  asked: Asked,
  pricing: PricingSettings,
): Offer | undefined {
  const offers = cabins.flatMap((cabin) => {
    const answer = quote(cabin, asked, pricing);
    return answer.kind === 'quoted' ? [offerOf(cabin, asked.stay, answer.quote.total)] : [];
  });
  return offers.toSorted((a, b) => a.total - b.total)[0];
}

function cheapestPair(
  cabins: readonly Cabin[],
  asked: Asked,
  pricing: PricingSettings,
): readonly [Offer, Offer] | undefined {
  let best: readonly [Offer, Offer] | undefined;
  for (const [index, first] of cabins.entries()) {
    for (const second of cabins.slice(index + 1)) {
      const pair = priceOfPair(first, second, asked, pricing);
      if (pair && (!best || totalOf(pair) < totalOf(best))) best = pair;
    }
  }
  return best;
}

/** Animals sleep in whichever of the two takes them. */
function priceOfPair(
  first: Cabin,
  second: Cabin,
  asked: Asked,
  pricing: PricingSettings,
): readonly [Offer, Offer] | undefined {
  let best: readonly [Offer, Offer] | undefined;
  for (const [one, rest] of splitParty(asked.party, first.capacity, second.capacity)) {
    for (const pets of asked.pets > 0
      ? ([
          [asked.pets, 0],
          [0, asked.pets],
        ] as const)
      : ([[0, 0]] as const)) {
      const a = quote(first, { ...asked, party: one, pets: pets[0] }, pricing);
      const b = quote(second, { ...asked, party: rest, pets: pets[1] }, pricing);
      if (a.kind !== 'quoted' || b.kind !== 'quoted') continue;
      const pair = [
        { ...offerOf(first, asked.stay, a.quote.total), party: one },
        { ...offerOf(second, asked.stay, b.quote.total), party: rest },
      ] as const;
      if (!best || totalOf(pair) < totalOf(best)) best = pair;
    }
  }
  return best;
}

function totalOf([first, second]: readonly [Offer, Offer]): number {
  return first.total + second.total;
}
