// npm run whatsapp:doctor — what stands between the settings and a message that arrives.
// Exit code 1 if something is broken.

import { examine } from '../adapters/whatsapp/doctor.ts';
import { createManagement } from '../adapters/whatsapp/management.ts';
import { ConfigError, parseConfig } from '../config.ts';

const MARKS = { good: '✓', watch: '!', broken: '✗' } as const;

try {
  const { whatsapp, publicUrl } = parseConfig(process.env);
  if (whatsapp.kind === 'closed')
    throw new ConfigError(whatsapp.missing.map((name) => `${name} is missing`));
  const findings = await examine({
    settings: whatsapp,
    publicUrl,
    management: createManagement(whatsapp),
    now: () => new Date(),
  });
  for (const { what, state, words } of findings)
    process.stdout.write(`${MARKS[state]} ${what}: ${words}\n`);
  process.exitCode = findings.some(({ state }) => state === 'broken') ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
