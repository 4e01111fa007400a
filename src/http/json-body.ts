// JSON bodies of the public and admin routes. The webhooks read their own bytes.

import type { Middleware } from 'koa';
import { koaBody } from 'koa-body';
import { HttpProblem } from './problem.ts';

/** Leaves the parsed body in `ctx.request.body`; 415 for any other type, 413 beyond `limit`, 400 for broken JSON. */
export function jsonBody(limit: number = 100_000): Middleware {
  const parse = koaBody({
    json: true,
    text: false,
    urlencoded: false,
    multipart: false,
    jsonLimit: limit,
    jsonStrict: true,
  });
  return async (ctx, next) => {
    if (ctx.request.is('application/json') === false)
      throw new HttpProblem(415, 'The body must be JSON', 'Send Content-Type: application/json');
    await parse(ctx, next);
  };
}
