import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';

import { migrate } from '../../src/adapters/migrations.ts';
import { openEmptyDatabase } from '../support/database.ts';

async function openFolder(files: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), 'posta-migrations-'));
  const write = async (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) await writeFile(join(path, name), text);
  };
  await write(files);
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

async function rows(url: string, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('two processes that start at once apply each migration once', async () => {
  await using db = await openEmptyDatabase();
  await using folder = await openFolder({
    '0001_cabins.sql': 'create table cabins (id int primary key); insert into cabins values (1);',
    '0002_guests.sql': 'create table guests (id int primary key); insert into guests values (1);',
  });
  const applied = await Promise.all([migrate(db.url, folder.path), migrate(db.url, folder.path)]);
  expect(applied.flat().toSorted()).toEqual(['0001_cabins.sql', '0002_guests.sql']);
  expect(await rows(db.url, 'select * from cabins, guests')).toHaveLength(1);
});

test('a migration that fails in the middle leaves nothing, is named, and is applied once it is repaired', async () => {
  await using db = await openEmptyDatabase();
  await using folder = await openFolder({
    '0001_cabins.sql': 'create table cabins (id int primary key);',
    '0002_guests.sql': 'create table guests (id int); select * from nowhere;',
  });
  await expect(migrate(db.url, folder.path)).rejects.toThrow(/guests.*nowhere/s);
  expect(
    await rows(db.url, `select to_regclass('cabins') as c, to_regclass('guests') as g`),
  ).toEqual([{ c: 'cabins', g: null }]);
  await folder.write({ '0002_guests.sql': 'create table guests (id int);' });
  expect(await migrate(db.url, folder.path)).toEqual(['0002_guests.sql']);
});

test('a migration that changed after it was applied is refused by name', async () => {
  await using db = await openEmptyDatabase();
  await using folder = await openFolder({ '0001_cabins.sql': 'create table cabins (id int);' });
  await migrate(db.url, folder.path);
  await folder.write({ '0001_cabins.sql': 'create table cabins (id bigint);' });
  await expect(migrate(db.url, folder.path)).rejects.toThrow('0001_cabins.sql');
});

test('code that is older than the tables starts on them: a rollback', async () => {
  await using db = await openEmptyDatabase();
  const older = { '0001_cabins.sql': 'create table cabins (id int);' };
  await using before = await openFolder(older);
  await using after = await openFolder({ ...older, '0002_guests.sql': 'create table guests ();' });
  await migrate(db.url, after.path);
  expect(await migrate(db.url, before.path)).toEqual([]);
});

test('a gap in the numbers is refused before anything is applied', async () => {
  await using db = await openEmptyDatabase();
  await using folder = await openFolder({
    '0001_cabins.sql': 'create table cabins (id int);',
    '0003_guests.sql': 'create table guests (id int);',
  });
  await expect(migrate(db.url, folder.path)).rejects.toThrow('0003_guests.sql');
  expect(await rows(db.url, `select to_regclass('cabins') as c`)).toEqual([{ c: null }]);
});

test('our own migrations apply, and a database of the run already has them', async () => {
  await using db = await openEmptyDatabase();
  const names = await migrate(db.url);
  expect(names[0]).toMatch(/^0001_/);
  const template = new URL(inject('postgres').url);
  template.pathname = `/${inject('postgres').template}`;
  expect(await migrate(template.href)).toEqual([]);
});
