// Tokens of the owner's side: short-lived, signed by us, good only while their e-mail is on the list
// and until they are signed out.

import { createSecretKey, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Db } from '../postgres.ts';

export const TOKEN_HOURS = 12;
const ISSUER = 'posta';
const AUDIENCE = 'posta-admin';
/** HS256 is as strong as its key (RFC 7518, 3.2). */
const LEAST_SECRET_BYTES = 32;

export type Minted = { readonly token: string; readonly email: string; readonly expiresAt: Date };
export type Token = { readonly email: string; readonly jti: string; readonly expiresAt: Date };

const claims = z.object({ email: z.email().toLowerCase(), jti: z.guid(), exp: z.int() });

export type Tokens = ReturnType<typeof createTokens>;

/** A secret that is missing or can be guessed signs nothing. */
export function usableSecret(secret: string | undefined): secret is string {
  return secret !== undefined && Buffer.byteLength(secret) >= LEAST_SECRET_BYTES;
}

export function createTokens(secret: string) {
  const key = createSecretKey(secret, 'utf8');

  async function mint(email: string, now: Date): Promise<Minted> {
    const issuedAt = Math.floor(now.getTime() / 1_000);
    const expiresAt = issuedAt + TOKEN_HOURS * 3_600;
    const token = await new SignJWT({ email })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key);
    return { token, email, expiresAt: new Date(expiresAt * 1_000) };
  }

  /** Undefined for anything that we did not sign or that is over. */
  async function verify(token: string, now: Date): Promise<Token | undefined> {
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: ['HS256'],
        currentDate: now,
      });
      const { email, jti, exp } = claims.parse(payload);
      return { email, jti, expiresAt: new Date(exp * 1_000) };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) return undefined;
      throw error;
    }
  }

  return { mint, verify };
}

export async function revokeToken(
  db: Db,
  { jti, expiresAt }: Pick<Token, 'jti' | 'expiresAt'>,
  now: Date,
): Promise<void> {
  await db.query(
    `with over as (delete from revoked_tokens where expires_at < $3)
     insert into revoked_tokens (jti, expires_at) values ($1, $2) on conflict (jti) do nothing`,
    [jti, expiresAt, now],
  );
}

export async function isRevoked(db: Db, jti: string): Promise<boolean> {
  const { rows } = await db.query('select 1 from revoked_tokens where jti = $1', [jti]);
  return rows.length > 0;
}
