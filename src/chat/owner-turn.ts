// A turn of an owner: the same lane and the same way as a guest's, with the owner's machine. Who is an owner
// is said by the number that Meta names as the sender, and by nothing that anybody writes.

import type { OwnerCopy } from '../../flows/copy/owner.ts';
import { isOwnerChoice, parseOwnerChoice } from '../../flows/owner-choices.ts';
import { readCommand, type OwnHearing } from '../../flows/owner-command.ts';
import {
  OWNER_VERSION,
  type OwnerEffect,
  type OwnerEvent,
  type OwnerSaying,
} from '../../flows/owner-talk.ts';
import {
  advanceOwner,
  beginOwner,
  keep,
  recallOwner,
  stateNameOf,
  type OwnerTalk,
} from '../../flows/runtime.ts';
import type { Place } from '../../flows/copy/copy.ts';
import type { Hearing } from '../../flows/understand/meaning.ts';
import { isOwnerFact, type Inbound } from './inbound.ts';
import type { ClaimedGuest, QueuedMessage } from './lane.ts';
import { createTaking, type EffectScene, type TakingDependencies } from './taking.ts';
import type { Templates } from './templates.ts';
import { newestWamid, type createTurn } from './turn.ts';

export type OwnerTurnDependencies = TakingDependencies & {
  readonly phones: readonly string[];
  /** Takes what an owner says as a guest, and whoever is no owner. */
  readonly guestTurn: ReturnType<typeof createTurn>;
  readonly runEffect: (
    scene: EffectScene,
    effect: Exclude<OwnerEffect, { type: 'say' }>,
  ) => Promise<OwnerEvent | null>;
  readonly hearingAt: (now: Date) => Pick<Hearing, 'today' | 'calendar' | 'maxNights'>;
  readonly copy: OwnerCopy;
  readonly templates: Pick<Templates, 'forOwner'>;
  readonly readPlace: () => Promise<{
    readonly place: Place;
    readonly cabinNames: readonly string[];
  }>;
  readonly seen: (wamid: string) => void;
};

/** `hidden`: without a phone nobody is obeyed as an owner; what waits is still told. */
type Mode = 'owner' | 'guest' | 'hidden';

/** Owners keep nights for longer than guests stay. */
const MOST_NIGHTS = 400;

export function createOwnerTurn({
  phones,
  guestTurn,
  copy,
  templates,
  ...dependencies
}: OwnerTurnDependencies) {
  const { restore, commit } = createTaking<OwnerTalk, OwnerEvent, OwnerEffect, OwnerSaying>(
    {
      machine: 'owner',
      version: OWNER_VERSION,
      begin: beginOwner,
      recall: (version, kept) => (version === OWNER_VERSION ? recallOwner(kept) : undefined),
      keep,
      advance: advanceOwner,
      stateNameOf,
      languageOf: (_, { language }) => language,
      runEffect: dependencies.runEffect,
      async writer() {
        const { place } = await dependencies.readPlace();
        return (sayings) =>
          sayings.map((saying) => {
            const template = templates.forOwner(saying, place);
            return { ...copy(saying), ...(template && { template }) };
          });
      },
    },
    dependencies,
  );

  const isOwner = ({ knownPhone }: ClaimedGuest) =>
    knownPhone !== null && phones.includes(knownPhone);

  /** Words and taps of an owner who tries the bot as a guest go to the guests' machine. */
  function isForOwner(body: Inbound, mode: Mode, hearing: OwnHearing): boolean {
    switch (body.kind) {
      case 'fact':
        return isOwnerFact(body.event);
      case 'choice':
        return mode === 'owner' || (mode === 'guest' && isOwnerChoice(body.id));
      case 'text':
        return (
          mode === 'owner' || (mode === 'guest' && readCommand(body.text, hearing).do === 'asOwner')
        );
      default:
        return mode === 'owner';
    }
  }

  function eventsOf(body: Inbound, at: Date, state: OwnerTalk, hearing: OwnHearing): OwnerEvent[] {
    switch (body.kind) {
      case 'text': {
        const { text } = body;
        const command = readCommand(text, hearing, state.context.unfinished);
        return [{ type: 'owner.said', at: at.toISOString(), text, command }];
      }
      case 'choice':
        return [{ type: 'owner.chose', at: at.toISOString(), choice: parseOwnerChoice(body.id) }];
      case 'media':
        return [{ type: 'owner.sent' }];
      case 'fact':
        return isOwnerFact(body.event) ? [body.event] : [];
      default:
        return [];
    }
  }

  return {
    async takeTurn(guest: ClaimedGuest, now: Date): Promise<QueuedMessage[]> {
      if (!isOwner(guest)) return guestTurn.takeTurn(guest, now);
      const before = await restore(guest);
      const { cabinNames } = await dependencies.readPlace();
      const hearing = {
        ...dependencies.hearingAt(now),
        maxNights: MOST_NIGHTS,
        unitNames: cabinNames,
      };
      const mode = guest.phone === null ? 'hidden' : before.context.asGuest ? 'guest' : 'owner';
      // one machine a turn: what is the other's waits for the next, which follows at once
      const [mine = [], theirs = []] = [true, false].map((own) =>
        guest.events.filter(({ body }) => isForOwner(body, mode, hearing) === own),
      );
      if (mine.length === 0) return guestTurn.takeTurn({ ...guest, events: theirs }, now);
      const wamid = newestWamid(mine);
      if (wamid) dependencies.seen(wamid);
      const steps = mine.map(
        ({ body, sentAt }) =>
          (state: OwnerTalk) =>
            eventsOf(body, sentAt, state, hearing),
      );
      return commit({ ...guest, events: mine }, before, now, steps);
    },

    async setAside(guest: ClaimedGuest, now: Date): Promise<QueuedMessage[]> {
      if (!isOwner(guest) || guest.phone === null) return guestTurn.setAside(guest, now);
      return commit(guest, await restore(guest), now, [() => [{ type: 'messages.setAside' }]]);
    },
  };
}
