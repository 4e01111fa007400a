// What would go wrong: a message is acknowledged and stored, and its guest is put to sleep at that very
// moment: nobody looks at it until they write again.

import { expect, test } from 'vitest';
import * as guests from '../../src/adapters/guests.ts';
import { inTransaction, openPool } from '../../src/adapters/postgres.ts';
import { createCommitTurn } from '../../src/adapters/turns.ts';
import type { Arrival } from '../../src/chat/inbound.ts';
import type { ClaimedGuest, VisitOutcome } from '../../src/chat/lane.ts';
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
  const commitTurn = createCommitTurn(pool);
  const opened = opening.move();
  return {
    pool,
    hear: (id: string, seconds: number) =>
      guests.receive(pool, [{ arrivals: [says(id)], trace: id }], { now: at(seconds), pauseMs: 0 }),
    claim: async (seconds: number) => {
      const asked = { guestId: 1, token: crypto.randomUUID(), now: at(seconds) };
      return (await guests.claim(pool, [asked]))[0] as ClaimedGuest;
    },
    take: (guest: ClaimedGuest, seconds: number) =>
      commitTurn(guest, async () => ({
        machine: 'conversation',
        rev: guest.rev + 1,
        language: 'es',
        machineVersion: 1,
        events: [],
        state: 'x',
        at: at(seconds),
        eventIds: guest.events.map(({ id }) => id),
        messages: [],
      })),
    release: async (guest: ClaimedGuest, seconds: number, ended: Partial<VisitOutcome> = {}) => {
      const outcome = { ...QUIET, now: at(seconds), ...ended };
      return (await guests.release(pool, [{ guest, outcome }]))[0];
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const keysOf = ({ events }: ClaimedGuest) => events.map(({ key }) => key);

const STORE = `insert into guest_events (guest_id, key, body, sent_at, received_at)
  values (1, 'wamid:two', '{"kind":"text","text":"two"}', $1, $1)`;

test('a guest who is being written to is left to whoever writes, who wakes them', async () => {
  await using lane = await openLane();
  await lane.hear('one', 0);
  await inTransaction(lane.pool, async (db) => {
    await db.query(STORE, [at(1)]);
    await db.query('update guests set wake_at = least(wake_at, $1) where id = 1', [at(1)]);
    expect(await lane.claim(2)).toBeUndefined();
  });
  expect(keysOf(await lane.claim(2))).toEqual(['wamid:one', 'wamid:two']);
});

test('a message that is committed between what the claim reads and what it locks is not overlooked', async () => {
  await using lane = await openLane();
  await lane.hear('one', 0);
  const guest = await lane.claim(2);
  // what such a claim leaves: an event that it has not read, and a guest who is awake for the lease only
  await lane.pool.query(STORE, [at(1)]);
  await lane.take(guest, 2);
  expect(await lane.release(guest, 3)).toEqual(at(3));
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
  expect(await lane.release(failing, 3, { retryAt: at(60), failed: true })).toEqual(at(60));
});
