// Postgres refuses to run as root, and containers often are root.
import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';

import { CannotStart } from './cannot-start.ts';
import { runs } from './server-process.ts';

const nobody = 65534;
const ownUserNamespace = [
  'unshare',
  '--user',
  `--map-user=${nobody}`,
  `--map-group=${nobody}`,
] as const;

/** Words that go before a command of Postgres so that it is not root, yet reaches `folder`. */
export async function postgresIdentity(folder: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  // Data made by a user is served as that user, so that they can go on without root.
  const owner = await stat(folder);
  if (owner.uid !== 0) return asUser(owner.uid, owner.gid);
  // The folder stays root's: in the namespace its owner reads as nobody. No path needs opening up.
  if (runs([...ownUserNamespace, 'true'])) return ownUserNamespace;
  const words = asUser(nobody, nobody);
  spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder]);
  return words;
}

/**
 * The capability lets that user into folders that only root may enter, such as /root; without the
 * bit, access(2), by which initdb looks for its server, would not count it.
 */
function asUser(uid: number, gid: number): readonly string[] {
  const become = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const reach = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'];
  const ways = [
    ['setpriv', '--securebits=+no_setuid_fixup', ...become, ...reach],
    ['setpriv', ...become, ...reach],
    ['setpriv', ...become],
  ];
  const words = ways.find((way) => runs([...way, 'true']));
  if (words) return words;
  throw new CannotStart(
    'not-available',
    'Postgres does not run as root, and this machine lets root neither make a user namespace nor become another user. Run the command as a normal user, or set DATABASE_URL.',
  );
}
