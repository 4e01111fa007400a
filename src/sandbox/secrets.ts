// The secrets that the service and the simulators share; made once for a data folder.

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { speechKey } from './simulators/speech.ts';

const secretsSchema = z.object({
  jwtSecret: z.string(),
  whatsappAccessToken: z.string(),
  whatsappAppSecret: z.string(),
  whatsappVerifyToken: z.string(),
  whatsappPhoneId: z.string(),
  mercadopagoAccessToken: z.string(),
  mercadopagoWebhookSecret: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

export async function readSecrets(file: string): Promise<Secrets> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return secretsSchema.parse(JSON.parse(kept));
  const secret = () => randomBytes(24).toString('hex');
  const secrets: Secrets = {
    jwtSecret: secret(),
    whatsappAccessToken: `EAA${secret()}`,
    whatsappAppSecret: secret(),
    whatsappVerifyToken: secret(),
    whatsappPhoneId: '106540352242922',
    mercadopagoAccessToken: `APP_USR-${secret()}`,
    mercadopagoWebhookSecret: secret(),
  };
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
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
    MERCADOPAGO_ACCESS_TOKEN: secrets.mercadopagoAccessToken,
    MERCADOPAGO_WEBHOOK_SECRET: secrets.mercadopagoWebhookSecret,
    MERCADOPAGO_API_URL: sandbox.mercadopagoApiUrl,
  };
}
