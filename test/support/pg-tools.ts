// pg_dump and pg_restore: of this machine, or of its distribution, unpacked into our cache.

import { spawnSync } from 'node:child_process';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { librariesIn, unpackDebian } from '../../src/sandbox/debian-packages.ts';

const OLDEST = 15;
const tools = ['pg_dump', 'pg_restore'] as const;
const cache = fileURLToPath(new URL('../../node_modules/.cache/posta', import.meta.url));

/** Undefined when they cannot be had. */
export async function findPgTools(
  folder: string = cache,
  path = process.env['PATH'] ?? '',
): Promise<{ readonly PG_DUMP: string; readonly PG_RESTORE: string } | undefined> {
  if (tools.every((tool) => works(tool, path))) return { PG_DUMP: tools[0], PG_RESTORE: tools[1] };
  return (await unpacked(folder)) ?? (await unpack(folder));
}

async function unpack(folder: string) {
  await unpackDebian(folder, {
    name: 'postgres-client',
    packages: ['libpq5', 'liblz4-1', 'libzstd1', 'zlib1g'],
    // Without what it depends on: that is Perl, for a wrapper that picks a version.
    versionOf: 'postgresql-client',
  });
  return await unpacked(folder);
}

async function unpacked(folder: string) {
  const root = join(folder, 'postgres-client');
  const versions = join(root, 'usr', 'lib', 'postgresql');
  const [version] = await readdir(versions).catch(() => []);
  if (!version) return undefined;
  const libraries = await librariesIn(root);
  const wrapped = await Promise.all(
    tools.map(async (tool) => {
      const script = join(root, tool);
      const program = join(versions, version, 'bin', tool);
      await writeFile(script, `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' exec '${program}' "$@"\n`);
      await chmod(script, 0o755);
      return script;
    }),
  );
  const [PG_DUMP, PG_RESTORE] = wrapped as [string, string];
  return wrapped.every((script) => works(script)) ? { PG_DUMP, PG_RESTORE } : undefined;
}

/** One that is older than the server refuses to dump it. */
function works(program: string, path = process.env['PATH'] ?? ''): boolean {
  const options = { env: { PATH: path }, encoding: 'utf8' } as const;
  const { stdout } = spawnSync(program, ['--version'], options);
  return Number(/PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]) >= OLDEST;
}
