// The way of a request on the owner's side: limit (the app's) → authenticate → validate → handle → respond.
// A change, its audit row and its idempotency key are one transaction.

import { createHash } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import { writeAudit } from '../../adapters/admin/audit.ts';
import { claimKey, keepAnswer } from '../../adapters/admin/idempotency.ts';
import type { Db } from '../../adapters/postgres.ts';
import { HttpProblem } from '../problem.ts';
import type { FileAnswer, Route, Scene } from './route.ts';
import type { Authenticate, Session } from './sign-in.ts';
import { present, validate, type Input } from './validate.ts';

export type ServeParts = {
  /** For what only reads. */
  readonly db: Db;
  readonly transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly authenticate: Authenticate;
  readonly wake: (guestIds: readonly number[]) => void;
  readonly now: () => Date;
};

type Answered = {
  readonly status: number;
  /** As it is sent, to the byte. */
  readonly text: string;
  readonly wake: readonly number[];
  readonly replayed: boolean;
};
type RouteOf<K extends Route['kind']> = Extract<Route, { kind: K }>;

export const BASE = '/api/v1/admin';

export function serve(routes: readonly Route[], parts: ServeParts): Router {
  const router = new Router({ prefix: BASE });
  for (const route of routes) router[route.method](route.path, (ctx) => attend(ctx, route, parts));
  return router;
}

async function attend(ctx: Context, route: Route, parts: ServeParts): Promise<void> {
  // What an owner sees is nobody's to keep.
  ctx.set('Cache-Control', 'no-store');
  switch (route.kind) {
    case 'open': {
      const input = await validate(ctx, route);
      const scene = { db: parts.db, now: parts.now(), body: input.body };
      return respondJson(ctx, 200, present(route.answer, await route.handler(scene)));
    }
    case 'read': {
      const session = await parts.authenticate(ctx);
      const input = await validate(ctx, route);
      const answer = await route.handler(sceneOf(parts.db, session, input, parts.now()));
      if (route.as === 'json') return respondJson(ctx, 200, present(route.answer, answer));
      if (route.as === 'file') return respondBytes(ctx, answer as FileAnswer);
      return respondFile(ctx, route, route.as, answer);
    }
    case 'change': {
      const session = await parts.authenticate(ctx);
      const key = idempotencyKeyOf(ctx);
      const input = await validate(ctx, route);
      const { status, text, wake, replayed } = await handleOnce(
        route,
        { session, key, input, path: ctx.path },
        parts,
      );
      parts.wake(wake);
      if (replayed) ctx.set('Idempotency-Replayed', 'true');
      return respondJson(ctx, status, text);
    }
  }
}

async function handleOnce(
  route: RouteOf<'change'>,
  asked: { session: Session; key: string; input: Input; path: string },
  { transaction, now }: ServeParts,
): Promise<Answered> {
  const { session, key, input, path } = asked;
  const { who } = session;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([route.method, path, input.body]))
    .digest('base64url');
  try {
    return await transaction(async (db) => {
      const at = now();
      const claim = await claimKey(db, { who, key });
      if (claim.kind === 'underway')
        throw new HttpProblem(409, 'A request with this Idempotency-Key is under way');
      if (claim.kind === 'used') {
        if (claim.fingerprint !== fingerprint)
          throw new HttpProblem(422, 'This Idempotency-Key was used for another request');
        return { status: claim.status, text: claim.text, wake: [], replayed: true };
      }
      const changed = await route.handler(sceneOf(db, session, input, at));
      const text = present(route.answer, changed.answer);
      const { about, before, after, wake = [] } = changed;
      await writeAudit(db, { at, who, what: route.name, about, before, after });
      await keepAnswer(db, { who, key, fingerprint, status: route.status, text, now: at });
      return { status: route.status, text, wake, replayed: false };
    });
  } catch (error) {
    throw asConflict(error);
  }
}

/** What two changes at once do to one another is the caller's to repeat. */
function asConflict(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case '40001': // serialization_failure
    case '40P01': // deadlock_detected
    case '55P03': // lock_not_available
      return new HttpProblem(503, 'Two changes met; ask again', undefined, { 'Retry-After': '1' });
    case '23505': // unique_violation
      return new HttpProblem(409, 'It was made by another request at the same moment');
    case '23P01': // exclusion_violation
      return new HttpProblem(409, 'Those nights are taken');
    default:
      return error;
  }
}

function sceneOf(db: Db, { who, token }: Session, input: Input, now: Date): Scene {
  return { db, now, who, token, ...input };
}

function idempotencyKeyOf(ctx: Context): string {
  const key = ctx.get('Idempotency-Key');
  if (/^[\w.:-]{8,128}$/.test(key)) return key;
  throw new HttpProblem(
    400,
    'A change needs an Idempotency-Key',
    'Eight to 128 letters, digits or . : _ -, new for each change',
  );
}

function respondJson(ctx: Context, status: number, text: string): void {
  ctx.status = status;
  ctx.type = 'application/json; charset=utf-8';
  ctx.body = text;
}

function respondFile(
  ctx: Context,
  route: RouteOf<'read'>,
  kind: 'csv' | 'html',
  answer: unknown,
): void {
  ctx.status = 200;
  ctx.attachment(`${route.name}.${kind}`);
  ctx.type = `text/${kind}; charset=utf-8`;
  ctx.body = String(route.answer.parse(answer));
}

/** Somebody else made it: no browser may run it, guess what it is, or open it in our name. */
function respondBytes(ctx: Context, { name, mimeType, bytes }: FileAnswer): void {
  ctx.status = 200;
  ctx.attachment(name);
  ctx.set({
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
  ctx.type = mimeType;
  ctx.body = bytes;
}
