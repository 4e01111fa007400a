// The guest's short payment link. It leads to MercadoPago while the hold lives; afterwards it says what
// happened. Neither opening it nor coming back from MercadoPago moves any money or date.

import Router from '@koa/router';
import type { Context } from 'koa';
import { PAY_PAGES, type PayPage } from '../../flows/copy/pay-page.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { OpenedLink } from '../adapters/payment-links.ts';

export type PayParts = {
  readonly openLink: (payToken: string) => Promise<OpenedLink>;
  /** A guest who opened the link may pay without MercadoPago telling us: look in a few minutes. */
  readonly lookLater: (reservationId: number) => Promise<void>;
};

export function createPay({ openLink, lookLater }: PayParts): Router {
  const router = new Router();

  // MercadoPago adds a status to this address; anybody can write one, so it is not read.
  router.get('/pay/return', (ctx) => show(ctx, 200, 'returned', spokenBy(ctx)));

  router.get('/pay/:token', async (ctx) => {
    const token = ctx.params['token'] ?? '';
    const link = /^[\w-]{22}$/.test(token) ? await openLink(token) : ({ kind: 'unknown' } as const);
    if (link.kind === 'unknown') return show(ctx, 404, 'unknown', spokenBy(ctx));
    if (link.kind !== 'open') return show(ctx, STATUSES[link.kind], link.kind, link.language);
    await lookLater(link.reservationId);
    ctx.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    ctx.redirect(link.checkoutUrl);
  });

  return router;
}

const STATUSES = { soon: 200, confirmed: 200, ended: 410 } as const;
const LOCALES = { es: 'es-AR', pt: 'pt-BR', en: 'en' } as const satisfies Record<Language, string>;

/** Where no reservation says whose page it is, the browser does. */
function spokenBy(ctx: Context): Language {
  return (ctx.acceptsLanguages('es', 'pt', 'en') || 'es') as Language;
}

function show(ctx: Context, status: number, page: PayPage, language: Language): void {
  const { title, body } = PAY_PAGES[language][page];
  ctx.status = status;
  ctx.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    ...(page === 'soon' && { Refresh: '3' }),
  });
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = `<!doctype html>
<html lang="${LOCALES[language]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #eef2ee; color: #1f2d26; font: 18px/1.5 system-ui, sans-serif }
  main { max-width: 26rem; margin: 1.5rem; padding: 2rem; background: #fff; border-radius: 1rem; box-shadow: 0 1px 4px #0002 }
  h1 { margin: 0 0 .75rem; font-size: 1.4rem; line-height: 1.25 }
  p { margin: 0 }
</style>
<main><h1>${title}</h1><p>${body}</p></main>
</html>
`;
}
