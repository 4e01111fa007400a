// A server whose parent was killed may still be running on our data folder. Both Postgres and
// Redis make that folder their working directory, which tells them from a reused process id.
import { readFile, readlink, realpath } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export async function readPid(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

export async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='])
      .stdout.toString()
      .includes(folder);
  }
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd === (await realpath(folder));
}

/** Asks politely, then firmly; resolves when nothing works in the folder under that id. */
export async function stopOrphan(pid: number, folder: string): Promise<void> {
  const signals = { 0: 'SIGINT', 300: 'SIGQUIT', 500: 'SIGKILL' } as const;
  for (let tick = 0; tick < 600 && (await worksIn(pid, folder)); tick++) {
    const signal = signals[tick as keyof typeof signals];
    try {
      if (signal) process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    await sleep(20);
  }
}
