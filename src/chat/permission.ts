// What may still be told to a guest who said BAJA: the one place that says it.

import type { Fact } from '../../flows/events.ts';

/** `stay`: a live stay, a hold, or money. `promotion`: all that the guest can do without. */
type Purpose = 'stay' | 'promotion';

/** Complete by type: a new fact says here what it is for. */
const PURPOSES = {
  'link.ready': 'stay',
  'link.failed': 'stay',
  'hold.ending': 'stay',
  'hold.expired': 'stay',
  'payment.pending': 'stay',
  'payment.rejected': 'stay',
  'payment.notFound': 'stay',
  'payment.confirmed': 'stay',
  'payment.short': 'stay',
  'payment.repeated': 'stay',
  'payment.tooLate': 'stay',
  'payment.afterCancel': 'stay',
  'payment.disputed': 'stay',
  'balance.ready': 'stay',
  'balance.paid': 'stay',
  'stay.changed': 'stay',
  'wait.offered': 'promotion',
  'change.ended': 'stay',
  'transfer.refused': 'stay',
  'transfer.tooLate': 'stay',
  'refund.done': 'stay',
  'refund.blocked': 'stay',
  'reservation.cancelled': 'stay',
  'stay.near': 'stay',
  'stay.arriving': 'stay',
  'stay.leaving': 'stay',
  'stay.over': 'promotion',
  'owner.tookOver': 'stay',
  'owner.handedBack': 'stay',
} as const satisfies Record<Fact['type'], Purpose>;

/** `postFact` asks it of every fact: a promotion is not told while `guests.opted_out_at` is set. */
export const purposeOf = (fact: Fact['type']): Purpose => PURPOSES[fact];
