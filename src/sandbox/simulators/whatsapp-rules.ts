// What the Graph API refuses in an outgoing message. Every limit counts code points, as Meta does,
// and every refusal is thrown with the code that Meta uses: 131008 for what is missing, 131009 for a
// value that is wrong, 100 for what it does not know.
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { Refusal, invalid, listAt, media, objectAt, onlyKeys, textAt } from './whatsapp-checks.ts';
import {
  carousel,
  ctaUrl,
  flow,
  list,
  namedAction,
  replyButtons,
} from './whatsapp-interactive-rules.ts';
import { template } from './whatsapp-template-rules.ts';

function textMessage(text: JsonObject): void {
  onlyKeys(text, 'text', ['body', 'preview_url']);
  const body = text['body'];
  if (typeof body !== 'string' || body.trim() === '')
    throw new Refusal(100, 'text.body is required', "The parameter text['body'] is required.");
  if ([...body].length > 4096) {
    throw new Refusal(
      100,
      'Invalid parameter',
      "Param text['body'] must be at most 4096 characters long.",
    );
  }
}

function location(place: JsonObject): void {
  onlyKeys(place, 'location', ['latitude', 'longitude', 'name', 'address']);
  for (const [key, limit] of [
    ['latitude', 90],
    ['longitude', 180],
  ] as const) {
    if (place[key] === undefined) throw new Refusal(131008, `location.${key} is required`);
    const degrees = Number(place[key]);
    if (place[key] === '' || !Number.isFinite(degrees) || Math.abs(degrees) > limit)
      throw invalid(`location.${key} is not valid`);
  }
}

function contacts(people: unknown[]): void {
  if (people.length === 0 || people.length > 257)
    throw invalid('contacts: between 1 and 257 contacts are allowed');
  people.forEach((person, at) => {
    if (!isObject(person)) throw invalid(`contacts[${at}] must be an object`);
    textAt(
      objectAt(person, 'name', `contacts[${at}].name`),
      'formatted_name',
      `contacts[${at}].name.formatted_name`,
      'Name',
      1024,
    );
  });
}

function interactive(message: JsonObject): void {
  const checks: Record<string, (value: JsonObject) => void> = {
    button: replyButtons,
    list,
    cta_url: ctaUrl,
    carousel,
    flow,
    location_request_message: (value) => namedAction(value, 'send_location'),
    request_contact_info: (value) => namedAction(value, 'request_contact_info'),
  };
  const type = message['type'];
  const check = typeof type === 'string' ? checks[type] : undefined;
  if (check === undefined) throw invalid(`Interactive type "${String(type)}" is not supported`);
  check(message);
}

const byType: Record<string, (message: JsonObject) => void> = {
  text: (message) => textMessage(objectAt(message, 'text', 'text')),
  interactive: (message) => interactive(objectAt(message, 'interactive', 'interactive')),
  image: (message) => media(objectAt(message, 'image', 'image'), 'image', ['caption']),
  video: (message) => media(objectAt(message, 'video', 'video'), 'video', ['caption']),
  document: (message) =>
    media(objectAt(message, 'document', 'document'), 'document', ['caption', 'filename']),
  audio: (message) => media(objectAt(message, 'audio', 'audio'), 'audio', ['voice']),
  sticker: (message) => media(objectAt(message, 'sticker', 'sticker'), 'sticker', []),
  location: (message) => location(objectAt(message, 'location', 'location')),
  contacts: (message) => contacts(listAt(message, 'contacts', 'contacts')),
  reaction: (message) => {
    const reaction = objectAt(message, 'reaction', 'reaction');
    textAt(reaction, 'message_id', 'reaction.message_id', 'Message id', 512);
    if (typeof reaction['emoji'] !== 'string')
      throw new Refusal(131008, 'reaction.emoji is required');
  },
  template: (message) => template(objectAt(message, 'template', 'template')),
};

/** Throws a Refusal; returns the type of a message that Meta would take. */
export function checkMessage(message: JsonObject): string {
  if (message['messaging_product'] !== 'whatsapp') {
    throw new Refusal(100, 'Invalid parameter', 'The parameter messaging_product is required.');
  }
  if (message['to'] === undefined && message['recipient'] === undefined) {
    throw new Refusal(100, 'Invalid parameter', 'The parameter to is required.');
  }
  const type = message['type'] ?? 'text';
  const check = typeof type === 'string' ? byType[type] : undefined;
  if (typeof type !== 'string' || check === undefined) {
    const known = Object.keys(byType)
      .map((name) => name.toUpperCase())
      .join(', ');
    throw new Refusal(
      100,
      'Invalid parameter',
      `Param type must be one of {${known}} - got ${JSON.stringify(type)}.`,
    );
  }
  onlyKeys(message, 'message', [
    'messaging_product',
    'recipient_type',
    'to',
    'recipient',
    'type',
    'context',
    'biz_opaque_callback_data',
    type,
  ]);
  if (message['recipient_type'] !== undefined && message['recipient_type'] !== 'individual')
    throw invalid('recipient_type must be individual');
  if (message['context'] !== undefined)
    textAt(
      objectAt(message, 'context', 'context'),
      'message_id',
      'context.message_id',
      'Message id',
      512,
    );
  if (message['biz_opaque_callback_data'] !== undefined) {
    textAt(message, 'biz_opaque_callback_data', 'biz_opaque_callback_data', 'Callback data', 512);
  }
  check(message);
  return type;
}
