// What would go wrong: a preference nobody can pay passes here, money is refunded twice, or a
// notification does not look like one of MercadoPago's.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { xSignature } from '../../src/sandbox/simulators/mercadopago-notifications.ts';
import { openWorld, secrets } from './simulators-stub.ts';
import type { World } from './simulators-stub.ts';

const preference = (more: object = {}) => ({
  items: [
    {
      id: 'R-1',
      title: 'Seña cabaña Arrayán',
      quantity: 1,
      currency_id: 'ARS',
      unit_price: 150_000.5,
    },
  ],
  external_reference: 'POSTA-7K2M',
  back_urls: {
    success: 'https://posta.example/pay/abc/ok',
    pending: 'https://posta.example/pay/abc/wait',
    failure: 'https://posta.example/pay/abc/no',
  },
  auto_return: 'approved',
  notification_url: 'https://posta.example/api/v1/webhooks/mercadopago?source_news=webhooks',
  expires: true,
  expiration_date_to: '2026-12-01T09:30:00.000-03:00',
  payment_methods: { excluded_payment_types: [{ id: 'ticket' }, { id: 'atm' }] },
  binary_mode: true,
  metadata: { holdId: 'h1' },
  ...more,
});

async function create(world: World, more: object = {}) {
  const { status, body } = await world.mercadoPago(
    'POST',
    '/checkout/preferences',
    preference(more),
    { 'x-idempotency-key': crypto.randomUUID() },
  );
  expect(status).toBe(201);
  return body as { id: string; init_point: string };
}

const withKey = (key: string) => ({ 'x-idempotency-key': key });

test('the signature agrees with the vectors', () => {
  const vectors = JSON.parse(readFileSync('fixtures/vectors/mercadopago_signature.json', 'utf8'));
  for (const each of vectors.cases) {
    const ts = /^ts=(\d+)/.exec(each.x_signature)?.[1] ?? '';
    const dataId = each.manifest.startsWith('id:') ? each.manifest.slice(3).split(';')[0] : null;
    expect(xSignature({ dataId, requestId: each.x_request_id, ts, secret: vectors.secret })).toBe(
      each.x_signature,
    );
  }
});

test('a preference opens a checkout, can be read, and dies with its date', async () => {
  await using world = await openWorld();
  const made = await create(world);
  expect(made).toMatchObject({
    id: expect.stringMatching(/^634060442-/),
    collector_id: 634060442,
    metadata: { hold_id: 'h1' },
  });
  expect(made.init_point).toBe(`${world.sandbox.url}/checkout/v1/redirect?pref_id=${made.id}`);
  expect(
    (await world.mercadoPago('GET', `/checkout/preferences/${made.id}`)).body.external_reference,
  ).toBe('POSTA-7K2M');
  const closed = await world.mercadoPago('PUT', `/checkout/preferences/${made.id}`, {
    expires: true,
    expiration_date_to: '2026-12-01T09:00:00.000-03:00',
  });
  expect(closed.status).toBe(200);
  await expect(world.sandbox.mercadopago.pay(made.id, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
  expect((await world.mercadoPago('GET', '/checkout/preferences/none')).status).toBe(404);
});

test('a key that is used again gives the same preference, and refuses another body', async () => {
  await using world = await openWorld();
  const first = await world.mercadoPago(
    'POST',
    '/checkout/preferences',
    preference(),
    withKey('hold-1'),
  );
  const again = await world.mercadoPago(
    'POST',
    '/checkout/preferences',
    preference(),
    withKey('hold-1'),
  );
  expect(again.body.id).toBe(first.body.id);
  expect(
    (
      await world.mercadoPago(
        'POST',
        '/checkout/preferences',
        preference({ binary_mode: false }),
        withKey('hold-1'),
      )
    ).status,
  ).toBe(400);
  expect(world.sandbox.mercadopago.preferences()).toHaveLength(1);
});

test('preferences are refused with the bodies of MercadoPago', async () => {
  await using world = await openWorld();
  const autoReturn = {
    message: 'auto_return invalid. back_url.success must be defined',
    error: 'invalid_auto_return',
    status: 400,
    cause: null,
  };
  const item = { title: 'Seña', quantity: 1, unit_price: 100 };
  const refused: [object, object][] = [
    [{ back_urls: undefined }, autoReturn],
    [{ back_urls: { success: 'http://localhost:8080/ok' } }, autoReturn],
    [{ items: [] }, { error: 'invalid_items', message: 'items needed' }],
    [
      { items: [{ ...item, unit_price: '100' }] },
      { error: 'invalid_items', message: 'unit_price invalid' },
    ],
    [{ items: [{ ...item, unit_price: 0 }] }, { message: 'unit_price invalid' }],
    [{ items: [{ ...item, unit_price: 10.001 }] }, { message: 'unit_price invalid' }],
    [{ items: [{ ...item, quantity: 1.5 }] }, { message: 'quantity invalid' }],
    [{ items: [{ ...item, currency_id: 'USD' }] }, { message: 'currency_id invalid' }],
    [
      { notification_url: `https://posta.example/${'x'.repeat(400)}` },
      { error: 'invalid_notification_url' },
    ],
    [{ external_reference: 'x'.repeat(257) }, { error: 'invalid_external_reference' }],
    [
      { payment_methods: { excluded_payment_types: [{ id: 'account_money' }] } },
      { error: 'invalid_payment_methods' },
    ],
  ];
  for (const [more, answer] of refused) {
    expect(
      await world.mercadoPago('POST', '/checkout/preferences', preference(more)),
    ).toMatchObject({ status: 400, body: { status: 400, ...answer } });
  }
  expect(
    await world.mercadoPago('POST', '/checkout/preferences', preference(), {
      authorization: 'Bearer other',
    }),
  ).toMatchObject({ status: 401, body: { error: 'unauthorized' } });
});

test('local return pages and dates in another form silently give no init_point', async () => {
  await using world = await openWorld();
  const silent = [
    { auto_return: undefined, back_urls: { success: 'http://localhost:8080/ok' } },
    { auto_return: undefined, back_urls: { success: 'https://10.0.0.1/ok' } },
    { expiration_date_to: '2026-12-01T12:30:00Z' },
    { expiration_date_to: '2026-12-01T12:30:00-03:00' },
  ];
  for (const more of silent) {
    const made = await create(world, more);
    expect(made.init_point).toBeNull();
    await expect(world.sandbox.mercadopago.pay(made.id, { outcome: 'approved' })).rejects.toThrow(
      'init_point',
    );
  }
});

test('an approved payment is told by a signed webhook and a merchant order, and can be fetched in full', async () => {
  await using world = await openWorld();
  const made = await create(world);
  const payment = await world.sandbox.mercadopago.pay(made.init_point, { outcome: 'approved' });
  expect(new Set(world.stub.arrived.map((each) => each.json.type))).toEqual(
    new Set(['payment', 'topic_merchant_order_wh']),
  );
  const webhook = world.stub.arrived.find((each) => each.json.type === 'payment');
  expect(webhook?.json).toMatchObject({
    action: 'payment.created',
    api_version: 'v1',
    live_mode: true,
    user_id: 634060442,
    data: { id: String(payment.id) },
  });
  expect(Object.fromEntries(webhook?.query ?? [])).toEqual({
    source_news: 'webhooks',
    'data.id': String(payment.id),
    type: 'payment',
  });
  const given = String(webhook?.headers['x-signature']);
  const ts = /^ts=(\d+)/.exec(given)?.[1] ?? '';
  expect(given).toBe(
    xSignature({
      dataId: String(payment.id),
      requestId: String(webhook?.headers['x-request-id']),
      ts,
      secret: secrets.mercadopagoWebhookSecret,
    }),
  );

  const fetched = await world.mercadoPago('GET', `/v1/payments/${payment.id}`);
  expect(fetched.body).toMatchObject({
    id: payment.id,
    status: 'approved',
    status_detail: 'accredited',
    transaction_amount: 150_000.5,
    transaction_amount_refunded: 0,
    currency_id: 'ARS',
    collector_id: 634060442,
    live_mode: true,
    external_reference: 'POSTA-7K2M',
    date_last_updated: '2026-12-01T08:00:00.000-04:00',
    payer: { email: expect.any(String) },
    metadata: { hold_id: 'h1' },
    refunds: [],
  });
  const { fee_details: fees, transaction_details: details } = fetched.body;
  expect(Math.round((details.net_received_amount + fees[0].amount) * 100)).toBe(15_000_050);
  expect(
    (await world.mercadoPago('GET', `/merchant_orders/${fetched.body.order.id}`)).body,
  ).toMatchObject({ status: 'closed', paid_amount: 150_000.5 });
  expect(await world.mercadoPago('GET', '/v1/payments/1')).toMatchObject({
    status: 404,
    body: {
      message: 'Payment not found',
      error: 'not_found',
      status: 404,
      cause: [{ code: 2000 }],
    },
  });
  expect((await world.mercadoPago('GET', '/users/me')).body.id).toBe(634060442);
});

test('without source_news=webhooks the same payment also comes twice as an IPN', async () => {
  await using world = await openWorld();
  const made = await create(world, {
    notification_url: 'https://posta.example/api/v1/webhooks/mercadopago',
  });
  const payment = await world.sandbox.mercadopago.pay(made.id, { outcome: 'approved' });
  const ipn = world.stub.arrived.filter((each) => each.query.has('topic'));
  expect(ipn.map((each) => each.json)).toEqual([
    { resource: String(payment.id), topic: 'payment' },
    {
      resource: expect.stringMatching(/^https:\/\/api\.mercadolibre\.com\/merchant_orders\/\d+$/),
      topic: 'merchant_order',
    },
  ]);
  expect(ipn[0]?.headers['x-signature']).toBeUndefined();
});

test('notifications can be lost, repeated, delayed, reordered, forged and unsigned, and are retried', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const made = await create(world);
  const count = () => world.stub.arrived.splice(0).filter((each) => each.json.type === 'payment');
  await mercadopago.pay(made.id, { outcome: 'rejected', notify: 'lost' });
  expect(count()).toHaveLength(0);
  await mercadopago.pay(made.id, { outcome: 'approved', notify: 'five times' });
  expect(count()).toHaveLength(5);
  await mercadopago.pay(made.id, { outcome: 'approved', notify: 'delayed' });
  expect(count()).toHaveLength(0);
  await mercadopago.deliverDelayed();
  expect(count()).toHaveLength(1);
  await mercadopago.pay(made.id, { outcome: 'approved', notify: 'reordered' });
  expect(count().map((each) => each.json.action)).toEqual([
    'payment.created',
    'payment.updated',
    'payment.created',
  ]);
  await mercadopago.pay(made.id, { outcome: 'approved', notify: 'forged' });
  expect(count()[0]?.headers['x-signature']).toMatch(/^ts=\d+,v1=[0-9a-f]{64}$/);
  await mercadopago.pay(made.id, { outcome: 'approved', notify: 'unsigned' });
  expect(count()[0]?.headers['x-signature']).toBeUndefined();
  world.stub.answers.push(500, 500);
  await mercadopago.pay(made.id, { outcome: 'approved' });
  await mercadopago.idle();
  expect(count()).toHaveLength(2);
  await mercadopago.simulation();
  expect(count()[0]?.json).toMatchObject({ live_mode: false, data: { id: '123456' } });
});

test('a refund needs a key, is made once for it, and never gives back more than was paid', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const payment = await mercadopago.pay((await create(world)).id, {
    outcome: 'approved',
    notify: 'lost',
  });
  const path = `/v1/payments/${payment.id}/refunds`;
  expect(await world.mercadoPago('POST', path, {})).toMatchObject({
    status: 400,
    body: {
      error: 'bad_request',
      cause: [{ code: 4292, description: "Header X-Idempotency-Key can't be null" }],
    },
  });
  expect(
    await world.mercadoPago('POST', '/v1/payments/1/refunds', {}, withKey('k0')),
  ).toMatchObject({ status: 404 });

  const partial = await world.mercadoPago('POST', path, { amount: 50_000.25 }, withKey('k1'));
  expect(partial).toMatchObject({
    status: 201,
    body: { payment_id: payment.id, amount: 50_000.25, status: 'approved' },
  });
  expect(
    (await world.mercadoPago('POST', path, { amount: 50_000.25 }, withKey('k1'))).body.id,
  ).toBe(partial.body.id);
  expect((await world.mercadoPago('POST', path, { amount: 1 }, withKey('k1'))).status).toBe(400);
  expect((await world.mercadoPago('GET', `/v1/payments/${payment.id}`)).body).toMatchObject({
    status: 'approved',
    status_detail: 'partially_refunded',
    transaction_amount_refunded: 50_000.25,
  });
  expect(
    await world.mercadoPago('POST', path, { amount: 100_000.26 }, withKey('k2')),
  ).toMatchObject({ status: 400, body: { cause: [{ code: 2017 }] } });

  expect((await world.mercadoPago('POST', path, {}, withKey('k3'))).body.amount).toBe(100_000.25);
  expect(await world.mercadoPago('POST', path, {}, withKey('k4'))).toMatchObject({
    status: 400,
    body: { cause: [{ code: 2063 }] },
  });
  expect((await world.mercadoPago('GET', `/v1/payments/${payment.id}`)).body).toMatchObject({
    status: 'refunded',
    transaction_amount_refunded: 150_000.5,
  });
  expect(mercadopago.refundsOf(payment.id)).toHaveLength(2);
  await expect
    .poll(() => world.stub.arrived.filter((each) => each.json.action === 'payment.updated').length)
    .toBeGreaterThanOrEqual(2);
});

test('a refund is refused without money, after 180 days, and for what was never approved', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const made = await create(world);
  const payment = await mercadopago.pay(made.id, { outcome: 'approved' });
  const pending = await mercadopago.pay(made.id, { outcome: 'pending' });
  const refund = (id: number, key: string, more: Record<string, string> = {}) =>
    world.mercadoPago('POST', `/v1/payments/${id}/refunds`, {}, { ...withKey(key), ...more });
  expect(await refund(pending.id, 'k1')).toMatchObject({
    status: 400,
    body: { cause: [{ code: 2018 }] },
  });
  mercadopago.setBalance(1);
  expect(await refund(payment.id, 'k2')).toMatchObject({
    status: 400,
    body: { cause: [{ code: 2031 }] },
  });
  mercadopago.setBalance(0);
  expect(await refund(payment.id, 'k2')).toMatchObject({
    status: 400,
    body: { cause: [{ code: 2030 }] },
  });
  mercadopago.setBalance(1_000_000);
  expect(await refund(payment.id, 'k2')).toMatchObject({ status: 201 });
  expect(mercadopago.balance()).toBe(849_999.5);

  const old = await mercadopago.pay(made.id, { outcome: 'approved' });
  await world.clock.advance(181 * 86_400_000);
  expect(await refund(old.id, 'k3')).toMatchObject({
    status: 400,
    body: { cause: [{ code: 2024 }] },
  });
});

test('without money a refund can be rendered as in process, and goes through later', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const payment = await mercadopago.pay((await create(world)).id, { outcome: 'approved' });
  mercadopago.setBalance(0);
  const made = await world.mercadoPago(
    'POST',
    `/v1/payments/${payment.id}/refunds`,
    {},
    { ...withKey('k'), 'x-render-in-process-refunds': 'true' },
  );
  expect(made).toMatchObject({ status: 201, body: { status: 'in_process' } });
  expect((await world.mercadoPago('GET', `/v1/payments/${payment.id}`)).body.status).toBe(
    'approved',
  );
  await mercadopago.settleRefunds();
  expect((await world.mercadoPago('GET', `/v1/payments/${payment.id}/refunds`)).body).toMatchObject(
    [{ status: 'approved' }],
  );
});

test('only what is pending can be cancelled; what was pending can be approved', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const made = await create(world);
  const [first, second] = [
    await mercadopago.pay(made.id, { outcome: 'pending' }),
    await mercadopago.pay(made.id, { outcome: 'in_process' }),
  ];
  // Tickets are excluded, so what waits is a transfer.
  expect(first).toMatchObject({
    status_detail: 'pending_waiting_transfer',
    payment_type_id: 'bank_transfer',
  });
  expect(
    await world.mercadoPago('PUT', `/v1/payments/${first.id}`, { status: 'cancelled' }),
  ).toMatchObject({ status: 200, body: { status: 'cancelled', status_detail: 'by_collector' } });
  const approved = await mercadopago.approvePending(second.id);
  expect(approved).toMatchObject({ status: 'approved', date_approved: expect.any(String) });
  expect(Date.parse(String(approved['date_last_updated']))).toBeGreaterThan(
    Date.parse(String(second['date_last_updated'])),
  );
  expect(
    await world.mercadoPago('PUT', `/v1/payments/${second.id}`, { status: 'cancelled' }),
  ).toMatchObject({ status: 400, body: { cause: [{ code: 2018 }] } });
  expect(
    await world.mercadoPago('PUT', `/v1/payments/${second.id}`, { status: 'approved' }),
  ).toMatchObject({ status: 400 });
});

test('a payer who was already inside pays after the end; one who arrives does not', async () => {
  await using world = await openWorld();
  const made = await create(world);
  await world.clock.advance(31 * 60_000);
  await expect(world.sandbox.mercadopago.pay(made.id, { outcome: 'approved' })).rejects.toThrow(
    'expired',
  );
  expect(
    await world.sandbox.mercadopago.pay(made.id, {
      outcome: 'approved',
      payer: 'was already inside',
    }),
  ).toMatchObject({ status: 'approved' });
});

test('payments are found by reference and by range, in order and in pages', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const made = await create(world, { expires: false });
  for (let paid = 0; paid < 3; paid += 1) {
    await mercadopago.pay(made.id, { outcome: 'rejected', notify: 'lost' });
    await world.clock.advance(3_600_000);
  }
  await mercadopago.pay((await create(world, { external_reference: 'OTHER', expires: false })).id, {
    outcome: 'approved',
    notify: 'lost',
  });
  const search = (query: string) => world.mercadoPago('GET', `/v1/payments/search?${query}`);
  const all = await search('external_reference=POSTA-7K2M&sort=date_created&criteria=desc&limit=2');
  expect(all.body.paging).toEqual({ total: 3, limit: 2, offset: 0 });
  expect(all.body.results).toHaveLength(2);
  expect(all.body.results[0].id).toBeGreaterThan(all.body.results[1].id);
  expect(
    (await search('external_reference=POSTA-7K2M&limit=2&offset=2')).body.results,
  ).toHaveLength(1);
  expect(
    (await search('range=date_last_updated&begin_date=NOW-90MINUTES&end_date=NOW')).body.paging
      .total,
  ).toBe(2);
  expect(
    (await search('range=date_last_updated&begin_date=NOW-2HOURS&end_date=NOW')).body.paging,
  ).toEqual({ total: 3, limit: 30, offset: 0 });
  expect((await search('limit=51')).status).toBe(400);
  expect((await search('range=date_created')).status).toBe(400);
});

test('a chargeback comes with an id above 2^53, and with the payment marked', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  const payment = await mercadopago.pay((await create(world)).id, {
    outcome: 'approved',
    notify: 'lost',
  });
  const { chargebackId } = await mercadopago.chargeBack(payment.id);
  const notice = world.stub.arrived.find((each) => each.json.type === 'topic_chargebacks_wh');
  expect(notice?.query.get('data.id')).toBe(chargebackId);
  expect(notice?.raw.toString()).toContain(`"id":${chargebackId}`);
  expect(String(notice?.json.data.id)).not.toBe(chargebackId);
  expect((await world.mercadoPago('GET', `/v1/chargebacks/${chargebackId}`)).body).toMatchObject({
    payments: [payment.id],
    currency: 'ARS',
    documentation_required: true,
  });
  expect((await world.mercadoPago('GET', `/v1/payments/${payment.id}`)).body.status).toBe(
    'charged_back',
  );
});

test('faults: 429 with Retry-After, a server error, a refund that was made but not answered', async () => {
  await using world = await openWorld();
  const { mercadopago } = world.sandbox;
  mercadopago.failNext(1, { status: 429, retryAfterSeconds: 2 });
  expect(await world.mercadoPago('POST', '/checkout/preferences', preference())).toMatchObject({
    status: 429,
    body: { status: 429 },
  });
  mercadopago.failNext(1, { status: 500 }, /GET \/v1\/payments/);
  const payment = await mercadopago.pay((await create(world)).id, { outcome: 'approved' });
  expect((await world.mercadoPago('GET', `/v1/payments/${payment.id}`)).status).toBe(500);
  mercadopago.failNext(1, 'reset after the work', /refunds/);
  const refund = () =>
    world.mercadoPago('POST', `/v1/payments/${payment.id}/refunds`, {}, withKey('refund'));
  await expect(refund()).rejects.toThrow();
  expect((await refund()).status).toBe(201);
  expect(mercadopago.refundsOf(payment.id)).toHaveLength(1);
});
