import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';

import { findRedisBinary, unpackRedis } from '../../src/sandbox/redis-binary.ts';
import { openRedis } from '../../src/sandbox/redis.ts';
import { openHolder } from '../support/holder.ts';
import { needsRedis } from '../support/needs-redis.ts';
import { openTemporaryFolder } from '../support/temporary-folder.ts';

const binary = await findRedisBinary();

async function ask<T>(url: string | undefined, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url ?? '', { retryStrategy: () => null }).on('error', () => {});
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

describe.skipIf(!binary)(`${binary ? '' : needsRedis}the embedded server`, () => {
  test('sessions survive a stop and a kill of everything', async () => {
    await using folder = await openTemporaryFolder();
    {
      await using redis = await openRedis({ dir: folder.path });
      await ask(redis?.url, (client) => client.set('ana', 'asking dates'));
    }
    await using holder = await openHolder('redis', folder.path);
    expect(await ask(holder.said, (client) => client.get('ana'))).toBe('asking dates');
    await holder.kill();
    await using again = await openRedis({ dir: folder.path });
    expect(await ask(again?.url, (client) => client.get('ana'))).toBe('asking dates');
  });

  test('it listens on loopback and asks for a password', async () => {
    await using folder = await openTemporaryFolder();
    await using redis = await openRedis({ dir: folder.path, durability: 'none' });
    expect(await ask(redis?.url, (client) => client.config('GET', 'bind'))).toEqual([
      'bind',
      '127.0.0.1',
    ]);
    const stranger = new URL(redis?.url ?? '');
    stranger.password = '';
    await expect(ask(stranger.href, (client) => client.get('ana'))).rejects.toThrow('NOAUTH');
  });

  test('a second start on the same folder and a busy port are said in words', async () => {
    await using folder = await openTemporaryFolder();
    await using holder = await openHolder('redis', folder.path);
    await expect(openRedis({ dir: folder.path })).rejects.toThrow(
      `is already in use by process ${holder.pid}.`,
    );
    await holder.kill();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(openRedis({ dir: folder.path, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1`,
    );
    other.close();
  });
});

test('a server on the path is used before anything is fetched', async () => {
  await using folder = await openTemporaryFolder();
  const path = join(folder.path, 'valkey-server');
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  expect(await findRedisBinary({ path: `/nowhere:${folder.path}`, cache: folder.path })).toEqual({
    path,
    libraries: '',
  });
});

test('a machine without one gets the package of its system, in our own folder', async (context) => {
  await using folder = await openTemporaryFolder();
  const found = await unpackRedis(folder.path);
  if (!found) return context.skip('this system has no apt, or its archive does not answer');
  expect(found.path).toMatch(folder.path);
  await using redis = await openRedis({ dir: join(folder.path, 'data') }, async () => found);
  expect(await ask(redis?.url, (client) => client.ping())).toBe('PONG');
  // The next start fetches nothing.
  expect(await findRedisBinary({ path: '', cache: folder.path })).toEqual(found);
});

test('where nothing can be had the caller is told so', async () => {
  await using folder = await openTemporaryFolder();
  expect(await openRedis({ dir: folder.path }, async () => undefined)).toBeUndefined();
});
