// Writes the property as `npm run import` reads it, to standard output: what is offered, the policy in force.

import { readCatalogue } from '../adapters/catalog.ts';
import { openPool } from '../adapters/postgres.ts';

const url = process.env['DATABASE_URL'];
if (!url) {
  process.stderr.write('Usage: DATABASE_URL=postgres://… npm run -s export > property.json\n');
  process.exit(1);
}

const pool = openPool(url, { max: 1, onError: () => undefined });
try {
  const { property, policy, cabins } = await readCatalogue(pool);
  const { rows: calendars } = await pool.query(
    `select f.cabin_id as "cabinId", f.name, f.url from calendar_feeds f join cabins c on c.id = f.cabin_id
     where c.active order by c.position, f.id`,
  );
  const file = { property, policy, cabins, calendars };
  process.stdout.write(`${JSON.stringify(file, null, 2)}\n`);
} finally {
  await pool.end();
}
