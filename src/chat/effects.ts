// What the conversation asks of the database, run inside the turn's transaction; each answer is
// the conversation's next event. What must leave the house is enqueued as a job in the same transaction.

import assert from 'node:assert';
import type { createArrivals } from '../booking/arrivals.ts';
import type { createBalance } from '../booking/balance.ts';
import type { Db } from '../booking/db.ts';
import { answersTo, describeCabin, type Catalogue } from '../booking/catalogue.ts';
import type { ChangeAnswer, Changing } from '../booking/changing.ts';
import type { createHolds } from '../booking/holds.ts';
import type { Enqueue } from '../booking/jobs.ts';
import type { createLeaving, LeavingAnswer } from '../booking/leaving.ts';
import type { createMails } from '../booking/mails.ts';
import type { createOffers, OffersFound } from '../booking/offers.ts';
import type { Privacy } from '../booking/privacy.ts';
import type { createQuotes } from '../booking/quotes.ts';
import type { createTransfers } from '../booking/transfers.ts';
import type { Waitlist } from '../booking/waitlist.ts';
import { NOTICE_VERSION } from '../../flows/copy/notice.ts';
import type { Copy, Place } from '../../flows/copy/copy.ts';
import type { OutMessage } from '../../flows/copy/message.ts';
import type { Saying } from '../../flows/copy/sayings.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { Alternative, ConversationEvent } from '../../flows/events.ts';
import type { SpokenEffect } from '../../flows/runtime.ts';
import { nightsOf } from '../domain/stay.ts';
import type { EffectScene } from './taking.ts';

export type EffectDependencies = {
  readonly offers: ReturnType<typeof createOffers>;
  readonly quotes: ReturnType<typeof createQuotes>;
  readonly holds: ReturnType<typeof createHolds>;
  readonly balance: Pick<ReturnType<typeof createBalance>, 'ask'>;
  readonly transfers: Pick<ReturnType<typeof createTransfers>, 'ask' | 'claim'>;
  readonly leaving: ReturnType<typeof createLeaving>;
  readonly changing: Pick<Changing, 'weigh' | 'agree'>;
  readonly arrivals: ReturnType<typeof createArrivals>;
  readonly privacy: Privacy;
  readonly copies: Readonly<Record<Language, Copy>>;
  readonly mails: Pick<ReturnType<typeof createMails>, 'takeEmail' | 'isOn'>;
  readonly waitlist: Pick<Waitlist, 'join' | 'leave' | 'take'>;
  readonly enqueue: Enqueue;
  /** As it is now, whatever the turn's transaction. */
  readonly readCatalogue: () => Promise<Catalogue>;
  readonly findReservation: (
    db: Db,
    code: string,
  ) => Promise<{ reservationId: number } | undefined>;
  readonly askForPerson: (
    db: Db,
    guest: { id: number; rev: number },
    why: string,
    now: Date,
  ) => Promise<void>;
  readonly settings: {
    readonly maxHolds: number;
    readonly holdMinutes: number;
    readonly handoffHours: number;
  };
};

/** As many as one stay gets, shared by all that are asked for. */
const MOST_ALTERNATIVES = 6;

export type RunEffect = (
  scene: EffectScene,
  effect: Exclude<SpokenEffect, { type: 'say' }>,
) => Promise<ConversationEvent | null>;

export function createEffects(dependencies: EffectDependencies): RunEffect {
  const { offers, quotes, holds, balance, transfers, leaving, changing } = dependencies;
  const { waitlist, privacy, enqueue, readCatalogue, settings } = dependencies;

  /** As the guest reads it. */
  async function wordsOf(
    language: Language,
    saying: Extract<Saying, { key: 'privacyNotice' | 'optedOut' | 'optedIn' }>,
  ): Promise<string> {
    const { property } = await readCatalogue();
    const write = dependencies.copies[language][saying.key] as (
      said: typeof saying,
      place: Place,
    ) => OutMessage;
    const written = write(saying, property);
    return 'body' in written ? written.body : '';
  }

  return async ({ db, reads, guestId, rev, now }, effect) => {
    switch (effect.type) {
      case 'findOffers': {
        const { stays, party, pets, promo } = effect;
        const found: OffersFound[] = [];
        for (const stay of stays)
          found.push(await offers.findOffers(reads, { stay, party, pets, promo, now }));
        return {
          type: 'offers.found',
          offers: found.flatMap((one) => one.offers),
          refusals: found[0]?.refusals ?? [],
        };
      }
      case 'findAlternatives': {
        const { stays, party, pets, promo } = effect;
        const share = Math.ceil(MOST_ALTERNATIVES / stays.length);
        const alternatives: Alternative[] = [];
        let mostPeople = 0;
        for (const stay of stays) {
          const found = await offers.findAlternatives(reads, { stay, party, pets, promo, now });
          alternatives.push(...found.alternatives.slice(0, share));
          mostPeople = found.mostPeople;
        }
        return { type: 'alternatives.found', alternatives, mostPeople };
      }
      case 'findFreeDays': {
        const { month, nights, party } = effect;
        const free = await offers.freeRanges(reads, { month, party, now });
        return {
          type: 'month.found',
          month,
          free: free.filter((range) => nightsOf(range) >= (nights ?? 1)),
        };
      }
      case 'describeCabin': {
        const card = describeCabin(await readCatalogue(), effect.cabinId);
        return card ? { type: 'cabin.described', card } : { type: 'cabin.gone' };
      }
      case 'makeQuote': {
        const { cabinId, stay, party, pets, promo } = effect;
        const asked = { cabinId, stay, party, pets, promo };
        const answer = await quotes.makeQuote(db, { guestId, ...asked, now });
        if (answer.kind === 'made') return { type: 'quote.made', shown: answer.shown };
        if (answer.kind === 'unknownCabin')
          return { type: 'quote.refused', cabinName: cabinId, refusal: { kind: 'taken' } };
        return { type: 'quote.refused', cabinName: answer.cabinName, refusal: answer.refusal };
      }
      case 'recallQuote': {
        const shown = await quotes.recallQuote(db, { id: effect.quoteId, guestId });
        assert(shown, 'a quote that was shown is kept');
        return { type: 'quote.made', shown };
      }
      case 'answer': {
        const { answers, unknown } = answersTo(await readCatalogue(), effect.questions);
        return { type: 'answers.found', answers, unknown };
      }
      case 'placeHold': {
        const { maxHolds, holdMinutes } = settings;
        const answer = await holds.placeHold(db, {
          quoteId: effect.quoteId,
          guestId,
          name: effect.name,
          now,
          maxHolds,
          holdMinutes,
        });
        if (answer.kind === 'held')
          await privacy.keepQuoteConsent(db, { quoteId: effect.quoteId, now });
        return answer.kind === 'held'
          ? { type: 'hold.granted', hold: answer.hold }
          : { type: 'hold.refused', why: answer.why };
      }
      case 'releaseHold': {
        const { code } = effect;
        const released = await holds.releaseHold(db, { code, guestId, now });
        return released ? { type: 'hold.released', code } : { type: 'hold.kept', code };
      }
      case 'lookForPayment': {
        const found = await dependencies.findReservation(db, effect.code);
        if (found)
          await enqueue(db, {
            name: 'look',
            data: { reservationId: found.reservationId, why: 'claimed' },
          });
        return null;
      }
      case 'askBalance': {
        const told = await balance.ask(db, { code: effect.code, guestId });
        if (told.kind === 'notNow') return { type: 'balance.none' };
        const { total, paid, due } = told;
        return { type: 'balance.told', total, paid, due };
      }
      case 'askTransfer': {
        const told = await transfers.ask(db, { code: effect.code, guestId, now });
        if (told.kind !== 'expected') return { type: 'transfer.none', why: told.kind };
        const { kind: _, ...expected } = told;
        return { type: 'transfer.told', ...expected };
      }
      case 'takeReceipt': {
        const { code, receipt } = effect;
        const taken = await transfers.claim(db, { code, receipt, guestId, now });
        return taken.kind === 'claimed'
          ? { type: 'receipt.taken', until: taken.until }
          : { type: 'receipt.none' };
      }
      case 'askToLeave': {
        const { code, by } = effect;
        const asked = { code, guestId, now };
        return leavingEvent(
          await (by === 'withdrawal' ? leaving.askWithdrawal(db, asked) : leaving.terms(db, asked)),
        );
      }
      case 'leaveStay': {
        const { code, by, refund } = effect;
        return leavingEvent(await leaving.leave(db, { code, by, shown: refund, guestId, now }));
      }
      case 'weighChange': {
        const { type: _, code, ...wish } = effect;
        return changeEvent(await changing.weigh(db, { code, guestId, now }, wish));
      }
      case 'agreeToChange': {
        const { type: _, code, ...shown } = effect;
        const { holdMinutes } = settings;
        const guest = { code, guestId, now };
        return changeEvent(await changing.agree(db, guest, { ...shown, holdMinutes }));
      }
      case 'noteArrival': {
        const { code, time } = effect;
        return dependencies.arrivals.note(db, { code, time, guestId, now });
      }
      case 'takeEmail': {
        const { code, address } = effect;
        if (address === null)
          return { type: dependencies.mails.isOn ? 'email.asked' : 'email.off' };
        const taken = await dependencies.mails.takeEmail(db, { code, address, guestId, now });
        return taken === 'taken' ? { type: 'email.taken', address } : { type: 'email.off' };
      }
      case 'tellInstructions':
        return dependencies.arrivals.instructions(db, { code: effect.code, guestId, now });
      case 'noteNotice': {
        const text = await wordsOf(effect.language, { key: 'privacyNotice' });
        const notice = { guestId, what: 'notice', given: true, version: NOTICE_VERSION } as const;
        await privacy.keepConsent(db, { ...notice, text, now });
        return null;
      }
      case 'setContact': {
        const { wish, asked, language } = effect;
        const key = wish === 'stop' ? 'optedOut' : 'optedIn';
        const text = await wordsOf(language, { key, already: false });
        const set = { guestId, wish, version: NOTICE_VERSION, text, now };
        const isNew = await privacy.setContact(db, set);
        return asked === 'guest' ? { type: 'contact.set', wish, already: !isNew } : null;
      }
      case 'askData': {
        const { code: caseCode, dueOn, held } = await privacy.askData(db, { guestId, now });
        return { type: 'data.told', caseCode, dueOn, held };
      }
      case 'askErasure': {
        const asked = { guestId, by: 'guest', reason: null, now } as const;
        const { code: caseCode, dueOn, block } = await privacy.askErasure(db, asked);
        return { type: 'erasure.asked', caseCode, dueOn, block };
      }
      case 'joinWaitlist': {
        const { type: _, cabin, ...wish } = effect;
        const cabinName = await waitlist.join(db, { ...wish, cabin, guestId, now });
        return { type: 'wait.joined', cabinName, ...wish };
      }
      case 'leaveWaitlist':
        await waitlist.leave(db, { guestId, now });
        return { type: 'wait.left' };
      case 'takeWaitOffer': {
        const offer = await waitlist.take(db, { guestId, now });
        return offer ? { type: 'wait.recalled', ...offer } : { type: 'wait.gone' };
      }
      case 'callHuman': {
        await dependencies.askForPerson(db, { id: guestId, rev }, effect.why, now);
        return {
          type: 'human.called',
          why: effect.why,
          until: new Date(now.getTime() + settings.handoffHours * 3_600_000).toISOString(),
        };
      }
    }
  };
}

function leavingEvent(answer: LeavingAnswer): ConversationEvent {
  switch (answer.kind) {
    case 'disputed':
    case 'notNow':
      return { type: 'leaving.refused', why: answer.kind };
    case 'cancelled': {
      const { refund, byHand, caseCode } = answer;
      return { type: 'stay.left', refund, byHand, caseCode };
    }
    default: {
      const { paid, refund, daysBefore } = answer;
      const by = answer.kind === 'withdrawal' ? 'withdrawal' : 'policy';
      const caseCode = answer.kind === 'terms' ? null : answer.caseCode;
      const outside = answer.kind === 'outside' ? answer.why : null;
      return { type: 'leaving.told', terms: { by, paid, refund, daysBefore, caseCode, outside } };
    }
  }
}

function changeEvent(answer: ChangeAnswer): ConversationEvent {
  switch (answer.kind) {
    case 'told': {
      const { shown, before, terms } = answer;
      return { type: 'change.told', shown, before, terms };
    }
    case 'choices': {
      const { kind: _, ...choices } = answer;
      return { type: 'change.choices', ...choices };
    }
    case 'refused':
      return { type: 'change.refused', why: answer.why };
    case 'held': {
      const { payNow, until, cabinName, stay } = answer;
      return { type: 'change.held', payNow, until: until.toISOString(), cabinName, stay };
    }
    case 'changed': {
      const { due, refund, byHand } = answer;
      const { code, cabinName, stay, total } = answer.stay;
      return { type: 'stay.changed', code, cabinName, stay, total, due, refund, byHand };
    }
  }
}
