// What would go wrong: a message is acknowledged and stored, and its guest is put to sleep at that very
// moment: nobody looks at it until they write again.

import { expect, test } from 'vitest';
import * as guests from '../../src/adapters/guests.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import type { Arrival } from '../../src/chat/inbound.ts';
import type { ClaimedGuest } from '../../src/chat/lane.ts';
import { openDatabase } from '../support/database.ts';

const NOON = Date.parse('2026-11-24T15:00:00Z');
const at = (seconds: number) => new Date(NOON + seconds * 1_000);
const QUIET = { retryAt: null, failed: false, pacedUntil: null, held: [], heldUntil: null };
const PHONE = '5492944000001';

const says = (id: string): Arrival => ({
  key: `wamid:${id}`,
  sender: { phone: PHONE, bsuid: null, profileName: 'Ana' },
  sentAt: at(0),
  body: { kind: 'text', text: id },
});

async function openLane() {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await openDatabase());
  const pool = openPool(url, { max: 8, onError: () => undefined });
  opening.defer(() => pool.end());
  const opened = opening.move();
  return {
    pool,
    hear: (id: string, seconds: number) =>
      guests.receive(pool, [says(id)], { now: at(seconds), pauseMs: 0, trace: id }),
    claim: async (seconds: number) =>
      (await guests.claim(pool, 1, crypto.randomUUID(), at(seconds))) as ClaimedGuest,
    take: (guest: ClaimedGuest, seconds: number) =>
      guests.writeTurn(pool, guest, {
        machine: 'conversation',
        rev: guest.rev + 1,
        language: 'es',
        machineVersion: 1,
        events: [],
        state: 'x',
        at: at(seconds),
        eventIds: guest.events.map(({ id }) => id),
        messages: [],
      }),
    release: (guest: ClaimedGuest, seconds: number) =>
      guests.release(pool, guest, { ...QUIET, now: at(seconds) }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const keysOf = ({ events }: ClaimedGuest) => events.map(({ key }) => key);

test('a message that is stored while its guest is being claimed is not overlooked', async () => {
  await using lane = await openLane();
  await lane.hear('one', 0);
  const claiming = await inTransaction(lane.pool, async (db) => {
    await db.query(
      `insert into guest_events (guest_id, key, body, sent_at, received_at) values (1, 'wamid:two', '{"kind":"text","text":"two"}', $1, $1)`,
      [at(1)],
    );
    await db.query('update guests set wake_at = least(wake_at, $1) where id = 1', [at(1)]);
    const claimed = lane.claim(2);
    // it waits for this row: what it has read of the events by then is older than the commit
    await expect
      .poll(async () => {
        const { rows } = await lane.pool.query(
          `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows[0].waiting;
      })
      .toBe(1);
    return { claimed };
  });
  const first = await claiming.claimed;
  await lane.take(first, 2);
  const again = await lane.release(first, 3);
  if (keysOf(first).length === 2) return;
  expect(again).toEqual(at(3));
  expect(keysOf(await lane.claim(3))).toEqual(['wamid:two']);
});

test('a message that comes when its holder has overstayed the lease is not overlooked', async () => {
  await using lane = await openLane();
  await lane.hear('one', 0);
  const slow = await lane.claim(0);
  await lane.take(slow, 1);
  await lane.hear('two', 31);
  const again = await lane.release(slow, 32);
  expect(again?.getTime()).toBeLessThanOrEqual(at(32).getTime());
  expect(keysOf(await lane.claim(32))).toEqual(['wamid:two']);
});

test('a guest with nothing more to read or to send sleeps, and one whose turn failed waits for the retry', async () => {
  await using lane = await openLane();
  await lane.hear('one', 0);
  const guest = await lane.claim(0);
  await lane.take(guest, 0);
  expect(await lane.release(guest, 1)).toBeNull();
  await lane.hear('two', 2);
  const failing = await lane.claim(2);
  const outcome = { ...QUIET, retryAt: at(60), failed: true, now: at(3) };
  expect(await guests.release(lane.pool, failing, outcome)).toEqual(at(60));
});
