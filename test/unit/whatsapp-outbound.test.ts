// What would go wrong: Meta refuses the whole message (131009) because a title has 21 characters, or
// shows half an emoji because it was cut in the middle.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutMessage } from '../../flows/copy/message.ts';
import { anyOutMessage } from '../support/out-messages.ts';
import { toFormPayload, toPayload } from '../../src/adapters/whatsapp/outbound.ts';

const guest = { phone: '5491155500101', bsuid: 'AR.1' };
const context = { publicUrl: 'https://cabanas.example', messageId: '42' };

function payload(message: OutMessage) {
  return toPayload(message, guest, context);
}

test('a text goes to the phone with its plus, and carries our id', () => {
  expect(payload({ kind: 'text', body: '¡Hola!' })).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+5491155500101',
    type: 'text',
    text: { body: '¡Hola!', preview_url: false },
    biz_opaque_callback_data: '42',
  });
});

test('a guest without a phone is answered by user id', () => {
  const sent = toPayload({ kind: 'text', body: 'hola' }, { phone: null, bsuid: 'AR.1' }, context);
  expect(sent).toMatchObject({ recipient: 'AR.1' });
  expect(sent).not.toHaveProperty('to');
});

test('three buttons with a photo stay buttons', () => {
  const buttons = ['Sí', 'No', 'Ver fotos'].map((title, at) => ({ id: `choice:${at}`, title }));
  expect(
    payload({
      kind: 'buttons',
      body: '¿Reservo?',
      buttons,
      photo: '/photos/arrayan.jpg',
      footer: 'Posta',
    }),
  ).toMatchObject({
    type: 'interactive',
    interactive: {
      type: 'button',
      header: { type: 'image', image: { link: 'https://cabanas.example/photos/arrayan.jpg' } },
      body: { text: '¿Reservo?' },
      footer: { text: 'Posta' },
      action: { buttons: buttons.map((reply) => ({ type: 'reply', reply })) },
    },
  });
});

test('a fourth button makes a list, so that every choice can be tapped', () => {
  const buttons = ['1', '2', '3', '4'].map((id) => ({ id, title: `Opción ${id}` }));
  expect(payload({ kind: 'buttons', body: '¿Cuál?', buttons })).toMatchObject({
    interactive: { type: 'list', action: { sections: [{ rows: buttons }] } },
  });
});

test('titles that are alike after the cut are told apart', () => {
  const buttons = ['a', 'b', 'c'].map((id) => ({ id, title: `Cabaña Arrayán grande ${id}` }));
  const sent = payload({ kind: 'buttons', body: '¿Cuál?', buttons });
  expect(titlesOf(sent)).toEqual([
    'Cabaña Arrayán gran…',
    'Cabaña Arrayán gr… 2',
    'Cabaña Arrayán gr… 3',
  ]);
});

test('a footer, a caption or a description with nothing to show is left out', () => {
  const rows = [{ id: 'r', title: 'Arrayán', description: '\0 ' }];
  expect(
    JSON.stringify(payload({ kind: 'list', body: 'x', button: 'Ver', rows, footer: '\0' })),
  ).not.toMatch(/footer|description/);
  expect(payload({ kind: 'photo', photo: 'photos/a.jpg', caption: '\0' })).toMatchObject({
    image: { link: 'https://cabanas.example/photos/a.jpg' },
  });
});

test('an emoji is never cut in two', () => {
  const sent = payload({ kind: 'text', body: '🏔'.repeat(5_000) }) as { text: { body: string } };
  expect([...sent.text.body]).toHaveLength(4_096);
  expect(sent.text.body.endsWith('🏔…')).toBe(true);
});

test('a link and a place are written as Meta takes them', () => {
  expect(
    payload({ kind: 'link', body: 'Seña', label: 'Pagar la seña ahora mismo', path: '/pay/abc' }),
  ).toMatchObject({
    interactive: {
      type: 'cta_url',
      action: {
        parameters: {
          display_text: 'Pagar la seña ahora…',
          url: 'https://cabanas.example/pay/abc',
        },
      },
    },
  });
  expect(
    payload({
      kind: 'place',
      latitude: -41.1335,
      longitude: -71.3103,
      name: 'Cabañas',
      address: 'Km 12',
    }),
  ).toMatchObject({
    type: 'location',
    location: { latitude: '-41.1335', longitude: '-71.3103' },
  });
});

test('a question with a form opens it with its token, and without one is a text', () => {
  const message = {
    kind: 'form',
    body: '¿Para qué fechas?',
    label: 'Elegir las fechas acá',
    known: { party: null, pets: 0 },
  } as const;
  expect(toFormPayload(message, guest, '42', { flowId: '1001', token: 't' })).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+5491155500101',
    type: 'interactive',
    interactive: {
      type: 'flow',
      body: { text: '¿Para qué fechas?' },
      action: {
        name: 'flow',
        parameters: {
          flow_message_version: '3',
          flow_id: '1001',
          flow_token: 't',
          flow_cta: 'Elegir las fechas a…',
          flow_action: 'data_exchange',
        },
      },
    },
    biz_opaque_callback_data: '42',
  });
  expect(payload(message)).toMatchObject({ type: 'text', text: { body: '¿Para qué fechas?' } });
});

test('an id that would have to be cut is a bug', () => {
  expect(() =>
    payload({
      kind: 'list',
      body: 'x',
      button: 'Ver',
      rows: [{ id: 'x'.repeat(201), title: 'x' }],
    }),
  ).toThrow(/id of 1 to 200/);
});

function titlesOf(sent: unknown): string[] {
  return (
    sent as { interactive: { action: { buttons: { reply: { title: string } }[] } } }
  ).interactive.action.buttons.map(({ reply }) => reply.title);
}

/** Meta's limits by where the text stands. */
const limits: [RegExp, number][] = [
  [/^text\.body$/, 4096],
  [/^image\.caption$/, 1024],
  [/^interactive\.footer\.text$/, 60],
  [/buttons\.\d+\.reply\.title$/, 20],
  [/buttons\.\d+\.reply\.id$/, 256],
  [/rows\.\d+\.id$/, 200],
  [/rows\.\d+\.title$/, 24],
  [/rows\.\d+\.description$/, 72],
  [/action\.button$/, 20],
  [/display_text$/, 20],
  [/flow_cta$/, 20],
];

function walk(value: unknown, path: string, visit: (text: string, path: string) => void): void {
  if (typeof value === 'string') visit(value, path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      walk(inner, path === '' ? key : `${path}.${key}`, visit);
}

type Interactive = {
  type: string;
  body: { text: string };
  action: {
    buttons?: { reply: { title: string } }[];
    sections?: { rows: { id: string }[] }[];
  };
};
const nothing: Interactive = { type: 'none', body: { text: '' }, action: {} };

test('whatever the conversation says is within the limits of Meta', () => {
  fc.assert(
    fc.property(anyOutMessage, (message) => {
      const form = { flowId: '1001', token: 'x'.repeat(32) };
      const sent = (
        message.kind === 'form' ? toFormPayload(message, guest, '42', form) : payload(message)
      ) as { interactive?: Interactive };
      const refused: string[] = [];
      walk(sent, '', (value, path) => {
        const limit = limits.find(([where]) => where.test(path))?.[1] ?? Infinity;
        const blank = value.trim() === '' && !path.startsWith('location.');
        if (blank || !value.isWellFormed() || value.includes('\0') || [...value].length > limit)
          refused.push(path);
      });
      expect(refused).toEqual([]);
      const { type, body, action } = sent.interactive ?? nothing;
      expect([...body.text].length).toBeLessThanOrEqual(type === 'list' ? 4096 : 1024);
      const titles = action.buttons?.map(({ reply }) => reply.title) ?? [];
      const ids = action.sections?.flatMap(({ rows }) => rows.map((row) => row.id)) ?? [];
      expect([titles.length > 3, ids.length > 10]).toEqual([false, false]);
      expect([new Set(titles).size, new Set(ids).size]).toEqual([titles.length, ids.length]);
    }),
    { numRuns: 500 },
  );
});
