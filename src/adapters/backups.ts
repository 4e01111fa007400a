// Backups: a dump in Postgres' custom format with its checksum, kept for some days.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupStore } from './backup-stores.ts';

/** `path`: the folders that it is looked for in. */
export type PostgresTool = { readonly command: string; readonly path: string };

const DAY_MS = 86_400_000;

/** Dumps, stores, and lets go of what is older than `keepDays`. */
export async function backUp(
  store: BackupStore,
  given: { databaseUrl: string; pgDump: PostgresTool; keepDays: number; now: Date },
): Promise<{ readonly name: string; readonly removed: readonly string[] }> {
  await using folder = await openWorkFolder();
  const name = nameAt(given.now);
  const file = join(folder.path, name);
  const words = ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`];
  await runPostgresTool(given.pgDump, words, given.databaseUrl);
  const sha256 = await checksumOf(file);
  const line = `${file}.sha256`;
  // As sha256sum writes it, so that `sha256sum --check` reads it.
  await writeFile(line, `${sha256}  ${name}\n`, { mode: 0o600 });
  await store.put(name, file, sha256);
  await store.put(`${name}.sha256`, line, await checksumOf(line));

  const removed = (await listBackups(store)).filter(
    (backup) =>
      backup.name !== name && given.now.getTime() - backup.at.getTime() > given.keepDays * DAY_MS,
  );
  for (const backup of removed) {
    await store.remove(`${backup.name}.sha256`);
    await store.remove(backup.name);
  }
  return { name, removed: removed.map((backup) => backup.name) };
}

/** Whole ones, oldest first. */
export async function listBackups(
  store: BackupStore,
): Promise<ReadonlyArray<{ readonly name: string; readonly at: Date }>> {
  const names = new Set(await store.names());
  return [...names]
    .filter((name) => names.has(`${name}.sha256`))
    .flatMap((name) => {
      const at = timeOf(name);
      return at ? [{ name, at }] : [];
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Fetches a backup, checks it against its checksum, and restores it into an empty database. */
export async function restore(
  store: BackupStore,
  name: string,
  into: { databaseUrl: string; pgRestore: PostgresTool },
): Promise<void> {
  await using folder = await openWorkFolder();
  const file = join(folder.path, name);
  await store.get(name, file);
  await store.get(`${name}.sha256`, `${file}.sha256`);
  const [expected] = (await readFile(`${file}.sha256`, 'utf8')).split(' ');
  if (expected !== (await checksumOf(file)))
    throw new Error(`${name} is not what was backed up: its checksum differs`);
  // A comment on an extension is the superuser's to make, and managed servers give us none.
  const words = ['--exit-on-error', '--no-owner', '--no-privileges', '--no-comments'];
  await runPostgresTool(into.pgRestore, [...words, '--dbname=', file], into.databaseUrl);
}

/** The address goes by the environment: the list of processes would show a password among the words. */
async function runPostgresTool(
  { command, path }: PostgresTool,
  words: readonly string[],
  databaseUrl: string,
): Promise<void> {
  const url = new URL(databaseUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  const args = words.map((word) => (word === '--dbname=' ? `--dbname=${database}` : word));
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: path,
      PGHOST: url.hostname,
      PGPORT: url.port || '5432',
      PGUSER: decodeURIComponent(url.username),
      PGPASSWORD: decodeURIComponent(url.password),
      PGDATABASE: database,
      PGSSLMODE: url.searchParams.get('sslmode') ?? 'prefer',
      PGCONNECT_TIMEOUT: '15',
    },
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close').catch((cause: unknown) => {
    throw new Error(`${command} cannot be run: is postgresql-client installed?`, { cause });
  })) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said.trim()}`);
}

/** `posta-2026-11-24T15-00-00Z.dump`: sorts by time, and no shell or file system minds it. */
function nameAt(at: Date): string {
  return `posta-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.dump`;
}

function timeOf(name: string): Date | undefined {
  const [, day, hour, minute, second] =
    /^posta-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.dump$/.exec(name) ?? [];
  return day ? new Date(`${day}T${hour}:${minute}:${second}Z`) : undefined;
}

async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function openWorkFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'posta-backup-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
