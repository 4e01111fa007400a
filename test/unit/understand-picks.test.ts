import { expect, test } from 'vitest';
import { openHolidays } from '../../src/adapters/holidays.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';
import type { Expects } from '../../flows/understand/meaning.ts';
import { understand } from '../../flows/understand/understand.ts';

const today = '2026-11-24' as CalendarDate;
const calendar = openHolidays().calendarFor(today);
const hear = (text: string, expects: Expects) =>
  understand(text, { expects, today, calendar, known: {}, language: 'es', maxNights: 30 });

test.each([
  ['la mas barata', 'cheapest'],
  ['dame la más económica porfa', 'cheapest'],
  ['the cheapest one', 'cheapest'],
  ['a mais barata', 'cheapest'],
  ['la más cara jaja', 'dearest'],
  ['la mas grande', 'largest'],
  ['a maior', 'largest'],
  ['la primera', null],
])('among the cabins shown, «%s» points at %s', (text, pick) => {
  expect(hear(text, 'offer').pick).toBe(pick);
});

test('where nothing was shown, "the cheapest" points at nothing', () => {
  expect(hear('la mas barata', 'anything').pick).toBeNull();
});
