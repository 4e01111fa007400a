// Two services as one another's channel, and what the owner sees and does about calendars.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { importProperty } from '../../src/adapters/catalog.ts';
import { eventually, openAdminWorld, type Owner } from '../support/admin.ts';
import { openChannel } from '../support/channel.ts';
import { says, wordsOf } from '../support/reading.ts';
import type { World } from '../support/world.ts';

const ana = {
  party: { adults: 2, children: 0, infants: 0 },
  phone: '5492944123456',
  name: 'Ana Pérez',
  total: 9_900_000,
};

/** What occupies the cabin, as the owner's calendar shows it. */
async function nightsOf(owner: Owner, cabinId = 'coihue'): Promise<string[]> {
  const { body } = await owner.get(
    `/calendar?checkIn=2026-12-01&checkOut=2027-03-01&cabinId=${cabinId}`,
  );
  const all = body.cabins[0].occupancies as Array<Record<'name' | 'checkIn' | 'checkOut', string>>;
  return all.map(({ name, checkIn, checkOut }) => `${name} ${checkIn} ${checkOut}`);
}

async function sell(owner: Owner, checkIn: string, checkOut: string) {
  const sold = await owner.post('/reservations', { ...ana, cabinId: 'coihue', checkIn, checkOut });
  expect(sold.status).toBe(201);
  return sold.body as { id: number; code: string };
}

async function addFeed(owner: Owner, url: string, name: string) {
  const added = await owner.post('/calendar-feeds', { cabinId: 'coihue', name, url });
  expect(added.status).toBe(201);
  return added.body as { id: number; ours: string };
}

/** The address is of a service that the world believes elsewhere. */
const at = ({ service }: World, address: string) => service.url + new URL(address).pathname;

test('a stay that is sold at one service is taken at the other within an interval, both ways, and freed again', async () => {
  const every = { JOB_ICAL_INTERVAL_SECONDS: '1' };
  await using here = await openAdminWorld({ env: every });
  await using there = await openAdminWorld({ env: { ...every, PUBLIC_URL: 'https://other.test' } });
  const address = async (world: typeof here) =>
    (await world.owner.get('/accommodations/coihue/calendar-address')).body.url as string;
  const feed = await addFeed(here.owner, at(there, await address(there)), 'Otra');
  // The other reads what we have for it: everything but its own.
  await addFeed(there.owner, at(here, feed.ours), 'Posta');

  const own = await sell(here.owner, '2027-01-10', '2027-01-13');
  await sell(there.owner, '2027-01-20', '2027-01-22');
  const has = (line: string) => (lines: string[]) => lines.includes(line);
  const gone = (line: string) => (lines: string[]) => !lines.includes(line);
  const started = performance.now();
  const [mirrored, taken] = ['Posta 2027-01-10 2027-01-13', 'Otra 2027-01-20 2027-01-22'];
  expect(await eventually(() => nightsOf(there.owner), has(mirrored))).toContain(mirrored);
  expect(await eventually(() => nightsOf(here.owner), has(taken))).toContain(taken);
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(`two services, every second: both knew after ${seconds.toFixed(1)} s\n`);
  const asked = { ...ana, cabinId: 'coihue', checkIn: '2027-01-21', checkOut: '2027-01-23' };
  expect((await here.owner.post('/reservations', asked)).status).toBe(409);

  await here.owner.post(`/reservations/${own.id}/cancellation`, { asks: 'owner' });
  expect(await eventually(() => nightsOf(there.owner), gone(mirrored))).toEqual([
    'Ana Pérez 2027-01-20 2027-01-22',
  ]);
  expect(await nightsOf(here.owner)).toEqual([taken]);
  for (const { owner } of [here, there])
    expect((await owner.get('/calendar-conflicts')).body.items).toEqual([]);
});

test('the owner adds a calendar, sees what is wrong with it, is asked about a double sale, and removes it', async () => {
  const env = { OWNER_PHONES: '5492944300001', JOB_EXPIRATION_INTERVAL_SECONDS: '1' };
  await using world = await openAdminWorld({ env });
  const phone = world.sandbox.whatsapp.guest('5492944300001', 'Marta');
  await phone.say('hola');
  await phone.waitFor(says('modo dueño'));
  await using channel = await openChannel();
  const { owner, service, log } = world;
  expect(
    (
      await owner.post('/calendar-feeds', {
        cabinId: 'coihue',
        name: 'x',
        url: 'ftp://example.com/x',
      })
    ).status,
  ).toBe(400);
  const secret = `${channel.url}?s=secret-of-airbnb`;
  channel.serve('<html>');
  const feed = await addFeed(owner, secret, 'Airbnb');
  expect(
    (await owner.post('/calendar-feeds', { cabinId: 'coihue', name: 'x', url: secret })).status,
  ).toBe(409);
  const listed = async () => (await owner.get('/calendar-feeds?cabinId=coihue')).body.items[0];
  const failing = await eventually(listed, ({ failure }) => failure !== null);
  expect(failing).toMatchObject({
    name: 'Airbnb',
    failure: 'notCalendar',
    succeededAt: null,
    events: 0,
  });

  const own = await sell(owner, '2027-01-10', '2027-01-13');
  channel.serve([{ uid: 'a@airbnb.com', from: '2027-01-11', to: '2027-01-15' }]);
  expect((await owner.post(`/calendar-feeds/${feed.id}/read`)).status).toBe(200);
  expect(await eventually(listed, ({ failure }) => failure === null)).toMatchObject({ events: 1 });
  expect(await nightsOf(owner)).toEqual([
    'Ana Pérez 2027-01-10 2027-01-13',
    'Airbnb 2027-01-13 2027-01-15',
  ]);
  const clash = {
    feed: 'Airbnb',
    there: { checkIn: '2027-01-11', checkOut: '2027-01-15', kind: 'sale' },
    here: {
      id: own.id,
      code: own.code,
      kind: 'stay',
      checkIn: '2027-01-10',
      checkOut: '2027-01-13',
    },
    nights: { checkIn: '2027-01-11', checkOut: '2027-01-13' },
  };
  expect((await owner.get('/calendar-conflicts')).body.items).toMatchObject([clash]);
  const seen = (await owner.get('/calendar?checkIn=2027-01-01&checkOut=2027-02-01&cabinId=coihue'))
    .body;
  expect(seen.cabins[0].conflicts).toMatchObject([clash]);
  const [question] = (await owner.get('/decisions?kind=calendarConflict')).body.items;
  expect(question).toMatchObject({
    reservationId: own.id,
    detail: { feed: 'Airbnb', soldFirst: { first: 'unknown' } },
  });
  expect(Object.keys(question.choices)).toEqual(['refuse', 'resolve']);
  const alert = wordsOf(await phone.waitFor(says('¡Doble venta!')));
  expect(alert).toContain('lunes 11 al miércoles 13 de enero de 2027: están acá y en Airbnb.');
  expect(alert).toContain('No se sabe cuál se vendió primero');
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toContain('posta_calendar_conflicts_total{with="stay"} 1');
  expect(metrics).toContain('posta_calendar_reads_total{outcome="notCalendar"} 1');

  // The stay that was sold here goes: the nights are the channel's from that moment.
  expect((await owner.post(`/decisions/${question.id}`, { decision: 'refuse' })).status).toBe(200);
  expect(await nightsOf(owner)).toEqual([
    'Airbnb 2027-01-11 2027-01-13',
    'Airbnb 2027-01-13 2027-01-15',
  ]);
  expect((await owner.get('/calendar-conflicts')).body.items).toEqual([]);
  expect((await owner.delete(`/calendar-feeds/${feed.id}`)).status).toBe(200);
  expect(await nightsOf(owner)).toEqual([]);
  expect((await owner.get('/calendar-feeds')).body.items).toEqual([]);
  const { body: audit } = await owner.get(`/audit?about=calendar:${feed.id}`);
  expect(audit.items.map(({ what }: { what: string }) => what)).toEqual([
    'removeFeed',
    'readFeedNow',
    'addFeed',
  ]);
  expect(JSON.stringify([audit, log])).not.toContain('secret-of-airbnb');
});

test('whoever has the address reads nights and nothing else; without it, or with an old one, there is nothing', async () => {
  await using world = await openAdminWorld();
  const { owner } = world;
  const own = await sell(owner, '2027-01-10', '2027-01-13');
  await owner.post('/blocks', {
    cabinId: 'coihue',
    checkIn: '2027-01-20',
    checkOut: '2027-01-21',
    reason: 'Pintura',
  });
  const { url } = (await owner.get('/accommodations/coihue/calendar-address')).body;
  expect(url).toMatch(/^https:\/\/posta\.test\/api\/v1\/ical\/coihue\/[a-f0-9]{32}\.ics$/);
  const read = (address: string, headers = {}) => request(address, { headers });
  const answer = await read(at(world, url));
  const text = await answer.body.text();
  expect(answer.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, max-age=60',
  });
  expect(text.match(/^(?:DTSTART|SUMMARY|UID).*$/gm)).toEqual([
    `UID:posta-${own.id}@posta.test`,
    ...['DTSTART;VALUE=DATE:20270110', 'SUMMARY:Reserved'],
    expect.stringMatching(/^UID:posta-\d+@posta\.test$/),
    ...['DTSTART;VALUE=DATE:20270120', 'SUMMARY:Not available'],
  ]);
  for (const word of ['Ana', '5492944', own.code, 'Pintura', '9900000'])
    expect(text).not.toContain(word);
  const again = await read(at(world, url), { 'if-none-match': answer.headers['etag'] });
  expect(again.statusCode).toBe(304);

  await owner.patch(`/reservations/${own.id}`, {
    stay: { checkIn: '2027-01-09', checkOut: '2027-01-13' },
  });
  const changed = await read(at(world, url), { 'if-none-match': answer.headers['etag'] });
  expect(await changed.body.text()).toMatch(
    /UID:posta-1@posta\.test\r\n(?:.+\r\n)*DTSTART;VALUE=DATE:20270109\r\n(?:.+\r\n)*SEQUENCE:1/,
  );

  const path = new URL(url).pathname;
  const wrong = [
    path.replace('coihue', 'lenga'),
    path.replace('coihue', 'nothere'),
    path.replace(/.{5}\.ics$/, '00000.ics'),
    path.replace('.ics', '/999.ics'),
    path.replace('.ics', ''),
    '/api/v1/ical/coihue/.ics',
    '/api/v1/ical/coihue/%00.ics',
  ];
  for (const one of wrong)
    expect([one, (await read(world.service.url + one)).statusCode]).toEqual([one, 404]);
  const { url: fresh } = (await owner.post('/accommodations/coihue/calendar-address')).body;
  expect((await read(at(world, url))).statusCode).toBe(404);
  expect((await read(at(world, fresh))).statusCode).toBe(200);
  expect(JSON.stringify(world.log)).not.toContain(fresh.slice(-20));
});

test('a property file brings its calendars, and is exported with them', async () => {
  await using world = await openAdminWorld();
  const { owner, db, clock, databaseUrl } = world;
  const file = JSON.parse(await readFile('fixtures/property.json', 'utf8')) as object;
  const calendar = { cabinId: 'coihue', name: 'Booking', url: 'http://127.0.0.1:9/x.ics' };
  const wrong = { ...file, calendars: [{ ...calendar, cabinId: 'nothere' }] };
  await expect(importProperty(db, wrong, clock.now())).rejects.toThrow('not in the file');
  for (let times = 0; times < 2; times += 1)
    await importProperty(db, { ...file, calendars: [calendar] }, clock.now());
  expect((await owner.get('/calendar-feeds')).body.items).toMatchObject([calendar]);
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/export.ts'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ calendars: [calendar] });
});
