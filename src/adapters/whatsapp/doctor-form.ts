// What stands between the settings of the date form and a form that opens.

import type { WhatsAppSettings } from '../../config.ts';
import { broken, good, type DoctorParts, type Finding } from './finding.ts';
import { pingEndpoint, readFlow, standingOfKey } from './form-account.ts';

export async function examineForm(
  parts: DoctorParts,
  { flowId, privateKey }: NonNullable<WhatsAppSettings['form']>,
): Promise<Finding[]> {
  return [
    await examineFlow(parts, flowId),
    await examineKey(parts, privateKey),
    examined('endpoint', await pingEndpoint(parts, privateKey), 'The endpoint answers sealed.'),
  ];
}

async function examineFlow(parts: DoctorParts, flowId: string): Promise<Finding> {
  const asked = await readFlow(parts, flowId);
  if (asked.kind === 'refused')
    return examined('flow', `No flow under WHATSAPP_FLOW_ID ${flowId} (${asked.words}).`, '');
  const { status, validation_errors: errors } = asked.answer;
  if (errors[0]) return examined('flow', `Meta finds an error in it: ${errors[0].message}`, '');
  const advice =
    status === 'BLOCKED' || status === 'THROTTLED'
      ? 'Meta saw errors or slow answers of the endpoint; guests are asked in words meanwhile.'
      : 'Run npm run whatsapp:flow -- publish.';
  return examined(
    'flow',
    status === 'PUBLISHED' ? null : `It is ${status}. ${advice}`,
    `${flowId} is published.`,
  );
}

async function examineKey(
  parts: DoctorParts,
  privateKey: NonNullable<WhatsAppSettings['form']>['privateKey'],
): Promise<Finding> {
  const asked = await standingOfKey(parts, privateKey);
  if (asked.kind === 'refused')
    return examined('key', `Meta does not say which key it has: ${asked.words}`, '');
  const words = {
    ours: null,
    none: 'Meta has no key of the number.',
    another: 'Meta has another key than WHATSAPP_FLOW_PRIVATE_KEY, so nothing opens.',
    mismatch: 'Meta finds that its signature does not fit, as after registering the number anew.',
  }[asked.answer];
  return examined(
    'key',
    words === null ? null : `${words} Run npm run whatsapp:flow -- key.`,
    'Meta has ours.',
  );
}

function examined(what: string, wrong: string | null, well: string): Finding {
  return wrong === null ? good(`form ${what}`, well) : broken(`form ${what}`, wrong);
}
