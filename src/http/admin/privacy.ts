// Requests about personal data: what is open, what is kept of a guest, and erasing it.

import { z } from 'zod';
import { guestData } from '../../adapters/guest-data.ts';
import { forgettable, listCases, ownersAsGuests } from '../../adapters/privacy-cases.ts';
import type { Privacy } from '../../booking/privacy.ts';
import type { Enqueue } from '../../booking/jobs.ts';
import { HttpProblem } from '../problem.ts';
import { found } from './found.ts';
import { change, read, type FileAnswer, type Table } from './route.ts';
import { day, id, idInPath, instant, page, paged, pageOf, text } from './schemas.ts';

const privacyCase = z.object({
  id,
  code: z.string(),
  kind: z.enum(['erasure', 'access']),
  guestId: id,
  askedBy: z.enum(['guest', 'owner', 'clock']),
  askedAt: instant,
  dueOn: day,
  reason: z.string().nullable(),
  waitsFor: z
    .enum(['stay', 'hold', 'money'])
    .nullable()
    .describe('what an erasure has to wait for; it is then done by itself'),
  doneAt: instant.nullable(),
});
const params = z.object({ id: idInPath });
const WAITS = {
  stay: 'A confirmed stay of theirs is not over',
  hold: 'Nights are held for them',
  money: 'Money of theirs is on its way',
} as const;

export type PrivacyParts = {
  readonly privacy: Pick<Privacy, 'askErasure' | 'retained'>;
  readonly enqueue: Enqueue;
};

export function privacyTable({ privacy, enqueue }: PrivacyParts): Table {
  return {
    tag: 'Privacy',
    routes: [
      read({
        name: 'listPrivacyCases',
        path: '/privacy/cases',
        summary:
          'What guests asked about their data: open ones oldest first, done ones newest first',
        query: z.object({ state: z.enum(['open', 'done']).default('open'), ...page }),
        answer: pageOf(privacyCase),
        handler: async ({ db, query }) =>
          paged(await listCases(db, { ...query, limit: query.limit + 1 }), query.limit),
      }),
      read({
        name: 'exportGuest',
        path: '/guests/:id/data',
        summary: 'All that is kept of a guest, as one file to send them',
        params,
        as: 'file',
        answer: z.any(),
        async handler({ db, params: { id: guestId } }): Promise<FileAnswer> {
          const data = found(await guestData(db, guestId), 'guest');
          const bytes = Buffer.from(JSON.stringify(data, null, 2));
          return { name: `guest-${guestId}.json`, mimeType: 'application/json', bytes };
        },
      }),
      change({
        name: 'eraseGuest',
        method: 'post',
        path: '/guests/:id/erase',
        summary:
          'Erases the guest within a minute or two: names, phone, messages, notes; amounts, days and codes stay',
        params,
        body: z.object({ reason: text(300) }),
        answer: z.object({ code: z.string(), dueOn: day }),
        status: 201,
        async handler({ db, params: { id: guestId }, body: { reason }, now }) {
          found(await guestData(db, guestId), 'guest');
          // Owners are told what waits for as long as they are: such a case would stay open.
          if ((await ownersAsGuests(db)).includes(guestId))
            throw new HttpProblem(409, 'That number is an owner of the lodging');
          const asked = { guestId, by: 'owner', reason, now } as const;
          const { code, dueOn, block } = await privacy.askErasure(db, asked);
          if (block) throw new HttpProblem(409, 'It cannot be erased yet', WAITS[block]);
          return { answer: { code, dueOn }, about: `guest:${guestId}`, after: { code, reason } };
        },
      }),
      read({
        name: 'previewRetention',
        path: '/privacy/retention',
        summary: 'Whom the next night erases, because they are kept for too long',
        answer: z.object({
          chatsBefore: instant.describe('not heard since, and no stay'),
          staysBefore: instant.describe('the last stay was over by then'),
          guests: z.array(
            z.object({ id, lastInboundAt: instant.nullable(), lastStay: day.nullable() }),
          ),
        }),
        async handler({ db, now }) {
          const { chats, stays, limit } = privacy.retained(now);
          const guests = await forgettable(db, { chats, stays, limit });
          return { chatsBefore: chats, staysBefore: stays, guests };
        },
      }),
      change({
        name: 'forgetNow',
        method: 'post',
        path: '/privacy/run',
        summary: 'What the next night would do is done now',
        answer: z.object({}),
        async handler({ db }) {
          await enqueue(db, { name: 'forgetOld', data: {} });
          return { answer: {}, about: 'privacy' };
        },
      }),
    ],
  };
}
