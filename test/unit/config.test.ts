// What would go wrong: an owner deploys with one variable missing, mends it, and learns of the next
// one at the next start; or a placeholder becomes the key that anybody can sign with.

import { expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://posta:pw@db.internal/posta',
  REDIS_URL: 'rediss://cache.internal',
  PUBLIC_URL: 'https://cabanas.example/',
  JWT_SECRET: 'q8Zt1nC4vB7xL0wE3rT6yU9iO2pA5sDf',
  ADMIN_ALLOWED_EMAILS: 'Ana@Cabanas.example, beto@cabanas.example',
  WHATSAPP_ACCESS_TOKEN: 'EAAG-token',
  WHATSAPP_APP_SECRET: '5f2b1c9e0d7a4836',
  WHATSAPP_PHONE_ID: '106540352242922',
  WHATSAPP_VERIFY_TOKEN: 'lago-y-montana',
  MERCADOPAGO_ACCESS_TOKEN: 'APP_USR-token',
  MERCADOPAGO_WEBHOOK_SECRET: 'first-one,second-one',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('nothing set is a development set-up with the defaults of the table', () => {
  expect(parseConfig({})).toMatchObject({
    mode: 'development',
    port: 8080,
    publicUrl: 'http://localhost:8080',
    databaseUrl: undefined,
    redisUrl: undefined,
    whatsapp: { kind: 'closed' },
    mercadoPago: { kind: 'closed' },
    rateLimit: { requests: 100, windowSeconds: 60 },
    jobs: { expirationIntervalSeconds: 60, icalIntervalSeconds: 300 },
    booking: { holdMinutes: 30, depositPercent: 30, maxHoldsPerGuest: 1 },
    chat: { turnDebounceMs: 1200, handoffHours: 12, sessionTtlHours: 168 },
    timeZone: 'America/Argentina/Buenos_Aires',
    logLevel: 'info',
  });
});

test('a complete production environment opens every door', () => {
  const config = parseConfig(production);
  expect(config).toMatchObject({
    mode: 'production',
    publicUrl: 'https://cabanas.example',
    admin: { allowedEmails: ['ana@cabanas.example', 'beto@cabanas.example'] },
    whatsapp: { kind: 'open', apiUrl: 'https://graph.facebook.com', apiVersion: 'v25.0' },
    mercadoPago: { kind: 'open', webhookSecrets: ['first-one', 'second-one'] },
  });
  expect(Object.isFrozen(config) && Object.isFrozen(config.whatsapp)).toBe(true);
});

test('every problem is named at once and no value is repeated', () => {
  const env = {
    ...production,
    PORT: 'eighty',
    PUBLIC_URL: 'http://cabanas.example',
    DATABASE_URL: 'mysql://root:hunter2@db',
    JWT_SECRET: 'short-Secret-value',
    WHATSAPP_APP_SECRET: undefined,
    ALLOWED_ORIGINS: 'https://ok.example,not an origin',
    TIME_ZONE: 'Bariloche',
    HOLD_MINUTES: '0',
  };
  const problems = problemsOf(env);
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'ALLOWED_ORIGINS',
    'DATABASE_URL',
    'HOLD_MINUTES',
    'JWT_SECRET',
    'PORT',
    'PUBLIC_URL',
    'TIME_ZONE',
    'WHATSAPP_APP_SECRET',
  ]);
  expect(problems.join('\n')).not.toMatch(/hunter2|short-Secret-value/);
});

test.each([
  'dummy',
  'changeme',
  ' CHANGE-ME ',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '<your secret>',
  'dummy-dummy-dummy-dummy-dummy-dummy',
])('the placeholder %j is no secret in production', (weak) => {
  const names = [
    'JWT_SECRET',
    'WHATSAPP_APP_SECRET',
    'WHATSAPP_VERIFY_TOKEN',
    'MERCADOPAGO_ACCESS_TOKEN',
    'MERCADOPAGO_WEBHOOK_SECRET',
  ];
  const accepted = names.filter(
    (name) =>
      !problemsOf({ ...production, [name]: weak }).includes(
        `${name} is a placeholder, not a secret`,
      ),
  );
  expect(accepted).toEqual([]);
});

test('one placeholder among the MercadoPago secrets is refused', () => {
  expect(
    problemsOf({ ...production, MERCADOPAGO_WEBHOOK_SECRET: 'a-real-one,dummy' }),
  ).toHaveLength(1);
});

test('a JWT secret is counted in bytes', () => {
  expect(problemsOf({ ...production, JWT_SECRET: 'abcdefghijklmnopqrstuvwxyz01234' })).toEqual([
    'JWT_SECRET must have at least 32 bytes',
  ]);
  expect(problemsOf({ ...production, JWT_SECRET: 'ñandúñandúñandúñandú-ñandú' })).toEqual([]);
});

test('a first deploy may start without the integrations, and is told which variables they miss', () => {
  const { WHATSAPP_APP_SECRET: _, MERCADOPAGO_ACCESS_TOKEN: __, ...rest } = production;
  expect(problemsOf({ ...rest, WHATSAPP_ACCESS_TOKEN: '  ' })).toHaveLength(3);
  const config = parseConfig({
    ...rest,
    WHATSAPP_ACCESS_TOKEN: '  ',
    INTEGRATIONS_REQUIRED: 'false',
  });
  expect(config.whatsapp).toEqual({
    kind: 'closed',
    missing: ['WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_APP_SECRET'],
  });
  expect(config.mercadoPago).toEqual({ kind: 'closed', missing: ['MERCADOPAGO_ACCESS_TOKEN'] });
});

test('production without a database, a session store or a public address does not start', () => {
  expect(
    problemsOf({ ...production, DATABASE_URL: undefined, REDIS_URL: '', PUBLIC_URL: undefined }),
  ).toEqual(['DATABASE_URL is missing', 'PUBLIC_URL is missing', 'REDIS_URL is missing']);
});

test('plain http is for this machine only', () => {
  expect(problemsOf({ ...production, WHATSAPP_API_URL: 'http://graph.example' })).toEqual([
    'WHATSAPP_API_URL must be https',
  ]);
  expect(
    parseConfig({ ...production, WHATSAPP_API_URL: 'http://127.0.0.1:4000/graph/' }).whatsapp,
  ).toMatchObject({ apiUrl: 'http://127.0.0.1:4000/graph' });
});

test('the rate limit can be switched off', () => {
  expect(parseConfig({ RATE_LIMIT_ENABLED: 'false' }).rateLimit).toBeNull();
});

test('an issuer of ID tokens is set whole or not at all, and by https', () => {
  const openId = {
    OIDC_ISSUER: 'https://accounts.example',
    OIDC_AUDIENCE: 'posta',
    OIDC_JWKS_URL: 'https://accounts.example/keys',
  };
  expect(parseConfig(production).admin.openId).toBeNull();
  expect(parseConfig({ ...production, ...openId }).admin.openId).toEqual({
    issuer: 'https://accounts.example',
    audience: 'posta',
    jwksUrl: 'https://accounts.example/keys',
  });
  expect(problemsOf({ ...production, OIDC_ISSUER: openId.OIDC_ISSUER })).toEqual([
    'OIDC_AUDIENCE is missing: the three OIDC settings go together',
    'OIDC_JWKS_URL is missing: the three OIDC settings go together',
  ]);
  const plain = { ...openId, OIDC_JWKS_URL: 'http://accounts.example/keys' };
  expect(problemsOf({ ...production, ...plain })).toEqual(['OIDC_JWKS_URL must be https']);
});

test('mail has a server and a sender or neither, and a sender that no header can be made of', () => {
  const mail = {
    SMTP_URL: 'smtps://ana:secret@smtp.example.com',
    SMTP_FROM: 'Cabañas El Radal <reservas@radal.example>',
  };
  expect(parseConfig(production).mail).toBeNull();
  expect(parseConfig({ ...production, ...mail }).mail).toEqual({
    url: mail.SMTP_URL,
    from: mail.SMTP_FROM,
  });
  expect(problemsOf({ ...production, SMTP_URL: mail.SMTP_URL })).toEqual([
    'SMTP_FROM is missing: it goes with SMTP_URL',
  ]);
  expect(problemsOf({ ...production, SMTP_FROM: 'ana@example.com' })).toEqual([
    'SMTP_URL is missing: it goes with SMTP_FROM',
  ]);
  for (const SMTP_FROM of ['ana', 'Ana <ana>', 'Ana\nBcc: x <ana@example.com>'])
    expect(problemsOf({ ...production, ...mail, SMTP_FROM })).toEqual([
      'SMTP_FROM must be an address, or a name and an address in angle brackets',
    ]);
  expect(problemsOf({ ...production, ...mail, SMTP_URL: 'https://example.com' })).toEqual([
    'SMTP_URL must be an address that starts with smtp:// or smtps://',
  ]);
});
