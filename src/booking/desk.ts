// The front desk: stays that the owner writes down, confirms and moves by hand. Each runs in the
// caller's transaction; the exclusion constraint decides as it does for guests.

import type { StayAsBooked } from '../domain/changing.ts';
import { sum, toCentavos, type Centavos } from '../domain/money.ts';
import type { Party } from '../domain/party.ts';
import { canonicalPhone } from '../domain/phone.ts';
import { quote as price, type Asked, type PricingSettings } from '../domain/pricing.ts';
import type { Quote, QuoteRefusal } from '../domain/quote.ts';
import { REACHED_FROM, reservationCode } from '../domain/reservation.ts';
import type { Stay } from '../domain/stay.ts';
import type { Catalogue, ReadCatalogue } from './catalogue.ts';
import type { Gone, Hand } from './cancelling.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import { inOrder, type MoveMoney, type ReadBalances } from './ledger.ts';
import type { StoredQuote } from './quotes.ts';
import type { ReadStay } from './scene.ts';
import type { TellGuest } from './tell-guest.ts';

/** Nights taken by hand: a stay that is paid at the desk, or a block. */
export type TakenByHand = {
  readonly codes: readonly string[];
  readonly kind: 'stay' | 'block';
  readonly cabinId: string;
  readonly stay: Stay;
  readonly name: string | null;
  readonly by: string;
  readonly now: Date;
  readonly guest: {
    readonly guestId: number;
    readonly quoteId: string | null;
    readonly party: Party;
    readonly pets: number;
    readonly total: Centavos;
    readonly policyVersion: number;
    readonly payToken: string;
  } | null;
};
export type DeskStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly insertQuote: (db: Db, quote: StoredQuote) => Promise<void>;
  readonly guestAt: (db: Db, guest: { phone: string; name: string; now: Date }) => Promise<number>;
  /** Undefined when the nights are taken. */
  readonly takeNights: (db: Db, taken: TakenByHand) => Promise<number | undefined>;
  readonly readAsBooked: (db: Db, reservationId: number) => Promise<StayAsBooked>;
  /** Rejects with SQLSTATE 23P01 when the new nights are taken: the old ones are then kept. */
  readonly rewriteStay: (
    db: Db,
    stay: StayAsBooked & { id: number; quoteId: string | null; detail: object; now: Date },
  ) => Promise<void>;
  readonly confirmByHand: (
    db: Db,
    confirmed: { id: number; by: string; received: Centavos; now: Date },
  ) => Promise<boolean>;
  readonly readStay: ReadStay;
  readonly balancesOf: ReadBalances;
  readonly moveMoney: MoveMoney;
};

export type DeskDependencies = DeskStore & {
  readonly tellGuest: TellGuest;
  readonly enqueue: Enqueue;
  readonly pricingFor: (catalogue: Catalogue, now: Date) => PricingSettings;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
};

export type BookByHand = Hand &
  Omit<Asked, 'promo'> & {
    readonly cabinId: string;
    readonly name: string;
    readonly phone: string;
    /** The owner's own price; the tariff's where undefined. */
    readonly total: Centavos | undefined;
  };
type Refused =
  | { readonly kind: 'unknownCabin' | 'badPhone' | 'taken' }
  | { readonly kind: 'refused'; readonly refusal: QuoteRefusal };

const NO_CENTAVOS = toCentavos(0);

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(dependencies: DeskDependencies) {
  const { readStay, enqueue, moveMoney, balancesOf, tellGuest } = dependencies;
  const codes = () => Array.from({ length: 4 }, () => reservationCode(dependencies.randomBytes(5)));

  async function block(
    db: Db,
    {
      cabinId,
      stay,
      reason,
      ...hand
    }: Hand & { cabinId: string; stay: Stay; reason: string | null },
  ): Promise<number | undefined> {
    const taken = { ...hand, codes: codes(), kind: 'block', cabinId, stay, name: reason } as const;
    return dependencies.takeNights(db, { ...taken, guest: null });
  }

  async function book(
    db: Db,
    asked: BookByHand,
  ): Promise<{ kind: 'booked'; id: number; guestId: number } | Refused> {
    const phone = canonicalPhone(asked.phone);
    if (phone === null) return { kind: 'badPhone' };
    const catalogue = await dependencies.readCatalogue(db);
    const priced = priceOf(catalogue, asked);
    if (priced.kind !== 'priced') return priced;
    const { name, now, by, cabinId, stay, party, pets } = asked;
    const guestId = await dependencies.guestAt(db, { phone, name, now });
    const policyVersion = catalogue.policy.version;
    const quoteId = await keepQuote(db, priced.quote, { guestId, cabinId, policyVersion, now });
    const { total } = priced;
    const payToken = Buffer.from(dependencies.randomBytes(16)).toString('base64url');
    const guest = { guestId, quoteId, party, pets, total, policyVersion, payToken };
    const taken = { codes: codes(), kind: 'stay', cabinId, stay, name, by, now, guest } as const;
    const id = await dependencies.takeNights(db, taken);
    return id === undefined ? { kind: 'taken' } : { kind: 'booked', id, guestId };
  }

  /** Money that came in for it so far is applied; what the owner received elsewhere is their word. */
  async function confirm(
    db: Db,
    { id, received, by, now }: Hand & { id: number; received: Centavos | undefined },
  ): Promise<{ kind: 'confirmed'; told: number[] } | { kind: 'tooMuch'; due: Centavos } | Gone> {
    const stay = await readStay(db, id, 'locked');
    if (!stay) return { kind: 'unknown' };
    if (stay.status !== 'held' && stay.status !== 'settling')
      return { kind: 'notNow', status: stay.status };
    const known = inOrder(await balancesOf(db, { reservationId: id, paymentId: null }));
    const paid = sum(known.map(([, { credit, applied }]) => toCentavos(credit + applied)));
    const due = toCentavos(Math.max(0, stay.total - paid));
    const elsewhere = received ?? toCentavos(Math.max(0, stay.deposit - paid));
    if (elsewhere > due) return { kind: 'tooMuch', due };
    for (const [paymentId, { credit }] of known) {
      const of = { paymentId, reservationId: id, amount: credit, now };
      await moveMoney(db, {
        ...of,
        key: `payment:${paymentId}:applied`,
        from: 'credit',
        to: 'applied',
      });
    }
    const key = `reservation:${id}:byHand`;
    const cash = { key, paymentId: null, reservationId: id, amount: elsewhere, now } as const;
    await moveMoney(db, { ...cash, from: 'cash', to: 'applied' });
    await dependencies.confirmByHand(db, { id, by, received: elsewhere, now });
    await enqueue(db, { name: 'closeLink', data: { reservationId: id } });
    const { property } = await dependencies.readCatalogue(db);
    const told = await tellGuest(db, stay, `reservation:${id}:confirmed`, now, {
      type: 'payment.confirmed',
      received: toCentavos(paid + elsewhere),
      late: false,
      surplus: NO_CENTAVOS,
      checkIn: property.checkInFrom,
      instructions: property.checkInInstructions,
    });
    return { kind: 'confirmed', told };
  }

  /** One update: the old nights are let go only if the new ones are had. */
  async function change(
    db: Db,
    asked: Hand & { id: number; total: Centavos | undefined } & Partial<
        Omit<StayAsBooked, 'total'>
      >,
  ): Promise<{ kind: 'changed'; before: StayAsBooked; after: StayAsBooked } | Gone | Refused> {
    const { id, by, now } = asked;
    const stay = await readStay(db, id, 'locked');
    if (!stay) return { kind: 'unknown' };
    if (!REACHED_FROM.cancelled.includes(stay.status))
      return { kind: 'notNow', status: stay.status };
    const before = await dependencies.readAsBooked(db, id);
    const wanted = {
      cabinId: asked.cabinId ?? before.cabinId,
      stay: asked.stay ?? before.stay,
      party: asked.party ?? before.party,
      pets: asked.pets ?? before.pets,
    };
    const catalogue = await dependencies.readCatalogue(db);
    // Whoever is booked into a cabin that is no longer offered can still be moved within it.
    const priced =
      asked.total !== undefined && wanted.cabinId === before.cabinId
        ? ({ kind: 'priced', total: asked.total, quote: null } as const)
        : priceOf(catalogue, { ...wanted, total: asked.total, now });
    if (priced.kind !== 'priced') return priced;
    const of = {
      guestId: stay.guestId,
      cabinId: wanted.cabinId,
      policyVersion: stay.policy.version,
      now,
    };
    const quoteId = await keepQuote(db, priced.quote, of);
    const after = { ...wanted, total: priced.total };
    await dependencies.rewriteStay(db, {
      id,
      ...after,
      quoteId,
      detail: { by, before, after },
      now,
    });
    return { kind: 'changed', before, after };
  }

  function priceOf(
    catalogue: Catalogue,
    asked: Omit<Asked, 'promo'> & { cabinId: string; total: Centavos | undefined; now: Date },
  ): { kind: 'priced'; total: Centavos; quote: Quote | null } | Refused {
    const cabin = catalogue.cabins.find(({ id }) => id === asked.cabinId);
    if (!cabin) return { kind: 'unknownCabin' };
    // An owner's own price is held to no rule of the tariff.
    if (asked.total !== undefined) return { kind: 'priced', total: asked.total, quote: null };
    const { stay, party, pets, now } = asked;
    const answer = price(cabin, { stay, party, pets }, dependencies.pricingFor(catalogue, now));
    if (answer.kind !== 'quoted') return { kind: 'refused', refusal: answer };
    return { kind: 'priced', total: answer.quote.total, quote: answer.quote };
  }

  async function keepQuote(
    db: Db,
    quote: Quote | null,
    of: { guestId: number; cabinId: string; policyVersion: number; now: Date },
  ): Promise<string | null> {
    if (!quote) return null;
    const id = dependencies.newId();
    // It is taken at once, so it is over at once: nobody else holds it.
    await dependencies.insertQuote(db, { id, ...of, quote, expiresAt: of.now });
    return id;
  }

  return { block, book, confirm, change };
}
