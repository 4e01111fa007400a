// The adapter against MercadoPago's simulator, over HTTP with the real SDK: what is sent is what
// MercadoPago takes, what comes back is parsed, and what goes wrong is a fault that says what to do.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMercadoPago, type MercadoPagoOptions } from '../../src/adapters/mercadopago.ts';
import { Fault } from '../../src/domain/fault.ts';
import { toCentavos } from '../../src/domain/money.ts';
import { openSandbox } from '../../src/sandbox/server.ts';

const now = new Date('2026-11-24T15:00:00Z');
const secrets = {
  whatsappAccessToken: 'EAA-test',
  whatsappAppSecret: 'test-app-secret',
  whatsappPhoneId: '106540352242922',
  mercadopagoAccessToken: 'APP_USR-test-token',
  mercadopagoWebhookSecret: 'test-secret',
};

async function openMercadoPago(over: Partial<MercadoPagoOptions> = {}) {
  const sandbox = await openSandbox({
    port: 0,
    serviceUrl: 'http://127.0.0.1:9',
    publicUrl: 'https://posta.test',
    secrets,
    clock: { now: () => now, advance: async () => undefined },
    retryDelaysMs: [],
  });
  const faults: string[] = [];
  const gateway = createMercadoPago({
    accessToken: secrets.mercadopagoAccessToken,
    apiUrl: sandbox.mercadopagoApiUrl,
    publicUrl: 'https://posta.test',
    timeZone: 'America/Argentina/Buenos_Aires',
    timeoutMs: 400,
    count: (_, { operation, code }) => void faults.push(`${operation} ${code}`),
    ...over,
  });
  return {
    gateway,
    faults,
    mercadopago: sandbox.mercadopago,
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

const request = (reference = 'PO-7K3F9') => ({
  reference,
  title: `Coihue · ${reference}`,
  amount: toCentavos(20_427_050),
  from: now,
  until: new Date(now.getTime() + 30 * 60_000),
  idempotencyKey: randomUUID(),
});

test('a preference is what the rules ask for and can be paid', async () => {
  await using world = await openMercadoPago();
  const { preferenceId, checkoutUrl } = await world.gateway.createPreference(request());
  expect(checkoutUrl).toContain(preferenceId);
  expect(world.mercadopago.preferences()).toMatchObject([
    {
      id: preferenceId,
      external_reference: 'PO-7K3F9',
      items: [{ unit_price: 204_270.5, quantity: 1, currency_id: 'ARS' }],
      expires: true,
      expiration_date_from: '2026-11-24T12:00:00.000-03:00',
      expiration_date_to: '2026-11-24T12:30:00.000-03:00',
      binary_mode: true,
      payment_methods: { excluded_payment_types: [{ id: 'ticket' }, { id: 'atm' }] },
      auto_return: 'approved',
      back_urls: { success: 'https://posta.test/pay/return' },
      notification_url: 'https://posta.test/api/v1/webhooks/mercadopago?source_news=webhooks',
    },
  ]);
  const paid = await world.mercadopago.pay(preferenceId, { outcome: 'approved', notify: 'lost' });
  expect(await world.gateway.getPayment(String(paid.id))).toEqual({
    id: String(paid.id),
    status: 'approved',
    statusDetail: 'accredited',
    amount: 20_427_050,
    currency: 'ARS',
    collectorId: (await world.gateway.account()).collectorId,
    liveMode: true,
    fee: 1_554_682,
    externalReference: 'PO-7K3F9',
    lastUpdated: now.toISOString(),
    refunds: [],
  });
});

test('the same request asked again gives the same preference', async () => {
  await using world = await openMercadoPago();
  const asked = request();
  expect(await world.gateway.createPreference(asked)).toEqual(
    await world.gateway.createPreference(asked),
  );
});

test('a closed preference takes nobody in', async () => {
  await using world = await openMercadoPago();
  const { preferenceId } = await world.gateway.createPreference(request());
  await world.gateway.closePreference(preferenceId, { from: now, until: now });
  await expect(world.mercadopago.pay(preferenceId, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
});

test('calls that run at the same time each keep their own idempotency key (sdk-nodejs #481)', async () => {
  await using world = await openMercadoPago();
  const asked = Array.from({ length: 5 }, (_, index) => request(`PO-${index}`));
  await Promise.all(asked.map((one) => world.gateway.createPreference(one)));
  const { preferenceId } = await world.gateway.createPreference(request());
  const paid = await world.mercadopago.pay(preferenceId, { outcome: 'approved', notify: 'lost' });
  await world.gateway.refund(String(paid.id), toCentavos(100), 'refund-key');
  await world.gateway.closePreference(preferenceId, { from: now, until: now });
  const keys = world.mercadopago.calls.map(({ key }) => key).filter((key) => key !== null);
  expect(keys.slice(0, 5).toSorted()).toEqual(asked.map((one) => one.idempotencyKey).toSorted());
  expect(keys.filter((key) => key === 'refund-key')).toHaveLength(1);
  expect(new Set(keys).size).toBe(keys.length);
});

test('two adapters with two addresses do not mix', async () => {
  await using one = await openMercadoPago();
  await using two = await openMercadoPago();
  await Promise.all([
    one.gateway.createPreference(request('PO-ONE')),
    two.gateway.createPreference(request('PO-TWO')),
  ]);
  expect(one.mercadopago.preferences()).toMatchObject([{ external_reference: 'PO-ONE' }]);
  expect(two.mercadopago.preferences()).toMatchObject([{ external_reference: 'PO-TWO' }]);
});

test('a search reads all its pages', async () => {
  await using world = await openMercadoPago();
  const { preferenceId } = await world.gateway.createPreference(request());
  for (let index = 0; index < 53; index += 1)
    await world.mercadopago.pay(preferenceId, { outcome: 'rejected', notify: 'lost' });
  const found = await world.gateway.searchPayments('PO-7K3F9');
  expect(new Set(found.map(({ id }) => id)).size).toBe(53);
  expect(await world.gateway.searchPayments('PO-NADIE')).toEqual([]);
});

test('an unknown payment is undefined, not a fault', async () => {
  await using world = await openMercadoPago();
  expect(await world.gateway.getPayment('123456')).toBeUndefined();
  expect(world.faults).toEqual([]);
});

test('refunds: done, the same key again, without balance, twice, of a pending one', async () => {
  await using world = await openMercadoPago();
  const { preferenceId } = await world.gateway.createPreference(request());
  const pay = async (outcome: 'approved' | 'pending') =>
    String((await world.mercadopago.pay(preferenceId, { outcome, notify: 'lost' })).id);
  const paid = await pay('approved');
  const first = await world.gateway.refund(paid, toCentavos(5_050), 'a');
  expect(first).toMatchObject({ answer: 'done' });
  expect(await world.gateway.refund(paid, toCentavos(5_050), 'a')).toEqual(first);
  expect((await world.gateway.getPayment(paid))?.refunds).toEqual([
    { id: first.refundId, amount: 5_050, status: 'done' },
  ]);
  world.mercadopago.setBalance(0);
  expect(await world.gateway.refund(paid, toCentavos(5_050), 'b')).toMatchObject({
    answer: 'noBalance',
    refundId: null,
    detail: 'Collector without money',
  });
  world.mercadopago.setBalance(10_000_000);
  await world.gateway.refund(paid, toCentavos(20_422_000), 'c');
  expect(await world.gateway.refund(paid, toCentavos(20_422_000), 'd')).toMatchObject({
    answer: 'alreadyRefunded',
  });
  expect(await world.gateway.refund(await pay('pending'), toCentavos(100), 'e')).toMatchObject({
    answer: 'alreadyRefunded',
  });
});

test('only what is pending can be cancelled', async () => {
  await using world = await openMercadoPago();
  const { preferenceId } = await world.gateway.createPreference(request());
  const pending = await world.mercadopago.pay(preferenceId, { outcome: 'pending', notify: 'lost' });
  expect(await world.gateway.cancelPayment(String(pending.id))).toBe('cancelled');
  const approved = await world.mercadopago.pay(preferenceId, {
    outcome: 'approved',
    notify: 'lost',
  });
  expect(await world.gateway.cancelPayment(String(approved.id))).toBe('tooLate');
});

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([
  ['a time-out', 'timeout' as const, 'mercadopago.unreachable'],
  ['a broken connection', 'reset' as const, 'mercadopago.unreachable'],
  ['a 500', { status: 500 }, 'mercadopago.500'],
  ['a 429', { status: 429 }, 'mercadopago.429'],
  ['a page instead of JSON', { status: 200, body: '<html>proxy</html>' }, 'mercadopago.unreadable'],
  ['JSON that is no payment', { status: 200, body: { id: 7 } }, 'mercadopago.unreadable'],
])(
  '%s is a transient fault, counted',
  async (_, fault, code) => {
    await using world = await openMercadoPago();
    world.mercadopago.failNext(9, fault);
    const thrown = await faultOf(world.gateway.getPayment('1'));
    expect(thrown).toBeInstanceOf(Fault);
    expect(thrown).toMatchObject({ code, transient: true });
    expect(world.faults).toEqual([`getPayment ${code}`]);
  },
  15_000,
);

test('one failure is tried again by itself', async () => {
  await using world = await openMercadoPago();
  world.mercadopago.failNext(1, { status: 503 });
  expect(await world.gateway.searchPayments('PO-1')).toEqual([]);
});

test('a wrong token is ours to repair: the work waits', async () => {
  await using world = await openMercadoPago({ accessToken: 'APP_USR-wrong' });
  expect(await faultOf(world.gateway.searchPayments('PO-1'))).toMatchObject({
    code: 'mercadopago.401',
    transient: true,
  });
});

test('a preference that nobody can pay is not handed out', async () => {
  await using world = await openMercadoPago({ publicUrl: 'https://10.0.0.1' });
  expect(await faultOf(world.gateway.createPreference(request()))).toBeInstanceOf(Fault);
});

test('a refused preference is given up at once', async () => {
  await using world = await openMercadoPago();
  expect(await faultOf(world.gateway.createPreference({ ...request(), title: '' }))).toMatchObject({
    transient: false,
  });
});
