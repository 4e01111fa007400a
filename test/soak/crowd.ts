// A thousand guests and the network between them and us: some deliveries come twice, all are late by a
// chance that lets them overtake each other, and what is not acknowledged comes again.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import {
  contactOf,
  envelope,
  interactiveReply,
  signature,
  wireBytes,
} from '../../src/sandbox/simulators/whatsapp-webhooks.ts';
import { secrets } from '../bench/contender.ts';
import type { Taken } from './sink.ts';

const TWICE = 0.2;
const LATEST_MS = 300;
/** Of turns in which a guest writes two texts at once. */
const IN_TWO = 0.1;
const MOST_TRIES = 10;

const business = {
  accountId: '102290129340398',
  displayPhoneNumber: '5492944000000',
  phoneNumberId: secrets.whatsappPhoneId,
};
const text = (body: string) => ({ type: 'text', text: { body } });
const LINES = [
  text('hola'),
  text('del 3 al 10 de enero, somos 2'),
  { type: 'interactive', interactive: interactiveReply('cabin:coihue', 'Coihue', 'list') },
  text('¿tienen wifi?'),
];

export type Crowd = {
  /** `messages` a second for `ms`; resolves when the last is acknowledged. */
  readonly talk: (messages: number, ms: number) => Promise<void>;
  readonly hear: (taken: Taken) => void;
  readonly counts: () => { sent: number; deliveries: number; refused: number; lost: number };
  readonly acknowledged: readonly number[];
  readonly answered: readonly number[];
  readonly close: () => Promise<void>;
};

export function createCrowd(size: number, urls: readonly string[]): Crowd {
  const pools = urls.map((url) => new Pool(url, { connections: 32 }));
  const turns = new Uint32Array(size);
  const askedAt = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  const acknowledged: number[] = [];
  const answered: number[] = [];
  const counts = { sent: 0, deliveries: 0, refused: 0, lost: 0 };
  const phoneOf = (guest: number) => `549294${String(guest).padStart(7, '0')}`;

  function deliver(value: Record<string, unknown>): void {
    const body = wireBytes(envelope(business, value));
    const work = (async () => {
      await sleep(Math.random() * LATEST_MS);
      if (Math.random() < TWICE) track(arrive(body));
      await arrive(body);
    })();
    track(work);
  }

  function track(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  async function arrive(body: Buffer): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      'x-hub-signature-256': signature(body, secrets.whatsappAppSecret),
    };
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const pool = pools[Math.floor(Math.random() * pools.length)] as Pool;
      const from = performance.now();
      counts.deliveries += 1;
      const status = await pool
        .request({ method: 'POST', path: '/api/v1/webhooks/whatsapp', headers, body })
        .then(async (answer) => (await answer.body.dump(), answer.statusCode))
        .catch(() => 0);
      if (status === 200) return void acknowledged.push(performance.now() - from);
      counts.refused += 1;
      await sleep(200 * 2 ** tries);
    }
    counts.lost += 1;
  }

  function say(guest: number, message: object, secondsAgo: number): void {
    const phone = phoneOf(guest);
    const person = { waId: phone, name: 'Ana Pérez', userId: `AR.${phone}` };
    const timestamp = String(Math.floor(Date.now() / 1_000) - secondsAgo);
    const dated = { from: phone, id: `wamid.${randomUUID()}`, timestamp, ...message };
    counts.sent += 1;
    deliver({ contacts: [contactOf(person)], messages: [dated] });
  }

  /** Answers how many messages it was. */
  function takeTurn(guest: number): number {
    const line = LINES[turns[guest]! % LINES.length] as object;
    turns[guest]! += 1;
    askedAt.set(phoneOf(guest), performance.now());
    if (Math.random() >= IN_TWO) {
      say(guest, line, 0);
      return 1;
    }
    say(guest, line, 0);
    say(guest, text('buenas'), 1);
    return 2;
  }

  return {
    async talk(messages, ms) {
      const started = performance.now();
      let guest = 0;
      for (let said = 0; performance.now() - started < ms; guest = (guest + 1) % size) {
        const due = started + (said * 1_000) / messages;
        await sleep(Math.max(0, due - performance.now()));
        said += takeTurn(guest);
      }
      while (underWay.size > 0) await Promise.all(underWay);
    },
    hear({ phone, wamid, ourId }) {
      const asked = askedAt.get(phone);
      if (askedAt.delete(phone) && asked !== undefined) answered.push(performance.now() - asked);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const status = { id: wamid, status: 'delivered', timestamp, recipient_id: phone };
      deliver({ statuses: [{ ...status, biz_opaque_callback_data: ourId }] });
    },
    counts: () => counts,
    acknowledged,
    answered,
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}
