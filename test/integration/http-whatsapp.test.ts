// What would go wrong: a forged message is believed, a good one is not acknowledged and comes again
// for seven days, or a body that nobody foresaw takes the door down.

import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { Fault } from '../../src/domain/fault.ts';
import { openDoor, secrets } from '../support/http-door.ts';

const path = '/api/v1/webhooks/whatsapp';
const text = readFileSync('fixtures/webhooks/whatsapp/text.json');

function sign(body: Buffer | string, secret = secrets.WHATSAPP_APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function post(
  url: string,
  body: Buffer | string,
  signature: string | null = sign(body),
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: {
      'content-type': 'application/json',
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
  });
}

test('Meta registers the address with our token, and nobody else does', async () => {
  await using door = await openDoor();
  const ask = (query: string) => fetch(`${door.url}${path}?${query}`);
  const good = await ask(
    'hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=lago-y-montana',
  );
  expect([good.status, await good.text(), good.headers.get('content-type')]).toEqual([
    200,
    '1158201444',
    'text/plain; charset=utf-8',
  ]);
  const others = [
    '',
    'hub.mode=subscribe&hub.challenge=1&hub.verify_token=',
    'hub.mode=subscribe&hub.challenge=1&hub.verify_token=lago-y-montan',
    'hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=lago-y-montana',
    'hub.mode=subscribe&hub.verify_token=lago-y-montana',
    'hub.mode=subscribe&hub.challenge=1&hub.verify_token=lago-y-montana&hub.verify_token=x',
  ];
  expect(await Promise.all(others.map(async (query) => (await ask(query)).status))).toEqual(
    others.map(() => 403),
  );
});

test('a signed message is acknowledged after it was stored, not before', async () => {
  const stored = Promise.withResolvers<void>();
  await using door = await openDoor({ receive: () => stored.promise });
  const answer = post(door.url, text);
  const early = await Promise.race([
    answer,
    new Promise((resolve) => setTimeout(resolve, 150, 'waits')),
  ]);
  expect(early).toBe('waits');
  stored.resolve();
  expect((await answer).status).toBe(200);
});

test('what cannot be stored is not acknowledged, so that Meta sends it again', async () => {
  const faults: unknown[] = [
    new Error('no disk: secret detail'),
    new Fault('57P03', 'starting up', { transient: true }),
  ];
  await using door = await openDoor({ receive: () => Promise.reject(faults.shift()) });
  const first = await post(door.url, text);
  expect([first.status, await first.text()]).toEqual([
    500,
    expect.not.stringContaining('secret detail'),
  ]);
  const second = await post(door.url, text);
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '5']);
});

test('a wrong, short, missing or foreign signature is refused and nothing is stored', async () => {
  await using door = await openDoor();
  const good = sign(text);
  const bad = [
    null,
    '',
    'sha256=',
    good.slice(0, -1),
    `${good}00`,
    good.replace('sha256', 'sha1'),
    good.slice(7),
    sign(text, 'another secret'),
    sign(text, ''),
    `sha256=${'z'.repeat(64)}`,
    `sha256=${'0'.repeat(64)}`,
  ];
  const answers = await Promise.all(bad.map((signature) => post(door.url, text, signature)));
  expect(answers.map(({ status }) => status)).toEqual(bad.map(() => 401));
  expect(answers[0]?.headers.get('content-type')).toBe('application/problem+json');
  expect(door.arrivals).toEqual([]);
  expect(await door.metric('posta_webhook_signature_rejections_total{source="whatsapp"}')).toMatch(
    new RegExp(` ${bad.length}$`),
  );
});

test('the signature is of the bytes: escaped letters and slashes are taken as they came', async () => {
  const vectors = JSON.parse(readFileSync('fixtures/vectors/whatsapp_signature.json', 'utf8'));
  await using door = await openDoor({ env: { WHATSAPP_APP_SECRET: vectors.secret } });
  const statuses = [];
  for (const { raw_base64, header, reserialised_header_must_differ: reserialised } of vectors.cases)
    for (const signature of [header, reserialised])
      statuses.push((await post(door.url, Buffer.from(raw_base64, 'base64'), signature)).status);
  // The first body has nothing to escape, so that its two signatures are one.
  expect(statuses).toEqual([200, 200, 200, 401, 200, 401]);
});

test('upper case in the signature is the same signature', async () => {
  await using door = await openDoor();
  expect((await post(door.url, text, `sha256=${sign(text).slice(7).toUpperCase()}`)).status).toBe(
    200,
  );
});

test('a body over 3 MB is refused however it is announced, and the sender reads the answer', async () => {
  await using door = await openDoor();
  const big = Buffer.alloc(3 * 1024 * 1024 + 1, ' ');
  expect((await post(door.url, big)).status).toBe(413);
  const chunked = await fetch(`${door.url}${path}`, {
    method: 'POST',
    body: new Blob([big]).stream(),
    duplex: 'half',
    headers: { 'x-hub-signature-256': sign(big) },
  });
  expect(chunked.status).toBe(413);
  expect(
    (await post(door.url, Buffer.concat([text, Buffer.alloc(3 * 1024 * 1024 - text.length, ' ')])))
      .status,
  ).toBe(200);
});

test('a sender that hangs up in the middle harms nobody', async () => {
  await using door = await openDoor();
  await new Promise<void>((resolve) => {
    const socket = connect(door.server.port, '127.0.0.1', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"entry"`, () =>
        socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  expect((await post(door.url, text)).status).toBe(200);
  expect(door.arrivals).toHaveLength(1);
});

test('broken JSON is refused, JSON of any other shape is taken and counted', async () => {
  await using door = await openDoor();
  const statuses = (bodies: (string | Buffer)[]) =>
    Promise.all(bodies.map(async (body) => (await post(door.url, body)).status));
  expect(await statuses(['', '{', '{"entry":[}', 'hola', '\u0000', text.subarray(0, 200)])).toEqual(
    [400, 400, 400, 400, 400, 400],
  );
  const strange = [
    'null',
    '5',
    '"x"',
    '[]',
    '{}',
    '{"entry":{}}',
    '{"entry":[[],1,{"changes":5}]}',
    '{"__proto__":{"entry":[]}}',
    '['.repeat(50_000) + ']'.repeat(50_000),
  ];
  expect(await statuses(strange)).toEqual(strange.map(() => 200));
  expect(door.arrivals).toEqual([]);
  expect(await door.metric('posta_webhook_ignored_total{what="shape"')).toBeDefined();
});

test('every recorded body is acknowledged; what is unknown is logged and counted', async () => {
  await using door = await openDoor();
  const names = readdirSync('fixtures/webhooks/whatsapp');
  const refused = [];
  for (const name of names) {
    const { status } = await post(door.url, readFileSync(`fixtures/webhooks/whatsapp/${name}`));
    if (status !== 200) refused.push(name);
  }
  expect(refused).toEqual([]);
  expect(door.arrivals.length).toBeGreaterThan(50);
  expect(door.deliveries.length).toBeGreaterThan(8);
  expect(await door.metric('posta_webhook_ignored_total{what="field",name="other"}')).toMatch(
    / 1$/,
  );
  expect(await door.metric('posta_webhook_ignored_total{what="type",name="message"}')).toMatch(
    / 1$/,
  );
  expect(await door.metric('posta_webhook_messages_total{kind="owner"}')).toMatch(/ 4$/);
  expect(door.lines.some((line) => JSON.stringify(line).includes('teleport_update'))).toBe(true);
});

test('the log of a delivery holds no phone and no signature', async () => {
  await using door = await openDoor();
  await post(door.url, text);
  await post(door.url, text, sign(text, 'x'));
  expect(JSON.stringify(door.lines)).not.toMatch(/5491155500101|sha256=/);
});

test('without its settings the door is closed, not open to anybody', async () => {
  for (const env of [
    { WHATSAPP_APP_SECRET: '' },
    { WHATSAPP_APP_SECRET: '   ' },
    { WHATSAPP_VERIFY_TOKEN: '' },
  ]) {
    await using door = await openDoor({ env });
    expect((await post(door.url, text, sign(text, ''))).status).toBe(503);
    expect(
      (await fetch(`${door.url}${path}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=`))
        .status,
    ).toBe(503);
    expect(door.arrivals).toEqual([]);
  }
});
