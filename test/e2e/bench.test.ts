// The figures of a quick run mean nothing; that both sides do the same work to the end is what counts.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { describeWithRedis } from '../support/redis.ts';

const MEASURED = [
  'acknowledgements',
  'turns',
  'acknowledgements at 80 messages a second',
  'bookings',
] as const;

describeWithRedis('the benchmark', () => {
  test('a quick run shows the service beside its floor, and stops by itself', async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['test/bench/bench.ts', '--quick']);
    for (const what of MEASURED) expect(stdout).toMatch(new RegExp(`^${what}$`, 'm'));
    expect(stdout.match(/^ {2}service : floor( +\d+\.\d\d){3}/gm)).toHaveLength(MEASURED.length);
    expect(stdout).toMatch(/Node 24\..*, Postgres \d+/);
  });
});
