// The tables of bookings and money, as booking asks for them.

import type { BookingStore } from '../booking/booking.ts';
import {
  beginBalanceLink,
  endBalanceLink,
  noteCash,
  paidIn,
  setBalanceLink,
} from './balance-links.ts';
import { changeNights, countChanges, endChange, holdChange, openChange } from './changes.ts';
import { freeCabins, takenStays } from './calendar.ts';
import { readAsBooked } from './admin/desk.ts';
import { readCatalogue, readPolicy } from './catalog.ts';
import { deadlineOf, saveChargeback } from './chargebacks.ts';
import { askOwner } from './decisions.ts';
import { eraseGuest } from './erasure.ts';
import { postFact } from './guest-events.ts';
import { balancesOf, feeOf, moveMoney, paidElsewhere } from './ledger.ts';
import { postToOwners } from './owners.ts';
import {
  arrivalOf,
  readLife,
  setArrival,
  setNextNotice,
  settleNotice,
  staysToNotice,
} from './notices.ts';
import {
  paidFor,
  paymentsChanged,
  paymentsKept,
  pendingPayments,
  setOutcome,
  undecidedPayments,
  upsertPayment,
} from './payments.ts';
import {
  blockOf,
  dataHeld,
  forgetKeys,
  forgettable,
  guestsToErase,
  keepConsent,
  keepQuoteConsent,
  openCase,
  ownersAsGuests,
  setContact,
} from './privacy-cases.ts';
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
  findReservation,
  flagDispute,
  insertHold,
  moveHoldEnd,
  moveReservation,
  overdueHolds,
  setLink,
} from './reservations.ts';
import {
  claimTransfer,
  decideTransfer,
  expectTransfer,
  replaceReceipt,
  transferOf,
} from './transfers.ts';
import { confirmedAt, decideWithdrawal, openWithdrawal } from './withdrawals.ts';
import { readScene, readStay, stayOfPayment } from './scenes.ts';

export const bookingStore: BookingStore = {
  beginBalanceLink,
  changeNights,
  blockOf,
  dataHeld,
  eraseGuest,
  forgetKeys,
  forgettable,
  guestsToErase,
  keepConsent,
  keepQuoteConsent,
  openCase,
  ownersAsGuests,
  setContact,
  claimTransfer,
  confirmedAt,
  countChanges,
  endChange,
  holdChange,
  openChange,
  readAsBooked,
  decideTransfer,
  decideWithdrawal,
  endBalanceLink,
  expectTransfer,
  findReservation,
  moveHoldEnd,
  noteCash,
  openWithdrawal,
  paidElsewhere,
  paidIn,
  setBalanceLink,
  transferOf,
  arrivalOf,
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
  feeOf,
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
  postToOwners,
  readCatalogue,
  readLife,
  readPolicy,
  readQuote,
  readScene,
  readStay,
  replaceReceipt,
  requestRefund,
  saveChargeback,
  setArrival,
  setLink,
  setNextNotice,
  setOutcome,
  settleNotice,
  stayOfPayment,
  staysToNotice,
  takenStays,
  undecidedPayments,
  upsertPayment,
};
