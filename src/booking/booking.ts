// Bookings and money as a whole: what the conversation calls inside its turn, and the work of the jobs.

import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { ExchangeSnapshot } from '../domain/quote.ts';
import type { SettlementConfig } from '../domain/settlement.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { createArrivals, type ArrivalStore } from './arrivals.ts';
import { createBalance, type BalanceStore } from './balance.ts';
import { createCancelling, type CancellingStore } from './cancelling.ts';
import { createChangeEnd, type ChangeEndStore } from './change-end.ts';
import { createChangeMaking } from './change-making.ts';
import type { ChangeStore } from './change-store.ts';
import { createChanging } from './changing.ts';
import { createCompare, type CompareStore } from './compare.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { Gateway } from './gateway.ts';
import { createConfirm } from './confirm.ts';
import { createHolds, type HoldStore } from './holds.ts';
import type { BookingJob, Enqueue, Job } from './jobs.ts';
import { createLeaving, type LeavingStore } from './leaving.ts';
import { createLinks, type LinkStore } from './links.ts';
import { createMails, type MailStore, type PostMail } from './mails.ts';
import { createNotices, type NoticeStore } from './notices.ts';
import { createLook, type LookStore } from './look.ts';
import { createOffers, type OfferStore } from './offers.ts';
import { createPrivacy, type PrivacySettings, type PrivacyStore } from './privacy.ts';
import { createQuotes, type QuoteStore } from './quotes.ts';
import { createRecord, type RecordStore } from './record.ts';
import { createOwe, createRefunds, type OweStore, type RefundStore } from './refund.ts';
import { createSettle, type SettleStore } from './settle.ts';
import { createSweep, type SweepStore } from './sweep.ts';
import { createTelling, type PostFact, type Transaction } from './telling.ts';
import { createTransfers, type TransferStore } from './transfers.ts';
import { createWaitlist, type WaitlistStore } from './waitlist.ts';
import { createWatch, type WatchStore } from './watch.ts';

/** The tables, as one object of functions. */
export type BookingStore = OfferStore &
  QuoteStore &
  HoldStore &
  SweepStore &
  PrivacyStore &
  RecordStore &
  OweStore &
  SettleStore &
  LookStore &
  LinkStore &
  WatchStore &
  CompareStore &
  BalanceStore &
  CancellingStore &
  ChangeStore &
  ChangeEndStore &
  WaitlistStore &
  LeavingStore &
  TransferStore &
  NoticeStore &
  ArrivalStore &
  MailStore &
  RefundStore & { readonly postFact: PostFact };

export type BookingSettings = PrivacySettings & {
  readonly depositPercent: number;
  readonly quoteMinutes: number;
  readonly settlement: Omit<SettlementConfig, 'account'>;
  readonly exchangeAt: (now: Date) => ExchangeSnapshot | null;
  /** The civil day at the lodging, and an hour of one. */
  readonly today: (now: Date) => CalendarDate;
  readonly arrivalAt: (day: CalendarDate, time: string) => Date;
  /** How long a hold waits for the owner to look at their bank. */
  readonly transferHours: number;
  /** How long a chat is left to the person who has it. */
  readonly handoffHours: number;
  readonly postMail: PostMail;
  /** How long freed nights are offered to one guest of the waitlist before the next. */
  readonly waitlistMinutes: number;
};

/** What nobody has had a reason to change. */
export const DEFAULT_BOOKING_SETTINGS = {
  quoteMinutes: 24 * 60,
  transferHours: 12,
  handoffHours: 12,
  postMail: null,
  waitlistMinutes: 120,
  settlement: { extendMinutes: 15, graceMinutes: 10, settlingMinutes: 120 },
  exchangeAt: () => null,
  retention: { chatMonths: 12, stayMonths: 120 },
  isHoliday: () => false,
  forgetSession: async () => undefined,
} as const satisfies Partial<BookingSettings>;

export type BookingDependencies = {
  readonly store: BookingStore;
  readonly transaction: Transaction;
  readonly gateway: Gateway;
  readonly enqueue: Enqueue;
  /** After the commit: the guest has something to read. */
  readonly wake: (guestId: number) => void;
  readonly count: Count;
  readonly now: () => Date;
  readonly settings: BookingSettings;
};

export function createBooking({
  store,
  gateway,
  enqueue,
  wake,
  count,
  now,
  settings,
  ...given
}: BookingDependencies) {
  const { transaction, tell } = createTelling({
    transaction: given.transaction,
    postFact: store.postFact,
    wake,
  });
  const offers = createOffers(store, settings);
  const quotes = createQuotes(store, {
    quoteMinutes: settings.quoteMinutes,
    newId: randomUUID,
    pricingFor: offers.pricingFor,
  });
  const holds = createHolds(store, enqueue, { randomBytes, today: settings.today });

  const arrival = async (db: Db) => {
    const { property } = await store.readCatalogue(db);
    return {
      checkIn: property.checkInFrom,
      instructions: property.checkInInstructions,
      ...(settings.postMail && { offersMail: true }),
    };
  };
  const shared = {
    ...store,
    transaction,
    gateway,
    enqueue,
    tell,
    count,
    now,
    config: settings.settlement,
  };
  const owe = createOwe(shared);
  const making = createChangeMaking({ ...shared, owe, today: settings.today });
  const changing = createChanging({ ...shared, making, offers, quotes, today: settings.today });
  const settle = createSettle({
    ...shared,
    owe,
    completeChange: making.complete,
    arrival,
    today: settings.today,
  });
  const recordPayment = createRecord(shared);
  const looks = createLook({ ...shared, settle, recordPayment });
  const watch = createWatch({ ...shared, owe, looks });
  const links = createLinks(shared);
  const refund = createRefunds({ ...shared, lookAtPayment: looks.lookAtPayment });
  const confirm = createConfirm({ ...shared, owe, arrival });
  const newToken = () => randomBytes(16).toString('base64url');
  const balance = createBalance({ ...shared, newToken });
  const { transferHours, arrivalAt, handoffHours, today } = settings;
  const transfers = createTransfers({ ...shared, confirm, transferHours, randomBelow: randomInt });
  // The guest who cancels in the chat hears it there.
  const tellGuest = async () => [];
  const cancelling = createCancelling({ ...shared, owe, tellGuest, today: settings.today });
  const leaving = createLeaving({ ...shared, cancelling, arrivalAt, randomBytes });
  const clock = { today, at: arrivalAt };
  const notices = createNotices({ ...shared, clock, handoffHours });
  const mails = createMails({ ...shared, postMail: settings.postMail });
  const arrivals = createArrivals({ ...shared, today });
  const sweep = createSweep({
    ...shared,
    today,
    arrivalAt,
    mail: settings.postMail ? 'on' : 'off',
  });

  const privacy = createPrivacy({ ...shared, ...settings, randomBytes });

  const { waitlistMinutes } = settings;
  const waitlist = createWaitlist({
    ...{ ...shared, offers, wake, today, arrivalAt, waitlistMinutes },
  });

  const work: {
    readonly [N in BookingJob['name']]: (
      data: Extract<BookingJob, { name: N }>['data'],
    ) => Promise<void>;
  } = {
    paymentLink: ({ reservationId }) => links.makeLink(reservationId),
    balanceLink: balance.makeLink,
    waitlist: waitlist.offerFreed,
    change: createChangeEnd({ ...shared, looks, complete: making.complete }),
    closeLink: ({ reservationId }) => links.closeLink(reservationId),
    watch: ({ reservationId }) => watch(reservationId),
    look: looks.look,
    payment: looks.paymentNotified,
    chargeback: looks.chargebackNotified,
    compare: createCompare(shared),
    settle: ({ paymentId }) => looks.settlePayment(paymentId),
    refund: ({ refundId }) => refund(refundId),
    mail: ({ mailId }) => mails.mail(mailId),
    notice: ({ reservationId }) => notices.notice(reservationId),
    erase: privacy.erase,
    forgetOld: privacy.forgetOld,
    sweep,
  };

  /** A job that was given up. What a guest waits for is said; the rest, the sweep and the polling find again. */
  async function buried(job: Job): Promise<void> {
    if (job.name === 'paymentLink') await links.linkFailed(job.data.reservationId);
    if (job.name === 'mail') await mails.mailFailed(job.data.mailId);
  }

  return {
    offers,
    quotes,
    holds,
    balance,
    transfers,
    leaving,
    changing,
    arrivals,
    privacy,
    mails,
    waitlist,
    work,
    buried,
    recordPayment,
    settlePayment: looks.settlePayment,
    lookAtPayment: looks.lookAtPayment,
  };
}
