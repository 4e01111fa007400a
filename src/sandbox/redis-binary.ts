// Where a Redis server comes from on a machine that may have none. No npm package carries one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  if (!path) return undefined;
  const libraries = join(root, 'usr', 'lib');
  const perArchitecture = await readdir(libraries).catch(() => []);
  return { path, libraries: perArchitecture.map((name) => join(libraries, name)).join(':') };
}

/**
 * The system's own signed package, without root and without installing it: apt resolves and
 * downloads with every state folder inside our cache (3 s, 2 MB), and nothing of the system changes.
 */
export async function unpackRedis(cache: string): Promise<RedisBinary | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    await mkdir(cache, { recursive: true });
  } catch {
    return undefined;
  }
  const workshop = await mkdtemp(join(cache, 'redis-making-'));
  try {
    await mkdir(join(workshop, 'lists', 'partial'), { recursive: true });
    await mkdir(join(workshop, 'archives', 'partial'), { recursive: true });
    const apt = ['apt-get', ...aptOptions(workshop)];
    // A source that does not answer fails the update, while the lists that did come may be enough.
    await succeeds([...apt, 'update']);
    const download = ['--download-only', '--no-install-recommends', '--yes', 'redis-tools'];
    if (!(await succeeds([...apt, 'install', ...download]))) return undefined;

    const root = join(workshop, 'root');
    for (const name of await readdir(join(workshop, 'archives'))) {
      if (!name.endsWith('.deb')) continue;
      if (!(await succeeds(['dpkg-deb', '-x', join(workshop, 'archives', name), root]))) return;
    }
    // One program under several names: Debian's redis-server package adds only this link.
    await symlink('redis-check-rdb', join(root, 'usr', 'bin', 'redis-server'));
    await rename(root, join(cache, 'redis'));
  } catch {
    // Lost a race with another start, or the disk refused: what is there, if anything, decides.
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return await unpacked(cache);
}

function aptOptions(workshop: string): readonly string[] {
  const options = {
    'Dir::State': workshop,
    'Dir::State::lists': join(workshop, 'lists'),
    'Dir::State::extended_states': join(workshop, 'extended_states'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': workshop,
    'Dir::Cache::archives': join(workshop, 'archives'),
    'Dir::Log': workshop,
    'APT::Sandbox::User': '',
    'Debug::NoLocking': '1',
    'Acquire::Retries': '0',
    'Acquire::http::Timeout': '10',
    'Acquire::https::Timeout': '10',
  };
  return ['-qq', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
}

async function succeeds([command, ...args]: readonly string[]): Promise<boolean> {
  const child = spawn(command as string, args, { stdio: 'ignore', timeout: 120_000 });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  } catch {
    return false;
  }
}
