// npm run whatsapp:flow -- print | create | key | publish
// The date form at Meta, in the order in which it is set up: `print` shows its Flow JSON, `create` makes
// the flow and says its id, `key` registers the public part of our key for the number, `publish` lets
// guests open it.

import { createFlow, publishFlow, registerKey } from '../adapters/whatsapp/form-account.ts';
import { FORM_JSON } from '../adapters/whatsapp/form-json.ts';
import { createManagement } from '../adapters/whatsapp/management.ts';
import { ConfigError, parseConfig } from '../config.ts';

try {
  const word = process.argv[2] ?? '';
  if (word === 'print') tell(JSON.stringify(FORM_JSON, null, 2));
  else if (word === 'create' || word === 'key' || word === 'publish')
    process.exitCode = await run(word);
  else throw new Error('Say print, create, key or publish');
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(word: 'create' | 'key' | 'publish'): Promise<number> {
  const { whatsapp, publicUrl } = parseConfig(process.env);
  if (whatsapp.kind === 'closed')
    throw new ConfigError(whatsapp.missing.map((name) => `${name} is missing`));
  const parts = { settings: whatsapp, publicUrl, management: createManagement(whatsapp) };
  if (word === 'create') {
    if (!whatsapp.businessId) throw new ConfigError(['WHATSAPP_BUSINESS_ID is missing']);
    const made = await createFlow(parts);
    if (made.kind === 'refused') throw new Error(`Meta does not make the flow: ${made.words}`);
    for (const problem of made.answer.problems) tell(`✗ Meta finds: ${problem}`);
    tell(`WHATSAPP_FLOW_ID=${made.answer.id}`);
    return made.answer.problems.length > 0 ? 1 : 0;
  }
  if (whatsapp.form === null)
    throw new ConfigError(['WHATSAPP_FLOW_ID and WHATSAPP_FLOW_PRIVATE_KEY are needed']);
  const { flowId, privateKey } = whatsapp.form;
  const asked = await (word === 'key'
    ? registerKey(parts, privateKey)
    : publishFlow(parts, flowId));
  if (asked.kind === 'refused') throw new Error(`Meta refuses: ${asked.words}`);
  tell(word === 'key' ? 'Meta has the key.' : 'The form is published.');
  return 0;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
