// The owner's page in a real Chromium against a whole service: what waits is seen, answered and decided from a
// phone. `KEEP_PICTURE=1` renews the pictures in docs.

import { readFile } from 'node:fs/promises';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTokens } from '../../src/adapters/admin/tokens.ts';
import { createMercadoPago } from '../../src/adapters/mercadopago.ts';
import { toCentavos } from '../../src/domain/money.ts';
import { ANA, openAdminWorld } from '../support/admin.ts';
import { openChannel } from '../support/channel.ts';
import { askForCoihue, expectMoneyConserved, minutes } from '../support/journeys.ts';
import { says, wordsOf } from '../support/reading.ts';
import { PUBLIC_URL, secrets, type World } from '../support/world.ts';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
let browser: Browser;

beforeAll(async () => {
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Not the arguments of the package: they turn off the web security that is under test here.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
  });
});
afterAll(() => browser.close());

/** The page before anybody signed in; whatever the console complains about fails the test. */
async function openPage(device: Parameters<Browser['newContext']>[0]) {
  await using opening = new AsyncDisposableStack();
  const world = opening.use(await openAdminWorld());
  const context = await browser.newContext(device);
  opening.defer(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal is answered with a status that the browser writes down.
    const isRefusal = /the server responded with a status of (401|403|404|409)/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${world.service.url}/admin`);
  const opened = opening.move();
  return { world, page, complaints, asked, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Pegá tu llave').fill(token);
  await page.getByRole('button', { name: 'Entrar' }).click();
}

const mint = async (at: Date, email = ANA) =>
  (await createTokens(secrets.jwtSecret).mint(email, at)).token;

async function keep(page: Page, name: string): Promise<void> {
  if (process.env['KEEP_PICTURE'] === undefined) return;
  // Words of the last change have gone.
  await expect.poll(() => page.locator('.toast').count(), { timeout: 10_000 }).toBe(0);
  await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `docs/admin-${name}.png` });
}

/** A stay by phone. */
function book(
  { owner }: Awaited<ReturnType<typeof openAdminWorld>>,
  cabinId: string,
  [checkIn, checkOut]: readonly [string, string],
  name: string,
  adults = 2,
) {
  const rest = { party: { adults, children: 0, infants: 0 }, total: 25_000_000 };
  const phoneNumber = `54911${String(40_000_000 + name.length * 1_234_567)}`;
  return owner.post('/reservations', {
    cabinId,
    checkIn,
    checkOut,
    name,
    phone: phoneNumber,
    ...rest,
  });
}

/** Somebody pays something that names no reservation. */
async function payWithoutReference({ sandbox, clock }: World): Promise<void> {
  const gateway = createMercadoPago({
    accessToken: secrets.mercadopagoAccessToken,
    apiUrl: sandbox.mercadopagoApiUrl,
    publicUrl: PUBLIC_URL,
    timeZone: 'America/Argentina/Buenos_Aires',
    count: () => undefined,
  });
  const { checkoutUrl } = await gateway.createPreference({
    reference: 'PO-NADIE',
    title: 'x',
    amount: toCentavos(4_500_000),
    from: clock.now(),
    until: new Date(clock.now().getTime() + 3_600_000),
    idempotencyKey: 'PO-NADIE',
  });
  await sandbox.mercadopago.pay(checkoutUrl, { outcome: 'approved' });
}

test('the owner signs in on a phone, sees who arrives, gives money back and answers who waits', async () => {
  await using open = await openPage(phone);
  const { world, page, complaints, asked } = open;
  const { clock, sandbox } = world;
  for (const booked of [
    await book(world, 'arrayan', ['2026-11-24', '2026-11-27'], 'Lucía Fernández'),
    await book(world, 'lenga', ['2026-11-24', '2026-11-26'], 'Martín Sosa', 4),
    await book(world, 'coihue', ['2026-11-23', '2026-11-24'], 'Familia Ibarra', 3),
  ])
    expect(booked.status).toBe(201);
  await payWithoutReference(world);
  const marta = sandbox.whatsapp.guest('5492944123456', 'Marta Quiroga');
  await marta.say('hola <b>a todos</b>');
  await marta.waitFor(says('Cabañas El Radal'));
  // Meta's instants are whole seconds: what follows is later for everybody.
  await clock.advance(minutes(1));
  await marta.say('¿puedo hablar con una persona? Es por un cumpleaños');
  await marta.waitFor(says('le aviso a una persona'));
  await clock.advance(minutes(4));

  await signIn(page, 'no.es.nuestra');
  await page.getByText('Esa llave no sirve').waitFor();
  await signIn(page, await mint(new Date(clock.now().getTime() - 13 * 3_600_000)));
  await page.getByText('Esa llave no sirve').waitFor();
  await signIn(page, await mint(clock.now(), 'zoe@example.com'));
  await page.getByText('Ese correo no está entre los autorizados').waitFor();
  const token = await mint(clock.now());
  await signIn(page, token);

  await page.getByRole('heading', { name: 'Martes 24 de noviembre' }).waitFor();
  await page.getByText('2 llegadas · 1 salida · ocupadas 2 de 4').waitFor();
  const arrival = page.locator('.card.is-stay', { hasText: 'Lucía Fernández' });
  await arrival.getByRole('button', { name: 'Ya llegaron' }).click();
  await arrival.getByText('Llegaron a las 12:').waitFor();
  const decision = page.locator('.card.is-decision');
  await decision.getByText('$ 45.000').waitFor();
  const waiting = page.locator('.card.is-chat', { hasText: 'Marta Quiroga' });
  await waiting.waitFor();
  await keep(page, 'today');

  await decision.getByRole('button', { name: 'Devolver' }).click();
  await page.getByText('Vuelve entera a quien pagó.').waitFor();
  expect(sandbox.mercadopago.payments().map(({ status }) => status)).toEqual(['approved']);
  await page.getByRole('button', { name: 'Sí, devolver' }).click();
  await page.getByText('Nada por decidir.').waitFor();
  await expect
    .poll(() => sandbox.mercadopago.payments().map(({ status }) => status), { timeout: 15_000 })
    .toEqual(['refunded']);

  await waiting.click();
  const markup = page.locator('.bubble.is-guest', { hasText: 'a todos' });
  expect(await markup.locator('p').textContent()).toContain('<b>a todos</b>');
  await page.getByLabel('Tu respuesta').fill('Hola Marta, soy Ana. ¿Para cuántos sería?');
  await page.getByRole('button', { name: 'Enviar' }).click();
  expect(wordsOf(await marta.waitFor(says('soy Ana')))).toContain('¿Para cuántos sería?');
  await clock.advance(minutes(2));
  await marta.say('Seríamos 12, ¡el sábado!');
  await page.locator('.bubble.is-guest', { hasText: 'Seríamos 12' }).waitFor();
  await page.locator('.bubble.is-owner', { hasText: 'leído' }).waitFor();
  await keep(page, 'chat');
  await page.getByRole('button', { name: 'Devolver a Posta' }).click();
  await page.getByText('Lo atiende Posta').waitFor();
  await page.getByRole('button', { name: 'Tomar' }).click();
  await page.locator('.note-line', { hasText: 'El chat pasó a vos' }).waitFor();
  await page.getByRole('link', { name: 'Volver a los chats' }).click();
  await page.getByRole('heading', { name: 'Los llevás vos' }).waitFor();

  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: 'Salir' }).click();
  await page.getByLabel('Pegá tu llave').waitFor();
  await signIn(page, token);
  await page.getByText('Esa llave no sirve').waitFor();
  expect(asked.filter((url) => url.includes(token))).toEqual([]);
  expect(complaints).toEqual([]);
  await expectMoneyConserved(world);
});

test('the owner reads the month, keeps two nights, and is told in words when nights are taken', async () => {
  await using open = await openPage(phone);
  const { world, page, complaints } = open;
  const guest = world.sandbox.whatsapp.guest('5492944123456', 'Ana');
  await askForCoihue(guest, 'Ana Pérez');
  await book(world, 'arrayan', ['2027-01-04', '2027-01-09'], 'Lucía Fernández');
  await book(world, 'arrayan', ['2027-01-09', '2027-01-16'], 'Martín Sosa');
  await book(world, 'coihue', ['2027-01-15', '2027-01-22'], 'Familia Ibarra', 3);
  await world.db.query(
    `insert into reservations (code, kind, cabin_id, stay, status, name, created_at)
     values ('IC-1', 'import', 'coihue', '[2027-01-24,2027-01-29)', 'confirmed', 'Airbnb', $1)`,
    [world.clock.now()],
  );
  await signIn(page, await mint(world.clock.now()));
  await page.getByRole('link', { name: 'Calendario' }).click();
  await page.getByRole('heading', { name: 'Noviembre de 2026' }).waitFor();
  await page.getByRole('button', { name: 'Mes siguiente' }).click();
  await page.getByRole('button', { name: 'Mes siguiente' }).click();
  await page.getByRole('heading', { name: 'Enero de 2027' }).waitFor();

  const cabin = page.locator('[data-cabin=arrayan]');
  const night = (day: string) => cabin.locator(`[data-day='2027-01-${day}']`);
  await night('20').click();
  await night('21').click();
  await page.getByText('Arrayán · 2 noches').waitFor();
  await page.getByLabel('Motivo').fill('Pintura');
  await page.getByRole('button', { name: 'Bloquear' }).click();
  await cabin.locator('.stay-bar.is-block', { hasText: 'Pintura' }).waitFor();
  expect(await night('21').getAttribute('aria-label')).toContain('Bloqueada, Pintura');
  expect(await night('22').getAttribute('aria-label')).toContain('libre');
  for (const kind of ['confirmed', 'held', 'import'])
    await page.locator(`.stay-bar.is-${kind}`).first().waitFor();
  await keep(page, 'calendar');

  await night('02').click();
  await night('18').click();
  await page.getByRole('button', { name: 'Bloquear' }).click();
  await page.getByText('Alguna de esas noches ya está ocupada').waitFor();
  await page.getByRole('button', { name: 'Cancelar' }).click();

  await cabin.locator('.stay-bar', { hasText: 'Lucía Fernández' }).click();
  const sheet = page.locator('#sheet');
  await sheet.getByText('Lucía Fernández').waitFor();
  await sheet.getByText('$ 250.000').waitFor();
  await sheet.getByRole('button', { name: 'Cancelar' }).click();
  await sheet.getByText('Cancelo yo: no se devuelve nada y se le avisa.').waitFor();
  await sheet.getByRole('button', { name: 'Volver' }).click();
  await page.locator('.stay-bar.is-held.ends', { hasText: 'Ana Pérez' }).click();
  await sheet.getByRole('button', { name: 'Confirmar a mano' }).click();
  await sheet.getByText('Confirmar · $ 402.927').waitFor();
  await sheet.getByRole('button', { name: 'Sí, la recibí' }).click();
  await guest.waitFor(says('Reserva confirmada'), 20_000);
  await page.locator('.stay-bar.is-held').first().waitFor({ state: 'detached' });
  await cabin.locator('.stay-bar.is-block').click();
  await sheet.getByRole('button', { name: 'Liberar las noches' }).click();
  await cabin.locator('.stay-bar.is-block').waitFor({ state: 'detached' });

  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(1280);
  await world.clock.advance(13 * 60 * minutes(1));
  await page.getByRole('button', { name: 'Mes anterior' }).click();
  await page.getByText('Tu sesión terminó').waitFor();
  expect(complaints).toEqual([]);
});

test('the owner looks at the receipt of a transfer beside the decision, as a picture and not as a page', async () => {
  await using open = await openPage(phone);
  const { world, page, complaints } = open;
  const marta = world.sandbox.whatsapp.guest('5492944123458', 'Marta Quiroga');
  await askForCoihue(marta, 'Marta Quiroga');
  await marta.say('te puedo transferir?');
  await marta.waitFor(says('con los centavos'), 20_000);
  const bytes = await readFile('docs/admin-today.png');
  await marta.sendMedia({ kind: 'image', mimeType: 'image/png', bytes });
  await marta.waitFor(says('Lo mira una persona'), 20_000);
  await expect
    .poll(async () => (await world.db.query('select 1 from receipt_files')).rowCount, {
      timeout: 10_000,
    })
    .toBe(1);

  await signIn(page, await mint(world.clock.now()));
  await page.getByRole('button', { name: 'Ver el comprobante' }).click();
  const picture = page.getByAltText('Comprobante de la transferencia');
  await picture.waitFor();
  await expect
    .poll(() =>
      picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    )
    .toBeGreaterThan(100);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Descargar' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^comprobante-\d+\.png$/);
  expect(complaints).toEqual([]);
});

test('the owner links the calendar of a channel, reads what is wrong with it, sees where both sold, and which texts lost their translation', async () => {
  await using channel = await openChannel();
  await using open = await openPage(phone);
  const { world, page, complaints } = open;
  await book(world, 'arrayan', ['2026-12-10', '2026-12-14'], 'Lucía Fernández');
  await world.db.query(
    `update property set profile = jsonb_set(profile, '{answers,wifi}', '"Fibra."')`,
  );
  await signIn(page, await mint(world.clock.now()));
  await page.getByRole('link', { name: 'Calendario' }).click();
  await page.getByRole('button', { name: 'Mes siguiente' }).click();
  const cabin = page.locator('[data-cabin=arrayan]');
  await cabin.getByRole('button', { name: 'Otros calendarios' }).click();
  const sheet = page.locator('#sheet');
  await sheet.getByText('Todavía no se lee ninguno.').waitFor();
  const add = async (url: string) => {
    await sheet.getByLabel('Nombre del canal').fill('Airbnb');
    await sheet.getByLabel('Dirección de su calendario').fill(url);
    await sheet.getByRole('button', { name: 'Agregar' }).click();
  };
  channel.serve('<h1>Sign in</h1>');
  await add(channel.url);
  await sheet.getByText('lo que llega no es un calendario').waitFor();
  await add(channel.url);
  await sheet.getByText('Ese calendario ya se lee.').waitFor();
  channel.serve([
    {
      uid: 'a@airbnb.com',
      from: '2026-12-12',
      to: '2026-12-18',
      more: ['CREATED:20261101T120000Z'],
    },
    { uid: 'b@airbnb.com', from: '2026-12-21', to: '2026-12-24' },
  ]);
  await sheet.getByRole('button', { name: 'Leer ahora' }).click();
  await sheet.getByText('Al día, leído recién · 2 fechas').waitFor();
  const ours = await sheet.getByLabel('Para pegar en Airbnb').inputValue();
  expect(ours).toMatch(/\/api\/v1\/ical\/arrayan\/[a-f0-9]{32}\/1\.ics$/);
  await sheet.getByRole('button', { name: 'Copiar' }).first().click();
  await page.getByText('Copiada.').waitFor();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();

  await cabin.locator('.stay-bar.is-import').first().waitFor();
  const clash = cabin.locator('.stay-bar.is-conflict.begins', { hasText: 'Airbnb' });
  await clash.waitFor();
  await clash.click();
  await sheet.getByText('Se vendió primero en Airbnb.').waitFor();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  expect(await cabin.locator("[data-day='2026-12-12']").getAttribute('aria-label')).toContain(
    'y también Airbnb',
  );
  await page.getByRole('link', { name: 'Hoy' }).click();
  const decision = page.locator('.card.is-decision', {
    hasText: 'Dos ventas para las mismas noches',
  });
  await decision.getByText('Se vendió primero en Airbnb.').waitFor();
  await decision.getByRole('button', { name: 'Cancelar la de acá' }).click();
  await page.getByRole('button', { name: 'Sí, cancelar la de acá' }).click();
  await page.getByText('Nada por decidir.').waitFor();
  const translations = page.locator('.card.is-translation', { hasText: 'inglés' });
  await translations.getByText('1 texto tuyo cambió o no está en inglés').waitFor();
  await translations.getByRole('button', { name: 'Ver cuáles' }).click();
  await sheet.getByText('«Fibra.»').waitFor();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  await page.getByRole('link', { name: 'Calendario' }).click();
  await clash.waitFor({ state: 'detached' });
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);
  expect(complaints).toEqual([]);
});

test('the page is nothing but its files, under a policy that lets nothing else in', async () => {
  await using world = await openAdminWorld();
  const get = (path: string) => fetch(world.service.url + path);
  const page = await get('/admin');
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self';/,
  );
  expect(await page.text()).not.toMatch(/https?:|style=|onclick|<script>/);
  const script = await get('/admin/page/app.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  // `fetch` asks past every cache once it is given a tag.
  const again = await request(`${world.service.url}/admin/page/app.js`, {
    headers: { 'if-none-match': script.headers.get('etag')! },
  });
  expect(again.statusCode).toBe(304);
  for (const path of ['page.ts', '..%2fpage.ts', '..%2f..%2f..%2fpackage.json', 'constructor'])
    expect((await get(`/admin/page/${path}`)).status).toBe(404);
});
