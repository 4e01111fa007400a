// The real process, started as a machine starts it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type MainProcess = AsyncDisposable & {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  readonly output: () => string;
  readonly lines: () => ReadonlyArray<Record<string, unknown>>;
  /** Resolves when it serves; rejects with what it printed when it ends first. */
  readonly url: () => Promise<string>;
};

export function startMain(env: Readonly<Record<string, string>>): MainProcess {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const opened = Promise.withResolvers<string>();
  opened.promise.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      const port = /"port":(\d+),"msg":"Posta is open"/.exec(output)?.[1];
      if (port) opened.resolve(`http://127.0.0.1:${port}`);
    });
  }
  const exited = once(child, 'close').then(([code]) => {
    opened.reject(new Error(`the process ended with ${String(code)}:\n${output}`));
    return code as number | null;
  });
  return {
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
