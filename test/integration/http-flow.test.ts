// What would go wrong: a request that Meta did not sign is answered, a phone with an old key never learns
// of the new one, or a body that nobody foresaw takes the door down and Meta throttles the form.

import { createHmac, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../../src/adapters/log.ts';
import { createMetrics } from '../../src/adapters/metrics.ts';
import { sealRequest } from '../../src/adapters/whatsapp/flow-crypto.ts';
import type { Chosen, FormAnswer } from '../../src/booking/form.ts';
import { parseConfig } from '../../src/config.ts';
import { FLOW_PATH } from '../../src/adapters/whatsapp/form-account.ts';
import { createFlowDoor } from '../../src/http/whatsapp-flow.ts';
import { newKey } from '../support/forms.ts';
import { openDoor, secrets } from '../support/http-door.ts';

const { pem, publicPem } = newKey();
const publicKey = createPublicKey(publicPem);
const env = { WHATSAPP_FLOW_ID: '1001', WHATSAPP_FLOW_PRIVATE_KEY: pem };
const sign = (body: string, secret = secrets.WHATSAPP_APP_SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

async function openFlowDoor(
  answer: (asked: { token: string; chosen: Chosen | null }) => FormAnswer,
  given: Record<string, string> = env,
) {
  const lines: string[] = [];
  const door = await openDoor({
    doors: [
      createFlowDoor({
        settings: parseConfig({ ...secrets, ...given }).whatsapp,
        answer: async (asked) => answer(asked),
        log: createLog({ logLevel: 'debug' }, { write: (line) => void lines.push(line) }),
        metrics: createMetrics(),
      }),
    ],
  });
  const post = (body: string, signature = sign(body)) =>
    fetch(`${door.url}${FLOW_PATH}`, {
      method: 'POST',
      body,
      headers: { 'x-hub-signature-256': signature },
    });
  return {
    lines,
    post,
    async ask(request: unknown, key = publicKey) {
      const { sealed, read } = sealRequest(request, key);
      const response = await post(JSON.stringify(sealed));
      const text = await response.text();
      const isSealed = response.status === 200 || response.status === 427;
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        body: isSealed ? read(text) : text,
      };
    },
    [Symbol.asyncDispose]: () => door[Symbol.asyncDispose](),
  };
}

test('ping, opening, going back, choosing and the complaints of a phone are each answered', async () => {
  const asked: unknown[] = [];
  await using door = await openFlowDoor((one) => {
    asked.push(one);
    return { kind: 'screen', screen: 'STAY', data: { title: 'ñ' } };
  });
  expect(await door.ask({ version: '4.0', action: 'ping' })).toEqual({
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: { version: '4.0', data: { status: 'active' } },
  });
  const error = { error: 'TIMEOUT', error_message: 'slow' };
  expect(
    await door.ask({ action: 'data_exchange', screen: 'STAY', data: error, flow_token: 't' }),
  ).toMatchObject({ status: 200, body: { data: { acknowledged: true } } });
  expect(asked).toEqual([]);
  expect(door.lines.join()).toContain('TIMEOUT');

  const data = {
    stay: { 'start-date': '2027-01-03', 'end-date': '2027-01-10' },
    ...{ adults: '2', children: '1', infants: 0, pets: '1' },
  };
  for (const request of [
    { action: 'INIT', flow_token: 't' },
    { action: 'BACK', screen: 'STAY', flow_token: 't', data: {} },
    { action: 'data_exchange', screen: 'STAY', flow_token: 't', data },
    { action: 'data_exchange', screen: 'STAY', flow_token: 't', data: { stay: 'x' } },
  ])
    expect(await door.ask(request)).toMatchObject({
      status: 200,
      body: { screen: 'STAY', data: { title: 'ñ' } },
    });
  const stay = { checkIn: '2027-01-03', checkOut: '2027-01-10' };
  const party = { adults: 2, children: 1, infants: 0 };
  expect(asked).toEqual([
    { token: 't', chosen: null },
    { token: 't', chosen: null },
    { token: 't', chosen: { stay, party, pets: 1 } },
    { token: 't', chosen: { stay: null, party: null, pets: null } },
  ]);
});

test('a bad signature is 432, another key 421, a token that is used up 427 with the words for it', async () => {
  await using door = await openFlowDoor(() => ({ kind: 'spent', message: 'ya se usó' }));
  const { sealed } = sealRequest({ action: 'ping' }, publicKey);
  const body = JSON.stringify(sealed);
  for (const signature of ['', 'sha256=', sign(body, 'another'), sign(`${body} `)])
    expect((await door.post(body, signature)).status).toBe(432);
  expect((await door.ask({ action: 'ping' }, createPublicKey(newKey().publicPem))).status).toBe(
    421,
  );
  expect(await door.ask({ action: 'INIT', flow_token: 'old' })).toMatchObject({
    status: 427,
    body: { error_msg: 'ya se usó' },
  });
  expect(door.lines.join()).not.toContain('old');
});

test('whatever is posted or sealed, the door never answers with a 5xx', async () => {
  await using door = await openFlowDoor(() => ({ kind: 'screen', screen: 'STAY', data: {} }));
  const statuses = new Set<number>();
  const bodies = ['', '{', 'null', '[]', '"x"', '{"encrypted_aes_key":1}', '\0', '['.repeat(9_000)];
  for (const body of [...bodies, `"${'x'.repeat(70_000)}"`])
    statuses.add((await door.post(body)).status);
  expect(statuses).toEqual(new Set([400, 413]));
  const { sealed } = sealRequest({ action: 'ping' }, publicKey);
  for (const name of Object.keys(sealed))
    expect((await door.post(JSON.stringify({ ...sealed, [name]: '*' }))).status).toBe(421);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.record({
          action: fc.constantFrom('INIT', 'data_exchange', 'BACK', 'ping', 'toString'),
          screen: fc.constantFrom('STAY', 'SUMMARY', null, 5),
          data: fc.jsonValue({ maxDepth: 2 }),
          flow_token: fc.jsonValue({ maxDepth: 1 }),
        }),
      ),
      async (request) => {
        expect([200, 400]).toContain((await door.ask(request)).status);
      },
    ),
    { numRuns: 150 },
  );
});

test('without an id and a key the door is closed', async () => {
  await using door = await openFlowDoor(() => ({ kind: 'spent', message: '' }), {});
  expect((await door.post('{}')).status).toBe(503);
});
