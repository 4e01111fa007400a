// A world whose dates are asked for with the form: a key of the number, a published flow, and a guest's
// fingers on it.

import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { publishedForm } from '../../src/sandbox/secrets.ts';
import type { JsonObject } from '../../src/sandbox/simulators/json.ts';
import type { Phone } from '../../src/sandbox/simulators/whatsapp-phone.ts';
import { PUBLIC_URL, secrets, type WorldOptions } from './world.ts';

export function newKey(bits = 2_048) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    privateKey,
    pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    publicPem: String(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })),
  };
}

export function withForm({ pem } = newKey()): WorldOptions {
  return {
    secrets: { ...secrets, flowPrivateKey: pem },
    sandbox: { whatsapp: { flow: publishedForm(pem, PUBLIC_URL) } },
  };
}

export const chosen = (from: string, to: string, counts: JsonObject = {}) => ({
  stay: { 'start-date': from, 'end-date': to },
  adults: '2',
  children: '0',
  infants: '0',
  pets: '0',
  ...counts,
});

export const exchange = (data: JsonObject) => ({ action: 'data_exchange', screen: 'STAY', data });

/** What the last screen's button sends, as its flow says. */
export function answerOf(summary: JsonObject): JsonObject {
  const { heading: _, free: __, choose_label: ___, ...answer } = summary;
  return answer;
}

/** Opens the newest form, chooses, and closes it. */
export async function fill(guest: Phone, from: string, to: string, counts: JsonObject = {}) {
  const form = guest.form();
  await form.ask({ action: 'INIT' });
  const { body } = await form.ask(exchange(chosen(from, to, counts)));
  return form.complete(answerOf(body['data'] as JsonObject));
}
