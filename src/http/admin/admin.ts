// The owner's side as a whole: the tables of routes, who may use them, and their description.

import Router from '@koa/router';
import { createIdTokens } from '../../adapters/admin/open-id.ts';
import { createTokens, usableSecret } from '../../adapters/admin/tokens.ts';
import type { Db } from '../../adapters/postgres.ts';
import type { Gateway } from '../../booking/gateway.ts';
import type { Enqueue } from '../../booking/jobs.ts';
import type { Privacy } from '../../booking/privacy.ts';
import type { Config } from '../../config.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import type { Office } from '../../owner/office.ts';
import { HttpProblem } from '../problem.ts';
import { calendarTable } from './calendar.ts';
import { conversationTable } from './conversations.ts';
import { deskTable } from './desk.ts';
import { createDocs } from './docs.ts';
import { feedTable, type FeedParts } from './feeds.ts';
import { describeApi } from './openapi.ts';
import { moneyTable } from './money.ts';
import { operationTable } from './operations.ts';
import { privacyTable } from './privacy.ts';
import { propertyTable } from './property.ts';
import { reservationTable } from './reservations.ts';
import type { Table } from './route.ts';
import { BASE, serve } from './serve.ts';
import { createAuthenticate, signInTable } from './sign-in.ts';

export type AdminParts = {
  readonly settings: Config['admin'];
  readonly timeZone: string;
  readonly office: Office;
  readonly account: Gateway['account'];
  readonly calendars: FeedParts['calendars'];
  readonly publicUrl: string;
  readonly privacy: Privacy;
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
  const { office, today } = parts;
  const { desk, pricingFor } = office;
  const tables: readonly Table[] = [
    signInTable(signIn),
    propertyTable(office),
    calendarTable({ desk, pricingFor, today }),
    feedTable(parts),
    reservationTable({ timeZone: parts.timeZone }),
    deskTable({ ...office, today }),
    moneyTable({ ...office, account: parts.account }),
    conversationTable(office),
    privacyTable({ privacy: parts.privacy, enqueue: parts.enqueue }),
    operationTable({ enqueue: parts.enqueue, timeZone: parts.timeZone }),
  ];
  const routes = tables.flatMap((table) => table.routes);
  return [
    serve(routes, { ...parts, authenticate: createAuthenticate(signIn) }),
    createDocs(describeApi(tables, BASE)),
  ];
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
