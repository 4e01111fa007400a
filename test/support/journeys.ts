// The steps that many journeys share.

import { expect, vi } from 'vitest';
import { readInvariants } from '../../src/adapters/invariants.ts';
import { linkOf, says, wordsOf } from './reading.ts';
import { PUBLIC_URL, type World } from './world.ts';

/** What Coihue's deposit comes to in the books. */
export const PAID = { received: 40_292_700, applied: 40_292_700, refunded: 0 };

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

/** Nothing waits, nothing was given up, and no message came twice. */
export async function expectAllAnswered(world: World, guests: readonly Guest[]): Promise<void> {
  // not `expect.poll`: that one belongs to one test, and tests of waits run side by side
  await vi.waitFor(
    async () => expect(await openEnds(world.db)).toEqual({ waiting: 0, unsent: 0 }),
    { timeout: 60_000, interval: 50 },
  );
  for (const guest of guests) {
    const words = guest.messages.map(wordsOf);
    expect(words).toEqual([...new Set(words)]);
  }
}

/** Lets the clock run a little at a time until `work` is done, for waits that nobody wants to sit through. */
export async function whileTimePasses<T>(
  world: World,
  stepMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const finished = work().finally(() => over.abort());
  finished.catch(() => undefined);
  while (!over.signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await world.clock.advance(stepMs);
  }
  return finished;
}

export async function payAndHear(world: World, guest: Guest, link: string) {
  const checkout = await openCheckout(world, link);
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
  await guest.waitFor(says('Reserva confirmada'), 60_000);
  return expectMoneyConserved(world);
}
