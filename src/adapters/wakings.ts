// From the process that took a webhook to the processes that take turns, when they are not the same:
// Postgres carries the word. It may be lost; the lanes' sweep finds the guest a second later.

import pg from 'pg';
import type { Waking } from '../chat/lane.ts';
import type { Pool } from './postgres.ts';

const CHANNEL = 'posta_wakings';
/** NOTIFY carries at most 8,000 bytes. */
const MOST_AT_ONCE = 100;
const RECONNECT_MS = 1_000;

export async function tellWakings(pool: Pool, wakings: readonly Waking[]): Promise<void> {
  for (let start = 0; start < wakings.length; start += MOST_AT_ONCE) {
    await pool.query('select pg_notify($1, $2)', [
      CHANNEL,
      JSON.stringify(wakings.slice(start, start + MOST_AT_ONCE)),
    ]);
  }
}

/** Listens on a connection of its own, and again after each break. */
export async function hearWakings(
  url: string,
  wake: (wakings: readonly Waking[]) => void,
  onError: (error: Error) => void,
): Promise<AsyncDisposable> {
  const closing = new AbortController();
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;

  async function listen(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'posta wakings',
      keepAlive: true,
    });
    client = next;
    next.on('notification', ({ payload }) => {
      const wakings = JSON.parse(payload ?? '[]') as Array<{ guestId: number; at: string }>;
      wake(wakings.map(({ guestId, at }) => ({ guestId, at: new Date(at) })));
    });
    next.on('error', onError);
    next.on('end', later);
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
  }

  // A connect that fails says so twice, by its rejection and by `end`: with a timer for each, tries
  // doubled every second that Postgres was away (10,000 sockets after a quarter of an hour, measured).
  function later(): void {
    if (closing.signal.aborted) return;
    clearTimeout(again);
    again = setTimeout(relisten, RECONNECT_MS);
  }

  function relisten(): void {
    client?.removeListener('end', later);
    client?.end().catch(() => undefined);
    listen().catch((error: Error) => {
      onError(error);
      later();
    });
  }

  try {
    await listen();
  } catch (error) {
    closing.abort();
    throw error;
  }
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      clearTimeout(again);
      await client?.end();
    },
  };
}
