// The page that an owner opens first, in a real Chromium: a whole booking, clicked through on a phone, and
// what the simulated checkout can do to it. `KEEP_PICTURE=1` renews the picture of the README.

import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withForm } from '../support/forms.ts';
import { openWorld, PUBLIC_URL, type World, type WorldOptions } from '../support/world.ts';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
let browser: Browser;

beforeAll(async () => {
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Not the arguments of the package: they put everything in one process, which dies with its first
    // page, and turn off the web security that is under test here.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
  });
});
afterAll(() => browser.close());

/** A browser on the page of a world of its own; whatever the console complains about fails the test. */
async function openPage(device: Parameters<Browser['newContext']>[0], options: WorldOptions = {}) {
  await using opening = new AsyncDisposableStack();
  const world = opening.use(await openWorld(options));
  const context = await browser.newContext(device);
  opening.defer(() => context.close());
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const listen = (page: Page) => {
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  };
  context.on('page', listen);
  const page = await context.newPage();
  await page.goto(`${world.sandbox.url}/`);
  await page.waitForSelector('body.is-live');
  const opened = opening.move();
  return { world, page, complaints, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

const tap = (page: Page, name: string | RegExp) =>
  page.locator('.phone.is-active').getByRole('button', { name }).last().click();

async function say(page: Page, text: string): Promise<void> {
  const field = page.locator('.phone.is-active .field');
  await field.fill(text);
  await field.press('Enter');
}

const answered = (page: Page, text: string) =>
  page.locator('.phone.is-active .bubble.is-theirs', { hasText: text }).last().waitFor();

type Keep = (page: Page) => Promise<unknown>;

/** From the first suggestion to the payment link; the checkout opens beside, as in a browser. */
async function bookUntilPaying(page: Page, keep: Keep = async () => {}): Promise<Page> {
  await page.locator('.phone.is-active .welcome .chip').first().click();
  await tap(page, /^Ver /);
  await page.locator('.sheet-row', { hasText: 'Coihue' }).click();
  await answered(page, 'hasta 4 personas');
  await keep(page);
  await tap(page, 'Precio y reserva');
  await answered(page, '¿Te la reservo?');
  await keep(page);
  await tap(page, 'Sí, reservar');
  await answered(page, '¿A nombre de quién');
  await say(page, 'Ana Pérez');
  await answered(page, 'Seña de');
  const [checkout] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('.phone.is-active a.action').last().click(),
  ]);
  await checkout.waitForSelector('[data-how=approve]');
  return checkout;
}

/** The picture at the top of the README: the same phone at three moments. */
async function keepTogether(pictures: readonly string[]): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1290, height: 868 } });
  const phones = pictures.map((data) => `<img src="data:image/png;base64,${data}">`).join('');
  await page.setContent(
    `<style>body{margin:0;padding:12px;display:flex;justify-content:space-between;background:#f3efe6}img{width:390px;border-radius:22px;box-shadow:0 2px 14px #2b241540}</style>${phones}`,
  );
  await page.screenshot({ path: 'docs/booking.png' });
  await page.close();
}

const statuses = async (world: World) =>
  (await world.db.query('select status from reservations order by id')).rows.map(
    ({ status }) => status,
  );

test('an owner taps a suggestion, chooses a cabin, pays and sees the stay confirmed', async () => {
  await using open = await openPage(phone);
  const { page, world, complaints } = open;
  const pictures: string[] = [];
  const keep = async (shown: Page) => {
    if (process.env['KEEP_PICTURE'] === undefined) return;
    // The pictures of the chat have arrived and its animations have ended.
    await shown.waitForTimeout(800);
    pictures.push((await shown.screenshot()).toString('base64'));
  };
  const checkout = await bookUntilPaying(page, keep);
  expect(await checkout.locator('.notice').textContent()).toContain('Pago simulado');
  expect(await checkout.locator('.amount').textContent()).toMatch(/402\.927/);
  expect(
    await page
      .locator('.picture')
      .last()
      .evaluate((image) => image.clientWidth),
  ).toBeGreaterThan(200);

  await checkout.locator('[data-how=approve]').click();
  await checkout.getByRole('link', { name: 'Volver al alojamiento' }).click();
  await checkout.waitForURL(/\/pay\/return\?/);
  await answered(page, 'Reserva confirmada');
  expect(await statuses(world)).toEqual(['confirmed']);
  await page.locator('.row.is-mine').last().locator('.is-read').waitFor();
  await keep(page);
  if (pictures.length > 0) await keepTogether(pictures);

  await page.locator('#bar-clock').click();
  await page.locator('.payment', { hasText: 'Aprobado' }).waitFor();
  await page.getByRole('button', { name: 'Cerrar' }).click();
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);
  expect(complaints).toEqual([]);
});

test('a rejected card can be tried again, and a payment that waits is approved from the panel', async () => {
  await using open = await openPage({ viewport: { width: 1280, height: 800 } });
  const { page, world, complaints } = open;
  const checkout = await bookUntilPaying(page);
  await checkout.locator('[data-how=reject]').click();
  await checkout.getByRole('button', { name: 'Intentar de nuevo' }).click();
  await checkout.locator('[data-how=pending]').click();
  await checkout.getByText('Tu pago está pendiente').waitFor();
  expect(world.sandbox.mercadopago.payments().map(({ status }) => status)).toEqual([
    'rejected',
    'pending',
  ]);
  await page.locator('.decide').getByRole('button', { name: 'Aprobar' }).click();
  await answered(page, 'Reserva confirmada');
  expect(await statuses(world)).toEqual(['confirmed']);
  expect(complaints).toEqual([]);
});

test('paid late the stay is confirmed if it is still free; paid twice, one payment goes back', async () => {
  await using open = await openPage(phone);
  const { page, world } = open;
  const checkout = await bookUntilPaying(page);
  const before = world.clock.now().getTime();
  await checkout.locator('[data-how=late]').click();
  await answered(page, 'Reserva confirmada');
  expect(world.clock.now().getTime() - before).toBeGreaterThan(29 * 60_000);

  await page.locator('.tab.is-add').click();
  await page
    .locator('.phone.is-active .phone-who', { hasText: 'Beto' })
    .waitFor({ state: 'attached' });
  await say(page, 'hola, del 15 al 18 de febrero, somos 2');
  await tap(page, /^Ver /);
  await page.locator('.sheet-row').first().click();
  await tap(page, 'Precio y reserva');
  await tap(page, 'Sí, reservar');
  await answered(page, '¿A nombre de quién');
  await say(page, 'Beto Gómez');
  await answered(page, 'Seña de');
  const [again] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('.phone.is-active a.action').last().click(),
  ]);
  await again.locator('[data-how=twice]').click();
  await answered(page, 'Reserva confirmada');
  const refunded = () =>
    world.sandbox.mercadopago.payments().filter(({ status }) => status === 'refunded').length;
  await expect.poll(refunded, { timeout: 20_000 }).toBe(1);
  expect(await statuses(world)).toEqual(['confirmed', 'confirmed']);
});

test('what is written can be sent as a voice note, and comes back as it was heard', async () => {
  await using open = await openPage(phone, { hears: true });
  const { page, complaints } = open;
  await page.locator('.phone.is-active .field').fill('hola! del 3 al 10 de enero, somos 4');
  await page.getByRole('button', { name: 'Enviar como audio' }).click();
  await page.locator('.phone.is-active .bubble.is-mine', { hasText: 'Audio' }).waitFor();
  await answered(page, '🎙️ «hola! del 3 al 10 de enero, somos 4»');
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);
  expect(complaints).toEqual([]);
});

test('dates are chosen on a calendar in the chat, with the taken days struck out', async () => {
  await using open = await openPage(phone, withForm());
  const { page, world, complaints } = open;
  await world.db.query(
    `insert into reservations (code, kind, cabin_id, stay, status, created_at)
     select 'B-' || id, 'block', id, '[2026-12-10,2026-12-14)', 'confirmed', now() from cabins`,
  );
  await say(page, 'hola');
  await answered(page, 'Contame qué fechas');
  await tap(page, 'Ver fechas y precios');
  await answered(page, '¿Para qué fechas?');
  await tap(page, 'Elegir fechas');
  const sheet = page.locator('.sheet');
  const day = (iso: string) => sheet.locator(`[data-day="${iso}"]`);
  await sheet.getByRole('button', { name: 'Mes siguiente' }).click();
  for (const [iso, isStruck] of [
    ['2026-12-09', false],
    ['2026-12-10', false],
    ['2026-12-11', true],
    ['2026-12-13', true],
    ['2026-12-14', false],
  ] as const)
    expect([iso, await day(iso).isDisabled()]).toEqual([iso, isStruck]);
  await day('2026-12-09').click();
  await day('2026-12-15').click();
  await sheet.getByRole('button', { name: 'Ver si hay lugar' }).click();
  await sheet.getByRole('alert').getByText('no queda una cabaña libre').waitFor();
  expect(await day('2026-12-09').getAttribute('aria-pressed')).toBe('true');
  await day('2026-12-15').click();
  await day('2026-12-18').click();
  await sheet.getByLabel('Adultos').selectOption('4');
  await sheet.getByRole('button', { name: 'Ver si hay lugar' }).click();
  await sheet.getByText('4 adultos').waitFor();
  await sheet.getByRole('button', { name: 'Ver cabañas y precios' }).click();
  await answered(page, 'cabañas libres');
  expect(await page.locator('.bubble.is-mine').last().textContent()).toContain('3 noches');

  await page.locator('.phone.is-active').getByRole('button', { name: 'Elegir fechas' }).click();
  await sheet.getByText('ya se usó o venció').waitFor();
  await sheet.getByRole('button', { name: 'Cerrar' }).click();
  expect(complaints).toEqual([]);
});

test('what somebody writes is shown as text, and only our own pictures are fetched', async () => {
  await using open = await openPage(phone);
  const { page, world, complaints } = open;
  const markup = '<img src=x onerror="document.title=1"> *fuerte* <b>b</b>';
  await say(page, markup);
  const bubble = page.locator('.bubble.is-mine .text').last();
  await bubble.waitFor();
  expect(await bubble.textContent()).toBe(markup.replaceAll('*', ''));
  expect(await bubble.locator('img, b').count()).toBe(0);
  expect(await bubble.locator('strong').textContent()).toBe('fuerte');
  const picture = (link: string) =>
    fetch(`${world.sandbox.url}/sandbox/api/picture?link=${encodeURIComponent(link)}`);
  expect((await picture(`${PUBLIC_URL}/photos/coihue-1.jpg`)).status).toBe(200);
  expect((await picture('http://169.254.169.254/latest')).status).toBe(404);
  expect((await picture(`${PUBLIC_URL}/api/v1/accommodations`)).status).toBe(404);
  expect(complaints).toEqual([]);
});

test("the owner's phone stands beside the guests': orders and alerts, without a word of set-up", async () => {
  const owner = '+54 9 11 5550 0200';
  const options = { env: { OWNER_PHONES: owner }, sandbox: { ownerPhone: owner } };
  await using opened = await openPage(phone, options);
  const { page, complaints } = opened;
  await page.locator('.tab', { hasText: 'Vos, dueño' }).click();
  await page.locator('.phone.is-active .welcome .chip', { hasText: 'ayuda' }).click();
  await answered(page, 'en modo dueño');
  await page.locator('.tab', { hasText: 'Ana' }).click();
  await say(page, 'quiero hablar con una persona');
  await answered(page, 'ya le aviso a una persona');
  await page.locator('.tab', { hasText: 'Vos, dueño' }).click();
  await answered(page, 'Un huésped te necesita');
  expect(complaints).toEqual([]);
});
