// Meta's Graph API and MercadoPago, as far as a benchmark needs them: every request is accepted at
// once, and whoever waits for a guest's message is told of it.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a button or a row of a message says when it is tapped. */
export type Reply = { readonly id: string; readonly title: string };
export type Heard = { readonly text: string; readonly replies: readonly Reply[] };

export type Graph = AsyncDisposable & {
  readonly url: string;
  /** The next message to that phone. */
  readonly nextTo: (phone: string) => Promise<Heard>;
};

const PATIENCE_MS = 20_000;

export async function openGraph(): Promise<Graph> {
  const waiting = new Map<string, (heard: Heard) => void>();
  let count = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as SentMessage;
    count += 1;
    response.setHeader('content-type', 'application/json');
    if (request.url?.startsWith('/checkout/preferences')) {
      response.statusCode = 201;
      response.end(
        JSON.stringify({ id: `pref-${count}`, init_point: `https://mercadopago.example/${count}` }),
      );
    } else if (body.status === 'read' || request.method === 'GET') response.end('{"success":true}');
    else {
      const contacts = [{ input: body.to, wa_id: body.to }];
      response.end(
        JSON.stringify({
          messaging_product: 'whatsapp',
          contacts,
          messages: [{ id: `wamid.OUT${count}` }],
        }),
      );
      const phone = withoutNine((body.to ?? '').replace('+', ''));
      const tell = waiting.get(phone);
      waiting.delete(phone);
      tell?.(read(body));
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextTo(guest) {
      const phone = withoutNine(guest);
      const { promise, resolve, reject } = Promise.withResolvers<Heard>();
      const tired = setTimeout(() => reject(new Error(`no message to ${phone}`)), PATIENCE_MS);
      waiting.set(phone, (heard) => (clearTimeout(tired), resolve(heard)));
      return promise;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Builderbot drops the 9 of an Argentine mobile. */
const withoutNine = (phone: string) => phone.replace(/^549/, '54');

type SentMessage = {
  readonly status?: string;
  readonly to?: string;
  readonly text?: { readonly body: string };
  readonly interactive?: {
    readonly body: { readonly text: string };
    readonly action: {
      readonly buttons?: ReadonlyArray<{ readonly reply: Reply }>;
      readonly sections?: ReadonlyArray<{ readonly rows: readonly Reply[] }>;
    };
  };
};

function read({ text, interactive }: SentMessage): Heard {
  const { buttons = [], sections = [] } = interactive?.action ?? {};
  return {
    text: text?.body ?? interactive?.body.text ?? '',
    replies: [...buttons.map(({ reply }) => reply), ...sections.flatMap(({ rows }) => rows)],
  };
}
