// Telling a guest what the owner did: whoever has a chat with us hears it there; whoever never wrote, not.

import type { Fact } from '../../flows/events.ts';
import type { Db } from './db.ts';
import type { BookedStay } from './scene.ts';
import type { FactBody, PostFact } from './telling.ts';

/** Answers who has to be woken after the commit. */
export type TellGuest = (
  db: Db,
  stay: BookedStay,
  key: string,
  now: Date,
  fact: FactBody,
) => Promise<number[]>;

export function createTellGuest({
  hasWritten,
  postFact,
}: {
  hasWritten: (db: Db, guestId: number) => Promise<boolean>;
  postFact: PostFact;
}): TellGuest {
  return async (db, { guestId, code, cabinName, stay }, key, now, fact) => {
    if (!(await hasWritten(db, guestId))) return [];
    const whole = { ...fact, code, cabinName, stay } as Fact;
    return (await postFact(db, { guestId, key, fact: whole, now })) ? [guestId] : [];
  };
}
