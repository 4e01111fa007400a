// What would go wrong: a guest who stands before a locked door, is asked the same twice, or is written to while the
// owner is writing; a stay that moved and is spoken of as it was.

import { expect, test } from 'vitest';
import { askForCoihue, openCheckout, type Guest } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openSmtp } from '../support/smtp.ts';
import { openWorld, type World } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const env = { JOB_EXPIRATION_INTERVAL_SECONDS: '1' };

async function book(world: World, phone: string): Promise<Guest> {
  const ana = world.sandbox.whatsapp.guest(phone, 'Ana Pérez');
  const checkout = await openCheckout(world, await askForCoihue(ana, 'Ana Pérez'));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  return ana;
}

/** Moves the clock to an hour of a day at the lodging. */
const until = (world: World, day: string, time: string) =>
  world.clock.advance(Date.parse(`${day}T${time}:00-03:00`) - world.clock.now().getTime());

const isTemplate = (name: string) => (message: object) =>
  (message as { template?: { name: string } }).template?.name === name;
const named = ({ messages }: Guest, name: string) => messages.filter(isTemplate(name)).length;

async function notices(world: World) {
  const { rows } = await world.db.query('select kind, outcome from stay_notices order by kind');
  return (rows as Array<{ kind: string; outcome: string }>).map(
    ({ kind, outcome }) => `${kind} ${outcome}`,
  );
}

test('a whole stay: each message once, at its time, over two processes and a restart, outside the window as a template', async () => {
  await using world = await openWorld({ env });
  await world.openAnother();
  const ana = await book(world, '5492944800001');

  await until(world, '2026-12-31', '10:05');
  await ana.waitFor(isTemplate('balance_due'), 15_000);
  await until(world, '2027-01-01', '09:55');
  expect(named(ana, 'checkin_reminder')).toBe(0);
  await until(world, '2027-01-01', '10:05');
  await ana.waitFor(isTemplate('checkin_reminder'), 15_000);
  // the guest answers, and the window is open until the same hour of the next day
  await until(world, '2027-01-01', '20:00');
  await ana.say('vamos a llegar tarde, tipo 22 hs');
  await ana.waitFor(
    says(
      /Anotado: llegás a \*Coihue\*.*a las \*22:00\*[^]*después de las 21:00[^]*caja con código/,
    ),
    15_000,
  );
  await until(world, '2027-01-02', '10:05');
  await ana.waitFor(
    says(/Para tu llegada[^]*La llave está en la recepción[^]*a las \*22:00\*/),
    15_000,
  );
  await until(world, '2027-01-10', '09:05');
  await ana.waitFor(isTemplate('checkout_day'), 15_000);

  await world.service[Symbol.asyncDispose]();
  await until(world, '2027-01-11', '11:05');
  await ana.waitFor(isTemplate('thanks_review'), 15_000);
  await world.openAnother();
  await world.clock.advance(40 * DAY_MS);
  await expect
    .poll(async () => (await world.db.query('select status, notice_at from reservations')).rows, {
      timeout: 10_000,
    })
    .toEqual([{ status: 'completed', notice_at: null }]);

  expect(await notices(world)).toEqual([
    ...['arrival told', 'balance told', 'instructions told', 'leaving told'],
    ...['noShow notNeeded', 'review told'],
  ]);
  for (const name of ['balance_due', 'checkin_reminder', 'checkout_day', 'thanks_review'])
    expect([name, named(ana, name)]).toEqual([name, 1]);
  expect(ana.messages.filter(says('Para tu llegada'))).toHaveLength(1);
  const { rows } = await world.db.query('select kind, detail from decisions order by id');
  expect(rows).toEqual([{ kind: 'arrivalHour', detail: { time: '22:00', fit: 'late' } }]);
});

/** A guest with a confirmed stay, who has said a word of their language. */
async function sold(
  world: World,
  guest: Guest,
  { hello, cabinId }: { hello: string; cabinId: string },
) {
  await guest.say(hello);
  await guest.waitFor(says(/El Radal/), 15_000);
  const { rows } = await world.db.query(
    `insert into reservations (code, cabin_id, stay, status, guest_id, name, party, total, deposit, policy_version, held_until, created_at, confirmed_at)
     select 'PO-' || upper($2), $2, '[2027-01-15,2027-01-18)', 'confirmed', id, 'João', '{"adults": 2, "children": 0, "infants": 0}', 30000000, 9000000, 1, $3, $3, $3
     from guests where phone = $1 returning id, guest_id as "guestId", code`,
    [guest.waId, cabinId, world.clock.now()],
  );
  const { id, guestId, code } = rows[0] as { id: number; guestId: number; code: string };
  const event = {
    ...{
      type: 'payment.confirmed',
      code,
      cabinName: cabinId,
      received: 9_000_000,
      late: false,
      surplus: 0,
    },
    stay: { checkIn: '2027-01-15', checkOut: '2027-01-18' },
    ...{ checkIn: '15:00', instructions: 'La llave.', offersMail: true },
  };
  await world.db.query(
    `with told as (insert into guest_events (guest_id, key, body, sent_at, received_at) values ($1, $2, $3, $4, $4) returning guest_id)
     update guests set wake_at = $4 from told where id = guest_id`,
    [
      guestId,
      `reservation:${id}:confirmed`,
      JSON.stringify({ kind: 'fact', event }),
      world.clock.now(),
    ],
  );
}

test('in Portuguese and in English: when they arrive by word and by tap, and the confirmation by mail', async () => {
  await using smtp = await openSmtp();
  await using world = await openWorld({
    env: { SMTP_URL: smtp.url, SMTP_FROM: 'Radal <reservas@radal.example>' },
  });
  const joao = world.sandbox.whatsapp.guest('5511987650001', 'João');
  const jane = world.sandbox.whatsapp.guest('447700900123', 'Jane');
  await sold(world, joao, { hello: 'oi, tudo bem? você tem wifi?', cabinId: 'coihue' });
  await sold(world, jane, { hello: 'hi there, is there wifi?', cabinId: 'lenga' });

  await joao.waitFor(says(/Reserva confirmada[^]*escreva o seu endereço/), 15_000);
  await joao.say('chego às 20h');
  await joao.waitFor(says(/Anotado: você chega a .* às \*20:00\*/), 15_000);
  await joao.say('meu email é joao@exemplo.com.br');
  await joao.waitFor(says('mando para *joao@exemplo.com.br*'), 15_000);
  await expect.poll(() => smtp.taken.length, { timeout: 15_000 }).toBe(1);
  expect(smtp.taken[0]).toMatchObject({ to: ['joao@exemplo.com.br'] });
  expect(smtp.taken[0]?.parts[0]?.words).toContain(
    'Sua reserva em Cabañas El Radal está confirmada',
  );

  await jane.waitFor(says('Booking confirmed'), 15_000);
  await jane.say('we arrive at 10pm');
  await jane.waitFor(says(/Noted: you arrive at .* at \*22:00\*[^]*after 21:00/), 15_000);
  await jane.say('sorry, we will be late');
  await jane.waitFor(says('What time do you expect to arrive?'), 15_000);
  await jane.choose('Around 17:00');
  await jane.waitFor(says(/Noted: .* at \*17:00\*/), 15_000);

  const { rows } = await world.db.query(
    'select expected_arrival as time from reservations order by id',
  );
  expect(rows).toEqual([{ time: '20:00' }, { time: '17:00' }]);
});
