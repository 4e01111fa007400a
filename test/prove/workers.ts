// The processes of a run: started, told, and killed without a word.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClockSettings } from './fast-clock.ts';
import { pick } from './random.ts';

export type WorkerSettings = {
  readonly databaseUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: ClockSettings;
};
export type Order = { readonly do: 'putForward'; readonly ms: number };

export const NOWHERE = 'http://127.0.0.1:9';
type Worker = { readonly child: ChildProcess; readonly url: string };
const program = fileURLToPath(new URL('./worker.ts', import.meta.url));

export async function openWorkers(count: number, settings: () => WorkerSettings) {
  const alive = new Set<Worker>();
  let kills = 0;

  async function start(): Promise<void> {
    const child = fork(program, [JSON.stringify(settings())], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const exited = once(child, 'exit').then(() => undefined);
    const [message] = (await Promise.race([once(child, 'message'), exited])) ?? [];
    if (!message) throw new Error(`a worker did not start: ${child.exitCode} ${child.signalCode}`);
    alive.add({ child, url: (message as { url: string }).url });
  }

  async function end({ child }: Worker): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  await Promise.all(Array.from({ length: count }, start));
  return {
    /** Where a notification goes now; nobody may be there. */
    url: () => (alive.size > 0 ? pick([...alive]).url : NOWHERE),
    tell: (order: Order) => alive.forEach(({ child }) => child.send(order)),
    kills: () => kills,
    /** As an out-of-memory killer would, and another in its place. */
    async replaceOne(): Promise<void> {
      const worker = pick([...alive]);
      alive.delete(worker);
      kills += 1;
      await end(worker);
      await start();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...alive].map(end));
    },
  };
}
