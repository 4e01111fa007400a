// Our templates against the account's: what is missing, what waits for Meta, what says something else.

import { z } from 'zod';
import type { Language } from '../../../flows/understand/meaning.ts';
import type { TemplateName } from '../../chat/templates.ts';
import type { TemplateButton } from './template.ts';
import { CATEGORY, META_LANGUAGE, TEMPLATES } from './templates.ts';

const component = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  buttons: z.array(z.looseObject({ type: z.string(), text: z.string().nullish() })).nullish(),
});
export const accountTemplate = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string(),
  category: z.string().nullish(),
  rejected_reason: z.string().nullish(),
  components: z.array(component).catch([]),
});
type AccountTemplate = z.infer<typeof accountTemplate>;
export const TEMPLATE_FIELDS = 'name,language,status,category,rejected_reason,components';

export type Standing = { readonly name: TemplateName; readonly language: Language } & (
  | { readonly kind: 'ready' }
  | { readonly kind: 'missing' }
  /** As Meta calls it: PENDING, REJECTED, PAUSED, DISABLED … */
  | { readonly kind: 'notApproved'; readonly status: string; readonly reason: string | null }
  | { readonly kind: 'otherWords' }
  /** Billed as something else, and bound to other rules. */
  | { readonly kind: 'otherCategory'; readonly category: string }
);

const names = Object.keys(TEMPLATES) as TemplateName[];
const languages = Object.keys(META_LANGUAGE) as Language[];
const WANTED = names.flatMap((name) => languages.map((language) => ({ name, language })));

export function standings(account: readonly AccountTemplate[]): Standing[] {
  return WANTED.map(({ name, language }) => {
    const found = account.find(
      (one) => one.name === name && one.language === META_LANGUAGE[language],
    );
    if (found === undefined) return { name, language, kind: 'missing' };
    if (found.status !== 'APPROVED')
      return {
        name,
        language,
        kind: 'notApproved',
        status: found.status,
        reason: found.rejected_reason ?? null,
      };
    if (!saysTheSame(found, name, language)) return { name, language, kind: 'otherWords' };
    if (found.category && found.category !== CATEGORY)
      return { name, language, kind: 'otherCategory', category: found.category };
    return { name, language, kind: 'ready' };
  });
}

function saysTheSame(found: AccountTemplate, name: TemplateName, language: Language): boolean {
  const { body, buttons } = TEMPLATES[name].texts[language];
  const of = (type: string) => found.components.find((one) => one.type.toUpperCase() === type);
  const labels = of('BUTTONS')?.buttons?.map(({ text }) => text) ?? [];
  return (
    of('BODY')?.text === body &&
    labels.length === buttons.length &&
    buttons.every(({ text }, at) => labels[at] === text)
  );
}

/** The body of `POST /<account>/message_templates`; links lead below `publicUrl`. */
export function definitionOf(name: TemplateName, language: Language, publicUrl: string): object {
  const { examples, texts, ttlSeconds } = TEMPLATES[name];
  const { body, buttons } = texts[language];
  return {
    name,
    language: META_LANGUAGE[language],
    category: CATEGORY,
    parameter_format: 'named',
    ...(ttlSeconds === null ? {} : { message_send_ttl_seconds: ttlSeconds }),
    components: [
      {
        type: 'BODY',
        text: body,
        example: {
          body_text_named_params: Object.entries(examples).map(([param_name, example]) => ({
            param_name,
            example,
          })),
        },
      },
      ...(buttons.length === 0
        ? []
        : [{ type: 'BUTTONS', buttons: buttons.map((button) => buttonOf(button, publicUrl)) }]),
    ],
  };
}

function buttonOf(button: TemplateButton, publicUrl: string): object {
  if (button.kind === 'reply') return { type: 'QUICK_REPLY', text: button.text };
  const address = `${publicUrl}/${button.below}`;
  return {
    type: 'URL',
    text: button.text,
    url: `${address}{{1}}`,
    example: [`${address}${button.example}`],
  };
}
