// A service that only listens: it keeps what arrives and answers what it is told to.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { openSandbox } from '../../src/sandbox/server.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- bodies in other people's shapes, read by assertions only
type Loose = any;

export type Arrived = {
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  raw: Buffer;
  json: Loose;
};

export const secrets = {
  whatsappAccessToken: 'test-whatsapp-token',
  whatsappAppSecret: 'test_app_secret',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-test',
  mercadopagoWebhookSecret: 'test_mp_secret',
};

async function openStub() {
  const arrived: Arrived[] = [];
  const answers: number[] = [];
  const server = createServer((req, res) => void answer(req, res));
  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://stub');
    if (req.method === 'GET') {
      const isPhoto = pathname.endsWith('.jpg');
      res
        .writeHead(isPhoto ? 200 : 404, { 'content-type': isPhoto ? 'image/jpeg' : 'text/plain' })
        .end('photo');
      return;
    }
    let json: unknown;
    try {
      json = JSON.parse(raw.toString());
    } catch {
      json = undefined;
    }
    arrived.push({ path: pathname, query: searchParams, headers: req.headers, raw, json });
    res.writeHead(answers.shift() ?? 200).end();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    arrived,
    answers,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(more: Partial<SandboxOptions> = {}) {
  const stub = await openStub();
  let now = new Date('2026-12-01T12:00:00.000Z').getTime();
  const clock = {
    now: () => new Date(now),
    advance: async (ms: number) => {
      now += ms;
    },
  };
  const sandbox: Sandbox = await openSandbox({
    port: 0,
    serviceUrl: stub.url,
    publicUrl: 'https://posta.example',
    secrets,
    clock,
    retryDelaysMs: [20, 20, 20],
    whatsapp: { statusDelays: { sentMs: 5, deliveredMs: 10, readMs: 15 } },
    ...more,
  });

  async function call(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload: unknown,
    headers: Record<string, string>,
  ) {
    const response = await request(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: payload === undefined ? null : JSON.stringify(payload),
    });
    const text = await response.body.text();
    const body: Loose = text === '' ? undefined : JSON.parse(text);
    return { status: response.statusCode, body };
  }

  return {
    sandbox,
    stub,
    clock,
    graph: (
      body: unknown,
      headers: Record<string, string> = { authorization: `Bearer ${secrets.whatsappAccessToken}` },
      path = `v25.0/${secrets.whatsappPhoneId}/messages`,
    ) => call('POST', `${sandbox.whatsappApiUrl}/${path}`, body, headers),
    mercadoPago: (
      method: 'GET' | 'POST' | 'PUT',
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) =>
      call(method, sandbox.mercadopagoApiUrl + path, body, {
        authorization: `Bearer ${secrets.mercadopagoAccessToken}`,
        ...headers,
      }),
    async [Symbol.asyncDispose]() {
      await sandbox[Symbol.asyncDispose]();
      stub.close();
    },
  };
}
