// The MercadoPago preference of a hold: made after the commit that granted the hold, closed when it ends.

import { toCentavos, type Centavos } from '../domain/money.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Gateway } from './gateway.ts';
import type { Enqueue } from './jobs.ts';
import type { BookedStay, ReadStay } from './scene.ts';
import type { Tell, Transaction } from './telling.ts';

export type LinkStore = {
  readonly readStay: ReadStay;
  /** What was paid towards the deposit so far. */
  readonly paidFor: (db: Db, reservationId: number) => Promise<Centavos>;
  readonly setLink: (
    db: Db,
    link: { id: number; preferenceId: string; checkoutUrl: string; now: Date },
  ) => Promise<{ payToken: string } | undefined>;
  readonly endBalanceLink: (db: Db, link: { id: number; preferenceId: string }) => Promise<void>;
  readonly askOwner: AskOwner;
};
export type LinkDependencies = LinkStore & {
  readonly transaction: Transaction;
  readonly gateway: Gateway;
  readonly tell: Tell;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
};

export function createLinks({
  transaction,
  gateway,
  readStay,
  paidFor,
  setLink,
  endBalanceLink,
  askOwner,
  tell,
  now,
  enqueue,
}: LinkDependencies) {
  /** The job: safe to run again, the key gives the same preference back. */
  async function makeLink(reservationId: number): Promise<void> {
    const [stay, paid] = await transaction((db) =>
      Promise.all([readStay(db, reservationId, 'unlocked'), paidFor(db, reservationId)]),
    );
    if (!stay || !isPayable(stay)) return;
    const amount = toCentavos(stay.deposit - paid);
    if (amount <= 0) return;
    const life = { from: stay.createdAt, until: stay.heldUntil };
    const made = await gateway.createPreference({
      reference: stay.code,
      title: `${stay.cabinName} · ${stay.code}`,
      amount,
      ...life,
      idempotencyKey: `${stay.code}-${amount}-${stay.heldUntil.getTime()}`,
    });
    const linked = await transaction(async (db) => {
      const at = now();
      const link = await setLink(db, { id: reservationId, ...made, now: at });
      if (link)
        await tell(
          db,
          stay,
          `link:${reservationId}:${made.preferenceId}`,
          { type: 'link.ready', path: `/pay/${link.payToken}` },
          at,
        );
      return link;
    });
    const replaced =
      stay.preferenceId !== null && stay.preferenceId !== made.preferenceId
        ? stay.preferenceId
        : null;
    // The hold ended while MercadoPago was making it, or there is an older one over another amount.
    const toClose = linked ? replaced : made.preferenceId;
    if (toClose !== null) await gateway.closePreference(toClose, { ...life, until: now() });
  }

  /** Of a hold that is over, and of a balance that is paid or asked for with another amount. */
  async function closeLink(reservationId: number): Promise<void> {
    const stay = await transaction((db) => readStay(db, reservationId, 'unlocked'));
    if (!stay) return;
    const life = { from: stay.createdAt, until: now() };
    if (stay.preferenceId !== null && !isPayable(stay))
      await gateway.closePreference(stay.preferenceId, life);
    const { balancePreferenceId: ended } = stay;
    if (ended === null) return;
    await gateway.closePreference(ended, life);
    await transaction((db) => endBalanceLink(db, { id: reservationId, preferenceId: ended }));
  }

  /** No link in two minutes: the guest and the owner are told, and it is tried on while the hold lives. */
  async function linkFailed(reservationId: number): Promise<void> {
    await transaction(async (db) => {
      const stay = await readStay(db, reservationId, 'unlocked');
      if (!stay || !isPayable(stay) || stay.preferenceId !== null) return;
      const at = now();
      const key = `link:${reservationId}:failed`;
      const about = { reservationId, guestId: stay.guestId, amount: stay.deposit };
      await askOwner(db, { ...about, key, kind: 'linkFailed', now: at });
      await tell(db, stay, key, { type: 'link.failed' }, at);
      await enqueue(db, { name: 'paymentLink', data: { reservationId } }, { delayMs: 120_000 });
    });
  }

  return { makeLink, closeLink, linkFailed };
}

function isPayable(stay: BookedStay): boolean {
  return stay.status === 'held' || stay.status === 'settling';
}
