// What stands between the settings and a message that arrives, looked at one thing after the other;
// each finding says what to do about it.

import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import { z } from 'zod';
import { examineForm } from './doctor-form.ts';
import { broken, good, watch, type DoctorParts, type Finding } from './finding.ts';
import { accountTemplate, standings, TEMPLATE_FIELDS } from './template-account.ts';

const phone = z.looseObject({
  display_phone_number: z.string().catch('unknown number'),
  verified_name: z.string().nullish(),
  name_status: z.string().nullish(),
  quality_rating: z.string().nullish(),
  status: z.string().nullish(),
  throughput: z.looseObject({ level: z.string().nullish() }).nullish(),
});
const PHONE_FIELDS =
  'display_phone_number,verified_name,name_status,quality_rating,status,throughput';
const debugged = z.object({
  data: z.looseObject({
    is_valid: z.boolean(),
    expires_at: z.number().nullish(),
    scopes: z.array(z.string()).nullish(),
  }),
});
const SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'];
const WEEK_MS = 7 * 86_400_000;

export async function examine(parts: DoctorParts): Promise<Finding[]> {
  const token = await examineToken(parts);
  // With a dead token Meta says the same to every other question.
  if (token.state === 'broken') return [token, await examineWebhook(parts)];
  return [
    token,
    ...(await examineNumber(parts)),
    ...(await examineAccount(parts)),
    ...(parts.settings.form ? await examineForm(parts, parts.settings.form) : []),
    await examineWebhook(parts),
  ];
}

async function examineToken({ settings, management, now }: DoctorParts): Promise<Finding> {
  const asked = await management.get('debug_token', debugged, {
    input_token: settings.accessToken,
  });
  if (asked.kind === 'refused') {
    return asked.code === 190 || asked.code === 2500
      ? broken(
          'token',
          `Meta does not take WHATSAPP_ACCESS_TOKEN (${asked.words}). Make a token of a system user in Business settings → System users; those of the App Dashboard live less than a day.`,
        )
      : watch('token', `Meta did not say how long the token lives: ${asked.words}`);
  }
  const { is_valid: isValid, expires_at: expiresAt, scopes } = asked.answer.data;
  if (!isValid)
    return broken('token', 'The token is not valid any more. Make a new one of a system user.');
  const lacking = SCOPES.filter((scope) => scopes && !scopes.includes(scope));
  if (lacking.length > 0)
    return broken('token', `The token lacks ${lacking.join(' and ')}. Make one that has both.`);
  if (expiresAt && expiresAt * 1_000 < now().getTime() + WEEK_MS)
    return watch(
      'token',
      `The token ends on ${new Date(expiresAt * 1_000).toISOString()}. Make one of a system user, which does not end.`,
    );
  return good('token', 'Meta takes it, and it may send and manage.');
}

async function examineNumber({ settings, management }: DoctorParts): Promise<Finding[]> {
  const asked = await management.get(settings.phoneId, phone, { fields: PHONE_FIELDS });
  if (asked.kind === 'refused')
    return [
      broken(
        'number',
        `No number under WHATSAPP_PHONE_ID ${settings.phoneId} for this token (${asked.words}). The id stands in WhatsApp Manager → Phone numbers; it is not the number itself, and the system user needs the account as an asset.`,
      ),
    ];
  const found = asked.answer;
  const findings = [
    good('number', `${found.display_phone_number} (${found.verified_name ?? '–'})`),
  ];
  if (found.status && found.status !== 'CONNECTED')
    findings.push(
      broken('number', `It is ${found.status}, not CONNECTED: register it in WhatsApp Manager.`),
    );
  findings.push(
    found.quality_rating === 'RED' || found.quality_rating === 'YELLOW'
      ? watch(
          'quality',
          `${found.quality_rating}: guests block or report the number. Look at what was sent last; at RED Meta lowers the limits.`,
        )
      : good('quality', found.quality_rating ?? 'not rated yet'),
  );
  findings.push(
    found.name_status && !['APPROVED', 'AVAILABLE_WITHOUT_REVIEW'].includes(found.name_status)
      ? watch(
          'name',
          `The display name is ${found.name_status}: until it is approved Meta may refuse messages (131037).`,
        )
      : good('name', found.name_status ?? 'not said'),
  );
  findings.push(
    good(
      'throughput',
      `${found.throughput?.level ?? 'not said'}; WHATSAPP_MESSAGES_PER_SECOND is ${settings.messagesPerSecond}`,
    ),
  );
  return findings;
}

async function examineAccount({ settings, management }: DoctorParts): Promise<Finding[]> {
  const { businessId, phoneId } = settings;
  if (!businessId)
    return [
      watch(
        'account',
        'Set WHATSAPP_BUSINESS_ID (WhatsApp Manager → Account tools → account id) to have subscription and templates looked at.',
      ),
    ];
  const numbers = await management.list(
    `${businessId}/phone_numbers`,
    z.looseObject({ id: z.string() }),
  );
  if (numbers.kind === 'refused')
    return [broken('account', `No account ${businessId} for this token (${numbers.words}).`)];
  const findings = numbers.answer.some(({ id }) => id === phoneId)
    ? []
    : [broken('account', `The number ${phoneId} is not in the account ${businessId}.`)];

  const apps = await management.list(`${businessId}/subscribed_apps`, z.looseObject({}));
  findings.push(
    apps.kind === 'answered' && apps.answer.length > 0
      ? good('subscription', 'An app gets the account’s webhooks.')
      : broken(
          'subscription',
          `No app is subscribed to the account, so no message of a guest arrives though the dashboard's test does. Run: curl -X POST -H "Authorization: Bearer $WHATSAPP_ACCESS_TOKEN" ${settings.apiUrl}/${settings.apiVersion}/${businessId}/subscribed_apps`,
        ),
  );
  const templates = await management.list(`${businessId}/message_templates`, accountTemplate, {
    fields: TEMPLATE_FIELDS,
  });
  if (templates.kind === 'refused')
    return [...findings, broken('templates', `Meta does not list them: ${templates.words}`)];
  const unready = standings(templates.answer).filter(({ kind }) => kind !== 'ready');
  findings.push(
    unready.length === 0
      ? good('templates', 'All are approved and say what we send.')
      : watch(
          'templates',
          `${unready.length} are not ready, so outside the 24 hours those messages do not leave. See npm run whatsapp:templates.`,
        ),
  );
  return findings;
}

/** As Meta registers the address: the challenge comes back, for the right token only. */
async function examineWebhook({ settings, publicUrl }: DoctorParts): Promise<Finding> {
  const url = new URL(`${publicUrl}/api/v1/webhooks/whatsapp`);
  const challenge = randomBytes(8).readBigUInt64BE().toString();
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.verify_token', settings.verifyToken);
  url.searchParams.set('hub.challenge', challenge);
  const fix = `Meta needs ${url.origin}${url.pathname} from outside, with a certificate that browsers trust.`;
  try {
    const response = await request(url, { signal: AbortSignal.timeout(10_000) });
    const text = await response.body.text();
    if (response.statusCode === 200 && text === challenge)
      return good('webhook', `${url.origin}${url.pathname} answers the handshake.`);
    if (response.statusCode === 403)
      return broken(
        'webhook',
        'The service that answers there has another WHATSAPP_VERIFY_TOKEN than these settings.',
      );
    return broken('webhook', `It answers ${response.statusCode} to the handshake. ${fix}`);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return broken('webhook', `It does not answer (${words}). Is PUBLIC_URL right? ${fix}`);
  }
}
