// A route of the owner's side is a line of a table: what it takes, what it answers and what it does.
// The same schemas validate, type the handler and become the OpenAPI document.

import { z } from 'zod';
import type { Db } from '../../adapters/postgres.ts';

/** What a handler is given; `db` is the change's own transaction. */
export type Scene<P = unknown, Q = unknown, B = unknown> = {
  readonly db: Db;
  readonly now: Date;
  /** The e-mail of who asks, and the token they ask with. */
  readonly who: string;
  readonly token: { readonly jti: string; readonly expiresAt: Date };
  readonly params: P;
  readonly query: Q;
  readonly body: B;
};

/** What a change leaves: its answer, its line in the audit log, and the guests to wake once it is committed. */
export type Changed<A = unknown> = {
  readonly answer: A;
  /** `reservation:12`. */
  readonly about: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly wake?: readonly number[];
};

/** What a handler may give where a schema is read: nothing of it is changed. */
type Given<T> = unknown extends T
  ? T
  : T extends string | number | boolean | Date | null | undefined
    ? T
    : { readonly [K in keyof T]: Given<T[K]> };

/** What a read `as: 'file'` answers; its name ends in what `mimeType` says. */
export type FileAnswer = {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
};

type Line = {
  /** The operation's name, in the OpenAPI document and in the audit log. */
  readonly name: string;
  /** Below `/api/v1/admin`, as `/reservations/:id`. */
  readonly path: string;
  readonly summary: string;
};
type Shape = z.ZodObject;
const none = z.object({});
type None = typeof none;
type ChangeMethod = 'post' | 'put' | 'patch' | 'delete';

export type Route = Line & {
  readonly params: Shape;
  readonly query: Shape;
  readonly body: z.ZodType | null;
  readonly answer: z.ZodType;
} & (
    | {
        readonly kind: 'read';
        readonly method: 'get';
        readonly as: 'json' | 'csv' | 'html' | 'file';
        readonly handler: (scene: Scene) => Promise<unknown>;
      }
    | {
        readonly kind: 'change';
        readonly method: ChangeMethod;
        readonly status: 200 | 201;
        readonly handler: (scene: Scene) => Promise<Changed>;
      }
    /** The one that needs no token, because it gives one. */
    | {
        readonly kind: 'open';
        readonly method: 'post';
        readonly handler: (scene: Pick<Scene, 'db' | 'now' | 'body'>) => Promise<unknown>;
      }
  );

export type Table = { readonly tag: string; readonly routes: readonly Route[] };

export function read<A extends z.ZodType, P extends Shape = None, Q extends Shape = None>(
  line: Line & {
    readonly params?: P;
    readonly query?: Q;
    readonly answer: A;
    readonly as?: 'csv' | 'html' | 'file';
    readonly handler: (scene: Scene<z.output<P>, z.output<Q>, null>) => Promise<Given<z.input<A>>>;
  },
): Route {
  const { params = none, query = none, as = 'json', handler, ...rest } = line;
  return {
    ...rest,
    kind: 'read',
    method: 'get',
    as,
    params,
    query,
    body: null,
    handler: handler as never,
  };
}

export function change<
  A extends z.ZodType,
  P extends Shape = None,
  B extends z.ZodType = z.ZodNull,
>(
  line: Line & {
    readonly method: ChangeMethod;
    readonly params?: P;
    readonly body?: B;
    readonly answer: A;
    readonly status?: 201;
    readonly handler: (
      scene: Scene<z.output<P>, unknown, z.output<B>>,
    ) => Promise<Changed<Given<z.input<A>>>>;
  },
): Route {
  const { params = none, body = null, status = 200, handler, ...rest } = line;
  return { ...rest, kind: 'change', params, query: none, body, status, handler: handler as never };
}

export function open<A extends z.ZodType, B extends z.ZodType>(
  line: Line & {
    readonly body: B;
    readonly answer: A;
    readonly handler: (scene: {
      readonly db: Db;
      readonly now: Date;
      readonly body: z.output<B>;
    }) => Promise<Given<z.input<A>>>;
  },
): Route {
  const { handler, ...rest } = line;
  return {
    ...rest,
    kind: 'open',
    method: 'post',
    params: none,
    query: none,
    handler: handler as never,
  };
}
