// A token for the owner's side, minted where the secret is. It goes to standard output alone, so that
// `TOKEN=$(npm run -s admin:token -- ana@example.com)` holds it and nothing else does.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTokens, TOKEN_HOURS, usableSecret } from '../adapters/admin/tokens.ts';
import { ConfigError, parseConfig } from '../config.ts';

const email = process.argv[2]?.trim().toLowerCase() ?? '';

try {
  const { jwtSecret, allowedEmails } = parseConfig({ ...ofSandbox(), ...process.env }).admin;
  if (!usableSecret(jwtSecret)) throw new ConfigError(['JWT_SECRET is missing or under 32 bytes']);
  if (!allowedEmails.includes(email))
    throw new ConfigError([
      email === ''
        ? 'say whose: npm run admin:token -- ana@example.com'
        : `${email} is not in ADMIN_ALLOWED_EMAILS`,
    ]);
  const { token } = await createTokens(jwtSecret).mint(email, new Date());
  process.stderr.write(`Good for ${TOKEN_HOURS} hours.\n`);
  process.stdout.write(`${token}\n`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** `npm start` keeps its own secrets in its data folder, and has one owner. */
function ofSandbox(): Record<string, string> {
  if (process.env['NODE_ENV'] === 'production' || process.env['JWT_SECRET']) return {};
  try {
    const file = join(process.env['DATA_DIR'] ?? '.data', 'secrets.json');
    const { jwtSecret } = JSON.parse(readFileSync(file, 'utf8')) as { jwtSecret: string };
    return { JWT_SECRET: jwtSecret, ADMIN_ALLOWED_EMAILS: 'owner@posta.example' };
  } catch {
    return {};
  }
}
