// What would go wrong: a body that nobody expected crashes the door and is repeated for seven days,
// takes the good messages of its batch with it, or leaves a string that Postgres refuses to store.

import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDelivery } from '../../src/adapters/whatsapp/inbound.ts';

const folder = new URL('../../fixtures/webhooks/whatsapp/', import.meta.url);
const ourPhoneId = '106540352242922';
const receivedAt = new Date('2026-11-25T12:00:00Z');
const ana = { phone: '5491155500101', bsuid: 'AR.13491208655302741918', profileName: 'Ana Ñandú' };

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

function read(json: unknown) {
  return readDelivery(json, ourPhoneId, receivedAt);
}

function envelope(value: Record<string, unknown>, field = 'messages'): unknown {
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [{ field, value: { metadata: { phone_number_id: ourPhoneId }, ...value } }],
      },
    ],
  };
}

function message(fields: Record<string, unknown>): unknown {
  return envelope({
    messages: [{ from: '5491155500101', id: 'wamid.X', timestamp: '1795600800', ...fields }],
  });
}

const bodies: Record<string, unknown> = {
  text: { kind: 'text', text: 'hola! tenés lugar del 3 al 10 de enero? somos 4 🏔️' },
  text_reply: { kind: 'text', text: 'sí, esa' },
  text_product_enquiry: { kind: 'text', text: '¿esta cabaña tiene parrilla?' },
  text_forwarded: { kind: 'text', text: 'Cabañas frente al lago, preguntá acá' },
  text_frequently_forwarded: { kind: 'text', text: 'Cabañas frente al lago, preguntá acá' },
  text_from_ad: { kind: 'text', text: 'Hola, vi el anuncio' },
  number_without_9: { kind: 'text', text: 'hola' },
  user_id_only: { kind: 'text', text: 'hola, somos 2' },
  template_button: { kind: 'choice', id: 'tpl:cancel', title: 'Cancelar' },
  template_button_without_context: { kind: 'choice', id: 'tpl:cancel', title: 'Cancelar' },
  button_reply: { kind: 'choice', id: 'opaque-button-1', title: 'Sí, reservar' },
  list_reply: { kind: 'choice', id: 'opaque-row-1', title: 'Arrayán' },
  user_preferences: { kind: 'preference', wish: 'stop' },
  list_reply_without_description: { kind: 'choice', id: 'opaque-row-2', title: 'Coihue' },
  flow_reply: { kind: 'note', what: 'flow' },
  flow_reply_without_token: { kind: 'note', what: 'flow' },
  flow_reply_not_an_object: { kind: 'note', what: 'flow' },
  call_permission_reply: { kind: 'note', what: 'callPermission' },
  interactive_broken: { kind: 'media', what: 'unsupported' },
  image: {
    kind: 'media',
    what: 'image',
    mediaId: '1003383421387256',
    mimeType: 'image/jpeg',
    caption: 'comprobante',
  },
  image_without_url: {
    kind: 'media',
    what: 'image',
    mediaId: '1003383421387257',
    mimeType: 'image/jpeg',
  },
  audio_voice: {
    kind: 'media',
    what: 'audio',
    mediaId: '1003383421387258',
    mimeType: 'audio/ogg; codecs=opus',
  },
  audio_file: { kind: 'media', what: 'audio', mediaId: '1003383421387259', mimeType: 'audio/mpeg' },
  voice_old_type: {
    kind: 'media',
    what: 'audio',
    mediaId: '1003383421387260',
    mimeType: 'audio/ogg; codecs=opus',
  },
  video: {
    kind: 'media',
    what: 'video',
    mediaId: '1003383421387261',
    mimeType: 'video/mp4',
    caption: 'así llegamos',
  },
  document: {
    kind: 'media',
    what: 'document',
    mediaId: '1003383421387262',
    mimeType: 'application/pdf',
    caption: 'transferencia',
    filename: expect.stringMatching(/\.pdf$/),
  },
  sticker: { kind: 'media', what: 'sticker', mediaId: '1003383421387263', mimeType: 'image/webp' },
  location_current: { kind: 'media', what: 'location' },
  location_chosen: { kind: 'media', what: 'location' },
  location_answer: { kind: 'media', what: 'location' },
  no_type_location: { kind: 'media', what: 'location' },
  contacts: { kind: 'media', what: 'contacts' },
  contacts_own_number: { kind: 'media', what: 'contacts' },
  no_type_contacts: { kind: 'media', what: 'contacts' },
  order: { kind: 'media', what: 'unsupported' },
  unsupported: { kind: 'media', what: 'unsupported' },
  unknown_old_type: { kind: 'media', what: 'unsupported' },
  type_of_tomorrow: { kind: 'media', what: 'unsupported' },
  reaction: { kind: 'note', what: 'reaction:😮' },
  reaction_removed: { kind: 'note', what: 'reaction' },
  reaction_removed_empty: { kind: 'note', what: 'reaction' },
  edit: { kind: 'note', what: 'edit:somos 5' },
  revoke: { kind: 'note', what: 'revoke' },
  system_changed_number: { kind: 'moved', from: { phone: ana.phone, bsuid: ana.bsuid } },
  system_changed_number_legacy: { kind: 'moved', from: { phone: ana.phone, bsuid: ana.bsuid } },
  system_changed_user_id: { kind: 'moved', from: { phone: null, bsuid: ana.bsuid } },
  system_identity_changed: { kind: 'note', what: 'identityChanged' },
  owner_echo_text: { kind: 'owner', what: 'text', text: 'Hola Ana, te contesto yo' },
  owner_echo_image: { kind: 'owner', what: 'image', text: '' },
  owner_echo_edit: { kind: 'owner', what: 'edit', text: 'Hola Ana, te contesto yo.' },
  owner_echo_revoke: { kind: 'owner', what: 'revoke', text: '' },
};

test.each(Object.entries(bodies))('a guest who sends %s is understood', (name, body) => {
  const { arrivals, deliveries } = read(fixture(name));
  expect(arrivals.map((arrival) => arrival.body)).toEqual([body]);
  expect(arrivals[0]?.sentAt).toEqual(new Date(1_795_600_800_000));
  expect(deliveries).toEqual([]);
});

const statuses: Record<string, unknown> = {
  status_sent: { status: 'sent', error: null },
  status_sent_with_conversation: { status: 'sent', error: null },
  status_delivered: { status: 'delivered', error: null },
  status_user_id_only: { status: 'delivered', error: null },
  status_read: { status: 'read', error: null },
  status_played: { status: 'read', error: null },
  status_failed_window_closed: {
    status: 'failed',
    error: {
      code: 131047,
      title: 'Re-engagement message',
      detail: expect.stringContaining('24 hours'),
    },
  },
  status_failed_undeliverable: { status: 'failed', error: { code: 131026 } },
  status_failed_engagement: { status: 'failed', error: { code: 131049 } },
};

test.each(Object.entries(statuses))(
  'what became of our message is read from %s',
  (name, expected) => {
    expect(read(fixture(name))).toMatchObject({
      arrivals: [],
      deliveries: [{ at: new Date(1_795_600_805_000), ...(expected as object) }],
    });
  },
);

test('every other recorded body is taken without an answer, and says why', () => {
  const answered = new Set([
    ...Object.keys(bodies),
    ...Object.keys(statuses),
    'batch',
    'empty_entry',
  ]);
  const silent = readdirSync(folder)
    .map((file) => file.replace('.json', ''))
    .filter((name) => !answered.has(name));
  expect(silent.length).toBeGreaterThan(30);
  const wrong = silent.filter((name) => {
    const { arrivals, deliveries, notices, ignored } = read(fixture(name));
    return arrivals.length + deliveries.length > 0 || notices.length + ignored.length === 0;
  });
  expect(wrong).toEqual([]);
});

test('a sync of old messages is not answered', () => {
  expect(read(fixture('history_messages'))).toMatchObject({
    arrivals: [],
    ignored: [{ what: 'field', name: 'history' }],
  });
});

test('messages for another number of the account are not ours', () => {
  expect(read(fixture('another_phone'))).toEqual({
    arrivals: [],
    deliveries: [],
    notices: [],
    ignored: [{ what: 'number', name: 'another', seen: null }],
  });
});

test('a batch gives every message to its guest and every status to its message, in order', () => {
  const { arrivals, deliveries } = read(fixture('batch'));
  expect(
    arrivals.map(({ sender, body }) => [
      sender.phone,
      sender.profileName,
      body.kind === 'text' && body.text,
    ]),
  ).toEqual([
    ['5491155500101', 'Ana Ñandú', 'hola'],
    ['5491155500102', 'Beto', 'buenas'],
    ['5491155500101', 'Ana Ñandú', 'somos 4'],
    ['5491155500101', 'Ana Ñandú', 'del 3 al 10 de enero'],
  ]);
  expect(deliveries.map((delivery) => delivery.status)).toEqual(['delivered', 'read']);
});

test('one bad message does not lose the others', () => {
  const { arrivals, ignored } = read(
    envelope({
      contacts: ['x', { wa_id: 7 }, { wa_id: '5491155500101', profile: { name: 'Ana' } }],
      messages: [
        null,
        { id: 'wamid.1' },
        { id: 4, from: '5491155500101' },
        {
          from: '5491155500101',
          id: 'wamid.2',
          timestamp: '1795600800',
          type: 'text',
          text: { body: 'sigo acá' },
        },
        'x',
      ],
      statuses: [{ id: 'wamid.3' }, 5],
    }),
  );
  expect(arrivals).toMatchObject([
    { key: 'wamid:wamid.2', sender: { profileName: 'Ana' }, body: { text: 'sigo acá' } },
  ]);
  expect(ignored.every(({ what }) => what === 'shape')).toBe(true);
  expect(ignored).toHaveLength(7);
});

test('the same guest is one with and without the 9, and by either id', () => {
  expect(read(fixture('text')).arrivals[0]?.sender).toEqual(ana);
  expect(read(fixture('number_without_9')).arrivals[0]?.sender).toEqual({ ...ana, bsuid: null });
  expect(read(fixture('user_id_only')).arrivals[0]?.sender).toEqual({
    phone: null,
    bsuid: 'AR.77771208655302741918',
    profileName: 'Kerry',
  });
});

test('what a message leaves out of its sender stands in its contact', () => {
  const contacts = [{ wa_id: '5491155500101', user_id: 'AR.1', profile: { name: 'Ana' } }];
  const text = { id: 'wamid.1', timestamp: '1795600800', type: 'text', text: { body: 'hola' } };
  const senders = [{ from: '541155500101' }, { from_user_id: 'AR.1' }].map(
    (who) => read(envelope({ contacts, messages: [{ ...who, ...text }] })).arrivals[0]?.sender,
  );
  expect(senders).toEqual([
    { phone: '5491155500101', bsuid: 'AR.1', profileName: 'Ana' },
    { phone: '5491155500101', bsuid: 'AR.1', profileName: 'Ana' },
  ]);
});

test('who moved is known by the new number or id, and by what did not change', () => {
  const senders = [
    'system_changed_number',
    'system_changed_number_legacy',
    'system_changed_user_id',
  ];
  expect(senders.map((name) => read(fixture(name)).arrivals[0]?.sender)).toEqual([
    { phone: '5491155500102', bsuid: null, profileName: null },
    { phone: '5491155500102', bsuid: null, profileName: null },
    { phone: null, bsuid: 'AR.99991208655302741918', profileName: null },
  ]);
});

const accountNotices: Record<string, [event: string, concern: string]> = {
  account_alerts: ['INFORMATIONAL', 'note'],
  account_ban: ['DISABLED_UPDATE', 'decide'],
  account_deleted: ['ACCOUNT_DELETED', 'decide'],
  account_partner_added: ['PARTNER_ADDED', 'note'],
  account_pricing_tier: ['VOLUME_BASED_PRICING_TIER_UPDATE', 'note'],
  account_restriction: ['ACCOUNT_RESTRICTION', 'decide'],
  account_review: ['APPROVED', 'note'],
  account_violation: ['ACCOUNT_VIOLATION', 'decide'],
  business_capability: ['CAPABILITY', 'note'],
  flows_endpoint_latency: ['ENDPOINT_LATENCY', 'decide'],
  flows_status: ['PUBLISHED', 'note'],
  phone_number_name: ['APPROVED', 'note'],
  phone_number_quality: ['THROUGHPUT_UPGRADE', 'note'],
  phone_number_quality_flagged: ['FLAGGED', 'decide'],
  security: ['PIN_CHANGED', 'decide'],
  template_category_done: ['MARKETING', 'decide'],
  template_category_impending: ['MARKETING', 'decide'],
  template_quality: ['YELLOW', 'decide'],
  template_quality_under_status_field: ['RED', 'decide'],
  template_status_approved: ['APPROVED', 'note'],
  template_status_disabled: ['DISABLED', 'decide'],
  template_status_paused: ['PAUSED', 'decide'],
  template_status_rejected: ['REJECTED', 'decide'],
};

test.each(Object.entries(accountNotices))(
  'what Meta says in %s reaches the owner under a key of its own',
  (name, [event, concern]) => {
    const [notice] = read(fixture(name)).notices;
    expect(notice).toMatchObject({ event, concern });
    expect(read(fixture(name)).notices[0]?.key).toBe(notice?.key);
  },
);

test('no two of Meta’s notices share a key', () => {
  const keys = Object.keys(accountNotices).map((name) => read(fixture(name)).notices[0]?.key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the owner who answers from the phone speaks in the conversation of that guest', () => {
  expect(read(fixture('owner_echo_text')).arrivals[0]).toMatchObject({
    key: expect.stringMatching(/^echo:wamid\./),
    sender: { phone: '5491155500101' },
  });
});

test('a long text is cut by code points before it is stored', () => {
  const [arrival] = read(message({ type: 'text', text: { body: '🏔️🏔'.repeat(5_000) } })).arrivals;
  expect(arrival?.body.kind === 'text' && [...arrival.body.text]).toHaveLength(4_096);
});

test('a text with nothing in it is noted, not answered', () => {
  for (const body of ['', ' \n\t', '\0\0'])
    expect(read(message({ type: 'text', text: { body } })).arrivals[0]?.body).toEqual({
      kind: 'note',
      what: 'emptyText',
    });
});

test('a text that Postgres would refuse is mended', () => {
  expect(read(message({ type: 'text', text: { body: 'a\0b\ud83c' } })).arrivals[0]?.body).toEqual({
    kind: 'text',
    text: 'ab\ufffd',
  });
});

test.each([undefined, null, '', 'yesterday', -1, '0', '99999999999999'])(
  'the time %j is replaced by when it came',
  (timestamp) => {
    expect(
      read(message({ timestamp, type: 'text', text: { body: 'hola' } })).arrivals[0]?.sentAt,
    ).toEqual(receivedAt);
  },
);

test('names from the prototype are no types', () => {
  for (const type of ['constructor', '__proto__', 'toString']) {
    expect(read(message({ type })).arrivals[0]?.body).toEqual({
      kind: 'media',
      what: 'unsupported',
    });
  }
});

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** A recorded body with one value somewhere inside replaced by anything. */
const mutated = fc
  .record({
    name: fc.constantFrom(...readdirSync(folder)),
    turns: fc.array(fc.nat(7), { minLength: 1, maxLength: 12 }),
    put: fc.anything({ withNullPrototype: true }),
  })
  .map(({ name, turns, put }) => {
    const json = fixture(name.replace('.json', ''));
    let at = json as Record<string, unknown>;
    for (const turn of turns) {
      const keys = Object.keys(at);
      const key = keys[turn % Math.max(1, keys.length)];
      if (key === undefined) break;
      const inner = at[key];
      if (typeof inner !== 'object' || inner === null || turn === turns.at(-1)) {
        at[key] = put;
        break;
      }
      at = inner as Record<string, unknown>;
    }
    return json;
  });

test('whatever comes, nothing is thrown and everything that is kept can be stored', () => {
  const anyText = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\0', '\ud83c', '\udfd4', 'ñ', '🏔'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  });
  const texts = anyText.map((body) => message({ type: 'text', text: { body } }));
  const captions = anyText.map((caption) =>
    message({ type: 'image', image: { id: 'x', caption, mime_type: caption } }),
  );
  const taps = anyText.map((id) =>
    message({
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id, title: id } },
    }),
  );
  fc.assert(
    fc.property(fc.oneof(mutated, texts, captions, taps, fc.anything()), (json) => {
      const { arrivals, deliveries, notices } = read(json);
      for (const text of strings([arrivals, deliveries, notices])) {
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
        expect([...text].length).toBeLessThanOrEqual(4_200);
      }
      for (const { key, sender, sentAt } of arrivals) {
        expect(key).toMatch(/^(wamid|echo|preference):[\x21-\x7e]{1,512}$/);
        expect(sender.phone ?? sender.bsuid).toBeTruthy();
        expect(sentAt.getTime()).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a date form that was filled in is read by its fields, its token only as a digest', () => {
  const answer = {
    flow_token: 'opaque',
    ...{ check_in: '2027-01-03', check_out: '2027-01-10', summary: 'Domingo 3…' },
    ...{ adults: '4', children: '0', infants: '1', pets: '0' },
  };
  const bodyOf = (given: object) =>
    read(
      message({
        type: 'interactive',
        interactive: {
          type: 'nfm_reply',
          nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify(given) },
        },
      }),
    ).arrivals[0]?.body;
  expect(bodyOf(answer)).toEqual({
    kind: 'form',
    title: 'Domingo 3…',
    token: expect.stringMatching(/^[0-9a-f]{64}$/),
    stay: { checkIn: '2027-01-03', checkOut: '2027-01-10' },
    party: { adults: 4, children: 0, infants: 1 },
    pets: 0,
  });
  const wrong = [
    { flow_token: undefined },
    { check_in: '2027-02-30' },
    { check_out: 5 },
    { adults: '0' },
    { adults: '51' },
    { pets: '-1' },
    { infants: 'many' },
  ];
  for (const one of wrong)
    expect(bodyOf({ ...answer, ...one })).toEqual({ kind: 'note', what: 'flow' });
});
