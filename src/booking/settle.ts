// The second transaction of a payment: under the reservation's lock, ask the decision table and do what
// it says. Everything is keyed or conditional, so any order, repetition or crash ends in the same place.

import { strict as assert } from 'node:assert';
import { sum, toCentavos } from '../domain/money.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
import { settlement, type PaymentOutcome, type SettlementConfig } from '../domain/settlement.ts';
import { daysBetween, type CalendarDate } from '../domain/stay.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import { createDisputes, type DisputeDependencies } from './disputes.ts';
import { createLateMoney, type LateMoneyDependencies } from './late-money.ts';
import { inOrder } from './ledger.ts';
import { createReconcile, type ReconcileDependencies } from './reconcile.ts';
import type { BookedStay, Scene } from './scene.ts';

export type ReservationMove = {
  readonly id: number;
  readonly from: readonly ReservationStatus[];
  readonly to: ReservationStatus;
  readonly set?: { readonly endedBy?: 'guest' | 'owner' | 'clock'; readonly late?: boolean };
  readonly detail?: object;
  readonly now: Date;
};
export type MoveReservation = (
  db: Db,
  move: ReservationMove,
) => Promise<'moved' | 'elsewhere' | 'clash'>;

export type SettleDependencies = ReconcileDependencies &
  DisputeDependencies &
  LateMoneyDependencies & {
    readonly readScene: (db: Db, paymentId: string) => Promise<Scene | undefined>;
    readonly moveReservation: MoveReservation;
    readonly extendHold: (
      db: Db,
      extension: { id: number; heldUntil: Date; now: Date },
    ) => Promise<boolean>;
    readonly setOutcome: (db: Db, paymentId: string, outcome: string, now: Date) => Promise<void>;
    readonly arrival: (db: Db) => Promise<{ checkIn: string; instructions: string }>;
    readonly today: (now: Date) => CalendarDate;
    readonly count: Count;
  };

/** Outcomes that are about a reservation of ours. */
type StayOutcome = Exclude<
  PaymentOutcome,
  { kind: 'nothing' | 'confirm' | 'suspense' | 'disputed' }
>;

const NO_CENTAVOS = toCentavos(0);

export type Settle = ReturnType<typeof createSettle>;

export function createSettle(dependencies: SettleDependencies) {
  const { moveMoney, owe, askOwner, tell, enqueue } = dependencies;
  const reconcile = createReconcile(dependencies);
  const disputes = createDisputes(dependencies);
  const lateMoney = createLateMoney(dependencies);

  /** In the caller's transaction. Answers what was decided; undefined for a payment nobody recorded. */
  return async function settle(
    db: Db,
    paymentId: string,
    config: SettlementConfig,
    now: Date,
  ): Promise<PaymentOutcome | undefined> {
    const before = await dependencies.readScene(db, paymentId);
    if (!before) return undefined;
    const scene = { ...before, balances: await reconcile(db, before, now) };
    let outcome = decide(scene, scene.nights, config, now);
    if (outcome.kind === 'confirm' && (await confirm(db, scene, outcome, now)) === 'clash')
      outcome = decide(scene, 'taken', config, now);
    await apply(db, scene, outcome, now);
    if (!scene.decided || outcome.kind !== 'nothing') {
      await dependencies.setOutcome(db, paymentId, labelOf(outcome), now);
      if (!scene.decided) dependencies.count('payment', { outcome: outcome.kind });
    }
    return outcome;
  };

  function decide(
    scene: Scene,
    nights: 'free' | 'taken',
    config: SettlementConfig,
    now: Date,
  ): PaymentOutcome {
    const { payment, reservation, balances } = scene;
    const all = [...balances.values()];
    return settlement({
      about: 'payment',
      payment,
      ledger: {
        credit: balances.get(payment.id)?.credit ?? NO_CENTAVOS,
        reservationCredit: sum(all.map((one) => one.credit)),
        applied: sum(all.map((one) => one.applied)),
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
    const { payment, reservation } = scene;
    switch (outcome.kind) {
      case 'nothing':
        if (payment.status === 'approved' && !scene.decided) await disputes.close(db, scene, now);
        return lateMoney.keptLongEnough(db, scene, now);
      case 'confirm':
        return;
      case 'suspense':
        return disputes.stayInSuspense(db, scene, outcome.why, now);
      case 'disputed':
        return disputes.open(db, scene, outcome.stage, now);
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
      case 'tooLate':
        return lateMoney.tooLate(db, scene, stay, outcome, now);
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

  /** Money goes to the deposit oldest payment first, so that the newest one is the surplus. */
  async function confirm(
    db: Db,
    scene: Scene,
    { apply: due, surplus, when }: Extract<PaymentOutcome, { kind: 'confirm' }>,
    now: Date,
  ): Promise<'moved' | 'clash'> {
    const { reservation } = scene;
    assert(reservation);
    const { id } = reservation;
    const late = when === 'late';
    const detail = { by: scene.payment.id, when, surplus };
    const move = {
      id,
      from: [reservation.status],
      to: 'confirmed',
      set: { late },
      detail,
      now,
    } as const;
    const moved = await dependencies.moveReservation(db, move);
    if (moved === 'clash') return 'clash';
    assert(moved === 'moved', 'a locked reservation moved');
    let missing: number = due;
    for (const [paymentId, { credit }] of inOrder(scene.balances)) {
      const applied = toCentavos(Math.min(credit, missing));
      missing -= applied;
      const of = { paymentId, reservationId: id, now };
      const key = `payment:${paymentId}:applied`;
      await moveMoney(db, { ...of, key, from: 'credit', to: 'applied', amount: applied });
      await owe(db, { ...of, amount: toCentavos(credit - applied), reason: 'surplus' });
    }
    await enqueue(db, { name: 'closeLink', data: { reservationId: id } });
    const arrival = await dependencies.arrival(db);
    const fact = { type: 'payment.confirmed', received: due, late, surplus, ...arrival } as const;
    await tell(db, reservation, `reservation:${id}:confirmed`, fact, now);
    dependencies.count('hold', { outcome: 'confirmed' });
    return 'moved';
  }
}

/** The payment that the stay was confirmed with. */
function counting(scene: Scene): string {
  return inOrder(scene.balances).find(([, { applied }]) => applied > 0)?.[0] ?? '';
}

function labelOf(outcome: PaymentOutcome): string {
  if (outcome.kind === 'tooLate') return `tooLate:${outcome.then}`;
  if (outcome.kind === 'disputed') return `disputed:${outcome.stage}`;
  return outcome.kind === 'suspense' ? `suspense:${outcome.why}` : outcome.kind;
}
