// Rejections: the caller is told what is wrong with the request, as RFC 9457 problem JSON.

import type { Context } from 'koa';
import { Fault } from '../domain/fault.ts';

/** One thing that is wrong with a request: where, and what. */
export type FieldProblem = { readonly field: string; readonly detail: string };

export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldProblem[];

  constructor(
    status: number,
    title: string,
    detail?: string,
    headers: Readonly<Record<string, string>> = {},
    errors: readonly FieldProblem[] = [],
  ) {
    super(detail === undefined ? title : `${title}: ${detail}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.headers = headers;
    this.errors = errors;
  }
}

/** Anything thrown as a problem; what is not meant for the caller says nothing about the inside. */
export function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Fault && error.transient)
    return new HttpProblem(503, 'Not available right now', undefined, { 'Retry-After': '5' });
  // The body parsers throw http-errors: a status, and `expose` where the message is meant for the caller.
  if (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  ) {
    return new HttpProblem(
      error.status,
      error.status === 413 ? 'The body is too large' : 'The request cannot be read',
    );
  }
  return new HttpProblem(500, 'Something went wrong here');
}

export function answer(ctx: Context, problem: HttpProblem, requestId: string): void {
  ctx.set(problem.headers);
  ctx.status = problem.status;
  ctx.body = JSON.stringify({
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors }),
    requestId,
  });
  ctx.type = 'application/problem+json';
}
