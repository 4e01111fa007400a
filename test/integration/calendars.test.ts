// Calendars of other channels come in, ours goes out, and what both sold is never silent.

import { expect, test } from 'vitest';
import { eventually, openAdminWorld, type Owner } from '../support/admin.ts';
import { openChannel } from '../support/channel.ts';
import type { World } from '../support/world.ts';

async function add(owner: Owner, url: string, name = 'Airbnb', cabinId = 'coihue') {
  const added = await owner.post('/calendar-feeds', { cabinId, name, url });
  expect(added.status).toBe(201);
  return added.body as { id: number; ours: string };
}

/** Reads a feed and waits until it is done. */
async function readNow(
  { db, owner }: World & { owner: Owner },
  id: number,
): Promise<string | null> {
  const looked = async () =>
    (await db.query('select asked_at, failure from calendar_feeds where id = $1', [id])).rows[0];
  const before = (await looked()).asked_at?.getTime();
  expect((await owner.post(`/calendar-feeds/${id}/read`)).status).toBe(200);
  return (await eventually(looked, (row) => row.asked_at && row.asked_at.getTime() !== before))
    .failure;
}

async function nightsOf({ db }: Pick<World, 'db'>, cabinId = 'coihue'): Promise<string[]> {
  const { rows } = await db.query(
    `select name || ' ' || lower(stay) || ' ' || upper(stay) as what from reservations
     where cabin_id = $1 and status in ('held', 'settling', 'confirmed', 'completed') order by lower(stay)`,
    [cabinId],
  );
  return rows.map(({ what }) => what);
}

test('a channel sells, moves, cancels and forgets: its nights follow, and ours are told to others', async () => {
  await using world = await openAdminWorld();
  await using channel = await openChannel();
  const { owner } = world;
  const sold = { uid: 'a@airbnb.com', from: '2027-01-10', to: '2027-01-13' };
  channel.serve([sold, { uid: 'b@airbnb.com', from: '2027-02-01', to: '2027-02-05' }]);
  const feed = await add(owner, channel.url);
  await eventually(
    () => nightsOf(world),
    (all) => all.length === 2,
  );
  expect(await nightsOf(world)).toEqual([
    'Airbnb 2027-01-10 2027-01-13',
    'Airbnb 2027-02-01 2027-02-05',
  ]);

  channel.serve([{ ...sold, from: '2027-01-11', to: '2027-01-15' }]);
  expect(await readNow(world, feed.id)).toBeNull();
  expect(await nightsOf(world)).toEqual(['Airbnb 2027-01-11 2027-01-15']);
  channel.serve([{ ...sold, more: ['STATUS:CANCELLED'] }]);
  await readNow(world, feed.id);
  expect(await nightsOf(world)).toEqual([]);
});
