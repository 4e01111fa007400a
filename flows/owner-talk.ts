// What passes between an owner and the bot: events, effects and sayings, as plain JSON, and what the
// owner's machine remembers. They are kept in the journal, so a released shape is only ever extended.

import { z } from 'zod';
import type { Stay } from '../src/domain/stay.ts';
import type { Command, Each, NotOrder } from './owner-command.ts';
import type {
  Alert,
  Digest,
  Done,
  Part,
  PriceNow,
  Proposed,
  Refused,
  Ruling,
  StayLine,
  Taking,
} from './owner-shown.ts';

/** What a tap asks for; ids name things and are checked against the database when they come back. */
type TapOrder =
  | { readonly do: 'rule'; readonly decisionId: number; readonly ruling: Ruling }
  | { readonly do: 'see'; readonly decisionId: number }
  /** Before it is written; `writeTo` once it is. */
  | { readonly do: 'reply'; readonly guestId: number }
  | { readonly do: 'writeTo'; readonly guestId: number; readonly text: string }
  | Each<'takeChat' | 'giveChat', { readonly guestId: number }>
  | { readonly do: 'freeBlock'; readonly blockId: number };

export type Order = Exclude<Command, { readonly do: NotOrder }> | TapOrder;

export type OwnerChoice =
  | { readonly do: 'yes'; readonly to: string; readonly variant: string | null }
  | { readonly do: 'no'; readonly to: string }
  | { readonly do: 'order'; readonly order: Order }
  | { readonly do: 'help' }
  | { readonly do: 'unknown' };

/** Says nothing but itself. */
export type PlainKey =
  | 'help'
  | 'lost'
  | 'yesOrNo'
  | 'dropped'
  | 'expired'
  | 'stale'
  | 'nothingToConfirm'
  | 'asGuest'
  | 'asOwner'
  | 'onlyText'
  | 'failed'
  | 'changed';

export type OwnerSaying =
  | { readonly key: PlainKey }
  | { readonly key: 'unknownCabin'; readonly named: string; readonly cabins: readonly string[] }
  | {
      readonly key: 'lacking';
      readonly what: 'cabin' | 'dates';
      readonly cabins: readonly string[];
    }
  /** Of a new price: what it is now. */
  | { readonly key: 'amountOf'; readonly prices: readonly PriceNow[] }
  | { readonly key: 'whichBlock'; readonly parts: readonly Part[] }
  | { readonly key: 'notFound'; readonly who: string; readonly what: 'stay' | 'guest' }
  | { readonly key: 'whichStay'; readonly order: Order['do']; readonly stays: readonly StayLine[] }
  | {
      readonly key: 'whichGuest';
      readonly guests: ReadonlyArray<{ id: number; name: string }>;
      readonly order: 'takeChat' | 'giveChat' | 'reply';
    }
  | { readonly key: 'cannot'; readonly why: Refused }
  | {
      readonly key: 'stays';
      readonly what: 'arrivals' | 'departures' | 'staying' | 'reservations';
      readonly days: Stay;
      readonly stays: readonly StayLine[];
    }
  | {
      readonly key: 'free';
      readonly days: Stay;
      readonly whole: readonly string[];
      readonly parts: ReadonlyArray<{
        readonly cabinName: string;
        readonly stays: readonly Stay[];
      }>;
    }
  | { readonly key: 'takings'; readonly days: Stay; readonly lines: readonly Taking[] }
  | { readonly key: 'reservation'; readonly stay: StayLine }
  | { readonly key: 'pending'; readonly alerts: readonly Alert[] }
  | { readonly key: 'digest'; readonly digest: Digest }
  | { readonly key: 'alert'; readonly alert: Alert }
  | { readonly key: 'alerts'; readonly alerts: readonly Alert[] }
  /** The window is closed: only a template says it, until the owner writes. */
  | { readonly key: 'alertsWait'; readonly alerts: readonly Alert[] }
  | { readonly key: 'writing'; readonly name: string }
  | { readonly key: 'payment'; readonly alert: Alert }
  | {
      readonly key: 'decided';
      readonly alert: Alert;
      readonly by: string;
      readonly decision: string;
    }
  | { readonly key: 'propose'; readonly id: string; readonly proposed: Proposed }
  | { readonly key: 'done'; readonly done: Done };

export type OwnerEvent =
  | {
      readonly type: 'owner.said';
      readonly at: string;
      readonly text: string;
      readonly command: Command;
    }
  | { readonly type: 'owner.chose'; readonly at: string; readonly choice: OwnerChoice }
  | { readonly type: 'owner.sent' }
  | { readonly type: 'messages.setAside' }
  | OwnerFact
  /** Answers to the effects. */
  | {
      readonly type: 'answered';
      readonly sayings: readonly OwnerSaying[];
      readonly chat?: number;
      /** A payment without a reservation that "asignar" means from now on. */
      readonly about?: number;
    }
  | { readonly type: 'lacking'; readonly text: string; readonly saying: OwnerSaying }
  | { readonly type: 'guest.found'; readonly guest: { readonly id: number; readonly name: string } }
  | {
      readonly type: 'proposed';
      readonly proposal: Proposal;
      readonly saying: OwnerSaying;
      /** What was asked before is not what would happen now. */
      readonly again: boolean;
    };

/** What the database tells an owner's machine, through the same door as everything. */
export type OwnerFact =
  | { readonly type: 'alerts.due' }
  | { readonly type: 'digest.due' }
  | { readonly type: 'decision.closed'; readonly decisionId: number };

export type OwnerEffect =
  | { readonly type: 'say'; readonly saying: OwnerSaying }
  /** Answered by `answered`, `lacking`, `guest.found` or `proposed`. `text`: the words it was read from. */
  | {
      readonly type: 'obey';
      readonly order: Order;
      readonly text: string;
      readonly chat: number | null;
      readonly about: number | null;
    }
  /** Answered by `answered`, or by `proposed` when the facts have changed. */
  | { readonly type: 'carryOut'; readonly proposal: Proposal; readonly variant: string | null }
  /** What waits to be told; answered by `answered` where there is something. */
  | { readonly type: 'lookAround'; readonly heard: boolean }
  | { readonly type: 'tellDigest' }
  | { readonly type: 'tellClosed'; readonly decisionId: number };

/** `facts`: what it was reckoned from; another on carrying out asks again. */
export type Proposal = {
  readonly id: string;
  readonly order: Order;
  readonly facts: string;
  /** ISO instant. */
  readonly until: string;
};

export const ownerContextSchema = z.object({
  /** The owner tries the bot as a guest would. */
  asGuest: z.boolean(),
  proposal: z
    .object({
      id: z.string(),
      order: z.custom<Order>((value) => typeof value === 'object' && value !== null),
      facts: z.string(),
      until: z.string(),
    })
    .readonly()
    .nullable(),
  /** The words of an order that lacks something. */
  unfinished: z.string().nullable(),
  /** The guest whom the next words go to. */
  guest: z.int().nullable(),
  /** Of the chat that was last spoken of. */
  chat: z.int().nullable(),
  about: z.int().nullable(),
});
export type OwnerContext = z.infer<typeof ownerContextSchema>;

export const OWNER_VERSION = 1;
