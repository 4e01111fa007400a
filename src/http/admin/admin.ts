// The owner's side as a whole: the tables of routes, who may use them, and their description.

import Router from '@koa/router';
import { createIdTokens } from '../../adapters/admin/open-id.ts';
import { createTokens, usableSecret } from '../../adapters/admin/tokens.ts';
import type { Db } from '../../adapters/postgres.ts';
import type { Config } from '../../config.ts';
import { HttpProblem } from '../problem.ts';
import { createDocs } from './docs.ts';
import { describeApi } from './openapi.ts';
import { propertyTable } from './property.ts';
import type { Table } from './route.ts';
import { BASE, serve } from './serve.ts';
import { createAuthenticate, signInTable } from './sign-in.ts';

export type AdminParts = {
  readonly settings: Config['admin'];
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
  };
  const tables: readonly Table[] = [signInTable(signIn), propertyTable()];
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
