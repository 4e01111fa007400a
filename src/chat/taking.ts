// How a turn is taken, whichever machine talks: the state of before, each event fed to it, its effects
// run, and all that follows committed at once. Run again from the start, it does the same.

import type { Db } from '../booking/db.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { ClaimedGuest, MachineName, QueuedMessage, TurnWritten } from './lane.ts';
import type { Outgoing } from './templates.ts';

/** A session as Redis holds it: good only while its `rev` is the guest's. */
export type SessionRecord = {
  readonly rev: number;
  readonly machineVersion: number;
  readonly kept: unknown;
};

export type Sessions = {
  /** Undefined when there is none, or when the store cannot be reached: the journal has it all. */
  readonly get: (guestId: number, machine: MachineName) => Promise<SessionRecord | undefined>;
  readonly set: (guestId: number, machine: MachineName, record: SessionRecord) => Promise<void>;
  /** Throws when the store cannot be reached: what is to be erased is asked for again. */
  readonly forget: (guestId: number) => Promise<void>;
};

/** `rev`: of the turn that is being taken. */
export type EffectScene = {
  readonly db: Db;
  /** For effects that write nothing: a turn without any that does needs no transaction. */
  readonly reads: Db;
  readonly guestId: number;
  /** As it was last shown. */
  readonly phone: string | null;
  readonly rev: number;
  readonly now: Date;
};

/** Something that waits, as events for the state so far. */
export type Step<S, E> = (state: S, scene: EffectScene) => readonly E[] | Promise<readonly E[]>;

type Say<Y> = { readonly type: 'say'; readonly saying: Y };

/** A machine as a value, with what its effects do and how its sayings are written. */
export type Talk<S, E, F extends { readonly type: string }, Y> = {
  readonly machine: MachineName;
  readonly version: number;
  readonly begin: (guest: ClaimedGuest) => S;
  readonly recall: (version: number, kept: unknown) => S | undefined;
  readonly keep: (state: S) => unknown;
  readonly advance: (
    before: S,
    event: E,
  ) => { readonly conversation: S; readonly effects: ReadonlyArray<F | Say<Y>> };
  readonly stateNameOf: (state: S) => string;
  readonly languageOf: (state: S, guest: ClaimedGuest) => Language;
  readonly runEffect: (scene: EffectScene, effect: Exclude<F, Say<Y>>) => Promise<E | null>;
  /** Asked for before the transaction begins. */
  readonly writer: () => Promise<(sayings: readonly Y[], state: S) => Outgoing[]>;
};

export type TakingDependencies = {
  readonly sessions: Sessions;
  readonly readJournal: <E>(
    guestId: number,
    machine: MachineName,
    afterRev: number,
  ) => Promise<E[]>;
  /** Commits what `work` writes together with the turn that it answers. */
  readonly commitTurn: (
    guest: ClaimedGuest,
    work: (db: Db, reads: Db) => Promise<TurnWritten>,
  ) => Promise<QueuedMessage[]>;
};

export function createTaking<S, E extends { type: string }, F extends { type: string }, Y>(
  talk: Talk<S, E, F, Y>,
  { sessions, readJournal, commitTurn }: TakingDependencies,
) {
  const { machine, version } = talk;

  async function restore(guest: ClaimedGuest): Promise<S> {
    const record = await sessions.get(guest.id, machine);
    const usable =
      record && record.rev <= guest.rev
        ? talk.recall(record.machineVersion, record.kept)
        : undefined;
    let state = usable ?? talk.begin(guest);
    const rev = usable && record ? record.rev : 0;
    if (rev === guest.rev) return state;
    for (const event of await readJournal<E>(guest.id, machine, rev))
      state = talk.advance(state, event).conversation;
    return state;
  }

  type Going = { state: S; readonly events: E[]; readonly sayings: Y[] };

  async function feed(scene: EffectScene, going: Going, event: E): Promise<void> {
    going.events.push(event);
    const { conversation, effects } = talk.advance(going.state, event);
    going.state = conversation;
    for (const effect of effects) {
      if (isSay(effect)) {
        going.sayings.push(effect.saying);
        continue;
      }
      const answer = await talk.runEffect(scene, effect as Exclude<F, Say<Y>>);
      if (answer) await feed(scene, going, answer);
    }
  }

  function isSay(effect: F | Say<Y>): effect is Say<Y> {
    return effect.type === 'say';
  }

  /** Feeds the events that each step gives for the state so far, then writes all that follows. */
  async function commit(
    guest: ClaimedGuest,
    before: S,
    now: Date,
    steps: ReadonlyArray<Step<S, E>>,
  ): Promise<QueuedMessage[]> {
    const write = await talk.writer();
    const rev = guest.rev + 1;
    let after = before;
    const queued = await commitTurn(guest, async (db, reads) => {
      const going: Going = { state: before, events: [], sayings: [] };
      const scene = { db, reads, guestId: guest.id, phone: guest.knownPhone, rev, now };
      for (const step of steps) {
        for (const event of await step(going.state, scene)) await feed(scene, going, event);
      }
      after = going.state;
      return {
        rev,
        machine,
        language: talk.languageOf(after, guest),
        machineVersion: version,
        events: going.events,
        state: talk.stateNameOf(after),
        at: now,
        eventIds: guest.events.map(({ id }) => id),
        messages: write(going.sayings, after),
      };
    });
    await sessions.set(guest.id, machine, {
      rev,
      machineVersion: version,
      kept: talk.keep(after),
    });
    return queued;
  }

  return { restore, commit };
}
