// What jobs and webhooks tell a guest's conversation.

import type { Fact } from '../../flows/events.ts';
import type { Db } from './postgres.ts';

/** Once per key; false when it was told before. The guest is woken in the same statement. */
export async function postFact(
  db: Db,
  { guestId, key, fact, now }: { guestId: number; key: string; fact: Fact; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'post-fact',
    text: `
      with told as (
        insert into guest_events (guest_id, key, body, sent_at, received_at) values ($1, $2, $3, $4, $4)
        on conflict on constraint one_event_per_key do nothing
        returning guest_id
      )
      update guests g set wake_at = least(coalesce(g.wake_at, 'infinity'), $4) from told where g.id = told.guest_id`,
    values: [guestId, key, JSON.stringify({ kind: 'fact', event: fact }), now],
  });
  return rowCount === 1;
}
