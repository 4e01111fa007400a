// What would go wrong: the token of the business goes to a host that is not Meta's, a file is taken that is too
// large or not what it was said to be, or one is given up for an address that was only too old.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openMedia, type Wanted } from '../../src/adapters/whatsapp/media.ts';
import { Fault } from '../../src/domain/fault.ts';
import { openSandbox } from '../../src/sandbox/server.ts';
import { openDoor, secrets } from '../support/http-door.ts';

const TOKEN = secrets.WHATSAPP_ACCESS_TOKEN;

async function openWorld() {
  await using opening = new AsyncDisposableStack();
  const door = opening.use(await openDoor());
  let now = Date.parse('2026-11-25T12:00:00Z');
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl: door.url,
      publicUrl: 'https://posta.example',
      secrets: {
        whatsappAccessToken: TOKEN,
        whatsappAppSecret: secrets.WHATSAPP_APP_SECRET,
        whatsappPhoneId: secrets.WHATSAPP_PHONE_ID,
        mercadopagoAccessToken: 'APP_USR-test',
        mercadopagoWebhookSecret: 'test_mp_secret',
      },
      clock: { now: () => new Date(now), advance: async (ms) => void (now += ms) },
    }),
  );
  const media = opening.use(openMediaAt(sandbox.whatsappApiUrl));
  const guest = sandbox.whatsapp.guest('5491155500101', 'Ana');
  async function record(bytes = Buffer.from('OggS…'), mimeType = 'audio/ogg; codecs=opus') {
    await guest.sendMedia({ kind: 'audio', bytes, mimeType });
    const { body } = door.arrivals.at(-1)!;
    if (body.kind !== 'media') throw new Error('a voice note that is none');
    return body.mediaId!;
  }
  const held = opening.move();
  return {
    meta: sandbox.whatsapp,
    fetch: (id: string, wanted: Partial<Wanted> = {}) => media.fetch(id, audio(wanted)),
    record,
    pass: (ms: number) => void (now += ms),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

const openMediaAt = (apiUrl: string) =>
  openMedia({
    apiUrl,
    apiVersion: 'v25.0',
    phoneId: secrets.WHATSAPP_PHONE_ID,
    accessToken: TOKEN,
    timeoutMs: 700,
  });

const audio = (wanted: Partial<Wanted> = {}): Wanted => ({
  mostBytes: 1_000,
  types: ['audio/'],
  signal: AbortSignal.timeout(2_000),
  ...wanted,
});

async function faultOf(fetching: Promise<unknown>): Promise<Pick<Fault, 'code' | 'transient'>> {
  const error = await fetching.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Fault)) throw new Error('no fault', { cause: error });
  return { code: error.code, transient: error.transient };
}

/** A Graph API of these answers, and what it was asked with. */
async function openGraph(
  answers: ReadonlyArray<{ status?: number; headers?: object; body?: unknown }>,
) {
  const asked: Array<{ url: string; token: string | undefined }> = [];
  const server = createServer((request, response) => {
    const { status = 200, headers = {}, body } = answers[asked.length] ?? { status: 500 };
    asked.push({ url: request.url ?? '', token: request.headers.authorization });
    response.writeHead(status, { ...headers });
    response.end(typeof body === 'object' ? JSON.stringify(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const media = openMediaAt(url);
  return {
    url,
    asked,
    fetch: (wanted: Partial<Wanted> = {}) => media.fetch('123', audio(wanted)),
    async [Symbol.asyncDispose]() {
      await media[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a file is described, then fetched with the token, and is what was sent', async () => {
  await using world = await openWorld();
  const id = await world.record();
  const { bytes, mimeType } = await world.fetch(id);
  expect(bytes.toString()).toBe('OggS…');
  expect(mimeType).toContain('audio/ogg');
});

test.each([
  ['larger than wanted', { mostBytes: 3 }, 'media.tooLarge'],
  ['of another type', { types: ['image/jpeg'] }, 'media.type'],
])('a file that is %s is not taken, and not asked for again', async (_, wanted, code) => {
  await using world = await openWorld();
  const id = await world.record();
  expect(await faultOf(world.fetch(id, wanted))).toEqual({ code, transient: false });
});

test('an id that Meta has forgotten is given up, a gateway that fails is not', async () => {
  await using world = await openWorld();
  const id = await world.record();
  world.meta.failNext(1, { status: 503 }, /media/);
  expect(await faultOf(world.fetch(id))).toEqual({ code: 'media.http503', transient: true });
  world.meta.failNext(1, 'reset', /media/);
  expect(await faultOf(world.fetch(id))).toEqual({ code: 'media.noAnswer', transient: true });
  world.pass(8 * 86_400_000);
  expect(await faultOf(world.fetch(id))).toEqual({ code: 'media.http400', transient: false });
  expect(await faultOf(world.fetch('../123/messages'))).toMatchObject({ transient: false });
});

test('an address that has run out is asked for once more', async () => {
  const about = { mime_type: 'audio/ogg', file_size: '4' };
  const answers: Array<{ status?: number; headers?: object; body?: unknown }> = [];
  await using meta = await openGraph(answers);
  const described = { body: { ...about, url: `${meta.url}/file` } };
  const file = { headers: { 'content-type': 'audio/ogg' }, body: 'OggS' };
  answers.push(described, { status: 404 }, described, file, described, { status: 404 }, described, {
    status: 404,
  });
  expect((await meta.fetch()).bytes.toString()).toBe('OggS');
  expect(meta.asked).toHaveLength(4);
  expect(await faultOf(meta.fetch())).toEqual({ code: 'media.http404', transient: true });
});

test.each(['another host', 'another port', 'a name that ends as Meta’s does', 'plain http'])(
  'an address at %s is not asked, with the token or without',
  async (what) => {
    await using stranger = await openGraph([
      { headers: { 'content-type': 'audio/ogg' }, body: 'OggS' },
    ]);
    const url = {
      'another host': stranger.url.replace('127.0.0.1', 'localhost'),
      'another port': stranger.url,
      'a name that ends as Meta’s does': 'https://lookaside.fbsbx.com.example/file',
      'plain http': 'http://lookaside.fbsbx.com/file',
    }[what];
    await using graph = await openGraph([{ body: { url, mime_type: 'audio/ogg' } }]);
    expect(await faultOf(graph.fetch())).toEqual({ code: 'media.strangeHost', transient: false });
    expect(stranger.asked).toEqual([]);
  },
);

test('a redirect to another host is not followed', async () => {
  await using stranger = await openGraph([
    { headers: { 'content-type': 'audio/ogg' }, body: 'OggS' },
  ]);
  const answers: Array<{ status?: number; headers?: object; body?: unknown }> = [];
  await using graph = await openGraph(answers);
  answers.push(
    { body: { url: `${graph.url}/file`, mime_type: 'audio/ogg' } },
    { status: 302, headers: { location: `${stranger.url}/file` } },
  );
  expect(await faultOf(graph.fetch())).toEqual({ code: 'media.strangeHost', transient: false });
  expect(stranger.asked).toEqual([]);
  expect(graph.asked.map(({ token }) => token)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
});

test.each([
  [
    'is a page, not the file',
    { headers: { 'content-type': 'text/html' }, body: '<html>' },
    'media.type',
    false,
  ],
  [
    'has more bytes than were told',
    { headers: { 'content-type': 'audio/ogg' }, body: 'x'.repeat(2_000) },
    'media.tooLarge',
    false,
  ],
  [
    'is another file',
    { headers: { 'content-type': 'audio/ogg' }, body: 'OggX' },
    'media.digest',
    true,
  ],
  ['is empty', { headers: { 'content-type': 'audio/ogg' }, body: '' }, 'media.empty', true],
])('what comes and %s is not taken', async (_, file, code, transient) => {
  const answers: Array<{ status?: number; headers?: object; body?: unknown }> = [];
  await using graph = await openGraph(answers);
  const sha256 = 'a'.repeat(64);
  answers.push(
    { body: { url: `${graph.url}/f`, mime_type: 'audio/ogg', file_size: 4, sha256 } },
    file,
  );
  expect(await faultOf(graph.fetch())).toEqual({ code, transient });
});
