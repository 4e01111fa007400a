// The owner's page: static files under the strictest policy, nothing from elsewhere, nothing inline. They hold
// no secret; whatever they show comes from the API, which asks who they are.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import Router from '@koa/router';
import type { Context } from 'koa';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

export function createAdminPage(): Router {
  const folder = new URL('./page/', import.meta.url);
  const files = new Map(
    readdirSync(folder).map((name) => {
      const body = readFileSync(new URL(name, folder));
      const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
      return [name, { body, tag, type: TYPES[extname(name)] ?? 'text/plain; charset=utf-8' }];
    }),
  );

  function send(ctx: Context, name: string): void {
    const file = files.get(name);
    if (!file) return;
    ctx.status = 200;
    ctx.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' });
    ctx.etag = file.tag;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.type = file.type;
    ctx.body = file.body;
  }

  const router = new Router();
  router.get('/admin', (ctx) => send(ctx, 'index.html'));
  router.get('/admin/page/:file', (ctx) => send(ctx, ctx.params['file'] ?? ''));
  return router;
}
