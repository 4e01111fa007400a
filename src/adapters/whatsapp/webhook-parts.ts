// What every part of a webhook body is read with.

import { z } from 'zod';
import type { Arrival, Delivery } from '../../chat/inbound.ts';
import { cap } from './text.ts';

/** `what` and `name` come from small sets, so that both may label a metric; `seen` is for the log. */
export type Ignored = {
  readonly what: 'field' | 'shape' | 'type' | 'content' | 'group' | 'number' | 'status' | 'error';
  readonly name: string;
  readonly seen: string | null;
};
/** What Meta says about the account, its number or a template; once per event. */
export type AccountNotice = {
  readonly key: string;
  readonly field: string;
  /** From a small set, so that it may label a metric. */
  readonly event: string;
  readonly concern: 'decide' | 'note';
  readonly value: unknown;
};
export type WebhookBody = {
  readonly arrivals: Arrival[];
  readonly deliveries: Delivery[];
  readonly notices: AccountNotice[];
  readonly ignored: Ignored[];
};

export type Raw = Readonly<Record<string, unknown>>;

// Printable ASCII, as all of Meta's ids are: they become keys.
export const id = z.string().regex(/^[\x21-\x7e]{1,512}$/);
export const optionalText = z.string().nullish();
export const timestamp = z.union([z.string(), z.number()]).nullish();

// Epoch seconds, as text or number. Beyond a day ahead it is no time of ours.
export function instant(timestamp: string | number | null | undefined, receivedAt: Date): Date {
  const at = new Date(Number(timestamp ?? Number.NaN) * 1_000);
  return at.getTime() > 0 && at.getTime() < receivedAt.getTime() + 86_400_000 ? at : receivedAt;
}

export function userId(text: string | null | undefined): string | null {
  return text && /^[\x21-\x7e]{1,200}$/.test(text) ? text : null;
}

export function ignore(
  found: WebhookBody,
  what: Ignored['what'],
  name: string,
  seen: string | null = null,
): void {
  found.ignored.push({ what, name, seen: seen === null ? null : cap(seen, 64) });
}

export function record(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Raw)
    : null;
}

/** The objects of a list; anything else in it is counted, an absent list is empty. */
export function records(value: unknown, found: WebhookBody): Raw[] {
  if (!Array.isArray(value)) {
    if (value !== undefined && value !== null) ignore(found, 'shape', 'list');
    return [];
  }
  return value.flatMap((item: unknown) => {
    const one = record(item);
    if (one === null) ignore(found, 'shape', 'item');
    return one === null ? [] : [one];
  });
}
