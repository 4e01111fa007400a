// Calendars without the service: a database, the use case, and the fetching and parsing that it has in production.

import { readFile } from 'node:fs/promises';
import { importProperty } from '../../src/adapters/catalog.ts';
import { calendarStore, readConflicts } from '../../src/adapters/feeds.ts';
import { isPublicOrLoopback } from '../../src/adapters/ical/addresses.ts';
import { openCalendarFetch } from '../../src/adapters/ical/fetch.ts';
import { parseCalendar } from '../../src/adapters/ical/parse.ts';
import { readCalendar } from '../../src/adapters/ical/read.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import { createCalendars } from '../../src/booking/calendars.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';
import { openDatabase } from './database.ts';

const NOON = Date.parse('2026-11-24T12:00:00-03:00');
export const HOST = 'posta.test';
const TIME_ZONE = 'America/Argentina/Buenos_Aires';

/** `deadlineMs`: parsed in a thread with that deadline, as in production; here, which costs less, where absent. */
export async function openCalendarDesk({ deadlineMs }: { deadlineMs?: number } = {}) {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await openDatabase());
  const pool = openPool(url, { max: 4, onError: () => undefined });
  opening.defer(() => pool.end());
  let time = NOON;
  const now = () => new Date(time);
  const today = (at: Date) =>
    new Date(at.getTime() - 3 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
  await importProperty(pool, JSON.parse(await readFile('fixtures/property.json', 'utf8')), now());
  const { fetch } = opening.use(openCalendarFetch({ isReachable: isPublicOrLoopback }));
  const counted: string[] = [];
  const calendars = createCalendars({
    ...calendarStore,
    fetchCalendar: fetch,
    parseCalendar: async (text, day) => {
      const options = { timeZone: TIME_ZONE, today: day, host: HOST };
      return deadlineMs === undefined
        ? parseCalendar(text, options)
        : readCalendar(text, options, deadlineMs);
    },
    transaction: (work) => inTransaction(pool, work),
    enqueue: async () => undefined,
    count: (what, labels) => void counted.push(`${what}:${Object.values(labels).join()}`),
    now,
    today,
  });

  async function addFeed(address: string, name = 'Airbnb', cabinId = 'coihue'): Promise<number> {
    const { rows } = await pool.query(
      'insert into calendar_feeds (cabin_id, name, url, created_at) values ($1, $2, $3, $4) returning id',
      [cabinId, name, address, now()],
    );
    return (rows[0] as { id: number }).id;
  }

  /** Why it was refused, null when it was not. */
  async function readFeed(feedId: number): Promise<string | null> {
    time += 1_000;
    await calendars.work.calendar({ feedId });
    const { rows } = await pool.query('select failure from calendar_feeds where id = $1', [feedId]);
    return (rows[0] as { failure: string | null }).failure;
  }

  /** Nights that the owner keeps; a stay is the same to calendars but for its name. */
  async function occupy(
    checkIn: string,
    checkOut: string,
    kind: 'block' | 'stay' = 'block',
    cabinId = 'coihue',
  ): Promise<number> {
    time += 1_000;
    const guest = kind === 'stay' ? await guestId() : null;
    const { rows } = await pool.query(
      `insert into reservations (code, kind, cabin_id, stay, status, name, guest_id, total, deposit, policy_version, held_until, created_at)
       values ('T-' || nextval('import_codes'), $1, $2, daterange($3, $4), $5, 'Ana', $6, $7, $7, 1, $8, $8) returning id`,
      [kind, cabinId, checkIn, checkOut, guest ? 'held' : 'confirmed', guest, guest && 0, now()],
    );
    return (rows[0] as { id: number }).id;
  }

  async function guestId(): Promise<number> {
    const { rows } = await pool.query(
      `insert into guests (phone, created_at) values ('5492944123456', $1)
       on conflict (phone) do update set phone = excluded.phone returning id`,
      [now()],
    );
    return (rows[0] as { id: number }).id;
  }

  async function end(reservationId: number): Promise<void> {
    await pool.query(`update reservations set status = 'cancelled', ended_at = $2 where id = $1`, [
      reservationId,
      now(),
    ]);
  }

  /** As `Airbnb 10 13`, or with the whole days. */
  async function nights(cabinId = 'coihue'): Promise<string[]> {
    const { rows } = await pool.query(
      `select name || ' ' || lower(stay) || ' ' || upper(stay) as what from reservations
       where cabin_id = $1 and status in ('held', 'settling', 'confirmed', 'completed') order by lower(stay)`,
      [cabinId],
    );
    return (rows as Array<{ what: string }>).map(({ what }) => what);
  }

  async function questions(kind = 'calendar(Conflict|Overlap)') {
    const { rows } = await pool.query(
      'select detail, decided_by as "decidedBy" from decisions where kind ~ $1 order by id',
      [kind],
    );
    return rows as Array<{ detail: Record<string, unknown>; decidedBy: string | null }>;
  }

  const opened = opening.move();
  return {
    pool,
    calendars,
    counted,
    now,
    today: () => today(now()),
    addFeed,
    readFeed,
    occupy,
    end,
    nights,
    questions,
    pass: (ms: number) => void (time += ms),
    /** Somebody has read ours, at the common address; or a channel at its own. */
    readOurs: (feedId?: number) =>
      feedId === undefined
        ? pool.query('update cabins set calendar_read_at = $1', [now()])
        : pool.query('update calendar_feeds set read_ours_at = $2 where id = $1', [feedId, now()]),
    conflicts: () => readConflicts(pool, { cabinId: null, today: today(now()) }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
