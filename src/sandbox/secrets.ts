// The secrets that the service and the simulators share; made once for a data folder.

import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { FLOW_PATH } from '../adapters/whatsapp/form-account.ts';
import { FORM_JSON } from '../adapters/whatsapp/form-json.ts';
import type { JsonObject } from './simulators/json.ts';
import type { FlowOptions } from './simulators/whatsapp-flows.ts';
import { speechKey } from './simulators/speech.ts';

const secretsSchema = z.object({
  jwtSecret: z.string(),
  whatsappAccessToken: z.string(),
  whatsappAppSecret: z.string(),
  whatsappVerifyToken: z.string(),
  whatsappPhoneId: z.string(),
  mercadopagoAccessToken: z.string(),
  mercadopagoWebhookSecret: z.string(),
  /** PEM; with it dates are asked for with the form. */
  flowPrivateKey: z.string().exactOptional(),
});
export type Secrets = z.infer<typeof secretsSchema>;

export async function readSecrets(file: string): Promise<Secrets> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const known = kept === undefined ? undefined : secretsSchema.parse(JSON.parse(kept));
  if (known?.flowPrivateKey) return known;
  const secrets = { ...(known ?? newSecrets()), flowPrivateKey: newFlowKey() };
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

function newSecrets(): Secrets {
  const secret = () => randomBytes(24).toString('hex');
  return {
    jwtSecret: secret(),
    whatsappAccessToken: `EAA${secret()}`,
    whatsappAppSecret: secret(),
    whatsappVerifyToken: secret(),
    whatsappPhoneId: '106540352242922',
    mercadopagoAccessToken: `APP_USR-${secret()}`,
    mercadopagoWebhookSecret: secret(),
  };
}

function newFlowKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

const FLOW_ID = '1001';

/** The date form as Meta has it once `npm run whatsapp:flow` was run. */
export function publishedForm(privateKey: string, publicUrl: string): FlowOptions {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  return {
    id: FLOW_ID,
    json: FORM_JSON as JsonObject,
    endpoint: `${publicUrl}${FLOW_PATH}`,
    publicKey: String(publicKey),
  };
}

/** Whose voice notes the simulators hear. */
export function hearingFor(sandbox: { transcriptionUrl: string }): Record<string, string> {
  return { TRANSCRIPTION_URL: sandbox.transcriptionUrl, TRANSCRIPTION_API_KEY: speechKey };
}

/** The environment in which the service takes the simulators for Meta and MercadoPago. */
export function environmentFor(
  secrets: Secrets,
  sandbox: { whatsappApiUrl: string; mercadopagoApiUrl: string },
): Record<string, string> {
  return {
    JWT_SECRET: secrets.jwtSecret,
    WHATSAPP_ACCESS_TOKEN: secrets.whatsappAccessToken,
    WHATSAPP_APP_SECRET: secrets.whatsappAppSecret,
    WHATSAPP_PHONE_ID: secrets.whatsappPhoneId,
    WHATSAPP_VERIFY_TOKEN: secrets.whatsappVerifyToken,
    WHATSAPP_API_URL: sandbox.whatsappApiUrl,
    ...(secrets.flowPrivateKey && {
      WHATSAPP_FLOW_ID: FLOW_ID,
      WHATSAPP_FLOW_PRIVATE_KEY: secrets.flowPrivateKey,
    }),
    MERCADOPAGO_ACCESS_TOKEN: secrets.mercadopagoAccessToken,
    MERCADOPAGO_WEBHOOK_SECRET: secrets.mercadopagoWebhookSecret,
    MERCADOPAGO_API_URL: sandbox.mercadopagoApiUrl,
  };
}
