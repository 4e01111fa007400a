// The steps that many journeys share.

import { expect } from 'vitest';
import { readInvariants } from '../../src/adapters/invariants.ts';
import { linkOf, says } from './reading.ts';
import { PUBLIC_URL, type World } from './world.ts';

export type Guest = ReturnType<World['sandbox']['whatsapp']['guest']>;

/** From hello to the held dates: 3 to 10 January in Coihue, for four. Answers the payment link. */
export async function askForCoihue(guest: Guest, name: string): Promise<string> {
  await guest.say('hola! del 3 al 10 de enero, somos 4');
  await guest.waitFor(says('libre'), 20_000);
  await guest.choose('Coihue');
  await guest.waitFor(says('hasta 4 personas'), 20_000);
  await guest.choose('Precio y reserva');
  await guest.waitFor(says('¿Te la reservo?'), 20_000);
  await guest.choose('Sí, reservar');
  await guest.waitFor(says('¿A nombre de quién'), 20_000);
  await guest.say(name);
  await guest.waitFor(says('Te guardo'), 20_000);
  return linkOf(await guest.waitFor(says('Seña de'), 20_000));
}

/** Opens the link as the guest's browser does; answers where MercadoPago's checkout is. */
export async function openCheckout(world: World, link: string): Promise<string> {
  const opened = await fetch(link.replace(PUBLIC_URL, world.service.url), { redirect: 'manual' });
  expect(opened.status).toBe(302);
  return opened.headers.get('location')!;
}

/** Promise 3, and all that stands behind it. */
export async function expectMoneyConserved(world: World) {
  const account = { collectorId: String(world.sandbox.mercadopago.collectorId), liveMode: true };
  const books = await readInvariants(world.db, account, world.clock.now());
  expect(books.broken).toEqual([]);
  return books;
}

export const minutes = (count: number) => count * 60_000;
