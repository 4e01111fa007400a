// The public page that the first hello speaks of, in the guest's language, from the owner's own data.

import Router from '@koa/router';
import { LEGEND, PRIVACY_PAGES, type PrivacyFacts } from '../../flows/copy/privacy-page.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import { escapeHtml } from '../booking/evidence.ts';
import type { Property } from '../domain/property.ts';

export type PrivacyPageParts = {
  readonly readProperty: () => Promise<Property>;
  readonly retention: Pick<PrivacyFacts, 'chatMonths' | 'stayMonths'>;
};

const LOCALES = { es: 'es-AR', pt: 'pt-BR', en: 'en' } as const satisfies Record<Language, string>;
const LANGUAGES = { es: 'Español', pt: 'Português', en: 'English' } as const;

export function createPrivacyPage({ readProperty, retention }: PrivacyPageParts): Router {
  const router = new Router();
  router.get('/privacy', async (ctx) => {
    const property = await readProperty();
    const asked = String(ctx.query['lang'] ?? '');
    const language = (
      asked in LOCALES ? asked : ctx.acceptsLanguages('es', 'pt', 'en') || 'es'
    ) as Language;
    const { responsible } = property;
    const { title, sections } = PRIVACY_PAGES[language]({
      lodging: property.name,
      responsible: responsible?.name ?? property.name,
      address: responsible?.address ?? property.location.address,
      email: responsible?.email ?? null,
      ...retention,
    });
    ctx.status = 200;
    ctx.set({ 'Cache-Control': 'no-cache', Vary: 'Accept-Language' });
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = `<!doctype html>
<html lang="${LOCALES[language]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  body { margin: 0; background: #eef2ee; color: #1f2d26; font: 17px/1.55 system-ui, sans-serif }
  main { max-width: 38rem; margin: 0 auto; padding: 1.5rem }
  h1 { font-size: 1.5rem } h2 { margin: 1.5rem 0 .25rem; font-size: 1.05rem }
  p { margin: 0 0 .75rem } footer { margin-top: 2rem; font-size: .85rem } nav a { margin-right: 1rem }
</style>
<main>
<h1>${escapeHtml(title)}</h1>
${sections.map((section) => `<h2>${escapeHtml(section.title)}</h2><p>${escapeHtml(section.text)}</p>`).join('\n')}
<footer lang="es-AR">${LEGEND.map((line) => `<p>${line}</p>`).join('')}</footer>
<nav>${Object.entries(LANGUAGES)
      .map(([code, name]) => `<a href="?lang=${code}" hreflang="${code}">${name}</a>`)
      .join('')}</nav>
</main>
</html>
`;
  });
  return router;
}
