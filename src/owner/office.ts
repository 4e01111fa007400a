// The owner's own use cases, composed once for both ways to them: the admin API and an owner's WhatsApp.
// Each runs in the caller's transaction, which is rolled back unless the answer says that it was done.

import { randomBytes, randomUUID } from 'node:crypto';
import { closeHandoffs, readChat, writeAnswer } from '../adapters/admin/conversations.ts';
import { sendAgain } from '../adapters/admin/dead-letters.ts';
import * as deskTables from '../adapters/admin/desk.ts';
import { markStay } from '../adapters/admin/desk.ts';
import { closeAccess } from '../adapters/privacy-cases.ts';
import { claimPayment, decide, readDecision, type DecisionRow } from '../adapters/admin/money.ts';
import { readCabin, writeCabin, type OwnCabin } from '../adapters/admin/property.ts';
import { bookingStore } from '../adapters/booking-store.ts';
import { postFact } from '../adapters/guest-events.ts';
import { balancesOf, paidElsewhere } from '../adapters/ledger.ts';
import type { Db } from '../adapters/postgres.ts';
import type { createBooking } from '../booking/booking.ts';
import { createCancelling, type Hand } from '../booking/cancelling.ts';
import { createDesk } from '../booking/desk.ts';
import type { Enqueue } from '../booking/jobs.ts';
import { createOwe } from '../booking/refund.ts';
import { createRulings, type Ruling } from '../booking/rulings.ts';
import { createTellGuest } from '../booking/tell-guest.ts';
import type { CalendarDate } from '../domain/stay.ts';

export type OfficeParts = {
  readonly booking: Pick<ReturnType<typeof createBooking>, 'offers' | 'transfers' | 'balance'>;
  readonly enqueue: Enqueue;
  /** The civil day at the lodging. */
  readonly today: (now: Date) => CalendarDate;
};

export type Decided =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'noChoice' }
  /** By somebody else, or before. */
  | { readonly kind: 'over'; readonly question: DecisionRow }
  | { readonly kind: 'notNow'; readonly why: string }
  | { readonly kind: 'done'; readonly question: DecisionRow; readonly told: readonly number[] };

export type Office = ReturnType<typeof createOffice>;

export function createOffice({ booking, enqueue, today }: OfficeParts) {
  const { pricingFor } = booking.offers;
  const owe = createOwe({ ...bookingStore, enqueue });
  const tellGuest = createTellGuest({ ...bookingStore, ...deskTables });
  const cancelling = createCancelling({
    ...bookingStore,
    paidElsewhere,
    owe,
    enqueue,
    tellGuest,
    today,
  });
  const desk = createDesk({
    ...bookingStore,
    ...deskTables,
    enqueue,
    tellGuest,
    pricingFor,
    newId: randomUUID,
    randomBytes,
  });
  const rulings = createRulings({
    ...bookingStore,
    balancesOf,
    transfers: booking.transfers,
    desk,
    cancelling,
    owe,
    enqueue,
    claimPayment,
    markStay: (db, mark) => markStay(db, { ...mark, today: today(mark.now) }),
    closeAccess,
    takeOver: (db, guestId, hand) => own(db, { guestId, what: 'tookOver', ...hand }),
    async sendAgain(db, messageId, now) {
      const guestId = await sendAgain(db, messageId, now);
      return guestId === undefined ? [] : [guestId];
    },
  });

  /** The first decision wins: whoever comes later waits for its commit and finds it over. */
  async function decideQuestion(
    db: Db,
    asked: Hand & { id: number; decision: Ruling; reservationId: number | undefined },
  ): Promise<Decided> {
    const { id, decision, reservationId, by, now } = asked;
    const question = await readDecision(db, id);
    if (!question) return { kind: 'unknown' };
    if (!(await decide(db, { id, decision, by, now })))
      return { kind: 'over', question: (await readDecision(db, id)) ?? question };
    const outcome = await rulings.rule(db, decision, { question, by, now, reservationId });
    if (!outcome) return { kind: 'noChoice' };
    return outcome.kind === 'done' ? { ...outcome, question } : outcome;
  }

  /** Tells the conversation that the owner has it, or not any more; answers the guest to wake. */
  async function own(
    db: Db,
    { guestId, what, by, now }: Hand & { guestId: number; what: 'tookOver' | 'handedBack' },
  ): Promise<readonly number[]> {
    const fact = { type: `owner.${what}` } as const;
    await postFact(db, { guestId, key: `owner:${what}:${randomUUID()}`, fact, now });
    await closeHandoffs(db, { guestId, decision: what, by, now });
    return [guestId];
  }

  /** A chat that the bot had is the owner's from then on. Undefined: there is no such chat. */
  async function answerGuest(
    db: Db,
    { guestId, text, by, now }: Hand & { guestId: number; text: string },
  ): Promise<{ id: number; as: 'text' | 'template'; wake: readonly number[] } | undefined> {
    const chat = await readChat(db, guestId);
    if (!chat) return undefined;
    const as = chat.writableUntil !== null && chat.writableUntil > now ? 'text' : 'template';
    if (chat.mode === 'bot') await own(db, { guestId, what: 'tookOver', by, now });
    const id = await writeAnswer(db, { guestId, text, author: by, now });
    return { id, as, wake: [guestId] };
  }

  /** Undefined: there is no such cabin. */
  async function changeCabin(
    db: Db,
    id: string,
    change: Partial<OwnCabin>,
    now: Date,
  ): Promise<{ before: OwnCabin; after: OwnCabin } | undefined> {
    const before = await readCabin(db, id, 'locked');
    if (!before) return undefined;
    const after = { ...before, ...change };
    await writeCabin(db, after, now);
    return { before, after };
  }

  return {
    desk,
    cancelling,
    rulings,
    balance: booking.balance,
    pricingFor,
    decide: decideQuestion,
    own,
    answerGuest,
    changeCabin,
  };
}
