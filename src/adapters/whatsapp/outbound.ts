// A message of the conversation as a payload of the Graph API, within Meta's limits whatever it is given.
// Limits: Meta, "Message types" (interactive reply buttons, list, CTA URL, media), counted in code points.

import assert from 'node:assert';
import type { Button, OutMessage, Row } from '../../../flows/copy/message.ts';
import type { TemplateUse } from '../../chat/templates.ts';
import { templateContent } from './template-payload.ts';
import { fit } from './text.ts';

export type Recipient = { readonly phone: string | null; readonly bsuid: string | null };
export type Payload = Readonly<Record<string, unknown>>;

const limits = {
  text: 4096,
  caption: 1024,
  body: 1024,
  listBody: 4096,
  footer: 60,
  buttonTitle: 20,
  rowTitle: 24,
  rowDescription: 72,
  id: 200,
  rows: 10,
  buttons: 3,
  place: 1000,
  // 30 by some of Meta's pages, 20 by others
  flowButton: 20,
} as const;

/** `messageId` comes back in each status as `biz_opaque_callback_data`; photos and links stand below `publicUrl`. */
export function toPayload(
  message: OutMessage,
  to: Recipient,
  context: { readonly publicUrl: string; readonly messageId: string },
): Payload {
  return envelope(content(message, context.publicUrl), to, context.messageId);
}

/** The question with the form behind its button; `toPayload` asks it in words. */
export function toFormPayload(
  message: Extract<OutMessage, { kind: 'form' }>,
  to: Recipient,
  messageId: string,
  form: { readonly flowId: string; readonly token: string },
): Payload {
  const action = {
    name: 'flow',
    parameters: {
      flow_message_version: '3',
      flow_id: form.flowId,
      flow_token: form.token,
      flow_cta: shown(message.label, limits.flowButton),
      flow_action: 'data_exchange',
    },
  };
  const body = fit(message.body, limits.body);
  return envelope(interactive('flow', body, undefined, action), to, messageId);
}

export function toTemplatePayload(use: TemplateUse, to: Recipient, messageId: string): Payload {
  return envelope(templateContent(use), to, messageId);
}

function envelope(body: Payload, to: Recipient, messageId: string): Payload {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipient(to),
    ...body,
    biz_opaque_callback_data: messageId,
  };
}

// Without '+' Meta may put the business's own country code in front.
function recipient(to: Recipient): Payload {
  if (to.phone !== null) return { to: `+${to.phone}` };
  assert(to.bsuid !== null, 'a recipient has a phone or a user id');
  return { recipient: to.bsuid };
}

function content(message: OutMessage, publicUrl: string): Payload {
  switch (message.kind) {
    case 'text':
    case 'form':
      return text(message.body);
    case 'buttons':
      return buttons(message, publicUrl);
    case 'list':
      return list(message);
    case 'link':
      return interactive('cta_url', fit(message.body, limits.body), message.footer, {
        name: 'cta_url',
        parameters: {
          display_text: shown(message.label, limits.buttonTitle),
          url: below(publicUrl, message.path),
        },
      });
    case 'photo':
      return {
        type: 'image',
        image: {
          link: below(publicUrl, message.photo),
          ...unlessBlank('caption', fit(message.caption, limits.caption)),
        },
      };
    case 'place':
      return {
        type: 'location',
        location: {
          latitude: String(message.latitude),
          longitude: String(message.longitude),
          name: fit(message.name, limits.place),
          address: fit(message.address, limits.place),
        },
      };
  }
}

function text(body: string): Payload {
  return { type: 'text', text: { body: shown(body, limits.text), preview_url: false } };
}

function buttons(message: Extract<OutMessage, { kind: 'buttons' }>, publicUrl: string): Payload {
  const choices = withoutRepeats(message.buttons);
  if (choices.length === 0) {
    return message.photo === undefined
      ? text(message.body)
      : content({ kind: 'photo', photo: message.photo, caption: message.body }, publicUrl);
  }
  // A list has no photo, but a choice that cannot be tapped is worse than a photo that is missing.
  if (choices.length > limits.buttons) {
    return list({
      kind: 'list',
      body: message.body,
      button: '…',
      rows: choices,
      ...(message.footer === undefined ? {} : { footer: message.footer }),
    });
  }
  const titles = unlike(choices.map((button) => button.title));
  return interactive(
    'button',
    fit(message.body, limits.body),
    message.footer,
    {
      buttons: choices.map((button, at) => ({
        type: 'reply',
        reply: { id: button.id, title: titles[at] },
      })),
    },
    message.photo === undefined
      ? undefined
      : { type: 'image', image: { link: below(publicUrl, message.photo) } },
  );
}

function list(message: Extract<OutMessage, { kind: 'list' }>): Payload {
  const rows = withoutRepeats(message.rows).slice(0, limits.rows);
  if (rows.length === 0) return text(message.body);
  return interactive('list', fit(message.body, limits.listBody), message.footer, {
    button: shown(message.button, limits.buttonTitle),
    sections: [{ rows: rows.map(listRow) }],
  });
}

function listRow(row: Row): Payload {
  return {
    id: row.id,
    title: shown(row.title, limits.rowTitle),
    ...unlessBlank('description', fit(row.description ?? '', limits.rowDescription)),
  };
}

function interactive(
  type: string,
  body: string,
  footer: string | undefined,
  action: Payload,
  header?: Payload,
): Payload {
  const foot = fit(footer ?? '', limits.footer);
  return {
    type: 'interactive',
    interactive: {
      type,
      ...(header === undefined ? {} : { header }),
      body: { text: shown(body, limits.listBody) },
      ...(foot.trim() === '' ? {} : { footer: { text: foot } }),
      action,
    },
  };
}

/** Asked of the text after it was cleaned: a NUL alone leaves nothing. */
function unlessBlank(key: string, text: string): Payload {
  return text.trim() === '' ? {} : { [key]: text };
}

/** Meta refuses a field that shows nothing (100 and 131009). */
function shown(value: string, limit: number): string {
  const cut = fit(value, limit);
  return cut.trim() === '' ? '…' : cut;
}

// Ids are never cut: a cut id would name something else.
function withoutRepeats<T extends Button | Row>(choices: readonly T[]): T[] {
  const byId = new Map<string, T>();
  for (const choice of choices) {
    assert(
      choice.id.trim() !== '' && choice.id.length <= limits.id,
      `a choice has an id of 1 to ${limits.id} characters`,
    );
    if (!byId.has(choice.id)) byId.set(choice.id, choice);
  }
  return [...byId.values()];
}

/** Titles that differ after the cut, as Meta asks of the buttons of one message. */
function unlike(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    let candidate = shown(title, limits.buttonTitle);
    for (let copy = 2; taken.has(candidate); copy++)
      candidate = `${fit(title, limits.buttonTitle - String(copy).length - 1)} ${copy}`;
    taken.add(candidate);
    return candidate;
  });
}

function below(publicUrl: string, path: string): string {
  return `${publicUrl}/${path.replace(/^\/+/, '')}`;
}
