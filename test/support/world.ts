// A whole Posta of one's own: a database, Redis, Meta and MercadoPago, the service, and a clock that
// starts at noon on 24 November 2026 and can be moved. Nothing of the service is replaced.

import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { importProperty } from '../../src/adapters/catalog.ts';
import { isPublicOrLoopback } from '../../src/adapters/ical/addresses.ts';
import { createLog } from '../../src/adapters/log.ts';
import { parseConfig } from '../../src/config.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { environmentFor, hearingFor, type Secrets } from '../../src/sandbox/secrets.ts';
import { openService, type Service } from '../../src/service.ts';
import { openDatabase } from './database.ts';
import { startMain, type MainProcess } from './process.ts';
import { openRedisUrl } from './redis.ts';

export const PUBLIC_URL = 'https://posta.test';
const NOON = Date.parse('2026-11-24T12:00:00-03:00');

export const secrets: Secrets = {
  jwtSecret: 'a-secret-of-forty-characters-for-tests-1',
  whatsappAccessToken: 'EAA-test-token-of-the-business',
  whatsappAppSecret: 'test-app-secret',
  whatsappVerifyToken: 'test-verify-token',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-test-token',
  mercadopagoWebhookSecret: 'test-mercadopago-secret',
};

export type Clock = {
  readonly now: () => Date;
  readonly advance: (ms: number) => Promise<void>;
};

/** What a service stands on. */
export type Ground = {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly db: pg.Pool;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly environment: Readonly<Record<string, string>>;
};

export type World = AsyncDisposable &
  Ground & {
    readonly service: Service;
    readonly log: ReadonlyArray<Record<string, unknown>>;
    /** Another service on the same Postgres and Redis, as a second machine is. */
    readonly openAnother: (env?: Readonly<Record<string, string>>) => Promise<Service>;
  };

export type WorldOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** Voice notes are transcribed by the sandbox. */
  readonly hears?: true;
  readonly secrets?: Secrets;
  readonly sandbox?: Partial<Parameters<typeof openSandbox>[0]>;
  /** Of servers of the test's own, which it may stop. */
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
};

/** The service in this process, with a clock that can be moved. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  await using opening = new AsyncDisposableStack();
  const started = Date.now();
  let aheadMs = 0;
  let serviceUrl = '';
  const clock: Clock = {
    now: () => new Date(NOON + Date.now() - started + aheadMs),
    async advance(ms) {
      aheadMs += ms;
      await ground.db.query(
        `update pgboss.job set start_after = start_after - $1::interval where state in ('created', 'retry') and start_after > now()`,
        [`${ms} milliseconds`],
      );
    },
  };
  const ground = await openGround(opening, clock, () => serviceUrl, options);
  const log: Record<string, unknown>[] = [];
  const open = async (env: Readonly<Record<string, string>> = {}) => {
    const config = parseConfig({ ...ground.environment, ...env, LOG_LEVEL: 'debug' });
    return openService({
      config: { ...config, databaseUrl: ground.databaseUrl },
      log: createLog(config, { write: (line) => void log.push(JSON.parse(line)) }),
      now: clock.now,
      isCalendarAddress: isPublicOrLoopback,
    });
  };
  const service = opening.use(await open());
  serviceUrl = service.url;
  const opened = opening.move();
  return {
    ...ground,
    service,
    log,
    openAnother: async (env) => opened.use(await open(env)),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

export type ProcessWorld = AsyncDisposable &
  Ground & {
    readonly main: MainProcess;
    /** Where every process of this world is reached, one after the other, so that what is delivered again finds it. */
    readonly url: string;
    /** Starts another one in the place of one that has ended. */
    readonly restart: (env?: Readonly<Record<string, string>>) => Promise<MainProcess>;
  };

export const machineClock: Clock = {
  now: () => new Date(),
  advance: () => Promise.reject(new Error("the clock of a process is the machine's")),
};

/** The service as a process of its own, on the machine's clock. */
export async function openProcessWorld(options: WorldOptions = {}): Promise<ProcessWorld> {
  await using opening = new AsyncDisposableStack();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ground = await openGround(opening, machineClock, () => url, options);
  const start = async (stack: AsyncDisposableStack, env = {}) => {
    const main = stack.use(startMain({ ...ground.environment, PORT: String(port), ...env }));
    await main.url();
    return main;
  };
  const main = await start(opening);
  const opened = opening.move();
  return {
    ...ground,
    main,
    url,
    restart: (env) => start(opened, env),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

export async function openGround(
  opening: AsyncDisposableStack,
  clock: Clock,
  serviceUrl: () => string,
  options: WorldOptions,
): Promise<Ground> {
  const databaseUrl = options.databaseUrl ?? opening.use(await openDatabase()).url;
  const redisUrl = options.redisUrl ?? (await openRedisUrl());
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => undefined);
  opening.defer(() => db.end());
  await importProperty(
    db,
    JSON.parse(await readFile('fixtures/property.json', 'utf8')),
    clock.now(),
  );
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl,
      publicUrl: PUBLIC_URL,
      secrets,
      clock,
      ...options.sandbox,
    }),
  );
  const environment = {
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PORT: '0',
    PUBLIC_URL,
    TURN_DEBOUNCE_MS: '60',
    RATE_LIMIT_ENABLED: 'false',
    ...environmentFor(options.secrets ?? secrets, sandbox),
    ...(options.hears && hearingFor(sandbox)),
    ...options.env,
  };
  return { sandbox, clock, db, databaseUrl, redisUrl, environment };
}
