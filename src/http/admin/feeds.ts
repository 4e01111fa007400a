// Other calendars of each cabin: which are read, how it went, where ours is read, and where both sold.

import { z } from 'zod';
import {
  countFeeds,
  findFeed,
  insertFeed,
  listFeeds,
  readToken,
  rotateToken,
  type FeedRow,
} from '../../adapters/admin/feeds.ts';
import { readCabin } from '../../adapters/admin/property.ts';
import { readConflicts } from '../../adapters/feeds.ts';
import { feedSchema } from '../../adapters/property-schema.ts';
import type { Calendars } from '../../booking/calendars.ts';
import type { Conflict } from '../../booking/feed.ts';
import type { Enqueue } from '../../booking/jobs.ts';
import { soldFirst } from '../../domain/imports.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import { HttpProblem } from '../problem.ts';
import { found } from './found.ts';
import { change, read, type Table } from './route.ts';
import { cabinId, day, id, idInPath, instant } from './schemas.ts';

const MOST_FEEDS = 20;
const shown = z.object({
  id,
  cabinId,
  name: z.string(),
  url: z.string(),
  events: z.int().describe('events that lie ahead'),
  askedAt: instant.nullable(),
  succeededAt: instant.nullable(),
  failedSince: instant.nullable(),
  failure: z
    .string()
    .nullable()
    .describe('why it cannot be read now, or `eventUnreadable`: all but some events'),
  failureDetail: z.string().nullable(),
  readOursAt: instant.nullable().describe('when this channel last read our calendar'),
  ours: z.string().describe('the address of our calendar for this channel'),
});
const address = z.object({ url: z.string() });
const nights = z.object({ checkIn: day, checkOut: day });
export const conflictShown = z.object({
  feedId: id,
  feed: z.string(),
  cabinId,
  there: nights.extend({ kind: z.enum(['sale', 'unclear', 'window']) }),
  here: nights.extend({ id, code: z.string(), kind: z.enum(['stay', 'block', 'import']) }),
  nights,
  soldFirst: z.object({
    first: z.enum(['here', 'there', 'unknown']),
    by: z.enum(['created', 'stamped', 'read']).nullable(),
  }),
});

export function showConflict(conflict: Conflict): z.input<typeof conflictShown> {
  const { feedId, feed, cabinId, eventStay, eventKind, stay, reservationId, code, kind } = conflict;
  return {
    feedId,
    feed,
    cabinId,
    there: { ...eventStay, kind: eventKind },
    here: { ...stay, id: reservationId, code, kind },
    nights: conflict.nights,
    soldFirst: soldFirst(conflict.soldAt, conflict),
  };
}

export type FeedParts = {
  readonly calendars: Pick<Calendars, 'remove'>;
  readonly enqueue: Enqueue;
  readonly publicUrl: string;
  readonly today: (now: Date) => CalendarDate;
};

export function feedTable({ calendars, enqueue, publicUrl, today }: FeedParts): Table {
  const addressOf = (cabin: string, token: string, feed?: number) =>
    `${publicUrl}/api/v1/ical/${cabin}/${token}${feed === undefined ? '' : `/${feed}`}.ics`;
  const show = ({ token, ...feed }: FeedRow) => ({
    ...feed,
    ours: addressOf(feed.cabinId, token, feed.id),
  });
  const params = z.object({ id: idInPath });
  const ofCabin = z.object({ id: cabinId });

  return {
    tag: 'Calendars',
    routes: [
      read({
        name: 'listFeeds',
        path: '/calendar-feeds',
        summary: 'The calendars of other channels that are read, and how it last went',
        query: z.object({ cabinId: cabinId.optional() }),
        answer: z.object({ items: z.array(shown) }),
        async handler({ db, query, now }) {
          const asked = { cabinId: query.cabinId ?? null, today: today(now) };
          return { items: (await listFeeds(db, asked)).map(show) };
        },
      }),
      change({
        name: 'addFeed',
        method: 'post',
        path: '/calendar-feeds',
        summary: 'Reads another calendar of a cabin from now on; 409 when it is read already',
        body: feedSchema,
        answer: shown,
        status: 201,
        async handler({ db, body, now }) {
          found(await readCabin(db, body.cabinId, 'locked'), 'accommodation');
          if ((await countFeeds(db, body.cabinId)) >= MOST_FEEDS)
            throw new HttpProblem(409, 'That is more calendars than a cabin can have');
          const feedId = await insertFeed(db, { ...body, now });
          if (feedId === undefined) throw new HttpProblem(409, 'That calendar is read already');
          await enqueue(db, { name: 'calendar', data: { feedId } });
          const answer = show(found(await findFeed(db, { id: feedId, today: today(now) }), 'feed'));
          return { answer, about: `calendar:${feedId}`, after: nameOnly(answer) };
        },
      }),
      change({
        name: 'removeFeed',
        method: 'delete',
        path: '/calendar-feeds/:id',
        summary: 'It is not read any more, and its nights from today on are free again',
        params,
        answer: z.object({}),
        async handler({ db, params: { id: feedId }, now }) {
          const before = found(await calendars.remove(db, feedId, now), 'feed');
          return { answer: {}, about: `calendar:${feedId}`, before: nameOnly(before) };
        },
      }),
      change({
        name: 'readFeedNow',
        method: 'post',
        path: '/calendar-feeds/:id/read',
        summary: 'Reads it now instead of at the next interval',
        params,
        answer: z.object({}),
        async handler({ db, params: { id: feedId }, now }) {
          found(await findFeed(db, { id: feedId, today: today(now) }), 'feed');
          await enqueue(db, { name: 'calendar', data: { feedId } });
          return { answer: {}, about: `calendar:${feedId}` };
        },
      }),
      read({
        name: 'readCalendarAddress',
        path: '/accommodations/:id/calendar-address',
        summary: 'The secret address at which others read the calendar of a cabin',
        params: ofCabin,
        answer: address,
        async handler({ db, params: { id: cabin } }) {
          return { url: addressOf(cabin, found(await readToken(db, cabin), 'accommodation')) };
        },
      }),
      change({
        name: 'rotateCalendarAddress',
        method: 'post',
        path: '/accommodations/:id/calendar-address',
        summary: 'A new secret address; the old one, and that of each channel, ends at once',
        params: ofCabin,
        answer: address,
        async handler({ db, params: { id: cabin } }) {
          const token = found(await rotateToken(db, cabin), 'accommodation');
          return { answer: { url: addressOf(cabin, token) }, about: `accommodation:${cabin}` };
        },
      }),
      read({
        name: 'listCalendarConflicts',
        path: '/calendar-conflicts',
        summary:
          'Nights that another calendar has and something here has too, until one of them goes',
        query: z.object({ cabinId: cabinId.optional() }),
        answer: z.object({ items: z.array(conflictShown) }),
        async handler({ db, query, now }) {
          const asked = { cabinId: query.cabinId ?? null, today: today(now) };
          return { items: (await readConflicts(db, asked)).map(showConflict) };
        },
      }),
    ],
  };
}

/** The address itself is a secret of the channel, and the audit log is for ever. */
function nameOnly({ cabinId, name, url }: { cabinId: string; name: string; url: string }) {
  return { cabinId, name, host: new URL(url).host };
}
