// A guest changes a confirmed stay in the chat. What is not named stays as it is on record; what it comes to is
// shown first; the new nights are taken in the statement that lets the old ones go. Where the deposit grows, the
// new nights are kept from others until what is missing has come in, and the stay is untouched until then.

import { foldText } from '../../flows/understand/tokens.ts';
import type { ChangeChoices, ChangeRefusal, QuoteShown, StayShown } from '../../flows/events.ts';
import {
  changeAt,
  isAs,
  nightsBeyond,
  type ChangeTerms,
  type StayAsBooked,
} from '../domain/changing.ts';
import type { Centavos } from '../domain/money.ts';
import type { Party } from '../domain/party.ts';
import type { Asked } from '../domain/pricing.ts';
import { daysBetween, sameStay, type CalendarDate, type Stay } from '../domain/stay.ts';
import type { ChangeMade, ChangeMaking, NextStay } from './change-making.ts';
import type { ChangeStore } from './change-store.ts';
import type { Db } from './db.ts';
import type { Enqueue } from './jobs.ts';
import type { createOffers } from './offers.ts';
import type { createQuotes } from './quotes.ts';
import type { BookedStay } from './scene.ts';

export type ChangingDependencies = ChangeStore & {
  readonly making: ChangeMaking;
  readonly offers: ReturnType<typeof createOffers>;
  readonly quotes: ReturnType<typeof createQuotes>;
  readonly enqueue: Enqueue;
  readonly today: (now: Date) => CalendarDate;
};

type Guest = { readonly code: string; readonly guestId: number; readonly now: Date };
/** Null: not named. `cabin` by id or by folded name; `another`: any but the one on record. */
export type ChangeWish = {
  readonly stay: Stay | null;
  readonly party: Party | null;
  readonly pets: number | null;
  readonly cabin: string | null;
  readonly another: boolean;
};
type Told = {
  readonly kind: 'told';
  readonly shown: QuoteShown;
  readonly before: StayShown;
  readonly terms: ChangeTerms;
};
export type ChangeAnswer =
  | Told
  | ({ readonly kind: 'choices' } & ChangeChoices)
  | { readonly kind: 'refused'; readonly why: ChangeRefusal }
  | {
      readonly kind: 'held';
      readonly payNow: Centavos;
      readonly until: Date;
      readonly cabinName: string;
      readonly stay: Stay;
    }
  | ChangeMade;

export type Changing = ReturnType<typeof createChanging>;

export function createChanging(dependencies: ChangingDependencies) {
  const { enqueue, offers, quotes } = dependencies;
  const { termsOf, carryOut } = dependencies.making;

  /** Their own confirmed stay, if it may be changed here. */
  async function theirs(
    db: Db,
    { code, guestId, now }: Guest,
  ): Promise<BookedStay | { kind: 'refused'; why: ChangeRefusal }> {
    const found = await dependencies.findReservation(db, code);
    const stay = found && (await dependencies.readStay(db, found.reservationId, 'locked'));
    if (stay?.guestId !== guestId || stay.status !== 'confirmed')
      return { kind: 'refused', why: 'notNow' };
    if (stay.disputed) return { kind: 'refused', why: 'disputed' };
    const made = await dependencies.countChanges(db, stay.id);
    const daysBefore = daysBetween(dependencies.today(now), stay.stay.checkIn);
    const reach = changeAt(stay.policy, { daysBefore, made });
    return reach === 'within' ? stay : { kind: 'refused', why: reach };
  }

  async function weigh(db: Db, guest: Guest, wish: ChangeWish): Promise<ChangeAnswer> {
    const stay = await theirs(db, guest);
    if ('kind' in stay) return stay;
    const before = await dependencies.readAsBooked(db, stay.id);
    const promo = await dependencies.readPromo(db, stay.id);
    const { cabins } = await dependencies.readCatalogue(db);
    const named = cabins.find(({ id, name }) => id === wish.cabin || foldText(name) === wish.cabin);
    const cabinId = named?.id ?? before.cabinId;
    const wanted = {
      stay: wish.stay ?? before.stay,
      party: wish.party ?? before.party,
      pets: wish.pets ?? before.pets,
      promo,
    };
    const cabinName = named?.name ?? stay.cabinName;
    if (wish.another && !named)
      return choices(db, stay, before, { ...wanted, cabinName, why: { kind: 'asked' } }, guest.now);
    if (isAs(before, { cabinId, ...wanted })) return { kind: 'refused', why: 'same' };
    const { guestId, now } = guest;
    const answer = await quotes.makeQuote(db, {
      ...wanted,
      ...{ guestId, cabinId, now, replaces: stay },
    });
    if (answer.kind === 'made') return toldOf(db, stay, before, answer.shown, now);
    const why = answer.kind === 'refused' ? answer.refusal : ({ kind: 'taken' } as const);
    return choices(db, stay, before, { ...wanted, cabinName, why }, now);
  }

  async function toldOf(
    db: Db,
    stay: BookedStay,
    before: StayAsBooked,
    shown: QuoteShown,
    now: Date,
  ): Promise<Told> {
    const { cabinName } = stay;
    const next = { ...shown.quote, cabinId: shown.cabinId };
    const terms = await termsOf(db, stay, before, next, now);
    return { kind: 'told', shown, before: { cabinName, ...before }, terms };
  }

  /** Other cabins for these dates, or the nearest dates; never what the guest has already. */
  async function choices(
    db: Db,
    { id: ignoring }: BookedStay,
    before: StayAsBooked,
    wanted: Asked & Pick<ChangeChoices, 'cabinName' | 'why'>,
    now: Date,
  ): Promise<ChangeAnswer> {
    const { cabinName, why, ...stayAsked } = wanted;
    const { stay } = stayAsked;
    const asked = { ...stayAsked, ignoring, now };
    const found = await offers.findOffers(db, asked);
    const free = found.offers.filter(
      ({ cabinId }) => why.kind !== 'asked' || cabinId !== before.cabinId,
    );
    const other = free.length > 0 ? [] : (await offers.findAlternatives(db, asked)).alternatives;
    const alternatives = other.filter(
      (one) =>
        one.kind !== 'twoCabins' &&
        !(one.offer.cabinId === before.cabinId && sameStay(one.offer.stay, before.stay)),
    );
    return { kind: 'choices', why, cabinName, stay, offers: free, alternatives };
  }

  /** `payNow` and `refund`: what the guest said yes to. Other figures by now are shown again. */
  async function agree(
    db: Db,
    guest: Guest,
    agreed: { quoteId: string; payNow: Centavos; refund: Centavos; holdMinutes: number },
  ): Promise<ChangeAnswer> {
    const { guestId, now } = guest;
    const stay = await theirs(db, guest);
    if ('kind' in stay) return stay;
    const stored = await dependencies.readQuote(db, { id: agreed.quoteId, guestId });
    if (!stored) return { kind: 'refused', why: 'notNow' };
    const { cabinId, quote } = stored;
    const before = await dependencies.readAsBooked(db, stay.id);
    if (stored.expiresAt <= now)
      return weigh(db, guest, { ...quote, cabin: cabinId, another: false });
    const terms = await termsOf(db, stay, before, { ...quote, cabinId }, now);
    if (terms.payNow !== agreed.payNow || terms.refund !== agreed.refund) {
      const shown = await quotes.recallQuote(db, { id: stored.id, guestId });
      return shown ? toldOf(db, stay, before, shown, now) : { kind: 'refused', why: 'notNow' };
    }
    const earlier = await dependencies.openChange(db, stay.id);
    if (earlier?.status === 'held')
      await dependencies.endChange(db, { id: earlier.id, status: 'dropped', now });
    const next = { ...quote, cabinId, quoteId: stored.id };
    const answer =
      terms.payNow === 0
        ? await carryOut(db, stay, before, { ...next, terms }, now)
        : await hold(db, stay, before, { ...next, terms }, agreed.holdMinutes, now);
    if (answer !== 'clash') return answer;
    const cabinName = await nameOf(db, cabinId);
    return choices(db, stay, before, { ...quote, cabinName, why: { kind: 'taken' } }, now);
  }

  async function hold(
    db: Db,
    stay: BookedStay,
    base: StayAsBooked,
    { terms: { payNow }, ...next }: NextStay,
    holdMinutes: number,
    now: Date,
  ): Promise<ChangeAnswer | 'clash'> {
    const heldUntil = new Date(now.getTime() + holdMinutes * 60_000);
    const { id: reservationId, code } = stay;
    const held = await dependencies.holdChange(db, {
      ...{ reservationId, code, base, heldUntil, now },
      ...{ quoteId: next.quoteId, cabinId: next.cabinId, amount: payNow },
      nights: nightsBeyond(base, next),
    });
    if (held === undefined) return 'clash';
    await enqueue(db, { name: 'balanceLink', data: { reservationId, why: 'change' } });
    const delayMs = heldUntil.getTime() - now.getTime();
    await enqueue(db, { name: 'change', data: { reservationId } }, { delayMs });
    const cabinName = await nameOf(db, next.cabinId);
    return { kind: 'held', payNow, until: heldUntil, cabinName, stay: next.stay };
  }

  async function nameOf(db: Db, cabinId: string): Promise<string> {
    const { cabins } = await dependencies.readCatalogue(db);
    return cabins.find(({ id }) => id === cabinId)?.name ?? cabinId;
  }

  return { weigh, agree };
}
