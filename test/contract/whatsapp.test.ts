// Our adapter against Meta as the sandbox plays it: what we send is taken by the rules, what Meta
// refuses becomes the fault that says what to do, and what Meta posts passes our door.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutMessage } from '../../flows/copy/message.ts';
import { createLog } from '../../src/adapters/log.ts';
import { openWhatsApp } from '../../src/adapters/whatsapp/client.ts';
import { toPayload } from '../../src/adapters/whatsapp/outbound.ts';
import { SendFault } from '../../src/domain/fault.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import type { WhatsAppOptions } from '../../src/sandbox/simulators/whatsapp.ts';
import { checkMessage } from '../../src/sandbox/simulators/whatsapp-rules.ts';
import { openDoor, secrets } from '../support/http-door.ts';
import { anyOutMessage } from '../support/out-messages.ts';

const ana = '5491155500101';
/** The lane ends what takes too long. */
const unlimited = new AbortController().signal;
const publicUrl = 'https://posta.example';

async function openWorld(options: WhatsAppOptions = {}) {
  await using opening = new AsyncDisposableStack();
  const door = opening.use(await openDoor());
  let now = new Date('2026-11-25T12:00:00Z').getTime();
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl: door.url,
      publicUrl,
      secrets: {
        whatsappAccessToken: secrets.WHATSAPP_ACCESS_TOKEN,
        whatsappAppSecret: secrets.WHATSAPP_APP_SECRET,
        whatsappPhoneId: secrets.WHATSAPP_PHONE_ID,
        mercadopagoAccessToken: 'APP_USR-test',
        mercadopagoWebhookSecret: 'test_mp_secret',
      },
      clock: {
        now: () => new Date(now),
        advance: async (ms) => {
          now += ms;
        },
      },
      whatsapp: { statusDelays: { sentMs: 1, deliveredMs: 2, readMs: 3 }, ...options },
    }),
  );
  const client = opening.use(openClient({ apiUrl: sandbox.whatsappApiUrl }));
  const say = (
    message: OutMessage,
    to = { phone: ana as string | null, bsuid: null as string | null },
  ) => client.send(toPayload(message, to, { publicUrl, messageId: '42' }), unlimited);
  const held = opening.move();
  return {
    door,
    meta: sandbox.whatsapp,
    apiUrl: sandbox.whatsappApiUrl,
    client,
    say,
    pass: (ms: number) => void (now += ms),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

function openClient(settings: {
  apiUrl: string;
  phoneId?: string;
  accessToken?: string;
  apiVersion?: string;
}) {
  return openWhatsApp({
    apiVersion: 'v25.0',
    phoneId: secrets.WHATSAPP_PHONE_ID,
    accessToken: secrets.WHATSAPP_ACCESS_TOKEN,
    log: createLog({ logLevel: 'silent' }),
    timeoutMs: 700,
    ...settings,
  });
}

async function faultOf(sending: Promise<unknown>): Promise<SendFault> {
  const fault = await sending.then(
    () => null,
    (error: unknown) => error,
  );
  if (fault instanceof SendFault) return fault;
  throw new Error('the message was taken', { cause: fault });
}

const hello: OutMessage = { kind: 'text', body: '¡Hola! ¿Para qué fechas?' };

test('a guest writes, is answered, and what became of the answer comes back', async () => {
  await using world = await openWorld();
  const guest = world.meta.guest(ana, 'Ana Ñandú');
  const { id, answer } = await guest.say('hola! tenés lugar? 🏔️');
  expect(answer.status).toBe(200);
  expect(world.door.arrivals).toMatchObject([
    {
      key: `wamid:${id}`,
      sender: { phone: ana, bsuid: guest.userId, profileName: 'Ana Ñandú' },
      sentAt: new Date('2026-11-25T12:00:00Z'),
      body: { kind: 'text', text: 'hola! tenés lugar? 🏔️' },
    },
  ]);
  const { wamid } = await world.say(hello);
  expect(guest.last).toMatchObject({ text: { body: hello.body }, biz_opaque_callback_data: '42' });
  await world.meta.idle();
  expect(world.door.deliveries.map((delivery) => [delivery.wamid, delivery.status])).toEqual([
    [wamid, 'sent'],
    [wamid, 'delivered'],
    [wamid, 'read'],
  ]);
  expect(world.door.deliveries.map(({ messageId }) => messageId)).toEqual([42, 42, 42]);
});

test('every kind of message is taken, with its picture, and every tap comes back as its choice', async () => {
  await using world = await openWorld({ pairRate: 'off' });
  const guest = world.meta.guest(ana);
  await guest.say('hola');
  const photo = '/photos/arrayan-1.jpg';
  const messages: OutMessage[] = [
    hello,
    {
      kind: 'buttons',
      body: '¿Reservo?',
      buttons: [
        { id: 'yes:q1', title: 'Sí' },
        { id: 'no:q1', title: 'No' },
      ],
      photo,
      footer: 'Vale 30 minutos',
    },
    {
      kind: 'buttons',
      body: '¿Cuál?',
      buttons: ['a', 'b', 'c', 'd'].map((id) => ({ id: `cabin:${id}`, title: `Cabaña ${id}` })),
    },
    {
      kind: 'list',
      body: 'Libres',
      button: 'Ver',
      rows: [{ id: 'cabin:arrayan', title: 'Arrayán', description: '$ 480.000 · 7 noches' }],
      footer: 'Posta',
    },
    { kind: 'link', body: 'Seña', label: 'Pagar', path: '/pay/abc' },
    { kind: 'photo', photo, caption: 'Arrayán' },
    { kind: 'photo', photo, caption: '' },
    { kind: 'place', latitude: -41.1335, longitude: -71.3103, name: 'Cabañas', address: 'Km 12' },
  ];
  for (const message of messages) await world.say(message);
  await world.meta.idle();
  expect(guest.messages).toHaveLength(messages.length);
  expect(world.door.deliveries.filter((delivery) => delivery.status === 'failed')).toEqual([]);
  for (const title of ['Sí', 'Cabaña d', 'Arrayán']) await guest.choose(title);
  expect(world.door.arrivals.slice(1).map((arrival) => arrival.body)).toEqual([
    { kind: 'choice', id: 'yes:q1', title: 'Sí' },
    { kind: 'choice', id: 'cabin:d', title: 'Cabaña d' },
    { kind: 'choice', id: 'cabin:arrayan', title: 'Arrayán' },
  ]);
});

test('no message of ours breaks a rule of Meta', () => {
  fc.assert(
    fc.property(anyOutMessage, (message) => {
      const payload = toPayload(
        message,
        { phone: ana, bsuid: null },
        { publicUrl, messageId: '42' },
      );
      expect(checkMessage(payload)).toBe(payload['type']);
    }),
    { numRuns: 500 },
  );
});

test('a guest without a phone is answered by user id', async () => {
  await using world = await openWorld();
  const guest = world.meta.guest(ana);
  await guest.say('hola');
  await world.say(hello, { phone: null, bsuid: guest.userId });
  expect(guest.last).toMatchObject({ recipient: guest.userId });
});

test.each([
  [1, 'retry', 'spare'],
  [2, 'retry', 'spare'],
  [4, 'pauseAll', 'spare'],
  [10, 'pauseAll', 'tell'],
  [33, 'pauseAll', 'tell'],
  [100, 'giveUp', 'tell'],
  [190, 'pauseAll', 'tell'],
  [368, 'pauseAll', 'tell'],
  [130429, 'retry', 'spare'],
  [131000, 'retry', 'spare'],
  [131016, 'retry', 'spare'],
  [131026, 'giveUp', 'tell'],
  [131031, 'pauseAll', 'tell'],
  [131047, 'template', 'tell'],
  [131048, 'pauseAll', 'tell'],
  [131056, 'pauseGuest', 'spare'],
  [131057, 'retry', 'spare'],
  [132001, 'giveUp', 'tell'],
  [133010, 'pauseAll', 'tell'],
] as const)('Meta says %i: %s, and the owner: %s', async (code, action, owner) => {
  await using world = await openWorld();
  // The HTTP status misleads on purpose: only the code decides.
  world.meta.failNext(1, { status: 400, code });
  const fault = await faultOf(world.say(hello));
  expect(fault).toMatchObject({
    code: `whatsapp.${code}`,
    action,
    tellOwner: owner === 'tell',
    ambiguous: false,
    transient: action === 'retry' || action.startsWith('pause'),
  });
  expect(fault.retryAfterMs > 0).toBe(fault.transient);
});

test('Meta may say how long to wait', async () => {
  await using world = await openWorld();
  world.meta.failNext(1, { status: 400, code: 130429, retryAfterSeconds: 17 });
  expect((await faultOf(world.say(hello))).retryAfterMs).toBe(17_000);
});

test('more than 24 hours after the guest wrote only a template would pass', async () => {
  await using world = await openWorld();
  await world.meta.guest(ana).say('hola');
  await world.say(hello);
  world.pass(24 * 3_600_000);
  expect(await faultOf(world.say(hello))).toMatchObject({
    code: 'whatsapp.131047',
    action: 'template',
  });
});

test('too many messages to one guest hold back that guest', async () => {
  await using world = await openWorld();
  await world.meta.guest(ana).say('hola');
  const faults = [];
  for (let i = 0; i < 46; i++)
    faults.push(
      await world.say(hello).then(
        () => null,
        (error: SendFault) => error.action,
      ),
    );
  expect(faults.filter((action) => action !== null)).toEqual(['pauseGuest']);
});

test('a dead token, a foreign number and a wrong version stop everything and are told', async () => {
  await using world = await openWorld();
  for (const wrong of [{ accessToken: 'other' }, { phoneId: '1' }, { apiVersion: 'v1' }]) {
    await using client = openClient({ apiUrl: world.apiUrl, ...wrong });
    expect(
      await faultOf(
        client.send(
          toPayload(hello, { phone: ana, bsuid: null }, { publicUrl, messageId: '1' }),
          unlimited,
        ),
      ),
    ).toMatchObject({ action: 'pauseAll', tellOwner: true, ambiguous: false });
  }
});

test.each(['timeout', 'reset', 'timeout after the work', 'reset after the work'] as const)(
  'after a %s nobody knows whether the message left',
  async (kind) => {
    await using world = await openWorld();
    await world.meta.guest(ana).say('hola');
    world.meta.failNext(1, kind);
    expect(await faultOf(world.say(hello))).toMatchObject({
      action: 'retry',
      transient: true,
      ambiguous: true,
      tellOwner: false,
    });
    expect((await world.say(hello)).wamid).toMatch(/^wamid\./);
  },
);

test('a host that is not there has taken nothing', async () => {
  await using client = openClient({ apiUrl: 'http://127.0.0.1:1' });
  expect(await faultOf(client.send({}, unlimited))).toMatchObject({
    code: 'whatsapp.ECONNREFUSED',
    action: 'retry',
    ambiguous: false,
  });
});

test.each([
  [502, '<html>Bad gateway</html>', { code: 'whatsapp.http502', action: 'retry', ambiguous: true }],
  [404, '<html>Not found</html>', { code: 'whatsapp.http404', action: 'giveUp', ambiguous: false }],
  [429, '', { code: 'whatsapp.http429', action: 'retry', ambiguous: false }],
  [200, '{"messages":[]}', { code: 'whatsapp.unreadable', action: 'retry', ambiguous: true }],
  [200, 'not json', { code: 'whatsapp.unreadable', action: 'retry', ambiguous: true }],
  [400, '{"error":"odd"}', { code: 'whatsapp.http400', action: 'giveUp', ambiguous: false }],
])('an answer %i that is not of Meta', async (status, body, expected) => {
  const stranger = createServer((_request, response) =>
    response.writeHead(status).end(body),
  ).listen(0);
  await new Promise((resolve) => stranger.once('listening', resolve));
  {
    await using client = openClient({
      apiUrl: `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`,
    });
    expect(await faultOf(client.send({}, unlimited))).toMatchObject(expected);
  }
  stranger.close();
});

test('the guest sees that we read and type, and a receipt that fails disturbs nobody', async () => {
  await using world = await openWorld();
  const guest = world.meta.guest(ana);
  const { id } = await guest.say('hola');
  await world.client.markRead(id, 'typing');
  expect(guest.tickOf(id)).toBe('read');
  expect(guest.guest.typingUntil).toBeGreaterThan(0);
  await world.client.markRead('wamid.unknown', 'onlyRead');
  world.meta.failNext(1, 'reset');
  await world.client.markRead(id, 'onlyRead');
});

test('the owner who answers from the phone is heard in the conversation of that guest', async () => {
  await using world = await openWorld();
  await world.meta.ownerSays(ana, 'te contesto yo');
  expect(world.door.arrivals).toMatchObject([
    { sender: { phone: ana }, body: { kind: 'owner', what: 'text', text: 'te contesto yo' } },
  ]);
});

test('a delivery that fails later comes as a status with its code', async () => {
  await using world = await openWorld();
  await world.meta.guest(ana).say('hola');
  world.meta.failDelivery(1, 131026);
  const { wamid } = await world.say(hello);
  await world.meta.idle();
  expect(world.door.deliveries.at(-1)).toMatchObject({
    wamid,
    status: 'failed',
    error: { code: 131026 },
  });
});

test('a message that Meta answers drop by drop ends in the time of one send, and may have been taken', async () => {
  // never silent for as long as a limit of one step, and never done
  const dripping = createServer((_request, response) => {
    const drops = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(drops));
  });
  await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
  const { port } = dripping.address() as AddressInfo;
  await using client = openClient({ apiUrl: `http://127.0.0.1:${port}` });
  const payload = toPayload(hello, { phone: ana, bsuid: null }, { publicUrl, messageId: '1' });
  const started = performance.now();
  const fault = await faultOf(client.send(payload, AbortSignal.timeout(200)));
  expect(performance.now() - started).toBeLessThan(500);
  expect(fault).toMatchObject({ code: 'whatsapp.timeout', ambiguous: true, action: 'retry' });
  // a receipt has a limit of its own, and nobody waits for it
  await client.markRead('wamid.1', 'typing');
  expect(performance.now() - started).toBeLessThan(1_700);
  dripping.closeAllConnections();
  dripping.close();
});
