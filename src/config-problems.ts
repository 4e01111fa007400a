// What is wrong with the settings beyond the rule of each: what goes together, and what production asks for.

import { readPrivateKey } from './private-key.ts';
import { mercadoPagoSecrets, variables, whatsAppSecrets } from './variables.ts';

type Given = Readonly<Record<string, string>>;

const OPEN_ID = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'];
const secrets = ['JWT_SECRET', ...whatsAppSecrets, ...mercadoPagoSecrets] as const;

/** In words, and without the values. */
export function problemsOf(given: Given): string[] {
  return [
    ...openIdProblems(given),
    ...formProblems(given),
    ...mailProblems(given),
    ...(given['NODE_ENV'] === 'production' ? productionProblems(given) : []),
  ];
}

function openIdProblems(given: Given): string[] {
  const missing = OPEN_ID.filter((name) => !given[name]);
  return missing.length === OPEN_ID.length
    ? []
    : missing.map((name) => `${name} is missing: the three OIDC settings go together`);
}

function mailProblems({ SMTP_URL: url, SMTP_FROM: from }: Given): string[] {
  if (url && !from) return ['SMTP_FROM is missing: it goes with SMTP_URL'];
  return from && !url ? ['SMTP_URL is missing: it goes with SMTP_FROM'] : [];
}

function formProblems(given: Given): string[] {
  const { WHATSAPP_FLOW_ID: flowId, WHATSAPP_FLOW_PRIVATE_KEY: key } = given;
  if (!key)
    return flowId
      ? ['WHATSAPP_FLOW_PRIVATE_KEY is missing: without it the form of WHATSAPP_FLOW_ID is silent']
      : [];
  try {
    readPrivateKey(key, given['WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE']);
    return [];
  } catch (error) {
    return [`WHATSAPP_FLOW_PRIVATE_KEY ${(error as Error).message}`];
  }
}

function productionProblems(given: Given): string[] {
  const problems: string[] = [];
  const required =
    variables.shape.INTEGRATIONS_REQUIRED.safeParse(given['INTEGRATIONS_REQUIRED']).data !== 'no';
  for (const name of [
    'DATABASE_URL',
    'REDIS_URL',
    'PUBLIC_URL',
    'JWT_SECRET',
    ...(required ? [...whatsAppSecrets, ...mercadoPagoSecrets] : []),
  ]) {
    if (given[name] === undefined) problems.push(`${name} is missing`);
  }
  for (const name of secrets) {
    const value = given[name] ?? '';
    const parts = name === 'MERCADOPAGO_WEBHOOK_SECRET' ? value.split(',') : [value];
    if (parts.some((part) => isPlaceholder(part.trim())))
      problems.push(`${name} is a placeholder, not a secret`);
  }
  if (given['JWT_SECRET'] !== undefined && Buffer.byteLength(given['JWT_SECRET']) < 32)
    problems.push('JWT_SECRET must have at least 32 bytes');
  for (const name of [
    'PUBLIC_URL',
    'WHATSAPP_API_URL',
    'MERCADOPAGO_API_URL',
    'TRANSCRIPTION_URL',
    'OIDC_ISSUER',
    'OIDC_JWKS_URL',
  ]) {
    if (given[name]?.startsWith('http:') && !isLoopback(given[name]))
      problems.push(`${name} must be https`);
  }
  return problems;
}

function isPlaceholder(secret: string): boolean {
  if (/dummy|change[-_ ]?me|placeholder/i.test(secret)) return true;
  return /^(?:secret|password|example|test|todo|your[-_ ].*|<.*>|(.)\1*)$/i.test(secret);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
