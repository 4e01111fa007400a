// The chats: who waits, what was said, and the owner's own words in them.

import { z } from 'zod';
import {
  listChats,
  readChat,
  readTranscript,
  readTurns,
} from '../../adapters/admin/conversations.ts';
import { replay } from '../../chat/replay.ts';
import type { Office } from '../../owner/office.ts';
import { found } from './found.ts';
import { change, read, type Table } from './route.ts';
import { countInQuery, id, idInPath, instant, json, page, text } from './schemas.ts';

const modes = ['bot', 'person'] as const;
const chat = z.object({
  id: id.describe("the guest's"),
  phone: z.string().nullable(),
  profileName: z.string().nullable(),
  language: z.string(),
  state: z.string().nullable(),
  mode: z.enum(modes).describe('who answers'),
  waitingSince: instant
    .nullable()
    .describe('of a chat that a person has: the first message nobody answered'),
  lastInboundAt: instant.nullable(),
  lastMessageAt: instant.nullable(),
  lastFrom: z.enum(['guest', 'bot', 'owner']).nullable().describe('who spoke last'),
  lastText: z.string().nullable(),
  lastHeard: z.string().nullable().describe("the guest's own last words"),
  writableUntil: instant.nullable().describe('after it only a template may go'),
});
const line = z.object({
  key: z.string(),
  direction: z.enum(['in', 'out', 'note']),
  at: instant,
  text: z.string().nullable(),
  payload: json,
  status: z.string().nullable().describe('queued, sent, delivered, read, failed or dropped'),
  author: z.string().nullable().describe('of what went out: null is the bot'),
  error: json,
});
const params = z.object({ id: idInPath });
/** Meta's longest text is 4,096 characters. */
const LONGEST_TEXT = 4_096;

export function conversationTable(office: Pick<Office, 'own' | 'answerGuest'>): Table {
  const owning = (name: string, what: 'tookOver' | 'handedBack', path: string, summary: string) =>
    change({
      name,
      method: 'post',
      path,
      summary,
      params,
      answer: z.object({}),
      async handler({ db, params: { id: guestId }, who, now }) {
        found(await readChat(db, guestId), 'conversation');
        const wake = await office.own(db, { guestId, what, by: who, now });
        return { answer: {}, about: `guest:${guestId}`, after: { what }, wake };
      },
    });

  return {
    tag: 'Conversations',
    routes: [
      read({
        name: 'listConversations',
        path: '/conversations',
        summary:
          'Whoever waits for a person first, longest first; then the others, last written first',
        query: z.object({ mode: z.enum(modes).optional(), ...page }),
        answer: z.object({ items: z.array(chat), next: z.int().nullable() }),
        async handler({ db, query }) {
          const { limit } = query;
          const rows = await listChats(db, { ...query, limit: limit + 1 });
          const items = rows.slice(0, limit);
          return { items, next: rows.length > limit ? (items.at(-1)?.place ?? null) : null };
        },
      }),
      read({
        name: 'readTranscript',
        path: '/conversations/:id',
        summary:
          'What was said both ways, with what became of each message; the last lines, oldest first',
        params,
        query: z.object({
          before: z
            .string()
            .regex(/^\d{1,15}_(?:in|out):\d{1,15}$/)
            .optional(),
          limit: page.limit,
        }),
        answer: chat.extend({
          lines: z.array(line),
          before: z
            .string()
            .nullable()
            .describe('for the lines before these; null at the beginning'),
        }),
        async handler({ db, params: { id: guestId }, query: { before, limit } }) {
          const row = found(await readChat(db, guestId), 'conversation');
          const [at, key] = before?.split('_') ?? [];
          const from = at && key ? { at: new Date(Number(at)), key } : undefined;
          const all = await readTranscript(db, guestId, { before: from, limit: limit + 1 });
          const lines = all.slice(-limit);
          const first = all.length > limit ? lines[0] : undefined;
          return { ...row, lines, before: first ? `${first.at.getTime()}_${first.key}` : null };
        },
      }),
      owning(
        'takeOver',
        'tookOver',
        '/conversations/:id/take-over',
        'The chat is yours; the bot is quiet',
      ),
      owning('handBack', 'handedBack', '/conversations/:id/hand-back', 'The bot answers again'),
      change({
        name: 'answerGuest',
        method: 'post',
        path: '/conversations/:id/messages',
        summary:
          "Your words to the guest; outside Meta's 24 hours they go as a template. A chat that the bot had is yours from then on",
        params,
        body: z.object({ text: text(LONGEST_TEXT) }),
        answer: z.object({ id, status: z.string(), as: z.enum(['text', 'template']) }),
        status: 201,
        async handler({ db, params: { id: guestId }, body, who, now }) {
          const said = { guestId, text: body.text, by: who, now };
          const { id: made, as, wake } = found(await office.answerGuest(db, said), 'conversation');
          const answer = { id: made, status: 'queued', as } as const;
          return { answer, about: `guest:${guestId}`, after: { message: made }, wake };
        },
      }),
      read({
        name: 'replayConversation',
        path: '/conversations/:id/replay',
        summary:
          'The journal told again step by step: each event, the state after it, and the effects it asked for',
        params,
        query: z.object({ afterRev: countInQuery(0, 1_000_000).default(0), limit: page.limit }),
        answer: z.object({
          turns: z.array(
            z.object({
              rev: z.int(),
              at: instant,
              machineVersion: z.int(),
              state: z.string().describe('as it was kept'),
              agrees: z.boolean().describe('whether the machine of today ends the turn there too'),
              steps: z.array(z.object({ event: json, state: z.string(), effects: json })),
            }),
          ),
        }),
        async handler({ db, params: { id: guestId }, query: { afterRev, limit } }) {
          const guest = found(await readChat(db, guestId), 'conversation');
          const told = replay(await readTurns(db, guestId), guest);
          const asked = told.filter(({ turn }) => turn.rev > afterRev).slice(0, limit);
          return { turns: asked.map(({ turn, agrees, steps }) => ({ ...turn, agrees, steps })) };
        },
      }),
    ],
  };
}
