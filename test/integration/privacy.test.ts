// What would go wrong: a process that dies between the database and the session, a chat that is kept for ever, a
// stay that is forgotten with the chats, a message of an erased guest that Meta delivers again.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { receive } from '../../src/adapters/guests.ts';
import { eraseBy } from '../../src/domain/privacy.ts';
import type { CalendarDate } from '../../src/domain/stay.ts';
import { openAdminWorld } from '../support/admin.ts';
import { openBookingWorld, type BookingWorld } from '../support/booking-world.ts';

const DAY_MS = 86_400_000;

async function heard({ pool, now }: BookingWorld, phone: string, key = `wamid:${phone}`) {
  const sender = { phone, bsuid: null, profileName: 'Nadia' };
  const arrival = { key, sender, sentAt: now(), body: { kind: 'text', text: 'hola' } } as const;
  await receive(pool, [{ arrivals: [arrival], trace: 'test' }], { now: now(), pauseMs: 0 });
  // as if its turn had been taken
  await pool.query('update guest_events set rev = 1 where rev is null');
}
const phones = async ({ pool }: BookingWorld) =>
  (await pool.query('select phone from guests where erased_at is null order by phone')).rows.map(
    ({ phone }) => phone,
  );

test('an erasure that was interrupted after its commit is finished when it runs again', async () => {
  let kills = 1;
  const forgotten: number[] = [];
  await using world = await openBookingWorld({
    settings: {
      async forgetSession(guestId) {
        if (kills-- > 0) throw new Error('killed');
        forgotten.push(guestId);
      },
    },
  });
  const { booking, pool, now } = world;
  await heard(world, '5492944500001');
  const { rows } = await pool.query('select id from guests');
  const guestId = rows[0].id as number;
  await booking.privacy.askErasure(pool, { guestId, by: 'guest', reason: null, now: now() });
  await expect(booking.work.erase({ guestId })).rejects.toThrow('killed');
  expect(await phones(world)).toEqual([]);
  await booking.work.erase({ guestId });
  await booking.work.erase({ guestId });
  expect(forgotten).toEqual([guestId, guestId]);
  const after = await pool.query(
    'select count(*)::int as nobodies, (select count(*)::int from privacy_cases where done_at is not null) as done from guests where erased_at is not null',
  );
  expect(after.rows).toEqual([{ nobodies: 1, done: 1 }]);
});

test('what Meta delivers again after an erasure makes no guest; new words do', async () => {
  await using world = await openBookingWorld();
  const { booking, pool } = world;
  await heard(world, '5492944500002');
  const { rows } = await pool.query('select id from guests');
  await booking.work.erase({ guestId: rows[0].id });
  await heard(world, '5492944500002');
  expect(await phones(world)).toEqual([]);
  await heard(world, '5492944500002', 'wamid:another');
  expect(await phones(world)).toEqual(['5492944500002']);
});

test('a guest who is being attended, or to whom an answer is leaving, is erased later', async () => {
  await using world = await openBookingWorld();
  const { booking, pool, now } = world;
  await heard(world, '5492944500003');
  const { rows } = await pool.query('select id from guests');
  const guestId = rows[0].id as number;
  await pool.query(
    `insert into messages (guest_id, rev, payload, created_at) values ($1, 1, '{"kind": "text", "body": "listo"}', $2)`,
    [guestId, now()],
  );
  await expect(booking.work.erase({ guestId })).rejects.toMatchObject({ code: 'privacy.busy' });
  await pool.query(`update messages set status = 'sent'`);
  await booking.work.erase({ guestId });
  expect(await phones(world)).toEqual([]);
});

test('chats that came to no stay are forgotten after a year, stays after theirs, and nobody sooner', async () => {
  await using world = await openBookingWorld();
  const { booking, pool, clock, now } = world;
  await heard(world, '5492944500010');
  await heard(world, '5492944500011');
  await pool.query(
    `insert into reservations (code, cabin_id, stay, status, guest_id, name, total, deposit, created_at, confirmed_at)
     select 'PO-STAY1', 'coihue', '[2026-12-01,2026-12-04)', 'completed', id, 'Nadia', 100, 100, $1, $1 from guests where phone = '5492944500011'`,
    [now()],
  );
  const night = async () => {
    await booking.work.forgetOld({});
    const { rows } = await pool.query(
      `select job -> 'data' ->> 'guestId' as id from test_jobs where job ->> 'name' = 'erase'`,
    );
    await pool.query(`delete from test_jobs where job ->> 'name' = 'erase'`);
    for (const { id } of rows) await booking.work.erase({ guestId: Number(id) });
  };
  await clock.advance(360 * DAY_MS);
  await heard(world, '5492944500012');
  await night();
  expect(await phones(world)).toEqual(['5492944500010', '5492944500011', '5492944500012']);
  await clock.advance(10 * DAY_MS);
  await night();
  expect(await phones(world)).toEqual(['5492944500011', '5492944500012']);
  // ten years of accounting
  await clock.advance(8 * 366 * DAY_MS);
  await night();
  expect(await phones(world)).toContain('5492944500011');
  await clock.advance(400 * DAY_MS);
  await night();
  expect(await phones(world)).toEqual([]);
  const { rows } = await pool.query('select name, total from reservations');
  expect(rows).toEqual([{ name: null, total: 100 }]);
});

test('a restored backup forgets again whoever was erased since, and not who has the id by then', async () => {
  await using world = await openBookingWorld();
  const { booking, pool, now } = world;
  await heard(world, '5492944500020');
  const { rows } = await pool.query('select id, created_at as since from guests');
  const [{ id, since }] = rows as [{ id: number; since: Date }];
  await booking.work.erase({ guestId: id });
  const told = await pool.query(
    'select erased_guest as id, erased_guest_since as since from privacy_cases',
  );
  expect(told.rows).toEqual([{ id, since }]);
  const restored = (made: Date) =>
    pool.query(
      `insert into guests (id, phone, profile_name, created_at) overriding system value values ($1, '5492944500020', 'Nadia', $2)`,
      [id, made],
    );
  const eraseAgain = () =>
    execFileSync(process.execPath, ['src/cli/erase-again.ts'], {
      input: `${id},${since.toISOString()}\n`,
      env: { ...process.env, DATABASE_URL: pool.options.connectionString },
      encoding: 'utf8',
    });
  await restored(new Date(now().getTime() + DAY_MS));
  expect(eraseAgain()).toBe(`${id}: not here\n`);
  expect(await phones(world)).toEqual(['5492944500020']);
  await pool.query('delete from guests where id = $1', [id]);
  await restored(since);
  expect(eraseAgain()).toBe(`${id}: erased\n`);
  expect(await phones(world)).toEqual([]);
  expect(eraseAgain()).toBe(`${id}: not here\n`);
});

test('five business days pass over weekends and holidays', () => {
  // 8 December 2026 is a Tuesday and a holiday
  const isHoliday = (day: CalendarDate) => day === '2026-12-08';
  const by = (day: string) => eraseBy(day as CalendarDate, isHoliday);
  expect(by('2026-11-24')).toBe('2026-12-01');
  expect(by('2026-12-04')).toBe('2026-12-14');
  expect(by('2026-12-05')).toBe('2026-12-14');
});

test('an owner of the lodging cannot be erased, and no case is opened that would wait for ever', async () => {
  await using world = await openAdminWorld({ env: { OWNER_PHONES: '5492944300001' } });
  const { rows } = await world.db.query(`select id from guests where phone = '5492944300001'`);
  const asked = await world.owner.post(`/guests/${rows[0].id}/erase`, { reason: 'by mistake' });
  expect(asked).toMatchObject({ status: 409, body: { title: expect.stringContaining('owner') } });
  expect((await world.owner.get('/privacy/cases')).body.items).toEqual([]);
  expect((await world.owner.get('/decisions')).body.items).toEqual([]);
});
