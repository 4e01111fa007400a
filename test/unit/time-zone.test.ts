import { expect, test } from 'vitest';

test('the machine seems to be where this run says, so that a date that leans on it shows', () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  expect(timeZone).toBe(process.env['TZ']);
  expect(new Date('2027-01-15T23:30:00-03:00').getDate()).toBe(timeZone === 'Asia/Tokyo' ? 16 : 15);
});
