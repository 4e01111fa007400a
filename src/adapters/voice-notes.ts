// Voice notes among a guest's events: which wait for their words, and the words when they come.

import type { Enqueue } from '../booking/jobs.ts';
import type { HearingDependencies } from '../chat/hearing.ts';
import type { VoiceNote } from '../chat/voice.ts';
import { inTransaction, type Pool } from './postgres.ts';

/** What one guest is listened to in an hour; more is read only when it is written. */
const MOST_AN_HOUR = 30;

/** As `HearingDependencies.ask`. */
export function createAsk(pool: Pool, enqueue: Enqueue): HearingDependencies['ask'] {
  return (guest, eventIds, { now, until }) =>
    inTransaction(pool, async (db) => {
      const { rows } = await db.query<{ id: number; wait: Date; state: string | null }>({
        name: 'ask-to-hear',
        text: `
          update guest_events e set hear_until = case when (
              select count(*) from guest_events o where o.guest_id = $1 and o.hear_until > $3::timestamptz - interval '1 hour'
            ) < ${MOST_AN_HOUR} then $4::timestamptz else $3::timestamptz end
          where e.id = any($2::bigint[]) and e.rev is null and e.hear_until is null
          returning e.id, e.hear_until as wait, (select state from turns where guest_id = $1 and rev = $5) as state`,
        values: [guest.id, eventIds, now, until, guest.rev],
      });
      for (const { id: eventId, wait } of rows)
        if (wait > now) await enqueue(db, { name: 'hearVoiceNote', data: { eventId } });
      return {
        waits: new Map(rows.map(({ id, wait }) => [id, wait])),
        attendedBy: rows[0]?.state?.startsWith('handedOff') ? 'person' : 'bot',
      };
    });
}

/** Undefined when it was answered, or heard, already. */
export async function readVoiceNote(pool: Pool, eventId: number): Promise<VoiceNote | undefined> {
  const { rows } = await pool.query({
    name: 'voice-note',
    text: `
      select e.guest_id as "guestId", e.body ->> 'mediaId' as "mediaId", e.hear_until as until,
        case when g.rev > 0 then g.language end as language
      from guest_events e join guests g on g.id = e.guest_id
      where e.id = $1 and e.rev is null and e.hear_until is not null
        and not exists (select from guest_events t where t.key = replace(e.key, 'wamid:', 'transcript:'))`,
    values: [eventId],
  });
  return rows[0];
}

/** Through the one door, at the moment at which they were spoken; once per note. */
export async function tellWords(
  pool: Pool,
  { eventId, words, now }: { eventId: number; words: string | null; now: Date },
): Promise<void> {
  const body =
    words === null
      ? { kind: 'note', what: 'unheard' }
      : { kind: 'text', text: words, spoken: true };
  await pool.query({
    name: 'tell-words',
    text: `
      with told as (
        insert into guest_events (guest_id, key, body, sent_at, received_at)
        select guest_id, replace(key, 'wamid:', 'transcript:'), $2, sent_at, $3 from guest_events where id = $1 and rev is null
        on conflict on constraint one_event_per_key do nothing
        returning guest_id
      )
      update guests g set wake_at = least(coalesce(g.wake_at, 'infinity'), $3) from told where g.id = told.guest_id`,
    values: [eventId, JSON.stringify(body), now],
  });
}
