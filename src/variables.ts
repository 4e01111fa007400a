// The environment variables, each with its rule, its default and the words for what is wrong.

import { z } from 'zod';
import { canonicalPhone } from './domain/phone.ts';
import { parseCalendarDate, type CalendarDate } from './domain/stay.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export const whatsAppSecrets = [
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_PHONE_ID',
  'WHATSAPP_VERIFY_TOKEN',
] as const;
export const mercadoPagoSecrets = [
  'MERCADOPAGO_ACCESS_TOKEN',
  'MERCADOPAGO_WEBHOOK_SECRET',
] as const;

export const variables = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(0, 65_535, 8080),
  PUBLIC_URL: address(['http:', 'https:']).optional(),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: address(['redis:', 'rediss:']).optional(),
  JWT_SECRET: z.string().optional(),
  ADMIN_ALLOWED_EMAILS: list(
    z.email({ error: 'must be e-mail addresses, separated by commas' }).toLowerCase(),
  ),
  OIDC_ISSUER: address(['https:', 'http:']).optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: address(['https:', 'http:']).optional(),
  ALLOWED_ORIGINS: list(
    z.string().refine(isOrigin, {
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
  WHATSAPP_AR_NUMBERS: z
    .enum(['keep9', 'strip9', '15'], { error: 'must be keep9, strip9 or 15' })
    .default('keep9'),
  WHATSAPP_MESSAGES_PER_SECOND: whole(1, 1_000, 80),
  WHATSAPP_BUSINESS_ID: z
    .string()
    .regex(/^\d+$/, { error: 'must be digits: the id of the WhatsApp Business Account' })
    .optional(),
  WHATSAPP_FLOW_ID: z
    .string()
    .regex(/^\d+$/, { error: 'must be digits: the id that whatsapp:flow prints' })
    .optional(),
  WHATSAPP_FLOW_PRIVATE_KEY: z.string().optional(),
  WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE: z.string().optional(),
  TRANSCRIPTION_URL: address(['http:', 'https:']).optional(),
  TRANSCRIPTION_API_KEY: z.string().optional(),
  TRANSCRIPTION_MODEL: z.string().default('whisper-1'),
  SMTP_URL: address(['smtp:', 'smtps:']).optional(),
  SMTP_FROM: z
    .string()
    .refine(isSender, { error: 'must be an address, or a name and an address in angle brackets' })
    .optional(),
  MERCADOPAGO_ACCESS_TOKEN: z.string().optional(),
  MERCADOPAGO_WEBHOOK_SECRET: list(z.string()),
  MERCADOPAGO_API_URL: address(['http:', 'https:']).default('https://api.mercadopago.com'),
  INTEGRATIONS_REQUIRED: yesNo('yes'),
  RATE_LIMIT_ENABLED: yesNo('yes'),
  RATE_LIMIT_REQUESTS: whole(1, 1_000_000, 100),
  RATE_LIMIT_WINDOW_SECONDS: whole(1, 86_400, 60),
  JOB_EXPIRATION_INTERVAL_SECONDS: whole(1, 86_400, 60),
  JOB_ICAL_INTERVAL_SECONDS: whole(1, 86_400, 300),
  JOB_CONCURRENCY: whole(1, 64, 4),
  HOLD_MINUTES: whole(1, 1_440, 30),
  DEPOSIT_PERCENT: whole(1, 100, 30),
  TRANSFER_HOURS: whole(1, 72, 12),
  WAITLIST_MINUTES: whole(10, 1_440, 120),
  EXCHANGE_RATE: z
    .string()
    .refine(isDatedRate, {
      error: 'must be pesos per dollar and the day they are of, such as 1450.50@2026-11-24',
    })
    .optional(),
  EXCHANGE_URL: address(['http:', 'https:']).optional(),
  EXCHANGE_PATH: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)*$/, { error: 'must be names with points between, such as venta' })
    .default('venta'),
  EXCHANGE_VALID_HOURS: whole(1, 168, 24),
  TURN_DEBOUNCE_MS: whole(0, 10_000, 1_200),
  OWNER_PHONES: list(
    z
      .string()
      .transform((text) => canonicalPhone(text) ?? '')
      .refine((phone) => phone !== '', {
        error: 'must be phone numbers with their country code, separated by commas',
      }),
  ),
  HANDOFF_HOURS: whole(1, 168, 12),
  MAX_HOLDS_PER_GUEST: whole(1, 10, 1),
  SESSION_TTL_HOURS: whole(1, 8_760, 168),
  RETENTION_CHAT_MONTHS: whole(1, 120, 12),
  RETENTION_STAY_MONTHS: whole(1, 240, 120),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, {
      error: 'must be an IANA time zone such as America/Argentina/Buenos_Aires',
    })
    .default('America/Argentina/Buenos_Aires'),
  PROCESS_ROLE: z
    .enum(['all', 'app', 'worker'], { error: 'must be all, app or worker' })
    .default('all'),
  START_PATIENCE_SECONDS: whole(1, 3_600, 60),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});
export type Variables = z.infer<typeof variables>;

function isYes(text: string): boolean {
  return /^(true|1|yes|on)$/i.test(text);
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

/** `1450.50@2026-11-24`. */
export function datedRateOf(text: string): { rate: number; day: CalendarDate } | undefined {
  const [, rate = '', date = ''] = /^(\d{1,6}(?:\.\d{1,2})?)@([\d-]+)$/.exec(text) ?? [];
  const day = parseCalendarDate(date);
  return day && Number(rate) > 1 ? { rate: Number(rate), day } : undefined;
}

function isDatedRate(text: string): boolean {
  return datedRateOf(text) !== undefined;
}

/** `posta@example.com`, `Cabañas El Radal <posta@example.com>`. */
function isSender(text: string): boolean {
  const [, address = text] = /^[^<>@"\p{Cc}]{1,80}<([^<>]+)>$/u.exec(text) ?? [];
  return z.email().safeParse(address).success;
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
