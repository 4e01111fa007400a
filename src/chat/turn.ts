// One turn of one guest: all that waits for them becomes events of the conversation.

import type { Db } from '../booking/db.ts';
import { parseChoice } from '../../flows/choices.ts';
import type { Copy, Place } from '../../flows/copy/copy.ts';
import type { Saying } from '../../flows/copy/sayings.ts';
import { translate, type Translations } from '../../flows/copy/translate.ts';
import type { ConversationEvent } from '../../flows/events.ts';
import {
  advance,
  begin,
  expectationOf,
  keep,
  knownTo,
  recall,
  stateNameOf,
  type Conversation,
  type SpokenEffect,
} from '../../flows/runtime.ts';
import { meaningOfForm } from '../../flows/understand/filled.ts';
import type { Hearing, Language, Meaning } from '../../flows/understand/meaning.ts';
import { MACHINE_VERSION, upcast } from '../../flows/versions.ts';
import { compose } from './compose.ts';
import type { RunEffect } from './effects.ts';
import { isOwnerFact, type Inbound } from './inbound.ts';
import type { ClaimedGuest, QueuedMessage, WaitingEvent } from './lane.ts';
import { createTaking, type EffectScene, type Step, type TakingDependencies } from './taking.ts';
import type { Templates } from './templates.ts';

export type TurnDependencies = TakingDependencies & {
  readonly runEffect: RunEffect;
  /** True once for each form that was sent to the guest, while it is valid. */
  readonly spendForm: (
    db: Db,
    form: { guestId: number; token: string; now: Date },
  ) => Promise<boolean>;
  readonly understand: (text: string, hearing: Hearing) => Meaning;
  /** Today, the holidays and the longest stay, as they are at `now`. */
  readonly hearingAt: (now: Date) => Pick<Hearing, 'today' | 'calendar' | 'maxNights'>;
  readonly copies: Readonly<Record<Language, Copy>>;
  readonly templates: Templates;
  readonly readPlace: () => Promise<{
    readonly place: Place;
    /** Of the owner's texts. */
    readonly translations: Readonly<Partial<Record<Language, Translations>>>;
    readonly cabinNames: readonly string[];
  }>;
  /** Ticks for the guest: the bot has read it and is about to answer. Best effort, never waited for. */
  readonly seen: (wamid: string) => void;
};

export function createTurn(dependencies: TurnDependencies) {
  const { restore, commit } = createTaking<Conversation, ConversationEvent, SpokenEffect, Saying>(
    {
      machine: 'conversation',
      version: MACHINE_VERSION,
      begin: ({ language, profileName }) => begin({ language, profileName }),
      recall: (version, kept) => recall(upcast(version, kept)),
      keep,
      advance,
      stateNameOf,
      languageOf: ({ context }) => context.language,
      runEffect: dependencies.runEffect,
      async writer() {
        const { place, translations } = await dependencies.readPlace();
        return (sayings, { context: { language, hold } }) => {
          const told = translations[language];
          const copy = dependencies.copies[language];
          const here = { ...place, greeting: translate(place.greeting, told) };
          return compose(translate(sayings, told), copy, here, (saying, written) =>
            dependencies.templates.forSaying(saying, written, { language, place, hold }),
          );
        };
      },
    },
    dependencies,
  );

  function hear(
    conversation: Conversation,
    { text, at, spoken }: Extract<Heard, { kind: 'text' }>,
    now: Date,
    unitNames: readonly string[],
  ): ConversationEvent[] {
    const { language } = conversation.context;
    const meaning = dependencies.understand(text, {
      ...dependencies.hearingAt(now),
      unitNames,
      expects: expectationOf(conversation),
      known: knownTo(conversation),
      language,
    });
    const said = { type: 'guest.said', at: at.toISOString(), text, meaning } as const;
    return [
      ...spoken.map((words) => ({ type: 'voice.heard', words }) as const),
      ...(meaning.language === language
        ? []
        : [{ type: 'language.changed', language: meaning.language } as const]),
      said,
    ];
  }

  /** A form is taken once; after that it is an old button. */
  async function readForm(
    conversation: Conversation,
    form: Extract<Inbound, { kind: 'form' }>,
    sentAt: Date,
    { db, guestId, now }: EffectScene,
  ): Promise<ConversationEvent[]> {
    const at = sentAt.toISOString();
    if (!(await dependencies.spendForm(db, { guestId, token: form.token, now })))
      return [{ type: 'guest.chose', at, choice: { do: 'unknown' } }];
    const meaning = meaningOfForm(form, {
      ...dependencies.hearingAt(now),
      language: conversation.context.language,
    });
    return [{ type: 'guest.said', at, text: form.title, meaning }];
  }

  return {
    /** Answers the messages to send, in order. */
    async takeTurn(guest: ClaimedGuest, now: Date): Promise<QueuedMessage[]> {
      const before = await restore(guest);
      const wamid = before.matches('handedOff') ? undefined : newestWamid(guest.events);
      if (wamid) dependencies.seen(wamid);
      const { cabinNames } = await dependencies.readPlace();
      const steps = bursts(guest.events).map(
        (heard): Step<Conversation, ConversationEvent> =>
          (conversation, scene) => {
            if (heard.kind === 'text') return hear(conversation, heard, now, cabinNames);
            const { body, at } = heard;
            return body.kind === 'form'
              ? readForm(conversation, body, at, scene)
              : eventOf(body, at);
          },
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
  /** `spoken`: what of it was heard in voice notes. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly spoken: readonly string[];
      readonly at: Date;
    }
  | { readonly kind: 'other'; readonly body: Inbound; readonly at: Date };

/** Texts that follow one another are one: people write a sentence in four messages. */
function bursts(events: readonly WaitingEvent[]): Heard[] {
  const heard: Heard[] = [];
  for (const { body, sentAt: at } of events) {
    if (body.kind === 'note') continue;
    const last = heard.at(-1);
    if (body.kind !== 'text') {
      heard.push({ kind: 'other', body, at });
      continue;
    }
    const spoken = body.spoken ? [body.text] : [];
    if (last?.kind === 'text')
      heard[heard.length - 1] = {
        kind: 'text',
        text: `${last.text}\n${body.text}`,
        spoken: [...last.spoken, ...spoken],
        at,
      };
    else heard.push({ kind: 'text', text: body.text, spoken, at });
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
      // to somebody who is no owner any more
      return isOwnerFact(body.event) ? [] : [body.event];
    case 'preference':
      return [{ type: 'contact.preferred', wish: body.wish }];
    case 'owner':
      return [{ type: 'owner.tookOver' }];
    case 'text':
    case 'form':
    case 'note':
    case 'moved':
      return [];
  }
}

export function newestWamid(events: readonly WaitingEvent[]): string | undefined {
  return events
    .findLast(({ body, key }) => body.kind !== 'moved' && key.startsWith('wamid:'))
    ?.key.slice('wamid:'.length);
}
