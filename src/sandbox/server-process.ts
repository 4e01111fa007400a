// A server that is our child: it outlives neither us nor our crash, and the terminal's Ctrl-C
// reaches it only through us (own session), so that the service can drain before it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, open, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { onDisk } from './cannot-start.ts';

interface ServerOptions {
  readonly command: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Given on standard input, where no process list shows it. */
  readonly input?: string;
  /** From the polite to the last resort, each with the time it is given. */
  readonly stopSignals: readonly { signal: NodeJS.Signals; waitMs: number }[];
}

export interface ServerProcess {
  readonly pid: number;
  readonly hasExited: () => boolean;
  readonly stop: () => Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const [command, ...args] = options.command;
  if (!command) throw new Error('a server needs a command');
  const log = await onDisk(dirname(options.logFile), () => openLog(options.logFile));
  try {
    const child = spawn(command, args, {
      ...(options.cwd && { cwd: options.cwd }),
      env: options.env,
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
    await once(child, 'spawn');
    child.unref();
    const exited = once(child, 'exit');
    const hasExited = () => child.exitCode !== null || child.signalCode !== null;
    // Where the kernel has no parent-death signal, this covers every exit but kill -9.
    const onExit = () => void child.kill(options.stopSignals[0]?.signal);
    process.once('exit', onExit);
    return {
      pid: child.pid as number,
      hasExited,
      async stop() {
        process.removeListener('exit', onExit);
        for (const { signal, waitMs } of options.stopSignals) {
          if (hasExited()) return;
          child.kill(signal);
          const patience = new AbortController();
          const tired = sleep(waitMs, undefined, { signal: patience.signal }).catch(() => {});
          await Promise.race([exited, tired]);
          patience.abort();
        }
      },
    };
  } finally {
    await log.close();
  }
}

async function openLog(file: string): Promise<FileHandle> {
  const log = await open(file, 'w', 0o600);
  await giveToOwnerOf(dirname(file), file);
  return log;
}

/** What root makes in a user's folder must stay open to that user. */
export async function giveToOwnerOf(folder: string, file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  await chown(file, uid, gid);
}

/** Words that go before a command so that the kernel sends it `signal` when this process dies. */
export function diesWithUs(signal: 'INT' | 'TERM'): readonly string[] {
  const words = ['setpriv', '--pdeathsig', signal];
  return process.platform === 'linux' && runs([...words, 'true']) ? words : [];
}

export function runs([command, ...args]: readonly string[]): boolean {
  return command !== undefined && spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
