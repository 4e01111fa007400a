// What would go wrong: an address that somebody typed reaches into our own network, or a calendar that is none
// takes the service down or frees nights that are sold.

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isPublicAddress } from '../../src/adapters/ical/addresses.ts';
import { openCalendarFetch } from '../../src/adapters/ical/fetch.ts';
import { openCalendarDesk } from '../support/calendar-desk.ts';
import { calendarOf, openChannel, wrapped, type Answering } from '../support/channel.ts';

const sold = Array.from({ length: 4 }, (_, index) => ({
  uid: `sold-${index}`,
  from: `2027-01-1${index}`,
  to: `2027-01-1${index + 1}`,
}));
const recurring = (rule: string) =>
  wrapped([
    'BEGIN:VEVENT',
    'UID:x',
    'DTSTART;VALUE=DATE:20261201',
    'DTEND;VALUE=DATE:20261202',
    `RRULE:${rule}`,
    'END:VEVENT',
  ]);
const repeat = (text: string, times: number) => text.repeat(times);
const endless: Answering = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/calendar' });
  const more = () => {
    while (!response.destroyed && response.write(repeat('X-JUNK:0123456789\r\n', 1_000)));
  };
  response.on('drain', more);
  more();
};
const redirecting: Answering = ({ url }, response) =>
  void response.writeHead(302, { location: `${url}x` }).end();

const HOSTILE: ReadonlyArray<readonly [name: string, answer: string | Answering, why: string]> = [
  [
    '10 MB',
    wrapped([repeat('X-JUNK:0123456789012345678901234567890123456789\r\n', 200_000)]),
    'tooLarge',
  ],
  ['no end', endless, 'tooLarge'],
  [
    '100,000 events',
    repeat('BEGIN:VEVENT\nEND:VEVENT\n', 100_000).replace(/^/, 'BEGIN:VCALENDAR\n') +
      'END:VCALENDAR',
    'tooLarge',
  ],
  [
    '50,000 events',
    repeat('BEGIN:VEVENT\nEND:VEVENT\n', 50_000).replace(/^/, 'BEGIN:VCALENDAR\n') +
      'END:VCALENDAR',
    'tooManyEvents',
  ],
  ['a rule that never finds a day', recurring('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'), 'tooMuchWork'],
  ['a rule for every second', recurring('FREQ=SECONDLY'), 'unreadable'],
  [
    'calendars in calendars',
    repeat('BEGIN:VCALENDAR\n', 20_000) + repeat('END:VCALENDAR\n', 20_000),
    'unreadable',
  ],
  ['HTML', '<!doctype html><title>Sign in</title><script>alert(1)</script>', 'notCalendar'],
  ['half a calendar', calendarOf(sold).slice(0, 400), 'cutShort'],
  ['an empty body', '', 'empty'],
  [
    'a day that is none',
    wrapped(['BEGIN:VEVENT', 'UID:x', 'DTSTART;VALUE=DATE:20270231', 'END:VEVENT']),
    'unreadable',
  ],
  [
    'compressed though nobody asked',
    (_, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(calendarOf(sold))),
    'notCalendar',
  ],
  ['404', (_, response) => void response.writeHead(404).end('gone'), 'status'],
  ['a redirect without end', redirecting, 'redirects'],
  [
    'a redirect to a file',
    (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    'badAddress',
  ],
  [
    'a redirect with a password',
    (_, response) => void response.writeHead(302, { location: 'http://a:b@example.com/' }).end(),
    'badAddress',
  ],
  [
    'a redirect into the private network',
    (_, response) =>
      void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    'privateAddress',
  ],
  ['a connection that breaks', (_, response) => void response.socket?.destroy(), 'unreachable'],
];

test('whatever a channel answers that is no calendar is refused with a reason, and changes nothing', async () => {
  await using desk = await openCalendarDesk({ deadlineMs: 4_000 });
  await using channel = await openChannel();
  channel.serve(sold);
  const feed = await desk.addFeed(channel.url);
  expect(await desk.readFeed(feed)).toBeNull();
  const before = await desk.nights();
  expect(before).toHaveLength(4);
  const found: string[] = [];
  for (const [name, answer, why] of HOSTILE) {
    channel.serve(answer);
    const failure = await desk.readFeed(feed);
    if (failure !== why) found.push(`${name}: ${failure} instead of ${why}`);
  }
  expect(found).toEqual([]);
  expect(await desk.nights()).toEqual(before);
  expect(desk.counted).toContain('calendar:tooMuchWork');
  channel.serve(sold);
  expect(await desk.readFeed(feed)).toBeNull();
}, 60_000);

test('a calendar that is asked again says that nothing changed, and is believed', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const tag = '"v1"';
  channel.serve(({ headers }, response) => {
    if (headers['if-none-match'] === tag) response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: tag, 'last-modified': 'Tue, 24 Nov 2026 12:00:00 GMT' })
        .end(calendarOf(sold));
  });
  const feed = await desk.addFeed(channel.url);
  expect(await desk.readFeed(feed)).toBeNull();
  const stay = await desk.occupy('2027-02-01', '2027-02-03');
  expect(await desk.readFeed(feed)).toBeNull();
  expect(channel.asked.at(-1)?.headers).toMatchObject({
    'if-none-match': tag,
    'if-modified-since': 'Tue, 24 Nov 2026 12:00:00 GMT',
  });
  expect(desk.counted).toContain('calendar:unchanged');
  expect(await desk.nights()).toHaveLength(5);
  await desk.end(stay);
});

test('a slow channel is not waited for', async () => {
  await using channel = await openChannel();
  await using fetching = openCalendarFetch({ isReachable: () => true, timeoutMs: 400 });
  const drip: Answering = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('X'), 50);
    response.on('close', () => clearInterval(timer));
  };
  for (const answer of [drip, () => undefined] satisfies Answering[]) {
    channel.serve(answer);
    const none = { etag: null, lastModified: null };
    expect(await fetching.fetch(channel.url, none)).toMatchObject({ why: 'timeout' });
  }
});

test('as it is composed in production nothing private is reached: by address, by name, or by redirect', async () => {
  await using own = await openChannel('127.0.0.1');
  await using outside = await openChannel('127.0.0.2');
  own.serve(sold);
  const none = { etag: null, lastModified: null };
  await using closed = openCalendarFetch({ isReachable: isPublicAddress });
  const port = new URL(own.url).port;
  for (const host of [
    ...[
      '127.0.0.1',
      'localhost',

      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '0.0.0.0',
      '017700000001',
    ],
    ...[
      '169.254.169.254',
      '10.0.0.1',
      '192.168.1.1',
      '172.16.0.1',
      '100.64.0.1',
      '[fd00::1]',
      '[fe80::1]',
      '[64:ff9b::7f00:1]',
    ],
  ])
    expect([host, await closed.fetch(`http://${host}:${port}/`, none)]).toEqual([
      host,
      { kind: 'refused', why: 'privateAddress', detail: null },
    ]);
  for (const url of [
    'file:///etc/passwd',
    'ftp://example.com/x',
    'http://user:word@example.com/',
    'x',
  ])
    expect(await closed.fetch(url, none)).toMatchObject({ why: 'badAddress' });
  // 127.0.0.2 stands for a public machine.
  await using open = openCalendarFetch({
    isReachable: (address) => address === '127.0.0.2' || isPublicAddress(address),
  });
  for (const target of [own.url, `http://localhost:${port}/`, `//127.0.0.1:${port}/`]) {
    outside.serve((_, response) => void response.writeHead(307, { location: target }).end());
    expect([target, await open.fetch(outside.url, none)]).toEqual([
      target,
      expect.objectContaining({ why: 'privateAddress' }),
    ]);
  }
  expect(own.asked).toEqual([]);
  outside.serve(({ url }, response) =>
    url === '/calendar.ics'
      ? void response.writeHead(301, { location: '/elsewhere' }).end()
      : void response.writeHead(200).end('BEGIN'),
  );
  expect(await open.fetch(outside.url, none)).toMatchObject({ kind: 'fetched', text: 'BEGIN' });
});

test('public addresses are those of the internet', () => {
  const yes = ['8.8.8.8', '200.45.191.35', '2800:3f0:4002::200e', '2606:4700::1111'];
  const no = [
    '255.255.255.255',
    '224.0.0.1',
    '240.0.0.1',
    '::',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
    'ff02::1',
    'fdaa::3',
    '::ffff:8.8.8.8',
    'example.com',
    '',
  ];
  expect(yes.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect(no.filter(isPublicAddress)).toEqual([]);
});
