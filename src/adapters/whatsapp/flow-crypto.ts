// The envelope of WhatsApp Flows: an AES key sealed for our RSA key, and under it the request and, with
// every bit of the IV inverted, the answer. Source: WhatsApp-Flows-Tools, examples/endpoint/nodejs.

import {
  constants,
  createCipheriv,
  createDecipheriv,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

export type Sealed = {
  readonly encrypted_aes_key: string;
  readonly encrypted_flow_data: string;
  readonly initial_vector: string;
};
export type Opened = {
  readonly text: string;
  /** The base64 text that answers it. */
  readonly seal: (answer: unknown) => string;
};

const CIPHER = 'aes-128-gcm';
const KEY_BYTES = 16;
const IV_BYTES = 16;
const TAG_BYTES = 16;

/** Undefined: sealed for another key, or changed on the way. */
export function openSealed(sealed: Sealed, privateKey: KeyObject): Opened | undefined {
  try {
    const key = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(sealed.encrypted_aes_key, 'base64'),
    );
    const iv = Buffer.from(sealed.initial_vector, 'base64');
    if (key.length !== KEY_BYTES || iv.length !== IV_BYTES) return undefined;
    return openWithKey(Buffer.from(sealed.encrypted_flow_data, 'base64'), key, iv);
  } catch {
    // OpenSSL says no more than that it did not fit
    return undefined;
  }
}

/** Throws where the tag does not fit. */
export function openWithKey(data: Uint8Array, key: Uint8Array, iv: Uint8Array): Opened {
  const inverted = iv.map((byte) => byte ^ 0xff);
  return {
    text: decrypt(data, key, iv),
    seal: (answer) => encrypt(answer, key, inverted),
  };
}

/** The other side: what a phone sends, and how it reads the answer (throws on one that is not for it). */
export function sealRequest(
  request: unknown,
  publicKey: KeyObject,
): { readonly sealed: Sealed; readonly read: (answer: string) => unknown } {
  const key = randomBytes(KEY_BYTES);
  const iv = randomBytes(IV_BYTES);
  const inverted = iv.map((byte) => byte ^ 0xff);
  const sealedKey = publicEncrypt(
    { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    key,
  );
  return {
    sealed: {
      encrypted_aes_key: sealedKey.toString('base64'),
      encrypted_flow_data: encrypt(request, key, iv),
      initial_vector: iv.toString('base64'),
    },
    read: (answer) => JSON.parse(decrypt(Buffer.from(answer, 'base64'), key, inverted)),
  };
}

function encrypt(value: unknown, key: Uint8Array, iv: Uint8Array): string {
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  const sealed = [cipher.update(JSON.stringify(value), 'utf8'), cipher.final()];
  return Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64');
}

/** Throws where the tag does not fit. */
function decrypt(data: Uint8Array, key: Uint8Array, iv: Uint8Array): string {
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  const opened = [decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()];
  return Buffer.concat(opened).toString('utf8');
}
