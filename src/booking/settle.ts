// The second transaction of a payment: under the reservation's lock, ask the decision table and do what
// it says. Everything is keyed or conditional, so any order, repetition or crash ends in the same place.

import { strict as assert } from 'node:assert';
import { sum, toCentavos } from '../domain/money.ts';
import { hasMoney } from '../domain/payment.ts';
import { REACHED_FROM, type ReservationStatus } from '../domain/reservation.ts';
import { settlement, type Outcome, type SettlementConfig } from '../domain/settlement.ts';
import { daysBetween, type CalendarDate } from '../domain/stay.ts';
import type { Count } from './count.ts';
import type { Db } from './db.ts';
import type { AskOwner } from './decisions.ts';
import type { Enqueue } from './jobs.ts';
import type { Balances, MoveMoney } from './ledger.ts';
import { createReconcile, type ReconcileDependencies } from './reconcile.ts';
import type { FactBody, NewRefund } from './refund.ts';
import type { BookedStay, Scene } from './scene.ts';

export type ReservationMove = {
  readonly id: number;
  readonly from: readonly ReservationStatus[];
  readonly to: ReservationStatus;
  readonly set?: { readonly endedBy?: 'guest' | 'owner' | 'clock'; readonly late?: boolean };
  readonly detail?: object;
  readonly now: Date;
};

export type Tell = (db: Db, stay: BookedStay, key: string, fact: FactBody, now: Date) => Promise<boolean>;

export type SettleDependencies = ReconcileDependencies & {
  readonly readScene: (db: Db, paymentId: string) => Promise<Scene | undefined>;
  readonly moveReservation: (db: Db, move: ReservationMove) => Promise<'moved' | 'elsewhere' | 'clash'>;
  readonly extendHold: (db: Db, extension: { id: number; heldUntil: Date; now: Date }) => Promise<boolean>;
  readonly setOutcome: (db: Db, paymentId: string, outcome: string, now: Date) => Promise<void>;
  readonly setDispute: (db: Db, dispute: { id: number; disputed: 'open' | 'closed'; now: Date }) => Promise<void>;
  readonly freezeRefunds: (db: Db, paymentId: string) => Promise<void>;
  readonly moveMoney: MoveMoney;
  readonly owe: (db: Db, refund: Omit<NewRefund, 'id'>, from?: 'credit' | 'queued') => Promise<void>;
  readonly askOwner: AskOwner;
  readonly closeDecision: (db: Db, key: string, decision: string, now: Date) => Promise<void>;
  readonly enqueue: Enqueue;
  readonly tell: Tell;
  readonly arrival: (db: Db) => Promise<{ checkIn: string; instructions: string }>;
  readonly today: (now: Date) => CalendarDate;
  readonly count: Count;
  /** How long money for nights that are gone waits for the guest to choose others. */
  readonly chooseMinutes: number;
};

const NO_CENTAVOS = toCentavos(0);

export type Settle = ReturnType<typeof createSettle>;

export function createSettle(dependencies: SettleDependencies) {
  const { moveMoney, owe, askOwner, tell, enqueue } = dependencies;
  const reconcile = createReconcile(dependencies);

  /** In the caller's transaction. Answers what was decided, or undefined for a payment nobody recorded. */
  return async function settle(db: Db, paymentId: string, config: SettlementConfig, now: Date): Promise<Outcome | undefined> {
    const before = await dependencies.readScene(db, paymentId);
    if (!before) return undefined;
    const scene = { ...before, balances: await reconcile(db, before, now) };
    let outcome = decide(scene, scene.nights, config, now);
    if (outcome.kind === 'confirm' && (await confirm(db, scene, outcome, now)) === 'clash') {
      outcome = decide(scene, 'taken', config, now);
    }
    await apply(db, scene, outcome, now);
    if (!scene.decided || outcome.kind !== 'nothing') {
      await dependencies.setOutcome(db, paymentId, labelOf(outcome), now);
      if (!scene.decided) dependencies.count('payment', { outcome: outcome.kind });
    }
    return outcome;
  };

  function decide(scene: Scene, nights: 'free' | 'taken', config: SettlementConfig, now: Date): Outcome {
    const { payment, reservation, balances } = scene;
    const mine = balances.get(payment.id);
    const all = [...balances.values()];
    return settlement({
      about: 'payment',
      payment,
      ledger: {
        credit: mine?.credit ?? NO_CENTAVOS,
        reservationCredit: sum(all.map((one) => one.credit)),
        applied: sum(all.map((one) => one.applied)),
      },
      reservation: reservation && { ...reservation, daysBefore: daysBetween(dependencies.today(now), reservation.stay.checkIn) },
      nights,
      now,
      config,
    });
  }

  async function apply(db: Db, scene: Scene, outcome: Outcome, now: Date): Promise<void> {
    const { payment, reservation } = scene;
    const key = `payment:${payment.id}:${outcome.kind}`;
    switch (outcome.kind) {
      case 'nothing':
        if (payment.status === 'approved' && !scene.decided) await closeDispute(db, scene, now);
        return chooseNoLonger(db, scene, now);
      case 'confirm':
        return;
      case 'suspense':
        return stayInSuspense(db, scene, outcome.why, now);
      case 'disputed':
        return dispute(db, scene, outcome.stage, now);
    }
    assert(reservation, `${outcome.kind} without a reservation`);
    const about = { reservationId: reservation.id, paymentId: payment.id, guestId: reservation.guestId, now };
    switch (outcome.kind) {
      case 'short': {
        const { received, missing, heldUntil, extended } = outcome;
        if (extended === 'now') await dependencies.extendHold(db, { id: reservation.id, heldUntil, now });
        if (!(await tell(db, reservation, key, { type: 'payment.short', received, missing, heldUntil: heldUntil.toISOString() }, now))) return;
        await askOwner(db, { ...about, key, kind: 'shortPayment', amount: missing });
        await enqueue(db, { name: 'paymentLink', data: { reservationId: reservation.id } });
        return;
      }
      case 'tooLate':
        return tooLate(db, scene, reservation, outcome, now);
      case 'repeated': {
        await owe(db, { ...about, amount: outcome.amount, reason: 'second_payment' });
        await tell(db, reservation, key, { type: 'payment.repeated', amount: outcome.amount, counts: counting(scene) }, now);
        return;
      }
      case 'afterCancel': {
        const { amount, refund } = outcome;
        await owe(db, { ...about, amount: refund, reason: 'cancelled' });
        await moveMoney(db, { ...about, key: `payment:${payment.id}:retained`, from: 'credit', to: 'applied', amount: toCentavos(amount - refund) });
        await tell(db, reservation, key, { type: 'payment.afterCancel', amount, refund }, now);
        return;
      }
      case 'pending':
        await tell(db, reservation, key, { type: 'payment.pending' }, now);
        return;
      case 'rejected':
        await tell(db, reservation, key, { type: 'payment.rejected', detail: outcome.detail }, now);
        return;
      default:
        throw new Error(`not an outcome of a payment: ${outcome.kind}`);
    }
  }

  /** Money goes to the deposit oldest payment first, so that the newest one is the surplus. */
  async function confirm(db: Db, scene: Scene, { apply: due, surplus, when }: Extract<Outcome, { kind: 'confirm' }>, now: Date): Promise<'moved' | 'clash'> {
    const { reservation } = scene;
    assert(reservation);
    const { id } = reservation;
    const set = { late: when === 'late' };
    const moved = await dependencies.moveReservation(db, { id, from: REACHED_FROM.confirmed, to: 'confirmed', set, detail: { by: scene.payment.id, when, surplus }, now });
    if (moved === 'clash') return 'clash';
    assert(moved === 'moved', 'a locked reservation moved');
    let missing: number = due;
    for (const [paymentId, { credit }] of inOrder(scene.balances)) {
      const applied = toCentavos(Math.min(credit, missing));
      missing -= applied;
      const of = { paymentId, reservationId: id, now };
      await moveMoney(db, { ...of, key: `payment:${paymentId}:applied`, from: 'credit', to: 'applied', amount: applied });
      await owe(db, { ...of, amount: toCentavos(credit - applied), reason: 'surplus' });
    }
    await enqueue(db, { name: 'closeLink', data: { reservationId: id } });
    const arrival = await dependencies.arrival(db);
    await tell(db, reservation, `reservation:${id}:confirmed`, { type: 'payment.confirmed', received: due, late: when === 'late', surplus, ...arrival }, now);
    dependencies.count('hold', { outcome: 'confirmed' });
    return 'moved';
  }

  async function tooLate(db: Db, scene: Scene, reservation: BookedStay, { amount, then }: Extract<Outcome, { kind: 'tooLate' }>, now: Date): Promise<void> {
    const about = { reservationId: reservation.id, now };
    for (const [paymentId, { credit }] of inOrder(scene.balances)) {
      if (then === 'refund') {
        await owe(db, { ...about, paymentId, amount: credit, reason: 'late' });
      } else if (await moveMoney(db, { ...about, paymentId, key: `payment:${paymentId}:kept`, from: 'credit', to: 'queued', amount: credit })) {
        await askOwner(db, { ...about, paymentId, guestId: reservation.guestId, key: `late:${paymentId}`, kind: 'lateMoney', amount: credit });
        await enqueue(db, { name: 'settle', data: { paymentId } }, { delayMs: dependencies.chooseMinutes * 60_000, key: `choose:${paymentId}` });
      }
    }
    await tell(db, reservation, `payment:${scene.payment.id}:tooLate`, { type: 'payment.tooLate', amount, then }, now);
  }

  /** Nobody chose other nights in time: the money that waited for it goes back. */
  async function chooseNoLonger(db: Db, scene: Scene, now: Date): Promise<void> {
    const { payment, reservation, balances } = scene;
    const waiting = balances.get(payment.id)?.queued ?? NO_CENTAVOS;
    if (waiting === 0 || !reservation) return;
    if (!(await dependencies.waitedLong(db, `late:${payment.id}`, new Date(now.getTime() - dependencies.chooseMinutes * 60_000)))) return;
    await owe(db, { paymentId: payment.id, reservationId: reservation.id, amount: waiting, reason: 'late', now }, 'queued');
    await dependencies.closeDecision(db, `late:${payment.id}`, 'refund', now);
    await tell(db, reservation, `payment:${payment.id}:tooLate:refund`, { type: 'payment.tooLate', amount: waiting, then: 'refund' }, now);
  }

  async function stayInSuspense(db: Db, { payment }: Scene, why: string, now: Date): Promise<void> {
    const kind = why === 'unknownReference' ? 'suspense' : 'foreignPayment';
    const detail = { why, reference: payment.externalReference, currency: payment.currency, collector: payment.collectorId };
    await askOwner(db, { key: `suspense:${payment.id}`, kind, paymentId: payment.id, amount: payment.amount, detail, now });
  }

  /** Refunds freeze, a chargeback takes what is left of the payment, and a person answers it in time. */
  async function dispute(db: Db, scene: Scene, stage: 'mediation' | 'chargeback' | 'reimbursed', now: Date): Promise<void> {
    const { payment, reservation, balances } = scene;
    const about = { paymentId: payment.id, reservationId: reservation?.id ?? null, now };
    const mine = balances.get(payment.id);
    await dependencies.freezeRefunds(db, payment.id);
    const move = (from: keyof Balances, to: keyof Balances) =>
      moveMoney(db, { ...about, key: `payment:${payment.id}:${stage}:${from}`, from, to, amount: mine?.[from] ?? NO_CENTAVOS });
    if (stage === 'mediation') await move('credit', 'queued');
    if (stage === 'chargeback') for (const from of ['credit', 'suspense', 'queued', 'applied'] as const) await move(from, 'chargedBack');
    if (stage === 'reimbursed') await move('chargedBack', 'queued');
    await askOwner(db, { ...about, key: `dispute:${payment.id}:${stage}`, kind: 'dispute', amount: payment.amount, detail: { stage } });
    if (!reservation) return;
    await dependencies.setDispute(db, { id: reservation.id, disputed: 'open', now });
    await tell(db, reservation, `payment:${payment.id}:disputed`, { type: 'payment.disputed' }, now);
  }

  async function closeDispute(db: Db, { payment, reservation }: Scene, now: Date): Promise<void> {
    if (!reservation?.disputed || !hasMoney(payment.status)) return;
    await dependencies.setDispute(db, { id: reservation.id, disputed: 'closed', now });
    for (const { id } of await dependencies.owedBy(db, payment.id)) await enqueue(db, { name: 'refund', data: { refundId: id } });
  }
}

/** The payment that the stay was confirmed with. */
function counting(scene: Scene): string {
  return inOrder(scene.balances).find(([, { applied }]) => applied > 0)?.[0] ?? '';
}

/** MercadoPago's ids grow. */
function inOrder(balances: ReadonlyMap<string, Balances>): Array<[string, Balances]> {
  return [...balances].toSorted(([a], [b]) => Number(BigInt(a) - BigInt(b)));
}

function labelOf(outcome: Outcome): string {
  if (outcome.kind === 'tooLate') return `tooLate:${outcome.then}`;
  if (outcome.kind === 'disputed') return `disputed:${outcome.stage}`;
  if (outcome.kind === 'suspense') return `suspense:${outcome.why}`;
  return outcome.kind;
}

