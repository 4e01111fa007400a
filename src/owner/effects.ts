// What an owner's machine asks of the database, run inside the turn's transaction; each answer is its next
// event. An order that comes to nothing leaves nothing: it is rolled back to where it began.

import { randomBytes } from 'node:crypto';
import type { Order, OwnerEffect, OwnerEvent, Proposal } from '../../flows/owner-talk.ts';
import { writeAudit } from '../adapters/admin/audit.ts';
import type { Db } from '../adapters/postgres.ts';
import type { EffectScene } from '../chat/taking.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { cabinsOf } from './cabins.ts';
import { createChats } from './chats.ts';
import { createLookups } from './lookups.ts';
import { createNights } from './nights.ts';
import type { Office } from './office.ts';
import { undo, type Act, type Plan, type Said, type Scene, type Undone } from './plan.ts';
import { createPrices } from './prices.ts';
import { createQuestions } from './questions.ts';
import { createStays } from './stays.ts';

export type OwnerParts = {
  readonly office: Office;
  readonly timeZone: string;
  readonly today: (now: Date) => CalendarDate;
  readonly instantAt: (day: CalendarDate, time: string) => Date;
};

const PROPOSAL_LIVES_MS = 10 * 60_000;

type Asked = { readonly order: Order; readonly chat: number | null; readonly about: number | null };

export function createOwnerEffects({ office, timeZone, today, instantAt }: OwnerParts) {
  const clock = new Intl.DateTimeFormat('es-AR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const lookups = createLookups({ timeZone, instantAt });
  const nights = createNights(office);
  const price = createPrices({ office, cabinsOf });
  const stays = createStays(office);
  const chat = createChats(office);
  const questions = createQuestions({ office, hourOf: (now) => clock.format(now) });

  async function planFor(scene: Scene, phone: string, asked: Asked): Promise<Plan> {
    const { order } = asked;
    switch (order.do) {
      case 'block':
        return nights.block(scene, order);
      case 'unblock':
        return nights.unblock(scene, order);
      case 'freeBlock':
        return nights.freeBlock(scene, order.blockId);
      case 'price':
        return price(scene, order);
      case 'reservation':
        return stays.show(scene, order);
      case 'cancel':
        return stays.cancel(scene, order);
      case 'cash':
        return stays.cash(scene, order);
      case 'pending':
        return questions.pending(scene, phone);
      case 'see':
        return questions.see(scene, order.decisionId);
      case 'rule':
        return questions.rule(scene, order);
      case 'assign':
        return questions.assign(scene, order, asked.about);
      case 'pause':
      case 'resume':
      case 'answer':
      case 'reply':
      case 'writeTo':
      case 'takeChat':
      case 'giveChat':
        return chat(scene, order, asked.chat);
      default:
        return lookups.lookUp(scene, order);
    }
  }

  async function answerTo(
    scene: Scene,
    plan: Plan,
    order: Order,
    text: string,
    again: boolean,
  ): Promise<OwnerEvent> {
    switch (plan.kind) {
      case 'say':
        return answered(plan);
      case 'act':
        return answered(await attempt(scene.db, plan.act, null));
      case 'lacking':
        return { type: 'lacking', text, saying: plan.saying };
      case 'guest':
        return { type: 'guest.found', guest: plan.guest };
      case 'ask': {
        const id = randomBytes(6).toString('base64url');
        const until = new Date(scene.now.getTime() + PROPOSAL_LIVES_MS).toISOString();
        const proposal: Proposal = { id, order, facts: plan.facts, until };
        const saying = { key: 'propose', id, proposed: plan.proposed } as const;
        return { type: 'proposed', proposal, saying, again };
      }
    }
  }

  return async function runEffect(
    { db, phone, now }: EffectScene,
    effect: Exclude<OwnerEffect, { type: 'say' }>,
  ): Promise<OwnerEvent | null> {
    if (phone === null) throw new Error('an owner without a phone');
    const by = `whatsapp:${phone}`;
    const scene: Scene = { db, now, today: today(now), by };
    switch (effect.type) {
      case 'obey': {
        const { order, text } = effect;
        const plan = await planFor(scene, phone, effect);
        // what changes something is written down under the name of its operation when it is done
        if (plan.kind !== 'act' && plan.kind !== 'ask')
          await writeAudit(db, { at: now, who: by, what: 'askedByWhatsApp', about: order.do });
        return answerTo(scene, plan, order, text, false);
      }
      case 'carryOut': {
        const { proposal, variant } = effect;
        const { order, facts } = proposal;
        const plan = await planFor(scene, phone, { order, chat: null, about: null });
        if (plan.kind !== 'ask') return answerTo(scene, plan, order, '', true);
        if (plan.facts !== facts) return answerTo(scene, plan, order, '', true);
        return answered(await attempt(db, plan.act, variant));
      }
      case 'lookAround': {
        const sayings = await questions.lookAround(scene, phone, effect.heard);
        return sayings.length === 0 ? null : { type: 'answered', sayings };
      }
      case 'tellDigest': {
        const digest = await lookups.digest(scene);
        const isNews =
          digest.arriving.length + digest.leaving.length + digest.holds.length + digest.pending > 0;
        return isNews ? { type: 'answered', sayings: [{ key: 'digest', digest }] } : null;
      }
      case 'tellClosed': {
        const sayings = await questions.closed(scene, effect.decisionId);
        return sayings.length === 0 ? null : { type: 'answered', sayings };
      }
    }
  };
}

function answered({ sayings, ...rest }: Said | Undone): OwnerEvent {
  const { chat, about } = rest as Partial<Said>;
  return {
    type: 'answered',
    sayings,
    ...(chat !== undefined && { chat }),
    ...(about !== undefined && { about }),
  };
}

/** exclusion_violation: the nights went to somebody else at this moment. */
const TAKEN = '23P01';

async function attempt(db: Db, act: Act, variant: string | null): Promise<Said | Undone> {
  await db.query('savepoint an_order');
  const done = await act(variant).catch((error: unknown) => {
    if ((error as { code?: string }).code === TAKEN) return undo({ key: 'changed' });
    throw error;
  });
  await db.query(
    done.kind === 'undo' ? 'rollback to savepoint an_order' : 'release savepoint an_order',
  );
  return done;
}
