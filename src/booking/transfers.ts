// Paying the deposit by bank transfer: an amount that only this reservation has, a receipt that proves
// nothing, and the owner who looks at their bank and says yes or no.

import { toCentavos, type Centavos } from '../domain/money.ts';
import type { ReadCatalogue } from './catalogue.ts';
import type { Confirm } from './confirm.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { MoveMoney, ReadBalances } from './ledger.ts';
import type { BookedStay, FindReservation, ReadStay } from './scene.ts';
import type { Tell } from './telling.ts';

/** What a guest sent as a receipt, as WhatsApp names it; looked at by the owner only. */
export type Receipt = {
  readonly what: 'image' | 'document';
  readonly mediaId: string | null;
  readonly mimeType: string | null;
};
export type Expected = {
  readonly id: number;
  readonly amount: Centavos;
  readonly status: 'expected' | 'claimed' | 'approved' | 'refused';
};

export type TransferStore = {
  readonly readCatalogue: ReadCatalogue;
  readonly findReservation: FindReservation;
  readonly readStay: ReadStay;
  /** The reservation's own; made with the first amount that nobody else is asked for. Undefined when all are taken. */
  readonly expectTransfer: (
    db: Db,
    transfer: { reservationId: number; amounts: readonly Centavos[]; now: Date },
  ) => Promise<Expected | undefined>;
  readonly transferOf: (db: Db, reservationId: number) => Promise<Expected | undefined>;
  readonly claimTransfer: (
    db: Db,
    claim: { id: number; receipt: Receipt; now: Date },
  ) => Promise<boolean>;
  /** While none is kept that the owner can look at. */
  readonly replaceReceipt: (db: Db, claim: { id: number; receipt: Receipt }) => Promise<boolean>;
  readonly decideTransfer: (
    db: Db,
    decision: { id: number; status: 'approved' | 'refused'; by: string; now: Date },
  ) => Promise<boolean>;
  /** Never shortens it below what is left. */
  readonly moveHoldEnd: (
    db: Db,
    end: { id: number; heldUntil: Date; why: 'transfer' | 'refused'; now: Date },
  ) => Promise<Date | undefined>;
  readonly balancesOf: ReadBalances;
  readonly paidIn: (db: Db, reservationId: number) => Promise<Centavos>;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
};

export type TransferDependencies = TransferStore & {
  readonly confirm: Confirm;
  readonly tell: Tell;
  readonly enqueue: Enqueue;
  /** How long a hold waits for the owner to look at their bank. */
  readonly transferHours: number;
  /** Random whole numbers below a bound. */
  readonly randomBelow: (bound: number) => number;
};

type Guest = { readonly code: string; readonly guestId: number; readonly now: Date };
type Hand = { readonly reservationId: number; readonly by: string; readonly now: Date };

export type TransferAnswer =
  | {
      readonly kind: 'expected';
      readonly amount: Centavos;
      readonly alias: string;
      readonly cbu: string;
      readonly holder: string;
      /** ISO instant. */
      readonly until: string;
    }
  | { readonly kind: 'notOffered' | 'notNow' };
export type ClaimAnswer =
  | { readonly kind: 'claimed'; readonly until: string }
  | { readonly kind: 'notNow' };
/** `queued`: the money bought nothing; it waits in the owner's queue to be given back by hand. */
export type TransferRuling = {
  readonly kind: 'confirmed' | 'applied' | 'queued' | 'refused' | 'notOpen';
};

const HOUR_MS = 3_600_000;
/** What is left to pay some other way after a refusal. */
const AFTER_REFUSAL_MS = 30 * 60_000;

export function createTransfers(dependencies: TransferDependencies) {
  const { readStay, moveMoney, askOwner, tell, enqueue } = dependencies;

  async function theirs(db: Db, { code, guestId, now }: Guest): Promise<BookedStay | undefined> {
    const found = await dependencies.findReservation(db, code);
    const stay = found && (await readStay(db, found.reservationId, 'locked'));
    return stay?.guestId === guestId && isHeld(stay) && stay.heldUntil > now ? stay : undefined;
  }

  /** In the guest's turn, only while their hold lives. */
  async function ask(db: Db, asked: Guest): Promise<TransferAnswer> {
    const { property } = await dependencies.readCatalogue(db);
    if (!property.transfer) return { kind: 'notOffered' };
    const stay = await theirs(db, asked);
    if (!stay) return { kind: 'notNow' };
    const expected = await dependencies.expectTransfer(db, {
      reservationId: stay.id,
      amounts: amountsFor(stay.deposit, dependencies.randomBelow),
      now: asked.now,
    });
    if (!expected || expected.status === 'refused') return { kind: 'notNow' };
    const until = stay.heldUntil.toISOString();
    return { kind: 'expected', amount: expected.amount, ...property.transfer, until };
  }

  /** A picture confirms nothing: the owner is asked, and the hold waits for them within a bound. */
  async function claim(db: Db, asked: Guest & { receipt: Receipt }): Promise<ClaimAnswer> {
    const stay = await theirs(db, asked);
    const expected = stay && (await dependencies.transferOf(db, stay.id));
    if (!stay || !expected) return { kind: 'notNow' };
    const { now, receipt } = asked;
    const isFirst = await dependencies.claimTransfer(db, { id: expected.id, receipt, now });
    const keep = async () => {
      if (receipt.mediaId !== null)
        await enqueue(db, { name: 'keepReceipt', data: { transferId: expected.id } });
    };
    if (!isFirst) {
      if (await dependencies.replaceReceipt(db, { id: expected.id, receipt })) await keep();
      return expected.status === 'claimed'
        ? { kind: 'claimed', until: stay.heldUntil.toISOString() }
        : { kind: 'notNow' };
    }
    const heldUntil = new Date(now.getTime() + dependencies.transferHours * HOUR_MS);
    const end = { id: stay.id, heldUntil, why: 'transfer', now } as const;
    const until = (await dependencies.moveHoldEnd(db, end)) ?? stay.heldUntil;
    await askOwner(db, {
      key: `transfer:${expected.id}`,
      kind: 'transfer',
      reservationId: stay.id,
      guestId: stay.guestId,
      amount: expected.amount,
      detail: { code: stay.code, until: until.toISOString(), receipt },
      now,
    });
    await keep();
    return { kind: 'claimed', until: until.toISOString() };
  }

  /** The owner saw it on their statement. In the caller's transaction; conditional, so it counts once. */
  async function approveTransfer(
    db: Db,
    { reservationId, by, now }: Hand,
  ): Promise<TransferRuling> {
    const stay = await readStay(db, reservationId, 'locked');
    const expected = stay && (await dependencies.transferOf(db, reservationId));
    if (!stay || !expected) return { kind: 'notOpen' };
    const decision = { id: expected.id, status: 'approved', by, now } as const;
    if (!(await dependencies.decideTransfer(db, decision))) return { kind: 'notOpen' };
    const { amount } = expected;
    const of = { paymentId: null, reservationId, now } as const;
    const received = (to: 'applied' | 'queued', part: Centavos) =>
      moveMoney(db, {
        ...of,
        key: `transfer:${expected.id}:${to}`,
        from: 'bank',
        to,
        amount: part,
      });

    if (stay.status === 'confirmed' || stay.status === 'completed') {
      const due = toCentavos(
        Math.max(0, stay.total - (await dependencies.paidIn(db, reservationId))),
      );
      const applied = toCentavos(Math.min(amount, due));
      await received('applied', applied);
      await received('queued', toCentavos(amount - applied));
      if (applied < amount) await askToGiveBack(db, stay, toCentavos(amount - applied), now);
      return { kind: 'applied' };
    }
    const wasAlive = isHeld(stay);
    const moved =
      wasAlive || stay.status === 'expired'
        ? await dependencies.confirm(db, stay, {
            balances: await dependencies.balancesOf(db, { reservationId, paymentId: null }),
            due: toCentavos(0),
            surplus: toCentavos(0),
            received: amount,
            when: wasAlive ? 'inTime' : 'late',
            by,
            now,
          })
        : 'clash';
    await received(moved === 'moved' ? 'applied' : 'queued', amount);
    if (moved === 'moved') return { kind: 'confirmed' };
    await askToGiveBack(db, stay, amount, now);
    await tell(
      db,
      stay,
      `transfer:${expected.id}:tooLate`,
      { type: 'transfer.tooLate', amount },
      now,
    );
    return { kind: 'queued' };
  }

  /** It is not on the statement. The hold goes on for a while, to pay some other way. */
  async function refuseTransfer(db: Db, { reservationId, by, now }: Hand): Promise<TransferRuling> {
    const stay = await readStay(db, reservationId, 'locked');
    const expected = stay && (await dependencies.transferOf(db, reservationId));
    if (!stay || !expected) return { kind: 'notOpen' };
    const decision = { id: expected.id, status: 'refused', by, now } as const;
    if (!(await dependencies.decideTransfer(db, decision))) return { kind: 'notOpen' };
    if (isHeld(stay)) {
      const heldUntil = new Date(now.getTime() + AFTER_REFUSAL_MS);
      await dependencies.moveHoldEnd(db, { id: stay.id, heldUntil, why: 'refused', now });
      await enqueue(db, { name: 'paymentLink', data: { reservationId } });
      await enqueue(db, { name: 'watch', data: { reservationId } }, { delayMs: AFTER_REFUSAL_MS });
      const fact = { type: 'transfer.refused', heldUntil: heldUntil.toISOString() } as const;
      await tell(db, stay, `transfer:${expected.id}:refused`, fact, now);
    }
    return { kind: 'refused' };
  }

  async function askToGiveBack(
    db: Db,
    stay: BookedStay,
    amount: Centavos,
    now: Date,
  ): Promise<void> {
    const { id: reservationId, guestId } = stay;
    const key = `reservation:${reservationId}:transferBack`;
    await askOwner(db, { key, kind: 'refundByHand', reservationId, guestId, amount, now });
  }

  return { ask, claim, approveTransfer, refuseTransfer };
}

function isHeld({ status }: BookedStay): boolean {
  return status === 'held' || status === 'settling';
}

/** The deposit and some centavos more, in a random order: the bank's statement tells them apart. */
function amountsFor(deposit: Centavos, randomBelow: (bound: number) => number): Centavos[] {
  const first = randomBelow(99);
  return Array.from({ length: 99 }, (_, index) => toCentavos(deposit + 1 + ((first + index) % 99)));
}
