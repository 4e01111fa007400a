// What would go wrong: a rate limit is taken for a refusal and the guest is never answered, or an
// expired token is retried until every job is buried.

import { expect, test } from 'vitest';
import { refusedByGraph, ruleFor } from '../../src/adapters/whatsapp/errors.ts';
import { nextWaitMs } from '../../src/domain/fault.ts';

test.each([
  ['retry', [1, 2, 130429, 131000, 131016, 131053, 131057, 133004]],
  ['pauseGuest', [131056]],
  [
    'pauseAll',
    [
      0, 3, 4, 10, 33, 190, 200, 250, 299, 368, 2500, 80007, 131005, 131031, 131037, 131042, 131045,
      131048, 133010, 133016,
    ],
  ],
  ['template', [131047]],
  [
    'giveUp',
    [
      100, 130472, 130497, 131008, 131009, 131021, 131026, 131030, 131049, 131050, 131051, 131052,
      131062, 131063, 131064, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068,
      132069, 135000, 137000, 139000, 139004,
    ],
  ],
])('%s', (action, codes) => {
  expect(codes.filter((code) => ruleFor(code, 400).action !== action)).toEqual([]);
});

test('a code that is not in the table is decided by the HTTP status', () => {
  expect([401, 403, 404, 429, 500, 503].map((status) => ruleFor(999_999, status).action)).toEqual([
    'pauseAll',
    'pauseAll',
    'giveUp',
    'retry',
    'retry',
    'retry',
  ]);
});

test('the owner is told of everything that stops or loses messages, and of nothing that passes by itself', () => {
  expect(
    [190, 131031, 131026, 131047, 131009, 131042].every(
      (code) => ruleFor(code, 400).owner === 'tell',
    ),
  ).toBe(true);
  expect([130429, 131056, 131000, 4].every((code) => ruleFor(code, 400).owner === 'spare')).toBe(
    true,
  );
});

test('the pair rate is waited out by powers of four, everything else by powers of two, both up to a quarter of an hour', () => {
  const waits = (code: number) =>
    [0, 1, 2, 3].map((attempt) =>
      nextWaitMs(refusedByGraph({ code, detail: null }, 400, null), attempt),
    );
  expect(waits(131056)).toEqual([1_000, 4_000, 16_000, 64_000]);
  expect(waits(131000)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(nextWaitMs(refusedByGraph({ code: 131056, detail: null }, 400, null), 30)).toBe(900_000);
});

test('Meta may ask for a longer wait, not for a shorter one', () => {
  expect(refusedByGraph({ code: 130429, detail: null }, 400, 20_000).retryAfterMs).toBe(20_000);
  expect(refusedByGraph({ code: 131057, detail: null }, 500, 1_000).retryAfterMs).toBe(30_000);
});
