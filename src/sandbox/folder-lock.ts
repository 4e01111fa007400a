// One process per data folder. The lock is a listening socket, so the kernel releases it
// whatever way its holder dies, and it answers with the holder's process id.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CannotStart } from './cannot-start.ts';

export async function lockFolder(folder: string, what: string): Promise<AsyncDisposable> {
  const address = await lockAddress(folder);
  const server = (await listen(address)) ?? (await listenAfterCrash(address));
  if (!server) {
    const holder = (await askHolder(address)) ?? 'of another user';
    throw new CannotStart(
      'in-use',
      `${what} in ${folder} is already in use by process ${holder}. Stop that one first (Ctrl-C in its terminal).`,
    );
  }
  server.unref();
  return {
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

async function lockAddress(folder: string): Promise<string> {
  const id = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 24);
  // An abstract socket leaves no file behind; only Linux has them.
  return process.platform === 'linux' ? `\0posta-${id}` : join(tmpdir(), `posta-${id}.sock`);
}

async function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(String(process.pid));
  });
  server.listen(address);
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
}

async function listenAfterCrash(address: string): Promise<Server | undefined> {
  if (address.startsWith('\0') || (await askHolder(address))) return undefined;
  await rm(address, { force: true });
  return await listen(address);
}

async function askHolder(address: string): Promise<string | undefined> {
  const socket = connect(address);
  socket.setTimeout(500, () => socket.destroy());
  try {
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer || undefined;
  } catch {
    return undefined;
  }
}
