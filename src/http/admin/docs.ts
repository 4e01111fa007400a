// The API described: the document itself, and a page to read it and try it with. The page is ours and
// small, so it runs under the strictest policy: nothing from elsewhere, nothing inline.

import { readFileSync } from 'node:fs';
import Router from '@koa/router';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function createDocs(document: object): Router {
  const router = new Router();
  const text = JSON.stringify(document);
  router.get('/api/v1/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = text;
  });
  const files = [
    ['/api/v1/docs', 'docs.html', 'text/html'],
    ['/api/v1/docs/docs.js', 'docs.js', 'text/javascript'],
    ['/api/v1/docs/docs.css', 'docs.css', 'text/css'],
  ] as const;
  for (const [path, file, type] of files) {
    const body = readFileSync(new URL(`./docs/${file}`, import.meta.url), 'utf8');
    router.get(path, (ctx) => {
      ctx.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' });
      ctx.type = `${type}; charset=utf-8`;
      ctx.body = body;
    });
  }
  return router;
}
