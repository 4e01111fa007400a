// The system's own signed packages, without root and without installing them: apt resolves and downloads
// with every state folder inside our cache, and nothing of the system changes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Wanted {
  /** The folder in the cache. */
  readonly name: string;
  /** With all that they need and the system lacks. */
  readonly packages: readonly string[];
  /** Also, and without what it needs: the package of this version that a meta package names. */
  readonly versionOf?: string;
  readonly finish?: (root: string) => Promise<void>;
}

/** Makes `cache`/`name`; on a machine without apt or without its sources, nothing. */
export async function unpackDebian(cache: string, wanted: Wanted): Promise<void> {
  if (process.platform !== 'linux') return;
  try {
    await mkdir(cache, { recursive: true });
  } catch {
    return;
  }
  const workshop = await mkdtemp(join(cache, `${wanted.name}-making-`));
  try {
    const archives = join(workshop, 'archives');
    await mkdir(join(workshop, 'lists', 'partial'), { recursive: true });
    await mkdir(join(archives, 'partial'), { recursive: true });
    const options = aptOptions(workshop);
    const apt = ['apt-get', '-qq', ...options];
    // A source that does not answer fails the update, while the lists that did come may be enough.
    await run([...apt, 'update']);
    const download = ['--download-only', '--no-install-recommends', '--yes'];
    if (!(await run([...apt, 'install', ...download, ...wanted.packages])).isDone) return;
    if (wanted.versionOf) {
      const { output } = await run(['apt-cache', ...options, 'depends', wanted.versionOf]);
      const versioned = /Depends: (\S+-\d+)/.exec(output)?.[1];
      if (!versioned || !(await run([...apt, 'download', versioned], archives)).isDone) return;
    }
    const root = join(workshop, 'root');
    for (const name of await readdir(archives)) {
      if (!name.endsWith('.deb')) continue;
      if (!(await run(['dpkg-deb', '-x', join(archives, name), root])).isDone) return;
    }
    await wanted.finish?.(root);
    await rename(root, join(cache, wanted.name));
  } catch {
    // Lost a race with another start, or the disk refused: what is there, if anything, decides.
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Where the loader finds what came with the programs of an unpacked root. */
export async function librariesIn(root: string): Promise<string> {
  const libraries = join(root, 'usr', 'lib');
  const perArchitecture = await readdir(libraries).catch(() => []);
  return perArchitecture.map((name) => join(libraries, name)).join(':');
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
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

async function run(
  [command, ...args]: readonly string[],
  cwd = '.',
): Promise<{ isDone: boolean; output: string }> {
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  const child = spawn(command as string, args, { cwd, stdio, timeout: 120_000 });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { isDone: code === 0, output };
  } catch {
    return { isDone: false, output };
  }
}
