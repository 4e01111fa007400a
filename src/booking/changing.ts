// A guest changes a confirmed stay in the chat. What is not named stays as it is on record; what it comes to is
// shown first; the new nights are taken in the statement that lets the old ones go. Where the deposit grows, the
// new nights are kept from others until what is missing has come in, and the stay is untouched until then.

import { foldText } from '../../flows/understand/tokens.ts';
import type { ChangeChoices, ChangeRefusal, QuoteShown, StayShown } from '../../flows/events.ts';
import { gaps } from '../domain/availability.ts';
import { changeAt, changeTerms, type ChangeTerms } from '../domain/changing.ts';
import { toCentavos, type Centavos } from '../domain/money.ts';
import type { Party } from '../domain/party.ts';
import { daysBetween, sameStay, type CalendarDate, type Stay } from '../domain/stay.ts';
import type { Catalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { StayAsBooked } from './desk.ts';
import { createGiveBack, type GiveBackDependencies } from './give-back.ts';
import type { Enqueue } from './jobs.ts';
import { inOrder, type Balances } from './ledger.ts';
import type { createOffers } from './offers.ts';
import type { createQuotes, StoredQuote } from './quotes.ts';
import type { BookedStay, FindReservation, ReadStay } from './scene.ts';
import type { Tell } from './telling.ts';

export type HeldChange = 'held' | 'done' | 'expired' | 'dropped';
export type NewChange = {
  readonly reservationId: number;
  readonly quoteId: string;
  readonly base: StayAsBooked;
  readonly amount: Centavos;
  readonly cabinId: string;
  /** What the stay does not have already. */
  readonly nights: readonly Stay[];
  readonly code: string;
  readonly heldUntil: Date;
  readonly now: Date;
};
export type ChangedStay = StayAsBooked & {
  readonly id: number;
  readonly deposit: Centavos;
  readonly quoteId: string;
  readonly detail: object;
  readonly now: Date;
};
export type OpenChange = StayAsBooked & {
  readonly id: number;
  readonly quoteId: string;
  readonly base: StayAsBooked;
  readonly deposit: Centavos;
  readonly amount: Centavos;
  readonly status: 'held' | 'expired';
  readonly heldUntil: Date;
  readonly endedAt: Date | null;
};

export type ChangeStore = {
  readonly readCatalogue: (db: Db) => Promise<Catalogue>;
  readonly findReservation: FindReservation;
  readonly readStay: ReadStay;
  readonly readAsBooked: (db: Db, reservationId: number) => Promise<StayAsBooked>;
  readonly readQuote: (
    db: Db,
    key: { id: string; guestId: number },
  ) => Promise<StoredQuote | undefined>;
  readonly paidIn: (db: Db, reservationId: number) => Promise<Centavos>;
  readonly balancesOf: (
    db: Db,
    of: { reservationId: number; paymentId: string },
  ) => Promise<ReadonlyMap<string, Balances>>;
  /** How often its guest has changed it. */
  readonly countChanges: (db: Db, reservationId: number) => Promise<number>;
  readonly changeNights: (db: Db, changed: ChangedStay) => Promise<'changed' | 'clash'>;
  readonly holdChange: (db: Db, change: NewChange) => Promise<number | undefined>;
  readonly openChange: (db: Db, reservationId: number) => Promise<OpenChange | undefined>;
  readonly endChange: (
    db: Db,
    ended: { id: number; status: Exclude<HeldChange, 'held'>; now: Date },
  ) => Promise<void>;
};

export type ChangingDependencies = ChangeStore &
  GiveBackDependencies & {
    readonly offers: ReturnType<typeof createOffers>;
    readonly quotes: ReturnType<typeof createQuotes>;
    readonly tell: Tell;
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
  | {
      readonly kind: 'changed';
      readonly stay: BookedStay;
      readonly due: Centavos;
      readonly refund: Centavos;
      readonly byHand: Centavos;
    };

/** A change that ran out is still made by its own money, if that comes within a day and the nights are free. */
const LATE_MS = 86_400_000;

export type Changing = ReturnType<typeof createChanging>;

export function createChanging(dependencies: ChangingDependencies) {
  const { readStay, enqueue, offers, quotes } = dependencies;
  const giveBack = createGiveBack(dependencies);

  /** Their own confirmed stay, if it may be changed here. */
  async function theirs(
    db: Db,
    { code, guestId, now }: Guest,
  ): Promise<BookedStay | { kind: 'refused'; why: ChangeRefusal }> {
    const found = await dependencies.findReservation(db, code);
    const stay = found && (await readStay(db, found.reservationId, 'locked'));
    if (stay?.guestId !== guestId || stay.status !== 'confirmed')
      return { kind: 'refused', why: 'notNow' };
    if (stay.disputed) return { kind: 'refused', why: 'disputed' };
    const made = await dependencies.countChanges(db, stay.id);
    const reach = changeAt(stay.policy, { daysBefore: daysBefore(stay, now), made });
    return reach === 'within' ? stay : { kind: 'refused', why: reach };
  }

  async function weigh(db: Db, guest: Guest, wish: ChangeWish): Promise<ChangeAnswer> {
    const stay = await theirs(db, guest);
    if ('kind' in stay) return stay;
    const before = await dependencies.readAsBooked(db, stay.id);
    const { cabins } = await dependencies.readCatalogue(db);
    const named = cabins.find(({ id, name }) => id === wish.cabin || foldText(name) === wish.cabin);
    const cabinId = named?.id ?? before.cabinId;
    const wanted = {
      stay: wish.stay ?? before.stay,
      party: wish.party ?? before.party,
      pets: wish.pets ?? before.pets,
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

  async function termsOf(
    db: Db,
    stay: BookedStay,
    before: StayAsBooked,
    next: StayAsBooked & { readonly deposit: Centavos },
    now: Date,
    credit = toCentavos(0),
  ): Promise<ChangeTerms> {
    const paid = toCentavos((await dependencies.paidIn(db, stay.id)) + credit);
    const takes = nightsBeyond(before, next).length > 0 ? 'newNights' : 'none';
    return changeTerms({ ...stay, paid, daysBefore: daysBefore(stay, now) }, { ...next, takes });
  }

  /** Other cabins for these dates, or the nearest dates; never what the guest has already. */
  async function choices(
    db: Db,
    { id: ignoring }: BookedStay,
    before: StayAsBooked,
    wanted: Pick<StayAsBooked, 'stay' | 'party' | 'pets'> &
      Pick<ChangeChoices, 'cabinName' | 'why'>,
    now: Date,
  ): Promise<ChangeAnswer> {
    const { stay, party, pets, cabinName, why } = wanted;
    const asked = { stay, party, pets, ignoring, now };
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

  type Next = StayAsBooked & { readonly quoteId: string; readonly terms: ChangeTerms };

  async function hold(
    db: Db,
    stay: BookedStay,
    base: StayAsBooked,
    { terms: { payNow }, ...next }: Next,
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

  async function carryOut(
    db: Db,
    stay: BookedStay,
    before: StayAsBooked,
    { terms, quoteId, ...next }: Next,
    now: Date,
  ): Promise<Extract<ChangeAnswer, { kind: 'changed' }> | 'clash'> {
    const { cabinId, party, pets, total } = next;
    const after = { cabinId, stay: next.stay, party, pets, total };
    const detail = { by: 'guest', before, after, terms };
    const { deposit, refund } = terms;
    const changed = { id: stay.id, ...after, deposit, quoteId, detail, now };
    if ((await dependencies.changeNights(db, changed)) === 'clash') return 'clash';
    // the link for the balance asks for what the old stay came to
    await enqueue(db, { name: 'closeLink', data: { reservationId: stay.id } });
    const balances = await dependencies.balancesOf(db, { reservationId: stay.id, paymentId: '' });
    // the newest first: most often one refund of the balance
    const applied = inOrder(balances)
      .toReversed()
      .map(([id, one]) => [id, one.applied] as const);
    const key = `reservation:${stay.id}:changed:${now.getTime()}:byHand`;
    const back = { refund, reason: 'changed', key, now } as const;
    const byHand = await giveBack(db, stay, applied, back);
    const made = (await readStay(db, stay.id, 'locked')) ?? stay;
    return { kind: 'changed', stay: made, due: terms.atCheckIn, refund, byHand };
  }

  /**
   * Money came in for a stay, `credit` in all so far: a change that waited for it is made before the money is
   * decided about. True when the stay is another one now. `amount`: of the payment, which may come late.
   */
  async function complete(
    db: Db,
    stay: BookedStay,
    { credit, amount }: { credit: Centavos; amount: Centavos | null },
    now: Date,
  ): Promise<boolean> {
    if (stay.status !== 'confirmed') return false;
    const open = await dependencies.openChange(db, stay.id);
    if (!open || (open.status === 'expired' && !isItsMoney(open, amount, now))) return false;
    const before = await dependencies.readAsBooked(db, stay.id);
    if (!isAs(before, open.base) || before.total !== open.base.total) return false;
    const terms = await termsOf(db, stay, before, open, now, credit);
    if (terms.payNow > 0) return false;
    await dependencies.endChange(db, { id: open.id, status: 'done', now });
    const made = await carryOut(db, stay, before, { ...open, terms }, now);
    if (made === 'clash') {
      await dependencies.endChange(db, { id: open.id, status: 'dropped', now });
      await dependencies.tell(
        db,
        stay,
        `change:${open.id}:taken`,
        { type: 'change.ended', why: 'taken' },
        now,
      );
      return false;
    }
    const { due, refund, byHand } = made;
    const { total } = open;
    const fact = { type: 'stay.changed', total, due, refund, byHand } as const;
    await dependencies.tell(db, made.stay, `change:${open.id}:made`, fact, now);
    return true;
  }

  async function nameOf(db: Db, cabinId: string): Promise<string> {
    const { cabins } = await dependencies.readCatalogue(db);
    return cabins.find(({ id }) => id === cabinId)?.name ?? cabinId;
  }

  const daysBefore = ({ stay }: BookedStay, now: Date) =>
    daysBetween(dependencies.today(now), stay.checkIn);

  return { weigh, agree, complete };
}

function isAs(
  one: Omit<StayAsBooked, 'total'>,
  { cabinId, stay, party, pets }: Omit<StayAsBooked, 'total'>,
): boolean {
  const { adults, children, infants } = party;
  return (
    one.cabinId === cabinId &&
    sameStay(one.stay, stay) &&
    one.pets === pets &&
    one.party.adults === adults &&
    one.party.children === children &&
    one.party.infants === infants
  );
}

/** The nights of a changed stay that the stay does not have. */
function nightsBeyond(before: StayAsBooked, { cabinId, stay }: StayAsBooked): Stay[] {
  const { checkIn, checkOut } = before.stay;
  const overlaps = cabinId === before.cabinId && checkIn < stay.checkOut && stay.checkIn < checkOut;
  return overlaps ? gaps(stay, [before.stay]) : [stay];
}

function isItsMoney({ amount: asked, endedAt }: OpenChange, amount: Centavos | null, now: Date) {
  return amount === asked && endedAt !== null && now.getTime() - endedAt.getTime() <= LATE_MS;
}
