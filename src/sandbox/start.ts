// `npm start`: Postgres, Redis, Meta, MercadoPago and the service, on a machine that has none of them.

import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { importProperty } from '../adapters/catalog.ts';
import { isPublicOrLoopback } from '../adapters/ical/addresses.ts';
import { createLog } from '../adapters/log.ts';
import { migrate } from '../adapters/migrations.ts';
import { openPool } from '../adapters/postgres.ts';
import { ConfigError, parseConfig } from '../config.ts';
import { openService } from '../service.ts';
import { CannotStart, onDisk } from './cannot-start.ts';
import { openClock } from './clock.ts';
import { openPostgres } from './postgres.ts';
import { openRedis } from './redis.ts';
import { environmentFor, hearingFor, publishedForm, readSecrets } from './secrets.ts';
import { openSandbox, type Sandbox } from './server.ts';

/** What the service believes it is called. Nobody has this name: the sandbox resolves it, as DNS would. */
const PUBLIC_URL = 'https://posta.example';
/** Who may come in to the owner's side here; `npm run admin:token` knows the name too. */
const OWNER = 'owner@posta.example';
/** Whose phone stands beside the guests' on the page. */
const OWNER_PHONE = '+54 9 11 5550 0200';

async function start(): Promise<AsyncDisposable> {
  await using opening = new AsyncDisposableStack();
  const { env } = process;
  const folder = resolve(env['DATA_DIR'] ?? '.data');
  await onDisk(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));

  const databaseUrl =
    env['DATABASE_URL'] ??
    opening.use(await step('Postgres', () => openPostgres({ dataDir: join(folder, 'postgres') })))
      .url;
  const redis = env['REDIS_URL']
    ? undefined
    : await step('Redis', () => openRedis({ dir: join(folder, 'redis') }));
  if (redis) opening.use(redis);
  const redisUrl = env['REDIS_URL'] ?? redis?.url;
  if (!redisUrl)
    tell(
      'No Redis can be had here: sessions stay in memory and are rebuilt from Postgres after a restart.',
    );

  await step('tables', () => migrate(databaseUrl));
  const pool = openPool(databaseUrl, { max: 2, onError: () => undefined });
  opening.defer(() => pool.end());
  const { rows } = await pool.query('select 1 from property');
  if (rows.length === 0) {
    await step('demo property', async () =>
      importProperty(
        pool,
        JSON.parse(await readFile('fixtures/property.json', 'utf8')),
        new Date(),
      ),
    );
  }

  const secrets = await onDisk(folder, () => readSecrets(join(folder, 'secrets.json')));
  const clock = await openClock(join(folder, 'clock'), pool);
  let serviceUrl = '';
  const sandbox = opening.use(
    await step('simulators', () =>
      openSandbox({
        port: Number(env['SANDBOX_PORT'] ?? 8081),
        serviceUrl: () => serviceUrl,
        publicUrl: PUBLIC_URL,
        secrets,
        clock,
        ownerPhone: env['OWNER_PHONES']?.split(',')[0] ?? OWNER_PHONE,
        dataFile: join(folder, 'sandbox.json'),
        ...(secrets.flowPrivateKey && {
          whatsapp: { flow: publishedForm(secrets.flowPrivateKey, PUBLIC_URL) },
        }),
      }),
    ),
  );
  const config = parseConfig({
    PUBLIC_URL,
    ADMIN_ALLOWED_EMAILS: OWNER,
    OWNER_PHONES: OWNER_PHONE,
    ...environmentFor(secrets, sandbox),
    ...hearingFor(sandbox),
    ...env,
    NODE_ENV: 'development',
  });
  const logFile = join(folder, 'posta.log');
  const log = createLog(config, pino.destination({ dest: logFile, mkdir: true }));
  const service = opening.use(
    await step('service', () =>
      openService({
        config: { ...config, databaseUrl, redisUrl },
        log,
        now: clock.now,
        isCalendarAddress: isPublicOrLoopback,
      }),
    ),
  );
  serviceUrl = service.url;
  welcome(sandbox, service.url, logFile);
  return opening.move();
}

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  tell(`✓ ${what} (${Math.round(performance.now() - started)} ms)`);
  return result;
}

function welcome(sandbox: Sandbox, serviceUrl: string, logFile: string): void {
  tell(`
Posta is open. Chat as a guest would:

    ${sandbox.url}/sandbox

The owner's side is ${serviceUrl}/admin, with a token of: npm run -s admin:token -- ${OWNER}

The phone beside is yours, the owner's: try «ayuda», «bloquear cabaña 2 del 5 al 8».

Try «hola! tenés lugar del 3 al 10 de enero? somos 4», choose a cabin, say yes, and pay.
Service ${serviceUrl} · log ${logFile} · Ctrl-C stops everything; the data stays in ${resolve(logFile, '..')}.
`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  const running = await start();
  const [signal] = await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  tell(`\nClosing (${signal})…`);
  await running[Symbol.asyncDispose]();
  process.exit(0);
} catch (error) {
  const known =
    error instanceof CannotStart ||
    error instanceof ConfigError ||
    (error instanceof Error && error.message.startsWith('Port '));
  process.stderr.write(
    `\n${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exit(1);
}
