// Who asks. A bearer token of ours, checked at each request against the list of e-mails and the tokens
// that were signed out; never in an address, never in a log.

import type { Context } from 'koa';
import { z } from 'zod';
import { writeAudit } from '../../adapters/admin/audit.ts';
import type { VerifyIdToken } from '../../adapters/admin/open-id.ts';
import { isRevoked, revokeToken, type Tokens } from '../../adapters/admin/tokens.ts';
import type { Db } from '../../adapters/postgres.ts';
import type { CalendarDate } from '../../domain/stay.ts';
import { HttpProblem } from '../problem.ts';
import { change, open, read, type Scene, type Table } from './route.ts';
import { day, instant } from './schemas.ts';

export type Session = Pick<Scene, 'who' | 'token'>;
export type Authenticate = (ctx: Context) => Promise<Session>;

export type SignInParts = {
  readonly db: Db;
  readonly tokens: Tokens;
  readonly allowedEmails: readonly string[];
  /** Null where no issuer is set. */
  readonly verifyIdToken: VerifyIdToken | null;
  /** The civil day at the lodging. */
  readonly today: (now: Date) => CalendarDate;
  readonly timeZone: string;
  readonly now: () => Date;
};

export function createAuthenticate({ db, tokens, allowedEmails, now }: SignInParts): Authenticate {
  return async (ctx) => {
    const [scheme, bearer, more] = ctx.get('Authorization').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !bearer || more !== undefined)
      throw unauthorized('Send Authorization: Bearer and a token');
    const token = await tokens.verify(bearer, now());
    if (!token || (await isRevoked(db, token.jti)))
      throw unauthorized('The token is not ours, or it is over');
    if (!allowedEmails.includes(token.email)) throw notAllowed();
    return { who: token.email, token };
  };
}

function unauthorized(detail: string): HttpProblem {
  return new HttpProblem(401, 'Sign in first', detail, {
    'WWW-Authenticate': 'Bearer realm="posta"',
  });
}

function notAllowed(): HttpProblem {
  return new HttpProblem(403, 'This e-mail may not come in');
}

export function signInTable({
  tokens,
  allowedEmails,
  verifyIdToken,
  today,
  timeZone,
}: SignInParts): Table {
  return {
    tag: 'Sign-in',
    routes: [
      open({
        name: 'login',
        path: '/login',
        summary:
          'Sign in with an OpenID Connect ID token; answers a token of ours, good for 12 hours',
        body: z.object({ idToken: z.string().min(1).max(10_000) }),
        answer: z.object({ token: z.string(), email: z.string(), expiresAt: instant }),
        async handler({ db, now, body }) {
          if (!verifyIdToken)
            throw new HttpProblem(
              503,
              'No issuer is set',
              'OIDC_ISSUER and its companions are missing',
            );
          const person = await verifyIdToken(body.idToken, now);
          if (!person) throw unauthorized('The ID token does not hold');
          const { email } = person;
          if (!allowedEmails.includes(email)) throw notAllowed();
          await writeAudit(db, { at: now, who: email, what: 'login', about: `person:${email}` });
          return tokens.mint(email, now);
        },
      }),
      change({
        name: 'logout',
        method: 'post',
        path: '/logout',
        summary: 'The token that asks is good for nothing any more',
        answer: z.object({}),
        async handler({ db, now, who, token }) {
          await revokeToken(db, token, now);
          return { answer: {}, about: `person:${who}` };
        },
      }),
      read({
        name: 'whoAmI',
        path: '/me',
        summary: 'Who asks, until when their token is good, and what day it is at the lodging',
        answer: z.object({
          email: z.string(),
          expiresAt: instant,
          now: instant,
          today: day,
          timeZone: z.string().describe('of the IANA data base'),
        }),
        handler: async ({ who, token, now }) => ({
          email: who,
          expiresAt: token.expiresAt,
          now,
          today: today(now),
          timeZone,
        }),
      }),
    ],
  };
}
