// One JSON line per fact. A sentence is constant and its values are fields, so that what must not
// be written can be found by its name: tokens and signatures never, phones only in their last digits,
// what a guest wrote only while debugging.

import { destination, pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from '../variables.ts';

export type Log = Logger;

const secretFields = [
  'authorization',
  'token',
  'accessToken',
  'secret',
  'appSecret',
  'jwtSecret',
  'verifyToken',
  'signature',
  'password',
  'cookie',
];
const textFields = ['text', 'body', 'caption', 'title', 'payload', 'profileName'];

// A line waits a tenth of a second for others: a write for each cost 6 % of a booking's processor time.
// Only a signal that nobody handles loses what waits.
const WRITING = { sync: false, minLength: 4_096, periodicFlush: 100 } as const;

export function createLog(
  config: { readonly logLevel: LogLevel },
  stream: DestinationStream = destination(WRITING),
): Log {
  const debugging = config.logLevel === 'debug' || config.logLevel === 'trace';
  const hidden = [...secretFields, ...(debugging ? [] : textFields)];
  return pino(
    {
      level: config.logLevel,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['req.headers', ...hidden.flatMap((name) => [name, `*.${name}`])],
        censor: '[hidden]',
      },
      serializers: {
        phone: maskPhone,
        to: maskPhone,
        from: maskPhone,
        wa_id: maskPhone,
        err: describeError,
        error: describeError,
      },
    },
    stream,
  );
}

/** `5491155500101` → `•••••••••0101`. */
function maskPhone(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return String(value).replace(/.(?=.{4})/gsu, '•');
}

// Only these fields: an error of Postgres carries the row in `detail` and the values in `where`.
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}
