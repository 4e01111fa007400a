// What would go wrong: a phone gets an answer that it cannot read, or a key that nobody can use is
// noticed by the first guest and not by the start.

import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openSealed, openWithKey, sealRequest } from '../../src/adapters/whatsapp/flow-crypto.ts';
import { type ConfigError, parseConfig } from '../../src/config.ts';
import { newKey } from '../support/forms.ts';
import { secrets } from '../support/http-door.ts';

const vector = JSON.parse(readFileSync('fixtures/vectors/flow_aes_gcm.json', 'utf8'));
const { privateKey, pem, publicPem } = newKey();

test("Meta's vector opens, and is answered with every bit of its IV inverted", () => {
  const opened = openWithKey(
    Buffer.from(vector.encrypted_flow_data, 'base64'),
    Buffer.from(vector.aes_key_hex, 'hex'),
    Buffer.from(vector.initial_vector_base64, 'base64'),
  );
  expect(opened.text).toBe(vector.request_plain);
  expect(opened.seal(JSON.parse(vector.response_plain))).toBe(vector.response_body_base64);
});

test('what a phone seals for our key we read, and it reads our answer; anything else does not open', () => {
  const asked = { version: '4.0', action: 'INIT', flow_token: 'ñandú' };
  const { sealed, read } = sealRequest(asked, createPublicKey(publicPem));
  const opened = openSealed(sealed, privateKey)!;
  expect(JSON.parse(opened.text)).toEqual(asked);
  expect(read(opened.seal({ screen: 'STAY' }))).toEqual({ screen: 'STAY' });

  const data = Buffer.from(sealed.encrypted_flow_data, 'base64');
  data[3]! ^= 1;
  const broken = [
    { ...sealed, encrypted_flow_data: data.toString('base64') },
    { ...sealed, encrypted_flow_data: '' },
    { ...sealed, encrypted_aes_key: '' },
    { ...sealed, encrypted_aes_key: 'no base64 at all' },
    { ...sealed, initial_vector: Buffer.alloc(12).toString('base64') },
    { ...sealed, initial_vector: Buffer.alloc(16).toString('base64') },
  ];
  expect(broken.map((one) => openSealed(one, privateKey))).toEqual(broken.map(() => undefined));
  expect(openSealed(sealed, newKey().privateKey)).toBeUndefined();
});

test('a key is taken as PEM, on one line or in base64, and one that cannot be used stops the start in words', () => {
  const encrypted = String(
    privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
  );
  const start = (env: Record<string, string>) => {
    try {
      const { whatsapp } = parseConfig({ ...secrets, WHATSAPP_FLOW_ID: '1', ...env });
      return whatsapp.kind === 'open' && whatsapp.form !== null ? 'on' : 'off';
    } catch (error) {
      return (error as ConfigError).problems;
    }
  };
  const key = (value: string, more = {}) => ({ WHATSAPP_FLOW_PRIVATE_KEY: value, ...more });
  expect(start(key(pem))).toBe('on');
  expect(start(key(pem.replaceAll('\n', '\\n')))).toBe('on');
  expect(start(key(Buffer.from(pem).toString('base64')))).toBe('on');
  expect(start(key(encrypted, { WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE: 'x' }))).toBe('on');
  expect(start({ ...key(pem), WHATSAPP_FLOW_ID: '' })).toBe('off');
  expect(start({})).toEqual([expect.stringMatching(/^WHATSAPP_FLOW_PRIVATE_KEY is missing/)]);
  expect(start(key(encrypted, { WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE: 'y' }))).toEqual([
    'WHATSAPP_FLOW_PRIVATE_KEY does not open with WHATSAPP_FLOW_PRIVATE_KEY_PASSPHRASE',
  ]);
  expect(start(key('secret words'))).toEqual([
    'WHATSAPP_FLOW_PRIVATE_KEY must be a private key in PEM, or that in base64',
  ]);
  expect(start(key('-----BEGIN PRIVATE KEY-----\nAAAA'))).toEqual([
    'WHATSAPP_FLOW_PRIVATE_KEY is not a private key that can be read',
  ]);
  expect(start(key(newKey(1_024).pem))).toEqual([
    'WHATSAPP_FLOW_PRIVATE_KEY must be an RSA key of 2048 bits, which is what Meta takes',
  ]);
});
