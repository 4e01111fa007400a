// The real process, started as a machine starts it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

export type MainProcess = AsyncDisposable & {
  readonly pid: number | undefined;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  readonly output: () => string;
  readonly lines: () => ReadonlyArray<Record<string, unknown>>;
  /** Resolves when it serves; rejects with what it printed when it ends first. */
  readonly url: () => Promise<string>;
};

export function startMain(env: Readonly<Record<string, string>>): MainProcess {
  return startProcess([process.execPath, 'src/main.ts'], env);
}

/** `./start-fly.sh`, as a machine does in `folder`; its `node` is ours. */
export function startMachine(
  role: 'app' | 'worker' | 'all',
  env: Readonly<Record<string, string>>,
  folder = process.cwd(),
  words: readonly string[] = [],
): MainProcess {
  const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  return startProcess([...words, './start-fly.sh', role], { PATH, ...env }, folder);
}

function startProcess(
  [command, ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = process.cwd(),
): MainProcess {
  const child = spawn(command ?? '', args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let isOpen = false;
  const opened = Promise.withResolvers<string>();
  opened.promise.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      // looked for in all of the output, which a long run makes long
      if (isOpen) return;
      const port = /"port":(\d+),[^\n]*"msg":"Posta is open"/.exec(output)?.[1];
      isOpen = port !== undefined;
      if (port) opened.resolve(`http://127.0.0.1:${port}`);
    });
  }
  const exited = once(child, 'close').then(([code]) => {
    opened.reject(new Error(`the process ended with ${String(code)}:\n${output}`));
    return code as number | null;
  });
  return {
    pid: child.pid,
    kill: (signal) => void child.kill(signal),
    exited,
    output: () => output,
    lines: () =>
      output
        .split('\n')
        .flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : [])),
    url: () => opened.promise,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
