// How it goes: numbers, who did what, and what was given up.

import { z } from 'zod';
import { readAudit } from '../../adapters/admin/audit.ts';
import {
  listBuried,
  listUnsent,
  readBuried,
  sendAgain,
} from '../../adapters/admin/dead-letters.ts';
import { readAnswerTimes, readFunnel, readNights } from '../../adapters/admin/stats.ts';
import type { Enqueue } from '../../booking/jobs.ts';
import { sum, toCentavos } from '../../domain/money.ts';
import { daysBetween } from '../../domain/stay.ts';
import { HttpProblem } from '../problem.ts';
import { found } from './found.ts';
import { change, read, type Table } from './route.ts';
import { amount, day, id, idInPath, instant, json, page, paged, pageOf } from './schemas.ts';

const MOST_DAYS = 800;
const times = z.object({
  answers: z.int(),
  median: z.number().describe('seconds'),
  p90: z.number().describe('seconds'),
});
const nights = {
  days: z.int(),
  sold: z.int(),
  blocked: z.int(),
  occupancy: z.number(),
  revenue: amount,
};
const job = z.object({
  id: z.string(),
  queue: z.string().nullable(),
  data: json,
  error: json,
  buriedAt: instant,
  retriedAt: instant.nullable(),
});
const message = z.object({
  id,
  guestId: id,
  payload: json,
  status: z.enum(['failed', 'dropped']),
  error: json,
  attempts: z.int(),
  createdAt: instant,
});

export type OperationParts = { readonly enqueue: Enqueue; readonly timeZone: string };

export function operationTable({ enqueue, timeZone }: OperationParts): Table {
  return {
    tag: 'Operations',
    routes: [
      read({
        name: 'readStats',
        path: '/stats',
        summary:
          'Occupancy, revenue, stays, conversion and answer times from `from` to before `to`',
        query: z
          .object({ from: day, to: day })
          .refine(({ from, to }) => from < to, { path: ['to'], error: 'it must come after from' })
          .refine(({ from, to }) => daysBetween(from, to) <= MOST_DAYS, {
            path: ['to'],
            error: `more than ${MOST_DAYS} days`,
          }),
        answer: z.object({
          ...nights,
          cabins: z.array(z.object({ cabinId: z.string(), name: z.string(), ...nights })),
          averageRate: amount.describe('centavos a night that was sold'),
          averageNights: z.number(),
          arrivals: z.int(),
          received: amount.describe('centavos that came in'),
          conversion: z
            .object({ inquiries: z.int(), quoted: z.int(), held: z.int(), paid: z.int() })
            .describe('guests who came as far, by the day of each step'),
          answerTimes: z.object({ bot: times.nullable(), owner: times.nullable() }),
        }),
        async handler({ db, query }) {
          const window = { ...query, timeZone };
          const cabins = (await readNights(db, window)).map((cabin) => ({
            ...cabin,
            occupancy: shareOf(cabin.sold, cabin.days - cabin.blocked),
          }));
          const total = (key: 'days' | 'sold' | 'blocked') =>
            cabins.reduce((so, cabin) => so + cabin[key], 0);
          const [days, sold, blocked] = [total('days'), total('sold'), total('blocked')];
          const revenue = sum(cabins.map((cabin) => cabin.revenue));
          const { inquiries, quoted, held, paid, ...rest } = await readFunnel(db, window);
          const answers = await readAnswerTimes(db, window);
          const timesOf = (who: 'bot' | 'owner') => answers.find((one) => one.who === who) ?? null;
          return {
            days,
            sold,
            blocked,
            occupancy: shareOf(sold, days - blocked),
            revenue,
            cabins,
            averageRate: toCentavos(sold === 0 ? 0 : Math.round(revenue / sold)),
            ...rest,
            conversion: { inquiries, quoted, held, paid },
            answerTimes: { bot: timesOf('bot'), owner: timesOf('owner') },
          };
        },
      }),
      read({
        name: 'listAudit',
        path: '/audit',
        summary: 'Who did what, newest first',
        query: z.object({
          who: z.string().max(200).optional(),
          about: z.string().max(100).optional().describe('reservation:12, accommodation:coihue …'),
          ...page,
        }),
        answer: pageOf(
          z.object({
            id,
            at: instant,
            who: z.string(),
            what: z.string(),
            about: z.string(),
            before: json,
            after: json,
          }),
        ),
        async handler({ db, query: { who, about, cursor, limit } }) {
          return paged(await readAudit(db, { who, about, cursor, limit: limit + 1 }), limit);
        },
      }),
      read({
        name: 'listBuriedJobs',
        path: '/dead-letters/jobs',
        summary: 'Jobs that were given up in the last week, newest first',
        query: z.object({ limit: page.limit }),
        answer: z.object({ items: z.array(job) }),
        handler: async ({ db, query }) => ({ items: await listBuried(db, query.limit) }),
      }),
      change({
        name: 'retryJob',
        method: 'post',
        path: '/dead-letters/jobs/:id/retry',
        summary: 'The job runs again',
        params: z.object({ id: z.guid() }),
        answer: z.object({}),
        async handler({ db, params }) {
          await enqueue(db, found(await readBuried(db, params.id), 'dead letter'));
          return { answer: {}, about: `job:${params.id}` };
        },
      }),
      read({
        name: 'listUnsentMessages',
        path: '/dead-letters/messages',
        summary: 'Messages that did not reach their guest, newest first',
        query: z.object(page),
        answer: pageOf(message),
        async handler({ db, query: { cursor, limit } }) {
          return paged(await listUnsent(db, { cursor, limit: limit + 1 }), limit);
        },
      }),
      change({
        name: 'retryMessage',
        method: 'post',
        path: '/dead-letters/messages/:id/retry',
        summary: 'The message goes back into the outbox',
        params: z.object({ id: idInPath }),
        answer: z.object({}),
        async handler({ db, params, now }) {
          const guestId = await sendAgain(db, params.id, now);
          if (guestId === undefined)
            throw new HttpProblem(404, 'There is no such message given up');
          return { answer: {}, about: `message:${params.id}`, wake: [guestId] };
        },
      }),
    ],
  };
}

function shareOf(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((part / whole) * 1_000) / 1_000;
}
