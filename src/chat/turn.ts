// One turn of one guest: all that waits for them becomes machine events, the machine answers with
// effects, and everything that follows is committed at once. Run again from the start, it does the same.

import type { Db } from '../booking/db.ts';
import { parseChoice } from '../../flows/choices.ts';
import type { Copy, Place } from '../../flows/copy/copy.ts';
import type { Saying } from '../../flows/copy/sayings.ts';
import type { ConversationEvent } from '../../flows/events.ts';
import {
  advance,
  begin,
  expectationOf,
  keep,
  recall,
  stateNameOf,
  type Conversation,
} from '../../flows/runtime.ts';
import type { Hearing, Language, Meaning } from '../../flows/understand/meaning.ts';
import { MACHINE_VERSION, upcast } from '../../flows/versions.ts';
import { compose } from './compose.ts';
import type { RunEffect } from './effects.ts';
import type { Inbound } from './inbound.ts';
import type { ClaimedGuest, QueuedMessage, TurnWritten, WaitingEvent } from './lane.ts';
import type { Templates } from './templates.ts';

/** A session as Redis holds it: good only while its `rev` is the guest's. */
export type SessionRecord = {
  readonly rev: number;
  readonly machineVersion: number;
  readonly kept: unknown;
};

export type Sessions = {
  /** Undefined when there is none, or when the store cannot be reached: the journal has it all. */
  readonly get: (guestId: number) => Promise<SessionRecord | undefined>;
  readonly set: (guestId: number, record: SessionRecord) => Promise<void>;
};

export type TurnDependencies = {
  readonly transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly sessions: Sessions;
  readonly readJournal: (guestId: number, afterRev: number) => Promise<ConversationEvent[]>;
  readonly writeTurn: (db: Db, guest: ClaimedGuest, turn: TurnWritten) => Promise<QueuedMessage[]>;
  readonly runEffect: RunEffect;
  readonly understand: (text: string, hearing: Hearing) => Meaning;
  /** Today, the holidays and the longest stay, as they are at `now`. */
  readonly hearingAt: (now: Date) => Pick<Hearing, 'today' | 'calendar' | 'maxNights'>;
  readonly copies: Readonly<Record<Language, Copy>>;
  readonly templates: Templates;
  readonly readPlace: () => Promise<{
    readonly place: Place;
    readonly cabinNames: readonly string[];
  }>;
  /** Ticks for the guest: the bot has read it and is about to answer. Best effort, never waited for. */
  readonly seen: (wamid: string) => void;
};

type Machine = {
  conversation: Conversation;
  readonly events: ConversationEvent[];
  readonly sayings: Saying[];
};

export function createTurn(dependencies: TurnDependencies) {
  const { sessions, transaction, runEffect } = dependencies;

  async function restore(guest: ClaimedGuest): Promise<Conversation> {
    const record = await sessions.get(guest.id);
    const usable =
      record && record.rev <= guest.rev
        ? recall(upcast(record.machineVersion, record.kept))
        : undefined;
    let conversation =
      usable ?? begin({ language: guest.language, profileName: guest.profileName });
    const rev = usable && record ? record.rev : 0;
    if (rev === guest.rev) return conversation;
    for (const event of await dependencies.readJournal(guest.id, rev))
      conversation = advance(conversation, event).conversation;
    return conversation;
  }

  async function feed(
    scene: { db: Db; guestId: number; rev: number; now: Date },
    machine: Machine,
    event: ConversationEvent,
  ): Promise<void> {
    machine.events.push(event);
    const { conversation, effects } = advance(machine.conversation, event);
    machine.conversation = conversation;
    for (const effect of effects) {
      if (effect.type === 'say') {
        machine.sayings.push(effect.saying);
        continue;
      }
      const answer = await runEffect(scene, effect);
      if (answer) await feed(scene, machine, answer);
    }
  }

  function hear(
    conversation: Conversation,
    text: string,
    at: Date,
    now: Date,
    unitNames: readonly string[],
  ): ConversationEvent[] {
    const { stay, checkIn, month, party, language } = conversation.context;
    const meaning = dependencies.understand(text, {
      ...dependencies.hearingAt(now),
      unitNames,
      expects: expectationOf(conversation),
      known: {
        ...(stay && { stay }),
        ...(checkIn && { checkIn }),
        ...(month && { month }),
        ...(party && { guests: party }),
      },
      language,
    });
    const said = { type: 'guest.said', at: at.toISOString(), text, meaning } as const;
    return meaning.language === language
      ? [said]
      : [{ type: 'language.changed', language: meaning.language }, said];
  }

  /** Feeds the events that `next` gives for the conversation so far, then writes all that follows. */
  async function commit(
    guest: ClaimedGuest,
    before: Conversation,
    now: Date,
    steps: ReadonlyArray<(conversation: Conversation) => readonly ConversationEvent[]>,
  ): Promise<QueuedMessage[]> {
    const { place } = await dependencies.readPlace();
    const rev = guest.rev + 1;
    const { after, queued } = await transaction(async (db) => {
      const machine: Machine = { conversation: before, events: [], sayings: [] };
      for (const step of steps) {
        for (const event of step(machine.conversation))
          await feed({ db, guestId: guest.id, rev, now }, machine, event);
      }
      const { language, hold } = machine.conversation.context;
      const written = await dependencies.writeTurn(db, guest, {
        rev,
        language,
        machineVersion: MACHINE_VERSION,
        events: machine.events,
        state: stateNameOf(machine.conversation),
        at: now,
        eventIds: guest.events.map(({ id }) => id),
        messages: compose(
          machine.sayings,
          dependencies.copies[language],
          place,
          (saying, written) =>
            dependencies.templates.forSaying(saying, written, { language, place, hold }),
        ),
      });
      return { after: machine.conversation, queued: written };
    });
    await sessions.set(guest.id, { rev, machineVersion: MACHINE_VERSION, kept: keep(after) });
    return queued;
  }

  return {
    /** Answers the messages to send, in order. */
    async takeTurn(guest: ClaimedGuest, now: Date): Promise<QueuedMessage[]> {
      const before = await restore(guest);
      const wamid = before.matches('handedOff') ? undefined : newestWamid(guest.events);
      if (wamid) dependencies.seen(wamid);
      const { cabinNames } = await dependencies.readPlace();
      const steps = bursts(guest.events).map(
        (heard) => (conversation: Conversation) =>
          heard.kind === 'text'
            ? hear(conversation, heard.text, heard.at, now, cabinNames)
            : eventOf(heard.body, heard.at),
      );
      return commit(guest, before, now, steps);
    },

    /** Takes the waiting events without acting on them and calls a person: the bot fails on them every time. */
    async setAside(guest: ClaimedGuest, now: Date): Promise<QueuedMessage[]> {
      return commit(guest, await restore(guest), now, [() => [{ type: 'messages.setAside' }]]);
    },
  };
}

type Heard =
  | { readonly kind: 'text'; readonly text: string; readonly at: Date }
  | { readonly kind: 'other'; readonly body: Inbound; readonly at: Date };

/** Texts that follow one another are one: people write a sentence in four messages. */
function bursts(events: readonly WaitingEvent[]): Heard[] {
  const heard: Heard[] = [];
  for (const { body, sentAt: at } of events) {
    const last = heard.at(-1);
    if (body.kind === 'text' && last?.kind === 'text')
      heard[heard.length - 1] = { kind: 'text', text: `${last.text}\n${body.text}`, at };
    else
      heard.push(
        body.kind === 'text' ? { kind: 'text', text: body.text, at } : { kind: 'other', body, at },
      );
  }
  return heard;
}

function eventOf(body: Inbound, at: Date): ConversationEvent[] {
  switch (body.kind) {
    case 'choice':
      return [{ type: 'guest.chose', at: at.toISOString(), choice: parseChoice(body.id) }];
    case 'media':
      return [
        {
          type: 'guest.sent',
          at: at.toISOString(),
          what: body.what,
          ...(body.mediaId !== undefined && { mediaId: body.mediaId }),
          ...(body.mimeType !== undefined && { mimeType: body.mimeType }),
        },
      ];
    case 'fact':
      return [body.event];
    case 'owner':
      return [{ type: 'owner.tookOver' }];
    case 'text':
    case 'note':
    case 'moved':
      return [];
  }
}

function newestWamid(events: readonly WaitingEvent[]): string | undefined {
  return events
    .findLast(({ body, key }) => body.kind !== 'moved' && key.startsWith('wamid:'))
    ?.key.slice('wamid:'.length);
}
