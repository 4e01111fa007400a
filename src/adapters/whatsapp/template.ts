// What a template is: a text in each language, with the values and the buttons that Meta approves with it.

import type { Language } from '../../../flows/understand/meaning.ts';
import type { TemplateName, TemplateValues } from '../../chat/templates.ts';

/** At most ten; those that reply stand together, labels have at most 25 characters. */
export type TemplateButton =
  | { readonly kind: 'reply'; readonly text: string; readonly choice: string }
  /** Leads below our own address: `pay/` and the end of the path. */
  | {
      readonly kind: 'link';
      readonly text: string;
      readonly below: string;
      readonly example: string;
    };

export type TemplateText = { readonly body: string; readonly buttons: readonly TemplateButton[] };

export type Template<N extends TemplateName> = {
  /** Of each value, in the order in which it is sent; with what Meta's reviewer reads in its place. */
  readonly examples: TemplateValues[N];
  /** Not delivered after that; a reminder that comes days later is worse than none. */
  readonly ttlSeconds: number | null;
  readonly texts: Readonly<Record<Language, TemplateText>>;
};

export type Templates = { readonly [N in TemplateName]: Template<N> };

export const reply = (text: string, choice: string) => ({ kind: 'reply', text, choice }) as const;
