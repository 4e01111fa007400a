// A quote is stored as it was shown; the hold and the payment use that same row.

import type { QuoteShown } from '../../flows/events.ts';
import type { Policy } from '../domain/property.ts';
import { quote as price, type Asked, type PricingSettings } from '../domain/pricing.ts';
import type { Quote, QuoteRefusal } from '../domain/quote.ts';
import type { Stay } from '../domain/stay.ts';
import type { Catalogue, ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';

export type StoredQuote = {
  readonly id: string;
  readonly guestId: number;
  readonly cabinId: string;
  readonly quote: Quote;
  readonly policyVersion: number;
  readonly now: Date;
  readonly expiresAt: Date;
};

export type QuoteStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly readPolicy: (db: Db, version: number) => Promise<Policy>;
  readonly freeCabins: (
    db: Db,
    stays: readonly Stay[],
    ignoring?: number,
  ) => Promise<Array<{ cabinId: string }>>;
  readonly insertQuote: (db: Db, quote: StoredQuote) => Promise<void>;
  readonly readQuote: (
    db: Db,
    key: { id: string; guestId: number },
  ) => Promise<StoredQuote | undefined>;
};

export type QuoteSettings = {
  readonly quoteMinutes: number;
  readonly newId: () => string;
  readonly pricingFor: (catalogue: Catalogue, now: Date) => PricingSettings;
};

export type QuoteAsked = Asked & {
  readonly guestId: number;
  readonly cabinId: string;
  readonly now: Date;
  /** A stay that this would replace: its own nights are free to it, and its policy goes on. */
  readonly replaces?: { readonly id: number; readonly policy: Policy };
};

export type QuoteAnswer =
  | { readonly kind: 'made'; readonly shown: QuoteShown }
  | {
      readonly kind: 'refused';
      readonly cabinName: string;
      readonly refusal: QuoteRefusal | { readonly kind: 'taken' };
    }
  | { readonly kind: 'unknownCabin' };

export function createQuotes(store: QuoteStore, settings: QuoteSettings) {
  async function makeQuote(
    db: Db,
    { guestId, cabinId, now, replaces, ...asked }: QuoteAsked,
  ): Promise<QuoteAnswer> {
    const [catalogue, free] = await Promise.all([
      store.readCatalogue(db),
      store.freeCabins(db, [asked.stay], replaces?.id),
    ]);
    const cabin = catalogue.cabins.find((one) => one.id === cabinId);
    if (!cabin) return { kind: 'unknownCabin' };
    const answer = price(cabin, asked, settings.pricingFor(catalogue, now));
    if (answer.kind !== 'quoted')
      return { kind: 'refused', cabinName: cabin.name, refusal: answer };
    if (!free.some((one) => one.cabinId === cabinId))
      return { kind: 'refused', cabinName: cabin.name, refusal: { kind: 'taken' } };

    const { quote } = answer;
    const policy = replaces?.policy ?? catalogue.policy;
    const stored: StoredQuote = {
      id: settings.newId(),
      guestId,
      cabinId,
      quote,
      policyVersion: policy.version,
      now,
      expiresAt: endOf(quote, now, settings.quoteMinutes),
    };
    await store.insertQuote(db, stored);
    return { kind: 'made', shown: shownAs(stored, cabin.name, policy) };
  }

  /** The quote as it was shown; undefined when it is not this guest's. */
  async function recallQuote(
    db: Db,
    key: { id: string; guestId: number },
  ): Promise<QuoteShown | undefined> {
    const stored = await store.readQuote(db, key);
    if (!stored) return undefined;
    const { cabins } = await store.readCatalogue(db);
    const name = cabins.find((cabin) => cabin.id === stored.cabinId)?.name ?? stored.cabinId;
    return shownAs(stored, name, await store.readPolicy(db, stored.policyVersion));
  }

  return { makeQuote, recallQuote };
}

/** A price in dollars does not outlive its exchange rate. */
function endOf(quote: Quote, now: Date, quoteMinutes: number): Date {
  const end = new Date(now.getTime() + quoteMinutes * 60_000);
  const rateEnd = quote.exchange && new Date(quote.exchange.validUntil);
  return rateEnd && rateEnd < end ? rateEnd : end;
}

function shownAs(
  { id, cabinId, quote, expiresAt }: StoredQuote,
  cabinName: string,
  policy: Policy,
): QuoteShown {
  return { id, cabinId, cabinName, quote, policy: policy.text, expiresAt: expiresAt.toISOString() };
}
