// What the owner sells, changed over the API; and what every change must bring and leaves behind.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createTokens } from '../../src/adapters/admin/tokens.ts';
import { ANA, openAdminWorld, ownerAt } from '../support/admin.ts';
import { openEmptyDatabase } from '../support/database.ts';
import { secrets } from '../support/world.ts';

const run = promisify(execFile);

test('a cabin is created, changed, priced, taken off and offered again, each with its line in the audit log', async () => {
  await using world = await openAdminWorld();
  const { owner, service } = world;
  const { items } = (await owner.get('/accommodations')).body;
  expect(items.map(({ id }: { id: string }) => id)).toEqual([
    'arrayan',
    'coihue',
    'lenga',
    'maiten',
  ]);
  const { position: _, active: __, ...coihue } = items[1];

  const made = await owner.post('/accommodations', { ...coihue, id: 'nire', name: 'Ñire' });
  expect(made).toMatchObject({ status: 201, body: { id: 'nire', active: true, position: 4 } });
  expect((await owner.post('/accommodations', { ...coihue, id: 'nire' })).status).toBe(409);
  const changed = await owner.patch('/accommodations/nire', { capacity: 3, position: 0 });
  expect(changed.body).toMatchObject({ name: 'Ñire', capacity: 3, position: 0 });
  const tariff = { ...coihue.tariff, nightly: 5_000_000, seasons: [], lengthDiscounts: [] };
  expect((await owner.put('/accommodations/nire/tariff', tariff)).status).toBe(200);
  const photos = ['photos/coihue-2.jpg', 'photos/coihue-1.jpg'];
  expect((await owner.put('/accommodations/nire/photos', { photos })).body.photos).toEqual(photos);

  const ofNire = '/price?cabinId=nire&checkIn=2027-03-01&checkOut=2027-03-04&adults=2';
  const price = await owner.get(ofNire);
  expect(price.body).toMatchObject({ free: true, refusal: null });
  expect(price.body.quote.lines[0]).toMatchObject({ kind: 'nights', count: 3, unit: 5_000_000 });
  const offered = async () =>
    JSON.stringify(await (await fetch(`${service.url}/api/v1/accommodations`)).json());
  expect(await offered()).toContain('Ñire');
  expect((await owner.delete('/accommodations/nire')).body.active).toBe(false);
  expect(await offered()).not.toContain('Ñire');
  expect((await owner.get(ofNire)).status).toBe(404);
  await owner.patch('/accommodations/nire', { active: true });
  expect(await offered()).toContain('Ñire');

  for (const [method, path] of [
    ['GET', '/accommodations/nothere'],
    ['PATCH', '/accommodations/nothere'],
    ['DELETE', '/accommodations/nothere'],
    ['DELETE', '/answers/nothere'],
    ['DELETE', '/blocks/999'],
    ['GET', '/reservations/999'],
    ['GET', '/conversations/999'],
    ['GET', '/nothere'],
  ] as const)
    expect([
      path,
      (await owner.ask(method, path, method === 'PATCH' ? {} : undefined)).status,
    ]).toEqual([path, 404]);

  const { body: audit } = await owner.get('/audit?about=accommodation:nire');
  expect(audit.items.map(({ what }: { what: string }) => what)).toEqual([
    'changeAccommodation',
    'deactivateAccommodation',
    'replacePhotos',
    'replaceTariff',
    'changeAccommodation',
    'createAccommodation',
  ]);
  expect(audit.items[4]).toMatchObject({
    who: ANA,
    before: { capacity: coihue.capacity, position: 4 },
    after: { capacity: 3, position: 0 },
  });
  await expect(world.db.query('delete from audit_log')).rejects.toThrow('append-only');
});

test('the profile, the answers and the policies change; a policy only ever gets a newer version', async () => {
  await using world = await openAdminWorld();
  const { owner } = world;
  expect((await owner.patch('/property', { checkInFrom: '16:00' })).body.checkInFrom).toBe('16:00');
  expect((await owner.patch('/property', { checkInFrom: '25:00' })).status).toBe(400);
  // what is not named stays
  expect((await owner.get('/property')).body.translations.en.Verano).toBe('Summer');
  const gaps = async () => (await owner.get('/translation-gaps')).body.items;
  const [, wifi] = Object.entries((await owner.get('/property')).body.answers).find(
    ([topic]) => topic === 'wifi',
  )!;
  expect(await gaps()).toEqual([
    { language: 'pt', missing: [], stale: [] },
    { language: 'en', missing: [], stale: [] },
  ]);
  expect((await owner.put('/answers/wifi', { text: 'Sí, fibra.' })).status).toBe(200);
  expect(await gaps()).toEqual(
    ['pt', 'en'].map((language) => ({ language, missing: ['Sí, fibra.'], stale: [wifi] })),
  );
  expect((await owner.put('/answers/sauna', { text: 'No hay.' })).status).toBe(200);
  expect((await owner.delete('/answers/sauna')).status).toBe(200);
  const { items } = (await owner.get('/answers')).body;
  expect(items).toContainEqual({ topic: 'wifi', text: 'Sí, fibra.' });
  expect(JSON.stringify(items)).not.toContain('sauna');
  expect((await owner.get('/property')).body.answers.wifi).toBe('Sí, fibra.');

  const terms = { refunds: [{ daysBefore: 10, percent: 80 }], text: 'Diez días.' };
  expect(await owner.post('/policies', terms)).toMatchObject({ status: 201, body: { version: 2 } });
  const wrong = { ...terms, refunds: [terms.refunds[0], { daysBefore: 20, percent: 100 }] };
  expect((await owner.post('/policies', wrong)).status).toBe(400);
  expect((await owner.get('/policies')).body.items).toMatchObject([{ version: 2 }, { version: 1 }]);
});

test('a change says who, once: key, type and fields are checked before anything happens', async () => {
  await using world = await openAdminWorld();
  const { owner, service } = world;
  const block = { cabinId: 'coihue', checkIn: '2027-02-01', checkOut: '2027-02-03' };
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    owner.post('/blocks', body, headers);

  const wrong = await send({ ...block, checkOut: '2027-02-30', color: 'red' });
  expect(wrong).toMatchObject({ status: 400, body: { title: 'The request is not valid' } });
  expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  expect(wrong.body.errors).toContainEqual({ field: 'body.checkOut', detail: 'not a real day' });
  const unknown = await send({ ...block, color: 'red' });
  expect(unknown.body.errors).toEqual([{ field: 'body.color', detail: 'nobody knows this field' }]);
  expect((await send({ ...block, checkOut: '2027-02-01' })).body.errors[0].field).toBe(
    'body.checkOut',
  );
  expect((await send(block, { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await send(block, { 'idempotency-key': 'short' })).body.title).toContain(
    'Idempotency-Key',
  );
  expect((await owner.get('/calendar?checkIn=2027-01-01&checkOut=2027-01-02&x=1')).status).toBe(
    400,
  );
  expect((await ownerAt(service.url, null).post('/blocks', block)).status).toBe(401);
  expect((await owner.get('/audit')).body.items).toEqual([]);

  const key = { 'idempotency-key': 'block-of-february' };
  const first = await send(block, key);
  const again = await send(block, key);
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect((await send({ ...block, checkOut: '2027-02-04' }, key)).status).toBe(422);
  expect((await owner.get('/audit')).body.items).toHaveLength(1);

  // while the first is under way, its key is nobody else's
  const held = await world.db.connect();
  await held.query('begin');
  await held.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `idempotency:${ANA}:another-block`,
  ]);
  const busy = await send({ ...block, cabinId: 'lenga' }, { 'idempotency-key': 'another-block' });
  await held.query('rollback');
  held.release();
  expect(busy.status).toBe(409);
  const many = await Promise.all(
    Array.from({ length: 6 }, () =>
      send({ ...block, cabinId: 'lenga' }, { 'idempotency-key': 'many-at-once' }),
    ),
  );
  expect(many.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
  expect(many.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect((await owner.get('/audit')).body.items).toHaveLength(2);
});

test('on the command line a property goes in and comes out the same, and a token is minted for who is on the list', async () => {
  await using database = await openEmptyDatabase();
  const env = { PATH: process.env['PATH'], DATABASE_URL: database.url };
  const cli = (script: string, words: readonly string[] = [], more = {}) =>
    run(process.execPath, [`src/cli/${script}.ts`, ...words], { env: { ...env, ...more } });
  await cli('import', ['fixtures/property.json']);
  const more = { JWT_SECRET: secrets.jwtSecret, ADMIN_ALLOWED_EMAILS: ANA };
  const refusal = (asked: Promise<unknown>) => asked.then(() => 'none', String);
  const [exported, minted, ...refusals] = await Promise.all([
    cli('export'),
    cli('admin-token', ['Ana@example.com'], more),
    refusal(cli('import', ['package.json'])),
    refusal(cli('admin-token', ['eve@example.com'], more)),
    refusal(cli('admin-token', [ANA], { ...more, JWT_SECRET: 'short' })),
  ]);
  const fixture = await readFile('fixtures/property.json', 'utf8');
  expect(JSON.parse(exported.stdout)).toEqual({ ...JSON.parse(fixture), calendars: [] });
  const token = await createTokens(secrets.jwtSecret).verify(minted.stdout.trim(), new Date());
  expect(token?.email).toBe(ANA);
  for (const words of ['package.json is not a property', 'ADMIN_ALLOWED_EMAILS', 'JWT_SECRET'])
    expect(refusals.join()).toContain(words);
});
