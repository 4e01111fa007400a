// A cabin's calendar for other channels. Whoever has the address may read it, so the address is the secret.

import { createHash } from 'node:crypto';
import Router from '@koa/router';
import { HttpProblem } from './problem.ts';

export type IcalParts = {
  /** Undefined for any address that is not one. `feedId`: the channel that reads, which never reads itself back. */
  readonly readCalendar: (asked: {
    cabinId: string;
    token: string;
    feedId: number | null;
  }) => Promise<string | undefined>;
};

const ADDRESS = /^\/([a-z0-9-]{1,40})\/([a-f0-9]{32})(?:\/(\d{1,15}))?\.ics$/;

export function createIcal({ readCalendar }: IcalParts): Router {
  const router = new Router();
  router.get('/api/v1/ical/{*address}', async (ctx) => {
    const [, cabinId, token, feed] = ADDRESS.exec(`/${ctx.params['address'] ?? ''}`) ?? [];
    const text =
      cabinId !== undefined && token !== undefined
        ? await readCalendar({ cabinId, token, feedId: feed === undefined ? null : Number(feed) })
        : undefined;
    if (text === undefined) throw new HttpProblem(404, 'Nothing here');
    ctx.status = 200;
    ctx.set({ 'Cache-Control': 'private, max-age=60', 'X-Robots-Tag': 'noindex' });
    ctx.etag = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    ctx.type = 'text/calendar; charset=utf-8';
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = text;
  });
  return router;
}
