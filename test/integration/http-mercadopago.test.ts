// What would go wrong: a forged notification is believed, a genuine one is not acknowledged and comes
// again for days, or something else than the payment's id is trusted.

import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLog } from '../../src/adapters/log.ts';
import { createMetrics } from '../../src/adapters/metrics.ts';
import { Fault } from '../../src/domain/fault.ts';
import { createMercadoPagoDoor } from '../../src/http/mercadopago.ts';
import { openDoor } from '../support/http-door.ts';

const secret = 'a-webhook-secret';
const path = '/api/v1/webhooks/mercadopago';
type Fixture = { query: string; headers: Record<string, string>; body: unknown };
const fixture = (name: string) =>
  JSON.parse(readFileSync(`fixtures/webhooks/mercadopago/${name}.json`, 'utf8')) as Fixture;

async function openMercadoPagoDoor(
  lookAtPayment: (id: string) => Promise<void> = async () => undefined,
  secrets: readonly string[] = [secret],
) {
  const looks: string[] = [];
  const metrics = createMetrics();
  const door = await openDoor({
    doors: [
      createMercadoPagoDoor({
        settings:
          secrets.length > 0
            ? { kind: 'open', webhookSecrets: secrets }
            : { kind: 'closed', missing: [] },
        async lookAtPayment(id) {
          await lookAtPayment(id);
          looks.push(id);
        },
        log: createLog({ logLevel: 'silent' }),
        metrics,
      }),
    ],
  });
  return {
    url: door.url,
    looks,
    metrics,
    [Symbol.asyncDispose]: () => door[Symbol.asyncDispose](),
  };
}

function sign(query: string, requestId: string, key = secret): string {
  const dataId = new URLSearchParams(query).get('data.id');
  const manifest = `${dataId === null ? '' : `id:${dataId};`}request-id:${requestId};ts:1766455693;`;
  return `ts=1766455693,v1=${createHmac('sha256', key).update(manifest).digest('hex')}`;
}

async function post(
  url: string,
  query: string,
  body: unknown,
  signature?: string | null,
): Promise<number> {
  const requestId = randomUUID();
  const signed = signature === undefined ? sign(query, requestId) : signature;
  const response = await fetch(`${url}${path}?${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-request-id': requestId,
      ...(signed !== null && { 'x-signature': signed }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

test('every body that MercadoPago sends is acknowledged, and only those that name a payment lead to a look', async () => {
  const names = readdirSync('fixtures/webhooks/mercadopago').map((file) =>
    file.replace('.json', ''),
  );
  expect(names.length).toBeGreaterThan(10);
  const looks: Record<string, string[]> = {};
  for (const name of names) {
    await using door = await openMercadoPagoDoor();
    const { query, body } = fixture(name);
    expect([name, await post(door.url, query, body)]).toEqual([name, 200]);
    looks[name] = door.looks;
  }
  expect(Object.fromEntries(Object.entries(looks).filter(([, ids]) => ids.length > 0))).toEqual({
    chargeback: ['138472432031'],
    empty_body: ['138472432031'],
    fraud_alert: [expect.stringMatching(/^\d+$/)],
    ipn_payment: ['138472432031'],
    ipn_payment_resource_url: ['138472432031'],
    payment_created: ['138472432031'],
    payment_strings: [expect.stringMatching(/^\d+$/)],
    payment_updated: [expect.stringMatching(/^\d+$/)],
    simulation: ['123456'],
  });
});

test('the id comes from the query, never from the body', async () => {
  await using door = await openMercadoPagoDoor();
  const { query, body } = fixture('payment_created');
  await post(door.url, query, { ...(body as object), data: { id: '666' } });
  expect(door.looks).toEqual(['138472432031']);
});

test('a wrong, missing or foreign signature is 401, counted, and nothing happens', async () => {
  await using door = await openMercadoPagoDoor();
  const { query, body } = fixture('payment_created');
  const forged = sign(query, 'x', 'another secret');
  for (const signature of [null, '', forged, 'ts=1,v1=00', `ts=1766455693,v1=${'0'.repeat(64)}`])
    expect(await post(door.url, query, body, signature)).toBe(401);
  expect(await post(door.url, `${query}&data.id=1`, body)).toBe(401);
  expect(door.looks).toEqual([]);
  expect((await door.metrics.render()).text).toContain(
    'posta_webhook_signature_rejections_total{source="mercadopago"} 6',
  );
});

test('broken JSON is 400, too much is 413, an id that is no number is acknowledged and dropped', async () => {
  await using door = await openMercadoPagoDoor();
  const { query } = fixture('payment_created');
  expect(await post(door.url, query, '{"half":')).toBe(400);
  expect(await post(door.url, query, 'x'.repeat(1024 * 1024 + 1))).toBe(413);
  for (const id of ['abc', "1'; drop table payments", '9'.repeat(40), ''])
    expect(await post(door.url, `data.id=${encodeURIComponent(id)}&type=payment`, {})).toBe(200);
  expect(door.looks).toEqual([]);
});

test('nothing is acknowledged before the look is committed', async () => {
  await using door = await openMercadoPagoDoor(async () => {
    throw new Fault('postgres.57P03', 'starting up', { transient: true });
  });
  const { query, body } = fixture('payment_created');
  expect(await post(door.url, query, body)).toBe(503);
});

test('without a secret the door is closed, and a blank one is none', async () => {
  for (const secrets of [[], ['  ']]) {
    await using door = await openMercadoPagoDoor(undefined, secrets);
    const { query, body } = fixture('payment_created');
    expect(await post(door.url, query, body)).toBe(503);
    expect(door.looks).toEqual([]);
  }
});
