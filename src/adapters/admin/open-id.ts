// Sign-in elsewhere (OpenID Connect): whose ID token this is, believed on the issuer's published keys.

import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { OpenIdSettings } from '../../config.ts';
import { Fault } from '../../domain/fault.ts';

/** Undefined for a token that is not the issuer's, is not for us, is over, or whose e-mail was not verified. */
export type VerifyIdToken = (idToken: string, now: Date) => Promise<{ email: string } | undefined>;

/** An address that its issuer did not verify is anybody's. */
const claims = z.object({
  email: z.email().toLowerCase(),
  email_verified: z.union([z.literal(true), z.literal('true')]),
});

export function createIdTokens({ issuer, audience, jwksUrl }: OpenIdSettings): VerifyIdToken {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 });

  return async (idToken, now) => {
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        issuer,
        audience,
        // Only public-key signatures: the published keys must never become a shared secret.
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: 30,
        currentDate: now,
      });
      return { email: claims.parse(payload).email };
    } catch (error) {
      if (error instanceof z.ZodError || isAboutToken(error)) return undefined;
      throw new Fault('openid.unreachable', 'the keys of the issuer cannot be read', {
        transient: true,
        cause: error,
      });
    }
  };
}

function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  );
}
