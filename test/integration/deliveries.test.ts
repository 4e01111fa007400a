// What would go wrong: the ticks of a message are lost because they came before our own note that it was
// sent, or a message that did arrive is sent again because its answer was lost.

import { expect, test } from 'vitest';
import { recordDeliveries } from '../../src/adapters/deliveries.ts';
import * as guests from '../../src/adapters/guests.ts';
import * as messages from '../../src/adapters/messages.ts';
import { openPool, type Pool } from '../../src/adapters/postgres.ts';
import type { Delivery } from '../../src/chat/inbound.ts';
import { openDatabase } from '../support/database.ts';

const NOON = new Date('2026-11-24T15:00:00Z');
const delivery = (status: Delivery['status'], more: Partial<Delivery> = {}): Delivery => ({
  wamid: 'wamid.A',
  messageId: null,
  status,
  at: NOON,
  error: null,
  category: null,
  ...more,
});

async function openMessages() {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await openDatabase());
  const pool: Pool = openPool(url, { max: 8, onError: () => undefined });
  opening.defer(() => pool.end());
  await pool.query(
    `insert into guests (phone, created_at, wake_at) values ('5492944000001', $1, $1)`,
    [NOON],
  );
  await pool.query(
    `insert into messages (guest_id, rev, payload, created_at) select 1, 1, '{"kind":"text","body":"hola"}', $1 from generate_series(1, 3)`,
    [NOON],
  );
  const opened = opening.move();
  return {
    pool,
    tell: (...told: Delivery[]) => recordDeliveries(pool, told, NOON),
    claim: (token = 'b8f0c5ae-6b1c-4f9e-9d37-1f6f8f0d6a11') =>
      guests.claim(pool, [{ guestId: 1, token, now: NOON }]).then(([guest]) => guest),
    async messages() {
      const { rows } = await pool.query('select status, wamid from messages order by id');
      return (rows as Array<{ status: string; wamid: string | null }>).map(
        ({ status, wamid }) => `${status} ${wamid ?? '–'}`,
      );
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test('a tick that comes before our own note of the sending is kept, and the note does not take it back', async () => {
  await using world = await openMessages();
  await world.tell(delivery('delivered', { messageId: 1 }));
  await messages.markSent(world.pool, [
    { messageId: 1, wamid: 'wamid.A', template: null, now: NOON },
  ]);
  expect(await world.messages()).toEqual(['delivered wamid.A', 'queued –', 'queued –']);
  await world.tell(delivery('sent', { messageId: 1 }), delivery('read', { messageId: 1 }));
  expect((await world.messages())[0]).toBe('read wamid.A');
});

test('a message whose answer was lost and whose status came is not sent again', async () => {
  await using world = await openMessages();
  await messages.markNotSent(world.pool, 1, {
    error: { code: 'whatsapp.UND_ERR_HEADERS_TIMEOUT' },
    notBefore: NOON,
    status: 'failed',
    counts: 'counts',
  });
  await world.tell(delivery('sent', { messageId: 1 }));
  expect((await world.claim())?.queued.map(({ id }) => id)).toEqual([2, 3]);
});

test('the number of a message in a foreign status moves nothing that has its own', async () => {
  await using world = await openMessages();
  await messages.markSent(world.pool, [
    { messageId: 1, wamid: 'wamid.A', template: null, now: NOON },
  ]);
  await world.tell(
    delivery('failed', { wamid: 'wamid.copy', messageId: 1 }),
    delivery('read', { wamid: 'wamid.B' }),
  );
  expect(await world.messages()).toEqual(['sent wamid.A', 'queued –', 'queued –']);
});

test('ticks told at the same moment, in any order and company, all arrive', async () => {
  await using world = await openMessages();
  for (const id of [1, 2, 3])
    await messages.markSent(world.pool, [
      { messageId: id, wamid: `wamid.${id}`, template: null, now: NOON },
    ]);
  const about = (id: number) => (status: Delivery['status']) =>
    delivery(status, { wamid: `wamid.${id}`, messageId: id });
  await Promise.all(
    (['read', 'sent', 'delivered', 'read', 'delivered'] as const).flatMap((status) => [
      world.tell(...[1, 2, 3].map((id) => about(id)(status))),
      world.tell(...[3, 2, 1].map((id) => about(id)(status))),
    ]),
  );
  expect(await world.messages()).toEqual(['read wamid.1', 'read wamid.2', 'read wamid.3']);
});
