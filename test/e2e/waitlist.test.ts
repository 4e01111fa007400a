// What would go wrong: a guest who asked to be told and is not, one who hears of nights that were another's
// turn, one who is written to after they booked or went away.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { minutes, type Guest } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { JOB_EXPIRATION_INTERVAL_SECONDS: '1' } });
});
afterAll(() => world[Symbol.asyncDispose]());

async function block(from: string, to: string): Promise<void> {
  await world.db.query(
    `insert into reservations (code, kind, cabin_id, stay, status, created_at)
     select 'BLK-' || id || $1, 'block', id, daterange($1::date, $2::date), 'confirmed', now() from cabins`,
    [from, to],
  );
}

async function free(cabin: string, from: string): Promise<void> {
  await world.db.query(`update reservations set status = 'cancelled' where code = $1`, [
    `BLK-${cabin}${from}`,
  ]);
}

async function wait(phone: string, words: string): Promise<Guest> {
  const guest = world.sandbox.whatsapp.guest(phone, 'Ana Pérez');
  await guest.say(words);
  await guest.waitFor(says(/¿Te aviso si se libera/), 20_000);
  await guest.choose('Avisame si se libera');
  await guest.waitFor(says('Listo, te anoté'), 20_000);
  return guest;
}

const statuses = async (from: string) =>
  (
    await world.db.query('select status from waitlist where lower(stay) = $1::date order by id', [
      from,
    ])
  ).rows.map(({ status }) => status);

async function become(from: string, expected: readonly string[]): Promise<void> {
  await expect.poll(() => statuses(from), { timeout: 15_000, interval: 100 }).toEqual(expected);
}

test('three guests wait: each hears in their turn, and the next only when the one before let it pass', async () => {
  await block('2027-01-01', '2027-01-20');
  const guests = [
    await wait('5492944500001', 'del 8 al 12 de enero, somos 4'),
    await wait('5492944500002', 'del 8 al 12 de enero, somos 2'),
    await wait('5492944500003', 'del 8 al 12 de enero, somos 4'),
  ] as const;
  await free('coihue', '2027-01-01');
  await guests[0].waitFor(says('¡Se liberó *Coihue*'), 20_000);
  await become('2027-01-08', ['offered', 'waiting', 'waiting']);
  // no answer in two hours
  await world.clock.advance(minutes(121));
  await guests[1].waitFor(says('¡Se liberó *Coihue*'), 20_000);
  await become('2027-01-08', ['passed', 'offered', 'waiting']);
  await guests[1].say('ya no me interesa');
  await guests[1].waitFor(says('te saqué de la lista'), 20_000);
  await guests[2].waitFor(says('¡Se liberó *Coihue*'), 20_000);
  await become('2027-01-08', ['passed', 'left', 'offered']);
  await guests[2].say('sí');
  await guests[2].waitFor(says('¿Te la reservo?'), 20_000);
  await guests[2].say('sí');
  await guests[2].waitFor(says('¿A nombre de quién'), 20_000);
  await guests[2].say('Ana Pérez');
  await guests[2].waitFor(says('Te guardo *Coihue*'), 20_000);
  expect(guests[0].messages.filter(says('¡Se liberó'))).toHaveLength(1);
});

test('outside the 24 hours the turn is told by template; its button leads to the price', async () => {
  await block('2027-02-01', '2027-02-25');
  const ana = await wait('5492944500004', 'del 14 al 18 de febrero, somos 4');
  const lia = await wait('5492944500005', 'del 14 al 18 de febrero, somos 4');
  await world.db.query(
    `update guests set opted_out_at = $1 where id = (select max(guest_id) from waitlist)`,
    [world.clock.now()],
  );
  await world.clock.advance(minutes(25 * 60));
  await free('lenga', '2027-02-01');
  await ana.waitFor((message) => JSON.stringify(message).includes('waitlist_offer'), 20_000);
  await become('2027-02-14', ['offered', 'left']);
  await ana.tap('takeWait', 'Ver precio', 'button');
  await ana.waitFor(says('¿Te la reservo?'), 20_000);
  expect(lia.messages.filter((one) => JSON.stringify(one).includes('waitlist_offer'))).toEqual([]);
});

test('BAJA: neither the turn nor the review is told; ALTA: both are, and each word of it is kept', async () => {
  await block('2027-03-01', '2027-03-25');
  const stop = async (guest: Guest) => {
    await guest.say('BAJA');
    await guest.waitFor(says('te di de baja'), 20_000);
  };
  const off = await wait('5492944500006', 'del 8 al 12 de marzo, somos 4');
  await stop(off);
  const back = world.sandbox.whatsapp.guest('5492944500007', 'Ana Pérez');
  await stop(back);
  await back.say('ALTA');
  await back.waitFor(says('estás de alta'), 20_000);
  await wait('5492944500007', 'del 8 al 12 de marzo, somos 4');
  await world.db.query(
    `insert into reservations (code, cabin_id, stay, status, guest_id, name, party, total, deposit, policy_version, held_until, created_at, confirmed_at, notice_at)
     select 'PO-' || id, case phone when $1 then 'lenga' else 'maiten' end, '[2026-11-26,2026-11-28)', 'confirmed', id, 'Ana',
       '{"adults": 2, "children": 0, "infants": 0}', 30000000, 9000000, 1, $3, $3, $3, $3 from guests where phone in ($1, $2)`,
    [off.waId, back.waId, world.clock.now()],
  );
  await free('coihue', '2027-03-01');
  await back.waitFor(says('¡Se liberó *Coihue*'), 20_000);
  await become('2027-03-08', ['left', 'offered']);
  await world.clock.advance(minutes(4 * 24 * 60));
  const sent = /Se liberó|waitlist_offer|thanks_review/;
  await back.waitFor((message) => JSON.stringify(message).includes('thanks_review'), 20_000);
  const kept = (what: string, guest: Guest) =>
    world.db.query(what, [guest.waId]).then(({ rows }) => rows.map(({ told }) => told));
  const review = `select n.outcome as told from stay_notices n join reservations r on r.id = n.reservation_id
    join guests g on g.id = r.guest_id where g.phone = $1 and n.kind = 'review'`;
  await expect.poll(() => kept(review, off), { timeout: 15_000 }).toEqual(['optedOut']);
  expect(off.messages.filter((one) => sent.test(JSON.stringify(one)))).toEqual([]);
  const consents = `select given as told from consents c join guests g on g.id = c.guest_id
    where g.phone = $1 and what = 'other_messages' order by c.id`;
  expect([await kept(consents, off), await kept(consents, back)]).toEqual([[false], [false, true]]);
});
