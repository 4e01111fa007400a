// A whole Posta of one's own: a database, Redis, Meta and MercadoPago, the service, and a clock that
// starts at noon on 24 November 2026 and can be moved. Nothing of the service is replaced.

import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { importProperty } from '../../src/adapters/catalog.ts';
import { createLog } from '../../src/adapters/log.ts';
import { parseConfig } from '../../src/config.ts';
import { openSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { environmentFor, type Secrets } from '../../src/sandbox/secrets.ts';
import { openService, type Service } from '../../src/service.ts';
import { openDatabase } from './database.ts';
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

export type World = AsyncDisposable & {
  readonly sandbox: Sandbox;
  readonly service: Service;
  readonly db: pg.Pool;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly log: readonly Record<string, unknown>[];
  readonly clock: { readonly now: () => Date; readonly advance: (ms: number) => Promise<void> };
  /** Another process of the same deployment, as far as one process can play it. */
  readonly openAnother: () => Promise<Service>;
};

export type WorldOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly sandbox?: Partial<Parameters<typeof openSandbox>[0]>;
};

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  await using opening = new AsyncDisposableStack();
  const { url: databaseUrl } = opening.use(await openDatabase());
  const redisUrl = await openRedisUrl();
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => undefined);
  opening.defer(() => db.end());

  const started = Date.now();
  let aheadMs = 0;
  const clock = {
    now: () => new Date(NOON + Date.now() - started + aheadMs),
    async advance(ms: number) {
      aheadMs += ms;
      await db.query(
        `update pgboss.job set start_after = start_after - $1::interval where state in ('created', 'retry') and start_after > now()`,
        [`${ms} milliseconds`],
      );
    },
  };
  await importProperty(
    db,
    JSON.parse(await readFile('fixtures/property.json', 'utf8')),
    clock.now(),
  );

  let serviceUrl = '';
  const sandbox = opening.use(
    await openSandbox({
      port: 0,
      serviceUrl: () => serviceUrl,
      publicUrl: PUBLIC_URL,
      secrets,
      clock,
      ...options.sandbox,
    }),
  );
  const log: Record<string, unknown>[] = [];
  const open = async () => {
    const config = parseConfig({
      NODE_ENV: 'development',
      PORT: '0',
      PUBLIC_URL,
      LOG_LEVEL: 'debug',
      TURN_DEBOUNCE_MS: '60',
      RATE_LIMIT_ENABLED: 'false',
      ...environmentFor(secrets, sandbox),
      ...options.env,
    });
    return openService({
      config: { ...config, databaseUrl, redisUrl },
      log: createLog(config, { write: (line) => void log.push(JSON.parse(line)) }),
      now: clock.now,
    });
  };
  const service = opening.use(await open());
  serviceUrl = service.url;
  const opened = opening.move();
  return {
    sandbox,
    service,
    db,
    databaseUrl,
    redisUrl,
    log,
    clock,
    openAnother: async () => opened.use(await open()),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
