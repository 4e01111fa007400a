// One message of a guest by its type: what the conversation gets of it.
// Types: Meta, "Webhooks: messages" (Oct 2025 – Mar 2026); old samples without `type` included.
// A value that Meta documents as optional may also be null or blank here.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Inbound } from '../../chat/inbound.ts';
import { parseCalendarDate } from '../../domain/stay.ts';
import { cap } from './text.ts';

/** `unreadable`: the type is known, its content is not what Meta documents. */
export type Reading = {
  readonly body: Inbound;
  readonly doubt: 'none' | 'unknownType' | 'unreadable';
  readonly type: string;
};

type Raw = Readonly<Record<string, unknown>>;
type Media = Extract<Inbound, { kind: 'media' }>;

const longestText = 4096;
const longestLabel = 256;

const textContent = z.object({ body: z.string() });
const choiceContent = z.object({ id: z.string().min(1), title: z.string().nullish() });
const templateButton = z.object({ payload: z.string().nullish(), text: z.string().nullish() });
const interactiveContent = z.object({
  type: z.string(),
  button_reply: z.unknown().optional(),
  list_reply: z.unknown().optional(),
  nfm_reply: z.unknown().optional(),
});
const flowReply = z.object({ response_json: z.string() });
const day = z
  .string()
  .transform(parseCalendarDate)
  .refine((date) => date !== undefined);
const count = z.coerce.number().int().min(0).max(50);
/** What the last screen of the date form gives, see form-json.ts. */
const dateForm = z.object({
  flow_token: z.string().min(1).max(200),
  check_in: day,
  check_out: day,
  adults: count.min(1),
  children: count,
  infants: count,
  pets: count,
  summary: z.string().catch(''),
});
const mediaContent = z.object({
  id: z.string().min(1),
  mime_type: z.string().nullish(),
  caption: z.string().nullish(),
  filename: z.string().nullish(),
});
const reactionContent = z.object({ emoji: z.string().nullish() });
const editContent = z.object({ message: z.object({ text: textContent }) });
const systemContent = z.object({ type: z.string().nullish() });

const readers: ReadonlyMap<string, (content: unknown) => Inbound | null> = new Map<
  string,
  (content: unknown) => Inbound | null
>([
  ['text', readText],
  ['button', readTemplateButton],
  ['interactive', readInteractive],
  ['image', (content) => readMedia('image', content)],
  ['audio', (content) => readMedia('audio', content)],
  ['voice', (content) => readMedia('audio', content)],
  ['video', (content) => readMedia('video', content)],
  ['document', (content) => readMedia('document', content)],
  ['sticker', (content) => readMedia('sticker', content)],
  ['location', () => ({ kind: 'media', what: 'location' })],
  ['contacts', () => ({ kind: 'media', what: 'contacts' })],
  ['order', () => unsupported],
  ['unsupported', () => unsupported],
  ['unknown', () => unsupported],
  ['reaction', readReaction],
  ['system', readSystem],
  ['edit', readEdit],
  ['revoke', () => note('revoke')],
  ['request_welcome', () => note('requestWelcome')],
]);

const unsupported: Media = { kind: 'media', what: 'unsupported' };

export function readBody(message: Raw): Reading {
  const type =
    typeof message['type'] === 'string' && message['type'] !== ''
      ? message['type']
      : typeByKeys(message);
  const reader = readers.get(type);
  if (reader === undefined) return { body: unsupported, doubt: 'unknownType', type };
  const body = reader(message[type]);
  return body === null
    ? { body: unsupported, doubt: 'unreadable', type }
    : { body, doubt: 'none', type };
}

/** Very old samples carry contacts and locations without `type`. */
function typeByKeys(message: Raw): string {
  return (
    Object.keys(message).find(
      (key) => readers.has(key) && typeof message[key] === 'object' && message[key] !== null,
    ) ?? ''
  );
}

function readText(content: unknown): Inbound | null {
  const read = textContent.safeParse(content);
  if (!read.success) return null;
  const text = cap(read.data.body, longestText);
  return text.trim() === '' ? note('emptyText') : { kind: 'text', text };
}

/** `context` may be missing here, so nothing depends on it. */
function readTemplateButton(content: unknown): Inbound | null {
  const read = templateButton.safeParse(content);
  const id = read.data?.payload ?? read.data?.text ?? '';
  return id === ''
    ? null
    : {
        kind: 'choice',
        id: cap(id, longestLabel),
        title: cap(read.data?.text ?? '', longestLabel),
      };
}

function readInteractive(content: unknown): Inbound | null {
  const read = interactiveContent.safeParse(content);
  if (!read.success) return null;
  switch (read.data.type) {
    case 'button_reply':
      return readChoice(read.data.button_reply);
    case 'list_reply':
      return readChoice(read.data.list_reply);
    case 'nfm_reply':
      return readFlow(read.data.nfm_reply);
    case 'call_permission_reply':
      return note('callPermission');
    default:
      return null;
  }
}

function readChoice(content: unknown): Inbound | null {
  const read = choiceContent.safeParse(content);
  return read.success
    ? {
        kind: 'choice',
        id: cap(read.data.id, longestLabel),
        title: cap(read.data.title ?? '', longestLabel),
      }
    : null;
}

/** `response_json` is a string, and phones have sent one that holds no object. */
function readFlow(content: unknown): Inbound | null {
  const read = flowReply.safeParse(content);
  if (!read.success) return null;
  const form = dateForm.safeParse(jsonOf(read.data.response_json));
  // of another flow; what it says is not kept, because its token may be one that still works
  if (!form.success) return note('flow');
  const { flow_token: token, summary, pets, adults, children, infants } = form.data;
  return {
    kind: 'form',
    title: cap(summary, longestLabel),
    token: createHash('sha256').update(token).digest('hex'),
    stay: { checkIn: form.data.check_in, checkOut: form.data.check_out },
    party: { adults, children, infants },
    pets,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readMedia(what: Media['what'], content: unknown): Inbound | null {
  const read = mediaContent.safeParse(content);
  if (!read.success) return null;
  const { id, mime_type: mimeType, caption, filename } = read.data;
  return {
    kind: 'media',
    what,
    mediaId: cap(id, longestLabel),
    ...(mimeType ? { mimeType: cap(mimeType, longestLabel) } : {}),
    ...(caption ? { caption: cap(caption, longestText) } : {}),
    ...(filename ? { filename: cap(filename, longestLabel) } : {}),
  };
}

/** A reaction is taken back with `emoji` blank or absent. */
function readReaction(content: unknown): Inbound {
  return note('reaction', reactionContent.safeParse(content).data?.emoji ?? '');
}

function readEdit(content: unknown): Inbound {
  return note('edit', editContent.safeParse(content).data?.message.text.body ?? '');
}

/** Changes of a guest's number and id are no words of theirs: see `readMove`. */
function readSystem(content: unknown): Inbound {
  const type = systemContent.safeParse(content).data?.type ?? '';
  return type === 'customer_identity_changed' || type === 'user_identity_changed'
    ? note('identityChanged')
    : note('system', type);
}

/** The words of a message that is not answered: the owner's own. */
export function wordsOf(body: Inbound): string {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'media':
      return body.caption ?? '';
    case 'note':
      return body.what.startsWith('edit:') ? body.what.slice('edit:'.length) : '';
    default:
      return '';
  }
}

function note(what: string, about = ''): Inbound {
  return { kind: 'note', what: about === '' ? what : `${what}:${cap(about, longestText)}` };
}
