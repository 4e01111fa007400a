// What stands between Meta and the processes of one business: each request goes to any of those that
// are alive. It plays Meta's tricks too: some deliveries come twice, some overtake others.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';

export type Tricks = {
  /** Of deliveries that come a second time, to any process. */
  readonly twice: number;
  /** Each waits for up to this long, so that later ones overtake it. */
  readonly delayMs: number;
};

export type Balancer = AsyncDisposable & { readonly url: string };

export async function openBalancer(
  processes: () => readonly string[],
  tricks: Tricks,
): Promise<Balancer> {
  const agent = new Agent({ connections: 32 });

  async function forward(asked: IncomingMessage, body: Buffer) {
    await delay(Math.random() * tricks.delayMs);
    const alive = processes();
    const process = alive[Math.floor(Math.random() * alive.length)];
    const { host: _, connection: __, 'content-length': ___, ...headers } = asked.headers;
    const method = asked.method === 'POST' ? 'POST' : 'GET';
    return request(`${process}${asked.url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(method === 'POST' && { body }),
      dispatcher: agent,
    });
  }

  async function handle(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (asked.method === 'POST' && Math.random() < tricks.twice)
      void forward(asked, body).then(
        (answer) => answer.body.dump(),
        () => undefined,
      );
    const answer = await forward(asked, body);
    response.statusCode = answer.statusCode;
    for (const name of ['content-type', 'location']) {
      const value = answer.headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    response.end(Buffer.from(await answer.body.arrayBuffer()));
  }

  const server = createServer((asked, response) => {
    // the process died with the request in its hands: its sender tries again
    handle(asked, response).catch(() => response.writeHead(502).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await agent.destroy();
    },
  };
}
