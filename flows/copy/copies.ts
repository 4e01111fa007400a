import type { Language } from '../understand/meaning.ts';
import type { Copy } from './copy.ts';
import { createEsAr } from './es-ar.ts';

/** Every language the bot writes in; `timeZone` is the lodging's. */
export function createCopies(timeZone: string): Readonly<Record<Language, Copy>> {
  const es = createEsAr(timeZone);
  return { es, pt: es, en: es };
}
