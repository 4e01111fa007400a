// npm run whatsapp:templates [-- check | create]
// The templates that leave outside Meta's 24 hours, held against the account: `check` (as without a word)
// lists them, exit code 1 unless all are ready; `create` asks Meta to approve those that are missing.

import { z } from 'zod';
import { createManagement } from '../adapters/whatsapp/management.ts';
import {
  accountTemplate,
  definitionOf,
  standings,
  TEMPLATE_FIELDS,
  type Standing,
} from '../adapters/whatsapp/template-account.ts';
import { META_LANGUAGE } from '../adapters/whatsapp/templates.ts';
import { ConfigError, parseConfig } from '../config.ts';

const created = z.object({ id: z.string(), status: z.string().catch('PENDING') });

try {
  const word = process.argv[2] ?? 'check';
  if (word !== 'check' && word !== 'create') throw new Error('Say check or create');
  process.exitCode = await run(word);
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(word: 'check' | 'create'): Promise<number> {
  const { whatsapp, publicUrl } = parseConfig(process.env);
  if (whatsapp.kind === 'closed')
    throw new ConfigError(whatsapp.missing.map((name) => `${name} is missing`));
  if (!whatsapp.businessId) throw new ConfigError(['WHATSAPP_BUSINESS_ID is missing']);
  const path = `${whatsapp.businessId}/message_templates`;
  const management = createManagement(whatsapp);

  const listed = await management.list(path, accountTemplate, { fields: TEMPLATE_FIELDS });
  if (listed.kind === 'refused') throw new Error(`Meta does not list templates: ${listed.words}`);
  const all = standings(listed.answer);
  if (word === 'check') {
    for (const standing of all) tell(lineOf(standing));
    return all.every(({ kind }) => kind === 'ready') ? 0 : 1;
  }

  let refusals = 0;
  for (const { name, language } of all.filter(({ kind }) => kind === 'missing')) {
    const asked = await management.post(path, definitionOf(name, language, publicUrl), created);
    if (asked.kind === 'refused') refusals += 1;
    const outcome =
      asked.kind === 'refused'
        ? `refused: ${asked.words}`
        : `asked for, now ${asked.answer.status}`;
    tell(`${name} ${META_LANGUAGE[language]}: ${outcome}`);
  }
  tell('Meta looks at a template within a day; its answer comes as a webhook, and to the owner.');
  return refusals > 0 ? 1 : 0;
}

function lineOf(standing: Standing): string {
  const name = `${standing.name} ${META_LANGUAGE[standing.language]}`;
  switch (standing.kind) {
    case 'ready':
      return `✓ ${name}`;
    case 'missing':
      return `✗ ${name}: not in the account; npm run whatsapp:templates -- create`;
    case 'notApproved':
      return `✗ ${name}: ${standing.status}${standing.reason && standing.reason !== 'NONE' ? ` (${standing.reason})` : ''}`;
    case 'otherWords':
      return `✗ ${name}: approved with other words; edit it in WhatsApp Manager, or delete it there and create it again`;
    case 'otherCategory':
      return `✗ ${name}: Meta moved it to ${standing.category}, which is always billed; appeal in WhatsApp Manager`;
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
