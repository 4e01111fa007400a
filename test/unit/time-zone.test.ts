import { expect, test } from 'vitest';

test('the machine seems to be where this run says, so that a date that leans on it shows', () => {
  const tokyo = process.env['TZ'] === 'Asia/Tokyo';
  const lateOnTheFifteenth = new Date('2027-01-15T23:30:00-03:00');
  expect(lateOnTheFifteenth.getTimezoneOffset()).toBe(tokyo ? -540 : 180);
  expect(lateOnTheFifteenth.getDate()).toBe(tokyo ? 16 : 15);
});
