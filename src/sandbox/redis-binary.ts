// Where a Redis server comes from on a machine that may have none. No npm package carries one.
import { constants } from 'node:fs';
import { access, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { librariesIn, unpackDebian } from './debian-packages.ts';

export interface RedisBinary {
  readonly path: string;
  /** Folders of the libraries that came with it. */
  readonly libraries: string;
}

interface Places {
  readonly path: string;
  readonly cache: string;
}

const usualPlaces = (): Places => ({
  path: process.env['PATH'] ?? '',
  cache: fileURLToPath(new URL('../../node_modules/.cache/posta', import.meta.url)),
});

export async function findRedisBinary(
  places: Places = usualPlaces(),
): Promise<RedisBinary | undefined> {
  for (const name of ['redis-server', 'valkey-server']) {
    const path = await firstExecutable(places.path.split(delimiter), name);
    if (path) return { path, libraries: '' };
  }
  return (await unpacked(places.cache)) ?? (await unpackRedis(places.cache));
}

async function firstExecutable(
  folders: readonly string[],
  name: string,
): Promise<string | undefined> {
  for (const folder of folders.filter(Boolean)) {
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}

async function unpacked(cache: string): Promise<RedisBinary | undefined> {
  const root = join(cache, 'redis');
  const path = await firstExecutable([join(root, 'usr', 'bin')], 'redis-server');
  return path ? { path, libraries: await librariesIn(root) } : undefined;
}

/** Debian's own package: 3 s, 2 MB. */
export async function unpackRedis(cache: string): Promise<RedisBinary | undefined> {
  await unpackDebian(cache, {
    name: 'redis',
    packages: ['redis-tools'],
    // One program under several names: Debian's redis-server package adds only this link.
    finish: (root) => symlink('redis-check-rdb', join(root, 'usr', 'bin', 'redis-server')),
  });
  return await unpacked(cache);
}
