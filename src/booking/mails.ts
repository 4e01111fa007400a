// Mail about a stay: rows that triggers write with the fact, and jobs that send them. A row is sent by one process
// at a time and marked when the server has taken it; a crash in between sends it again under the same Message-ID.

import type { MailTold } from '../../flows/copy/mails.ts';
import { translate, type Translations } from '../../flows/copy/translate.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import { toCentavos, type Centavos } from '../domain/money.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { Transaction } from './telling.ts';

export type OwedMail = Pick<
  MailTold,
  'kind' | 'name' | 'party' | 'pets' | 'code' | 'cabinName' | 'stay' | 'total'
> & {
  readonly id: string;
  readonly to: string;
  readonly language: Language;
  readonly reservationId: number;
  readonly guestId: number;
  readonly amount: Centavos | null;
  /** Of a cancelled stay. */
  readonly refund: Centavos | null;
  /** How many went out about the stay before: its calendar event's revision. */
  readonly sequence: number;
};

export type Letter = Pick<OwedMail, 'id' | 'to' | 'language' | 'sequence'> & {
  readonly told: MailTold;
};
/** Rejects with a Fault; null where no SMTP server is set. */
export type PostMail = ((letter: Letter) => Promise<void>) | null;

export type MailStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly paidIn: (db: Db, reservationId: number) => Promise<Centavos>;
  /** Undefined when it was sent, given up, or is being sent. */
  readonly claimMail: (
    db: Db,
    claim: { id: string; now: Date; until: Date },
  ) => Promise<OwedMail | undefined>;
  readonly settleMail: (
    db: Db,
    mail: { id: string; outcome: 'sent' | 'failed' | 'free'; now: Date },
  ) => Promise<{ reservationId: number; guestId: number } | undefined>;
  /** Undefined where the stay is not theirs or not confirmed. */
  readonly takeAddress: (
    db: Db,
    taken: { code: string; guestId: number; address: string; now: Date },
  ) => Promise<string | undefined>;
};

export type MailDependencies = MailStore & {
  readonly transaction: Transaction;
  readonly postMail: PostMail;
  readonly askOwner: AskOwner;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
};

const LEASE_MS = 2 * 60_000;

export function createMails(dependencies: MailDependencies) {
  const { transaction, postMail, now } = dependencies;

  /** The job. */
  async function mail(id: string): Promise<void> {
    if (!postMail) return;
    const at = now();
    const letter = await transaction(async (db) => {
      const until = new Date(at.getTime() + LEASE_MS);
      const owed = await dependencies.claimMail(db, { id, now: at, until });
      return owed && write(db, owed);
    });
    if (!letter) return;
    const settle = (outcome: 'sent' | 'free') =>
      transaction((db) => dependencies.settleMail(db, { id, outcome, now: now() }));
    try {
      await postMail(letter);
    } catch (error) {
      await settle('free');
      throw error;
    }
    await settle('sent');
  }

  async function write(db: Db, owed: OwedMail): Promise<Letter> {
    const {
      id,
      to,
      language,
      sequence,
      reservationId,
      guestId: _,
      amount,
      refund,
      ...about
    } = owed;
    const { property } = await dependencies.readCatalogue(db);
    const translations: Partial<Record<Language, Translations>> = property.translations;
    const told: MailTold = {
      ...about,
      paid: await dependencies.paidIn(db, reservationId),
      refund: amount ?? refund ?? toCentavos(0),
      lodging: property.name,
      address: property.location.address,
      checkInFrom: property.checkInFrom,
      checkOutUntil: property.checkOutUntil,
      instructions: translate(property.checkInInstructions, translations[language]),
    };
    return { id, to, language, sequence, told };
  }

  /** The server refused it for good, or too often. */
  function mailFailed(id: string): Promise<void> {
    return transaction(async (db) => {
      const at = now();
      const of = await dependencies.settleMail(db, { id, outcome: 'failed', now: at });
      if (of)
        await dependencies.askOwner(db, { key: `mail:${id}`, kind: 'mailFailed', ...of, now: at });
    });
  }

  /** In the guest's turn: where mail goes from now on, the confirmation first. */
  async function takeEmail(
    db: Db,
    taken: { code: string; guestId: number; address: string; now: Date },
  ): Promise<'taken' | 'off'> {
    const id = postMail ? await dependencies.takeAddress(db, taken) : undefined;
    if (id === undefined) return 'off';
    await dependencies.enqueue(db, { name: 'mail', data: { mailId: id } });
    return 'taken';
  }

  return { mail, mailFailed, takeEmail, isOn: postMail !== null };
}
