// What Meta says about the account: templates, quality, restrictions, the name, the PIN. None of it is
// a guest's, all of it may stop the messages tomorrow; the owner finds it in the queue.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { cap } from './text.ts';
import { optionalText, record } from './webhook-parts.ts';
import type { AccountNotice, Raw } from './webhook-parts.ts';

type Judged = Pick<AccountNotice, 'event' | 'concern'>;

const value = z.object({
  event: optionalText,
  decision: optionalText,
  new_quality_score: optionalText,
  new_category: optionalText,
  correct_category: optionalText,
  new_status: optionalText,
  alert_state: optionalText,
  alert_info: z.object({ alert_severity: optionalText, alert_type: optionalText }).nullish(),
});
type Value = z.infer<typeof value>;

const decide = (event: string): Judged => ({ event, concern: 'decide' });
const note = (event: string): Judged => ({ event, concern: 'note' });

const goodTemplate = new Set(['APPROVED', 'PENDING', 'REINSTATED', 'IN_APPEAL']);
const goodFlow = new Set(['DRAFT', 'PUBLISHED', 'DEPRECATED']);
const goodQuality = new Set(['GREEN', 'UNKNOWN']);
const badNumber = new Set(['FLAGGED', 'DOWNGRADE']);
const goodAccount = new Set([
  'VERIFIED_ACCOUNT',
  'PARTNER_ADDED',
  'PARTNER_APP_INSTALLED',
  'VOLUME_BASED_PRICING_TIER_UPDATE',
  'ACCOUNT_RECONNECTED',
]);

const readers: ReadonlyMap<string, (given: Value) => Judged> = new Map<
  string,
  (given: Value) => Judged
>([
  ['message_template_status_update', template],
  ['message_template_quality_update', template],
  ['template_category_update', category],
  ['phone_number_quality_update', ({ event }) => judge(event, (name) => !badNumber.has(name))],
  ['phone_number_name_update', ({ decision }) => judge(decision, (name) => name === 'APPROVED')],
  ['account_update', ({ event }) => judge(event, (name) => goodAccount.has(name))],
  ['account_review_update', ({ decision }) => judge(decision, (name) => name === 'APPROVED')],
  ['account_alerts', ({ alert_info: info }) => judge(info?.alert_severity, isInformation)],
  ['flows', flow],
  ['business_capability_update', () => note('CAPABILITY')],
  ['security', ({ event }) => judge(event, () => false)],
]);

/** Null: the change is about something else. It is never about one number only, so none is asked for. */
export function readAccountChange(change: Raw, entry: Raw): AccountNotice | null {
  const field = typeof change['field'] === 'string' ? change['field'] : '';
  const reader = readers.get(field);
  const given = record(change['value']);
  const known = value.safeParse(given);
  if (reader === undefined || given === null || !known.success) return null;
  // Meta gives these no id; a repeated delivery repeats the bytes
  const print = createHash('sha256')
    .update(JSON.stringify([entry['id'], entry['time'], field, given]))
    .digest('hex');
  return {
    key: `whatsapp:${print.slice(0, 32)}`,
    field,
    ...reader(known.data),
    value: storable(given, 4),
  };
}

/** The quality of a template has come under the field of its status too: its keys tell. */
function template({ event, new_quality_score: quality }: Value): Judged {
  return quality
    ? judge(quality, (name) => goodQuality.has(name))
    : judge(event, (name) => goodTemplate.has(name));
}

/** `correct_category` is the one that it will have; `new_category` is still the old one then. */
function category({ new_category: now, correct_category: soon }: Value): Judged {
  return judge(soon ?? now, (name) => name === 'UTILITY');
}

/** A new status, or an alert about the endpoint that begins or ends. */
function flow({ event, new_status: status, alert_state: alert }: Value): Judged {
  return status
    ? judge(status, (name) => goodFlow.has(name))
    : judge(event, () => alert === 'DEACTIVATED');
}

function isInformation(severity: string): boolean {
  return severity === 'INFORMATIONAL';
}

function judge(name: string | null | undefined, isGood: (name: string) => boolean): Judged {
  const event = name && /^[A-Z][A-Z_]{1,40}$/.test(name) ? name : 'OTHER';
  return isGood(event) ? note(event) : decide(event);
}

function storable(given: unknown, depth: number): unknown {
  if (typeof given === 'string') return cap(given, 500);
  if (typeof given !== 'object' || given === null) return given;
  if (depth === 0) return null;
  if (Array.isArray(given)) return given.slice(0, 20).map((one) => storable(one, depth - 1));
  const entries = Object.entries(given).slice(0, 20);
  return Object.fromEntries(
    entries.map(([key, inner]) => [cap(key, 100), storable(inner, depth - 1)]),
  );
}
