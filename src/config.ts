// The settings: environment in, one frozen typed object out. Every problem is reported at once,
// in words and without the value, because a value may be a secret.

import { z } from 'zod';

export type WhatsAppSettings = {
  readonly kind: 'open';
  readonly accessToken: string;
  readonly appSecret: string;
  readonly phoneId: string;
  readonly verifyToken: string;
  readonly apiUrl: string;
  readonly apiVersion: string;
};
export type MercadoPagoSettings = {
  readonly kind: 'open';
  readonly accessToken: string;
  /** More than one while a secret is being changed. */
  readonly webhookSecrets: readonly string[];
  readonly apiUrl: string;
};
/** Its doors answer 503 until these variables are set. */
export type Closed = { readonly kind: 'closed'; readonly missing: readonly string[] };

export type Config = {
  readonly mode: 'production' | 'development';
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Undefined outside production only: the sandbox starts its own. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly admin: {
    readonly jwtSecret: string | undefined;
    readonly allowedEmails: readonly string[];
  };
  readonly allowedOrigins: readonly string[];
  /** Set where a proxy stands in front (Fly: `fly-client-ip`); the socket's address otherwise. */
  readonly clientIpHeader: string | undefined;
  readonly whatsapp: WhatsAppSettings | Closed;
  readonly mercadoPago: MercadoPagoSettings | Closed;
  readonly rateLimit: { readonly requests: number; readonly windowSeconds: number } | null;
  readonly jobs: {
    readonly expirationIntervalSeconds: number;
    readonly icalIntervalSeconds: number;
    readonly concurrency: number;
  };
  readonly booking: {
    readonly holdMinutes: number;
    readonly depositPercent: number;
    readonly maxHoldsPerGuest: number;
  };
  readonly chat: {
    readonly turnDebounceMs: number;
    readonly handoffHours: number;
    readonly sessionTtlHours: number;
  };
  readonly timeZone: string;
  readonly logLevel: LogLevel;
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

const shape = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(0, 65_535, 8080),
  PUBLIC_URL: address(['http:', 'https:']).optional(),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: address(['redis:', 'rediss:']).optional(),
  JWT_SECRET: z.string().optional(),
  ADMIN_ALLOWED_EMAILS: list(
    z.email({ error: 'must be e-mail addresses, separated by commas' }).toLowerCase(),
  ),
  ALLOWED_ORIGINS: list(
    z
      .string()
      .refine(isOrigin, {
        error: 'must be origins such as https://example.com, separated by commas',
      }),
  ),
  CLIENT_IP_HEADER: z
    .string()
    .regex(/^[\w-]+$/, { error: 'must be the name of a header' })
    .toLowerCase()
    .optional(),
  WHATSAPP_ACCESS_TOKEN: z.string().optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  WHATSAPP_PHONE_ID: z
    .string()
    .regex(/^\d+$/, {
      error: 'must be digits: the id that Meta gives to the number, not the number',
    })
    .optional(),
  WHATSAPP_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_API_URL: address(['http:', 'https:']).default('https://graph.facebook.com'),
  WHATSAPP_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, { error: 'must look like v25.0' })
    .default('v25.0'),
  MERCADOPAGO_ACCESS_TOKEN: z.string().optional(),
  MERCADOPAGO_WEBHOOK_SECRET: list(z.string()),
  MERCADOPAGO_API_URL: address(['http:', 'https:']).default('https://api.mercadopago.com'),
  INTEGRATIONS_REQUIRED: yesNo('yes'),
  RATE_LIMIT_ENABLED: yesNo('yes'),
  RATE_LIMIT_REQUESTS: whole(1, 1_000_000, 100),
  RATE_LIMIT_WINDOW_SECONDS: whole(1, 86_400, 60),
  JOB_EXPIRATION_INTERVAL_SECONDS: whole(1, 86_400, 60),
  JOB_ICAL_INTERVAL_SECONDS: whole(10, 86_400, 300),
  JOB_CONCURRENCY: whole(1, 64, 4),
  HOLD_MINUTES: whole(1, 1_440, 30),
  DEPOSIT_PERCENT: whole(1, 100, 30),
  TURN_DEBOUNCE_MS: whole(0, 10_000, 1_200),
  HANDOFF_HOURS: whole(1, 168, 12),
  MAX_HOLDS_PER_GUEST: whole(1, 10, 1),
  SESSION_TTL_HOURS: whole(1, 8_760, 168),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, {
      error: 'must be an IANA time zone such as America/Argentina/Buenos_Aires',
    })
    .default('America/Argentina/Buenos_Aires'),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});
type Settings = z.infer<typeof shape>;

const whatsAppSecrets = [
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_PHONE_ID',
  'WHATSAPP_VERIFY_TOKEN',
] as const;
const mercadoPagoSecrets = ['MERCADOPAGO_ACCESS_TOKEN', 'MERCADOPAGO_WEBHOOK_SECRET'] as const;
const secrets = ['JWT_SECRET', ...whatsAppSecrets, ...mercadoPagoSecrets] as const;

/** Throws `ConfigError` with every problem. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = withoutBlanks(env);
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  if (given['NODE_ENV'] === 'production') problems.push(...productionProblems(given));
  if (!parsed.success || problems.length > 0) throw new ConfigError([...new Set(problems)].sort());
  return deepFreeze(toConfig(parsed.data));
}

function toConfig(settings: Settings): Config {
  return {
    mode: settings.NODE_ENV === 'production' ? 'production' : 'development',
    port: settings.PORT,
    publicUrl: withoutSlash(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`),
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    admin: { jwtSecret: settings.JWT_SECRET, allowedEmails: settings.ADMIN_ALLOWED_EMAILS },
    allowedOrigins: settings.ALLOWED_ORIGINS,
    clientIpHeader: settings.CLIENT_IP_HEADER,
    whatsapp: whatsAppOf(settings),
    mercadoPago: mercadoPagoOf(settings),
    rateLimit:
      settings.RATE_LIMIT_ENABLED === 'yes'
        ? {
            requests: settings.RATE_LIMIT_REQUESTS,
            windowSeconds: settings.RATE_LIMIT_WINDOW_SECONDS,
          }
        : null,
    jobs: {
      expirationIntervalSeconds: settings.JOB_EXPIRATION_INTERVAL_SECONDS,
      icalIntervalSeconds: settings.JOB_ICAL_INTERVAL_SECONDS,
      concurrency: settings.JOB_CONCURRENCY,
    },
    booking: {
      holdMinutes: settings.HOLD_MINUTES,
      depositPercent: settings.DEPOSIT_PERCENT,
      maxHoldsPerGuest: settings.MAX_HOLDS_PER_GUEST,
    },
    chat: {
      turnDebounceMs: settings.TURN_DEBOUNCE_MS,
      handoffHours: settings.HANDOFF_HOURS,
      sessionTtlHours: settings.SESSION_TTL_HOURS,
    },
    timeZone: settings.TIME_ZONE,
    logLevel: settings.LOG_LEVEL,
  };
}

function whatsAppOf(settings: Settings): WhatsAppSettings | Closed {
  const {
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_PHONE_ID: phoneId,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
  } = settings;
  if (!accessToken || !appSecret || !phoneId || !verifyToken)
    return { kind: 'closed', missing: whatsAppSecrets.filter((name) => !settings[name]) };
  return {
    kind: 'open',
    accessToken,
    appSecret,
    phoneId,
    verifyToken,
    apiUrl: withoutSlash(settings.WHATSAPP_API_URL),
    apiVersion: settings.WHATSAPP_API_VERSION,
  };
}

function mercadoPagoOf(settings: Settings): MercadoPagoSettings | Closed {
  const { MERCADOPAGO_ACCESS_TOKEN: accessToken, MERCADOPAGO_WEBHOOK_SECRET: webhookSecrets } =
    settings;
  if (!accessToken || webhookSecrets.length === 0) {
    const missing = [
      ...(accessToken ? [] : ['MERCADOPAGO_ACCESS_TOKEN']),
      ...(webhookSecrets.length > 0 ? [] : ['MERCADOPAGO_WEBHOOK_SECRET']),
    ];
    return { kind: 'closed', missing };
  }
  return {
    kind: 'open',
    accessToken,
    webhookSecrets,
    apiUrl: withoutSlash(settings.MERCADOPAGO_API_URL),
  };
}

function productionProblems(given: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  const required =
    given['INTEGRATIONS_REQUIRED'] === undefined || isYes(given['INTEGRATIONS_REQUIRED']);
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
    if ((given[name] ?? '').split(',').some((part) => isPlaceholder(part)))
      problems.push(`${name} is a placeholder, not a secret`);
  }
  if (given['JWT_SECRET'] !== undefined && Buffer.byteLength(given['JWT_SECRET']) < 32)
    problems.push('JWT_SECRET must have at least 32 bytes');
  for (const name of ['PUBLIC_URL', 'WHATSAPP_API_URL', 'MERCADOPAGO_API_URL']) {
    if (given[name]?.startsWith('http:') && !isLoopback(given[name]))
      problems.push(`${name} must be https`);
  }
  return problems;
}

function isPlaceholder(secret: string): boolean {
  return /^(dummy|change[-_ ]?me|secret|password|placeholder|example|test|todo|xxx+|your[-_ ].*|<.*>|(.)\2*)$/i.test(
    secret.trim(),
  );
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function withoutBlanks(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}

function whole(min: number, max: number, fallback: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number().min(min, { error }).max(max, { error }))
    .default(fallback);
}

function isYes(text: string): boolean {
  return /^(true|1|yes|on)$/i.test(text);
}

function yesNo(fallback: 'yes' | 'no') {
  return z
    .string()
    .regex(/^(true|1|yes|on|false|0|no|off)$/i, { error: 'must be true or false' })
    .transform((text) => (isYes(text) ? 'yes' : 'no'))
    .default(fallback);
}

function address(protocols: readonly string[]) {
  const error = `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error });
}

function list(item: z.ZodType<string, string>) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item))
    .default([]);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
