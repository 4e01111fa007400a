// x-signature of MercadoPago's webhooks: HMAC-SHA256 over the parts that are there.

import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

export type Signed = {
  readonly signature: string | undefined;
  readonly requestId: string | undefined;
  /** From the query string, never from the body. */
  readonly dataId: string | undefined;
};

/** Blank secrets are left out: everybody could sign with one. */
export function signatureKeys(secrets: readonly string[]): KeyObject[] {
  return secrets
    .filter((secret) => secret.trim() !== '')
    .map((secret) => createSecretKey(secret, 'utf8'));
}

/**
 * Any of the secrets, the id as it came or in lower case (the documents and the SDKs disagree, sdk-java
 * #420). The age is not judged: the unit of `ts` differs and late retries are genuine.
 */
export function isSigned(
  { signature, requestId, dataId }: Signed,
  keys: readonly KeyObject[],
): boolean {
  const parts = /^\s*ts=(\d{1,20})\s*,\s*v1=([0-9a-f]{64})\s*$/i.exec(signature ?? '');
  if (!parts) return false;
  const given = Buffer.from(parts[2]!, 'hex');
  const ids = dataId === undefined ? [undefined] : new Set([dataId, dataId.toLowerCase()]);
  let matches = 0;
  for (const id of ids) {
    const manifest = `${id === undefined ? '' : `id:${id};`}${requestId === undefined ? '' : `request-id:${requestId};`}ts:${parts[1]};`;
    // All are tried: how long it takes says nothing about which one matches.
    for (const key of keys)
      matches += Number(
        timingSafeEqual(createHmac('sha256', key).update(manifest).digest(), given),
      );
  }
  return matches > 0;
}
