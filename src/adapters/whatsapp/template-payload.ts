// A template with its values, as the Graph API takes it: Meta refuses a value that is empty or holds a
// line break, a tab or more than four spaces in a row (132012).

import type { TemplateUse } from '../../chat/templates.ts';
import { META_LANGUAGE, TEMPLATES } from './templates.ts';
import { fit } from './text.ts';

/** The filled body may have 1,024 characters (132005), and no body of ours has more than 300 of its own. */
const LONGEST = { value: 100, words: 500 } as const;

export function templateContent(use: TemplateUse): Readonly<Record<string, unknown>> {
  const { examples, texts } = TEMPLATES[use.name];
  const values: Readonly<Record<string, string>> = use.values;
  const body = Object.keys(examples).map((name) => ({
    type: 'text',
    parameter_name: name,
    text: oneLine(
      values[name] ?? '',
      name === 'detail' || name === 'reply' ? LONGEST.words : LONGEST.value,
    ),
  }));
  const buttons = texts[use.language].buttons.map((button, index) =>
    button.kind === 'reply'
      ? buttonComponent('quick_reply', index, { type: 'payload', payload: button.choice })
      : buttonComponent('url', index, {
          type: 'text',
          text: suffixOf(use.path ?? '', button.below),
        }),
  );
  return {
    type: 'template',
    template: {
      name: use.name,
      language: { code: META_LANGUAGE[use.language] },
      components: [{ type: 'body', parameters: body }, ...buttons],
    },
  };
}

function buttonComponent(kind: 'quick_reply' | 'url', index: number, parameter: object): object {
  return { type: 'button', sub_type: kind, index: String(index), parameters: [parameter] };
}

function oneLine(value: string, longest: number): string {
  // asterisks would be read as bold across the template's own words
  const line = fit(value, 4_096).replaceAll('*', '').replace(/\s+/g, ' ').trim();
  return fit(line === '' ? '–' : line, longest);
}

function suffixOf(path: string, below: string): string {
  const own = path.replace(/^\/+/, '');
  return own.startsWith(below) ? own.slice(below.length) || '-' : '-';
}
