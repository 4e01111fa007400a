// What would go wrong: Meta refuses messages to a guest (131056), or we wait where we need not.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takePace } from '../../src/chat/pace.ts';

const NOON = Date.parse('2026-11-24T15:00:00Z');

test('whatever the moments of sending, Meta’s own bucket never runs empty', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30_000), { maxLength: 300 }), (pauses) => {
      let now = NOON;
      let pacedUntil: Date | null = null;
      // Meta's: 45 at once, one more every six seconds
      let left = 45;
      let at = NOON;
      for (const pause of pauses) {
        now += pause % 7 === 0 ? pause : 0;
        const pace = takePace(pacedUntil, new Date(now));
        if (pace.kind === 'wait') {
          now = pace.until.getTime();
          continue;
        }
        ({ pacedUntil } = pace);
        left = Math.min(45, left + (now - at) / 6_000) - 1;
        at = now;
        expect(left).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('forty go at once, the next six seconds later, and a quiet hour restores them all', () => {
  let pacedUntil: Date | null = null;
  const go = (now: number) => {
    const pace = takePace(pacedUntil, new Date(now));
    if (pace.kind === 'go') ({ pacedUntil } = pace);
    return pace;
  };
  for (let n = 0; n < 40; n++) expect(go(NOON).kind).toBe('go');
  expect(go(NOON)).toEqual({ kind: 'wait', until: new Date(NOON + 6_000) });
  expect(go(NOON + 6_000).kind).toBe('go');
  for (let n = 0; n < 40; n++) expect(go(NOON + 3_600_000).kind).toBe('go');
});

test('a clock that has gone back an hour holds nobody back', () => {
  const now = new Date('2026-11-24T15:00:00Z');
  expect(takePace(new Date(now.getTime() + 3_600_000), now)).toEqual({
    kind: 'go',
    pacedUntil: new Date(now.getTime() + 6_000),
  });
});
