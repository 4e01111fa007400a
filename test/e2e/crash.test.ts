// What would go wrong: the power fails between two things that belong together, and afterwards the guest
// waits for ever, reads another story, pays twice, or two families have the cabin.
//
// The points are found by an undisturbed run, not listed by hand. `npm test` dies at every n-th of them;
// CRASH_EVERY=1 at all.

import { strict as assert } from 'node:assert';
import { expect, test } from 'vitest';
import { book, type Booked } from '../support/crash-run.ts';

/** A run waits more than it works. */
const AT_ONCE = 5;
const EVERY = Number(process.env['CRASH_EVERY'] ?? 7);

test('wherever the process is killed in a booking, the guest reads the same conversation and has the same reservation', async () => {
  const undisturbed = await book(null);
  expect(undisturbed.crashes).toBe(0);
  const points = undisturbed.points.filter((_, index) => index % EVERY === 0);
  expect(undisturbed.points.length).toBeGreaterThan(100);

  const wrong: string[] = [];
  let crashes = 0;
  await eachOf(points, async (point) => {
    try {
      const booked = await book(point);
      crashes += booked.crashes;
      const { transcript, end } = undisturbed;
      const story = withoutOneRepeat(booked, undisturbed);
      assert.deepEqual({ story, end: booked.end }, { story: transcript, end });
    } catch (error) {
      wrong.push(`${point}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  console.log(`killed at ${crashes} of ${undisturbed.points.length} points`);
  expect(wrong.join('\n')).toBe('');
  // what runs side by side may not come to a point in one run as in the other
  expect(crashes).toBeGreaterThan(points.length * 0.9);
}, 1_800_000);

/** A message may come twice, next to itself, once. */
function withoutOneRepeat(
  { transcript }: Booked,
  { transcript: whole }: Booked,
): readonly string[] {
  if (transcript.length !== whole.length + 1) return transcript;
  const repeat = transcript.findIndex(
    (words, index) => index > 0 && words === transcript[index - 1],
  );
  return repeat < 0 ? transcript : transcript.toSpliced(repeat, 1);
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const hand = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}
