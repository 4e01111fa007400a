import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./embedded-holder.ts', import.meta.url));

export interface Holder extends AsyncDisposable {
  /** The first line it printed: an address, or a sentence. */
  readonly said: string;
  readonly pid: number;
  /** As an out-of-memory killer would: no handler runs. */
  readonly kill: () => Promise<void>;
}

/** Another process that holds an embedded server. `words` go before its command, e.g. to be another user. */
export async function openHolder(
  kind: 'postgres' | 'redis',
  folder: string,
  words: readonly string[] = [],
): Promise<Holder> {
  const [command, ...args] = [...words, process.execPath, program, kind, folder];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { said: String(line).trim(), pid: child.pid ?? 0, kill, [Symbol.asyncDispose]: kill };
}
