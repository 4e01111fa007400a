// What would go wrong: a message that Meta refuses passes here, or a webhook is not signed as Meta signs.
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { signature, wireBytes } from '../../src/sandbox/simulators/whatsapp-webhooks.ts';
import { choicesOf, linkOf, textOf } from '../../src/sandbox/simulators/whatsapp-reading.ts';
import { openWorld, secrets } from './simulators-stub.ts';

const to = '+5491155500101';
const base = { messaging_product: 'whatsapp', recipient_type: 'individual', to };
const text = (body: string) => ({ ...base, type: 'text', text: { body } });
const interactive = (message: object) => ({ ...base, type: 'interactive', interactive: message });
const body = { text: '¿Qué cabaña?' };
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const buttons = (...list: object[]) =>
  interactive({ type: 'button', body, action: { buttons: list } });
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ id: `r${from + at}`, title: `Fila ${from + at}` }));
const list = (...sections: object[]) =>
  interactive({ type: 'list', body, action: { button: 'Ver', sections } });
const card = (at: number, more: object = {}) => ({
  card_index: at,
  header: { type: 'image', image: { link: 'https://posta.example/photos/arrayan-1.jpg' } },
  body: { text: 'Arrayán' },
  action: { buttons: [{ type: 'quick_reply', quick_reply: { id: `c${at}`, title: 'Elegir' } }] },
  ...more,
});
const carousel = (...cards: object[]) => interactive({ type: 'carousel', body, action: { cards } });
const link = (parameters: object) =>
  interactive({ type: 'cta_url', body, action: { name: 'cta_url', parameters } });

test('the signature agrees with the vectors, and ñ travels escaped', () => {
  const vectors = JSON.parse(readFileSync('fixtures/vectors/whatsapp_signature.json', 'utf8'));
  for (const { raw_base64, header } of vectors.cases)
    expect(signature(Buffer.from(raw_base64, 'base64'), vectors.secret)).toBe(header);
  const escaped = Buffer.from(vectors.cases[1].raw_base64, 'base64');
  expect(wireBytes(JSON.parse(escaped.toString())).equals(escaped)).toBe(true);
});

test('a guest writes, the service answers, and the ticks come back as signed statuses', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('+54 11 5550-0101', 'Ana Ñandú');
  const sent = await ana.say('¿tenés lugar?');
  expect(sent.answer.status).toBe(200);
  const inbound = world.stub.arrived[0];
  expect(inbound?.path).toBe('/api/v1/webhooks/whatsapp');
  expect(inbound?.headers['x-hub-signature-256']).toBe(
    signature(inbound?.raw ?? Buffer.of(), secrets.whatsappAppSecret),
  );
  expect(inbound?.raw.toString()).toContain('\\u00bften\\u00e9s');
  expect(inbound?.json.entry[0].changes[0].value).toMatchObject({
    metadata: { phone_number_id: secrets.whatsappPhoneId },
    contacts: [{ wa_id: '5491155500101', profile: { name: 'Ana Ñandú' } }],
    messages: [
      { from: '5491155500101', id: sent.id, type: 'text', text: { body: '¿tenés lugar?' } },
    ],
  });
  expect(ana.tickOf(sent.id)).toBe('delivered');

  const answer = await world.graph({ ...text('¡Hola!'), biz_opaque_callback_data: 'outbox:1' });
  expect(answer).toMatchObject({
    status: 200,
    body: { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: '5491155500101' }] },
  });
  const id = answer.body.messages[0].id;
  expect(id).toMatch(/^wamid\./);
  expect(await ana.waitFor((message) => textOf(message) === '¡Hola!')).toMatchObject({
    type: 'text',
  });

  await world.sandbox.whatsapp.idle();
  const statuses = world.stub.arrived.flatMap(
    (each) => each.json.entry[0].changes[0].value.statuses ?? [],
  );
  expect(statuses.map((status: { status: string }) => status.status)).toEqual([
    'sent',
    'delivered',
    'read',
  ]);
  expect(statuses[0]).toMatchObject({
    id,
    recipient_id: '5491155500101',
    biz_opaque_callback_data: 'outbox:1',
    pricing: { billable: false, category: 'service' },
  });
});

test('reading a message marks the earlier ones and shows that the business is typing', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest(to, 'Ana');
  const first = await ana.say('hola');
  const second = await ana.say('¿hay alguien?');
  const receipt = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: second.id,
    typing_indicator: { type: 'text' },
  };
  expect(await world.graph(receipt)).toEqual({ status: 200, body: { success: true } });
  expect([ana.tickOf(first.id), ana.tickOf(second.id)]).toEqual(['read', 'read']);
  expect(ana.guest.typingUntil - world.clock.now().getTime()).toBe(25_000);
  expect(await world.graph({ ...receipt, message_id: 'wamid.unknown' })).toMatchObject({
    status: 400,
    body: { error: { code: 131009 } },
  });
  expect(await world.graph({ ...receipt, typing_indicator: { type: 'audio' } })).toMatchObject({
    status: 400,
  });
});

test('the token, the version and the number are checked before the message', async () => {
  await using world = await openWorld();
  expect(await world.graph(text('x'), { authorization: 'Bearer other' })).toMatchObject({
    status: 401,
    body: { error: { type: 'OAuthException', code: 190, fbtrace_id: expect.any(String) } },
  });
  expect(await world.graph(text('x'), {})).toMatchObject({ status: 401 });
  expect(await world.graph(text('x'), undefined, 'v25.0/1/messages')).toMatchObject({
    status: 400,
    body: { error: { code: 100, error_subcode: 33 } },
  });
  expect(
    await world.graph(text('x'), undefined, `latest/${secrets.whatsappPhoneId}/messages`),
  ).toMatchObject({ status: 400, body: { error: { code: 2500 } } });
});

test('24 hours after the last word of the guest only a template goes out', async () => {
  await using world = await openWorld();
  const refused = {
    status: 400,
    body: {
      error: {
        message: '(#131047) Re-engagement message',
        code: 131047,
        error_data: { messaging_product: 'whatsapp' },
      },
    },
  };
  expect(await world.graph(text('hola'))).toMatchObject(refused);
  await world.sandbox.whatsapp.guest(to, 'Ana').say('hola');
  await world.clock.advance(24 * 3_600_000 - 1);
  expect((await world.graph(text('hola'))).status).toBe(200);
  await world.clock.advance(1);
  expect(await world.graph(text('hola'))).toMatchObject(refused);
  const template = (name: string, code: string) => ({
    ...base,
    type: 'template',
    template: {
      name,
      language: { code },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }],
    },
  });
  expect(await world.graph(template('booking_confirmed', 'es_AR'))).toMatchObject({
    status: 200,
    body: { messages: [{ message_status: 'accepted' }] },
  });
  expect(await world.graph(template('never_approved', 'es_AR'))).toMatchObject({
    status: 404,
    body: { error: { code: 132001 } },
  });
  world.sandbox.whatsapp.templates.push({
    name: 'two_values',
    language: 'es_AR',
    bodyParameters: 2,
  });
  expect(await world.graph(template('two_values', 'es_AR'))).toMatchObject({
    status: 400,
    body: { error: { code: 132000 } },
  });
});

const refusals: [string, number, object][] = [
  ['no product', 100, { to, type: 'text', text: { body: 'x' } }],
  ['no recipient', 100, { messaging_product: 'whatsapp', type: 'text', text: { body: 'x' } }],
  ['a type that does not exist', 100, { ...base, type: 'hologram', hologram: {} }],
  ['a key that does not exist', 100, { ...text('x'), colour: 'red' }],
  ['an empty text', 100, text(' ')],
  ['a text of 4097', 100, text('ñ'.repeat(4097))],
  ['no buttons', 131009, buttons()],
  [
    'four buttons',
    131009,
    buttons(reply('1', 'a'), reply('2', 'b'), reply('3', 'c'), reply('4', 'd')),
  ],
  ['two buttons of the same name', 131009, buttons(reply('1', 'Sí'), reply('2', 'Sí'))],
  ['two buttons of the same id', 131009, buttons(reply('1', 'Sí'), reply('1', 'No'))],
  ['a button title of 21', 131009, buttons(reply('1', '🏔️'.repeat(10) + 'x'))],
  ['a button without a title', 131008, buttons({ type: 'reply', reply: { id: '1' } })],
  ['a button id of 257', 131009, buttons(reply('x'.repeat(257), 'a'))],
  [
    'a body of 1025 above buttons',
    131009,
    interactive({
      type: 'button',
      body: { text: 'x'.repeat(1025) },
      action: { buttons: [reply('1', 'a')] },
    }),
  ],
  [
    'a footer of 61',
    131009,
    interactive({
      type: 'button',
      body,
      footer: { text: 'x'.repeat(61) },
      action: { buttons: [reply('1', 'a')] },
    }),
  ],
  [
    'a header of 61',
    131009,
    interactive({
      type: 'button',
      header: { type: 'text', text: 'x'.repeat(61) },
      body,
      action: { buttons: [reply('1', 'a')] },
    }),
  ],
  [
    'eleven rows over two sections',
    131009,
    list({ title: 'A', rows: rows(6) }, { title: 'B', rows: rows(5, 6) }),
  ],
  [
    'two sections, one without a title',
    131008,
    list({ title: 'A', rows: rows(1) }, { rows: rows(1, 1) }),
  ],
  ['the same row id twice', 131009, list({ title: 'A', rows: [...rows(1), ...rows(1)] })],
  ['a row title of 25', 131009, list({ rows: [{ id: 'r', title: 'x'.repeat(25) }] })],
  [
    'a row description of 73',
    131009,
    list({ rows: [{ id: 'r', title: 'x', description: 'x'.repeat(73) }] }),
  ],
  ['a row id of 201', 131009, list({ rows: [{ id: 'x'.repeat(201), title: 'x' }] })],
  [
    'a list with a picture on top',
    131009,
    interactive({
      type: 'list',
      header: { type: 'image', image: { link: 'https://x.example/a.jpg' } },
      body,
      action: { button: 'Ver', sections: [{ rows: rows(1) }] },
    }),
  ],
  [
    'a list button of 21',
    131009,
    interactive({
      type: 'list',
      body,
      action: { button: 'x'.repeat(21), sections: [{ rows: rows(1) }] },
    }),
  ],
  ['one card', 131009, carousel(card(0))],
  ['eleven cards', 131009, carousel(...Array.from({ length: 11 }, (_, at) => card(at)))],
  ['cards out of order', 131009, carousel(card(1), card(0))],
  ['a card text of 161', 131009, carousel(card(0), card(1, { body: { text: 'x'.repeat(161) } }))],
  [
    'a card text of four lines',
    131009,
    carousel(card(0), card(1, { body: { text: 'a\nb\nc\nd' } })),
  ],
  ['a card without a picture', 131008, carousel(card(0), card(1, { header: undefined }))],
  [
    'cards with different buttons',
    131009,
    carousel(
      card(0),
      card(1, {
        type: 'cta_url',
        action: { name: 'cta_url', parameters: { display_text: 'Ver', url: 'https://x.example' } },
      }),
    ),
  ],
  [
    'a carousel with a footer',
    131009,
    interactive({
      type: 'carousel',
      body,
      footer: { text: 'x' },
      action: { cards: [card(0), card(1)] },
    }),
  ],
  ['a link text of 21', 131009, link({ display_text: 'x'.repeat(21), url: 'https://x.example' })],
  ['a link that is not one', 131009, link({ display_text: 'Pagar', url: 'posta.example/pay' })],
  ['a picture without a link', 131008, { ...base, type: 'image', image: { caption: 'x' } }],
  [
    'a caption of 1025',
    131009,
    {
      ...base,
      type: 'image',
      image: { link: 'https://x.example/a.jpg', caption: 'x'.repeat(1025) },
    },
  ],
  [
    'a place off the map',
    131009,
    { ...base, type: 'location', location: { latitude: 91, longitude: 0 } },
  ],
  ['a place without longitude', 131008, { ...base, type: 'location', location: { latitude: 1 } }],
  ['callback data of 513', 131009, { ...text('x'), biz_opaque_callback_data: 'x'.repeat(513) }],
  [
    'a quote of a message nobody sent',
    131009,
    { ...text('x'), context: { message_id: 'wamid.unknown' } },
  ],
  ['ourselves', 131021, { ...text('x'), to: '+5492944000000' }],
  [
    'a template value with a line break',
    132012,
    {
      ...base,
      type: 'template',
      template: {
        name: 'booking_confirmed',
        language: { code: 'es_AR' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: 'a\nb' }] }],
      },
    },
  ],
];

test('every limit of the Graph API is refused with its code and its envelope', async () => {
  await using world = await openWorld();
  await world.sandbox.whatsapp.guest(to, 'Ana').say('hola');
  for (const [what, code, message] of refusals) {
    const { status, body: answer } = await world.graph(message);
    expect({ what, status, code: answer.error?.code }).toEqual({ what, status: 400, code });
    expect(answer.error).toMatchObject({
      type: 'OAuthException',
      error_data: { messaging_product: 'whatsapp', details: expect.any(String) },
      fbtrace_id: expect.any(String),
    });
  }
  expect(
    (await world.graph(buttons(reply('1', 'x'.repeat(21))))).body.error.error_data.details,
  ).toBe('Button title length invalid. Min length: 1, Max length: 20');
});

const accepted: [string, object][] = [
  ['a text of 4096 emoji', text('🏔'.repeat(4096))],
  [
    'three buttons, titles of 20 code points',
    buttons(reply('1', '🏔'.repeat(20)), reply('2', 'b'), reply('3', 'c')),
  ],
  [
    'ten rows in two sections',
    list({ title: 'A', rows: rows(5) }, { title: 'B', rows: rows(5, 5) }),
  ],
  ['a carousel with quick replies', carousel(card(0), card(1))],
  ['a link', link({ display_text: 'Pagar la seña', url: 'https://posta.example/pay/abc' })],
  [
    'a picture',
    {
      ...base,
      type: 'image',
      image: { link: 'https://posta.example/photos/arrayan-1.jpg', caption: 'Arrayán' },
    },
  ],
  [
    'a place, its numbers in text',
    {
      ...base,
      type: 'location',
      location: { latitude: '-41.1', longitude: '-71.3', name: 'Cabañas', address: 'Ruta 40' },
    },
  ],
  [
    'a question for a place',
    interactive({ type: 'location_request_message', body, action: { name: 'send_location' } }),
  ],
];

test('what fits the limits arrives, and can be read and tapped', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest(to, 'Ana');
  await ana.say('hola');
  for (const [what, message] of accepted)
    expect({ what, status: (await world.graph(message)).status }).toEqual({ what, status: 200 });
  expect(ana.messages).toHaveLength(accepted.length);
  expect(linkOf(ana.messages[4] ?? {})).toBe('https://posta.example/pay/abc');
  expect(choicesOf(ana.messages[3] ?? {}).map((choice) => choice.id)).toEqual(['c0', 'c1']);
  await ana.choose('Fila 7');
  await ana.choose(/^c1$/);
  const taps = world.stub.arrived
    .flatMap((each) => each.json.entry[0].changes[0].value.messages ?? [])
    .filter((each) => each.type === 'interactive');
  expect(taps).toMatchObject([
    {
      context: { id: expect.stringMatching(/^wamid/) },
      interactive: { type: 'list_reply', list_reply: { id: 'r7', title: 'Fila 7' } },
    },
    { interactive: { type: 'button_reply', button_reply: { id: 'c1', title: 'Elegir' } } },
  ]);
});

test('a picture that Meta cannot fetch comes back as failed', async () => {
  await using world = await openWorld();
  await world.sandbox.whatsapp.guest(to, 'Ana').say('hola');
  await world.graph({
    ...base,
    type: 'image',
    image: { link: 'https://posta.example/photos/missing.png' },
  });
  await expect.poll(() => JSON.stringify(world.stub.arrived.at(-1)?.json)).toContain('131053');
});

test('more than 45 messages at once to one guest are refused until time passes', async () => {
  await using world = await openWorld();
  await world.sandbox.whatsapp.guest(to, 'Ana').say('hola');
  for (let sent = 0; sent < 45; sent += 1)
    expect((await world.graph(text(`${sent}`))).status).toBe(200);
  expect(await world.graph(text('one more'))).toMatchObject({
    status: 400,
    body: { error: { code: 131056 } },
  });
  await world.clock.advance(6_000);
  expect((await world.graph(text('one more'))).status).toBe(200);
});

test('webhooks can be wrong, missing or short in their signature, repeated, and in one batch', async () => {
  await using world = await openWorld();
  const { whatsapp } = world.sandbox;
  const [ana, beto] = [whatsapp.guest(to, 'Ana'), whatsapp.guest('+5491155500102', 'Beto')];
  for (const kind of ['valid', 'wrong', 'short', 'missing'] as const)
    await whatsapp.deliver({ object: 'whatsapp_business_account', entry: [] }, { signature: kind });
  const given = world.stub.arrived.map(
    (each) => String(each.headers['x-hub-signature-256'] ?? 'none').length,
  );
  expect(given).toEqual([71, 71, 20, 4]);
  await whatsapp.deliver(Buffer.from('{"broken'), {});
  expect(world.stub.arrived.at(-1)?.json).toBeUndefined();

  const { ids } = await whatsapp.deliverBatch([
    { from: ana, message: { type: 'text', text: { body: 'uno' } } },
    { from: beto, message: { type: 'text', text: { body: 'dos' } } },
    { from: ana, message: { type: 'text', text: { body: 'tres' } } },
  ]);
  const value = world.stub.arrived.at(-1)?.json.entry[0].changes[0].value;
  expect(value.contacts).toHaveLength(2);
  expect(value.messages.map((message: { id: string }) => message.id)).toEqual(ids);
  await ana.repeat(ids[0] ?? '');
  expect(world.stub.arrived.at(-1)?.json.entry[0].changes[0].value.messages[0]).toEqual(
    value.messages[0],
  );
});

test('a delivery that was not acknowledged comes again until it is', async () => {
  await using world = await openWorld();
  world.stub.answers.push(500, 503);
  const ana = world.sandbox.whatsapp.guest(to, 'Ana');
  const sent = await ana.say('hola');
  expect(sent.answer.status).toBe(500);
  expect(ana.tickOf(sent.id)).toBe('sent');
  await world.sandbox.whatsapp.idle();
  expect(world.stub.arrived).toHaveLength(3);
  expect(new Set(world.stub.arrived.map((each) => each.raw.toString())).size).toBe(1);
  expect(ana.tickOf(sent.id)).toBe('delivered');
});

test('faults: an error with its code, a broken connection, and a time-out after the message went out', async () => {
  await using world = await openWorld();
  const { whatsapp } = world.sandbox;
  const ana = whatsapp.guest(to, 'Ana');
  await ana.say('hola');
  whatsapp.failNext(1, { status: 400, code: 130429 }, /message/);
  expect(await world.graph(text('a'))).toMatchObject({
    status: 400,
    body: { error: { code: 130429, message: '(#130429) Rate limit hit' } },
  });
  whatsapp.failNext(1, 'reset');
  await expect(world.graph(text('b'))).rejects.toThrow();
  whatsapp.failNext(1, 'reset after the work');
  await expect(world.graph(text('c'))).rejects.toThrow();
  whatsapp.down(true);
  await expect(world.graph(text('d'))).rejects.toThrow();
  whatsapp.down(false);
  expect(ana.messages.map(textOf)).toEqual(['c']);
  whatsapp.failDelivery(1, 131026);
  expect((await world.graph(text('e'))).status).toBe(200);
  await expect.poll(() => JSON.stringify(world.stub.arrived.at(-1)?.json)).toContain('131026');
});

test('a voice note is fetched in two steps, with the token and within five minutes', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest(to, 'Ana');
  await ana.sendMedia({
    kind: 'audio',
    bytes: Buffer.from('OggS'),
    mimeType: 'audio/ogg; codecs=opus',
  });
  const audio = world.stub.arrived[0]?.json.entry[0].changes[0].value.messages[0].audio;
  const headers = { authorization: `Bearer ${secrets.whatsappAccessToken}`, 'user-agent': 'posta' };
  const get = async (url: string, more: Record<string, string> = headers) => {
    const response = await request(url, { headers: more });
    return { status: response.statusCode, bytes: Buffer.from(await response.body.arrayBuffer()) };
  };
  const described = await get(`${world.sandbox.whatsappApiUrl}/v25.0/${audio.id}`);
  const { url, file_size } = JSON.parse(described.bytes.toString());
  expect(file_size).toBe('4');
  expect((await get(url)).bytes.toString()).toBe('OggS');
  expect((await get(audio.url)).bytes.toString()).toBe('OggS');
  expect((await get(url, { 'user-agent': 'posta' })).status).toBe(404);
  await world.clock.advance(6 * 60_000);
  expect((await get(url)).status).toBe(404);
});

test('the conversation survives a restart of the sandbox', async () => {
  const dataFile = `${process.env['TMPDIR'] ?? '/tmp'}/posta-sandbox-${process.pid}.json`;
  {
    await using world = await openWorld({ dataFile });
    await world.sandbox.whatsapp.guest(to, 'Ana').say('hola');
    await world.graph(text('¡Hola!'));
  }
  await using world = await openWorld({ dataFile });
  expect(world.sandbox.whatsapp.guest(to).messages.map(textOf)).toEqual(['¡Hola!']);
  expect((await world.graph(text('sigo acá'))).status).toBe(200);
});
