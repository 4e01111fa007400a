// One hand for each guest: claim, turn, send, release; the session in Redis, the journal behind it.

import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type pg from 'pg';
import {
  newSession,
  react,
  type Happening,
  type Payload,
  type Session,
  type Wish,
} from './conversation.ts';
import {
  awake,
  claim,
  inTransaction,
  markSent,
  readJournal,
  release,
  writeTurn,
  type Claimed,
  type Db,
  type Queued,
} from './statements.ts';

const AT_ONCE = 32;
const SESSION_SECONDS = 168 * 3_600;

export type LaneParts = {
  readonly pool: pg.Pool;
  readonly redis: Redis;
  readonly runEffect: (db: Db, guestId: number, wish: Wish, now: Date) => Promise<Happening>;
  /** Posts to the Graph API and gives the body of its answer. */
  readonly post: (what: 'message' | 'receipt', body: string) => Promise<string>;
};

export function createLane({ pool, redis, runEffect, post }: LaneParts) {
  const timers = new Map<number, NodeJS.Timeout>();
  const visiting = new Set<number>();
  const again = new Set<number>();
  const waiting: number[] = [];

  function wake(guestId: number, at: number): void {
    clearTimeout(timers.get(guestId));
    timers.delete(guestId);
    const wait = at - Date.now();
    if (wait <= 0) visit(guestId);
    else
      timers.set(
        guestId,
        setTimeout(() => (timers.delete(guestId), visit(guestId)), wait),
      );
  }

  function visit(guestId: number): void {
    if (visiting.has(guestId)) again.add(guestId);
    else if (visiting.size >= AT_ONCE) {
      if (!waiting.includes(guestId)) waiting.push(guestId);
    } else {
      visiting.add(guestId);
      attend(guestId)
        .catch((error: Error) => (process.stderr.write(`${error.stack}\n`), null))
        .then((at) => {
          visiting.delete(guestId);
          const woken = again.delete(guestId);
          if (at) wake(guestId, at.getTime());
          if (woken && !visiting.has(guestId)) visit(guestId);
          const next = waiting.shift();
          if (next !== undefined) visit(next);
        })
        .catch(() => undefined);
    }
  }

  async function attend(guestId: number): Promise<Date | null> {
    const token = randomUUID();
    const guest = await claim(pool, guestId, token, new Date());
    if (!guest) return null;
    let retryAt: Date | null = null;
    try {
      const said = guest.events.length > 0 ? await takeTurn(guest, token) : [];
      for (const message of [...guest.queued, ...said]) await send(guest.phone, message);
    } catch (error) {
      process.stderr.write(`${(error as Error).stack}\n`);
      retryAt = new Date(Date.now() + 500);
    }
    return release(pool, guestId, token, retryAt);
  }

  async function takeTurn(guest: Claimed, token: string): Promise<Queued[]> {
    const now = new Date();
    let session = await restore(guest);
    const wamid = guest.events
      .findLast(({ key }) => key.startsWith('wamid:'))
      ?.key.slice('wamid:'.length);
    if (wamid) {
      const receipt = {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: wamid,
        typing_indicator: { type: 'text' },
      };
      post('receipt', JSON.stringify(receipt)).catch(() => undefined);
    }
    const rev = guest.rev + 1;
    const queued = await inTransaction(pool, async (db) => {
      const events: Happening[] = [];
      const payloads: Payload[] = [];
      const waiting = happenings(guest);
      for (let event = waiting.shift(); event; event = waiting.shift()) {
        events.push(event);
        const reaction = react(session, event);
        session = reaction.session;
        if (reaction.says) payloads.push(reaction.says);
        if (reaction.wish) waiting.unshift(await runEffect(db, guest.id, reaction.wish, now));
      }
      return writeTurn(
        db,
        guest.id,
        token,
        { rev, events, state: session.state, eventIds: guest.events.map(({ id }) => id), payloads },
        now,
      );
    });
    await redis.set(
      `session:${guest.id}`,
      JSON.stringify({ ...session, rev }),
      'EX',
      SESSION_SECONDS,
    );
    return queued;
  }

  async function restore(guest: Claimed): Promise<Session> {
    const kept = await redis.get(`session:${guest.id}`);
    let session = kept ? (JSON.parse(kept) as Session) : newSession(guest.name);
    if (session.rev === guest.rev) return session;
    for (const event of await readJournal(pool, guest.id, session.rev))
      session = react(session, event).session;
    return session;
  }

  async function send(phone: string, { id, payload }: Queued): Promise<void> {
    const about = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: phone,
      biz_opaque_callback_data: String(id),
    };
    const { messages } = JSON.parse(
      await post('message', JSON.stringify({ ...about, ...payload })),
    ) as {
      messages: [{ id: string }];
    };
    await markSent(pool, id, messages[0].id, new Date());
  }

  const sweep = async () => {
    for (const guestId of await awake(pool, new Date())) visit(guestId);
  };
  setInterval(() => void sweep().catch(() => undefined), 1_000);

  return { wake };
}

/** Texts that follow one another are one. */
function happenings({ events }: Claimed): Happening[] {
  const all: Happening[] = [];
  for (const { body } of events) {
    const last = all.at(-1);
    if (body.kind === 'fact') all.push(body.event);
    else if (body.kind === 'choice') all.push({ type: 'chose', id: body.id });
    else if (last?.type === 'said')
      all[all.length - 1] = { type: 'said', text: `${last.text}\n${body.text}` };
    else all.push({ type: 'said', text: body.text });
  }
  return all;
}
