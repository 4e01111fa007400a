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
    // what is asked without waiting for the answer before leaves at once: `begin` with the first statement
    pipeline: true,
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
  const transaction = openTransaction(pool);
  try {
    const result = await work(transaction.db);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/** A transaction that begins with its first statement; without one it asks nothing of the pool. */
export function openTransaction(pool: Pool) {
  let client: Promise<pg.PoolClient> | undefined;
  let broken: Error | undefined;
  // one in use, between two statements: not to be used again
  const onError = (error: Error) => void (broken = error);

  async function begin(): Promise<pg.PoolClient> {
    const taken = await pool.connect();
    taken.on('error', onError);
    // not waited for: it leaves together with the first statement
    taken.query('begin').catch(onError);
    return taken;
  }

  async function end(how: 'commit' | 'rollback'): Promise<void> {
    const taken = await client;
    if (!taken) return;
    try {
      if (broken) throw broken;
      await taken.query(how);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      taken.off('error', onError);
      taken.release(broken);
      client = undefined;
    }
  }

  return {
    db: {
      query: async (...asked: [string]) => (await (client ??= begin())).query(...asked),
    } as Db,
    /** For what only reads: it sees what was written here, and begins nothing. */
    reads: {
      query: async (...asked: [string]) => ((await client) ?? pool).query(...asked),
    } as Db,
    hasBegun: () => client !== undefined,
    commit: () => end('commit'),
    /** Never throws: a connection that cannot roll back is thrown away, and the server does. */
    rollback: () => end('rollback').catch(() => undefined),
  };
}
