import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import {
  Refusal,
  invalid,
  listAt,
  media,
  objectAt,
  onlyKeys,
  textAt,
  webAddressAt,
} from './whatsapp-checks.ts';

const keys = ['type', 'header', 'body', 'footer', 'action'];

function bodyAndFooter(message: JsonObject, bodyMax: number): void {
  onlyKeys(message, 'interactive', keys);
  textAt(
    objectAt(message, 'body', 'interactive.body'),
    'text',
    'interactive.body.text',
    'Body text',
    bodyMax,
  );
  if (message['footer'] !== undefined) {
    textAt(
      objectAt(message, 'footer', 'interactive.footer'),
      'text',
      'interactive.footer.text',
      'Footer text',
      60,
    );
  }
}

function header(message: JsonObject, allowed: readonly string[]): void {
  if (message['header'] === undefined) return;
  const head = objectAt(message, 'header', 'interactive.header');
  const type = head['type'];
  if (typeof type !== 'string' || !allowed.includes(type))
    throw invalid(`Header type "${String(type)}" is not supported for this message`);
  if (type === 'text') textAt(head, 'text', 'interactive.header.text', 'Header text', 60);
  else
    media(objectAt(head, type, `interactive.header.${type}`), `interactive.header.${type}`, [
      'filename',
    ]);
}

const anyHeader = ['text', 'image', 'video', 'document'];

function unique(values: readonly string[], label: string): void {
  if (new Set(values).size !== values.length) throw invalid(`Duplicated ${label}`);
}

function buttonsOf(buttons: unknown[], kind: 'reply' | 'quick_reply', idMax: number): void {
  const replies = buttons.map((button, at) => {
    if (!isObject(button) || button['type'] !== kind) throw invalid(`Button type must be ${kind}`);
    const reply = objectAt(button, kind, `buttons[${at}].${kind}`);
    const id = textAt(reply, 'id', `buttons[${at}].${kind}.id`, 'Button id', idMax);
    return {
      id,
      title: textAt(reply, 'title', `buttons[${at}].${kind}.title`, 'Button title', 20),
    };
  });
  unique(
    replies.map((reply) => reply.id),
    'button id',
  );
  unique(
    replies.map((reply) => reply.title),
    'button title',
  );
}

export function replyButtons(message: JsonObject): void {
  header(message, anyHeader);
  bodyAndFooter(message, 1024);
  const buttons = listAt(
    objectAt(message, 'action', 'interactive.action'),
    'buttons',
    'interactive.action.buttons',
  );
  if (buttons.length < 1 || buttons.length > 3)
    throw invalid('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
  buttonsOf(buttons, 'reply', 256);
}

export function list(message: JsonObject): void {
  header(message, ['text']);
  bodyAndFooter(message, 4096);
  const action = objectAt(message, 'action', 'interactive.action');
  textAt(action, 'button', 'interactive.action.button', 'Button text', 20);
  const sections = listAt(action, 'sections', 'interactive.action.sections');
  if (sections.length < 1 || sections.length > 10)
    throw invalid('Invalid sections count. Min allowed sections: 1, Max allowed sections: 10');
  const ids: string[] = [];
  sections.forEach((section, at) => {
    if (!isObject(section)) throw invalid(`sections[${at}] must be an object`);
    onlyKeys(section, 'interactive.action.sections', ['title', 'rows']);
    if (sections.length > 1 || section['title'] !== undefined)
      textAt(section, 'title', `sections[${at}].title`, 'Section title', 24);
    const rows = listAt(section, 'rows', `sections[${at}].rows`);
    if (rows.length === 0) throw invalid(`sections[${at}] has no rows`);
    rows.forEach((row, rowAt) => {
      const path = `sections[${at}].rows[${rowAt}]`;
      if (!isObject(row)) throw invalid(`${path} must be an object`);
      onlyKeys(row, 'interactive.action.sections.rows', ['id', 'title', 'description']);
      ids.push(textAt(row, 'id', `${path}.id`, 'Row id', 200));
      textAt(row, 'title', `${path}.title`, 'Row title', 24);
      if (row['description'] !== undefined)
        textAt(row, 'description', `${path}.description`, 'Row description', 72);
    });
  });
  // The limit is over all the sections together, not for each.
  if (ids.length > 10) throw invalid('Total row count exceed max allowed count: 10');
  unique(ids, 'row id');
}

function linkAction(action: JsonObject, path: string): void {
  if (action['name'] !== 'cta_url') throw invalid(`${path}.name must be cta_url`);
  const parameters = objectAt(action, 'parameters', `${path}.parameters`);
  onlyKeys(parameters, `${path}.parameters`, ['display_text', 'url']);
  textAt(parameters, 'display_text', `${path}.parameters.display_text`, 'Button text', 20);
  webAddressAt(parameters, 'url', `${path}.parameters.url`);
}

export function ctaUrl(message: JsonObject): void {
  header(message, anyHeader);
  bodyAndFooter(message, 1024);
  linkAction(objectAt(message, 'action', 'interactive.action'), 'interactive.action');
}

export function namedAction(message: JsonObject, name: string): void {
  bodyAndFooter(message, 1024);
  if (objectAt(message, 'action', 'interactive.action')['name'] !== name)
    throw invalid(`interactive.action.name must be ${name}`);
}

export function flow(message: JsonObject): void {
  header(message, anyHeader);
  bodyAndFooter(message, 1024);
  const action = objectAt(message, 'action', 'interactive.action');
  if (action['name'] !== 'flow') throw invalid('interactive.action.name must be flow');
  const parameters = objectAt(action, 'parameters', 'interactive.action.parameters');
  if (parameters['flow_message_version'] !== '3') throw invalid('flow_message_version must be "3"');
  if ((parameters['flow_id'] === undefined) === (parameters['flow_name'] === undefined)) {
    throw new Refusal(131008, 'exactly one of flow_id and flow_name is required');
  }
  onlyKeys(parameters, 'interactive.action.parameters', [
    'flow_message_version',
    'flow_id',
    'flow_name',
    'flow_token',
    'flow_cta',
    'flow_action',
    'flow_action_payload',
    'mode',
  ]);
  textAt(parameters, 'flow_cta', 'flow_cta', 'Flow CTA', 20);
  textAt(parameters, 'flow_token', 'flow_token', 'Flow token', 200);
  const flowAction = parameters['flow_action'] ?? 'navigate';
  const payload = parameters['flow_action_payload'];
  if (flowAction === 'data_exchange') {
    if (payload !== undefined)
      throw invalid('flow_action_payload is only allowed with flow_action navigate');
  } else if (flowAction !== 'navigate') throw invalid('flow_action is not valid');
}

/** A card is a photo, an optional text, and either one link or quick replies, alike on every card. */
function card(value: unknown, at: number): string {
  const path = `cards[${at}]`;
  if (!isObject(value)) throw invalid(`${path} must be an object`);
  onlyKeys(value, 'interactive.action.cards', ['card_index', 'type', 'header', 'body', 'action']);
  if (value['card_index'] !== at) throw invalid(`${path}.card_index must be ${at}`);
  const head = objectAt(value, 'header', `${path}.header`);
  const kind = head['type'];
  if (kind !== 'image' && kind !== 'video')
    throw invalid('Carousel cards need an image or a video header');
  media(objectAt(head, kind, `${path}.header.${kind}`), `${path}.header.${kind}`, []);
  if (value['body'] !== undefined) {
    const text = textAt(
      objectAt(value, 'body', `${path}.body`),
      'text',
      `${path}.body.text`,
      'Card body text',
      160,
    );
    if (text.split('\n').length > 3) throw invalid('Card body text can have at most 2 line breaks');
  }
  const action = objectAt(value, 'action', `${path}.action`);
  if (value['type'] === 'cta_url') {
    linkAction(action, `${path}.action`);
    return `${kind} cta_url 1`;
  }
  if (value['type'] !== undefined) throw invalid(`${path}.type is not valid`);
  const buttons = listAt(action, 'buttons', `${path}.action.buttons`);
  if (buttons.length < 1 || buttons.length > 3)
    throw invalid('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
  buttonsOf(buttons, 'quick_reply', 256);
  return `${kind} quick_reply ${buttons.length}`;
}

export function carousel(message: JsonObject): void {
  if (message['header'] !== undefined || message['footer'] !== undefined)
    throw invalid('Carousel messages take no header and no footer');
  bodyAndFooter(message, 1024);
  const cards = listAt(
    objectAt(message, 'action', 'interactive.action'),
    'cards',
    'interactive.action.cards',
  );
  if (cards.length < 2 || cards.length > 10)
    throw invalid('Invalid cards count. Min allowed cards: 2, Max allowed cards: 10');
  const shapes = cards.map(card);
  if (new Set(shapes).size > 1)
    throw invalid('All cards must have the same header and the same buttons');
}
