// What would go wrong: a backup that is half a backup, that nobody ever restored, or that is gone when
// it is needed. Runs on the oldest Postgres, which the pg_dump of any living system can dump.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/adapters/migrations.ts';
import { openPostgres } from '../../src/sandbox/postgres.ts';
import { bucketKeys, openBucketServer } from '../support/bucket.ts';
import { execute } from '../support/execute.ts';
import { askForCoihue, expectMoneyConserved, openCheckout } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { findPgTools } from '../support/pg-tools.ts';
import { fastestFolder } from '../support/run-folder.ts';
import { openTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

const tools = await findPgTools();
if (!tools && process.env['CI']) throw new Error('CI is set and no pg_dump can be had.');
const parent = await fastestFolder();
const ground = new AsyncDisposableStack();
let databaseUrl = '';

beforeAll(async () => {
  const folder = ground.use(await openTemporaryFolder(parent));
  const options = { dataDir: join(folder.path, 'postgres'), durability: 'none' } as const;
  databaseUrl = ground.use(await openPostgres({ ...options, release: 'oldest' })).url;
  await migrate(databaseUrl);
}, 60_000);
afterAll(() => ground.disposeAsync());

async function run(program: 'backup' | 'restore-drill', env: Record<string, string>) {
  const PATH = process.env['PATH'] ?? '';
  return new Promise<{ code: unknown; output: string }>((resolve) =>
    execFile(
      process.execPath,
      [`src/cli/${program}.ts`],
      { env: { PATH, DATABASE_URL: databaseUrl, ...tools, ...env } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    ),
  );
}

test('the oldest Postgres that we work on takes every migration and a paid booking', async () => {
  await using world = await openWorld({ databaseUrl });
  const { rows } = await world.db.query(`select current_setting('server_version') as version`);
  expect(rows[0].version).toMatch(/^15\./);
  const ana = world.sandbox.whatsapp.guest('5492944800001', 'Ana');
  const link = await askForCoihue(ana, 'Ana');
  await world.sandbox.mercadopago.pay(await openCheckout(world, link), { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 30_000);
  await expectMoneyConserved(world);
});

test('a backup without its tool, its address or half of its bucket is refused in words', async () => {
  const noTool = await run('backup', { PG_DUMP: '/nowhere/pg_dump' });
  expect(noTool).toEqual({
    code: 1,
    output: expect.stringContaining('is postgresql-client installed?'),
  });
  const noAddress = await run('backup', { DATABASE_URL: ' ' });
  expect(noAddress.output).toContain('DATABASE_URL is missing');
  const halfBucket = await run('backup', { BUCKET_NAME: 'b' });
  expect(halfBucket).toEqual({ code: 1, output: expect.stringContaining('AWS_SECRET_ACCESS_KEY') });
});

describe.skipIf(!tools)('with pg_dump', () => {
  test('a backup is restored with everything in it, the old go, and the scratch database is gone', async () => {
    await using folder = await openTemporaryFolder(parent);
    const BACKUP_DIR = join(folder.path, 'backups');
    await mkdir(BACKUP_DIR);
    const daysAgo = (days: number) =>
      `posta-${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T03-00-00Z.dump`;
    for (const name of [daysAgo(9), daysAgo(3), 'notes.txt'])
      await writeFile(join(BACKUP_DIR, name), 'old');
    for (const days of [9, 3]) await writeFile(join(BACKUP_DIR, `${daysAgo(days)}.sha256`), 'x');
    // half-made: no checksum, and younger than every other
    await writeFile(join(BACKUP_DIR, daysAgo(-1)), 'half');

    const made = await run('backup', { BACKUP_DIR });
    expect(made.code).toBe(0);
    expect(made.output).toContain(`Too old and removed: ${daysAgo(9)}`);
    const names = await readdir(BACKUP_DIR);
    expect(names).toHaveLength(6);
    expect(names).toContain(daysAgo(3));
    const name = /posta-\S+\.dump/.exec(made.output)![0];
    const sum = createHash('sha256')
      .update(await readFile(join(BACKUP_DIR, name)))
      .digest('hex');
    expect(await readFile(join(BACKUP_DIR, `${name}.sha256`), 'utf8')).toBe(`${sum}  ${name}\n`);
    expect(made.output).not.toContain(new URL(databaseUrl).password);

    const drill = await run('restore-drill', { BACKUP_DIR });
    expect(drill).toEqual({ code: 0, output: expect.stringContaining(`${name} is whole: `) });
    expect(drill.output).toMatch(/ 1 guests, \d+ messages, 1 reservations, 1 payments/);
    expect((await databases()).filter((database) => database.startsWith('posta_drill_'))).toEqual(
      [],
    );

    const file = join(BACKUP_DIR, name);
    const bytes = await readFile(file);
    bytes[bytes.length - 20]! ^= 1;
    await writeFile(file, bytes);
    const damaged = await run('restore-drill', { BACKUP_DIR });
    expect(damaged).toEqual({ code: 1, output: expect.stringContaining('its checksum differs') });
  });

  test('a bucket keeps it as well, and a wrong secret is said', async () => {
    await using bucket = await openBucketServer();
    const env = {
      BUCKET_NAME: 'backups-of-posta',
      AWS_ENDPOINT_URL_S3: bucket.url,
      AWS_ACCESS_KEY_ID: bucketKeys.id,
      AWS_SECRET_ACCESS_KEY: bucketKeys.secret,
    };
    const old = 'backups/posta-2020-01-01T00-00-00Z.dump';
    bucket.objects.set(old, Buffer.from('old')).set(`${old}.sha256`, Buffer.from('old'));
    expect(await run('backup', env)).toMatchObject({ code: 0 });
    expect([...bucket.objects.keys()].toSorted()).toEqual([
      expect.stringMatching(/^backups\/posta-.+\.dump$/),
      expect.stringMatching(/^backups\/posta-.+\.dump\.sha256$/),
    ]);
    expect(await run('restore-drill', env)).toMatchObject({ code: 0 });
    const refused = await run('backup', { ...env, AWS_SECRET_ACCESS_KEY: 'guess' });
    expect(refused).toEqual({ code: 1, output: expect.stringContaining('SignatureDoesNotMatch') });
  });

  test('a drill on a ledger that breaks its laws fails and names the law', async () => {
    await using folder = await openTemporaryFolder(parent);
    const env = { BACKUP_DIR: folder.path };
    await execute(databaseUrl, `update payments set amount = amount + 100`);
    await run('backup', env);
    const drill = await run('restore-drill', env);
    expect(drill.code).toBe(1);
    expect(drill.output).toContain('every approved peso is in the ledger once');
  });
});

async function databases(): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('select datname as name from pg_database');
  await client.end();
  return rows.map(({ name }) => name as string);
}
