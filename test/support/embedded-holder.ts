// A process that opens one embedded server and holds it until it is killed:
// node embedded-holder.ts <postgres|redis> <folder>
// It prints the address, or the sentence that explains why there is none.
import { CannotStart } from '../../src/sandbox/cannot-start.ts';
import { openPostgres } from '../../src/sandbox/postgres.ts';
import { openRedis } from '../../src/sandbox/redis.ts';

const [kind, folder = ''] = process.argv.slice(2);

try {
  const server =
    kind === 'redis'
      ? await openRedis({ dir: folder })
      : await openPostgres({ dataDir: folder, durability: 'none' });
  console.log(server?.url);
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.log(error.message);
}
