// What the conversation asks of the database, run inside the turn's transaction; each answer is
// the conversation's next event. What must leave the house is enqueued as a job in the same transaction.

import assert from 'node:assert';
import type { Db } from '../booking/db.ts';
import { answersTo, describeCabin, type Catalogue } from '../booking/catalogue.ts';
import type { createHolds } from '../booking/holds.ts';
import type { Enqueue } from '../booking/jobs.ts';
import type { createOffers, OffersFound } from '../booking/offers.ts';
import type { createQuotes } from '../booking/quotes.ts';
import type { ConversationEvent } from '../../flows/events.ts';
import type { SpokenEffect } from '../../flows/runtime.ts';
import { nightsOf } from '../domain/stay.ts';

export type EffectDependencies = {
  readonly offers: ReturnType<typeof createOffers>;
  readonly quotes: ReturnType<typeof createQuotes>;
  readonly holds: ReturnType<typeof createHolds>;
  readonly enqueue: Enqueue;
  readonly readCatalogue: (db: Db) => Promise<Catalogue>;
  readonly findReservation: (
    db: Db,
    code: string,
  ) => Promise<{ reservationId: number } | undefined>;
  readonly queueHandoff: (
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

/** `rev`: of the turn that is being taken. */
export type EffectScene = {
  readonly db: Db;
  readonly guestId: number;
  readonly rev: number;
  readonly now: Date;
};

export type RunEffect = (
  scene: EffectScene,
  effect: Exclude<SpokenEffect, { type: 'say' }>,
) => Promise<ConversationEvent | null>;

export function createEffects(dependencies: EffectDependencies): RunEffect {
  const { offers, quotes, holds, enqueue, readCatalogue, settings } = dependencies;

  return async ({ db, guestId, rev, now }, effect) => {
    switch (effect.type) {
      case 'findOffers': {
        const { stays, party, pets } = effect;
        const found: OffersFound[] = [];
        for (const stay of stays)
          found.push(await offers.findOffers(db, { stay, party, pets, now }));
        return {
          type: 'offers.found',
          offers: found.flatMap((one) => one.offers),
          refusals: found[0]?.refusals ?? [],
        };
      }
      case 'findAlternatives': {
        const { stay, party, pets } = effect;
        return {
          type: 'alternatives.found',
          ...(await offers.findAlternatives(db, { stay, party, pets, now })),
        };
      }
      case 'findFreeDays': {
        const { month, nights, party } = effect;
        const free = await offers.freeRanges(db, { month, party, now });
        return {
          type: 'month.found',
          month,
          free: free.filter((range) => nightsOf(range) >= (nights ?? 1)),
        };
      }
      case 'describeCabin': {
        const card = describeCabin(await readCatalogue(db), effect.cabinId);
        return card ? { type: 'cabin.described', card } : { type: 'cabin.gone' };
      }
      case 'makeQuote': {
        const { cabinId, stay, party, pets } = effect;
        const answer = await quotes.makeQuote(db, { guestId, cabinId, stay, party, pets, now });
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
        const { answers, unknown } = answersTo(await readCatalogue(db), effect.questions);
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
      case 'callHuman': {
        await dependencies.queueHandoff(db, { id: guestId, rev }, effect.why, now);
        return {
          type: 'human.called',
          why: effect.why,
          until: new Date(now.getTime() + settings.handoffHours * 3_600_000).toISOString(),
        };
      }
    }
  };
}
