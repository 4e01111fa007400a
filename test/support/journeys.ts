// The steps that many journeys share.

import { expect } from 'vitest';
import { readInvariants } from '../../src/adapters/invariants.ts';
import { linkOf, says } from './reading.ts';
import { PUBLIC_URL, type World } from './world.ts';

export type Guest = ReturnType<World['sandbox']['whatsapp']['guest']>;

/** From hello to the held dates: 3 to 10 January in Coihue, for four. Answers the payment link. */
export async function askForCoihue(
  guest: Guest,
  name: string,
  patienceMs = 20_000,
): Promise<string> {
  await guest.say('hola! del 3 al 10 de enero, somos 4');
  await guest.waitFor(says('libre'), patienceMs);
  await guest.choose('Coihue');
  await guest.waitFor(says('hasta 4 personas'), patienceMs);
  await guest.choose('Precio y reserva');
  await guest.waitFor(says('¿Te la reservo?'), patienceMs);
  await guest.choose('Sí, reservar');
  await guest.waitFor(says('¿A nombre de quién'), patienceMs);
  await guest.say(name);
  await guest.waitFor(says('Te guardo'), patienceMs);
  return linkOf(await guest.waitFor(says('Seña de'), patienceMs));
}

/** Opens the link as the guest's browser does; answers where MercadoPago's checkout is. */
export async function openCheckout(
  { service }: { readonly service: { readonly url: string } },
  link: string,
): Promise<string> {
  const opened = await fetch(link.replace(PUBLIC_URL, service.url), { redirect: 'manual' });
  expect(opened.status).toBe(302);
  return opened.headers.get('location')!;
}

/** Promise 3, and all that stands behind it. */
export async function expectMoneyConserved(world: Pick<World, 'sandbox' | 'db' | 'clock'>) {
  const account = { collectorId: String(world.sandbox.mercadopago.collectorId), liveMode: true };
  const books = await readInvariants(world.db, account, world.clock.now());
  expect(books.broken).toEqual([]);
  return books;
}

export const minutes = (count: number) => count * 60_000;

/** What nobody has answered, and what did not leave; a message that was given up for another one has left. */
export async function openEnds(db: World['db']): Promise<{ waiting: number; unsent: number }> {
  const { rows } = await db.query(
    `select (select count(*)::int from guest_events where rev is null) as waiting,
      (select count(*)::int from messages m where status in ('queued', 'dropped')
        or status = 'failed' and not exists (select from messages again where again.repeats = m.id)) as unsent`,
  );
  return rows[0] as { waiting: number; unsent: number };
}
