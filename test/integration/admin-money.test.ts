// Money at the owner's hand: cancelling with its preview, holds confirmed by hand, and the queue of decisions.

import { expect, test } from 'vitest';
import { createMercadoPago } from '../../src/adapters/mercadopago.ts';
import { eventually, openAdminWorld, ownerAt } from '../support/admin.ts';
import { askForCoihue, expectMoneyConserved, openCheckout } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { PUBLIC_URL, secrets } from '../support/world.ts';

type Waiting = { readonly id: number; readonly kind: string };

test('a paid stay is cancelled for its guest by the policy that was previewed, and the money goes back', async () => {
  await using world = await openAdminWorld();
  const { clock, sandbox, signIn } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  const link = await askForCoihue(ana, 'Ana Pérez');
  await sandbox.mercadopago.pay(await openCheckout(world, link), { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  // from 14 to 7 days before, half of the deposit goes back
  await clock.advance(28 * 24 * 3_600_000);
  const owner = await signIn();

  const { id, deposit, paid } = (await owner.get('/reservations')).body.items[0];
  expect(paid).toBe(deposit);
  const half = Math.round(deposit / 2);
  expect((await owner.get('/payments')).body.items).toMatchObject([
    { reservationId: id, status: 'approved', amount: deposit, outcome: 'confirm' },
  ]);
  const preview = (await owner.get(`/reservations/${id}/cancellation`)).body;
  expect(preview).toEqual({
    paid: deposit,
    paidElsewhere: 0,
    byGuest: half,
    byOwner: deposit,
    daysBefore: 12,
    disputed: false,
  });
  const cancelled = await owner.post(`/reservations/${id}/cancellation`, { asks: 'guest' });
  expect(cancelled.body).toMatchObject({ status: 'cancelled', endedBy: 'guest', refund: half });
  expect((await owner.post(`/reservations/${id}/cancellation`, { asks: 'guest' })).status).toBe(
    409,
  );
  const refunds = await eventually(
    async () => (await owner.get('/refunds')).body.items,
    ([refund]) => refund?.status === 'done',
  );
  expect(refunds).toMatchObject([{ reservationId: id, amount: half, status: 'done' }]);
  const whole = (await owner.get(`/reservations/${id}`)).body;
  expect([whole.payments.length, whole.refunds.length]).toEqual([1, 1]);

  const books = await owner.get('/ledger/invariants');
  expect(books.body).toMatchObject({
    received: deposit,
    refunded: half,
    applied: deposit - half,
    broken: [],
  });
  await expectMoneyConserved(world);
});

test('a hold that the owner confirms by hand is confirmed to its guest, and what they paid goes back by hand', async () => {
  await using world = await openAdminWorld();
  const { owner, sandbox } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  await askForCoihue(ana, 'Ana Pérez');
  const { id } = (await owner.get('/reservations?status=held')).body.items[0];
  const tooMuch = await owner.post(`/reservations/${id}/confirmation`, { received: 900_000_000 });
  expect([tooMuch.status, tooMuch.body.title]).toEqual([409, 'More than is owed']);
  const confirmed = await owner.post(`/reservations/${id}/confirmation`, {});
  expect(confirmed.body).toMatchObject({ status: 'confirmed', confirmedBy: 'ana@example.com' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  expect((await owner.post(`/reservations/${id}/confirmation`, {})).status).toBe(409);
  const books = (await owner.get('/ledger/invariants')).body;
  const { deposit } = confirmed.body;
  expect([books.received, books.applied]).toEqual([deposit, deposit]);

  await owner.post(`/reservations/${id}/cancellation`, { asks: 'owner' });
  expect(await expectMoneyConserved(world)).toMatchObject({ applied: 0, queued: deposit });
  const [waiting] = (await owner.get('/decisions?kind=refundByHand')).body.items as Waiting[];
  await owner.post(`/decisions/${waiting!.id}`, { decision: 'approve' });
  expect(await expectMoneyConserved(world)).toMatchObject({ queued: 0, refunded: deposit });
});

test('money without a reservation waits in the queue, and is given to one or back with one call', async () => {
  await using world = await openAdminWorld();
  const { owner, sandbox } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  await askForCoihue(ana, 'Ana Pérez');
  const held = (await owner.get('/reservations?status=held')).body.items[0];
  const gateway = createMercadoPago({
    accessToken: secrets.mercadopagoAccessToken,
    apiUrl: sandbox.mercadopagoApiUrl,
    publicUrl: PUBLIC_URL,
    timeZone: 'America/Argentina/Buenos_Aires',
    count: () => undefined,
  });
  for (const reference of ['PO-NADIE', 'PO-NINGUNA']) {
    const { checkoutUrl } = await gateway.createPreference({
      reference,
      title: 'x',
      amount: held.deposit,
      from: world.clock.now(),
      until: new Date(world.clock.now().getTime() + 3_600_000),
      idempotencyKey: reference,
    });
    await sandbox.mercadopago.pay(checkoutUrl, { outcome: 'approved' });
  }
  const waiting = await eventually(
    async (): Promise<Waiting[]> => (await owner.get('/decisions')).body.items,
    (items) => items.length === 2,
  );
  expect(waiting.map(({ kind }) => kind)).toEqual(['suspense', 'suspense']);
  const [first, second] = waiting.map(({ id }) => `/decisions/${id}`) as [string, string];
  expect((await owner.post(first, { decision: 'approve' })).body.title).toContain(
    'which reservation',
  );
  expect((await owner.post(first, { decision: 'resolve' })).status).toBe(409);
  const given = await owner.post(first, { decision: 'approve', reservationId: held.id });
  expect(given.body).toMatchObject({ decision: 'approve', decidedBy: 'ana@example.com' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  expect((await owner.post(second, { decision: 'refuse' })).status).toBe(200);
  expect((await owner.post(second, { decision: 'refuse' })).status).toBe(409);
  const refunds = await eventually(
    async () => (await owner.get('/refunds?status=done')).body.items,
    (items) => items.length === 1,
  );
  expect(refunds).toMatchObject([{ amount: held.deposit, reason: 'owner' }]);
  expect((await owner.get('/decisions')).body.items).toEqual([]);
  expect((await owner.get('/decisions?state=decided')).body.items).toHaveLength(2);
  await expectMoneyConserved(world);
});

test('a deposit that fell short is enough when the owner says so', async () => {
  await using world = await openAdminWorld();
  const { owner, sandbox } = world;
  const ana = sandbox.whatsapp.guest('5492944123456', 'Ana');
  const link = await askForCoihue(ana, 'Ana Pérez');
  const checkout = await openCheckout(world, link);
  await sandbox.mercadopago.pay(checkout, { outcome: 'approved', amount: 1_000 });
  const [question] = await eventually(
    async (): Promise<Waiting[]> => (await owner.get('/decisions')).body.items,
    (items) => items.length === 1,
  );
  expect(question).toMatchObject({ kind: 'shortPayment' });
  expect((await owner.post(`/decisions/${question?.id}`, { decision: 'approve' })).status).toBe(
    200,
  );
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  const books = await expectMoneyConserved(world);
  expect(books).toMatchObject({ received: 100_000, applied: 100_000 });
});

test('a transfer is approved with one call, the rest is counted in cash, and the page for the bank has it all', async () => {
  await using world = await openAdminWorld();
  const { sandbox, owner } = world;
  const ana = sandbox.whatsapp.guest('5492944123457', 'Ana');
  await askForCoihue(ana, 'Ana Pérez');
  await ana.say('te puedo transferir?');
  await ana.waitFor(says('con los centavos'), 20_000);
  // what is no picture and no PDF, whatever it says, is not kept; the next one is
  const pdf = { kind: 'document', mimeType: 'application/pdf' } as const;
  await ana.sendMedia({ ...pdf, bytes: Buffer.from('<script>alert(1)</script>') });
  await ana.waitFor(says('Lo mira una persona'), 20_000);
  await expect
    .poll(
      () =>
        world.log.some(
          ({ msg, job }) =>
            msg === 'a job was given up' && (job as { name: string }).name === 'keepReceipt',
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  await ana.sendMedia({ ...pdf, bytes: Buffer.from('%PDF-1.7 comprobante') });
  await ana.waitFor(says('Lo mira una persona'), 20_000);

  // what the guest sent is fetched for the owner, who takes it as a file; nobody else does
  const held = (await owner.get('/reservations')).body.items[0].id;
  const receipt = await eventually(
    () => owner.get(`/reservations/${held}/receipt`),
    ({ status }) => status !== 404,
  );
  expect(receipt.text).toBe('%PDF-1.7 comprobante');
  expect(Object.fromEntries(receipt.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="receipt-${held}.pdf"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  const path = `/reservations/${held}/receipt`;
  expect((await ownerAt(world.service.url, null).get(path)).status).toBe(401);
  expect((await (await world.signIn('eva@example.com')).get(path)).status).toBe(403);
  expect((await owner.get('/reservations/999/receipt')).status).toBe(404);

  const [waiting] = (await owner.get('/decisions')).body.items as Array<
    Waiting & { amount: number }
  >;
  expect(waiting?.kind).toBe('transfer');
  const ruled = await owner.post(`/decisions/${waiting!.id}`, { decision: 'approve' });
  expect(ruled.status).toBe(200);
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  const { id, total } = (await owner.get('/reservations')).body.items[0];

  const due = total - waiting!.amount;
  expect((await owner.post(`/reservations/${id}/cash`, { amount: due + 1 })).status).toBe(409);
  expect((await owner.post(`/reservations/${id}/cash`, { amount: 0 })).status).toBe(400);
  expect((await owner.post(`/reservations/${id}/cash`, { amount: due })).body).toMatchObject({
    missing: 0,
  });
  await ana.waitFor(says('Está todo pago'), 20_000);
  const page = await owner.get(`/reservations/${id}/evidence`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-disposition')).toContain('attachment');
  expect(page.text).toContain('Lo mira una persona');
  expect(await expectMoneyConserved(world)).toMatchObject({ received: total, applied: total });
});
