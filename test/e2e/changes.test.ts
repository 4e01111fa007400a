// What would go wrong: a guest who loses the nights that they had for nights that they did not get, a change
// that nobody paid, a peso that is counted twice or goes back against the policy.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectMoneyConserved, minutes, openCheckout, type Guest } from '../support/journeys.ts';
import { linkOf, says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

/** A week in summer costs the same whichever it is. */
const DEPOSIT = 40_292_700;
const TOTAL = 134_309_000;

async function pay(checkout: string): Promise<void> {
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved', notify: 'five times' });
}

async function book(phone: string, words: string): Promise<Guest> {
  const ana = world.sandbox.whatsapp.guest(phone, 'Ana Pérez');
  await ana.say(words);
  await ana.waitFor(says('¿Te la reservo?'), 20_000);
  await ana.say('sí');
  await ana.waitFor(says('¿A nombre de quién'), 20_000);
  await ana.say('Ana Pérez');
  await pay(await openCheckout(world, linkOf(await ana.waitFor(says('Seña de'), 20_000))));
  await ana.waitFor(says('Reserva confirmada'), 20_000);
  return ana;
}

/** What occupies nights for a guest of this phone: stays, and nights that are kept for a change. */
async function nightsOf(phone: string): Promise<Array<Record<string, unknown>>> {
  const { rows } = await world.db.query(
    `select r.cabin_id as cabin, r.stay::text as stay, r.status, r.kind, r.total, r.deposit from reservations r
     left join stay_changes s on s.id = r.change_id left join reservations of on of.id = s.reservation_id
     join guests g on g.id = coalesce(r.guest_id, of.guest_id)
     where g.phone = $1 and r.status in ('held', 'settling', 'confirmed') order by r.id`,
    [phone],
  );
  return rows;
}

test('an extension: the extra night is kept while the deposit grows, and had when it is paid', async () => {
  const phone = '5492944400001';
  const ana = await book(phone, 'la coihue del 3 al 10 de enero, somos 4');
  await ana.say('quiero agregar una noche más');
  await ana.waitFor(says('Para confirmar el cambio'), 20_000);
  await ana.say('sí');
  const link = linkOf(await ana.waitFor(says('El link vale hasta las'), 20_000));
  expect(await nightsOf(phone)).toMatchObject([
    { stay: '[2027-01-03,2027-01-10)', status: 'confirmed', kind: 'stay', total: TOTAL },
    { stay: '[2027-01-10,2027-01-11)', status: 'held', kind: 'block' },
  ]);
  await pay(await openCheckout(world, link));
  await ana.waitFor(says('Reserva cambiada'), 20_000);
  const [stay, ...rest] = await nightsOf(phone);
  expect(rest).toEqual([]);
  expect(stay).toMatchObject({ stay: '[2027-01-03,2027-01-11)', status: 'confirmed' });
  const { received, applied } = await expectMoneyConserved(world);
  expect([received, applied]).toEqual([stay!['deposit'], stay!['deposit']]);
  expect(received).toBeGreaterThan(DEPOSIT);
});

test('a stay that is paid and made shorter gives back what lies above the new total', async () => {
  const phone = '5492944400002';
  const ana = await book(phone, 'la lenga del 3 al 10 de enero, somos 4');
  await ana.say('quiero pagar el saldo');
  await pay(await openCheckout(world, linkOf(await ana.waitFor(says('El link vale 24'), 20_000))));
  await ana.waitFor(says('Está todo pago'), 20_000);
  await ana.say('cambiamos la fecha, del 3 al 7');
  await ana.waitFor(says('Te devolvemos: *'), 20_000);
  await ana.choose('Sí, cambiarla');
  await ana.waitFor(says('Reserva cambiada'), 20_000);
  await ana.waitFor(says('MercadoPago la aprobó'), 20_000);
  expect(await nightsOf(phone)).toMatchObject([{ stay: '[2027-01-03,2027-01-07)' }]);
  const { rows } = await world.db.query(
    `select f.amount, f.status, f.reason, (select total from reservations r where r.id = f.reservation_id) as total,
       (select sum(p.amount)::bigint from payments p where p.reservation_id = f.reservation_id) as paid from refunds f`,
  );
  expect(rows).toEqual([
    { ...rows[0], status: 'done', reason: 'changed', amount: rows[0].paid - rows[0].total },
  ]);
  await expectMoneyConserved(world);
});

test('the code that a guest booked with counts in the price of the changed stay', async () => {
  const ana = await book(
    '5492944400009',
    'la maiten del 3 al 10 de febrero, somos 2, tengo el código LAGO10',
  );
  await ana.say('cambiamos la fecha, del 3 al 8');
  await ana.waitFor(says('¿La cambio a'), 20_000);
  const { rows } = await world.db.query(
    `select quote -> 'lines' @> '[{"kind": "promo", "code": "LAGO10"}]' as counts from quotes
     join guests g on g.id = guest_id where g.phone = '5492944400009' order by quotes.created_at`,
  );
  expect(rows.map(({ counts }) => counts)).toEqual([true, true]);
});

test('more people than the cabin takes, and another cabin for them', async () => {
  const phone = '5492944400003';
  const ana = await book(phone, 'la coihue del 14 al 18 de febrero, somos 4');
  await ana.say('al final somos 6');
  await ana.waitFor(says('entran hasta 4 personas'), 20_000);
  await ana.choose(/maiten/);
  await ana.waitFor(says('¿La cambio a *Maitén*'), 20_000);
  await ana.say('dale');
  await pay(
    await openCheckout(world, linkOf(await ana.waitFor(says('El link vale hasta'), 20_000))),
  );
  await ana.waitFor(says('Reserva cambiada'), 20_000);
  expect(await nightsOf(phone)).toMatchObject([
    { cabin: 'maiten', stay: '[2027-02-14,2027-02-18)', status: 'confirmed' },
  ]);
  await expectMoneyConserved(world);
});

test('two guests change into the same nights: one has them, the other keeps the old stay and is offered others', async () => {
  const phones = ['5492944400004', '5492944400005'] as const;
  const guests = [
    await book(phones[0], 'la lenga del 7 al 14 de febrero, somos 4'),
    await book(phones[1], 'la lenga del 21 al 28 de febrero, somos 4'),
  ];
  for (const guest of guests) {
    await guest.say('quiero cambiar la fecha, del 14 al 21 de febrero');
    await guest.waitFor(says('¿La cambio a'), 20_000);
  }
  await Promise.all(guests.map((guest) => guest.choose('Sí, cambiarla')));
  const answers = await Promise.all(
    guests.map((guest) => guest.waitFor(says(/Reserva cambiada|Te guardo|no está libre/), 20_000)),
  );
  const lost = answers.map((answer) => says('no está libre')(answer));
  expect(lost.filter(Boolean)).toHaveLength(1);
  const loser = lost.indexOf(true) as 0 | 1;
  expect(await nightsOf(phones[loser])).toMatchObject([
    { stay: ['[2027-02-07,2027-02-14)', '[2027-02-21,2027-02-28)'][loser], status: 'confirmed' },
  ]);
  expect(says('Esto sí puede ser')(answers[loser]!)).toBe(true);
  await expectMoneyConserved(world);
});

test('not paid in time: the stay is as it was; its own money still makes the change if the nights are free', async () => {
  const phone = '5492944400006';
  const ana = await book(phone, 'la coihue del 7 al 12 de marzo, somos 2');
  await ana.say('quiero agregar dos noches más');
  await ana.waitFor(says('Para confirmar el cambio'), 20_000);
  await ana.say('sí');
  const link = linkOf(await ana.waitFor(says('El link vale hasta las'), 20_000));
  const checkout = await openCheckout(world, link);
  await world.clock.advance(minutes(31));
  await ana.waitFor(says('tu reserva sigue como estaba'), 20_000);
  expect(await nightsOf(phone)).toMatchObject([{ stay: '[2027-03-07,2027-03-12)' }]);
  await world.sandbox.mercadopago.pay(checkout, {
    ...{ outcome: 'approved', payer: 'was already inside' },
  });
  await ana.waitFor(says('Reserva cambiada'), 20_000);
  expect(await nightsOf(phone)).toMatchObject([{ stay: '[2027-03-07,2027-03-14)' }]);
  await expectMoneyConserved(world);
});

test('MercadoPago cannot be asked at the end: the nights stay kept and the owner hears of it', async () => {
  const phone = '5492944400008';
  const ana = await book(phone, 'la lenga del 7 al 12 de marzo, somos 2');
  await ana.say('quiero agregar una noche más');
  await ana.waitFor(says('Para confirmar el cambio'), 20_000);
  await ana.say('sí');
  await ana.waitFor(says('El link vale hasta las'), 20_000);
  world.sandbox.mercadopago.down(true);
  await world.clock.advance(minutes(42));
  const asked = () =>
    world.db.query(`select kind from decisions where kind = 'cannotAsk'`).then(({ rows }) => rows);
  await expect.poll(asked, { timeout: 15_000 }).toHaveLength(1);
  expect(await nightsOf(phone)).toMatchObject([{ kind: 'stay' }, { kind: 'block' }]);
  world.sandbox.mercadopago.down(false);
  await world.clock.advance(minutes(2));
  await ana.waitFor(says('tu reserva sigue como estaba'), 20_000);
  expect(await nightsOf(phone)).toMatchObject([{ stay: '[2027-03-07,2027-03-12)' }]);
});

test('too close to check-in a person decides, as for whatever the bot may not', async () => {
  const ana = await book('5492944400007', 'la lenga del 26 al 29 de noviembre, somos 4');
  await world.clock.advance(24 * 60 * minutes(1));
  await ana.say('podemos quedarnos una noche más?');
  await ana.waitFor(says('Ese cambio de tu reserva lo ve una persona'), 20_000);
  const { rows } = await world.db.query(`select kind from decisions where kind = 'handoff'`);
  expect(rows).toHaveLength(1);
  expect(await nightsOf('5492944400007')).toMatchObject([{ stay: '[2026-11-26,2026-11-29)' }]);
});
