// What would go wrong: a name that survives in a corner of the database, an erasure in the middle of a stay, a
// reminder that BAJA silences, a promotion that it does not.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAudit } from '../../src/adapters/admin/audit.ts';
import { postFact } from '../../src/adapters/guest-events.ts';
import { inTransaction } from '../../src/adapters/postgres.ts';
import { askForCoihue, expectMoneyConserved, openCheckout } from '../support/journeys.ts';
import { ANA, openAdminWorld, eventually } from '../support/admin.ts';
import { linkOf, says, wordsOf } from '../support/reading.ts';
import { describeWithRedis } from '../support/redis.ts';
import { PUBLIC_URL } from '../support/world.ts';
import { placesOf } from '../support/search-everything.ts';

const DAY_MS = 86_400_000;
const DUENA = '5492944499999';
const PATIENCE_MS = 20_000;

describeWithRedis('what a guest may ask about their own data', () => {
  let world: Awaited<ReturnType<typeof openAdminWorld>>;
  beforeAll(async () => {
    world = await openAdminWorld({ env: { OWNER_PHONES: DUENA } });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const idOf = async (phone: string) =>
    (await world.db.query('select id from guests where phone = $1', [phone])).rows[0]?.id as
      | number
      | undefined;
  const count = async (sql: string, values: unknown[] = []) =>
    Number((await world.db.query(`select count(*) as n ${sql}`, values)).rows[0].n);

  test('the first hello says who uses what, once, and the words are kept', async () => {
    const rosa = world.sandbox.whatsapp.guest('5492944400001', 'Rosa Quiroga');
    await rosa.say('hola');
    await rosa.waitFor(says('escribí PRIVACIDAD'), PATIENCE_MS);
    await rosa.say('privacidad');
    const more = await rosa.waitFor(says('quién usa tus datos'), PATIENCE_MS);
    expect(linkOf(more)).toBe(`${PUBLIC_URL}/privacy?lang=es`);
    const pages = { es: 'es responsable de los datos', pt: 'é responsável', en: 'is responsible' };
    for (const [language, words] of Object.entries(pages)) {
      const page = await fetch(`${world.service.url}/privacy?lang=${language}`);
      expect(page.status).toBe(200);
      const html = await page.text();
      for (const part of [words, 'Cabañas El Radal S.A.S.', 'datos@elradal.example'])
        expect(html).toContain(part);
      // the legend of Resolución AAIP 14/2018
      expect(html).toContain('La AGENCIA DE ACCESO A LA INFORMACIÓN PÚBLICA, en su carácter de');
    }
    expect(rosa.messages.filter((message) => wordsOf(message).includes('PRIVACIDAD'))).toHaveLength(
      1,
    );
    const { rows } = await world.db.query(
      'select what, given, version, text from consents where guest_id = $1',
      [await idOf('5492944400001')],
    );
    expect(rows).toEqual([
      {
        what: 'notice',
        given: true,
        version: 1,
        text: expect.stringContaining('Cabañas El Radal'),
      },
    ]);
  });

  test('BAJA is confirmed, stops promotions and not a stay; ALTA brings them back; Meta’s button too', async () => {
    const phone = '5492944400002';
    const ines = world.sandbox.whatsapp.guest(phone, 'Inés Soria');
    await ines.say('BAJA');
    await ines.waitFor(says('te di de baja'), PATIENCE_MS);
    const guestId = (await idOf(phone))!;
    const told = async () => {
      const { rows } = await world.db.query('select opted_out_at from guests where id = $1', [
        guestId,
      ]);
      return rows[0].opted_out_at !== null;
    };
    expect(await told()).toBe(true);
    expect(await count(`from decisions where guest_id = $1`, [guestId])).toBe(0);
    // a fact about a stay goes through
    const about = { code: 'PO-XXXXX', cabinName: 'Coihue' };
    const stay = { checkIn: '2027-01-03', checkOut: '2027-01-10' } as never;
    const posted = (key: string) =>
      postFact(world.db, {
        guestId,
        key,
        fact: { ...about, stay, type: 'payment.disputed' },
        now: world.clock.now(),
      });
    expect(await posted('test:stay')).toBe(true);
    await ines.say('ALTA');
    await ines.waitFor(says('estás de alta'), PATIENCE_MS);
    expect(await told()).toBe(false);
    const before = ines.messages.length;
    const preference = (value: string, timestamp: number) =>
      world.sandbox.whatsapp.deliver({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '1',
            changes: [
              {
                field: 'user_preferences',
                value: {
                  messaging_product: 'whatsapp',
                  contacts: [{ wa_id: phone }],
                  user_preferences: [
                    { wa_id: phone, category: 'marketing_messages', value, timestamp },
                  ],
                },
              },
            ],
          },
        ],
      });
    await preference('stop', 1_795_600_900);
    expect(await eventually(told, (off) => off)).toBe(true);
    expect(ines.messages).toHaveLength(before);
    const { rows } = await world.db.query(
      `select given from consents where guest_id = $1 and what = 'other_messages' order by id`,
      [guestId],
    );
    expect(rows.map(({ given }) => given)).toEqual([false, true, false]);
  });

  test('in Portuguese and in English too', async () => {
    const joao = world.sandbox.whatsapp.guest('5511955500001', 'João');
    await joao.say('oi, tudo bem? vocês têm cabana livre em janeiro?');
    await joao.waitFor(says('PRIVACIDADE'), PATIENCE_MS);
    await joao.say('não quero mais receber mensagens');
    await joao.waitFor(says('saiu da lista'), PATIENCE_MS);
    await joao.say('apaguem meus dados');
    await joao.waitFor(says('Não dá para desfazer'), PATIENCE_MS);
    await joao.say('não');
    await joao.waitFor(says('não apago nada'), PATIENCE_MS);
    const kate = world.sandbox.whatsapp.guest('447700900001', 'Kate');
    await kate.say('hi, do you have a cabin in january?');
    await kate.waitFor(says('write PRIVACY'), PATIENCE_MS);
    await kate.say('what data do you have about me?');
    await kate.waitFor(says(/Case \*PD-.* by .* 4 December/), PATIENCE_MS);
    await kate.say('stop');
    await kate.waitFor(says('off the list'), PATIENCE_MS);
    await kate.say('please delete my data');
    await kate.waitFor(says('It cannot be undone'), PATIENCE_MS);
    await kate.choose('Yes, erase it');
    await kate.waitFor(says(/Case \*PD-/), PATIENCE_MS);
  });

  test('"borren mis datos" leaves no word of the guest anywhere, and the books as they were', async () => {
    const phone = '5492944400003';
    const name = 'Zulema Etcheverry';
    const zulema = world.sandbox.whatsapp.guest(phone, 'Zule E.');
    const EMAIL = 'zulema@example.org';
    const words = [EMAIL, phone, 'Zule E.', name, 'Etcheverry', '4400003'];
    const checkout = await openCheckout(world, await askForCoihue(zulema, name));
    await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
    await zulema.waitFor(says('Reserva confirmada'), PATIENCE_MS);
    const guestId = (await idOf(phone))!;
    const {
      rows: [{ id: stayId, code }],
    } = await world.db.query('select id, code from reservations where guest_id = $1', [guestId]);
    await world.owner.post(`/reservations/${stayId}/notes`, { text: `${name} llega tarde` });
    await writeAudit(world.db, {
      at: world.clock.now(),
      who: ANA,
      what: 'rewriteStay',
      about: `reservation:${stayId}`,
      before: { name, checkIn: '2027-01-03', total: 134_309_000 },
      after: { name: 'otra', phone: `+${phone}`, by: ANA, total: 1 },
    });
    await world.owner.post(`/conversations/${guestId}/messages`, { text: `Hola ${name}` });
    await zulema.waitFor(says(`Hola ${name}`), PATIENCE_MS);
    await zulema.send({
      type: 'image',
      image: { id: '900000000001', mime_type: 'image/jpeg', caption: `soy ${name}` },
    });
    await world.owner.post(`/conversations/${guestId}/hand-back`);

    // the owners are told of what she asks, by her name
    const duena = world.sandbox.whatsapp.guest(DUENA, 'La dueña');
    await duena.say('hola');
    await zulema.say('borren mis datos');
    await zulema.waitFor(says('¿Borramos tus datos?'), PATIENCE_MS);
    await zulema.choose('Sí, borrarlos');
    const blocked = await zulema.waitFor(says('tenés una estadía confirmada'), PATIENCE_MS);
    expect(wordsOf(blocked)).toMatch(/caso \*PD-[A-Z0-9]{5}\*/);
    await duena.waitFor(says('Zule E.'), PATIENCE_MS);
    await world.db.query('update guests set email = $2 where id = $1', [guestId, EMAIL]);
    const exported = await world.owner.get(`/guests/${guestId}/data`);
    expect(exported.status).toBe(200);
    expect(exported.headers.get('content-disposition')).toContain('attachment');
    expect(exported.body.guest).toMatchObject({ phone, profileName: 'Zule E.', email: EMAIL });
    expect(exported.body.reservations).toMatchObject([{ code, name }]);
    expect(exported.body.consents.map(({ what }: { what: string }) => what)).toEqual([
      'notice',
      'quote',
      'stay_messages',
    ]);
    expect(JSON.stringify(exported.body.messages)).toContain(`Hola ${name}`);
    expect(
      (await world.owner.post(`/guests/${guestId}/erase`, { reason: 'lo pidió' })).status,
    ).toBe(409);
    await world.clock.advance(61_000);
    expect(await idOf(phone)).toBe(guestId);
    // the search finds what there is
    expect(await placesOf(world, words)).toEqual(
      expect.arrayContaining([
        'public.audit_log.after',
        'public.guest_events.body',
        'public.guests.phone',
        'public.idempotency_keys.answer',
        'public.messages.payload',
        'public.reservation_notes.text',
        'public.reservations.name',
        'public.turns.events',
        expect.stringMatching(/^redis:posta:session:/),
      ]),
    );

    // the stay is over and paid: the night erases by itself
    await world.clock.advance(60 * DAY_MS);
    await world.db.query(`update reservations set status = 'completed' where id = $1`, [stayId]);
    await world.signIn().then((owner) => owner.post('/privacy/run'));
    const gone = await eventually(
      () => idOf(phone),
      (id) => id === undefined,
    );
    expect(gone).toBeUndefined();
    await eventually(
      () => placesOf(world, words),
      (places) => places.length === 0,
    );
    expect(await placesOf(world, words)).toEqual([]);
    expect(JSON.stringify(world.log.filter(({ level }) => level !== 'debug'))).not.toContain(phone);

    await expectMoneyConserved(world);
    const { rows: left } = await world.db.query(
      `select r.code, r.total > 0 as priced, g.erased_at is not null as nobody from reservations r join guests g on g.id = r.guest_id where r.id = $1`,
      [stayId],
    );
    expect(left).toEqual([{ code, priced: true, nobody: true }]);
    const { rows: audit } = await world.db.query(
      `select what, before, after from audit_log where about = $1 order by id`,
      [`reservation:${stayId}`],
    );
    expect(audit).toEqual([
      { what: 'writeNote', before: null, after: { note: expect.any(Number) } },
      {
        what: 'rewriteStay',
        before: { name: '[erased]', checkIn: '2027-01-03', total: 134_309_000 },
        after: { name: '[erased]', phone: '[erased]', by: ANA, total: 1 },
      },
    ]);
    const { rows: cases } = await world.db.query(
      `select c.done_at is not null as done, d.decision, c.erased_guest from privacy_cases c join decisions d on d.key = 'erasure:' || c.id
       where c.erased_guest = $1`,
      [guestId],
    );
    expect(cases).toEqual([{ done: true, decision: 'erased', erased_guest: guestId }]);

    await zulema.say('hola de nuevo');
    await zulema.waitFor(says('Soy la recepción'), PATIENCE_MS);
    expect(await idOf(phone)).toBeGreaterThan(guestId);
  }, 60_000);

  test('the audit log takes a tombstone and nothing else', async () => {
    const attempt = (sql: string) =>
      inTransaction(world.db, async (db) => {
        await db.query(`select set_config('posta.erasing', 'yes', true)`);
        await db.query(sql);
      });
    await world.db.query(
      `insert into audit_log (at, who, what, about, after) values (now(), 'ana@example.com', 'test', 'test:1', '{"name": "Rita", "total": 100, "days": ["a", "b"]}')`,
    );
    const set = (after: string) =>
      attempt(`update audit_log set after = '${after}' where about = 'test:1'`);
    await expect(set('{"name": "Rita", "total": 101, "days": ["a", "b"]}')).rejects.toThrow(
      'append',
    );
    await expect(set('{"name": "Olga", "total": 100, "days": ["a", "b"]}')).rejects.toThrow(
      'append',
    );
    await expect(set('{"total": 100, "days": ["a", "b"]}')).rejects.toThrow('append');
    await expect(attempt(`update audit_log set who = 'x' where about = 'test:1'`)).rejects.toThrow(
      'append',
    );
    await expect(attempt(`delete from audit_log where about = 'test:1'`)).rejects.toThrow('append');
    await set('{"name": "[erased]", "total": 100, "days": ["a", "b"]}');
    await expect(
      world.db.query(
        `update audit_log set after = '{"name": "[erased]", "total": 100, "days": ["a", "[erased]"]}' where about = 'test:1'`,
      ),
    ).rejects.toThrow('append');
  });
});
