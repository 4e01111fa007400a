// One side of the comparison, in a process of its own: started, measured, left to come to rest, stopped.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { environmentFor, type Secrets } from '../../src/sandbox/secrets.ts';
import { freePort } from '../../src/sandbox/ports.ts';

export const NAMES = ['floor', 'service'] as const;
export type Name = (typeof NAMES)[number];

const programs: Readonly<Record<Name, string>> = {
  floor: fileURLToPath(new URL('./floor.ts', import.meta.url)),
  service: fileURLToPath(new URL('../../src/main.ts', import.meta.url)),
};

export const secrets: Secrets = {
  jwtSecret: 'of-the-benchmark-and-of-nothing-else',
  whatsappAccessToken: 'EAA-of-the-benchmark',
  whatsappAppSecret: 'of-the-benchmark',
  whatsappVerifyToken: 'of-the-benchmark-too',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-of-the-benchmark',
  mercadopagoWebhookSecret: 'of-the-benchmark-as-well',
};

/** Whoever answers guests. */
export type Talker = AsyncDisposable & {
  readonly name: string;
  readonly url: string;
  readonly webhookPath: string;
  /** Seconds of processor time that the process has used; NaN where the system does not tell. */
  readonly cpuSeconds: () => Promise<number>;
  /** Resolves when no event waits and no job is due. */
  readonly rest: () => Promise<void>;
};
export type Contender = Talker & { readonly db: pg.Pool };

export type ContenderOptions = {
  readonly name: Name;
  readonly database: { readonly url: string; readonly pool: pg.Pool };
  readonly redisUrl: string;
  readonly graphUrl: string;
  readonly debounceMs: number;
  /** Where the process leaves its processor profile. */
  readonly profileFolder?: string | undefined;
};

export async function openContender({
  name,
  database,
  redisUrl,
  graphUrl,
  debounceMs,
  profileFolder,
}: ContenderOptions): Promise<Contender> {
  const port = await freePort();
  const profiling = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
  const child = spawn(process.execPath, [...profiling, programs[name]], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: 'https://posta.example',
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      TURN_DEBOUNCE_MS: String(debounceMs),
      // What Meta allows a busy number; the rate of a new one would be what is measured.
      WHATSAPP_MESSAGES_PER_SECOND: '1000',
      // No sweep in the middle of a round.
      JOB_EXPIRATION_INTERVAL_SECONDS: '86400',
      ...environmentFor(secrets, { whatsappApiUrl: graphUrl, mercadopagoApiUrl: graphUrl }),
    },
  });
  const ended = once(child, 'exit');
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  await untilUp(name, child, () => isUp(`${url}/api/v1/healthz`));
  return {
    name,
    url,
    webhookPath: '/api/v1/webhooks/whatsapp',
    db: database.pool,
    cpuSeconds: () => cpuSecondsOf(child.pid as number),
    async rest() {
      for (const tired = Date.now() + REST_MS; Date.now() < tired; await sleep(100)) {
        const { rows } = await database.pool.query(WAITING);
        if ((rows[0] as { waiting: number }).waiting === 0) return;
      }
      throw new Error(`The ${name} does not come to rest.`);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 12_000);
      await ended;
      clearTimeout(timer);
      process.removeListener('exit', kill);
    },
  };
}

const START_MS = 20_000;
const REST_MS = 30_000;

const WAITING = `
  select (select count(*) from guests where wake_at is not null)::int
    + (select count(*) from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now())::int as waiting`;

export async function untilUp(
  name: string,
  child: ChildProcess,
  up: () => Promise<boolean>,
): Promise<void> {
  const tired = Date.now() + START_MS;
  while (!(await up())) {
    if (child.exitCode !== null || Date.now() > tired)
      throw new Error(`The ${name} did not start.`);
    await sleep(50);
  }
}

export async function isUp(url: string): Promise<boolean> {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which may hold anything: utime and stime, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) / 100;
}
