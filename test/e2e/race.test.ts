// What would go wrong: two families with the same cabin and the same nights, or money that nobody answers for.

import { expect, test } from 'vitest';
import { linkOf, says } from '../support/reading.ts';
import { openWorld, PUBLIC_URL, type World } from '../support/world.ts';

const GUESTS = 200;

/** Everybody is one word away from the hold of the same cabin, and says it at the same moment. */
async function race(world: World, count: number) {
  const guests = Array.from({ length: count }, (_, n) =>
    world.sandbox.whatsapp.guest(`54929441${String(n).padStart(5, '0')}`, `Guest ${n}`),
  );
  await Promise.all(
    guests.map(async (guest) => {
      await guest.say('del 3 al 10 de enero, somos 4');
      await guest.waitFor(says('cabañas libres'), 60_000);
      await guest.choose('Coihue');
      await guest.waitFor(says('hasta 4 personas'), 60_000);
      await guest.choose('Precio y reserva');
      await guest.waitFor(says('¿Te la reservo?'), 60_000);
      await guest.choose('Sí, reservar');
      await guest.waitFor(says('¿A nombre de quién'), 60_000);
    }),
  );
  await Promise.all(guests.map((guest) => guest.choose(/profileName/)));
  const answers = await Promise.all(
    guests.map(async (guest) => {
      const words = await guest.waitFor(says(/Te guardo|un segundo antes/), 60_000);
      return {
        guest,
        holds: says('Te guardo')(words),
        offered: says(/cabañas libres|Tengo esta cabaña|Esto sí tengo/)(words),
      };
    }),
  );
  return {
    winners: answers.filter(({ holds }) => holds),
    losers: answers.filter(({ holds }) => !holds),
  };
}

async function overlaps(world: World): Promise<number> {
  const { rows } = await world.db.query(
    `select count(*)::int as overlaps from reservations a join reservations b on a.cabin_id = b.cabin_id and a.stay && b.stay and a.id < b.id
     where a.status in ('held', 'settling', 'confirmed') and b.status in ('held', 'settling', 'confirmed')`,
  );
  return rows[0].overlaps;
}

/** The guard, off: the constraint keeps its name and sees no row. */
async function dropGuard(world: World): Promise<void> {
  await world.db.query(`alter table reservations drop constraint one_stay_per_cabin,
    add constraint one_stay_per_cabin exclude using gist (cabin_id with =, stay with &&) where (false)`);
}

test('two hundred guests want the same nights: one has them, and every other one is told and offered something else', async () => {
  await using world = await openWorld();
  const { winners, losers } = await race(world, GUESTS);
  expect(winners).toHaveLength(1);
  expect(losers).toHaveLength(GUESTS - 1);
  expect(losers.filter(({ offered }) => !offered)).toEqual([]);
  expect(await overlaps(world)).toBe(0);

  const [winner] = winners;
  const opened = await fetch(
    linkOf(await winner!.guest.waitFor(says('Seña de'))).replace(PUBLIC_URL, world.service.url),
    { redirect: 'manual' },
  );
  await world.sandbox.mercadopago.pay(opened.headers.get('location')!, {
    outcome: 'approved',
    notify: 'five times',
  });
  await winner!.guest.waitFor(says('Reserva confirmada'));
  const { rows } = await world.db.query(
    `select count(*)::int as stays from reservations where status = 'confirmed'`,
  );
  expect(rows[0]).toEqual({ stays: 1 });
}, 120_000);

test('control: without the constraint the same race gives one cabin to many', async () => {
  await using world = await openWorld();
  await dropGuard(world);
  const { winners } = await race(world, 20);
  expect(winners.length).toBeGreaterThan(1);
  expect(await overlaps(world)).toBeGreaterThan(0);
}, 60_000);
