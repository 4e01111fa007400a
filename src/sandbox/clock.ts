// A clock that can be moved forward, and the jobs with it: pg-boss counts by Postgres's clock, which
// nobody can move, so jobs that wait come nearer by as much. Kept over restarts.

import { readFile, writeFile } from 'node:fs/promises';
import type { Pool } from '../adapters/postgres.ts';

export type MovableClock = {
  readonly now: () => Date;
  readonly advance: (ms: number) => Promise<void>;
};

export async function openClock(file: string, pool: Pool): Promise<MovableClock> {
  let aheadMs = Number(await readFile(file, 'utf8').catch(() => '0')) || 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    async advance(ms) {
      aheadMs += ms;
      await writeFile(file, String(aheadMs));
      await pool.query(
        `update pgboss.job set start_after = start_after - $1::interval where state in ('created', 'retry') and start_after > now()`,
        [`${ms} milliseconds`],
      );
    },
  };
}
