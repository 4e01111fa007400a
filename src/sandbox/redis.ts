// A real Redis for `npm start` and the tests. It holds sessions only: losing it is harmless.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

import { CannotStart, diskProblem, onDisk } from './cannot-start.ts';
import { lockFolder } from './folder-lock.ts';
import { readPid, stopOrphan, worksIn } from './orphans.ts';
import { freePort, portProblem, requirePort } from './ports.ts';
import { findRedisBinary, type RedisBinary } from './redis-binary.ts';
import { diesWithUs, startServer, type ServerProcess } from './server-process.ts';

export interface RedisOptions {
  readonly dir: string;
  /** A free one when absent. */
  readonly port?: number;
  /** A new one at each start when absent: the address carries it. */
  readonly password?: string;
  /** `none` keeps nothing on disk. */
  readonly durability?: 'everysec' | 'none';
}

export interface EmbeddedRedis extends AsyncDisposable {
  readonly url: string;
}

/** Undefined when this machine has no Redis and cannot get one. */
export async function openRedis(
  options: RedisOptions,
  findBinary: () => Promise<RedisBinary | undefined> = findRedisBinary,
): Promise<EmbeddedRedis | undefined> {
  const binary = await findBinary();
  if (!binary) return undefined;
  const dir = resolve(options.dir);
  await onDisk(dir, () => mkdir(dir, { recursive: true, mode: 0o700 }));
  await using opening = new AsyncDisposableStack();
  opening.use(await lockFolder(dir, 'The Redis data'));
  await onDisk(dir, () => clearLastRun(dir));
  const { server, url } = await startOnPort(options, dir, binary);
  opening.defer(server.stop);
  const opened = opening.move();
  return { url, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function clearLastRun(dir: string): Promise<void> {
  const pidFile = join(dir, 'redis.pid');
  const pid = await readPid(pidFile);
  if (pid !== undefined && (await worksIn(pid, dir))) await stopOrphan(pid, dir);
  await rm(pidFile, { force: true });
}

async function startOnPort(
  options: RedisOptions,
  dir: string,
  binary: RedisBinary,
): Promise<{ server: ServerProcess; url: string }> {
  for (let attempt = 1; ; attempt++) {
    const port =
      options.port === undefined ? await freePort() : await requirePort(options.port, 'Redis');
    const password = options.password ?? randomBytes(24).toString('base64url');
    const url = `redis://:${password}@127.0.0.1:${port}`;
    const logFile = join(dir, 'server.log');
    const server = await startServer({
      command: [...diesWithUs('TERM'), binary.path, '-'],
      cwd: dir,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', LD_LIBRARY_PATH: binary.libraries },
      logFile,
      input: configuration(dir, port, password, options.durability ?? 'everysec'),
      stopSignals: [
        { signal: 'SIGTERM', waitMs: 5_000 },
        { signal: 'SIGKILL', waitMs: 1_000 },
      ],
    });
    if (await becomesReady(server, url)) return { server, url };
    await server.stop();
    const log = await readFile(logFile, 'utf8');
    const lostPort = /Address already in use/.test(log);
    if (lostPort && options.port === undefined && attempt < 5) continue;
    throw startProblem(dir, port, log);
  }
}

function configuration(
  dir: string,
  port: number,
  password: string,
  durability: 'everysec' | 'none',
): string {
  const quoted = JSON.stringify(dir);
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${quoted}`,
    `pidfile ${JSON.stringify(join(dir, 'redis.pid'))}`,
    'databases 256',
    'save ""',
    `appendonly ${durability === 'none' ? 'no' : 'yes'}`,
    'appendfsync everysec',
    '',
  ].join('\n');
}

async function becomesReady(server: ServerProcess, url: string): Promise<boolean> {
  const client = new Redis(url, {
    retryStrategy: () => 20,
    maxRetriesPerRequest: null,
    // The first answers may be "connection refused"; they are the reason for asking.
  }).on('error', () => {});
  try {
    const answered = client.ping().then(() => true);
    while (!server.hasExited()) {
      if (await Promise.race([answered, sleep(20, false)])) return true;
    }
    answered.catch(() => {});
    return false;
  } finally {
    client.disconnect();
  }
}

function startProblem(dir: string, port: number, log: string): CannotStart {
  const cause = new Error(log.trim());
  if (/Address already in use/.test(log)) return portProblem(port, 'Redis', cause);
  const said = log.trim().split('\n').at(-1) || 'it said nothing';
  return (
    diskProblem(dir, log, cause) ??
    new CannotStart(
      'failed',
      `Redis did not start: ${said}. Its log is ${join(dir, 'server.log')}.`,
      cause,
    )
  );
}
