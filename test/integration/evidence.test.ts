// What a bank is shown about a chargeback: all of it on one page, and nothing that a guest wrote is markup.

import { expect, test } from 'vitest';
import { evidenceFor } from '../../src/adapters/evidence.ts';
import { openBookingWorld } from '../support/booking-world.ts';

test('the quote, the policy, the talk, the stay and the payments on one page that needs nothing else', async () => {
  await using world = await openBookingWorld();
  const { code, guestId, preference, deposit } = await world.hold();
  const paid = await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  const { chargebackId } = await world.mercadopago.chargeBack(paid.id);
  await world.runJobs();
  await world.pool.query(
    `insert into guest_events (guest_id, key, body, sent_at, received_at) values ($1, 'wamid:1', $2, $3, $3)`,
    [
      guestId,
      JSON.stringify({ kind: 'text', text: '<script>alert(1)</script> & "dale"' }),
      world.now(),
    ],
  );
  await world.pool.query(
    `insert into messages (guest_id, rev, payload, created_at) values ($1, 1, $2, $3)`,
    [guestId, JSON.stringify({ kind: 'text', body: 'Reserva confirmada' }), world.now()],
  );
  const { rows } = await world.pool.query('select id from reservations where code = $1', [code]);
  const pack = await evidenceFor(world.pool, (rows[0] as { id: number }).id, {
    now: world.now(),
    timeZone: 'America/Argentina/Buenos_Aires',
  });
  const html = pack?.replaceAll('\u00a0', ' ') ?? '';
  for (const part of [
    code,
    'Coihue',
    '2027-01-15',
    String(paid.id),
    chargebackId,
    'charged_back',
    (deposit / 100).toLocaleString('es-AR', { minimumFractionDigits: 2 }),
    'versión 1',
    'Reserva confirmada',
    '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;dale&quot;',
    '4/12/26',
  ])
    expect(html).toContain(part);
  expect(html).not.toMatch(/<script|<img|<link|https?:/);
  expect(await evidenceFor(world.pool, 999, { now: world.now(), timeZone: 'UTC' })).toBeUndefined();
});
