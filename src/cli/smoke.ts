// After a deploy: `npm run smoke -- https://posta.example`. One line per check, exit code 1 if one fails.
// RUN_MUTATING=1 adds a race for the same nights: owner's blocks years ahead, under the constraint that
// holds are under, removed again. Guests are not used for it: a made-up guest's phone may be a person's.

import { createChecks } from './smoke-checks.ts';

const address = process.argv[2] ?? '';
if (!URL.canParse(address)) {
  process.stderr.write('Usage: npm run smoke -- https://posta.example\n');
  process.exit(1);
}
const { env } = process;
const checks = createChecks({
  url: address.replace(/\/+$/, ''),
  verifyToken: env['WHATSAPP_VERIFY_TOKEN'],
  metricsToken: env['METRICS_TOKEN'],
  appSecret: env['WHATSAPP_APP_SECRET'],
  adminToken: env['ADMIN_TOKEN'],
});

let failed = 0;
const all = [...checks.reading, ...(env['RUN_MUTATING'] === '1' ? checks.mutating : [])];
for (const { name, run } of all) {
  try {
    process.stdout.write(`✓ ${name}: ${await run()}\n`);
  } catch (error) {
    failed += 1;
    process.stdout.write(`✗ ${name}: ${wordsOf(error)}\n`);
  }
}
process.stdout.write(`${all.length - failed} of ${all.length} hold\n`);
process.exitCode = failed > 0 ? 1 : 0;

/** `fetch failed` alone says nothing; its cause does. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
