// The service alone, against real addresses: what runs in production. `npm start` is src/sandbox/start.ts.

import { once } from 'node:events';
import { createLog } from './adapters/log.ts';
import { ConfigError, parseConfig } from './config.ts';
import { openService, type ServiceOptions } from './service.ts';

/** SIGTERM to exit; Fly and Kubernetes kill after that. */
const DRAIN_MS = 10_000;

const config = readConfig();
const log = createLog(config);
process.on('unhandledRejection', (err) => log.fatal({ err }, 'a rejection that nobody handled'));

const service = await openService({
  config,
  log,
  now: () => new Date(),
});
const [signal] = await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
log.info({ signal }, 'Posta is draining');
setTimeout(() => {
  log.error('draining took too long');
  log.flush(() => process.exit(1));
}, DRAIN_MS).unref();
await service[Symbol.asyncDispose]();
log.flush(() => process.exit(0));

/** What is wrong with the settings is for a person to read: words, no stack. */
function readConfig(): ServiceOptions['config'] {
  try {
    const { databaseUrl, ...rest } = parseConfig(process.env);
    if (databaseUrl) return { ...rest, databaseUrl };
    throw new ConfigError(['DATABASE_URL is missing (to try Posta without one: npm start)']);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}
