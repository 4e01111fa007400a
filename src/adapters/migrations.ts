// Forward only: migrations/0001_….sql, consecutive, each in its own transaction together with
// its record, under an advisory lock, so any number of processes may start at once.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate as applyMigrations } from 'postgres-migrations';

const ownFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Applies what is missing and resolves with its names. A changed file is refused by name. */
export async function migrate(url: string, folder: string = ownFolder): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'posta migrations' });
  await client.connect();
  try {
    const applied = await applyMigrations({ client }, folder);
    // Number 0 is the library's own table.
    return applied.filter(({ id }) => id > 0).map(({ fileName }) => fileName);
  } finally {
    await client.end();
  }
}
