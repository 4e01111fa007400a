// A voice note takes its turn when its words are known. Until then whatever the guest sends after it waits,
// so that "somos 4" is not answered as if "del 3 al 10 de enero" had not been said; at the latest when the
// wait is over, it is answered as a voice note that nobody heard. Words come back through the one door.

import type { ClaimedGuest, WaitingEvent } from './lane.ts';

/** How long Meta shows "typing…", and how long a guest who writes on is kept waiting. */
const LONGEST_HEARING_MS = 25_000;

/** The key of what was heard in a voice note. */
const heardKey = (noteKey: string) => noteKey.replace(/^wamid:/, 'transcript:');

export type Listened = {
  /** In the order in which they are answered. */
  readonly ready: readonly WaitingEvent[];
  readonly held: readonly WaitingEvent[];
  /** When to look again although nothing came; null where nothing is held. */
  readonly until: Date | null;
};

/** What the guest says has an order; facts, the owner's words and notes have none, and money does not wait. */
const isSaid = ({ body: { kind } }: WaitingEvent) =>
  kind === 'text' || kind === 'choice' || kind === 'form' || kind === 'media';

const isVoiceNote = ({ body, key }: WaitingEvent) =>
  body.kind === 'media' &&
  body.what === 'audio' &&
  body.mediaId !== undefined &&
  key.startsWith('wamid:');

function sortHeard(events: readonly WaitingEvent[], now: Date): Listened {
  const answers = new Map(
    events.flatMap((event) => (event.key.startsWith('transcript:') ? [[event.key, event]] : [])),
  );
  const ready: WaitingEvent[] = [];
  const held: WaitingEvent[] = [];
  let until: Date | null = null;
  for (const event of events) {
    if (event.key.startsWith('transcript:')) continue;
    const answer = isVoiceNote(event) ? answers.get(heardKey(event.key)) : undefined;
    if (until === null && isVoiceNote(event) && !answer && event.hearUntil && event.hearUntil > now)
      until = event.hearUntil;
    const to = until !== null && isSaid(event) ? held : ready;
    to.push(
      answer?.body.kind === 'text' ? { ...event, body: { kind: 'note', what: 'voice' } } : event,
    );
    if (answer) {
      answers.delete(answer.key);
      to.push(answer);
    }
  }
  // of a note that was answered before its words came: taken, and not said again
  for (const late of answers.values())
    ready.push({ ...late, body: { kind: 'note', what: 'heardTooLate' } });
  return { ready, held, until };
}

export type HearingDependencies = {
  /**
   * Sets until when each of these waits, and enqueues the job that hears it, in one transaction; once for each.
   * One for which nobody is asked waits until `now`.
   */
  readonly ask: (
    guest: ClaimedGuest,
    eventIds: readonly number[],
    wait: { now: Date; until: Date },
  ) => Promise<{ waits: ReadonlyMap<number, Date>; attendedBy: 'bot' | 'person' }>;
  readonly seen: (wamid: string) => void;
};

export type Listen = (guest: ClaimedGuest, now: Date) => Promise<Listened>;

/** Null where nothing transcribes: a voice note is answered as one that cannot be heard. */
export function createHearing(dependencies: HearingDependencies | null): Listen {
  return async function listen(guest, now) {
    if (!dependencies) return { ready: guest.events, held: [], until: null };
    const fresh = guest.events.filter((event) => isVoiceNote(event) && event.hearUntil === null);
    if (fresh.length === 0) return sortHeard(guest.events, now);
    const { waits, attendedBy } = await dependencies.ask(
      guest,
      fresh.map(({ id }) => id),
      { now, until: new Date(now.getTime() + LONGEST_HEARING_MS) },
    );
    const newest = fresh.at(-1);
    if (newest && attendedBy === 'bot') dependencies.seen(newest.key.slice('wamid:'.length));
    const events = guest.events.map((event) => ({
      ...event,
      hearUntil: waits.get(event.id) ?? event.hearUntil,
    }));
    return sortHeard(events, now);
  };
}
