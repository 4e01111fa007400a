// What would go wrong: an order read as another one: nights kept that were to be let go, a price from a day of
// the month, a sentence of a guest taken for an order. A person read each line of the corpus.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseOwnerChoice, ownerChoiceId } from '../../flows/owner-choices.ts';
import { readCommand, type OwnHearing } from '../../flows/owner-command.ts';
import { openHolidays } from '../../src/adapters/holidays.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';

const today = '2026-11-24' as CalendarDate;
const hearing: OwnHearing = {
  today,
  calendar: openHolidays().calendarFor(today),
  maxNights: 400,
  unitNames: ['Arrayán', 'Coihue', 'Lenga', 'Maitén'],
};
const corpus = readFileSync('fixtures/utterances/owner.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { text: string; expect: object });

test('there are enough of them, of every order', () => {
  expect(corpus.length).toBeGreaterThan(60);
  const orders = new Set(corpus.map(({ expect: wanted }) => (wanted as { do: string }).do));
  expect(orders.size).toBeGreaterThanOrEqual(22);
});

test.each(corpus)('«$text»', ({ text, expect: wanted }) => {
  expect(readCommand(text, hearing)).toEqual(wanted);
});

test('a text without an order of its own goes on with the one that lacked something', () => {
  expect(readCommand('del 5 al 8 de enero', hearing, 'bloquear coihue')).toEqual(
    readCommand('bloquear coihue del 5 al 8 de enero', hearing),
  );
  expect(readCommand('120 mil', hearing, 'precio finde largo')).toEqual(
    readCommand('precio finde largo 120 mil', hearing),
  );
  expect(readCommand('quién llega mañana', hearing, 'bloquear coihue')).toMatchObject({
    do: 'arrivals',
  });
});

test('a button comes back as what it was, and anything else as nothing', () => {
  const orders = [
    { do: 'rule', decisionId: 12, ruling: 'approve' },
    { do: 'see', decisionId: 12 },
    { do: 'reply', guestId: 7 },
    { do: 'takeChat', guestId: 7 },
    { do: 'giveChat', guestId: 7 },
    { do: 'freeBlock', blockId: 3 },
    { do: 'reservation', who: 'PO-7K3F9' },
    { do: 'cancel', who: 'PO-7K3F9' },
    { do: 'cash', who: 'PO-7K3F9', amount: null },
    { do: 'pending' },
    { do: 'digest' },
  ] as const;
  for (const order of orders)
    expect(parseOwnerChoice(ownerChoiceId({ do: 'order', order }))).toEqual({ do: 'order', order });
  const yes = { do: 'yes', to: 'a1B2-_', variant: 'guest' } as const;
  expect(parseOwnerChoice(ownerChoiceId(yes))).toEqual(yes);
  for (const id of [
    '',
    'menu',
    'owner:',
    'owner:rule:x:approve',
    'owner:rule:1:burn',
    'owner:drop',
  ])
    expect(parseOwnerChoice(id)).toEqual({ do: 'unknown' });
});
