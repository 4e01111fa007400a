// An owner at the API: signed in, with a new key for each change.

import { randomUUID } from 'node:crypto';
import { createTokens } from '../../src/adapters/admin/tokens.ts';
import { openWorld, secrets, type World, type WorldOptions } from './world.ts';

export const ANA = 'ana@example.com';
export const BRUNO = 'bruno@example.com';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- what a test reads out of an answer it asserts
  readonly body: any;
};
export type Owner = ReturnType<typeof ownerAt>;

export async function openAdminWorld(
  options: WorldOptions = {},
): Promise<World & { readonly owner: Owner; readonly signIn: (email?: string) => Promise<Owner> }> {
  const world = await openWorld({
    ...options,
    env: { ADMIN_ALLOWED_EMAILS: `${ANA}, ${BRUNO}`, ...options.env },
  });
  /** A token is good for 12 hours: a test that moves the clock signs in again. */
  const signIn = async (email = ANA) => {
    const { token } = await createTokens(secrets.jwtSecret).mint(email, world.clock.now());
    return ownerAt(world.service.url, token);
  };
  return { ...world, signIn, owner: await signIn() };
}

export function ownerAt(url: string, token: string | null) {
  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${url}/api/v1/admin${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'idempotency-key': randomUUID() }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    };
  }
  return {
    ask,
    get: (path: string) => ask('GET', path),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      ask('POST', path, body, headers),
    put: (path: string, body: unknown) => ask('PUT', path, body),
    patch: (path: string, body: unknown) => ask('PATCH', path, body),
    delete: (path: string) => ask('DELETE', path),
  };
}

/** What is looked at until it is enough, at most ten seconds. */
export async function eventually<T>(
  look: () => Promise<T>,
  enough: (found: T) => boolean,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const found = await look();
    if (enough(found) || tries > 200) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
