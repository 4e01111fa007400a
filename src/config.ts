// The settings: environment in, one frozen typed object out. Every problem is reported at once,
// in words and without the value, because a value may be a secret.

import type { KeyObject } from 'node:crypto';
import { problemsOf } from './config-problems.ts';
import type { ArgentineForm } from './domain/phone.ts';
import type { CalendarDate } from './domain/stay.ts';
import { readPrivateKey } from './private-key.ts';
import {
  datedRateOf,
  variables,
  whatsAppSecrets,
  type LogLevel,
  type Variables,
} from './variables.ts';

export type WhatsAppSettings = {
  readonly kind: 'open';
  readonly accessToken: string;
  readonly appSecret: string;
  readonly phoneId: string;
  readonly verifyToken: string;
  readonly apiUrl: string;
  readonly apiVersion: string;
  /** Meta's test numbers know Argentine mobiles without the 9 only. */
  readonly argentineForm: ArgentineForm;
  /** What Meta lets the number send a second: 80, 20 where the owner's phone has it too, up to 1,000. */
  readonly messagesPerSecond: number;
  /** The WhatsApp Business Account, which holds the templates; only the command line asks for it. */
  readonly businessId: string | undefined;
  /** The date form in the chat; null: dates are asked for in words. */
  readonly form: { readonly flowId: string; readonly privateKey: KeyObject } | null;
};
export type MercadoPagoSettings = {
  readonly kind: 'open';
  readonly accessToken: string;
  /** More than one while a secret is being changed. */
  readonly webhookSecrets: readonly string[];
  readonly apiUrl: string;
};
export type OpenIdSettings = {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
};
/** Who writes down what is said in voice notes. */
export type TranscriptionSettings = {
  /** The whole address. */
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly model: string;
};
/** Where pesos per dollar come from, and how long they hold. */
export type ExchangeSettings = { readonly validHours: number } & (
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly rate: number; readonly day: CalendarDate }
  /** `path`: names and indices with points between, into the JSON that the address answers. */
  | { readonly kind: 'read'; readonly url: string; readonly path: string }
);
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
    /** Whose ID tokens are taken at sign-in; null where only the command line mints tokens. */
    readonly openId: OpenIdSettings | null;
  };
  readonly allowedOrigins: readonly string[];
  /** Set where a proxy stands in front (Fly: `fly-client-ip`); the socket's address otherwise. */
  readonly clientIpHeader: string | undefined;
  readonly metricsToken: string | undefined;
  readonly whatsapp: WhatsAppSettings | Closed;
  readonly mercadoPago: MercadoPagoSettings | Closed;
  /** Null: voice notes are not heard. */
  readonly transcription: TranscriptionSettings | null;
  /** Null: guests get no mail. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  readonly exchange: ExchangeSettings;
  readonly rateLimit: { readonly requests: number; readonly windowSeconds: number } | null;
  readonly jobs: {
    readonly expirationIntervalSeconds: number;
    readonly icalIntervalSeconds: number;
    readonly concurrency: number;
  };
  readonly booking: {
    readonly holdMinutes: number;
    readonly depositPercent: number;
    /** How long a hold waits for the owner to look at their bank. */
    readonly transferHours: number;
    readonly waitlistMinutes: number;
    readonly maxHoldsPerGuest: number;
  };
  readonly chat: {
    readonly turnDebounceMs: number;
    readonly handoffHours: number;
    readonly sessionTtlHours: number;
  };
  /** Canonical; they write as owners. */
  readonly ownerPhones: readonly string[];
  /** Months after which what is personal is erased: chats that came to no stay, and the guests of a stay. */
  readonly retention: { readonly chatMonths: number; readonly stayMonths: number };
  readonly timeZone: string;
  /** `app` opens the doors only, `worker` also takes turns and jobs, as `all` does: its doors are for health. */
  readonly role: 'all' | 'app' | 'worker';
  /** How long a starting machine waits for Postgres and Redis. */
  readonly startPatienceSeconds: number;
  readonly logLevel: LogLevel;
};

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

/** Throws `ConfigError` with every problem. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = withoutBlanks(env);
  const parsed = variables.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const problems = [
    ...issues.map(({ path, message }) => `${String(path[0])} ${message}`),
    ...problemsOf(given),
  ];
  if (!parsed.success || problems.length > 0)
    throw new ConfigError([...new Set(problems)].toSorted());
  return deepFreeze(toConfig(parsed.data));
}

function toConfig(settings: Variables): Config {
  return {
    mode: settings.NODE_ENV === 'production' ? 'production' : 'development',
    port: settings.PORT,
    publicUrl: withoutSlash(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`),
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    admin: {
      jwtSecret: settings.JWT_SECRET,
      allowedEmails: settings.ADMIN_ALLOWED_EMAILS,
      openId: openIdOf(settings),
    },
    allowedOrigins: settings.ALLOWED_ORIGINS,
    clientIpHeader: settings.CLIENT_IP_HEADER,
    whatsapp: whatsAppOf(settings),
    mercadoPago: mercadoPagoOf(settings),
    transcription: transcriptionOf(settings),
    mail: mailOf(settings),
    rateLimit:
      settings.RATE_LIMIT_ENABLED === 'yes'
        ? {
            requests: settings.RATE_LIMIT_REQUESTS,
            windowSeconds: settings.RATE_LIMIT_WINDOW_SECONDS,
          }
        : null,
    exchange: exchangeOf(settings),
    jobs: {
      expirationIntervalSeconds: settings.JOB_EXPIRATION_INTERVAL_SECONDS,
      icalIntervalSeconds: settings.JOB_ICAL_INTERVAL_SECONDS,
      concurrency: settings.JOB_CONCURRENCY,
    },
    booking: {
      holdMinutes: settings.HOLD_MINUTES,
      depositPercent: settings.DEPOSIT_PERCENT,
      transferHours: settings.TRANSFER_HOURS,
      waitlistMinutes: settings.WAITLIST_MINUTES,
      maxHoldsPerGuest: settings.MAX_HOLDS_PER_GUEST,
    },
    chat: {
      turnDebounceMs: settings.TURN_DEBOUNCE_MS,
      handoffHours: settings.HANDOFF_HOURS,
      sessionTtlHours: settings.SESSION_TTL_HOURS,
    },
    ownerPhones: settings.OWNER_PHONES,
    retention: {
      chatMonths: settings.RETENTION_CHAT_MONTHS,
      stayMonths: settings.RETENTION_STAY_MONTHS,
    },
    timeZone: settings.TIME_ZONE,
    role: settings.PROCESS_ROLE,
    startPatienceSeconds: settings.START_PATIENCE_SECONDS,
    metricsToken: settings.METRICS_TOKEN,
    logLevel: settings.LOG_LEVEL,
  };
}

function mailOf({ SMTP_URL: url, SMTP_FROM: from }: Variables): Config['mail'] {
  return url && from ? { url, from } : null;
}

function transcriptionOf(settings: Variables): TranscriptionSettings | null {
  const { TRANSCRIPTION_URL: url, TRANSCRIPTION_API_KEY: apiKey } = settings;
  return url ? { url, apiKey, model: settings.TRANSCRIPTION_MODEL } : null;
}

function exchangeOf(settings: Variables): ExchangeSettings {
  const { EXCHANGE_RATE, EXCHANGE_URL: url, EXCHANGE_PATH: path } = settings;
  const validHours = settings.EXCHANGE_VALID_HOURS;
  const fixed = EXCHANGE_RATE === undefined ? undefined : datedRateOf(EXCHANGE_RATE);
  if (fixed) return { kind: 'fixed', ...fixed, validHours };
  return url ? { kind: 'read', url, path, validHours } : { kind: 'none', validHours };
}

function openIdOf(settings: Variables): OpenIdSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = settings;
  return issuer && audience && jwksUrl ? { issuer, audience, jwksUrl } : null;
}

function whatsAppOf(settings: Variables): WhatsAppSettings | Closed {
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
    argentineForm: settings.WHATSAPP_AR_NUMBERS,
    messagesPerSecond: settings.WHATSAPP_MESSAGES_PER_SECOND,
    businessId: settings.WHATSAPP_BUSINESS_ID,
    form: formOf(settings),
  };
}

function formOf(settings: Variables): WhatsAppSettings['form'] {
  const { WHATSAPP_FLOW_ID: flowId, WHATSAPP_FLOW_PRIVATE_KEY: key } = settings;
  return flowId && key
    ? { flowId, privateKey: readPrivateKey(key, settings.WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE) }
    : null;
}

function mercadoPagoOf(settings: Variables): MercadoPagoSettings | Closed {
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

function withoutBlanks(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}
