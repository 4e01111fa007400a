import type { Language } from '../understand/meaning.ts';
import type { Copy } from './copy.ts';
import { en } from './en.ts';
import { esAr } from './es-ar.ts';
import { createCopy } from './layout.ts';
import { ptBr } from './pt-br.ts';

/** Every language the bot writes in; `timeZone` is the lodging's. */
export function createCopies(timeZone: string): Readonly<Record<Language, Copy>> {
  return {
    es: createCopy(esAr, timeZone),
    pt: createCopy(ptBr, timeZone),
    en: createCopy(en, timeZone),
  };
}
