// What is tried when nothing is free as asked, and what is left of a month.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  gaps,
  longerStays,
  monthAhead,
  shiftedStays,
  shorterStays,
  splitParty,
  widest,
} from '../../src/domain/availability.ts';
import { bedsFor } from '../../src/domain/party.ts';
import { addDays, nightsOf, type CalendarDate, type Stay } from '../../src/domain/stay.ts';

const stay = (checkIn: string, checkOut: string) => ({ checkIn, checkOut }) as Stay;
const today = '2027-01-13' as CalendarDate;

test('other dates come nearest first, later before earlier, and none of them is past', () => {
  const days = shiftedStays(stay('2027-01-15', '2027-01-18'), 3, today).map(({ checkIn }) =>
    checkIn.slice(-2),
  );
  expect(days).toEqual(['16', '14', '17', '13', '18']);
});

test('fewer nights stay inside the dates asked for, the longest first', () => {
  expect(shorterStays(stay('2027-01-15', '2027-01-18'), 3)).toEqual([
    stay('2027-01-15', '2027-01-17'),
    stay('2027-01-16', '2027-01-18'),
    stay('2027-01-15', '2027-01-16'),
    stay('2027-01-16', '2027-01-17'),
    stay('2027-01-17', '2027-01-18'),
  ]);
  expect(shorterStays(stay('2027-01-15', '2027-01-16'), 3)).toEqual([]);
});

test('a stay is made longer at either end, never into the past', () => {
  expect(longerStays(stay('2027-01-15', '2027-01-17'), 4, today)).toEqual([
    stay('2027-01-15', '2027-01-19'),
    stay('2027-01-13', '2027-01-17'),
  ]);
  expect(longerStays(stay('2027-01-14', '2027-01-16'), 4, today)).toEqual([
    stay('2027-01-14', '2027-01-18'),
  ]);
  expect(longerStays(stay('2027-01-15', '2027-01-19'), 4, today)).toEqual([]);
});

test('a party over two cabins leaves nobody without a bed and no child without an adult', () => {
  const party = { adults: 4, children: 5, infants: 1 };
  const splits = splitParty(party, 4, 6);
  expect(splits.length).toBeGreaterThan(0);
  for (const [one, rest] of splits) {
    expect(bedsFor(one)).toBeLessThanOrEqual(4);
    expect(bedsFor(rest)).toBeLessThanOrEqual(6);
    expect(Math.min(one.adults, rest.adults)).toBeGreaterThan(0);
    expect(bedsFor(one) + bedsFor(rest)).toBe(9);
    expect(one.infants + rest.infants).toBe(1);
  }
  expect(splitParty({ adults: 1, children: 6, infants: 0 }, 4, 6)).toEqual([]);
});

test('a month is what is still ahead of it', () => {
  const of = (month: string) => monthAhead(month as CalendarDate, today);
  expect(of('2027-01-01')).toEqual(stay('2027-01-13', '2027-02-01'));
  expect(of('2027-02-01')).toEqual(stay('2027-02-01', '2027-03-01'));
  expect(of('2026-12-01')).toBeUndefined();
});

test('what is free and what is taken make the window again', () => {
  const window = stay('2027-03-01', '2027-04-01');
  const taken = fc
    .array(
      fc.record({ from: fc.integer({ min: -5, max: 33 }), nights: fc.integer({ min: 1, max: 8 }) }),
      { maxLength: 6 },
    )
    .map((list) =>
      list
        .map(({ from, nights }) => ({
          checkIn: addDays(window.checkIn, from),
          checkOut: addDays(window.checkIn, from + nights),
        }))
        .toSorted((a, b) => (a.checkIn < b.checkIn ? -1 : 1)),
    );
  fc.assert(
    fc.property(taken, (stays) => {
      const free = gaps(window, stays);
      const isIn = (night: CalendarDate, list: readonly Stay[]) =>
        list.some(({ checkIn, checkOut }) => checkIn <= night && night < checkOut);
      for (let day = 0; day < 31; day += 1) {
        const night = addDays(window.checkIn, day);
        expect(isIn(night, free)).toBe(!isIn(night, stays));
      }
      for (const gap of free) expect(nightsOf(gap)).toBeGreaterThan(0);
    }),
  );
});

test('a range inside another is not said twice', () => {
  expect(
    widest([
      stay('2027-01-10', '2027-01-12'),
      stay('2027-01-05', '2027-01-20'),
      stay('2027-01-18', '2027-01-25'),
      stay('2027-01-05', '2027-01-20'),
    ]),
  ).toEqual([stay('2027-01-05', '2027-01-20'), stay('2027-01-18', '2027-01-25')]);
});
