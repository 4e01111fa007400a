// The floor: what the service promises, written by hand on node:http, pg, ioredis and undici, with no
// framework, no statechart and no schema library. It reads the same webhooks, runs the same number of
// statements and transactions on the same tables, asks Redis as often and makes the same calls, so that
// what the service costs beyond it is the price of how the service is written.
// Shared with the service: the tables and the job engine (pg-boss, as src/adapters/jobs.ts opens it).

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Pool } from 'undici';
import { openJobs } from '../../src/adapters/jobs.ts';
import { createEffects } from './floor/effects.ts';
import { createLane } from './floor/lane.ts';
import { createLinks } from './floor/links.ts';
import { receive, type Arrival } from './floor/statements.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};
const pauseMs = Number(setting('TURN_DEBOUNCE_MS'));
const perSecond = Number(setting('WHATSAPP_MESSAGES_PER_SECOND'));
const phoneId = setting('WHATSAPP_PHONE_ID');
const key = createSecretKey(setting('WHATSAPP_APP_SECRET'), 'utf8');
const databaseUrl = setting('DATABASE_URL');

const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
pool.on('error', () => undefined);
const redis = new Redis(setting('REDIS_URL'), { enableOfflineQueue: false });
await once(redis, 'ready');
const graph = new Pool(setting('WHATSAPP_API_URL'), { connections: 16, pipelining: 1 });
const mercadoPago = new Pool(setting('MERCADOPAGO_API_URL'), { connections: 16, pipelining: 1 });

const jobs = await openJobs({
  url: databaseUrl,
  concurrency: 4,
  timeZone: 'UTC',
  sweepEveryMs: Number(setting('JOB_EXPIRATION_INTERVAL_SECONDS')) * 1_000,
  calendarsEveryMs: 86_400_000,
  onError: (error) => process.stderr.write(`${error.stack}\n`),
  onBuried: async () => undefined,
});
const lane = createLane({
  pool,
  redis,
  runEffect: createEffects(jobs.enqueue),
  post: async (what, body) => {
    const headers = {
      authorization: `Bearer ${setting('WHATSAPP_ACCESS_TOKEN')}`,
      'content-type': 'application/json',
    };
    if (what === 'message') {
      const second = Math.floor(Date.now() / 1_000);
      const sent = await redis.incr(`sent:${second}`);
      if (sent === 1) await redis.expire(`sent:${second}`, 5);
      if (sent > perSecond) throw new Error('more than Meta allows in a second');
    }
    const path = `/v25.0/${phoneId}/messages`;
    const answer = await graph.request({ method: 'POST', path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`Graph API: ${answer.statusCode}`);
    return text;
  },
});
const nothing = async () => undefined;
await jobs.work({
  paymentLink: createLinks({
    pool,
    mercadoPago,
    wake: (guestId) => lane.wake(guestId, Date.now()),
  }),
  ...{
    change: nothing,
    closeLink: nothing,
    waitlist: nothing,
    watch: nothing,
    look: nothing,
    payment: nothing,
  },
  ...{
    balanceLink: nothing,
    erase: nothing,
    forgetOld: nothing,
    chargeback: nothing,
    hearVoiceNote: nothing,
    keepReceipt: nothing,
    compare: nothing,
    settle: nothing,
    refund: nothing,
    mail: nothing,
    notice: nothing,
    sweep: nothing,
    calendars: nothing,
    calendar: nothing,
  },
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
  const own = createHmac('sha256', key).update(raw).digest();
  if (given.length !== own.length || !timingSafeEqual(given, own)) {
    response.writeHead(401).end();
    return;
  }
  for (const arrival of arrivalsIn(JSON.parse(raw.toString('utf8')) as Delivery)) {
    const woken = await receive(pool, arrival, new Date(), pauseMs);
    if (woken) lane.wake(woken.guestId, woken.wakeAt.getTime());
  }
  response.end();
}

type Message = {
  readonly id: string;
  readonly from: string;
  readonly timestamp: string;
  readonly text?: { readonly body: string };
  readonly interactive?: Readonly<Record<string, unknown>>;
};
type Delivery = {
  readonly entry: ReadonlyArray<{
    readonly changes: ReadonlyArray<{
      readonly value: {
        readonly contacts: readonly [
          { readonly user_id: string; readonly profile: { readonly name: string } },
        ];
        readonly messages: readonly Message[];
      };
    }>;
  }>;
};

function arrivalsIn({ entry }: Delivery): Arrival[] {
  const values = entry.flatMap(({ changes }) => changes.map(({ value }) => value));
  return values.flatMap(({ contacts, messages }) =>
    messages.map((message) => ({
      key: `wamid:${message.id}`,
      phone: message.from,
      bsuid: contacts[0].user_id,
      name: contacts[0].profile.name,
      sentAt: new Date(Number(message.timestamp) * 1_000),
      body: message.text
        ? { kind: 'text' as const, text: message.text.body }
        : { kind: 'choice' as const, id: replyIn(message.interactive ?? {}) },
    })),
  );
}

function replyIn(interactive: Readonly<Record<string, unknown>>): string {
  const reply = interactive['button_reply'] ?? interactive['list_reply'];
  return (reply as { readonly id: string }).id;
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500).end();
  });
});
server.listen(Number(setting('PORT')), '127.0.0.1');
await once(process, 'SIGTERM');
process.exit(0);
