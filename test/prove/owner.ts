// The owner: rules on whatever is in the queue, takes cash, and confirms, moves and cancels stays by hand.

import { inTransaction, type Db } from '../../src/adapters/postgres.ts';
import { toCentavos, type Centavos } from '../../src/domain/money.ts';
import { RULINGS } from '../../src/booking/rulings.ts';
import type { Nights } from './guests.ts';
import type { Inside } from './inside.ts';
import { chance, draw, pick } from './random.ts';

const BY = 'ana@example.com';

export function createOwner(
  { pool, now, office }: Inside,
  { nights, count }: { nights: Nights; count: (what: string) => void },
) {
  const hand = () => ({ by: BY, now: now() });
  type Done = { readonly kind: string };
  const DONE = new Set(['done', 'marked', 'confirmed', 'changed', 'cancelled', 'booked']);

  /** As the admin API: taken back unless it was done. */
  async function act(what: string, deed: (db: Db) => Promise<Done>): Promise<void> {
    const kept = await inTransaction(pool, async (db) => {
      const answer = await deed(db);
      count(`owner: ${what}: ${answer.kind}`);
      if (!DONE.has(answer.kind)) throw new NotDone();
    }).catch((error: unknown) => error);
    if (kept instanceof Error && !(kept instanceof NotDone)) throw kept;
  }

  async function one<T>(text: string): Promise<T | undefined> {
    return (await pool.query(`${text} order by random() limit 1`)).rows[0] as T | undefined;
  }

  const stayThat = (where: string) =>
    one<{ id: number; total: Centavos }>(
      `select id, total from reservations where kind = 'stay' and ${where}`,
    );

  const deeds = {
    async rules() {
      const question = await one<{ id: number; kind: string }>(
        'select id, kind from decisions where decided_at is null',
      );
      if (!question) return;
      const decision = pick(RULINGS);
      const reservationId = (await stayThat('true'))?.id;
      await act(`${decision} ${question.kind}`, (db) =>
        office.decide(db, { id: question.id, decision, reservationId, ...hand() }),
      );
    },
    async takesCash() {
      const stay = await stayThat(`status = 'confirmed'`);
      if (!stay) return;
      const amount = toCentavos(Math.ceil(stay.total * pick([0.05, 0.3, 0.7, 1])));
      const cash = { reservationId: stay.id, amount, ...hand() };
      await act('takes cash', (db) => office.balance.markCashReceived(db, cash));
    },
    async confirms() {
      const stay = await stayThat(`status in ('held', 'settling')`);
      if (!stay) return;
      const received = chance(0.5) ? undefined : toCentavos(0);
      const confirmed = { id: stay.id, received, ...hand() };
      await act('confirms', (db) => office.desk.confirm(db, confirmed));
    },
    async moves() {
      const stay = await stayThat(`status in ('held', 'confirmed')`);
      if (!stay) return;
      const wanted = { id: stay.id, stay: nights(), total: undefined, ...hand() };
      // the admin API answers a conflict: the constraint refuses the update
      await act('moves', (db) => office.desk.change(db, wanted)).catch(() => count('owner: clash'));
    },
    async cancels() {
      const stay = await stayThat(`status in ('held', 'settling', 'confirmed')`);
      if (!stay) return;
      await act('cancels', (db) =>
        office.cancelling.cancel(db, { id: stay.id, asks: 'owner', ...hand() }),
      );
    },
  };

  return async function owner(): Promise<void> {
    const deed = draw({ rules: 70, takesCash: 15, confirms: 5, moves: 5, cancels: 5 });
    await deeds[deed]().catch(() => count(`owner: ${deed} failed`));
  };
}

class NotDone extends Error {}
