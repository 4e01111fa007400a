// For a reader's sense of proportion: builderbot (@builderbot/bot with @builderbot/provider-meta), a bot
// framework that keeps its conversations in the process's memory. Downloaded into a folder of the
// benchmark, pointed at the benchmark's Graph API, and freed of its queue, which lets one message leave in
// 100 ms. It answers every message with one text.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../src/sandbox/ports.ts';
import { cpuSecondsOf, isUp, secrets, untilUp } from './contender.ts';

const APP = `
import { createBot, createFlow, createProvider, addKeyword, EVENTS, MemoryDB } from '@builderbot/bot';
import { MetaProvider } from '@builderbot/provider-meta';
const flow = createFlow([addKeyword(EVENTS.WELCOME).addAnswer('Contame qué fechas te gustarían y cuántos son.')]);
const provider = createProvider(MetaProvider, {
  jwtToken: 'token', numberId: '${secrets.whatsappPhoneId}', verifyToken: 'verify', version: 'v25.0',
});
Object.assign(provider.queue.options, { concurrent: 1_000, interval: 0 });
const { httpServer } = await createBot({ flow, provider, database: new MemoryDB() }, { queue: { timeout: 50_000, concurrencyLimit: 1_000 } });
httpServer(Number(process.env.PORT));
`;

/** Rejects when it cannot be downloaded. */
export async function openBuilderbot(graphUrl: string) {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'posta-builderbot-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await promisify(execFile)(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '@builderbot/bot@1',
      '@builderbot/provider-meta@1',
    ],
    { cwd: folder },
  );
  const provider = join(folder, 'node_modules/@builderbot/provider-meta/dist/index.cjs');
  const code = await readFile(provider, 'utf8');
  await writeFile(provider, code.replaceAll('https://graph.facebook.com', graphUrl));
  await writeFile(join(folder, 'app.js'), APP);
  const port = await freePort();
  const child = spawn(process.execPath, ['app.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(port) },
  });
  const ended = once(child, 'exit');
  opening.defer(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  const handshake = `${url}/webhook?hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1`;
  await untilUp('builderbot', child, () => isUp(handshake));
  const opened = opening.move();
  return {
    name: 'builderbot',
    url,
    webhookPath: '/webhook',
    cpuSeconds: () => cpuSecondsOf(child.pid as number),
    rest: async () => undefined,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
