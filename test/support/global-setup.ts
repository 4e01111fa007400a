// One Postgres and one Redis for the whole run, and a template database with the migrations
// applied. DATABASE_URL and REDIS_URL, when set, are used instead of servers of our own.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

import { migrate } from '../../src/adapters/migrations.ts';
import { openPostgres } from '../../src/sandbox/postgres.ts';
import { openRedis } from '../../src/sandbox/redis.ts';
import { execute } from './execute.ts';
import { makeRunFolder } from './run-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The maintenance database of the run's server, and the template to clone. */
    postgres: { url: string; template: string };
    redis: { url: string } | null;
  }
}

interface Services extends AsyncDisposable {
  readonly postgres: { url: string; template: string };
  readonly redis: { url: string } | null;
}

// Every project that needs services runs this file; the run shares one set of them.
const run = globalThis as { postaServices?: { opened: Promise<Services>; users: number } };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  run.postaServices ??= { opened: openServices(), users: 0 };
  const shared = run.postaServices;
  shared.users += 1;
  const services = await shared.opened;
  project.provide('postgres', services.postgres);
  project.provide('redis', services.redis);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete run.postaServices;
    await services[Symbol.asyncDispose]();
  };
}

async function openServices(): Promise<Services> {
  await using opening = new AsyncDisposableStack();
  const folder = await makeRunFolder();
  opening.defer(() => rm(folder, { recursive: true, force: true }));

  const given = process.env['DATABASE_URL'];
  const { url } = given
    ? { url: given }
    : opening.use(await openPostgres({ dataDir: join(folder, 'postgres'), durability: 'none' }));
  const template = `posta_template_${process.pid}`;
  await makeTemplate(url, template);
  opening.defer(() => execute(url, `drop database if exists ${template} with (force)`));

  const redisUrl = process.env['REDIS_URL'];
  const redis = redisUrl
    ? { url: redisUrl }
    : await openRedis({ dir: join(folder, 'redis'), durability: 'none' });
  if (!redis && process.env['CI']) {
    throw new Error('CI is set and no Redis can be had: the Redis suites would not run.');
  }
  if (redis && !redisUrl) opening.use(redis as AsyncDisposable & { url: string });

  const opened = opening.move();
  return {
    postgres: { url, template },
    redis: redis ? { url: redis.url } : null,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function makeTemplate(url: string, template: string): Promise<void> {
  await execute(url, `drop database if exists ${template} with (force)`);
  await execute(url, `create database ${template}`);
  const address = new URL(url);
  address.pathname = `/${template}`;
  await migrate(address.href);
}
