// What an owner orders about one stay: to see it, to end it, to write down cash for it.

import type { Order, OwnerSaying } from '../../flows/owner-talk.ts';
import { listReservations, type ReservationRow } from '../adapters/admin/reservations.ts';
import { toCentavos } from '../domain/money.ts';
import type { ReservationStatus } from '../domain/reservation.ts';
import type { Office } from './office.ts';
import { audit, lineOf, say, undo, type Plan, type Scene } from './plan.ts';

const LIVE = ['held', 'settling', 'confirmed'] as const;
const SOLD = ['confirmed', 'completed'] as const;
/** A list of WhatsApp has ten rows. */
const MOST_ROWS = 10;

type OfStay = Extract<Order, { do: 'reservation' | 'cancel' | 'cash' | 'assign' }>;
export type StayFound =
  | { readonly kind: 'found'; readonly row: ReservationRow }
  | { readonly kind: 'no'; readonly plan: Plan };

/** By code, name or phone; of several with one name those that can be meant. */
export async function stayNamed(
  { db }: Scene,
  { do: order, who }: OfStay,
  status?: readonly ReservationStatus[],
): Promise<StayFound> {
  const none = (): StayFound => ({ kind: 'no', plan: say({ key: 'notFound', who, what: 'stay' }) });
  if (who.trim().length < 2) return none();
  const all = await listReservations(db, { find: who, limit: 50 });
  // a code says exactly which one, whatever became of it
  const exact = all.find(({ code }) => code === who);
  if (exact) return { kind: 'found', row: exact };
  const meant = status ? all.filter((row) => status.includes(row.status)) : all;
  const [row] = meant;
  if (!row) return none();
  if (meant.length === 1) return { kind: 'found', row };
  const stays = meant.slice(0, MOST_ROWS).map(lineOf);
  return { kind: 'no', plan: say({ key: 'whichStay', order, stays }) };
}

export function createStays({ cancelling, balance }: Pick<Office, 'cancelling' | 'balance'>) {
  async function show(scene: Scene, order: Extract<Order, { do: 'reservation' }>): Promise<Plan> {
    const found = await stayNamed(scene, order);
    return found.kind === 'no' ? found.plan : say({ key: 'reservation', stay: lineOf(found.row) });
  }

  async function cancel(scene: Scene, order: Extract<Order, { do: 'cancel' }>): Promise<Plan> {
    const found = await stayNamed(scene, order, LIVE);
    if (found.kind === 'no') return found.plan;
    const { db, by, now } = scene;
    const { id, code, status } = found.row;
    const preview = await cancelling.cancellation(db, id, now);
    if (!preview || !LIVE.some((one) => one === status))
      return say({ key: 'cannot', why: { kind: 'over', status } });
    if (preview.disputed) return say({ key: 'cannot', why: { kind: 'disputed' } });
    const { byOwner, byGuest, paidElsewhere: elsewhere } = preview;
    return {
      kind: 'ask',
      facts: JSON.stringify([id, status, byOwner, byGuest, elsewhere]),
      proposed: { do: 'cancel', stay: lineOf(found.row), byOwner, byGuest, elsewhere },
      async act(variant) {
        const asks = variant === 'guest' ? 'guest' : 'owner';
        const done = await cancelling.cancel(db, { id, asks, by, now });
        if (done.kind !== 'cancelled') return undo({ key: 'changed' });
        const { refund, byHand } = done;
        await audit(scene, {
          what: 'cancelReservation',
          about: `reservation:${id}`,
          after: { asks, refund },
        });
        return say({ key: 'done', done: { do: 'cancel', code, refund, byHand } });
      },
    };
  }

  async function cash(scene: Scene, order: Extract<Order, { do: 'cash' }>): Promise<Plan> {
    const found = await stayNamed(scene, order, SOLD);
    if (found.kind === 'no') return found.plan;
    const { db, by, now } = scene;
    const { id: reservationId, code, status } = found.row;
    const stay = lineOf(found.row);
    const cannot = (why: Extract<OwnerSaying, { key: 'cannot' }>['why']) =>
      say({ key: 'cannot', why });
    if (!SOLD.some((one) => one === status)) return cannot({ kind: 'notConfirmed' });
    if (stay.due === 0) return cannot({ kind: 'nothingDue' });
    const amount = toCentavos(order.amount ?? stay.due);
    if (amount > stay.due) return cannot({ kind: 'tooMuch', due: stay.due });
    return {
      kind: 'ask',
      facts: JSON.stringify([reservationId, amount, stay.due]),
      proposed: { do: 'cash', stay, amount },
      async act() {
        const marked = await balance.markCashReceived(db, { reservationId, amount, by, now });
        if (marked.kind !== 'marked') return undo({ key: 'changed' });
        const { missing } = marked;
        await audit(scene, {
          what: 'receiveCash',
          about: `reservation:${reservationId}`,
          after: { cash: amount, missing },
        });
        return say({ key: 'done', done: { do: 'cash', code, amount, missing } });
      },
    };
  }

  return { show, cancel, cash };
}
