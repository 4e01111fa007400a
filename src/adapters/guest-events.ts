// What jobs and webhooks tell a guest's conversation.

import type { Fact } from '../../flows/events.ts';
import { purposeOf } from '../chat/permission.ts';
import type { Db } from './postgres.ts';

/** Once per key; false when it was told before, or when the guest does not want to hear such things. The guest is woken in the same statement. */
export async function postFact(
  db: Db,
  { guestId, key, fact, now }: { guestId: number; key: string; fact: Fact; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'post-fact',
    text: `
      with told as (
        insert into guest_events (guest_id, key, body, sent_at, received_at)
        select $1::bigint, $2, $3::jsonb, $4::timestamptz, $4 where $5::boolean or not exists (select from guests where id = $1 and opted_out_at is not null)
        on conflict on constraint one_event_per_key do nothing
        returning guest_id
      )
      update guests g set wake_at = least(coalesce(g.wake_at, 'infinity'), $4) from told where g.id = told.guest_id`,
    values: [
      guestId,
      key,
      JSON.stringify({ kind: 'fact', event: fact }),
      now,
      purposeOf(fact.type) === 'stay',
    ],
  });
  return rowCount === 1;
}
