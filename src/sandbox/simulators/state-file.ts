// What the simulators know, kept over restarts. Written beside and renamed, so that a kill in the
// middle leaves the last whole file.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const writeDelayMs = 300;

export function openStateFile(path: string | undefined) {
  let timer: NodeJS.Timeout | undefined;
  let snapshot: (() => unknown) | undefined;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (path === undefined || snapshot === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    const besides = `${path}.${process.pid}.tmp`;
    writeFileSync(besides, JSON.stringify(snapshot()));
    renameSync(besides, path);
  }

  return {
    /** The state of the last run, or undefined: absent, or not ours to read. */
    read(): unknown {
      if (path === undefined) return undefined;
      try {
        return JSON.parse(readFileSync(path, 'utf8'));
      } catch {
        return undefined;
      }
    },
    keep(take: () => unknown): void {
      snapshot = take;
    },
    changed(): void {
      if (path !== undefined) timer ??= setTimeout(write, writeDelayMs).unref();
    },
    close(): void {
      if (timer !== undefined) write();
    },
  };
}
