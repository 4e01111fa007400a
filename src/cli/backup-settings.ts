// Where backups go. The names of an S3-compatible address are those that `fly storage create` sets.

import { resolve } from 'node:path';
import { z } from 'zod';
import type { PostgresTool } from '../adapters/backups.ts';
import { openBucket, openFolder, type BackupStore } from '../adapters/backup-stores.ts';

const text = z.string().trim().min(1);

export const backupVariables = z.object({
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres://' }),
  PG_DUMP: text.default('pg_dump'),
  PG_RESTORE: text.default('pg_restore'),
  BACKUP_DIR: text.default('.data/backups'),
  BACKUP_KEEP_DAYS: z.coerce.number().int().min(1).max(3_650).default(7),
  BUCKET_NAME: text.optional(),
  AWS_ENDPOINT_URL_S3: z.url({ protocol: /^https?$/, error: 'must be an address' }).optional(),
  AWS_REGION: text.default('auto'),
  AWS_ACCESS_KEY_ID: text.optional(),
  AWS_SECRET_ACCESS_KEY: text.optional(),
});

export type BackupSettings = {
  readonly databaseUrl: string;
  readonly pgDump: PostgresTool;
  readonly pgRestore: PostgresTool;
  readonly keepDays: number;
  readonly store: BackupStore;
};

/** Ends the process with words when something is missing. */
export function readBackupSettings(env: NodeJS.ProcessEnv): BackupSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = backupVariables.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `  - ${name} ${given[name] === undefined ? 'is missing' : message}`;
    });
    return refuse(problems);
  }
  const { DATABASE_URL, PG_DUMP, PG_RESTORE, BACKUP_KEEP_DAYS, ...place } = parsed.data;
  const path = env['PATH'] ?? '';
  return {
    databaseUrl: DATABASE_URL,
    pgDump: { command: PG_DUMP, path },
    pgRestore: { command: PG_RESTORE, path },
    keepDays: BACKUP_KEEP_DAYS,
    store: storeOf(place),
  };
}

type Place = Omit<
  z.infer<typeof backupVariables>,
  'DATABASE_URL' | 'PG_DUMP' | 'PG_RESTORE' | 'BACKUP_KEEP_DAYS'
>;

function storeOf(place: Place): BackupStore {
  const { BUCKET_NAME: bucket, AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region } = place;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = place;
  if (!bucket) return openFolder(resolve(place.BACKUP_DIR));
  if (!endpoint || !accessKeyId || !secretAccessKey)
    return refuse([
      '  - BUCKET_NAME needs AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY beside it',
    ]);
  return openBucket({ bucket, endpoint, region, accessKeyId, secretAccessKey });
}

function refuse(problems: readonly string[]): never {
  process.stderr.write(`The settings of the backup are not usable:\n${problems.join('\n')}\n`);
  return process.exit(1);
}
