// The front desk: blocks, stays by hand, other dates, and what a spreadsheet gets of them.

import { expect, test } from 'vitest';
import { BRUNO, openAdminWorld } from '../support/admin.ts';
import { expectMoneyConserved } from '../support/journeys.ts';

const DAY_MS = 86_400_000;
const JANUARY = { cabinId: 'coihue', checkIn: '2027-01-03', checkOut: '2027-01-10' };
const ana = { name: 'Ana', phone: '+54 9 294 412-3456', party: { adults: 2, children: 1 } };

const codesOf = (answer: { body: { items: Array<{ code: string }> } }) =>
  answer.body.items.map(({ code }) => code);

test('two owners keep the same nights at once: one has them, the other hears that they are taken', async () => {
  await using world = await openAdminWorld();
  const { owner, signIn } = world;
  const bruno = await signIn(BRUNO);
  for (let week = 0; week < 8; week += 1) {
    const day = (offset: number) =>
      new Date(Date.UTC(2027, 1, 1) + (week * 7 + offset) * DAY_MS).toISOString().slice(0, 10);
    const one = { cabinId: 'lenga', checkIn: day(0), checkOut: day(3) };
    const other = { cabinId: 'lenga', checkIn: day(2), checkOut: day(5) };
    const answers = await Promise.all([owner.post('/blocks', one), bruno.post('/blocks', other)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  }
});

test('the calendar shows who sleeps where, and a block that is removed leaves its nights free', async () => {
  await using world = await openAdminWorld();
  const { owner } = world;
  const stay = (await owner.post('/reservations', { ...JANUARY, ...ana })).body;
  const block = await owner.post('/blocks', {
    cabinId: 'coihue',
    checkIn: '2027-01-10',
    checkOut: '2027-01-12',
    reason: 'pintura',
  });
  const window = '/calendar?checkIn=2027-01-09&checkOut=2027-01-13&cabinId=coihue';
  const shown = (await owner.get(window)).body.cabins[0];
  expect(shown.days).toEqual([
    { day: '2027-01-09', occupiedBy: stay.id, arrives: false, leaves: false },
    { day: '2027-01-10', occupiedBy: block.body.id, arrives: true, leaves: true },
    { day: '2027-01-11', occupiedBy: block.body.id, arrives: false, leaves: false },
    { day: '2027-01-12', occupiedBy: null, arrives: false, leaves: true },
  ]);
  expect(shown.occupancies).toMatchObject([
    { kind: 'stay', name: 'Ana', code: stay.code },
    { kind: 'block', name: 'pintura' },
  ]);
  expect((await owner.delete(`/blocks/${block.body.id}`)).status).toBe(200);
  expect((await owner.delete(`/blocks/${block.body.id}`)).status).toBe(404);
  // a stay is no block
  expect((await owner.delete(`/blocks/${stay.id}`)).status).toBe(404);
  expect((await owner.get(window)).body.cabins[0].days[1].occupiedBy).toBeNull();
});

test('a stay by hand is priced by the tariff or by its owner, takes its nights once, and is found', async () => {
  await using world = await openAdminWorld();
  const { owner } = world;
  const made = await owner.post('/reservations', { ...JANUARY, ...ana });
  expect(made).toMatchObject({
    status: 201,
    body: { status: 'confirmed', phone: '5492944123456', deposit: 0, createdBy: 'ana@example.com' },
  });
  expect((await owner.post('/reservations', { ...JANUARY, ...ana })).status).toBe(409);
  const badPhone = await owner.post('/reservations', { ...JANUARY, ...ana, phone: 'mañana' });
  expect(badPhone.body.errors).toEqual([expect.objectContaining({ field: 'body.phone' })]);
  const night = { cabinId: 'coihue', checkIn: '2027-01-12', checkOut: '2027-01-13' };
  const tooShort = await owner.post('/reservations', { ...night, ...ana });
  expect([tooShort.status, tooShort.body.detail]).toEqual([
    409,
    expect.stringContaining('tooShort'),
  ]);
  const agreed = await owner.post('/reservations', { ...night, ...ana, total: 9_900_000 });
  expect(agreed).toMatchObject({ status: 201, body: { total: 9_900_000 } });

  const codes = [agreed.body.code, made.body.code];
  expect(codesOf(await owner.get('/reservations'))).toEqual(codes);
  expect(codesOf(await owner.get(`/reservations?find=${made.body.code.toLowerCase()}`))).toEqual([
    codes[1],
  ]);
  expect(
    codesOf(await owner.get('/reservations?checkIn=2027-01-12&status=confirmed,held')),
  ).toEqual([codes[0]]);
  expect(codesOf(await owner.get('/reservations?from=2027-01-05&to=2027-01-06'))).toEqual([
    codes[1],
  ]);
  expect(codesOf(await owner.get('/reservations?status=cancelled'))).toEqual([]);
  const page = await owner.get('/reservations?limit=1');
  expect(codesOf(page)).toEqual([codes[0]]);
  const next = await owner.get(`/reservations?limit=1&cursor=${page.body.next}`);
  expect([codesOf(next), next.body.next]).toEqual([[codes[1]], null]);

  const note = await owner.post(`/reservations/${made.body.id}/notes`, { text: 'Llegan tarde' });
  expect(note.status).toBe(201);
  const whole = (await owner.get(`/reservations/${made.body.id}`)).body;
  expect(whole).toMatchObject({
    total: made.body.total,
    notes: [{ text: 'Llegan tarde', author: 'ana@example.com' }],
    history: [{ what: 'written', detail: { by: 'ana@example.com' } }],
    payments: [],
  });
  expect(whole.lines.reduce((sum: number, line: { amount: number }) => sum + line.amount, 0)).toBe(
    whole.total,
  );
});

test('other dates are had whole or not at all: the old nights are kept until the new ones are', async () => {
  await using world = await openAdminWorld();
  const { owner, db } = world;
  const { id, total } = (await owner.post('/reservations', { ...JANUARY, ...ana })).body;
  await owner.post('/blocks', { cabinId: 'coihue', checkIn: '2027-01-12', checkOut: '2027-01-14' });
  const nights = async () =>
    (await db.query('select stay::text, total from reservations where id = $1', [id])).rows[0];

  const clash = await owner.patch(`/reservations/${id}`, {
    stay: { checkIn: '2027-01-09', checkOut: '2027-01-13' },
  });
  expect(clash).toMatchObject({ status: 409, body: { title: 'Those nights are taken' } });
  expect(await nights()).toEqual({ stay: '[2027-01-03,2027-01-10)', total });

  // its own nights are not in its way
  const moved = await owner.patch(`/reservations/${id}`, {
    stay: { checkIn: '2027-01-05', checkOut: '2027-01-12' },
    party: { adults: 4 },
    pets: 1,
  });
  expect(moved).toMatchObject({
    status: 200,
    body: { checkIn: '2027-01-05', party: { adults: 4, children: 0 } },
  });
  expect(moved.body.total).toBeGreaterThan(total);
  const crowd = await owner.patch(`/reservations/${id}`, { party: { adults: 9 } });
  expect(crowd.body.detail).toContain('tooManyPeople');
  // a cabin that is no longer offered keeps who is in it, at a price of the owner's own
  await owner.delete('/accommodations/coihue');
  const shorter = { stay: { checkIn: '2027-01-05', checkOut: '2027-01-11' } };
  expect((await owner.patch(`/reservations/${id}`, shorter)).status).toBe(404);
  const agreed = await owner.patch(`/reservations/${id}`, { ...shorter, total: 1_000_000 });
  expect(agreed.body).toMatchObject({ checkOut: '2027-01-11', total: 1_000_000 });
  const { history } = (await owner.get(`/reservations/${id}`)).body;
  expect(history[1]).toMatchObject({
    what: 'changed',
    detail: { before: { stay: { checkIn: '2027-01-03' } }, after: { pets: 1 } },
  });
  expect((await owner.patch('/reservations/999', {})).status).toBe(404);
  const cancelled = await owner.post(`/reservations/${id}/cancellation`, { asks: 'owner' });
  expect(cancelled.body).toMatchObject({ status: 'cancelled', refund: 0 });
  expect((await owner.get('/reservations/999/cancellation')).status).toBe(404);
  await expectMoneyConserved(world);
});

test('guests are marked as they come or do not, from the day of arrival on and once', async () => {
  await using world = await openAdminWorld();
  const { clock, signIn } = world;
  let { owner } = world;
  const make = async (cabinId: string) =>
    (
      await owner.post('/reservations', {
        ...ana,
        cabinId,
        checkIn: '2026-11-25',
        checkOut: '2026-11-27',
        total: 1,
      })
    ).body;
  const came = await make('coihue');
  const gone = await make('lenga');
  expect((await owner.post(`/reservations/${came.id}/check-in`)).status).toBe(409);
  await clock.advance(DAY_MS / 2);
  owner = await signIn();
  expect((await owner.post(`/reservations/${came.id}/check-in`)).body.checkedInAt).not.toBeNull();
  expect((await owner.post(`/reservations/${came.id}/no-show`)).status).toBe(409);
  expect((await owner.post(`/reservations/${gone.id}/no-show`)).body.noShowAt).not.toBeNull();
  expect((await owner.post('/reservations/999/check-in')).status).toBe(404);
});

test('a name that is a formula stays a name in the spreadsheet', async () => {
  await using world = await openAdminWorld();
  const { owner } = world;
  const names = ['=HYPERLINK("http://evil")', '+1+1', '-2', '@SUM(A1)', 'Ana, "la de siempre"'];
  for (const [index, name] of names.entries()) {
    const checkIn = `2027-03-${10 + index}`;
    const stay = { cabinId: 'maiten', checkIn, checkOut: `2027-03-${11 + index}`, total: 100 };
    expect((await owner.post('/reservations', { ...ana, ...stay, name })).status).toBe(201);
  }
  await world.db.query(`update reservations set name = E'\\t=1+1' where name = '-2'`);
  const sheet = await owner.get('/reservations.csv');
  expect(sheet.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(sheet.headers.get('content-disposition')).toContain('attachment');
  const lines = sheet.text.split('\r\n');
  expect(lines[0]).toContain('code,status,cabin');
  expect(lines.slice(1, 6).map((line) => cells(line)[5])).toEqual([
    'Ana, "la de siempre"',
    "'@SUM(A1)",
    "'\t=1+1",
    "'+1+1",
    `'=HYPERLINK("http://evil")`,
  ]);
  expect(lines[1]).toContain(',1.00,0.00,0.00,');
});

/** One line of RFC 4180. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
