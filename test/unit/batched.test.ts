// What would go wrong: one guest's statement gets another's answer, or fails because of another's.

import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { batched } from '../../src/adapters/batched.ts';

function openRuns() {
  const runs: Array<{ items: readonly number[]; end: () => void }> = [];
  const double = batched(async (items: readonly number[]) => {
    await new Promise<void>((end) => runs.push({ items, end }));
    return items.map((item) => item * 2);
  });
  return { runs, double };
}

test('what comes in one breath, or while two runs are under way, goes together and gets its own answer', async () => {
  const { runs, double } = openRuns();
  const first = [double(1), double(2)];
  await turn();
  const second = double(3);
  await turn();
  const later = [double(4), double(5), double(6)];
  await turn();
  expect(runs.map(({ items }) => items)).toEqual([[1, 2], [3]]);
  runs[0]?.end();
  expect(await Promise.all(first)).toEqual([2, 4]);
  await turn();
  expect(runs[2]?.items).toEqual([4, 5, 6]);
  runs[2]?.end();
  runs[1]?.end();
  expect(await Promise.all([second, ...later])).toEqual([6, 8, 10, 12]);
});

test('of those that fail together only the one that cannot be done fails', async () => {
  const tried: Array<readonly string[]> = [];
  const shout = batched(async (items: readonly string[]) => {
    tried.push(items);
    if (items.includes('bad')) throw new Error(`no: ${items.join()}`);
    return items.map((item) => item.toUpperCase());
  });
  const answers = await Promise.allSettled([shout('a'), shout('bad'), shout('b')]);
  expect(answers).toEqual([
    { status: 'fulfilled', value: 'A' },
    { status: 'rejected', reason: new Error('no: bad') },
    { status: 'fulfilled', value: 'B' },
  ]);
  expect(tried).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
});
