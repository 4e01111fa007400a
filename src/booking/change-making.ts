// A change of a confirmed stay is made: the new nights are taken in the statement that lets the old ones go, and
// what is too much goes back. Where it waited for money, it is made by the payment that completes it.

import {
  changeTerms,
  isAs,
  nightsBeyond,
  type ChangeTerms,
  type StayAsBooked,
} from '../domain/changing.ts';
import { toCentavos, type Centavos } from '../domain/money.ts';
import { daysBetween, type CalendarDate } from '../domain/stay.ts';
import type { ChangeStore, OpenChange } from './change-store.ts';
import type { Db } from './db.ts';
import { createGiveBack, type GiveBackDependencies } from './give-back.ts';
import type { Enqueue } from './jobs.ts';
import { inOrder } from './ledger.ts';
import type { BookedStay } from './scene.ts';
import type { Tell } from './telling.ts';

export type ChangeMakingDependencies = ChangeStore &
  GiveBackDependencies & {
    readonly tell: Tell;
    readonly enqueue: Enqueue;
    readonly today: (now: Date) => CalendarDate;
  };

export type NextStay = StayAsBooked & { readonly quoteId: string; readonly terms: ChangeTerms };
export type ChangeMade = {
  readonly kind: 'changed';
  readonly stay: BookedStay;
  readonly due: Centavos;
  readonly refund: Centavos;
  readonly byHand: Centavos;
};

/** A change that ran out is still made by its own money, if that comes within a day and the nights are free. */
const LATE_MS = 86_400_000;

export type ChangeMaking = ReturnType<typeof createChangeMaking>;

export function createChangeMaking(dependencies: ChangeMakingDependencies) {
  const { readStay, enqueue } = dependencies;
  const giveBack = createGiveBack(dependencies);

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
    const daysBefore = daysBetween(dependencies.today(now), stay.stay.checkIn);
    return changeTerms({ ...stay, paid, daysBefore }, { ...next, takes });
  }

  async function carryOut(
    db: Db,
    stay: BookedStay,
    before: StayAsBooked,
    { terms, quoteId, ...next }: NextStay,
    now: Date,
  ): Promise<ChangeMade | 'clash'> {
    const { cabinId, party, pets, total } = next;
    const after = { cabinId, stay: next.stay, party, pets, total };
    const detail = { by: 'guest', before, after, terms };
    const { deposit, refund } = terms;
    const changed = { id: stay.id, ...after, deposit, quoteId, detail, now };
    if ((await dependencies.changeNights(db, changed)) === 'clash') return 'clash';
    // the link for the balance asks for what the old stay came to
    await enqueue(db, { name: 'closeLink', data: { reservationId: stay.id } });
    const balances = await dependencies.balancesOf(db, { reservationId: stay.id, paymentId: null });
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
      const taken = { type: 'change.ended', why: 'taken' } as const;
      await dependencies.tell(db, stay, `change:${open.id}:taken`, taken, now);
      return false;
    }
    const { due, refund, byHand } = made;
    const { total } = open;
    const fact = { type: 'stay.changed', total, due, refund, byHand } as const;
    await dependencies.tell(db, made.stay, `change:${open.id}:made`, fact, now);
    return true;
  }

  return { termsOf, carryOut, complete };
}

function isItsMoney({ amount: asked, endedAt }: OpenChange, amount: Centavos | null, now: Date) {
  return amount === asked && endedAt !== null && now.getTime() - endedAt.getTime() <= LATE_MS;
}
