// What would go wrong: a stay in New York's time is a night off here, or a series forgets the week that was moved.

import { expect, test } from 'vitest';
import { parseCalendar } from '../../src/adapters/ical/parse.ts';
import { calendarText } from '../../src/adapters/ical/write.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';
import { wrapped } from '../support/channel.ts';

const options = {
  timeZone: 'America/Argentina/Buenos_Aires',
  today: '2026-11-24' as CalendarDate,
  host: 'posta.test',
};

function nights(...events: readonly string[][]): string[] {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return stays(wrapped(lines));
}
function stays(text: string): string[] {
  const parsed = parseCalendar(text, options);
  if (parsed.kind === 'refused') return [parsed.why];
  return parsed.events.map(
    ({ uid, kind, stay }) => `${uid} ${kind} ${stay.checkIn} ${stay.checkOut}`,
  );
}

test('days and times become the nights that are slept at the lodging', () => {
  expect(nights(['UID:a', 'DTSTART;VALUE=DATE:20270110', 'DTEND;VALUE=DATE:20270113'])).toEqual([
    'a unclear 2027-01-10 2027-01-13',
  ]);
  expect(nights(['UID:a', 'DTSTART;VALUE=DATE:20270110', 'DURATION:P2D'])).toEqual([
    'a unclear 2027-01-10 2027-01-12',
  ]);
  for (const end of [[], ['DTEND;VALUE=DATE:20270110']])
    expect(nights(['UID:a', 'DTSTART;VALUE=DATE:20270110', ...end])).toEqual([
      'a unclear 2027-01-10 2027-01-11',
    ]);
  // VALUE=DATE forgotten
  expect(nights(['UID:a', 'DTSTART:20270110', 'DTEND:20270113'])).toEqual([
    'a unclear 2027-01-10 2027-01-13',
  ]);
  // 01:30 in UTC is the evening before here
  expect(nights(['UID:a', 'DTSTART:20270111T013000Z', 'DTEND:20270113T130000Z'])).toEqual([
    'a unclear 2027-01-10 2027-01-13',
  ]);
  expect(
    nights([
      'UID:a',
      'DTSTART;TZID=Asia/Tokyo:20270111T070000',
      'DTEND;TZID=Asia/Tokyo:20270113T220000',
    ]),
  ).toEqual(['a unclear 2027-01-10 2027-01-13']);
  expect(nights(['UID:a', 'DTSTART:20270110T150000', 'DTEND:20270113T100000'])).toEqual([
    'a unclear 2027-01-10 2027-01-13',
  ]);
  expect(
    nights([
      'UID:a',
      'DTSTART;TZID=Somewhere Standard Time:20270110T150000',
      'DTEND;TZID=Somewhere Standard Time:20270113T100000',
    ]),
  ).toEqual(['a unclear 2027-01-10 2027-01-13']);
  // somebody looks at the cabin, and nobody sleeps there
  expect(nights(['UID:a', 'DTSTART:20270110T140000Z', 'DTEND:20270110T160000Z'])).toEqual([]);
});

test('a zone that the calendar brings along is used', () => {
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:Far East', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
    ...['TZOFFSETFROM:+0900', 'TZOFFSETTO:+0900', 'END:STANDARD', 'END:VTIMEZONE'],
  ];
  const event = [
    'BEGIN:VEVENT',
    'UID:a',
    'DTSTART;TZID=Far East:20270111T070000',
    'DTEND;TZID=Far East:20270113T220000',
    'END:VEVENT',
  ];
  expect(stays(wrapped([...zone, ...event]))).toEqual(['a unclear 2027-01-10 2027-01-13']);
});

test('what is cancelled, over, ours or too far away takes no night', () => {
  const days = ['DTSTART;VALUE=DATE:20270110', 'DTEND;VALUE=DATE:20270113'];
  expect(
    nights(['UID:a', ...days, 'STATUS:CANCELLED'], ['UID:posta-7@posta.test', ...days]),
  ).toEqual([]);
  expect(nights(['UID:a', 'DTSTART;VALUE=DATE:20261101', 'DTEND;VALUE=DATE:20261124'])).toEqual([]);
  expect(nights(['UID:a', 'DTSTART;VALUE=DATE:20400101', 'DTEND;VALUE=DATE:20400102'])).toEqual([]);
  expect(nights(['UID:posta-7@other.test', ...days])).toHaveLength(1);
});

test('the highest sequence of a UID counts; events without one, or that share one, are told apart', () => {
  const at = (day: string) => [`DTSTART;VALUE=DATE:202701${day}`];
  expect(
    nights(['UID:a', ...at('10'), 'SEQUENCE:1'], ['UID:a', ...at('12'), 'SEQUENCE:2']),
  ).toEqual(['a unclear 2027-01-12 2027-01-13']);
  expect(nights(['UID:a', ...at('10')], ['UID:a', ...at('10')])).toEqual([
    'a unclear 2027-01-10 2027-01-11',
  ]);
  expect(nights(at('10'), at('12')).map((one) => one.split(' ')[0])).toEqual([
    '/2027-01-10/2027-01-11',
    '/2027-01-12/2027-01-13',
  ]);
});

test('a calendar cannot make two events of one name, nor more of them than are read', () => {
  const day = 'DTSTART;VALUE=DATE:20270110';
  const names = nights(['UID:x', day], ['UID:x\u0001', day], ['UID:x\u0002', day]);
  expect(names.map((one) => one.split(' ')[0])).toEqual(['x', 'x#1', 'x#2']);
  const long = ['a', 'b'].map((end) => [`UID:${'x'.repeat(3_000)}${end}`, day]);
  expect(new Set(nights(...long)).size).toBe(2);
  expect(nights(...long).every((one) => one.length < 240)).toBe(true);
  const daily = Array.from({ length: 8 }, (_, index) => [`UID:${index}`, day, 'RRULE:FREQ=DAILY']);
  expect(nights(...daily)).toEqual(['tooManyEvents']);
});

test('a series is its occurrences, with those that were moved, cancelled or left out', () => {
  const series = ['UID:a', 'DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270103'];
  expect(
    nights(
      [...series, 'RRULE:FREQ=WEEKLY;COUNT=5', 'EXDATE;VALUE=DATE:20270108'],
      [
        'UID:a',
        'RECURRENCE-ID;VALUE=DATE:20270115',
        'DTSTART;VALUE=DATE:20270117',
        'DTEND;VALUE=DATE:20270118',
      ],
      [
        'UID:a',
        'RECURRENCE-ID;VALUE=DATE:20270122',
        'DTSTART;VALUE=DATE:20270122',
        'STATUS:CANCELLED',
      ],
    ),
  ).toEqual([
    'a/2027-01-01 unclear 2027-01-01 2027-01-03',
    'a/2027-01-17 unclear 2027-01-17 2027-01-18',
    'a/2027-01-29 unclear 2027-01-29 2027-01-31',
  ]);
  expect(nights([...series, 'RDATE;VALUE=DATE:20270108'])).toEqual([
    'a/2027-01-08 unclear 2027-01-08 2027-01-10',
    'a/2027-01-01 unclear 2027-01-01 2027-01-03',
  ]);
  // without an end it is looked at for three years
  expect(nights([...series, 'RRULE:FREQ=WEEKLY']).length).toBeLessThan(160);
  expect(
    nights(['UID:a', 'DTSTART:19900101T150000Z', 'DTEND:19900102T100000Z', 'RRULE:FREQ=DAILY'])
      .length,
  ).toBeLessThan(1_200);
});

test('only plain words say that somebody booked, or that nobody did; none of them are kept', () => {
  const kindOf = (summary: string) =>
    nights(['UID:a', 'DTSTART;VALUE=DATE:20270110', `SUMMARY:${summary}`])[0]?.split(' ')[1];
  expect(['Reserved', 'Reserved - Ana', 'Reservado', 'BOOKED'].map(kindOf)).toEqual(
    Array(4).fill('sale'),
  );
  expect(['Airbnb (Not available)', 'airbnb (not available)'].map(kindOf)).toEqual(
    Array(2).fill('window'),
  );
  expect(
    ['CLOSED - Not available', 'Not available', 'Blocked', 'Ana Pérez', ''].map(kindOf),
  ).toEqual(Array(5).fill('unclear'));
});

test('what others read is a calendar by the letter, which we read back as ours', () => {
  const at = new Date('2026-11-24T15:00:00Z');
  const name = `Cabaña, la "primera"; ${'ñandú '.repeat(30)}`;
  const stay = { checkIn: '2027-01-10' as CalendarDate, checkOut: '2027-01-13' as CalendarDate };
  const entry = {
    id: 7,
    uid: null,
    piece: 1,
    stay,
    isSold: true,
    createdAt: at,
    changedAt: at,
    sequence: 2,
  };
  const text = calendarText([entry, { ...entry, uid: 'x@airbnb.com', piece: 2, isSold: false }], {
    name,
    host: 'posta.test',
  });
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded).toEqual(
    expect.arrayContaining([
      ...[
        'VERSION:2.0',
        'UID:posta-7@posta.test',
        'UID:x@airbnb.com-2',
        'DTSTART;VALUE=DATE:20270110',
        'DTEND;VALUE=DATE:20270113',
      ],
      ...['DTSTAMP:20261124T150000Z', 'SEQUENCE:2', 'SUMMARY:Reserved', 'SUMMARY:Not available'],
      `X-WR-CALNAME;VALUE=TEXT:Cabaña\\, la "primera"\\; ${'ñandú '.repeat(30)}`,
    ]),
  );
  expect(stays(text)).toEqual(['x@airbnb.com-2 unclear 2027-01-10 2027-01-13']);
});

test('an event that cannot be read is told apart from all the others, and what nobody reads spoils none', () => {
  const days = ['DTSTART;VALUE=DATE:20270110', 'DTEND;VALUE=DATE:20270113'];
  const good = ['BEGIN:VEVENT', 'UID:good', ...days, 'END:VEVENT'];
  const other = good.map((line) => line.replace('good', 'other'));
  const both = ['good unclear 2027-01-10 2027-01-13', 'other unclear 2027-01-10 2027-01-13'];
  const found = (lines: readonly string[]) => {
    const text = wrapped([...good, ...lines, ...other]);
    const parsed = parseCalendar(text, options);
    return [stays(text), parsed.kind === 'parsed' ? parsed.unreadable : parsed];
  };
  const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:bad@x', ...lines, 'END:VEVENT'];
  for (const lines of [
    event('DTSTART;VALUE=DATE:20270231', days[1]!),
    event('DTSTART VALUE=DATE 20270110', days[1]!),
    event('DTSTART;VALUE=DATE:soon', days[1]!),
    event(days[0]!, 'DTEND;VALUE=DATE:2027'),
    event(days[0]!, 'DTEND'),
    // else it would be one night
    event(days[0]!, 'DT=END;20270113'),
    event(...days, 'RRULE FREQ=WEEKLY'),
    event(...days, 'BEGIN:VALARM', 'TRIGGER:-PT15M'),
    event(days[1]!),
    // a series is not known without its exceptions
    [...event(...days, 'RRULE:FREQ=WEEKLY;COUNT=3'), ...event('RECURRENCE-ID:x', ...days)],
    event(...days).slice(0, -1),
  ])
    expect([lines, ...found(lines)]).toEqual([
      lines,
      both,
      lines.filter((line) => line.startsWith('UID')).map(() => 'bad@x'),
    ]);
  for (const lines of [
    ['BEGIN VEVENT', 'UID:bad@x', ...days, 'END:VEVENT'],
    event(...days, 'DTEND').map((line) => line.replace('UID:', 'UID ')),
  ])
    expect(found(lines)).toEqual([both, ['']]);

  const bad = 'bad@x unclear 2027-01-10 2027-01-13';
  for (const lines of [
    event(...days, 'DESCRIPTION:one line', 'and another that is none', ''),
    event(...days, 'X-JUNK', 'DTSTAMP:yesterday', 'CREATED:20270231', 'SEQUENCE:x', 'GEO:a;b'),
    event(...days, 'BEGIN:VALARM', 'DURATION:-x', 'DTSTART:x', 'END:VALARM'),
    ['JUNK', 'BEGIN:VTODO', 'DUE:x', 'END:VTODO', ...event(...days)],
    ['BEGIN:VTIMEZONE', 'TZID', 'END:VTIMEZONE', ...event(...days)],
  ])
    expect([lines, ...found(lines)]).toEqual([lines, [both[0], bad, both[1]], []]);
  // ours, however it comes back
  expect(
    found(event('DTSTART:x').map((line) => line.replace('bad@x', 'posta-7@posta.test'))),
  ).toEqual([both, []]);
});

test('a calendar that ends before its end is none, wherever it was cut', () => {
  const text = wrapped(
    ['a', 'b'].flatMap((uid) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTART;VALUE=DATE:20270110',
      'END:VEVENT',
    ]),
  );
  const whole = text.trimEnd().length;
  for (let length = 20; length < whole; length += 1)
    expect([length, stays(text.slice(0, length))]).toEqual([length, ['cutShort']]);
  // and another one after it
  for (let length = 20; length < whole - 15; length += 1)
    expect([length, stays(`${text.slice(0, length)}\r\n${text}`)]).toEqual([
      length,
      ['unreadable'],
    ]);
  expect(stays(`${text}${text.replaceAll('UID:', 'UID:2')}`)).toHaveLength(4);
});
