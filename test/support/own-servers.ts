// A Postgres and a Redis that only one test uses, so that it may stop them, empty them and start them
// again at the same address.

import { join } from 'node:path';
import { migrate } from '../../src/adapters/migrations.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { openPostgres } from '../../src/sandbox/postgres.ts';
import { openRedis } from '../../src/sandbox/redis.ts';
import { fastestFolder } from './run-folder.ts';
import { openTemporaryFolder } from './temporary-folder.ts';

export type OwnServer = AsyncDisposable & {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
};

export async function openOwnPostgres(): Promise<OwnServer> {
  const server = await openOwn((folder, port) =>
    openPostgres({ dataDir: join(folder, 'postgres'), port, durability: 'none' }),
  );
  await migrate(server.url);
  return server;
}

export async function openOwnRedis(): Promise<OwnServer> {
  return openOwn(async (folder, port) => {
    const redis = await openRedis({
      dir: join(folder, 'redis'),
      port,
      password: 'of-a-test',
      durability: 'none',
    });
    if (!redis) throw new Error('this machine has no Redis');
    return redis;
  });
}

async function openOwn(
  open: (folder: string, port: number) => Promise<AsyncDisposable & { readonly url: string }>,
): Promise<OwnServer> {
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await openTemporaryFolder(await fastestFolder()));
  const port = await freePort();
  let running: (AsyncDisposable & { readonly url: string }) | undefined = await open(
    folder.path,
    port,
  );
  const { url } = running;
  const stop = async () => {
    const server = running;
    running = undefined;
    await server?.[Symbol.asyncDispose]();
  };
  opening.defer(stop);
  const opened = opening.move();
  return {
    url,
    stop,
    async start() {
      running ??= await open(folder.path, port);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
