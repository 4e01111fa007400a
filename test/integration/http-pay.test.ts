// The guest's payment link on a real reservation, and the public catalogue.

import { expect, test } from 'vitest';
import { readCatalogue } from '../../src/adapters/catalog.ts';
import { openLink } from '../../src/adapters/payment-links.ts';
import { createAccommodations } from '../../src/http/accommodations.ts';
import { createPay } from '../../src/http/pay.ts';
import { openBookingWorld } from '../support/booking-world.ts';
import { openDoor } from '../support/http-door.ts';

async function openPages(settings: { connections?: number } = {}) {
  await using opening = new AsyncDisposableStack();
  const world = opening.use(await openBookingWorld(settings));
  const door = opening.use(
    await openDoor({
      routers: [
        createPay({
          openLink: (token) => openLink(world.pool, token, world.now()),
          lookLater: (reservationId) =>
            world.enqueue(
              world.pool,
              { name: 'look', data: { reservationId, why: 'opened' } },
              { delayMs: 180_000 },
            ),
        }),
        createAccommodations({
          readCatalogue: () => readCatalogue(world.pool),
          publicUrl: 'https://posta.test',
        }),
      ],
    }),
  );
  const tokenOf = async (code: string) =>
    (await world.pool.query('select pay_token from reservations where code = $1', [code])).rows[0]
      .pay_token as string;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${door.url}${path}`, { redirect: 'manual', headers });
  const moved = opening.move();
  return { world, get, tokenOf, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

test('the link leads to MercadoPago while the hold lives, and MercadoPago is asked a few minutes later', async () => {
  await using pages = await openPages();
  const { code, preference } = await pages.world.hold();
  const token = await pages.tokenOf(code);
  expect(token).toMatch(/^[\w-]{22}$/);
  const opened = await pages.get(`/pay/${token}`);
  expect(opened.status).toBe(302);
  expect(opened.headers.get('location')).toContain(preference);
  expect(opened.headers.get('cache-control')).toBe('no-store');
  await pages.world.mercadopago.pay(preference, { outcome: 'approved', notify: 'lost' });
  await pages.world.pass(4);
  expect(await pages.world.statusOf(code)).toBe('confirmed');
  const { rows } = await pages.world.pool.query(`select what from reservation_events order by id`);
  expect(rows.map((row: { what: string }) => row.what)).toEqual([
    'held',
    'linked',
    'opened',
    'confirmed',
  ]);
  const afterwards = await pages.get(`/pay/${token}`);
  expect([afterwards.status, await afterwards.text()]).toEqual([
    200,
    expect.stringContaining('ya está confirmada'),
  ]);
});

test('after the hold the link says so, and leads nowhere', async () => {
  await using pages = await openPages();
  const { code } = await pages.world.hold();
  const token = await pages.tokenOf(code);
  await pages.world.clock.advance(31 * 60_000);
  const late = await pages.get(`/pay/${token}`);
  expect([late.status, late.headers.get('location')]).toEqual([410, null]);
  expect(late.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await late.text()).toContain('ya no está activo');
  await pages.world.pool.query(`update guests set language = 'pt'`);
  const portuguese = await (await pages.get(`/pay/${token}`)).text();
  expect(portuguese).toContain('<html lang="pt-BR">');
  expect(portuguese).toContain('não está mais ativo');
});

test('a link whose preference is not made yet asks for a moment', async () => {
  await using pages = await openPages();
  const { code } = await pages.world.hold();
  await pages.world.pool.query('update reservations set checkout_url = null where code = $1', [
    code,
  ]);
  const early = await pages.get(`/pay/${await pages.tokenOf(code)}`);
  expect([early.status, early.headers.get('refresh')]).toEqual([200, '3']);
});

test('a token that nobody has, or that is none, is an ordinary 404 page that repeats nothing of it', async () => {
  await using pages = await openPages();
  for (const token of ['A'.repeat(22), '%3Cscript%3E', 'x'.repeat(500), "1'--"]) {
    const answer = await pages.get(`/pay/${token}`);
    expect(answer.status).toBe(404);
    const text = await answer.text();
    expect(text).toContain('No encontramos este link');
    expect(text).not.toContain('<script');
  }
});

test('coming back from MercadoPago with any status moves nothing', async () => {
  await using pages = await openPages();
  const { code } = await pages.world.hold();
  const back = await pages.get(
    `/pay/return?status=approved&external_reference=${code}&payment_id=1`,
  );
  expect([back.status, await back.text()]).toEqual([200, expect.stringContaining('Gracias')]);
  expect(await pages.world.statusOf(code)).toBe('held');
  const english = await pages.get('/pay/return', { 'accept-language': 'en-GB,en;q=0.9' });
  expect(await english.text()).toContain('Thank you');
});

test('the public catalogue shows the cabins with a price from, and is not sent twice', async () => {
  await using pages = await openPages();
  const first = await pages.get('/api/v1/accommodations');
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  const { property, accommodations } = (await first.json()) as {
    property: { name: string };
    accommodations: Array<Record<string, unknown>>;
  };
  expect(property.name).toBe('Cabañas El Radal');
  expect(
    accommodations.map(({ id, capacity, petsAllowed, fromPrice }) => [
      id,
      capacity,
      petsAllowed,
      fromPrice,
    ]),
  ).toEqual([
    ['arrayan', 2, false, { amount: '98000.00', currency: 'ARS', per: 'night' }],
    ['coihue', 4, true, { amount: '138000.00', currency: 'ARS', per: 'night' }],
    ['lenga', 5, true, { amount: '164000.00', currency: 'ARS', per: 'night' }],
    ['maiten', 6, true, { amount: '192000.00', currency: 'ARS', per: 'night' }],
  ]);
  expect(accommodations[0]).toMatchObject({
    photos: ['https://posta.test/photos/arrayan-1.jpg', expect.anything(), expect.anything()],
  });
  expect(JSON.stringify(accommodations)).not.toMatch(/cbu|alias/i);
  const again = await pages.get('/api/v1/accommodations', {
    'if-none-match': first.headers.get('etag')!,
    // fetch would ask for no cache at all
    'cache-control': 'max-age=0',
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('before a property is imported the catalogue says so', async () => {
  await using pages = await openPages();
  await pages.world.pool.query('delete from property');
  const answer = await pages.get('/api/v1/accommodations');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ title: 'Nothing is offered yet' });
});
