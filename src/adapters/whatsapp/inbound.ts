// A webhook body of Meta as arrivals and deliveries. Parsed message by message: one that cannot be
// read is counted and the others are taken. It never throws, and every string that it gives can be
// stored (no NUL, no half surrogate).
// Of the messages only the field `messages` is answered: a coexistence sync sends `value.messages` under `history`
// too, and would have six-month-old messages answered.

import { z } from 'zod';
import type { Identity, Sender } from '../../chat/inbound.ts';
import { canonicalPhone } from '../../domain/phone.ts';
import { readAccountChange } from './account.ts';
import { readBody, wordsOf } from './message-body.ts';
import { readMove } from './moves.ts';
import { readPreferences } from './preferences.ts';
import { errorName, readStatus } from './status.ts';
import { cap } from './text.ts';
import {
  id,
  ignore,
  instant,
  optionalText,
  record,
  records,
  timestamp,
  userId,
} from './webhook-parts.ts';
import type { Raw, WebhookBody } from './webhook-parts.ts';

/** Known, and of no use here: what a coexistence sync brings is old, groups and calls are not ours. */
const unused: ReadonlySet<string> = new Set([
  'calls',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'history',
  'smb_app_state_sync',
]);

const messageHead = z.object({
  id,
  timestamp,
  from: optionalText,
  from_user_id: optionalText,
  group_id: optionalText,
});
const echoHead = z.object({
  id,
  timestamp,
  to: optionalText,
  to_user_id: optionalText,
});
const contactHead = z.object({
  wa_id: optionalText,
  user_id: optionalText,
  profile: z.object({ name: optionalText }).nullish(),
});
type Contact = {
  readonly phone: string | null;
  readonly bsuid: string | null;
  readonly name: string | null;
};

/** `receivedAt` stands in for a time that Meta left out or that cannot be. */
export function readDelivery(json: unknown, ourPhoneId: string, receivedAt: Date): WebhookBody {
  const found: WebhookBody = { arrivals: [], deliveries: [], notices: [], ignored: [] };
  const entries = record(json)?.['entry'];
  if (!Array.isArray(entries)) ignore(found, 'shape', 'body');
  for (const entry of records(entries, found)) {
    for (const change of records(entry['changes'], found)) {
      const notice = readAccountChange(change, entry);
      if (notice === null) readChange(change, ourPhoneId, receivedAt, found);
      else found.notices.push(notice);
    }
  }
  return found;
}

function readChange(change: Raw, ourPhoneId: string, receivedAt: Date, found: WebhookBody): void {
  const field = change['field'];
  const preferences = field === 'user_preferences' ? record(change['value']) : null;
  if (preferences !== null) {
    const theirs = record(preferences['metadata'])?.['phone_number_id'];
    if (theirs === undefined || theirs === ourPhoneId)
      readPreferences(preferences, receivedAt, found);
    else ignore(found, 'number', 'another');
    return;
  }
  if (field !== 'messages' && field !== 'smb_message_echoes') {
    const seen = typeof field === 'string' ? field : null;
    ignore(found, 'field', seen !== null && unused.has(seen) ? seen : 'other', seen);
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
    for (const error of records(value['errors'], found)) ignore(found, 'error', errorName(error));
  }
}

function readMessage(
  message: Raw,
  contacts: readonly Contact[],
  receivedAt: Date,
  found: WebhookBody,
): void {
  const head = messageHead.safeParse(message);
  if (!head.success) {
    ignore(found, 'shape', 'message');
    return;
  }
  if (head.data.group_id) {
    ignore(found, 'group', 'message');
    return;
  }
  const named = {
    phone: head.data.from ? canonicalPhone(head.data.from) : null,
    bsuid: userId(head.data.from_user_id),
  };
  const move = readMove(message, named);
  const sender = senderOf(move?.to ?? named, contacts);
  if (sender === null) {
    ignore(found, 'shape', 'message');
    return;
  }
  const { body, doubt, type } = readBody(message);
  if (doubt !== 'none')
    ignore(found, doubt === 'unknownType' ? 'type' : 'content', 'message', type);
  found.arrivals.push({
    key: `wamid:${head.data.id}`,
    sender,
    sentAt: instant(head.data.timestamp, receivedAt),
    body: move === null ? body : { kind: 'moved', from: move.from },
  });
}

// A phone, a user id or both; what the message leaves out may stand in its contact.
function senderOf({ phone, bsuid }: Identity, contacts: readonly Contact[]): Sender | null {
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

/** The owner answered from the phone: it stands in the transcript of the guest written to. */
function readEcho(echo: Raw, receivedAt: Date, found: WebhookBody): void {
  const head = echoHead.safeParse(echo);
  const phone = head.data?.to ? canonicalPhone(head.data.to) : null;
  const bsuid = userId(head.data?.to_user_id);
  if (!head.success || (phone === null && bsuid === null)) {
    ignore(found, 'shape', 'echo');
    return;
  }
  const { body, type: what } = readBody(echo);
  found.arrivals.push({
    key: `echo:${head.data.id}`,
    sender: { phone, bsuid, profileName: null },
    sentAt: instant(head.data.timestamp, receivedAt),
    body: { kind: 'owner', what: cap(what, 64), text: wordsOf(body) },
  });
}
