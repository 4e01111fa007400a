// What a guest may ask about their own data (Ley 25.326): not to be written to, to see it, to have it erased.
// An erasure that a live stay, a hold or moving money stands in the way of is done when that is over.

import { Fault } from '../domain/fault.ts';
import { answerBy, eraseBy, type DataHeld, type EraseBlock } from '../domain/privacy.ts';
import { privacyCode } from '../domain/reservation.ts';
import type { CalendarDate } from '../domain/stay.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type ContactWish = 'stop' | 'resume';
export type AskedBy = 'guest' | 'owner' | 'clock';
export type Consent = {
  readonly guestId: number;
  readonly what: 'notice' | 'stay_messages' | 'other_messages';
  readonly given: boolean;
  readonly version: number;
  readonly text: string;
  readonly now: Date;
};
export type PrivacyCase = {
  readonly id: number;
  readonly code: string;
  readonly dueOn: CalendarDate;
};
export type EraseOutcome = 'erased' | 'gone' | 'busy' | EraseBlock;
export type ErasureAsked = PrivacyCase & { readonly block: EraseBlock | null };

export type PrivacyStore = {
  readonly setContact: (
    db: Db,
    wish: { guestId: number; wish: ContactWish; now: Date },
  ) => Promise<boolean>;
  readonly keepConsent: (db: Db, consent: Consent) => Promise<void>;
  readonly keepQuoteConsent: (db: Db, consent: { quoteId: string; now: Date }) => Promise<void>;
  readonly openCase: (
    db: Db,
    asked: {
      kind: 'erasure' | 'access';
      guestId: number;
      by: AskedBy;
      code: string;
      dueOn: CalendarDate;
      reason: string | null;
      now: Date;
    },
  ) => Promise<PrivacyCase & { readonly isNew: boolean }>;
  readonly blockOf: (db: Db, guestId: number) => Promise<EraseBlock | undefined>;
  readonly dataHeld: (db: Db, guestId: number) => Promise<DataHeld>;
  readonly eraseGuest: (
    db: Db,
    erasing: { guestId: number; code: string; dueOn: CalendarDate; now: Date },
  ) => Promise<EraseOutcome>;
  readonly guestsToErase: (db: Db) => Promise<number[]>;
  readonly forgettable: (
    db: Db,
    before: { chats: Date; stays: Date; limit: number },
  ) => Promise<ReadonlyArray<{ readonly id: number }>>;
  readonly ownersAsGuests: (db: Db) => Promise<number[]>;
  readonly forgetKeys: (db: Db, before: Date) => Promise<void>;
};

/** How long what is personal is kept; and what of it is not in Postgres. */
export type PrivacySettings = {
  readonly retention: { readonly chatMonths: number; readonly stayMonths: number };
  readonly isHoliday: (day: CalendarDate) => boolean;
  readonly forgetSession: (guestId: number) => Promise<void>;
};

export type PrivacyDependencies = PrivacyStore &
  PrivacySettings & {
    readonly transaction: Transaction;
    readonly enqueue: Enqueue;
    readonly askOwner: AskOwner;
    readonly randomBytes: (count: number) => Uint8Array;
    readonly today: (now: Date) => CalendarDate;
    readonly now: () => Date;
  };

/** The answer leaves first, and a "gracias" after it is not a new guest's. */
const ERASE_AFTER_MS = 60_000;
/** Of one night; the rest of a backlog is for the next. */
const MOST_A_NIGHT = 1_000;
/** Longer than Meta delivers again. */
const KEYS_DAYS = 9;

export type Privacy = ReturnType<typeof createPrivacy>;

export function createPrivacy(dependencies: PrivacyDependencies) {
  const { transaction, enqueue, askOwner, today, isHoliday, retention } = dependencies;
  const newCode = () => privacyCode(dependencies.randomBytes(5));

  /** False when it was so before. The words that the guest reads are kept with it. */
  async function setContact(
    db: Db,
    wish: { guestId: number; wish: ContactWish; version: number; text: string; now: Date },
  ): Promise<boolean> {
    const isNew = await dependencies.setContact(db, wish);
    const given = wish.wish === 'resume';
    if (isNew) await dependencies.keepConsent(db, { ...wish, what: 'other_messages', given });
    return isNew;
  }

  /** Asked twice it is one case. */
  async function askErasure(
    db: Db,
    {
      guestId,
      by,
      reason,
      now,
    }: { guestId: number; by: AskedBy; reason: string | null; now: Date },
  ): Promise<ErasureAsked> {
    const block = (await dependencies.blockOf(db, guestId)) ?? null;
    const { isNew, ...opened } = await dependencies.openCase(db, {
      kind: 'erasure',
      ...{ guestId, by, reason, now },
      code: newCode(),
      dueOn: eraseBy(today(now), isHoliday),
    });
    if (isNew) {
      const detail = { code: opened.code, dueOn: opened.dueOn, waitsFor: block };
      await askOwner(db, { key: `erasure:${opened.id}`, kind: 'erasure', guestId, detail, now });
    }
    await enqueue(db, { name: 'erase', data: { guestId } }, { delayMs: ERASE_AFTER_MS });
    return { ...opened, block };
  }

  async function askData(
    db: Db,
    { guestId, now }: { guestId: number; now: Date },
  ): Promise<PrivacyCase & { readonly held: DataHeld }> {
    const held = await dependencies.dataHeld(db, guestId);
    const asked = { kind: 'access', guestId, by: 'guest', reason: null, now } as const;
    const dueOn = answerBy(today(now));
    const { isNew, ...opened } = await dependencies.openCase(db, {
      ...asked,
      code: newCode(),
      dueOn,
    });
    if (isNew) {
      const detail = { code: opened.code, dueOn };
      const key = `dataAccess:${opened.id}`;
      await askOwner(db, { key, kind: 'dataAccess', guestId, detail, now });
    }
    return { ...opened, held };
  }

  /** The job, run again as often as it takes: what was erased before is erased. */
  async function erase({ guestId }: { guestId: number }): Promise<void> {
    const now = dependencies.now();
    const outcome = await transaction((db) =>
      dependencies.eraseGuest(db, {
        guestId,
        code: newCode(),
        dueOn: eraseBy(today(now), isHoliday),
        now,
      }),
    );
    if (outcome === 'busy')
      throw new Fault('privacy.busy', 'the guest is being attended', { transient: true });
    if (outcome !== 'erased' && outcome !== 'gone') return;
    await dependencies.forgetSession(guestId);
    // what they were told of the guest is taken out of their journal, from which a session is made again
    for (const owner of await transaction(dependencies.ownersAsGuests))
      await dependencies.forgetSession(owner);
  }

  /** Nobody kept longer than `retention` says. */
  function retained(now: Date): { chats: Date; stays: Date; limit: number } {
    return {
      chats: monthsBefore(now, retention.chatMonths),
      stays: monthsBefore(now, retention.stayMonths),
      limit: MOST_A_NIGHT,
    };
  }

  /** The job of the night: what was asked for and can be done by now, and what is kept for too long. */
  async function forgetOld(): Promise<void> {
    const now = dependencies.now();
    await transaction(async (db) => {
      const asked = await dependencies.guestsToErase(db);
      const old = await dependencies.forgettable(db, retained(now));
      for (const guestId of new Set([...asked, ...old.map(({ id }) => id)]))
        await enqueue(db, { name: 'erase', data: { guestId } });
      await dependencies.forgetKeys(db, new Date(now.getTime() - KEYS_DAYS * 86_400_000));
    });
  }

  const { keepConsent, keepQuoteConsent } = dependencies;
  return {
    setContact,
    askErasure,
    askData,
    erase,
    forgetOld,
    retained,
    keepConsent,
    keepQuoteConsent,
  };
}

function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then;
}
