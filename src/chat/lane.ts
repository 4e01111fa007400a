// Each guest's lane: whoever claims a guest reads their events, takes the turn and sends their
// messages, so that neither is ever in two hands. Any number of processes share the guests.

import { setTimeout as delay } from 'node:timers/promises';
import type { Language } from '../../flows/understand/meaning.ts';
import type { Listen, Listened } from './hearing.ts';
import type { Inbound } from './inbound.ts';
import { LONGEST_SEND_MS } from './outbox.ts';
import { takePace } from './pace.ts';
import type { Outgoing } from './templates.ts';

export type WaitingEvent = {
  readonly id: number;
  readonly key: string;
  readonly body: Inbound;
  /** The request that brought it; null for what we tell ourselves. */
  readonly trace: string | null;
  readonly sentAt: Date;
  /** Of a voice note: until when its words are waited for; null: nobody was asked to hear it. */
  readonly hearUntil: Date | null;
};
export type QueuedMessage = {
  readonly id: number;
  readonly payload: Outgoing;
  /** The owner who wrote it; null: the bot. */
  readonly author: string | null;
  readonly attempts: number;
  readonly notBefore: Date | null;
};
export type Waking = { readonly guestId: number; readonly at: Date };

export type ClaimedGuest = {
  readonly id: number;
  readonly token: string;
  readonly leaseUntil: Date;
  /** Null where the newest message hid it: then nobody is who they were by it. */
  readonly phone: string | null;
  readonly knownPhone: string | null;
  readonly bsuid: string | null;
  readonly rev: number;
  readonly language: Language;
  readonly profileName: string | null;
  /** Turns in a row that failed. */
  readonly failures: number;
  /** The end of Meta's 24-hour window; null: closed. Outside it only a template may leave. */
  readonly writableUntil: Date | null;
  /** What `takePace` reckons with. */
  readonly pacedUntil: Date | null;
  /** Nothing leaves the number before then, and then one message as a probe; null: not paused. */
  readonly pausedUntil: Date | null;
  readonly events: readonly WaitingEvent[];
  readonly queued: readonly QueuedMessage[];
};

/** Which machine took a turn: a guest's, or an owner's. */
export type MachineName = 'conversation' | 'owner';

export type TurnWritten = {
  readonly rev: number;
  readonly machine: MachineName;
  readonly language: Language;
  readonly machineVersion: number;
  /** Of that machine. */
  readonly events: readonly object[];
  readonly state: string;
  readonly at: Date;
  readonly eventIds: readonly number[];
  readonly messages: readonly Outgoing[];
};

/** How a visit of a guest ended. */
export type VisitOutcome = {
  readonly retryAt: Date | null;
  readonly failed: boolean;
  readonly pacedUntil: Date | null;
  /** Events that wait, by their ids. */
  readonly held: readonly number[];
  readonly heldUntil: Date | null;
  readonly now: Date;
};

/** What became of a message that was tried. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** It will not reach the guest; the owner was told. */
  | { readonly kind: 'givenUp' }
  /** The messages behind it wait with it. */
  | { readonly kind: 'later'; readonly at: Date };

export type LaneDependencies = {
  readonly claim: (guestId: number, token: string, now: Date) => Promise<ClaimedGuest | undefined>;
  readonly release: (guest: ClaimedGuest, outcome: VisitOutcome) => Promise<Date | null>;
  readonly awake: (now: Date, limit: number) => Promise<number[]>;
  /** What of the waiting events may be answered now. */
  readonly listen: Listen;
  readonly takeTurn: (guest: ClaimedGuest, now: Date) => Promise<QueuedMessage[]>;
  /** Sets the waiting events aside and calls a person: these events fail every time. */
  readonly setAside: (guest: ClaimedGuest, now: Date) => Promise<QueuedMessage[]>;
  readonly send: (guest: ClaimedGuest, message: QueuedMessage, now: Date) => Promise<SendOutcome>;
  /** Notes on the message why it waits, for the owner. */
  readonly holdBack: (message: QueuedMessage, until: Date) => Promise<void>;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly onTurn: (outcome: 'committed' | 'failed', seconds: number) => void;
  readonly onError: (error: unknown, guestId: number | null) => void;
  readonly settings: { readonly concurrency: number; readonly sweepMs: number };
};

const FAILURES_BEFORE_SET_ASIDE = 5;
/** Sends stop this long before the lease ends: a send and its note take less. */
const LEASE_MARGIN_MS = LONGEST_SEND_MS + 2_000;
/** A shorter wait for the pair rate is nobody's concern. */
const WORTH_TELLING_MS = 5_000;

export type Lane = ReturnType<typeof createLane>;

export function createLane(dependencies: LaneDependencies) {
  const { now, settings } = dependencies;
  const timers = new Map<number, { at: number; timer: NodeJS.Timeout }>();
  const waiting: number[] = [];
  const visits = new Map<number, Promise<void>>();
  /** Woken while being visited: looked at once more, since the release may have come too early to see why. */
  const wokenAgain = new Set<number>();
  const stopping = new AbortController();

  function wake(wakings: readonly Waking[]): void {
    if (stopping.signal.aborted) return;
    for (const { guestId, at } of wakings) {
      const known = timers.get(guestId);
      if (known) clearTimeout(known.timer);
      const wait = at.getTime() - now().getTime();
      if (wait <= 0) {
        timers.delete(guestId);
        visit(guestId);
      } else {
        timers.set(guestId, {
          at: at.getTime(),
          timer: setTimeout(() => (timers.delete(guestId), visit(guestId)), wait),
        });
      }
    }
  }

  function visit(guestId: number): void {
    if (stopping.signal.aborted) return;
    if (visits.has(guestId)) {
      wokenAgain.add(guestId);
      return;
    }
    if (visits.size >= settings.concurrency) {
      if (!waiting.includes(guestId)) waiting.push(guestId);
      return;
    }
    const done = attend(guestId)
      .catch((error) => (dependencies.onError(error, guestId), null))
      .then((again) => {
        visits.delete(guestId);
        const woken = wokenAgain.delete(guestId);
        if (again) wake([{ guestId, at: again }]);
        // a visit that has just begun sees it all
        if (woken && !visits.has(guestId)) visit(guestId);
        const next = waiting.shift();
        if (next !== undefined) visit(next);
      });
    visits.set(guestId, done);
  }

  /** Answers when the guest next wants a hand. */
  async function attend(guestId: number): Promise<Date | null> {
    const guest = await dependencies.claim(guestId, dependencies.newId(), now());
    if (!guest) return null;
    const started = performance.now();
    let failed = false;
    let retryAt: Date | null = null;
    let pacedUntil = guest.pacedUntil;
    let heard: Listened = { ready: guest.events, held: [], until: null };
    try {
      let queued = guest.queued;
      const givesUp = guest.failures >= FAILURES_BEFORE_SET_ASIDE;
      if (!givesUp && guest.events.length > 0) heard = await dependencies.listen(guest, now());
      if (heard.ready.length > 0) {
        const turn = givesUp ? dependencies.setAside : dependencies.takeTurn;
        queued = [...queued, ...(await turn({ ...guest, events: heard.ready }, now()))];
        dependencies.onTurn('committed', (performance.now() - started) / 1_000);
      }
      ({ retryAt, pacedUntil } = await sendAll(guest, queued));
    } catch (error) {
      failed = true;
      retryAt = new Date(now().getTime() + 500 * 4 ** Math.min(guest.failures, 4));
      dependencies.onTurn('failed', (performance.now() - started) / 1_000);
      dependencies.onError(error, guestId);
    }
    const held = heard.held.map(({ id }) => id);
    return dependencies.release(guest, {
      retryAt,
      failed,
      pacedUntil,
      held,
      heldUntil: heard.until,
      now: now(),
    });
  }

  async function sendAll(
    guest: ClaimedGuest,
    queued: readonly QueuedMessage[],
  ): Promise<{ retryAt: Date | null; pacedUntil: Date | null }> {
    let { pacedUntil } = guest;
    for (const message of queued) {
      if (message.notBefore && message.notBefore > now())
        return { retryAt: message.notBefore, pacedUntil };
      if (now().getTime() > guest.leaseUntil.getTime() - LEASE_MARGIN_MS)
        return { retryAt: now(), pacedUntil };
      const pace = takePace(pacedUntil, now());
      if (pace.kind === 'wait') {
        if (pace.until.getTime() - now().getTime() > WORTH_TELLING_MS)
          await dependencies.holdBack(message, pace.until);
        return { retryAt: pace.until, pacedUntil };
      }
      const outcome = await dependencies.send(guest, message, now());
      if (outcome.kind === 'later') return { retryAt: outcome.at, pacedUntil };
      if (outcome.kind === 'sent') ({ pacedUntil } = pace);
    }
    return { retryAt: null, pacedUntil };
  }

  /** Finds guests whose process died, whose timer was in another process, or whose clock was moved. */
  async function sweep(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        for (const guestId of await dependencies.awake(now(), settings.concurrency)) visit(guestId);
      } catch (error) {
        dependencies.onError(error, null);
      }
      await delay(settings.sweepMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const sweeping = sweep();

  return {
    wake,
    /** Finishes the turns that are under way; what waits is left to the next process. */
    async [Symbol.asyncDispose](): Promise<void> {
      stopping.abort();
      for (const { timer } of timers.values()) clearTimeout(timer);
      await Promise.all([sweeping, ...visits.values()]);
    },
  };
}
