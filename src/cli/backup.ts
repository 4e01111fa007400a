// `npm run backup`: dumps DATABASE_URL into BACKUP_DIR, or into the bucket where BUCKET_NAME is set.

import { backUp } from '../adapters/backups.ts';
import { readBackupSettings } from './backup-settings.ts';

const { store, ...settings } = readBackupSettings(process.env);
try {
  const { name, removed } = await backUp(store, { ...settings, now: new Date() });
  process.stdout.write(`${name} is in ${store.where}\n`);
  if (removed.length > 0) process.stdout.write(`Too old and removed: ${removed.join(', ')}\n`);
} catch (error) {
  process.stderr.write(`No backup was made: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
