// The socket: opened with a clear word when it cannot be, closed without breaking what is being answered.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';

export type HttpServer = {
  readonly port: number;
  readonly url: string;
  /** Stops accepting, lets running requests end for `graceMs` (8 s), then cuts what is left. */
  close(graceMs?: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Port 0 takes any free one. */
export async function openServer(app: Pick<Koa, 'callback'>, port: number): Promise<HttpServer> {
  const handle = app.callback();
  const running = new Set<ServerResponse>();
  let state: 'open' | 'closing' = 'open';
  // Longer than the 60 s of common load balancers: the side that is asked must not close first.
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000 },
    (request, response) => {
      running.add(response);
      response.once('close', () => running.delete(response));
      if (state === 'closing') response.shouldKeepAlive = false;
      void handle(request, response);
    },
  );
  server.listen(port);
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(whyNot(cause.code, port), { cause });
  });
  const actual = (server.address() as AddressInfo).port;

  async function close(graceMs = 8_000): Promise<void> {
    if (state === 'closing') return;
    state = 'closing';
    const closed = once(server, 'close');
    server.close();
    // Their connections end with the answer instead of waiting for the next request.
    for (const response of running) if (!response.headersSent) response.shouldKeepAlive = false;
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(timer);
  }

  return {
    port: actual,
    url: `http://127.0.0.1:${actual}`,
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

function whyNot(code: string | undefined, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or set PORT to a free one.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    default:
      return `Port ${port} could not be opened (${code ?? 'unknown reason'}).`;
  }
}
