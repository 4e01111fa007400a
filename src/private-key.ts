// The private key of the date form, as it is set.

import { createPrivateKey, type KeyObject } from 'node:crypto';

/**
 * A PEM, as it is, with `\n` for its line ends, or in base64. Throws an Error that says in words why it
 * cannot be used: Meta takes RSA of 2,048 bits.
 */
export function readPrivateKey(given: string, passphrase: string | undefined): KeyObject {
  const pem = given.startsWith('-----')
    ? given.replaceAll('\\n', '\n')
    : Buffer.from(given, 'base64').toString('utf8');
  if (!pem.startsWith('-----')) throw new Error('must be a private key in PEM, or that in base64');
  let key: KeyObject;
  try {
    key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch {
    throw new Error(
      pem.includes('ENCRYPTED')
        ? 'does not open with WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE'
        : 'is not a private key that can be read',
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType !== 'rsa' || bits !== 2_048)
    throw new Error('must be an RSA key of 2048 bits, which is what Meta takes');
  return key;
}
