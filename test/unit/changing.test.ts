// What would go wrong: a guest who pays twice for a night, or an owner who gives back what the policy keeps.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeAt, changeTerms, type Agreed } from '../../src/domain/changing.ts';
import { toCentavos, type Centavos } from '../../src/domain/money.ts';
import type { Policy } from '../../src/domain/property.ts';
import { refundOnCancelling } from '../../src/domain/reservation.ts';

const policy: Policy = {
  version: 1,
  refunds: [
    { daysBefore: 15, percent: 100 },
    { daysBefore: 7, percent: 50 },
  ],
  text: '',
};
const c = (amount: number): Centavos => toCentavos(amount);
const agreed = (given: Partial<Agreed>): Agreed => ({
  ...{ policy, deposit: c(300), paid: c(300), byHand: false, daysBefore: 20 },
  ...given,
});

test.each([
  // of a stay of 1,000 with a deposit of 300
  ['more nights: the deposit grows first', agreed({}), [1400, 420], [120, 980, 0, 0, 420]],
  [
    'the balance was paid: nothing first',
    agreed({ paid: c(1000) }),
    [1400, 420],
    [0, 400, 0, 0, 420],
  ],
  [
    'by the hand of the owner: nothing first',
    agreed({ byHand: true, paid: c(0), deposit: c(0) }),
    [1400, 420],
    [0, 1400, 0, 0, 0],
  ],
  ['more people: nothing first', agreed({}), [1400, 420, 'none'], [0, 1100, 0, 0, 300]],
  ['fewer nights: less at check-in', agreed({}), [600, 180], [0, 300, 0, 0, 300]],
  [
    'paid in full: what is above comes back whole',
    agreed({ paid: c(1000) }),
    [600, 180],
    [0, 0, 400, 0, 300],
  ],
  [
    '… also the day before',
    agreed({ paid: c(1000), daysBefore: 1 }),
    [600, 180],
    [0, 0, 400, 0, 300],
  ],
  ['cheaper than the deposit, in time', agreed({}), [200, 60], [0, 0, 100, 0, 200]],
  [
    'cheaper than the deposit, ten days before',
    agreed({ daysBefore: 10 }),
    [200, 60],
    [0, 0, 50, 50, 200],
  ],
  ['cheaper than the deposit, too late', agreed({ daysBefore: 3 }), [200, 60], [0, 0, 0, 100, 200]],
  ['both at once', agreed({ paid: c(1000), daysBefore: 10 }), [200, 60], [0, 0, 750, 50, 200]],
] as const)(
  '%s',
  (
    _,
    before,
    [total, deposit, takes = 'newNights' as const],
    [payNow, atCheckIn, refund, kept, after],
  ) => {
    expect(changeTerms(before, { total: c(total), deposit: c(deposit), takes })).toEqual({
      ...{ paid: before.paid, payNow, atCheckIn, refund, kept, deposit: after },
    });
  },
);

const anyChange = fc
  .tuple(
    fc.nat(1_000_000),
    fc.nat(1_000_000),
    fc.nat(1_000_000),
    fc.nat(40),
    fc.boolean(),
    fc.constantFrom('newNights' as const, 'none' as const),
  )
  .map(([first, paidMore, total, daysBefore, byHand, takes]) => ({
    before: agreed({ deposit: c(first), paid: c(first + paidMore), daysBefore, byHand }),
    next: { total: c(total + 1), deposit: c(Math.ceil((total + 1) * 0.3)), takes },
  }));

test('every peso that was paid is at check-in, given back or kept, and none twice', () => {
  fc.assert(
    fc.property(anyChange, ({ before, next }) => {
      const { paid, payNow, atCheckIn, refund, kept, deposit } = changeTerms(before, next);
      expect(paid + payNow + atCheckIn - refund - kept).toBe(next.total);
      expect(Math.min(payNow, atCheckIn, refund, kept)).toBeGreaterThanOrEqual(0);
      expect(payNow === 0 || refund + kept === 0).toBe(true);
      expect(before.byHand || paid + payNow - refund >= deposit).toBe(true);
    }),
  );
});

test('changing to nothing gives back what cancelling does, and shortening first gives no more', () => {
  fc.assert(
    fc.property(anyChange, ({ before, next }) => {
      const { daysBefore } = before;
      const cancelled = refundOnCancelling(policy, before, daysBefore);
      const gone = changeTerms(before, { total: c(0), deposit: c(0), takes: 'none' });
      expect(gone.refund).toBe(cancelled);
      const { refund, paid, deposit, payNow } = changeTerms(before, next);
      if (payNow > 0) return;
      const left = c(Math.min(paid - refund, next.total));
      const then = refundOnCancelling(policy, { paid: left, deposit }, daysBefore);
      // a centavo for each rounding
      expect(refund + then).toBeLessThanOrEqual(cancelled + 2);
    }),
  );
});

test('a change is for a person when it is too close or one too many', () => {
  expect(changeAt(policy, { daysBefore: 2, made: 0 })).toBe('within');
  expect(changeAt(policy, { daysBefore: 1, made: 0 })).toBe('tooClose');
  expect(changeAt(policy, { daysBefore: 30, made: 3 })).toBe('tooOften');
  const strict = { ...policy, changes: { daysBefore: 10, most: 1 } };
  expect(changeAt(strict, { daysBefore: 9, made: 0 })).toBe('tooClose');
  expect(changeAt(strict, { daysBefore: 10, made: 1 })).toBe('tooOften');
});
