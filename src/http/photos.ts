// The owner's pictures. A name is one plain file name, so no path can be built from it.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import Router from '@koa/router';

const plainName = /^[a-z0-9][a-z0-9_-]*\.(?:jpe?g|png|webp)$/i;

export function createPhotos(folder: string): Router {
  const router = new Router();
  router.get('/photos/:name', async (ctx) => {
    const name = ctx.params['name'] ?? '';
    const path = plainName.test(name) ? join(folder, name) : null;
    const file = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !file?.isFile()) return;
    ctx.status = 200;
    // Meta and the sandbox page show them from other origins; Meta itself keeps a picture for 10 minutes.
    ctx.set({
      'Cache-Control': 'public, max-age=604800',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    ctx.etag = `${file.size}-${Math.round(file.mtimeMs)}`;
    ctx.lastModified = file.mtime;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.length = file.size;
    ctx.type = name.slice(name.lastIndexOf('.'));
    if (ctx.method !== 'HEAD') ctx.body = createReadStream(path);
  });
  return router;
}
