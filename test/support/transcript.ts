// A transcript is what an owner reads: the guest's words behind ">", taps in brackets, what happens
// meanwhile in italics, and what the bot says. Playing it gives it back with what the bot says now.

import { choicesOf, linkOf, textOf } from '../../src/sandbox/simulators/whatsapp-reading.ts';
import { minutes, openCheckout, type Guest } from './journeys.ts';
import type { World } from './world.ts';

type Played = {
  readonly world: World;
  readonly guest: Guest;
  /** MercadoPago's page, once the guest has opened the link. */
  checkout: string | undefined;
};

/** What may stand in italics. */
const happenings: ReadonlyArray<
  readonly [RegExp, (played: Played, ...parts: string[]) => unknown]
> = [
  [
    /^Pasan (\d+) minutos\.$/,
    ({ world }, count = '') => world.clock.advance(minutes(Number(count))),
  ],
  [/^Abre el link de pago\.$/, (played) => open(played)],
  [/^Paga la seña\.$/, (played) => pay(played, 'approved')],
  [/^Abre el nuevo link y paga\.$/, (played) => payNewest(played)],
  [/^Paga la seña, que ya tenía abierta\.$/, (played) => pay(played, 'approved')],
  [/^Prueba con una tarjeta sin fondos\.$/, (played) => pay(played, 'rejected')],
  [
    /^El dueño contesta desde su teléfono: «(.*)»$/,
    ({ world, guest }, text = '') => world.sandbox.whatsapp.ownerSays(guest.waId, text),
  ],
  [
    /^(.+) est(?:á|án) tomadas? del (\S+) al (\S+)\.$/,
    ({ world }, names = '', from = '', to = '') => take(world, names.split(/, | y /), from, to),
  ],
  [
    /^(.+) se liberan? desde el (\S+)\.$/,
    ({ world }, names = '', from = '') => release(world, names.split(/, | y /), from),
  ],
  [/^Las tarifas están en dólares\.$/, ({ world }) => inDollars(world)],
  [/^Manda un audio\.$/, ({ guest }) => guest.sendMedia({ ...voice, kind: 'audio' })],
  [/^Manda un sticker\.$/, ({ guest }) => guest.send(sticker)],
  [/^Manda una foto\.$/, ({ guest }) => guest.sendMedia({ ...photo, kind: 'image' })],
  [/^Manda su ubicación\.$/, ({ guest }) => guest.send(whereabouts)],
];

const voice = { bytes: Buffer.from('OggS'), mimeType: 'audio/ogg' };
const photo = { bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0]), mimeType: 'image/jpeg' };
const whereabouts = { type: 'location', location: { latitude: -34.6, longitude: -58.4 } };
const sticker = { type: 'sticker', sticker: { id: '1', mime_type: 'image/webp', sha256: 'x' } };

async function open(played: Played): Promise<string> {
  const { guest, world } = played;
  const link = guest.messages.map(linkOf).findLast((url) => url !== undefined);
  if (link === undefined) throw new Error('there is no link to open');
  return (played.checkout ??= await openCheckout(world, link));
}

async function pay(played: Played, outcome: 'approved' | 'rejected'): Promise<void> {
  const payer = played.checkout ? ({ payer: 'was already inside' } as const) : {};
  const checkout = await open(played);
  await played.world.sandbox.mercadopago.pay(checkout, {
    ...payer,
    ...(outcome === 'rejected'
      ? { outcome, statusDetail: 'cc_rejected_insufficient_amount' }
      : { outcome }),
  });
}

async function payNewest(played: Played): Promise<void> {
  played.checkout = undefined;
  await pay(played, 'approved');
}

async function release(world: World, names: readonly string[], from: string) {
  await world.db.query(
    `update reservations r set status = 'cancelled' from cabins c
     where c.id = r.cabin_id and c.name = any($1) and r.kind = 'block' and lower(r.stay) = $2::date`,
    [names, from],
  );
  // the sweep hears of it within its second
  for (let tries = 0; tries < 60; tries++) {
    const { rows } = await world.db.query(`select 1 from waitlist where status = 'offered'`);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What is a thousand pesos in the demo property is a dollar. */
async function inDollars(world: World) {
  const prices = ['nightly', 'weekend', 'extraPerson', 'cleaning', 'pet'];
  await world.db.query(
    `update cabins set tariff = tariff || '{"currency": "USD"}' || coalesce((
       select jsonb_object_agg(key, value::text::bigint / 1000) from jsonb_each(tariff)
       where key = any($1) and jsonb_typeof(value) = 'number'), '{}')`,
    [prices],
  );
}

async function take(world: World, names: readonly string[], from: string, to: string) {
  await world.db.query(
    `insert into reservations (code, kind, cabin_id, stay, status, created_at)
     select 'BLK-' || id || $2::text, 'block', id, daterange($2::date, $3::date), 'confirmed', now() from cabins where name = any($1)`,
    [names, from, to],
  );
}

/** Everything that waits has been taken, answered and sent, and no job is due. */
async function quiet({ db }: World): Promise<void> {
  let still = 0;
  for (let tries = 0; tries < 600 && still < 3; tries++) {
    const { rows } = await db.query(
      `select (select count(*) from guest_events where rev is null)
            + (select count(*) from messages where status = 'queued')
            + (select count(*) from pgboss.job where state in ('created', 'retry', 'active')
               and start_after <= now() and name not like '\\_\\_%') as waiting`,
    );
    still = Number(rows[0].waiting) === 0 ? still + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** What differs from one run to the next: codes, the centavos that tell a transfer, the clock's minutes. */
function steady(text: string): string {
  return text
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\bPO-[0-9A-Z]{5}\b/g, 'PO-XXXXX')
    .replaceAll(/\bAR-[0-9A-Z]{5}\b/g, 'AR-XXXXX')
    .replaceAll(/((?:Importe|Valor|Amount): \*\S+ [\d.,]+[.,])\d\d\*/g, '$1NN*')
    .replaceAll(/\b1[2-4]:\d\d\b/g, 'HH:MM');
}

function shown(message: Guest['messages'][number]): string {
  const choices = choicesOf(message).map(({ title, description }) =>
    description ? `[${title}] ${description}` : `[${title}]`,
  );
  const isList = choicesOf(message).some(({ kind }) => kind === 'list');
  const link = linkOf(message);
  const foot = [
    ...(isList
      ? choices.map((choice) => `- ${choice}`)
      : choices.length > 0
        ? [choices.join(' ')]
        : []),
    ...(link === undefined ? [] : ['[Link de pago]']),
  ];
  return [
    `**Posta**\n${steady(textOf(message))}`,
    ...(foot.length > 0 ? [foot.join('\n')] : []),
  ].join('\n\n');
}

export async function play(world: World, transcript: string): Promise<string> {
  const guest = world.sandbox.whatsapp.guest('5492944123456', 'Ana Pérez');
  const played: Played = { world, guest, checkout: undefined };
  const page: string[] = [];
  const [title = '', ...blocks] = transcript.split(/\n\n+/);
  page.push(title.trim());
  let read = 0;
  for (const block of blocks.map((one) => one.trim())) {
    const isGuests = block.startsWith('>');
    const isHappening = /^_.+_$/.test(block);
    if (!isGuests && !isHappening) continue;
    page.push(block);
    if (isGuests) await act(guest, block.replaceAll(/^> ?/gm, ''));
    else await happen(played, block.slice(1, -1));
    await quiet(world);
    page.push(...guest.messages.slice(read).map(shown));
    read = guest.messages.length;
  }
  return `${page.join('\n\n')}\n`;
}

async function act(guest: Guest, text: string): Promise<void> {
  const tap = /^\[(.+)\]$/.exec(text)?.[1];
  await (tap === undefined ? guest.say(text) : guest.choose(tap));
}

async function happen(played: Played, text: string): Promise<void> {
  for (const [pattern, run] of happenings) {
    const match = pattern.exec(text);
    if (match) return void (await run(played, ...match.slice(1)));
  }
  throw new Error(`nothing is known that goes like «${text}»`);
}
