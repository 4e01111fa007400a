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

test.each([
  ['¿se puede pasar a la otra cabaña?', 'another', 'modify_reservation'],
  ['quiero cambiar de cabaña', 'another', 'modify_reservation'],
  ['can we switch to another cabin?', 'another', 'modify_reservation'],
  ['posso trocar de cabana?', 'another', 'modify_reservation'],
  ['avisame si se libera algo', null, 'waitlist'],
  ['me anotás en la lista de espera?', null, 'waitlist'],
  ['let me know if it opens up', null, 'waitlist'],
  ['me avisa se liberar?', null, 'waitlist'],
  ['sacame de la lista de espera', null, 'leave_waitlist'],
  ['ya no nos interesa', null, 'leave_waitlist'],
  ['avisame cuando llegue el pago', null, 'unknown'],
  ['mandame fotos de la cabaña', null, 'photos'],
])('«%s» wants another cabin or a place in the line: %s, %s', (text, pick, intent) => {
  const { pick: picked, intents } = hear(text, 'anything');
  expect([picked, intents.includes(intent as (typeof intents)[number])]).toEqual([pick, true]);
});
