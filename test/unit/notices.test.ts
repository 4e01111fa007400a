// What would go wrong: a guest who is reminded of what they know, at midnight, twice, or of a stay that moved.

import { expect, test } from 'vitest';
import { instantAt, dayAt } from '../../src/adapters/clock.ts';
import { arrivalFit, planNotices, type NoticedStay } from '../../src/domain/notices.ts';
import { day } from '../support/alphabet.ts';

const ZONE = 'America/Argentina/Buenos_Aires';
const clock = {
  today: (now: Date) => dayAt(now, ZONE),
  at: (on: ReturnType<typeof day>, time: string) => instantAt(on, time, ZONE),
};
const at = (text: string) => new Date(`${text}:00-03:00`);
const stay = (given: Partial<NoticedStay> = {}): NoticedStay => ({
  checkIn: day('2027-01-15'),
  checkOut: day('2027-01-18'),
  soldAt: at('2026-11-24T12:00'),
  confirmationToldAt: at('2026-11-24T12:00'),
  settled: [],
  ...given,
});
const settled = (...notices: Array<NoticedStay['settled'][number]['notice']>) => ({
  settled: notices.map((notice) => ({
    notice,
    day: day(notice === 'leaving' || notice === 'review' ? '2027-01-18' : '2027-01-15'),
  })),
});
const before = settled('balance', 'arrival', 'instructions');

test.each<[string, NoticedStay, string, string[], string[], string | null]>([
  ['weeks before', stay(), '2026-11-24T12:01', [], [], '2027-01-12T10:00'],
  ['three days before', stay(), '2027-01-12T10:00', ['balance'], [], '2027-01-13T10:00'],
  [
    'two days before',
    stay(settled('balance')),
    '2027-01-13T10:00',
    ['arrival'],
    [],
    '2027-01-14T10:00',
  ],
  [
    'the day before',
    stay(settled('balance', 'arrival')),
    '2027-01-14T10:00',
    ['instructions'],
    [],
    '2027-01-16T10:00',
  ],
  [
    'the morning after nobody said that they came',
    stay(before),
    '2027-01-16T10:00',
    ['noShow'],
    [],
    '2027-01-18T09:00',
  ],
  [
    'the day of leaving',
    stay(settled('balance', 'arrival', 'instructions', 'noShow')),
    '2027-01-18T09:00',
    ['leaving'],
    [],
    '2027-01-19T11:00',
  ],
  [
    'the day after',
    stay(settled('balance', 'arrival', 'instructions', 'noShow', 'leaving')),
    '2027-01-19T11:00',
    ['review'],
    [],
    null,
  ],
  // the service was away
  [
    'all at once after two days without it',
    stay(),
    '2027-01-14T12:00',
    ['balance', 'arrival', 'instructions'],
    [],
    '2027-01-16T10:00',
  ],
  [
    'too late for most',
    stay(),
    '2027-01-16T12:00',
    ['noShow'],
    ['balance', 'arrival', 'instructions'],
    '2027-01-18T09:00',
  ],
  [
    'too late for everything',
    stay(),
    '2027-02-20T12:00',
    [],
    ['balance', 'arrival', 'instructions', 'noShow', 'leaving', 'review'],
    null,
  ],
  [
    'at night: in the morning',
    stay(settled('balance')),
    '2027-01-13T22:00',
    [],
    [],
    '2027-01-14T09:00',
  ],
  [
    'before dawn: in the morning',
    stay(settled('balance')),
    '2027-01-14T03:00',
    [],
    [],
    '2027-01-14T09:00',
  ],
  // sold late
  [
    'sold the evening before: the confirmation has said it, and the arrival is asked in the morning',
    stay({ soldAt: at('2027-01-14T22:00'), confirmationToldAt: at('2027-01-14T22:00') }),
    '2027-01-14T22:01',
    [],
    ['balance', 'instructions'],
    '2027-01-15T09:00',
  ],
  [
    'sold at noon for the next day: the arrival is asked at once',
    stay({ soldAt: at('2027-01-14T12:00'), confirmationToldAt: at('2027-01-14T12:00') }),
    '2027-01-14T12:01',
    ['arrival'],
    ['balance', 'instructions'],
    '2027-01-16T10:00',
  ],
  [
    'written down by hand for the next day: nothing was told, so everything is',
    stay({ soldAt: at('2027-01-14T12:00'), confirmationToldAt: null }),
    '2027-01-14T12:01',
    ['arrival', 'instructions'],
    ['balance'],
    '2027-01-16T10:00',
  ],
  // moved: what was said was about another day
  [
    'moved to other dates after everything was said',
    stay({ ...before, checkIn: day('2027-02-15'), checkOut: day('2027-02-18') }),
    '2027-01-14T12:00',
    [],
    [],
    '2027-02-12T10:00',
  ],
  [
    'a night more: what is about the arrival is not said again',
    stay({
      ...settled('balance', 'arrival', 'instructions', 'noShow'),
      checkOut: day('2027-01-19'),
    }),
    '2027-01-18T09:00',
    [],
    [],
    '2027-01-19T09:00',
  ],
])('%s', (_, of, now, due, over, next) => {
  const plan = planNotices(of, at(now), clock);
  expect(plan.due.map(({ notice }) => notice)).toEqual(due);
  expect(plan.over.map(({ notice }) => notice)).toEqual(over);
  expect(plan.next).toEqual(next === null ? null : at(next));
});

test.each([
  ['15:00', 'inHours'],
  ['21:00', 'inHours'],
  ['14:59', 'early'],
  ['09:00', 'early'],
  ['21:01', 'late'],
  ['23:30', 'late'],
  // the night of the day of arrival
  ['00:00', 'late'],
  ['01:30', 'late'],
])('arriving at %s between 15 and 21 is %s', (time, fit) => {
  expect(arrivalFit(time, { from: '15:00', until: '21:00' })).toBe(fit);
});

test('where nobody minds how late, nothing is late', () => {
  expect(arrivalFit('01:30', { from: '15:00', until: null })).toBe('inHours');
});
