// A webhook body of Meta as arrivals and deliveries. Parsed message by message: one that cannot be
// read is counted and the others are taken. It never throws, and every string that it gives can be
// stored (no NUL, no half surrogate).
// Only the field `messages` is answered: a coexistence sync sends `value.messages` under `history`
// too, and would have six-month-old messages answered.

import { z } from 'zod';
import type { Arrival, Delivery, Sender } from '../../chat/inbound.ts';
import { canonicalPhone } from '../../domain/phone.ts';
import { previousUserId, readBody } from './message-body.ts';
import { cap } from './text.ts';

/** `what` and `name` come from small sets, so that both may label a metric; `seen` is for the log. */
export type Ignored = {
  readonly what: 'field' | 'shape' | 'type' | 'content' | 'group' | 'number' | 'status' | 'error';
  readonly name: string;
  readonly seen: string | null;
};
export type WebhookBody = {
  readonly arrivals: Arrival[];
  readonly deliveries: Delivery[];
  readonly ignored: Ignored[];
};

type Raw = Readonly<Record<string, unknown>>;

const accountFields: ReadonlySet<string> = new Set([
  'account_alerts',
  'account_review_update',
  'account_update',
  'business_capability_update',
  'calls',
  'flows',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'history',
  'message_template_quality_update',
  'message_template_status_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'smb_app_state_sync',
  'template_category_update',
  'user_preferences',
]);

// Printable ASCII, as all of Meta's ids are: they become keys.
const id = z.string().regex(/^[\x21-\x7e]{1,512}$/);
const optionalText = z.string().nullish();
const messageHead = z.object({
  id,
  timestamp: z.union([z.string(), z.number()]).nullish(),
  from: optionalText,
  from_user_id: optionalText,
  group_id: optionalText,
});
const echoHead = z.object({
  id,
  timestamp: z.union([z.string(), z.number()]).nullish(),
  to: optionalText,
  to_user_id: optionalText,
});
const contactHead = z.object({
  wa_id: optionalText,
  user_id: optionalText,
  profile: z.object({ name: optionalText }).nullish(),
});
const statusError = z.object({
  code: z.number().int(),
  title: optionalText,
  message: optionalText,
  error_data: z.object({ details: optionalText }).nullish(),
});
const statusHead = z.object({
  id,
  status: z.string(),
  timestamp: z.union([z.string(), z.number()]).nullish(),
  recipient_type: optionalText,
  errors: z.array(z.unknown()).nullish(),
});

type Contact = {
  readonly phone: string | null;
  readonly bsuid: string | null;
  readonly name: string | null;
};

/** `receivedAt` stands in for a time that Meta left out or that cannot be. */
export function readDelivery(json: unknown, ourPhoneId: string, receivedAt: Date): WebhookBody {
  const found: WebhookBody = { arrivals: [], deliveries: [], ignored: [] };
  const entries = record(json)?.['entry'];
  if (!Array.isArray(entries)) ignore(found, 'shape', 'body');
  for (const entry of records(entries, found)) {
    for (const change of records(entry['changes'], found))
      readChange(change, ourPhoneId, receivedAt, found);
  }
  return found;
}

function readChange(change: Raw, ourPhoneId: string, receivedAt: Date, found: WebhookBody): void {
  const field = change['field'];
  if (field !== 'messages' && field !== 'smb_message_echoes') {
    const seen = typeof field === 'string' ? field : null;
    ignore(found, 'field', seen !== null && accountFields.has(seen) ? seen : 'other', seen);
    return;
  }
  const value = record(change['value']);
  const phoneId = record(value?.['metadata'])?.['phone_number_id'];
  if (value === null || typeof phoneId !== 'string') {
    ignore(found, 'shape', 'value');
  } else if (phoneId !== ourPhoneId) {
    ignore(found, 'number', 'another');
  } else if (field === 'smb_message_echoes') {
    for (const echo of records(value['message_echoes'], found)) readEcho(echo, receivedAt, found);
  } else {
    const contacts = records(value['contacts'], found).flatMap(readContact);
    for (const message of records(value['messages'], found))
      readMessage(message, contacts, receivedAt, found);
    for (const status of records(value['statuses'], found)) readStatus(status, receivedAt, found);
    for (const error of records(value['errors'], found))
      ignore(
        found,
        'error',
        statusError.safeParse(error).success ? String(error['code']) : 'other',
      );
  }
}

function readMessage(
  message: Raw,
  contacts: readonly Contact[],
  receivedAt: Date,
  found: WebhookBody,
): void {
  const head = messageHead.safeParse(message);
  const sender = head.success ? senderOf(head.data, previousUserId(message), contacts) : null;
  if (!head.success || sender === null) {
    ignore(found, 'shape', 'message');
  } else if (head.data.group_id) {
    ignore(found, 'group', 'message');
  } else {
    const { body, doubt, type } = readBody(message);
    if (doubt !== 'none')
      ignore(found, doubt === 'unknownType' ? 'type' : 'content', 'message', type);
    found.arrivals.push({
      key: `wamid:${head.data.id}`,
      sender,
      sentAt: instant(head.data.timestamp, receivedAt),
      body,
    });
  }
}

// A phone, a user id or both; what the message leaves out may stand in its contact.
function senderOf(
  head: z.infer<typeof messageHead>,
  previousId: string | null,
  contacts: readonly Contact[],
): Sender | null {
  const phone = head.from ? canonicalPhone(head.from) : null;
  // After a change the row that we have is under the old id.
  const bsuid = userId(previousId ?? head.from_user_id);
  const contact = contacts.find(
    (one) => (phone !== null && one.phone === phone) || (bsuid !== null && one.bsuid === bsuid),
  );
  const sender = {
    phone: phone ?? contact?.phone ?? null,
    bsuid: bsuid ?? contact?.bsuid ?? null,
    profileName: contact?.name ?? null,
  };
  return sender.phone === null && sender.bsuid === null ? null : sender;
}

function readContact(contact: Raw): Contact[] {
  const head = contactHead.safeParse(contact);
  if (!head.success) return [];
  const name = cap(head.data.profile?.name ?? '', 200).trim();
  return [
    {
      phone: head.data.wa_id ? canonicalPhone(head.data.wa_id) : null,
      bsuid: userId(head.data.user_id),
      name: name === '' ? null : name,
    },
  ];
}

/** The owner answered from the phone: a fact of the guest written to. */
function readEcho(echo: Raw, receivedAt: Date, found: WebhookBody): void {
  const head = echoHead.safeParse(echo);
  const phone = head.data?.to ? canonicalPhone(head.data.to) : null;
  const bsuid = userId(head.data?.to_user_id);
  if (!head.success || (phone === null && bsuid === null)) {
    ignore(found, 'shape', 'echo');
    return;
  }
  found.arrivals.push({
    key: `echo:${head.data.id}`,
    sender: { phone, bsuid, profileName: null },
    sentAt: instant(head.data.timestamp, receivedAt),
    body: { kind: 'fact', event: { type: 'owner.tookOver' } },
  });
}

function readStatus(raw: Raw, receivedAt: Date, found: WebhookBody): void {
  const head = statusHead.safeParse(raw);
  if (!head.success) {
    ignore(found, 'shape', 'status');
    return;
  }
  const status = knownStatus(head.data.status);
  if (status === null || head.data.recipient_type === 'group') {
    ignore(found, 'status', status === null ? 'other' : 'group', head.data.status);
    return;
  }
  const error = status === 'failed' ? statusError.safeParse(head.data.errors?.[0]).data : undefined;
  found.deliveries.push({
    wamid: head.data.id,
    status,
    at: instant(head.data.timestamp, receivedAt),
    error:
      error === undefined
        ? null
        : {
            code: error.code,
            title: cap(error.title ?? error.message ?? '', 500),
            detail: error.error_data?.details ? cap(error.error_data.details, 2_000) : null,
          },
  });
}

/** `played` is a voice note that was heard; `deleted` stands in old samples and moves nothing. */
function knownStatus(status: string): Delivery['status'] | null {
  switch (status) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'failed':
      return status;
    case 'played':
      return 'read';
    default:
      return null;
  }
}

// Epoch seconds, as text or number. Beyond a day ahead it is no time of ours.
function instant(timestamp: string | number | null | undefined, receivedAt: Date): Date {
  const at = new Date(Number(timestamp ?? Number.NaN) * 1_000);
  return at.getTime() > 0 && at.getTime() < receivedAt.getTime() + 86_400_000 ? at : receivedAt;
}

function userId(text: string | null | undefined): string | null {
  return text && /^[\x21-\x7e]{1,200}$/.test(text) ? text : null;
}

function ignore(
  found: WebhookBody,
  what: Ignored['what'],
  name: string,
  seen: string | null = null,
): void {
  found.ignored.push({ what, name, seen: seen === null ? null : cap(seen, 64) });
}

function record(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Raw)
    : null;
}

/** The objects of a list; anything else in it is counted, an absent list is empty. */
function records(value: unknown, found: WebhookBody): Raw[] {
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
