// What would go wrong: a guest without the mail that they asked for, or with two; an address that names a second
// recipient; a name that becomes markup.

import { expect, test } from 'vitest';
import { instantAt } from '../../src/adapters/clock.ts';
import { openMailer } from '../../src/adapters/mailer.ts';
import { inTransaction } from '../../src/adapters/postgres.ts';
import type { Letter } from '../../src/booking/mails.ts';
import { openBookingWorld, type BookingWorld } from '../support/booking-world.ts';
import { openSmtp } from '../support/smtp.ts';

const ZONE = 'America/Argentina/Buenos_Aires';
const SENDER = 'Cabañas El Radal <reservas@radal.example>';

async function openMailWorld() {
  const stack = new AsyncDisposableStack();
  const smtp = stack.use(await openSmtp());
  let now = () => new Date();
  const mailer = stack.use(
    openMailer({
      url: smtp.url,
      from: SENDER,
      timeZone: ZONE,
      arrivalAt: (day, time) => instantAt(day, time, ZONE),
      now: () => now(),
    }),
  );
  const world = stack.use(await openBookingWorld({ settings: { postMail: mailer.post } }));
  now = world.now;
  return { world, smtp, mailer, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

async function confirmed(
  world: BookingWorld,
  email: string | null,
  { language = 'es', cabinId = 'coihue' } = {},
) {
  const guestId = await world.guest();
  await world.pool.query('update guests set email = $2, language = $3 where id = $1', [
    guestId,
    email,
    language,
  ]);
  const held = await world.hold({ guestId, cabinId });
  await world.mercadopago.pay(held.preference, { outcome: 'approved' });
  await world.runJobs();
  return held;
}

async function sweep(world: BookingWorld): Promise<void> {
  await world.booking.work.sweep({});
  await world.runJobs();
}

test('a confirmed stay: one mail in words and as a page, with its event; the address given in the chat, cancelled and refunded', async () => {
  await using parts = await openMailWorld();
  const { world, smtp } = parts;
  const { code, guestId } = await confirmed(world, null);
  await sweep(world);
  expect(smtp.taken).toEqual([]);
  const give = (address: string) =>
    inTransaction(world.pool, (db) =>
      world.booking.mails.takeEmail(db, { code, guestId, address, now: world.now() }),
    );
  expect(await give('ana@example.com')).toBe('taken');
  await world.runJobs();
  await give('ana@example.com');
  await world.runJobs();
  await sweep(world);

  expect(smtp.taken).toHaveLength(1);
  const [mail] = smtp.taken;
  const { rows } = await world.pool.query('select id from mails');
  expect(mail?.to).toEqual(['ana@example.com']);
  expect(mail?.from).toBe('reservas@radal.example');
  expect(mail?.headers['message-id']).toBe(`<${rows[0].id}@radal.example>`);
  const [words, page, event] = mail!.parts;
  expect(words?.type).toContain('text/plain');
  expect(words?.words).toContain(`Reserva: ${code}`);
  expect(words?.words).toMatch(/Fechas: viernes 15 al lunes 18 de enero de 2027 · 3 noches/);
  expect(words?.words).toContain('La llave está en la recepción');
  expect(page?.type).toContain('text/html');
  expect(event?.type).toContain('text/calendar');
  // 15:00 and 10:30 at the lodging
  expect(event?.words.replace(/\r\n /g, '')).toMatch(
    /METHOD:PUBLISH[^]*DTSTART:20270115T180000Z\r\nDTEND:20270118T133000Z[^]*STATUS:CONFIRMED\r\nSEQUENCE:0/,
  );

  await world.cancelByOwner(world.pool, code);
  await world.pool.query(
    `insert into refunds (id, payment_id, reservation_id, amount, reason, created_at)
     select gen_random_uuid(), id, reservation_id, 1000000, 'owner', $1 from payments`,
    [world.now()],
  );
  await world.pool.query(`update refunds set status = 'done', done_at = $1`, [world.now()]);
  await sweep(world);
  await sweep(world);
  expect(smtp.taken.map(({ headers }) => headers['subject']).length).toBe(3);
  const [, ...later] = smtp.taken.map(({ parts: [text] }) => text?.words ?? '');
  expect(later.toSorted()[0]).toMatch(/Pedimos la devolución de \$\s10\.000/);
  expect(later.toSorted()[1]).toContain('quedó cancelada');
  expect(
    smtp.taken
      .flatMap((one) => one.parts)
      .filter(({ words: said }) => said.includes('METHOD:CANCEL')),
  ).toHaveLength(1);
});

test('a server that refuses first gets the same mail again, under the same Message-ID; two processes send it once', async () => {
  await using parts = await openMailWorld();
  const { world, smtp } = parts;
  smtp.refuseNext(451, 421);
  await confirmed(world, 'ana@example.com', { language: 'pt' });
  await sweep(world);
  expect(smtp.taken).toEqual([]);
  await world.pass(4);
  expect(smtp.taken).toHaveLength(1);
  expect(new Set(smtp.tried).size).toBe(1);
  expect(smtp.tried).toHaveLength(3);
  expect(smtp.taken[0]?.parts[0]?.words).toMatch(/Olá, Ana:[^]*A chave/);

  await confirmed(world, 'eva@example.com', { language: 'en', cabinId: 'lenga' });
  const { rows } = await world.pool.query('select id from mails where sent_at is null');
  const mailId = rows[0].id as string;
  await Promise.all([1, 2, 3].map(() => world.booking.work.mail({ mailId })));
  await sweep(world);
  expect(smtp.taken).toHaveLength(2);
  expect(smtp.taken[1]?.parts[0]?.words).toContain('Hello Ana,');
});

test('an address that the server does not know is given up, and the owner is told', async () => {
  await using parts = await openMailWorld();
  const { world, smtp } = parts;
  const { code } = await confirmed(world, 'nobody@example.com');
  const { rows } = await world.pool.query('select id from mails');
  const mailId = rows[0].id as string;
  await expect(world.booking.work.mail({ mailId })).rejects.toMatchObject({
    code: 'mail.550',
    transient: false,
  });
  await world.booking.buried({ name: 'mail', data: { mailId } });
  await sweep(world);
  expect(smtp.taken).toEqual([]);
  expect(await world.decisions()).toEqual(['mailFailed']);
  expect(await world.statusOf(code)).toBe('confirmed');
});

test('whatever a guest or the owner wrote, there is one recipient, no header of theirs, and no markup', async () => {
  await using parts = await openMailWorld();
  const { smtp, mailer } = parts;
  const evil = 'Ana\r\nBcc: eve@example.com\r\n\r\n<script>alert(1)</script>"><img src=x>';
  const letter: Letter = {
    id: '6f1b6a52-4f0c-4d0f-9f3a-5d1c2e4b0001',
    to: 'ana@example.com',
    language: 'es',
    sequence: 0,
    told: {
      ...{ kind: 'confirmed', code: 'PO-7K3F9', cabinName: evil, name: evil, lodging: evil },
      ...{ address: evil, instructions: evil, checkInFrom: '15:00', checkOutUntil: '10:30' },
      ...{ party: { adults: 2, children: 0, infants: 0 }, pets: 0 },
      stay: { checkIn: '2027-01-15', checkOut: '2027-01-18' },
      ...{ total: 100, paid: 30, refund: 0 },
    } as unknown as Letter['told'],
  };
  await mailer.post(letter);
  const [mail] = smtp.taken;
  expect(mail?.to).toEqual(['ana@example.com']);
  expect(mail?.headers).not.toHaveProperty('bcc');
  expect(Object.keys(mail!.headers).toSorted()).toEqual([
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ]);
  const page = mail!.parts.find(({ type }) => type.includes('text/html'))!.words;
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toMatch(/<script|<img/);
  const event = mail!.parts.find(({ type }) => type.includes('text/calendar'))!.words;
  expect(event.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(event).not.toMatch(/^Bcc:/m);
});
