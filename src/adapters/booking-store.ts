// The tables of bookings and money, as booking asks for them: its type says what each has to answer.

import type { BookingStore } from '../booking/booking.ts';
import { readAsBooked } from './admin/desk.ts';
import * as balanceLinks from './balance-links.ts';
import { freeCabins, takenStays } from './calendar.ts';
import { readCatalogue, readPolicy } from './catalog.ts';
import * as changes from './changes.ts';
import * as chargebacks from './chargebacks.ts';
import * as decisions from './decisions.ts';
import * as erasure from './erasure.ts';
import * as guestEvents from './guest-events.ts';
import * as ledger from './ledger.ts';
import * as mails from './mails.ts';
import * as notices from './notices.ts';
import { postToOwners } from './owners.ts';
import { setLink } from './payment-links.ts';
import * as payments from './payments.ts';
import * as privacyCases from './privacy-cases.ts';
import * as quotes from './quotes.ts';
import * as refunds from './refunds.ts';
import * as reservations from './reservations.ts';
import * as scenes from './scenes.ts';
import * as transfers from './transfers.ts';
import * as waitlist from './waitlist.ts';
import * as withdrawals from './withdrawals.ts';

export const bookingStore: BookingStore = {
  readAsBooked,
  ...balanceLinks,
  freeCabins,
  takenStays,
  readCatalogue,
  readPolicy,
  ...changes,
  ...chargebacks,
  ...decisions,
  ...erasure,
  ...guestEvents,
  ...ledger,
  ...mails,
  ...notices,
  postToOwners,
  setLink,
  ...payments,
  ...privacyCases,
  ...quotes,
  ...refunds,
  ...reservations,
  ...scenes,
  ...transfers,
  ...waitlist,
  ...withdrawals,
};
