// What comes in, parsed into precise types, and what goes out, checked against what was promised.
// Everything that is wrong is said at once, each thing with its place.

import type { Context } from 'koa';
import type { z } from 'zod';
import { jsonBody } from '../json-body.ts';
import { HttpProblem, type FieldProblem } from '../problem.ts';
import type { Route } from './route.ts';

export type Input = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};

const readJson = jsonBody(200_000);

/** Throws 400 with the fields, 413 or 415. */
export async function validate(ctx: Context, route: Route): Promise<Input> {
  if (route.body !== null) await readJson(ctx, async () => undefined);
  const problems: FieldProblem[] = [];
  const given = ctx.request.body ?? {};
  const input = {
    params: parse('path', route.params, { ...ctx['params'] }, problems),
    query: parse('query', route.query, { ...ctx.query }, problems),
    body: route.body === null ? null : parse('body', route.body, given, problems),
  };
  if (problems.length > 0)
    throw new HttpProblem(400, 'The request is not valid', undefined, {}, problems);
  return input;
}

/** The JSON that is sent: instants become text first. Throws for an answer that breaks its own description: a bug. */
export function present(answer: z.ZodType, value: unknown): string {
  return JSON.stringify(answer.parse(JSON.parse(JSON.stringify(value))));
}

function parse(
  where: string,
  schema: z.ZodType,
  given: unknown,
  problems: FieldProblem[],
): unknown {
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      problems.push({ field: [where, ...path.map(String)].join('.'), detail: message });
    return undefined;
  }
  for (const field of unknownIn(given, parsed.data, where))
    problems.push({ field, detail: 'nobody knows this field' });
  for (const field of unstorableIn(given, where))
    problems.push({ field, detail: 'it holds a character that cannot be kept' });
  return parsed.data;
}

/** What parsing left out. The schemas are lenient, because they also read what a newer version has stored. */
function* unknownIn(given: unknown, kept: unknown, path: string): Generator<string> {
  if (!isObject(given) || !isObject(kept)) return;
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(kept, key))
      yield* unknownIn(value, (kept as Record<string, unknown>)[key], `${path}.${key}`);
    else yield `${path}.${key}`;
  }
}

/** Postgres keeps neither NUL nor half a surrogate pair. */
function* unstorableIn(given: unknown, path: string): Generator<string> {
  if (typeof given === 'string') {
    if (given.includes('\0') || !given.isWellFormed()) yield path;
  } else if (isObject(given)) {
    for (const [key, value] of Object.entries(given)) {
      yield* unstorableIn(key, path);
      yield* unstorableIn(value, `${path}.${key}`);
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
