import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { CannotStart } from './cannot-start.ts';

export async function freePort(): Promise<number> {
  return await tryPort(0);
}

export async function requirePort(port: number, what: string): Promise<number> {
  try {
    return await tryPort(port);
  } catch (error) {
    throw portProblem(port, what, error);
  }
}

export function portProblem(port: number, what: string, cause?: unknown): CannotStart {
  return new CannotStart(
    'port-busy',
    `Port ${port} on 127.0.0.1, which ${what} needs, is taken by another program. Stop it or choose another port.`,
    cause,
  );
}

async function tryPort(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const chosen = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return chosen;
}
