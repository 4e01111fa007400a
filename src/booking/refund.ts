// Giving money back. An obligation is written with the money that it owes; a job asks MercadoPago with
// the obligation's id as idempotency key, so however often it is asked, it is paid once.

import { randomUUID } from 'node:crypto';
import type { Centavos } from '../domain/money.ts';
import type { PaymentFact } from '../domain/payment.ts';
import { refundOutcome, type RefundAnswer } from '../domain/refund.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Gateway } from './gateway.ts';
import type { Enqueue } from './jobs.ts';
import type { MoveMoney } from './ledger.ts';
import type { BookedStay } from './scene.ts';
import type { Tell } from './telling.ts';

export type RefundReason =
  | 'surplus'
  | 'second_payment'
  | 'late'
  | 'cancelled'
  | 'withdrawal'
  | 'owner'
  | 'changed';
export type Owed = {
  readonly id: string;
  readonly amount: Centavos;
  readonly reason: RefundReason;
  readonly refundId: string | null;
};
export type RefundToAsk = {
  readonly paymentId: string;
  readonly amount: Centavos;
  readonly attempts: number;
};

export type NewRefund = {
  readonly id: string;
  readonly paymentId: string;
  readonly reservationId: number | null;
  readonly amount: Centavos;
  readonly reason: RefundReason;
  readonly now: Date;
};

export type OweStore = {
  readonly insertRefund: (db: Db, refund: NewRefund) => Promise<boolean>;
  readonly moveMoney: MoveMoney;
  readonly askOwner: AskOwner;
};
export type OweDependencies = OweStore & {
  readonly enqueue: Enqueue;
};

export type Owe = (
  db: Db,
  refund: Omit<NewRefund, 'id'>,
  from?: 'credit' | 'queued',
) => Promise<void>;

/** Owes money of a payment back, in the caller's transaction: obligation, ledger and job together. */
export function createOwe({ insertRefund, moveMoney, askOwner, enqueue }: OweDependencies) {
  return async function owe(
    db: Db,
    refund: Omit<NewRefund, 'id'>,
    from: 'credit' | 'queued' | 'applied' = 'credit',
  ): Promise<void> {
    const { paymentId, reservationId, amount, reason, now } = refund;
    if (amount <= 0) return;
    const id = randomUUID();
    if (await insertRefund(db, { ...refund, id })) {
      await moveMoney(db, {
        key: `refund:${id}:owed`,
        paymentId,
        reservationId,
        from,
        to: 'owed',
        amount,
        now,
      });
      await enqueue(db, { name: 'refund', data: { refundId: id } });
      return;
    }
    // The same reason twice for one payment was never foreseen: a person looks at it.
    const key = `stray:${paymentId}:${reason}`;
    if (await moveMoney(db, { key, paymentId, reservationId, from, to: 'queued', amount, now })) {
      await askOwner(db, { key, kind: 'strayCredit', reservationId, paymentId, amount, now });
    }
  };
}

export type RefundStore = {
  readonly requestRefund: (db: Db, refundId: string) => Promise<RefundToAsk | undefined>;
  readonly blockRefund: (
    db: Db,
    refundId: string,
    error: { code: string; detail: string },
  ) => Promise<boolean>;
  readonly noteRefundId: (db: Db, id: string, refundId: string) => Promise<void>;
  readonly askOwner: AskOwner;
  readonly isOwed: (db: Db, refundId: string) => Promise<boolean>;
  readonly stayOfPayment: (db: Db, paymentId: string) => Promise<BookedStay | undefined>;
};
export type RefundDependencies = RefundStore & {
  readonly transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly enqueue: Enqueue;
  /** Fetches the payment, records and settles it: a refund that was made is found there. */
  readonly lookAtPayment: (paymentId: string) => Promise<PaymentFact | undefined>;
  readonly tell: Tell;
  readonly gateway: Gateway;
  readonly count: Count;
  readonly now: () => Date;
};
export function createRefunds(dependencies: RefundDependencies) {
  const { transaction, gateway, count, now } = dependencies;

  /** The job: ask, and ask again until MercadoPago has paid or says why not. */
  return async function refund(refundId: string): Promise<void> {
    const asked = await transaction((db) => dependencies.requestRefund(db, refundId));
    if (!asked) return;
    const made = await gateway.refund(asked.paymentId, asked.amount, refundId);
    if (made.refundId)
      await transaction((db) => dependencies.noteRefundId(db, refundId, made.refundId!));
    // Its own record is MercadoPago's: what is done is read from the payment, by one way only.
    await dependencies.lookAtPayment(asked.paymentId);
    await transaction((db) => conclude(db, refundId, asked, made));
  };

  async function conclude(
    db: Db,
    refundId: string,
    asked: RefundToAsk,
    made: { answer: RefundAnswer; detail: string },
  ): Promise<void> {
    if (!(await dependencies.isOwed(db, refundId))) return;
    const outcome = refundOutcome(made.answer);
    if (outcome.kind === 'refundUnclear' || outcome.kind === 'refundBlocked')
      await block(db, refundId, asked, { code: made.answer, detail: made.detail });
    const again = { name: 'refund', data: { refundId } } as const;
    await dependencies.enqueue(db, again, { delayMs: outcome.askAgainMs });
  }

  /** The owner and the guest are told once, however often it is refused. */
  async function block(
    db: Db,
    refundId: string,
    { paymentId, amount }: RefundToAsk,
    error: { code: string; detail: string },
  ): Promise<void> {
    count('refund', { status: 'blocked' });
    if (!(await dependencies.blockRefund(db, refundId, error))) return;
    const at = now();
    const key = `refund:${refundId}:blocked`;
    const kind = 'refundBlocked';
    await dependencies.askOwner(db, { key, kind, paymentId, amount, detail: error, now: at });
    const stay = await dependencies.stayOfPayment(db, paymentId);
    if (stay) await dependencies.tell(db, stay, key, { type: 'refund.blocked', amount }, at);
  }
}
