// The service alone, against real addresses: what runs in production. `npm start` is src/sandbox/start.ts.

import { once } from 'node:events';
import { createLog } from './adapters/log.ts';
import { parseConfig } from './config.ts';
import { openService } from './service.ts';

/** SIGTERM to exit; Fly and Kubernetes kill after that. */
const DRAIN_MS = 10_000;

const config = parseConfig(process.env);
if (!config.databaseUrl)
  throw new Error('DATABASE_URL is not set. To try Posta without one, run: npm start');
const log = createLog(config);
process.on('unhandledRejection', (err) => log.fatal({ err }, 'a rejection that nobody handled'));

const service = await openService({
  config: { ...config, databaseUrl: config.databaseUrl },
  log,
  now: () => new Date(),
});
const [signal] = await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
log.info({ signal }, 'Posta is draining');
setTimeout(() => {
  log.error('draining took too long');
  process.exit(1);
}, DRAIN_MS).unref();
await service[Symbol.asyncDispose]();
process.exit(0);
