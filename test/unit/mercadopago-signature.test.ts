// A signature that is believed wrongly lets anybody make us ask; one that is refused wrongly loses news.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSigned, signatureKeys, type Signed } from '../../src/adapters/mercadopago-signature.ts';

type Vectors = {
  secret: string;
  cases: Array<{
    name: string;
    data_id: string | null;
    x_request_id: string | null;
    x_signature: string;
  }>;
};
const { secret, cases } = JSON.parse(
  readFileSync('fixtures/vectors/mercadopago_signature.json', 'utf8'),
) as Vectors;

const of = (one: Vectors['cases'][number]) => ({
  signature: one.x_signature,
  requestId: one.x_request_id ?? undefined,
  dataId: one.data_id ?? undefined,
});
const [first] = cases;

test('the vectors were read', () => expect(cases.length).toBeGreaterThanOrEqual(6));

test.each(cases)('$name holds, also while the secret is being changed', (one) => {
  expect(isSigned(of(one), signatureKeys([secret]))).toBe(true);
  expect(isSigned(of(one), signatureKeys(['older', secret]))).toBe(true);
  expect(isSigned(of(one), signatureKeys(['another']))).toBe(false);
});

test.each<[string, Partial<Signed>]>([
  ['another id', { dataId: '138472432032' }],
  ['no id where one was signed', { dataId: undefined }],
  ['another request id', { requestId: 'aa56a2f1-6aae-46ac-982e-9dcd3581d08e' }],
  ['another time', { signature: first!.x_signature.replace('ts=1766455693', 'ts=1766455694') }],
  ['a digit changed', { signature: first!.x_signature.replace('v1=4', 'v1=5') }],
  ['a short digest', { signature: first!.x_signature.slice(0, -2) }],
  ['letters that are no hex', { signature: `ts=1766455693,v1=${'z'.repeat(64)}` }],
  ['several bytes a letter', { signature: `ts=1766455693,v1=${'ñ'.repeat(64)}` }],
  ['no digest', { signature: 'ts=1766455693' }],
  ['nothing', { signature: undefined }],
  ['an empty header', { signature: '' }],
])('%s is refused', (_, over) => {
  expect(isSigned({ ...of(first!), ...over }, signatureKeys([secret]))).toBe(false);
});

test('a blank secret is no key: nobody signs with it', () => {
  expect(signatureKeys(['', '  '])).toEqual([]);
  expect(isSigned(of(first!), signatureKeys(['']))).toBe(false);
});
