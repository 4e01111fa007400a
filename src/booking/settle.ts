// The second transaction of a payment: under the reservation's lock, ask the decision table and do what
// it says. Everything is keyed or conditional, so any order, repetition or crash ends in the same place.

import { strict as assert } from 'node:assert';
import { sum, toCentavos } from '../domain/money.ts';
import { foreignness, hasMoney } from '../domain/payment.ts';
import { isBalanceReference } from '../domain/reservation.ts';
import {
  disputeOf,
  settlement,
  type DisputeOutcome,
  type PaymentOutcome,
  type SettlementConfig,
} from '../domain/settlement.ts';
import { daysBetween, type CalendarDate } from '../domain/stay.ts';
import type { ChangeMaking } from './change-making.ts';
import { createConfirm, type ConfirmDependencies, type ConfirmStore } from './confirm.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import { createDisputes, type DisputeDependencies, type DisputeStore } from './disputes.ts';
import { inOrder } from './ledger.ts';
import { createReconcile, type ReconcileDependencies, type ReconcileStore } from './reconcile.ts';
import type { BookedStay, Scene } from './scene.ts';

export type SettleStore = ReconcileStore &
  DisputeStore &
  ConfirmStore & {
    readonly readScene: (db: Db, paymentId: string) => Promise<Scene | undefined>;
    readonly extendHold: (
      db: Db,
      extension: { id: number; heldUntil: Date; now: Date },
    ) => Promise<boolean>;
    readonly setOutcome: (db: Db, paymentId: string, outcome: string, now: Date) => Promise<void>;
  };
export type SettleDependencies = ReconcileDependencies &
  DisputeDependencies &
  ConfirmDependencies &
  SettleStore & {
    readonly today: (now: Date) => CalendarDate;
    readonly completeChange: ChangeMaking['complete'];
    readonly count: Count;
  };

/** Outcomes that are about a reservation of ours. */
type StayOutcome = Exclude<PaymentOutcome, { kind: 'nothing' | 'confirm' | 'suspense' }>;

const NO_CENTAVOS = toCentavos(0);

export type Settle = ReturnType<typeof createSettle>;

export function createSettle(dependencies: SettleDependencies) {
  const { moveMoney, owe, askOwner, tell, enqueue } = dependencies;
  const reconcile = createReconcile(dependencies);
  const disputes = createDisputes(dependencies);
  const confirm = createConfirm(dependencies);

  /** In the caller's transaction. Answers what was decided; undefined for a payment nobody recorded. */
  return async function settle(
    db: Db,
    paymentId: string,
    config: SettlementConfig,
    now: Date,
  ): Promise<PaymentOutcome | undefined> {
    const before = await dependencies.readScene(db, paymentId);
    if (!before) return undefined;
    const restored = await disputes.restore(db, before, now);
    const scene = (await changed(db, restored, now)) ? await again(db, paymentId) : restored;
    let outcome = decide(scene, scene.nights, config, now);
    if (outcome.kind === 'confirm' && (await confirmBy(db, scene, outcome, now)) === 'clash')
      outcome = decide(scene, 'taken', config, now);
    await apply(db, scene, outcome, now);
    const dispute = await afterwards(db, scene, config, now);
    if (!scene.decided || outcome.kind !== 'nothing') {
      await dependencies.setOutcome(db, paymentId, labelOf(outcome, dispute), now);
      if (!scene.decided) dependencies.count('payment', { outcome: kindOf(outcome, dispute) });
    }
    return outcome;
  };

  /** Whether this money makes a change that waited for it: it then pays for the stay that it is now. */
  async function changed(
    db: Db,
    { payment, reservation, balances }: Scene,
    now: Date,
  ): Promise<boolean> {
    const credit = sum([...balances.values()].map((one) => one.credit));
    if (!reservation || credit === 0) return false;
    const money = { credit, amount: payment.amount };
    return dependencies.completeChange(db, reservation, money, now);
  }

  async function again(db: Db, paymentId: string): Promise<Scene> {
    const scene = await dependencies.readScene(db, paymentId);
    assert(scene, 'a payment is never forgotten');
    return scene;
  }

  /** What MercadoPago did with the money besides: refunds that it lists, then disputes. */
  async function afterwards(
    db: Db,
    scene: Scene,
    { account }: SettlementConfig,
    now: Date,
  ): Promise<DisputeOutcome> {
    const { payment, reservation, decided } = scene;
    const nothing = { kind: 'nothing' } as const;
    if (!hasMoney(payment.status) || foreignness(payment, account)) return nothing;
    if (payment.status === 'refunded' || payment.refunds.length > 0) {
      const of = { reservationId: reservation?.id ?? null, paymentId: payment.id };
      await reconcile(db, { ...scene, balances: await dependencies.balancesOf(db, of) }, now);
    }
    const outcome = decided ? nothing : disputeOf(payment);
    await disputes.apply(db, scene, outcome, now);
    return outcome;
  }

  function decide(
    scene: Scene,
    nights: 'free' | 'taken',
    config: SettlementConfig,
    now: Date,
  ): PaymentOutcome {
    const { payment, reservation, balances, paidElsewhere } = scene;
    const all = [...balances.values()];
    return settlement({
      payment,
      part: isBalanceReference(payment.externalReference) ? 'balance' : 'deposit',
      ledger: {
        credit: balances.get(payment.id)?.credit ?? NO_CENTAVOS,
        reservationCredit: sum(all.map((one) => one.credit)),
        applied: sum([...all.map((one) => one.applied), paidElsewhere]),
      },
      reservation: reservation && {
        ...reservation,
        daysBefore: daysBetween(dependencies.today(now), reservation.stay.checkIn),
      },
      nights,
      now,
      config,
    });
  }

  async function apply(db: Db, scene: Scene, outcome: PaymentOutcome, now: Date): Promise<void> {
    const { reservation } = scene;
    switch (outcome.kind) {
      case 'nothing':
      case 'confirm':
        return;
      case 'suspense':
        return disputes.stayInSuspense(db, scene, outcome.why, now);
      default:
        assert(reservation, `${outcome.kind} without a reservation`);
        return applyToStay(db, scene, reservation, outcome, now);
    }
  }

  async function applyToStay(
    db: Db,
    scene: Scene,
    stay: BookedStay,
    outcome: StayOutcome,
    now: Date,
  ): Promise<void> {
    const paymentId = scene.payment.id;
    const key = `payment:${paymentId}:${outcome.kind}`;
    const about = { reservationId: stay.id, paymentId, now };
    switch (outcome.kind) {
      case 'short': {
        const { received, missing, extended } = outcome;
        const heldUntil = outcome.heldUntil.toISOString();
        if (extended === 'now')
          await dependencies.extendHold(db, { id: stay.id, heldUntil: outcome.heldUntil, now });
        const fact = { type: 'payment.short', received, missing, heldUntil } as const;
        if (!(await tell(db, stay, key, fact, now))) return;
        const kind = 'shortPayment';
        await askOwner(db, { ...about, guestId: stay.guestId, key, kind, amount: missing });
        return enqueue(db, { name: 'paymentLink', data: { reservationId: stay.id } });
      }
      case 'tooLate': {
        for (const [id, { credit: amount }] of inOrder(scene.balances))
          await owe(db, { reservationId: stay.id, paymentId: id, amount, reason: 'late', now });
        const { amount } = outcome;
        await tell(db, stay, key, { type: 'payment.tooLate', amount }, now);
        return;
      }
      case 'restored':
        await payTowards(db, stay, scene, outcome, now);
        return;
      case 'balance': {
        await payTowards(db, stay, scene, outcome, now);
        const { apply: received, surplus, missing } = outcome;
        await enqueue(db, { name: 'closeLink', data: { reservationId: stay.id } });
        await tell(db, stay, key, { type: 'balance.paid', received, surplus, missing }, now);
        return;
      }
      case 'repeated': {
        const { amount } = outcome;
        await owe(db, { ...about, amount, reason: 'second_payment' });
        const fact = { type: 'payment.repeated', amount, counts: counting(scene) } as const;
        await tell(db, stay, key, fact, now);
        return;
      }
      case 'afterCancel': {
        const { amount, refund } = outcome;
        await owe(db, { ...about, amount: refund, reason: 'cancelled' });
        const retained = {
          from: 'credit',
          to: 'applied',
          amount: toCentavos(amount - refund),
        } as const;
        await moveMoney(db, { ...about, key: `payment:${paymentId}:retained`, ...retained });
        await tell(db, stay, key, { type: 'payment.afterCancel', amount, refund }, now);
        return;
      }
      case 'pending':
        await tell(db, stay, key, { type: 'payment.pending' }, now);
        return;
      case 'rejected':
        await tell(db, stay, key, { type: 'payment.rejected', detail: outcome.detail }, now);
        return;
    }
  }

  /** Towards a stay that is confirmed; what is too much goes back. */
  async function payTowards(
    db: Db,
    { id: reservationId }: BookedStay,
    { payment }: Scene,
    { kind, apply: amount, surplus }: Extract<StayOutcome, { kind: 'balance' | 'restored' }>,
    now: Date,
  ): Promise<void> {
    const of = { paymentId: payment.id, reservationId, now };
    const key = `payment:${payment.id}:${kind}:${Date.parse(payment.lastUpdated)}`;
    await moveMoney(db, { ...of, key, from: 'credit', to: 'applied', amount });
    await owe(db, { ...of, amount: surplus, reason: 'surplus' });
  }

  function confirmBy(
    db: Db,
    { reservation, payment, balances }: Scene,
    { apply: due, surplus, when }: Extract<PaymentOutcome, { kind: 'confirm' }>,
    now: Date,
  ): Promise<'moved' | 'clash'> {
    assert(reservation);
    const by = payment.id;
    return confirm(db, reservation, { balances, due, surplus, received: due, when, by, now });
  }
}

/** The payment that the stay was confirmed with. */
function counting(scene: Scene): string {
  return inOrder(scene.balances).find(([, { applied }]) => applied > 0)?.[0] ?? '';
}

function kindOf(outcome: PaymentOutcome, dispute: DisputeOutcome): string {
  return dispute.kind === 'disputed' ? 'disputed' : outcome.kind;
}

function labelOf(outcome: PaymentOutcome, dispute: DisputeOutcome): string {
  if (dispute.kind === 'disputed') return `disputed:${dispute.stage}`;
  return outcome.kind === 'suspense' ? `suspense:${outcome.why}` : outcome.kind;
}
