// The messages that Meta approves beforehand, the only ones that may leave outside the 24-hour window.
// Utility in Meta's sense: each is about one booking or one question, offers nothing, and neither begins
// nor ends with a variable (their review refuses that). Created by `npm run whatsapp:templates create`.

import type { Language } from '../../../flows/understand/meaning.ts';
import type { Templates } from './template.ts';
import { chatTemplates } from './templates-chat.ts';
import { moneyTemplates } from './templates-money.ts';
import { stayTemplates } from './templates-stay.ts';

export const META_LANGUAGE = { es: 'es_AR', pt: 'pt_BR', en: 'en' } as const satisfies Record<
  Language,
  string
>;

/** Which Meta keeps them under and bills them by. */
export const CATEGORY = 'UTILITY';

export const TEMPLATES: Templates = { ...stayTemplates, ...moneyTemplates, ...chatTemplates };
