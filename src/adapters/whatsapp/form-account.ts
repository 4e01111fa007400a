// The date form as Meta keeps it: the flow with its JSON, and the key of the number.

import { createHmac, createPublicKey, type KeyObject } from 'node:crypto';
import { FormData, request } from 'undici';
import { z } from 'zod';
import type { WhatsAppSettings } from '../../config.ts';
import { sealRequest } from './flow-crypto.ts';
import { FORM_JSON } from './form-json.ts';
import type { Asked, Management } from './management.ts';

type Parts = {
  readonly management: Management;
  readonly settings: WhatsAppSettings;
  readonly publicUrl: string;
};

/** Where the door for it is, below the public address. */
export const FLOW_PATH = '/api/v1/webhooks/whatsapp/flow';

const NAME = 'posta_dates';
const errors = z.array(z.looseObject({ message: z.string() })).catch([]);
const created = z.object({ id: z.string() });
const uploaded = z.looseObject({ validation_errors: errors });
const done = z.object({ success: z.literal(true) });
const flow = z.looseObject({
  status: z.string(),
  endpoint_uri: z.string().nullish(),
  validation_errors: errors,
});
const key = z.looseObject({
  business_public_key: z.string().nullish(),
  business_public_key_signature_status: z.string().nullish(),
});
/** Bare in some of Meta's pages, in a list in others. */
const keys = key.extend({ data: z.array(key).optional() });

function publicPemOf(privateKey: KeyObject): string {
  return String(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }));
}

/** A draft with its screens; `problems` are Meta's about them. */
export async function createFlow({
  management,
  settings,
  publicUrl,
}: Parts): Promise<Asked<{ id: string; problems: readonly string[] }>> {
  const made = await management.post(
    `${settings.businessId}/flows`,
    { name: NAME, categories: ['APPOINTMENT_BOOKING'], endpoint_uri: `${publicUrl}${FLOW_PATH}` },
    created,
  );
  if (made.kind === 'refused') return made;
  const { id } = made.answer;
  const file = new FormData();
  file.set('name', 'flow.json');
  file.set('asset_type', 'FLOW_JSON');
  file.set(
    'file',
    new Blob([JSON.stringify(FORM_JSON)], { type: 'application/json' }),
    'flow.json',
  );
  const sent = await management.send(`${id}/assets`, file, uploaded);
  if (sent.kind === 'refused') return sent;
  const problems = sent.answer.validation_errors.map(({ message }) => message);
  return { kind: 'answered', answer: { id, problems } };
}

export function publishFlow({ management }: Parts, flowId: string) {
  return management.post(`${flowId}/publish`, {}, done);
}

export function registerKey({ management, settings }: Parts, privateKey: KeyObject) {
  const fields = new URLSearchParams({ business_public_key: publicPemOf(privateKey) });
  return management.send(`${settings.phoneId}/whatsapp_business_encryption`, fields, done);
}

export function readFlow({ management }: Parts, flowId: string) {
  const fields = 'id,name,status,endpoint_uri,validation_errors';
  return management.get(flowId, flow, { fields });
}

/** Whether Meta has our key; Meta's word about its signature where it is not well. */
export async function standingOfKey(
  { management, settings }: Parts,
  privateKey: KeyObject,
): Promise<Asked<'ours' | 'another' | 'none' | 'mismatch'>> {
  const asked = await management.get(`${settings.phoneId}/whatsapp_business_encryption`, keys);
  if (asked.kind === 'refused') return asked;
  const kept = asked.answer.data?.[0] ?? asked.answer;
  if (!kept.business_public_key) return { kind: 'answered', answer: 'none' };
  if (kept.business_public_key_signature_status === 'MISMATCH')
    return { kind: 'answered', answer: 'mismatch' };
  const isOurs = withoutSpace(kept.business_public_key) === withoutSpace(publicPemOf(privateKey));
  return { kind: 'answered', answer: isOurs ? 'ours' : 'another' };
}

/** As Meta's health check asks; the words for what is wrong, or null. */
export async function pingEndpoint(
  { settings, publicUrl }: Parts,
  privateKey: KeyObject,
): Promise<string | null> {
  const { sealed, read } = sealRequest(
    { version: '3.0', action: 'ping' },
    createPublicKey(privateKey),
  );
  const body = JSON.stringify(sealed);
  const hmac = createHmac('sha256', settings.appSecret).update(body).digest('hex');
  try {
    const response = await request(`${publicUrl}${FLOW_PATH}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${hmac}` },
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.body.text();
    if (response.statusCode !== 200) return `it answers ${response.statusCode} to a ping`;
    return JSON.stringify(read(text)).includes('"active"') ? null : 'it answers something else';
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');
