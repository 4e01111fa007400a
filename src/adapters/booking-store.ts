// The tables of bookings and money, as booking asks for them.

import type { BookingStore } from '../booking/booking.ts';
import { freeCabins, takenStays } from './calendar.ts';
import { readCatalogue, readPolicy } from './catalog.ts';
import { deadlineOf, saveChargeback } from './chargebacks.ts';
import { askOwner } from './decisions.ts';
import { postFact } from './guest-events.ts';
import { balancesOf, moveMoney } from './ledger.ts';
import {
  paidFor,
  paymentsChanged,
  paymentsKept,
  pendingPayments,
  setOutcome,
  undecidedPayments,
  upsertPayment,
} from './payments.ts';
import { insertQuote, readQuote } from './quotes.ts';
import {
  blockRefund,
  finishRefund,
  freezeRefunds,
  insertRefund,
  isOwed,
  knownRefunds,
  noteRefundId,
  openRefunds,
  owedBy,
  requestRefund,
} from './refunds.ts';
import {
  cancelHold,
  completeStays,
  extendHold,
  flagDispute,
  insertHold,
  moveReservation,
  overdueHolds,
  setLink,
} from './reservations.ts';
import { readScene, readStay, stayOfPayment } from './scenes.ts';

export const bookingStore: BookingStore = {
  askOwner,
  balancesOf,
  blockRefund,
  cancelHold,
  completeStays,
  deadlineOf,
  extendHold,
  finishRefund,
  flagDispute,
  freeCabins,
  freezeRefunds,
  insertHold,
  insertQuote,
  insertRefund,
  isOwed,
  knownRefunds,
  moveMoney,
  moveReservation,
  noteRefundId,
  openRefunds,
  overdueHolds,
  owedBy,
  paidFor,
  paymentsChanged,
  paymentsKept,
  pendingPayments,
  postFact,
  readCatalogue,
  readPolicy,
  readQuote,
  readScene,
  readStay,
  requestRefund,
  saveChargeback,
  setLink,
  setOutcome,
  stayOfPayment,
  takenStays,
  undecidedPayments,
  upsertPayment,
};
