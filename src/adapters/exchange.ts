// Pesos per dollar, from a setting or from an address that answers JSON. What was read last counts while
// it is valid; without a valid rate there is none, and prices in dollars are not quoted.

import { request } from 'undici';
import { z } from 'zod';
import type { ExchangeSettings } from '../config.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { toCentavos } from '../domain/money.ts';
import type { ExchangeSnapshot } from '../domain/quote.ts';
import { Fault } from '../domain/fault.ts';

export type Exchange = AsyncDisposable & {
  /** Null when no rate is valid at that instant. */
  readonly at: (now: Date) => ExchangeSnapshot | null;
};

/** Of a rate that the owner set. */
const OWN_SOURCE = 'own';
const HOUR_MS = 3_600_000;
const REFRESH_MS = 15 * 60_000;
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 64 * 1024;

/** The first reading is waited for, and may fail: the rest is tried again every quarter of an hour. */
export async function openExchange(
  settings: ExchangeSettings,
  {
    now,
    startOf,
    onError,
  }: {
    now: () => Date;
    startOf: (day: CalendarDate) => Date;
    onError: (error: unknown) => void;
  },
): Promise<Exchange> {
  const validMs = settings.validHours * HOUR_MS;
  const validAt = (snapshot: ExchangeSnapshot | null, at: Date) =>
    snapshot && Date.parse(snapshot.validUntil) > at.getTime() ? snapshot : null;
  if (settings.kind === 'none' || settings.kind === 'fixed') {
    const fixed =
      settings.kind === 'fixed'
        ? snapshotOf(settings.rate, OWN_SOURCE, startOf(settings.day), validMs)
        : null;
    return { at: (at) => validAt(fixed, at), [Symbol.asyncDispose]: async () => undefined };
  }

  const { url, path } = settings;
  let last: ExchangeSnapshot | null = null;
  async function refresh(): Promise<void> {
    try {
      last = snapshotOf(await readRate(url, path), new URL(url).hostname, now(), validMs);
    } catch (error) {
      onError(error);
    }
  }
  await refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MS);
  return {
    at: (at) => validAt(last, at),
    [Symbol.asyncDispose]: async () => clearInterval(timer),
  };
}

function snapshotOf(rate: number, source: string, from: Date, validMs: number): ExchangeSnapshot {
  return {
    source,
    at: from.toISOString(),
    validUntil: new Date(from.getTime() + validMs).toISOString(),
    rate: toCentavos(Math.round(rate * 100)),
  };
}

/** Pesos per dollar at `path` (names and indices with points between) of the JSON that the address answers. */
export async function readRate(url: string, path: string): Promise<number> {
  const { statusCode, body } = await request(url, {
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(2 * TIMEOUT_MS),
    headers: { accept: 'application/json' },
  });
  const text = await body.text();
  if (statusCode !== 200 || text.length > MOST_BYTES)
    throw new Fault(`exchange.${statusCode}`, 'the rate was not answered', { transient: true });
  const found = path
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined,
      JSON.parse(text),
    );
  // `1.450,50` is how Argentine services write it in a text.
  const written =
    typeof found === 'string' && found.includes(',')
      ? found.replaceAll('.', '').replace(',', '.')
      : found;
  const rate = z.coerce.number().gt(1).lt(1_000_000).safeParse(written);
  if (!rate.success)
    throw new Fault('exchange.unreadable', `there is no rate at ${path}`, { transient: true });
  return rate.data;
}
