// The pool and the transaction. Faults carry the SQLSTATE so that the caller may run the work again.

import pg from 'pg';

// DATE stays text (a Date would shift with the zone); INT8 is a number, refused beyond 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`INT8 beyond 2^53: ${text}`);
  return value;
});

/** Anything that runs a statement: the pool for one alone, a client inside a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>;
export type Pool = pg.Pool;

export function openPool(
  url: string,
  options: { max: number; onError: (error: Error) => void },
): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: 'posta',
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that the server closes (a restart) must not end the process: an idle one reports it to
  // the pool, one that has just been made, in the same breath as its first answer, to nobody.
  pool.on('error', options.onError);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** Commits what `work` returns, rolls back what it throws. */
export async function inTransaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // one in use, between two statements: not to be used again
  const onError = (error: Error) => void (broken = error);
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => (broken = cause));
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
