// A real Postgres without an installation: for `npm start`, the tests and small deployments.
// Promise: it starts from whatever the last run left behind, or says in one sentence why not.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

import { CannotStart, diskProblem, onDisk } from './cannot-start.ts';
import { lockFolder } from './folder-lock.ts';
import { readPid, stopOrphan, worksIn } from './orphans.ts';
import { freePort, portProblem, requirePort } from './ports.ts';
import { openCluster, serverEnvironment, superuser, type Cluster } from './postgres-cluster.ts';
import { postgresIdentity } from './postgres-identity.ts';
import { findPostgresPackage, type PostgresRelease } from './postgres-package.ts';
import { diesWithUs, startServer, type ServerProcess } from './server-process.ts';

export interface PostgresOptions {
  readonly dataDir: string;
  /** A free one when absent. */
  readonly port?: number;
  /** `none` is for tests: a crash of the server or the machine may lose data. */
  readonly durability?: 'full' | 'none';
  readonly release?: PostgresRelease;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly url: string;
}

export async function openPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const binaries = await onDisk('node_modules', () => findPostgresPackage(options.release));
  await onDisk(dataDir, () => mkdir(dataDir, { recursive: true, mode: 0o700 }));
  await using opening = new AsyncDisposableStack();
  opening.use(await lockFolder(dataDir, 'The Postgres data'));
  const { cluster, identity } = await onDisk(dataDir, async () => {
    const words = await postgresIdentity(dataDir);
    return {
      identity: words,
      cluster: await openCluster(dataDir, binaries, words, options.durability ?? 'full'),
    };
  });
  await onDisk(dataDir, () => clearLastRun(cluster.folder));

  const command = [...identity, ...diesWithUs('INT'), join(binaries.bin, 'postgres')];
  const { server, port } = await startOnPort(options, dataDir, cluster, command);
  opening.defer(server.stop);
  const url = await ensureDatabase(port, cluster.password);
  const opened = opening.move();
  return { url, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** After a kill -9 of us or of it: an orphan still serving, or a pid file that names nobody. */
async function clearLastRun(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const pid = await readPid(pidFile);
  if (pid !== undefined && (await worksIn(pid, folder))) await stopOrphan(pid, folder);
  await rm(pidFile, { force: true });
}

async function startOnPort(
  options: PostgresOptions,
  dataDir: string,
  cluster: Cluster,
  command: readonly string[],
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port =
      options.port === undefined ? await freePort() : await requirePort(options.port, 'Postgres');
    const logFile = join(dataDir, 'server.log');
    const server = await startServer({
      command: [...command, ...settings(cluster.folder, port, options.durability ?? 'full')],
      env: serverEnvironment,
      logFile,
      stopSignals: [
        // Fast shutdown, then immediate (recovers at the next start), then the kernel.
        { signal: 'SIGINT', waitMs: 10_000 },
        { signal: 'SIGQUIT', waitMs: 3_000 },
        { signal: 'SIGKILL', waitMs: 1_000 },
      ],
    });
    if (await becomesReady(server, cluster.folder)) return { server, port };
    await server.stop();
    const log = await readFile(logFile, 'utf8');
    // Another program may take a free port first, and the backends of a killed server may need a
    // moment to notice; both pass.
    const passes =
      /pre-existing shared memory|lock file "postmaster.pid"/.test(log) ||
      (options.port === undefined && /Address already in use/.test(log));
    if (!passes || attempt === 20) throw startProblem(dataDir, port, log);
    await sleep(250);
  }
}

function settings(folder: string, port: number, durability: 'full' | 'none'): readonly string[] {
  const values = {
    port,
    // By number: localhost may not resolve.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durability === 'none' && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
    }),
  };
  return [
    '-D',
    folder,
    ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** The eighth line of postmaster.pid is the server's own word; no connection is needed to ask. */
async function becomesReady(server: ServerProcess, folder: string): Promise<boolean> {
  // Crash recovery of a large cluster may take minutes; a server that gave up has exited.
  const deadline = Date.now() + 300_000;
  while (!server.hasExited() && Date.now() < deadline) {
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    if (Number(lines[0]) === server.pid && lines[7]?.startsWith('ready')) return true;
    await sleep(10);
  }
  return false;
}

function startProblem(dataDir: string, port: number, log: string): CannotStart {
  const cause = new Error(log.trim());
  if (/Address already in use/.test(log)) return portProblem(port, 'Postgres', cause);
  const said = /FATAL: *(.+)/.exec(log)?.[1] ?? 'it said nothing';
  return (
    diskProblem(dataDir, log, cause) ??
    new CannotStart(
      'failed',
      `Postgres did not start: ${said}. Its log is ${join(dataDir, 'server.log')}.`,
      cause,
    )
  );
}

async function ensureDatabase(port: number, password: string): Promise<string> {
  const at = (database: string) =>
    `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: at('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'posta'`);
    if (rowCount === 0) await client.query('create database posta');
  } finally {
    await client.end();
  }
  return at('posta');
}
