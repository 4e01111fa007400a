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
