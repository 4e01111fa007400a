// What would go wrong: an owner whose laptop lost power, whose terminal was closed, who started
// twice, or who types the commands as root, and then has no bookings to look at.
import { spawnSync } from 'node:child_process';
import { chown, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';

import { openPostgres } from '../../src/sandbox/postgres.ts';
import { postgresIdentity } from '../../src/sandbox/postgres-identity.ts';
import { findPostgresPackage } from '../../src/sandbox/postgres-package.ts';
import { startServer } from '../../src/sandbox/server-process.ts';
import { openHolder } from '../support/holder.ts';
import { fastestFolder } from '../support/run-folder.ts';
import { openTemporaryFolder } from '../support/temporary-folder.ts';

const parent = await fastestFolder();
const isRoot = process.getuid?.() === 0;
const nobody = 65534;
/** A user without rights, who can still read a checkout that only root may enter. */
const asNobody = [
  ...['setpriv', '--securebits=+no_setuid_fixup'],
  ...[`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'],
  ...['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search'],
];

async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** For what does not kill the server itself: its last writes would be lost. */
const openFast = (options: { dataDir: string; port?: number }) =>
  openPostgres({ ...options, durability: 'none' });

const book = `create table stays (cabin text); insert into stays values ('Arrayán')`;
const stays = [{ cabin: 'Arrayán' }];

test('the first start makes a database that only its owner can open, and a second one keeps the data', async () => {
  await using folder = await openTemporaryFolder(parent);
  {
    await using postgres = await openPostgres({ dataDir: folder.path });
    await ask(postgres.url, book);
    const [settings] = await ask(
      postgres.url,
      `select current_setting('listen_addresses') as address, current_setting('fsync') as fsync,
              pg_encoding_to_char(encoding) as encoding, datlocprovider as provider
         from pg_database where datname = current_database()`,
    );
    expect(settings).toEqual({
      address: '127.0.0.1',
      fsync: 'on',
      encoding: 'UTF8',
      provider: 'b',
    });
    const stranger = new URL(postgres.url);
    stranger.password = 'guess';
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
    const password = await stat(join(folder.path, 'cluster', 'posta.password'));
    expect(password.mode & 0o077).toBe(0);
  }
  await using again = await openPostgres({ dataDir: folder.path });
  expect(await ask(again.url, 'select * from stays')).toEqual(stays);
  expect(await ask(again.url, 'create extension btree_gist')).toEqual([]);
});

test('a server that was killed starts again with its data, also next to a half-made cluster', async () => {
  await using folder = await openTemporaryFolder(parent);
  {
    await using postgres = await openPostgres({ dataDir: folder.path });
    await ask(postgres.url, book);
    process.kill(await serverPid(folder.path), 'SIGKILL');
  }
  await mkdir(join(folder.path, 'making-abc', 'cluster'), { recursive: true });
  await using again = await openPostgres({ dataDir: folder.path });
  expect(await ask(again.url, 'select * from stays')).toEqual(stays);
});

test('the server dies with a process that was killed, and the next start takes over at once', async () => {
  await using folder = await openTemporaryFolder(parent);
  await using holder = await openHolder('postgres', folder.path);
  await ask(holder.said, book);
  const pid = await serverPid(folder.path);
  await holder.kill();
  {
    await using again = await openFast({ dataDir: folder.path });
    expect(await ask(again.url, 'select * from stays')).toEqual(stays);
  }
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5_000);
});

test('a server that outlived its process is replaced', async () => {
  await using folder = await openTemporaryFolder(parent);
  await using first = await openFast({ dataDir: folder.path });
  await ask(first.url, book);
  await first[Symbol.asyncDispose]();
  const { bin } = await findPostgresPackage();
  const identity = await postgresIdentity(folder.path);
  const cluster = join(folder.path, 'cluster');
  const orphan = await startServer({
    command: [...identity, join(bin, 'postgres'), '-D', cluster, '-h', '', '-k', folder.path],
    env: { LC_ALL: 'C' },
    logFile: join(folder.path, 'orphan.log'),
    stopSignals: [{ signal: 'SIGKILL', waitMs: 1_000 }],
  });
  await vi.waitFor(async () => expect(await serverPid(folder.path)).toBe(orphan.pid), 5_000);

  await using again = await openFast({ dataDir: folder.path });
  expect(await ask(again.url, 'select * from stays')).toEqual(stays);
  expect(orphan.hasExited()).toBe(true);
});

test('a pid file that names a stranger does not stop the start', async () => {
  await using folder = await openTemporaryFolder(parent);
  await using first = await openFast({ dataDir: folder.path });
  await first[Symbol.asyncDispose]();
  await writeFile(join(folder.path, 'cluster', 'postmaster.pid'), `${process.pid}\n/elsewhere\n`);
  await using again = await openFast({ dataDir: folder.path });
  expect(await ask(again.url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
});

test('a second start on the same folder says who holds it', async () => {
  await using folder = await openTemporaryFolder(parent);
  await using holder = await openHolder('postgres', folder.path);
  await expect(openFast({ dataDir: folder.path })).rejects.toThrow(
    `The Postgres data in ${folder.path} is already in use by process ${holder.pid}.`,
  );
  expect(await ask(holder.said, 'select 1 as alive')).toEqual([{ alive: 1 }]);
});

test('data of another major version is refused and left alone', async () => {
  await using folder = await openTemporaryFolder(parent);
  const version = join(folder.path, 'cluster', 'PG_VERSION');
  await mkdir(join(folder.path, 'cluster'));
  await writeFile(version, '16\n');
  await expect(openFast({ dataDir: folder.path })).rejects.toThrow(
    'was written by Postgres 16, and this version of Posta brings Postgres 17',
  );
  expect(await readFile(version, 'utf8')).toBe('16\n');
});

test('a port that another program has is named', async () => {
  await using folder = await openTemporaryFolder(parent);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(openFast({ dataDir: folder.path, port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1, which Postgres needs, is taken by another program.`,
  );
  other.close();
});

test.skipIf(!isRoot)(
  'a normal user gets the same server, and a sentence for a folder of another',
  async () => {
    await using folder = await openTemporaryFolder(parent);
    const own = join(folder.path, 'own');
    const rootOwned = join(folder.path, 'root');
    await mkdir(rootOwned);
    await mkdir(own);
    await chown(own, nobody, nobody);
    await chown(folder.path, nobody, nobody);

    // Root serves a user's folder as that user, who can then go on alone.
    {
      await using asRoot = await openFast({ dataDir: own });
      await ask(asRoot.url, book);
    }
    await using holder = await openHolder('postgres', own, asNobody);
    expect(await ask(holder.said, 'select * from stays')).toEqual(stays);
    expect((await stat(join(own, 'cluster'))).uid).toBe(nobody);

    await using refused = await openHolder('postgres', rootOwned, asNobody);
    expect(refused.said).toMatch(`The folder ${rootOwned} cannot be written by this user`);
  },
);

test.skipIf(!isRoot)(
  'root in a container that forbids user namespaces gets a server too',
  async () => {
    await using folder = await openTemporaryFolder(parent);
    const path = join(folder.path, 'bin');
    await mkdir(path);
    for (const name of ['setpriv', 'chown', 'true', 'sh']) {
      const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
      const program = stdout.startsWith('/') ? stdout.trim() : `/usr/bin/${name}`;
      await symlink(program, join(path, name));
    }
    const dataDir = join(folder.path, 'data');
    await using holder = await openHolder('postgres', dataDir, ['/usr/bin/env', `PATH=${path}`]);
    expect(await ask(holder.said, 'select 1 as alive')).toEqual([{ alive: 1 }]);
    expect((await stat(join(dataDir, 'cluster', 'PG_VERSION'))).uid).toBe(nobody);
  },
);

const smallDisk = (folder: string): readonly string[] => [
  ...['unshare', '--mount', 'sh', '-c'],
  `mount -t tmpfs -o size=12m tmpfs '${folder}' && exec "$@"`,
  'sh',
];
const [mounts, ...mountArguments] = [...smallDisk('/mnt'), 'true'];
const canMount = isRoot && spawnSync(mounts ?? '', mountArguments).status === 0;

test.skipIf(!canMount)('a full disk is said in words and leaves nothing half-made', async () => {
  await using folder = await openTemporaryFolder(parent);
  await using refused = await openHolder('postgres', folder.path, smallDisk(folder.path));
  expect(refused.said).toBe(`The disk is full: there is no room left to write in ${folder.path}.`);
});
