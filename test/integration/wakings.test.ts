// What would go wrong: a Postgres that is away for a minute, and processes that drown it when it comes back.

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { hearWakings, tellWakings } from '../../src/adapters/wakings.ts';
import { openDatabase } from '../support/database.ts';

/** Stands before Postgres, counts who comes, and cuts everybody off while `away`. */
async function openDoorman(target: string) {
  const { hostname, port } = new URL(target);
  const state = { away: false, visits: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    state.visits += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (state.away) return void socket.destroy();
    const onward = connect(Number(port), hostname).on('error', () => undefined);
    socket.on('close', () => onward.destroy());
    socket.pipe(onward).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    state,
    cut: () => sockets.forEach((socket) => void socket.destroy()),
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

test('wakings are heard again after Postgres was away, with one try a second meanwhile', async () => {
  await using database = await openDatabase();
  await using doorman = await openDoorman(database.url);
  const heard: number[] = [];
  const wake = (wakings: ReadonlyArray<{ guestId: number }>) =>
    void heard.push(...wakings.map(({ guestId }) => guestId));
  await using _ = await hearWakings(doorman.url, wake, () => undefined);

  doorman.state.away = true;
  doorman.cut();
  const visitsBefore = doorman.state.visits;
  await delay(5_500);
  const visits = doorman.state.visits - visitsBefore;
  expect(visits).toBeGreaterThanOrEqual(2);
  expect(visits).toBeLessThanOrEqual(6);

  doorman.state.away = false;
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  await using __ = { [Symbol.asyncDispose]: () => pool.end() };
  await vi.waitFor(
    async () => {
      await tellWakings(pool, [{ guestId: 7, at: new Date() }]);
      expect(heard).toContain(7);
    },
    { timeout: 10_000, interval: 200 },
  );
});
