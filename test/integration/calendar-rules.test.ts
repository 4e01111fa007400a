// What would go wrong: a night sold twice because a calendar moved, an owner who is told of conflicts with the
// echo of their own stays, or one who is not told of a real one.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExport } from '../../src/adapters/calendar-export.ts';
import { inTransaction } from '../../src/adapters/postgres.ts';
import { addDays, eachNight, type CalendarDate, type Stay } from '../../src/domain/stay.ts';
import { HOST, openCalendarDesk } from '../support/calendar-desk.ts';
import { calendarOf, openChannel, type Event } from '../support/channel.ts';

const HOUR_MS = 3_600_000;
const WINDOW = 'Airbnb (Not available)';
const CLOSED = 'CLOSED - Not available';
const event = (uid: string, from: string, to: string, summary = 'Reserved', more: string[] = []) =>
  ({ uid, from: `2027-01-${from}`, to: `2027-01-${to}`, summary, more }) satisfies Event;

test('a sale over a stay of ours is kept beside it, told with who was first, and ends when either side goes', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  channel.serve([]);
  const feed = await desk.addFeed(channel.url);
  await desk.readFeed(feed);
  const stay = await desk.occupy('2027-01-12', '2027-01-14', 'stay');
  channel.serve([event('a', '10', '17', 'Reserved', ['CREATED:20261124T140000Z'])]);
  expect(await desk.readFeed(feed)).toBeNull();
  expect(await desk.nights()).toEqual([
    'Airbnb 2027-01-10 2027-01-12',
    'Ana 2027-01-12 2027-01-14',
    'Airbnb 2027-01-14 2027-01-17',
  ]);
  expect(await desk.conflicts()).toMatchObject([
    {
      feed: 'Airbnb',
      reservationId: stay,
      nights: { checkIn: '2027-01-12', checkOut: '2027-01-14' },
    },
  ]);
  expect(await desk.questions()).toMatchObject([
    { detail: { soldFirst: { first: 'there', by: 'created' } }, decidedBy: null },
  ]);
  await desk.readFeed(feed);
  expect(await desk.questions()).toHaveLength(1);
  expect(desk.counted.filter((one) => one === 'conflict:stay')).toHaveLength(1);

  // Whoever asks next finds the nights taken: they went over in the transaction that let them go.
  await desk.end(stay);
  expect(await desk.nights()).toContain('Airbnb 2027-01-12 2027-01-14');
  expect(await desk.conflicts()).toEqual([]);
  await desk.readFeed(feed);
  expect(await desk.questions()).toMatchObject([{ decidedBy: 'posta' }]);
  expect(desk.counted.filter((one) => one === 'conflict:stay')).toHaveLength(1);

  channel.serve([]);
  await desk.readFeed(feed);
  expect(await desk.nights()).toEqual([]);
});

test('a sale that goes leaves the stay; who was first is said only as far as it is known', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  channel.serve([]);
  const feed = await desk.addFeed(channel.url);
  await desk.readFeed(feed);
  await desk.occupy('2027-01-01', '2027-01-03', 'stay');
  await desk.readFeed(feed);
  const read = event('b', '01', '03');
  await desk.occupy('2027-01-05', '2027-01-07', 'stay');
  const later = event('c', '05', '07');
  channel.serve([read, later]);
  await desk.readFeed(feed);
  const firsts = (await desk.questions()).map(({ detail }) => detail['soldFirst']);
  expect(firsts).toEqual([
    { first: 'here', by: 'read' },
    { first: 'unknown', by: null },
  ]);
  channel.serve([later]);
  await desk.readFeed(feed);
  expect((await desk.questions()).map(({ decidedBy }) => decidedBy)).toEqual(['posta', null]);
  // The same two again: the same question is open again.
  channel.serve([read, later]);
  await desk.readFeed(feed);
  expect((await desk.questions()).map(({ decidedBy }) => decidedBy)).toEqual([null, null]);
});

test('nights that a stay leaves by moving are those of the channel at once; an event that moves onto ours came second', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const old = ['CREATED:20261101T120000Z'];
  channel.serve([event('a', '05', '08', 'Reserved', old)]);
  const feed = await desk.addFeed(channel.url);
  await desk.readFeed(feed);
  const stay = await desk.occupy('2027-01-10', '2027-01-14', 'stay');
  await desk.readFeed(feed);
  channel.serve([event('a', '09', '16', 'Reserved', old)]);
  await desk.readFeed(feed);
  expect(await desk.questions()).toMatchObject([
    { detail: { soldFirst: { first: 'here', by: 'read' } } },
  ]);
  await desk.pool.query(`update reservations set stay = '[2027-01-11,2027-01-13)' where id = $1`, [
    stay,
  ]);
  const moved = [
    'Airbnb 2027-01-09 2027-01-10',
    'Airbnb 2027-01-10 2027-01-11',
    'Ana 2027-01-11 2027-01-13',
    'Airbnb 2027-01-13 2027-01-14',
    'Airbnb 2027-01-14 2027-01-16',
  ];
  expect(await desk.nights()).toEqual(moved);
  await desk.pool.query(`update reservations set cabin_id = 'lenga' where id = $1`, [stay]);
  expect(await desk.nights()).toEqual(moved.map((one) => one.replace('Ana', 'Airbnb')));
  await desk.readFeed(feed);
  expect(await desk.nights()).toEqual(['Airbnb 2027-01-09 2027-01-16']);
});

test('guests who book and leave while calendars are read leave no night that is sold to nobody or twice', async () => {
  await using desk = await openCalendarDesk();
  await using airbnb = await openChannel();
  await using booking = await openChannel();
  const feeds = [await desk.addFeed(airbnb.url), await desk.addFeed(booking.url, 'Booking')];
  for (let round = 0; round < 9; round += 1) {
    const from = 5 + (round % 3);
    airbnb.serve([event('a', `0${from}`, '15'), event('b', '20', '25')]);
    booking.serve([event('c', `1${round % 4}`, '22', CLOSED)]);
    const guest = async (checkIn: string, checkOut: string) => {
      const stay = await desk
        .occupy(`2027-01-${checkIn}`, `2027-01-${checkOut}`)
        .catch(() => undefined);
      if (stay !== undefined) await desk.end(stay);
    };
    await Promise.all([
      ...feeds.map((feed) => desk.readFeed(feed)),
      ...['04', '08', '12', '16', '23'].map((day) =>
        guest(day, String(Number(day) + 3).padStart(2, '0')),
      ),
    ]);
  }
  for (const feed of feeds) await desk.readFeed(feed);
  const { rows } = await desk.pool.query(
    `select range_agg(stay)::text as nights from reservations where status = 'confirmed'`,
  );
  expect(rows).toEqual([{ nights: '{[2027-01-07,2027-01-25)}' }]);
});

test('a channel that repeats our own stays is not in conflict with them and does not outlive them', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const feed = await desk.addFeed(channel.url, 'Booking');
  const stay = await desk.occupy('2027-01-10', '2027-01-13', 'stay');
  const next = await desk.occupy('2027-01-13', '2027-01-15', 'stay');
  await desk.readOurs();
  channel.serve([
    { ...event(`posta-${stay}@${HOST}`, '10', '13') },
    event('glued', '10', '15', CLOSED),
    event('window', '09', '16', WINDOW),
  ]);
  expect(await desk.readFeed(feed)).toBeNull();
  const around = ['Booking 2027-01-09 2027-01-10', 'Booking 2027-01-15 2027-01-16'];
  const imports = async () => (await desk.nights()).filter((one) => one.startsWith('Booking'));
  expect(await imports()).toEqual(around);
  expect(await desk.questions()).toEqual([]);

  // The hold ends: its nights can be sold at once, however late the channel notices.
  await desk.end(stay);
  expect(await imports()).toEqual(around);
  await desk.readFeed(feed);
  expect(await imports()).toEqual(around);
  // What it still says a day later, it means.
  desk.pass(25 * HOUR_MS);
  await desk.readFeed(feed);
  expect(await imports()).toEqual([
    'Booking 2027-01-09 2027-01-10',
    'Booking 2027-01-10 2027-01-13',
    around[1],
  ]);
  expect(await desk.nights()).toContain('Ana 2027-01-13 2027-01-15');
  await desk.end(next);
});

test('the same dates are no repetition when nobody had read ours, or when the channel calls it a sale', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const feed = await desk.addFeed(channel.url, 'Booking');
  await desk.readOurs();
  await desk.occupy('2027-01-10', '2027-01-13', 'stay');
  channel.serve([event('a', '10', '13', CLOSED)]);
  await desk.readFeed(feed);
  expect(await desk.questions()).toHaveLength(1);
  await desk.occupy('2027-01-20', '2027-01-22', 'stay');
  await desk.readOurs();
  channel.serve([event('a', '10', '13', CLOSED), event('b', '20', '22', 'Reserved')]);
  await desk.readFeed(feed);
  expect(await desk.questions()).toHaveLength(2);
});

test('what says nothing is our echo only where its channel can have read the sale, and does not date it to before', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const feed = await desk.addFeed(channel.url, 'Booking');
  await desk.readOurs(feed);
  const served: Event[] = [];
  const told = async (next: Event) => {
    served.push(next);
    channel.serve(served);
    await desk.readFeed(feed);
    return desk.questions().then((all) => all.length);
  };
  // Somebody else has read ours since, the channel itself has not.
  await desk.occupy('2027-01-03', '2027-01-05', 'stay');
  await desk.readOurs();
  expect(await told(event('a', '03', '05', CLOSED))).toBe(1);

  // It reads ours while it is read: what it says now it said before.
  await desk.occupy('2027-01-06', '2027-01-08', 'stay');
  served.push(event('b', '06', '08', CLOSED));
  channel.serve((_, response) => {
    void desk.readOurs(feed).then(() => response.writeHead(200).end(calendarOf(served)));
  });
  await desk.readFeed(feed);
  expect(await desk.questions()).toHaveLength(2);

  // A stay that moves is sold when it moves, one that comes back when it comes back.
  const moved = await desk.occupy('2027-01-10', '2027-01-12', 'stay');
  const back = await desk.occupy('2027-01-16', '2027-01-18', 'stay');
  await desk.readOurs(feed);
  desk.pass(HOUR_MS);
  await desk.pool.query(
    `with moved as (update reservations set stay = '[2027-01-13,2027-01-15)' where id = $1 returning id)
     insert into reservation_events (reservation_id, what, at) select id, 'changed', $2 from moved`,
    [moved, desk.now()],
  );
  expect(await told(event('c', '13', '15', CLOSED))).toBe(3);
  await desk.pool.query(
    `update reservations set status = 'confirmed', confirmed_at = $2, late = true where id = $1`,
    [back, desk.now()],
  );
  expect(await told(event('d', '16', '18', CLOSED))).toBe(4);

  const sold = ['2027-01-19', '2027-01-21', '2027-01-23', '2027-01-25'] as const;
  for (const from of sold) await desk.occupy(from, addDays(from as CalendarDate, 2), 'stay');
  desk.pass(HOUR_MS);
  await desk.readOurs(feed);
  const before = '20261124T140000Z';
  expect(await told(event('e', '19', '21', CLOSED, [`CREATED:${before}`]))).toBe(5);
  const stamped = calendarOf([...served, event('f', '21', '23', CLOSED)]);
  const at = stamped.lastIndexOf('DTSTAMP:');
  channel.serve(stamped.slice(0, at) + `DTSTAMP:${before}` + stamped.slice(at + 24));
  await desk.readFeed(feed);
  expect(await desk.questions()).toHaveLength(6);
  // Floating: whose clock it is nobody says.
  expect(await told(event('g', '23', '25', CLOSED, ['CREATED:20261124T140000']))).toBe(6);
  expect(await told(event('h', '25', '27', CLOSED))).toBe(6);
});

test('a window that slides is no news, changes no more than its ends, and leaves the past alone', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const feed = await desk.addFeed(channel.url);
  await desk.occupy('2026-11-26', '2026-11-28', 'stay');
  const slide = (day: string) =>
    channel.serve([
      {
        uid: `notice-${day}`,
        from: `2026-11-${day}`,
        to: `2026-11-${Number(day) + 3}`,
        summary: WINDOW,
      },
      { uid: 'far', from: `2027-11-${day}`, to: '2028-11-01', summary: WINDOW },
      event('guest', '02', '05'),
    ]);
  slide('24');
  await desk.readFeed(feed);
  const { rows: before } = await desk.pool.query(
    `select id from reservations where feed_uid = 'guest'`,
  );
  for (const day of ['25', '26']) {
    desk.pass(24 * HOUR_MS);
    slide(day);
    expect(await desk.readFeed(feed)).toBeNull();
  }
  expect(await desk.nights()).toEqual([
    'Airbnb 2026-11-24 2026-11-25',
    'Airbnb 2026-11-25 2026-11-26',
    'Ana 2026-11-26 2026-11-28',
    'Airbnb 2026-11-28 2026-11-29',
    'Airbnb 2027-01-02 2027-01-05',
    'Airbnb 2027-11-26 2028-11-01',
  ]);
  expect(await desk.questions()).toEqual([]);
  const { rows: after } = await desk.pool.query(
    `select id from reservations where feed_uid = 'guest'`,
  );
  expect(after).toEqual(before);
});

test('two channels that sold the same nights are told; one that closes because the other sold is not', async () => {
  await using desk = await openCalendarDesk();
  await using airbnb = await openChannel();
  await using booking = await openChannel();
  const [one, other] = [await desk.addFeed(booking.url, 'Booking'), await desk.addFeed(airbnb.url)];
  booking.serve([event('b1', '10', '13', CLOSED), event('b2', '20', '23', CLOSED)]);
  airbnb.serve([event('a1', '10', '13'), event('a2', '21', '25'), event('a3', '28', '30')]);
  await desk.readFeed(one);
  await desk.readFeed(other);
  expect((await desk.questions()).map(({ detail }) => detail['nights'])).toEqual([
    { checkIn: '2027-01-21', checkOut: '2027-01-23' },
  ]);
  booking.serve([event('b1', '10', '13', CLOSED), event('b3', '28', '30', CLOSED)]);
  await desk.readFeed(one);
  expect(await desk.conflicts()).toEqual([]);
  // Airbnb's guests leave: what Booking closed before it stays closed, what it closed after it does not.
  airbnb.serve([event('a2', '21', '25')]);
  await desk.readFeed(other);
  expect(await desk.nights()).toEqual([
    'Booking 2027-01-10 2027-01-13',
    'Airbnb 2027-01-21 2027-01-25',
  ]);
});

test('each channel reads what the others sold, never its own events nor windows of anybody; a channel that is removed leaves its past', async () => {
  await using desk = await openCalendarDesk();
  await using airbnb = await openChannel();
  await using booking = await openChannel();
  const feeds = [await desk.addFeed(airbnb.url), await desk.addFeed(booking.url, 'Booking')];
  const began = { uid: 'began', from: '2026-11-22', to: '2026-11-28', summary: 'Reserved' };
  airbnb.serve([began, event('a', '10', '13'), event('window', '15', '17', WINDOW)]);
  booking.serve([event('b', '20', '23', CLOSED)]);
  for (const feed of feeds) await desk.readFeed(feed);
  const own = await desk.occupy('2027-01-25', '2027-01-27');
  const uidsFor = async (feedId: number | null) => {
    const { rows } = await desk.pool.query(
      `select calendar_token as token from cabins where id = 'coihue'`,
    );
    const { token } = rows[0] as { token: string };
    const asked = { cabinId: 'coihue', token, feedId, today: desk.today(), now: desk.now() };
    return (await readExport(desk.pool, asked))?.entries.map(({ id, uid }) => uid ?? id);
  };
  expect(await uidsFor(null)).toEqual(['began', 'a', 'b', own]);
  expect(await uidsFor(feeds[0]!)).toEqual(['b', own]);
  expect(await uidsFor(feeds[1]!)).toEqual(['began', 'a', own]);
  desk.pass(48 * HOUR_MS);
  await inTransaction(desk.pool, (db) => desk.calendars.remove(db, feeds[0]!, desk.now()));
  expect(await desk.nights()).toEqual([
    'Airbnb 2026-11-24 2026-11-26',
    'Booking 2027-01-20 2027-01-23',
    expect.stringContaining('2027-01-25'),
  ]);
});

test('a calendar that is suddenly empty is believed after a day, one that fails is told after an hour', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const feed = await desk.addFeed(channel.url);
  channel.serve([event('a', '10', '12'), event('b', '13', '14'), event('c', '20', '22')]);
  await desk.readFeed(feed);
  channel.serve([]);
  expect(await desk.readFeed(feed)).toBe('suddenlyEmpty');
  desk.pass(2 * HOUR_MS);
  expect(await desk.readFeed(feed)).toBe('suddenlyEmpty');
  expect(await desk.nights()).toHaveLength(3);
  expect(await desk.questions('calendarFailing')).toMatchObject([
    { detail: { why: 'suddenlyEmpty' }, decidedBy: null },
  ]);
  desk.pass(23 * HOUR_MS);
  expect(await desk.readFeed(feed)).toBeNull();
  expect(await desk.nights()).toEqual([]);
  expect(await desk.questions('calendarFailing')).toMatchObject([{ decidedBy: 'posta' }]);
});

test('one event that cannot be read spoils no other and frees no night; the owner is told at once, and of nothing when it is mended', async () => {
  await using desk = await openCalendarDesk();
  await using channel = await openChannel();
  const [a, b, c] = [event('a', '10', '12'), event('b', '13', '14'), event('c', '20', '22')];
  const tagged = (...events: Event[]) =>
    channel.serve(({ headers }, response) => {
      const tag = `"${events.map(({ uid, from }) => uid + from).join()}"`;
      if (headers['if-none-match'] === tag) response.writeHead(304).end();
      else response.writeHead(200, { etag: tag }).end(calendarOf(events));
    });
  tagged(a, b, c);
  const feed = await desk.addFeed(channel.url);
  await desk.readFeed(feed);
  const nights = await desk.nights();

  const broken = { ...b, from: '2027-01-32' };
  const d = event('d', '25', '26');
  for (const round of [1, 2]) {
    tagged(broken, c, d);
    expect([round, await desk.readFeed(feed)]).toEqual([round, 'eventUnreadable']);
    // what left is gone, what came is there, what cannot be read stands as it stood
    expect(await desk.nights()).toEqual([...nights.slice(1), 'Airbnb 2027-01-25 2027-01-26']);
  }
  expect(await desk.questions('calendarFailing')).toMatchObject([
    { detail: { why: 'eventUnreadable', detail: '1', feed: 'Airbnb' }, decidedBy: null },
  ]);
  expect(desk.counted.filter((one) => one === 'calendar:eventUnreadable')).toHaveLength(2);

  // Not even its name: it may be any of them.
  tagged({ ...broken, uid: '' }, d);
  expect(await desk.readFeed(feed)).toBe('eventUnreadable');
  expect(await desk.nights()).toHaveLength(3);

  tagged(b, d);
  expect(await desk.readFeed(feed)).toBeNull();
  expect(await desk.nights()).toEqual([nights[1], 'Airbnb 2027-01-25 2027-01-26']);
  expect(await desk.questions('calendarFailing')).toMatchObject([{ decidedBy: 'posta' }]);
});

test('1,000 events are imported in less than two seconds', async () => {
  await using desk = await openCalendarDesk({ deadlineMs: 10_000 });
  await using channel = await openChannel();
  const first = '2026-12-01' as CalendarDate;
  channel.serve(
    Array.from({ length: 1_000 }, (_, index) => ({
      uid: `${index}@airbnb.com`,
      from: addDays(first, index),
      to: addDays(first, index + 1),
    })),
  );
  const timed: number[] = [];
  // The best of three cabins: other tests run beside this one.
  for (const cabin of ['coihue', 'lenga', 'arrayan']) {
    const feed = await desk.addFeed(channel.url, 'Airbnb', cabin);
    const started = performance.now();
    expect(await desk.readFeed(feed)).toBeNull();
    timed.push(Math.round(performance.now() - started));
    expect(await desk.nights(cabin)).toHaveLength(1_000);
  }
  process.stdout.write(`1,000 events, three times: ${timed.join(', ')} ms\n`);
  expect(Math.min(...timed)).toBeLessThan(2_000);
});

const day = fc.integer({ min: -3, max: 24 });
const version = fc.array(
  fc.record({
    uid: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    start: day,
    nights: fc.integer({ min: 1, max: 6 }),
    summary: fc.constantFrom('Reserved', CLOSED, WINDOW),
    cancelled: fc.boolean(),
  }),
  { maxLength: 6 },
);
type Version = typeof version extends fc.Arbitrary<infer T> ? T : never;
const nightsOfOurs = fc.record({
  start: fc.integer({ min: 0, max: 20 }),
  nights: fc.integer({ min: 1, max: 4 }),
});
const step = fc.record({
  feed: fc.integer({ min: 0, max: 1 }),
  version,
  ours: fc.option(nightsOfOurs),
  endsOurs: fc.boolean(),
});
/** Never so few that the calendar looks broken. */
const far = ['1', '2', '3']
  .map((one) => event(`far${one}`, `0${one}`, `0${Number(one) + 1}`))
  .map((one) => ({
    ...one,
    from: one.from.replace('2027', '2028'),
    to: one.to.replace('2027', '2028'),
  }));

test('whatever versions two calendars go through, the nights are those of the last ones, but for ours', async () => {
  await using desk = await openCalendarDesk();
  await using one = await openChannel();
  await using other = await openChannel();
  const channels = [one, other];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      for (const table of ['decisions', 'reservations', 'calendar_feeds'])
        await desk.pool.query(`delete from ${table}`);
      const today = desk.today();
      const stayOf = ({ start, nights }: { start: number; nights: number }): Stay => ({
        checkIn: addDays(today, start),
        checkOut: addDays(today, start + nights),
      });
      const shown = ({ uid, summary, cancelled, ...nights }: Version[number]): Event => ({
        ...{ uid, summary, from: stayOf(nights).checkIn, to: stayOf(nights).checkOut },
        more: cancelled ? ['STATUS:CANCELLED'] : [],
      });
      const feeds = [await desk.addFeed(one.url, 'one'), await desk.addFeed(other.url, 'other')];
      const last: Version[] = [[], []];
      const ours: number[] = [];
      for (const channel of channels) channel.serve(far);
      const readBoth = async () => {
        for (const feed of feeds) expect(await desk.readFeed(feed)).toBeNull();
      };
      for (const { feed, version, ours: taken, endsOurs } of steps) {
        if (taken) {
          const { checkIn, checkOut } = stayOf(taken);
          const made = await desk.occupy(checkIn, checkOut).catch(() => undefined);
          if (made !== undefined) ours.push(made);
        }
        last[feed] = [...new Map(version.map((each) => [each.uid, each])).values()];
        channels[feed]!.serve([...last[feed].map(shown), ...far]);
        expect(await desk.readFeed(feeds[feed]!)).toBeNull();
        const ended = endsOurs ? ours.pop() : undefined;
        if (ended !== undefined) await desk.end(ended);
      }
      // What one calendar repeats after the other is taken for its own word a day later.
      await readBoth();
      desk.pass(25 * HOUR_MS);
      await readBoth();
      const ahead = (nights: CalendarDate[]) =>
        nights.filter((night) => desk.today() <= night && night < '2028-01-01').toSorted();
      const { rows } = await desk.pool.query(
        `select kind, lower(stay) as "checkIn", upper(stay) as "checkOut" from reservations where status = 'confirmed'`,
      );
      const held = (kind: string) =>
        (rows as Array<Stay & { kind: string }>)
          .filter((row) => row.kind === kind)
          .flatMap(eachNight);
      const kept = new Set(held('block'));
      const wanted = new Set(
        last
          .flat()
          .filter((each) => !each.cancelled)
          .map(stayOf)
          .flatMap(eachNight),
      );
      expect(ahead(held('import'))).toEqual(ahead([...wanted]).filter((night) => !kept.has(night)));
    }),
    { numRuns: 20, seed: 20_261_124 },
  );
});
