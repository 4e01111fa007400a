// The data folder of the embedded server: made in one step, or not at all.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CannotStart, diskProblem } from './cannot-start.ts';
import type { PostgresPackage } from './postgres-package.ts';
import { giveToOwnerOf } from './server-process.ts';

export const superuser = 'posta';
export const serverEnvironment = {
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  // initdb fails without a locale, and its messages are read in English.
  LC_ALL: 'C',
  TZ: 'UTC',
} as const;

export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

export async function openCluster(
  dataDir: string,
  { bin, major }: PostgresPackage,
  identity: readonly string[],
  durability: 'full' | 'none',
): Promise<Cluster> {
  const folder = join(dataDir, 'cluster');
  await removeHalfMade(dataDir);
  if (!existsSync(folder)) {
    const command = [...identity, join(bin, 'initdb')];
    await makeCluster(dataDir, folder, command, major, durability);
  }
  const found = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => 'unknown')).trim();
  if (found !== major) {
    throw new CannotStart(
      'other-version',
      `The data in ${dataDir} was written by Postgres ${found}, and this version of Posta brings Postgres ${major}. Run the version of Posta that made it, or move the folder away to start empty.`,
    );
  }
  try {
    return { folder, password: await readFile(passwordFile(folder), 'utf8') };
  } catch (error) {
    throw new CannotStart(
      'failed',
      `The password of the data in ${dataDir} cannot be read from ${passwordFile(folder)}.`,
      error,
    );
  }
}

// Loopback is open to every user of a machine and the superuser can run programs, so there is a
// password. It lives with the data that it protects.
const passwordFile = (folder: string): string => join(folder, 'posta.password');

async function makeCluster(
  dataDir: string,
  folder: string,
  initdb: readonly string[],
  major: string,
  durability: 'full' | 'none',
): Promise<void> {
  // Renamed into place when it is whole: a kill in the middle leaves nothing that looks like data.
  const workshop = await mkdtemp(join(dataDir, 'making-'));
  try {
    const passwordSource = join(workshop, 'password');
    await writeFile(passwordSource, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await giveToOwnerOf(dataDir, passwordSource);
    const made = join(workshop, 'cluster');
    await run(dataDir, [
      ...initdb,
      `--pgdata=${made}`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      `--pwfile=${passwordSource}`,
      '--encoding=UTF8',
      '--locale=C',
      ...(Number(major) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
      '--no-instructions',
      ...(durability === 'none' ? ['--no-sync'] : []),
    ]);
    await rename(passwordSource, passwordFile(made));
    await rename(made, folder);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function removeHalfMade(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('making-')) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

async function run(dataDir: string, [command, ...args]: readonly string[]): Promise<void> {
  const child = spawn(command as string, args, {
    env: serverEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  const cause = new Error(output.trim() || `initdb ended with code ${code}`);
  const reason = /(?:FATAL|error): *(.+)/i.exec(output)?.[1] ?? cause.message;
  throw (
    diskProblem(dataDir, output, cause) ??
    new CannotStart('failed', `Postgres could not prepare ${dataDir}: ${reason}`, cause)
  );
}
