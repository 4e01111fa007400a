// The owner's side as a whole: the tables of routes, who may use them, and their description.

import { randomBytes, randomUUID } from 'node:crypto';
import Router from '@koa/router';
import { sendAgain } from '../../adapters/admin/dead-letters.ts';
import * as deskTables from '../../adapters/admin/desk.ts';
import { claimPayment } from '../../adapters/admin/money.ts';
import { createIdTokens } from '../../adapters/admin/open-id.ts';
import { createTokens, usableSecret } from '../../adapters/admin/tokens.ts';
import { bookingStore } from '../../adapters/booking-store.ts';
import { balancesOf, paidElsewhere } from '../../adapters/ledger.ts';
import type { Db } from '../../adapters/postgres.ts';
import type { createBooking } from '../../booking/booking.ts';
import { createCancelling } from '../../booking/cancelling.ts';
import { createDesk } from '../../booking/desk.ts';
import type { Gateway } from '../../booking/gateway.ts';
import type { Enqueue } from '../../booking/jobs.ts';
import { createOwe } from '../../booking/refund.ts';
import { createTellGuest } from '../../booking/tell-guest.ts';
import { createRulings } from '../../booking/rulings.ts';
import type { Config } from '../../config.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import { HttpProblem } from '../problem.ts';
import { calendarTable } from './calendar.ts';
import { conversationTable, tellOwnership } from './conversations.ts';
import { deskTable } from './desk.ts';
import { createDocs } from './docs.ts';
import { feedTable, type FeedParts } from './feeds.ts';
import { describeApi } from './openapi.ts';
import { moneyTable } from './money.ts';
import { operationTable } from './operations.ts';
import { propertyTable } from './property.ts';
import { reservationTable } from './reservations.ts';
import type { Table } from './route.ts';
import { BASE, serve } from './serve.ts';
import { createAuthenticate, signInTable } from './sign-in.ts';

export type AdminParts = {
  readonly settings: Config['admin'];
  readonly timeZone: string;
  readonly pricingFor: ReturnType<typeof createBooking>['offers']['pricingFor'];
  readonly account: Gateway['account'];
  readonly transfers: ReturnType<typeof createBooking>['transfers'];
  readonly balance: ReturnType<typeof createBooking>['balance'];
  readonly calendars: FeedParts['calendars'];
  readonly publicUrl: string;
  readonly enqueue: Enqueue;
  /** The civil day at the lodging. */
  readonly today: (now: Date) => CalendarDate;
  /** For what only reads. */
  readonly db: Db;
  readonly transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  /** After the commit: these guests have something to read or to hear. */
  readonly wake: (guestIds: readonly number[]) => void;
  readonly now: () => Date;
};

export function createAdmin(parts: AdminParts): Router[] {
  const { settings, db, now } = parts;
  const { jwtSecret, allowedEmails, openId } = settings;
  if (!usableSecret(jwtSecret)) return [closed()];
  const signIn = {
    db,
    now,
    allowedEmails,
    tokens: createTokens(jwtSecret),
    verifyIdToken: openId && createIdTokens(openId),
    today: parts.today,
    timeZone: parts.timeZone,
  };
  const { desk, cancelling, rulings } = useCases(parts);
  const tables: readonly Table[] = [
    signInTable(signIn),
    propertyTable(),
    calendarTable({ desk, pricingFor: parts.pricingFor, today: parts.today }),
    feedTable(parts),
    reservationTable({ timeZone: parts.timeZone }),
    deskTable({ desk, cancelling, balance: parts.balance, today: parts.today }),
    moneyTable({ rulings, account: parts.account }),
    conversationTable({ newId: randomUUID }),
    operationTable({ enqueue: parts.enqueue, timeZone: parts.timeZone }),
  ];
  const routes = tables.flatMap((table) => table.routes);
  return [
    serve(routes, { ...parts, authenticate: createAuthenticate(signIn) }),
    createDocs(describeApi(tables, BASE)),
  ];
}

function useCases({ enqueue, pricingFor, today, transfers }: AdminParts) {
  const owe = createOwe({ ...bookingStore, enqueue });
  const tellGuest = createTellGuest({ ...bookingStore, ...deskTables });
  const cancelling = createCancelling({
    ...bookingStore,
    paidElsewhere,
    owe,
    enqueue,
    tellGuest,
    today,
  });
  const desk = createDesk({
    ...bookingStore,
    ...deskTables,
    enqueue,
    tellGuest,
    pricingFor,
    newId: randomUUID,
    randomBytes,
  });
  const rulings = createRulings({
    ...bookingStore,
    balancesOf,
    transfers,
    desk,
    cancelling,
    owe,
    enqueue,
    claimPayment,
    takeOver: (db, guestId, hand) =>
      tellOwnership(db, { guestId, what: 'tookOver', ...hand, newId: randomUUID }),
    async sendAgain(db, messageId, now) {
      const guestId = await sendAgain(db, messageId, now);
      return guestId === undefined ? [] : [guestId];
    },
  });
  return { desk, cancelling, rulings };
}

function closed(): Router {
  const router = new Router();
  router.all(`${BASE}/{*path}`, () => {
    throw new HttpProblem(
      503,
      "The owner's side is closed",
      'JWT_SECRET is missing or shorter than 32 bytes',
    );
  });
  return router;
}
