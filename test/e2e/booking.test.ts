// The main job, end to end: signed webhooks in, Graph API calls out, a preference and its notifications,
// a row under the exclusion constraint and the money in the ledger.

import { expect, test } from 'vitest';
import { linkOf, says, wordsOf } from '../support/reading.ts';
import { openWorld, PUBLIC_URL } from '../support/world.ts';

test('a guest asks, chooses, says yes, pays the deposit and has a confirmed reservation', async () => {
  await using world = await openWorld();
  const { whatsapp, mercadopago } = world.sandbox;
  const ana = whatsapp.guest('5492944123456', 'Ana Pérez');

  await ana.say('hola! tenés lugar del 3 al 10 de enero?');
  expect(wordsOf(await ana.waitFor(says('¿Cuántas personas son?')))).toContain(
    'domingo 3 al domingo 10 de enero de 2027',
  );
  await ana.say('somos 4');
  await ana.waitFor(says('cabañas libres'));
  await ana.choose('Coihue');
  await ana.waitFor(says('hasta 4 personas'));
  await ana.choose('Precio y reserva');
  const quote = wordsOf(await ana.waitFor(says('¿Te la reservo?')));
  expect(quote).toContain('*Total: $ 1.343.090*');
  await ana.choose('Sí, reservar');
  await ana.waitFor(says('¿A nombre de quién'));
  await ana.say('Ana Pérez');
  await ana.waitFor(says('Te guardo *Coihue* hasta las *12:30*'));

  const link = linkOf(await ana.waitFor(says('Seña de')));
  expect(link).toMatch(new RegExp(`^${PUBLIC_URL}/pay/[\\w-]{22}$`));
  const opened = await fetch(link.replace(PUBLIC_URL, world.service.url), { redirect: 'manual' });
  expect(opened.status).toBe(302);
  await mercadopago.pay(opened.headers.get('location')!, { outcome: 'approved' });
  const confirmation = wordsOf(await ana.waitFor(says('Reserva confirmada')));
  expect(confirmation).toContain('Recibimos $ 402.927');

  const { rows } = await world.db.query(
    `select r.status, r.cabin_id, r.stay::text, r.name, r.deposit, g.phone from reservations r join guests g on g.id = r.guest_id`,
  );
  expect(rows).toEqual([
    {
      status: 'confirmed',
      cabin_id: 'coihue',
      stay: '[2027-01-03,2027-01-10)',
      name: 'Ana Pérez',
      deposit: 40_292_700,
      phone: '5492944123456',
    },
  ]);
  const postings = await world.db.query(
    'select account, sum(amount)::bigint as amount from ledger_postings group by account having sum(amount) <> 0 order by account',
  );
  expect(postings.rows).toEqual([
    { account: 'applied', amount: -40_292_700 },
    { account: 'fees', amount: 3_066_637 },
    { account: 'mercadopago', amount: 37_226_063 },
    { account: 'receivable', amount: 134_309_000 },
    { account: 'stays_sold', amount: -134_309_000 },
  ]);
});
