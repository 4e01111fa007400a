// `npm run prove` in small: everything that goes wrong at once for a few seconds, then every promise about
// money and nights looked at. Taking one guard away must show, or the run proves nothing: each control goes
// straight to where its guard is needed, and the verdict of the run has to see what came of it.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { importProperty } from '../../src/adapters/catalog.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import { addDays } from '../../src/domain/stay.ts';
import { runChaos } from '../prove/chaos.ts';
import { judge, tryGuards } from '../prove/verdict.ts';
import { openBookingWorld, SUMMER, type BookingWorld } from '../support/booking-world.ts';
import { openDatabase } from '../support/database.ts';

test('services are killed, notifications lost, everybody does everything: every promise holds', async () => {
  await using database = await openDatabase();
  const pool = openPool(database.url, { max: 1, onError: () => undefined });
  await importProperty(
    pool,
    JSON.parse(await readFile('fixtures/property.json', 'utf8')),
    new Date(),
  );
  await pool.end();
  const { verdict, reservations, kills, counted } = await runChaos({
    databaseUrl: database.url,
    seconds: 15,
    workers: 2,
    mostQuietMs: 45_000,
  });
  expect(verdict.broken).toEqual([]);
  expect(kills).toBeGreaterThan(0);
  expect(verdict.received).toBeGreaterThan(0);
  expect(reservations.map(({ status }) => status)).toContain('confirmed');
  const whatHappened = [...counted.keys()];
  for (const what of [
    /^change: .*: (changed|held)$/,
    /^transfer: claimed$/,
    /^owner: takes cash: /,
  ])
    expect(whatHappened).toContainEqual(expect.stringMatching(what));
  expect(counted.get('chat: acknowledged')).toBeGreaterThan(0);
}, 90_000);

/** What the verdict of a run says of a world without a chat. */
async function brokenIn(world: BookingWorld): Promise<string[]> {
  const { mercadopago } = world;
  const known = { mercadopago, inThePanel: new Map(), acknowledged: new Set<string>() };
  // nobody reads here what the conversation is told
  await world.pool.query('update guest_events set rev = 0');
  const { broken } = await judge(world.pool, { ...known, toldConfirmed: () => [] }, world.now());
  return [...broken, ...(await tryGuards(world.pool))].map(({ law }) => law);
}

/** A constraint that never conflicts, under the name of one that does: the code names it. */
const without = (world: BookingWorld, table: string, constraint: string, columns: string) =>
  world.pool.query(
    `alter table ${table} drop constraint ${constraint}, add constraint ${constraint} unique (${columns})`,
  );

const REFUNDS = /^POST .*refunds/;
const CONTROLS: Readonly<
  Record<string, { law: string; remove: (world: BookingWorld) => Promise<unknown>; deed: Deed }>
> = {
  'the exclusion constraint': {
    law: 'no two live stays overlap',
    remove: (world) => without(world, 'reservations', 'one_stay_per_cabin', 'id, code'),
    async deed(world) {
      await paidStay(world, 'lenga');
      const guests = [await world.guest(), await world.guest()];
      const quoteIds: string[] = [];
      for (const guestId of guests) quoteIds.push(await quoteFor(world, guestId));
      for (const [index, guestId] of guests.entries())
        await inTransaction(world.pool, (db) =>
          world.booking.holds.placeHold(db, {
            ...{ quoteId: quoteIds[index]!, guestId, name: 'Ana', now: world.now() },
            ...{ maxHolds: 1, holdMinutes: 30 },
          }),
        );
    },
  },
  'the exclusion constraint, when a stay is changed': {
    law: 'no two live stays overlap',
    remove: (world) => without(world, 'reservations', 'one_stay_per_cabin', 'id, code'),
    async deed(world) {
      const other = { checkIn: SUMMER.checkOut, checkOut: addDays(SUMMER.checkOut, 3) };
      const ana = await paidStay(world);
      const wish = { stay: other, party: null, pets: null, cabin: null, another: false };
      const guest = { ...ana, now: world.now() };
      const told = await inTransaction(world.pool, (db) =>
        world.booking.changing.weigh(db, guest, wish),
      );
      if (told.kind !== 'told') throw new Error(told.kind);
      await world.hold({ stay: other });
      const agreed = { ...told.terms, quoteId: told.shown.id, holdMinutes: 30 };
      await inTransaction(world.pool, (db) => world.booking.changing.agree(db, guest, agreed));
    },
  },
  'the idempotency key of refunds': {
    law: 'nothing is refunded that is not owed',
    remove: async () => undefined,
    async deed(world) {
      const { preference } = await world.hold();
      const { amount } = world.mercadopago.checkouts().find(({ id }) => id === preference)!;
      const { failNext, heal, pay } = world.mercadopago;
      failNext(20, { status: 500 }, REFUNDS);
      await pay(preference, { outcome: 'approved', amount: amount + 1_000 });
      await world.runJobs();
      const { rows } = await world.pool.query('select id as "refundId" from refunds');
      // made, but the answer is lost; and asked for again before any notification tells of it
      heal();
      failNext(20, 'reset after the work', REFUNDS);
      await expect(world.booking.work.refund(rows[0])).rejects.toThrow();
      heal();
      await world.booking.work.refund(rows[0]);
    },
  },
  'the key of ledger entries': {
    law: 'every approved peso is in the ledger once',
    remove: (world) => without(world, 'ledger_entries', 'one_entry_per_fact', 'id, key'),
    async deed(world) {
      const { preference } = await world.hold();
      const payment = await world.mercadopago.pay(preference, { outcome: 'approved' });
      await world.runJobs();
      await world.enqueue(world.pool, {
        name: 'payment',
        data: { paymentId: String(payment.id) },
      });
      await world.runJobs();
    },
  },
  'the trigger of the ledger': {
    law: 'the database refuses what must not be',
    remove: (world) => world.pool.query('drop trigger ledger_is_append_only on ledger_postings'),
    deed: (world) => paidStay(world),
  },
};
type Deed = (world: BookingWorld) => Promise<unknown>;

test.each(Object.entries(CONTROLS))(
  'control: without %s the verdict says so',
  async (name, { law, remove, deed }) => {
    const careless = name === 'the idempotency key of refunds';
    const open = (guard: 'guarded' | 'not') =>
      openBookingWorld({
        gateway: (real) =>
          guard === 'not' && careless
            ? { ...real, refund: (id, amount) => real.refund(id, amount, randomUUID()) }
            : real,
      });
    {
      await using world = await open('guarded');
      await deed(world);
      expect(await brokenIn(world)).toEqual([]);
    }
    await using world = await open('not');
    await remove(world);
    await deed(world);
    expect(await brokenIn(world)).toContain(law);
  },
);

async function paidStay(world: BookingWorld, cabinId = 'coihue') {
  const { guestId, code, preference } = await world.hold({ cabinId });
  await world.mercadopago.pay(preference, { outcome: 'approved' });
  await world.runJobs();
  expect(await world.statusOf(code)).toBe('confirmed');
  return { guestId, code };
}

async function quoteFor(world: BookingWorld, guestId: number): Promise<string> {
  const party = { adults: 2, children: 0, infants: 0 };
  const asked = { guestId, cabinId: 'coihue', stay: SUMMER, party, pets: 0, now: world.now() };
  const quoted = await world.booking.quotes.makeQuote(world.pool, asked);
  if (quoted.kind !== 'made') throw new Error(quoted.kind);
  return quoted.shown.id;
}
