// What a browser needs of the service: its name, its pictures, and where its public links really lead.
import type { Context } from 'koa';
import { request } from 'undici';
import { isObject } from '../simulators/json.ts';

export type ServiceView = ReturnType<typeof createServiceView>;

export function createServiceView(deps: { publicUrl: string; serviceUrl: () => string }) {
  let name: string | undefined;

  /** Nobody's DNS knows the public name of a sandbox. */
  function resolve(link: string): string {
    return link.startsWith(`${deps.publicUrl}/`)
      ? deps.serviceUrl() + link.slice(deps.publicUrl.length)
      : link;
  }

  return {
    resolve,
    async businessName(): Promise<string> {
      if (name !== undefined) return name;
      try {
        const response = await request(`${deps.serviceUrl()}/api/v1/accommodations`, {
          signal: AbortSignal.timeout(2_000),
        });
        const body = await response.body.json();
        const property = isObject(body) ? body['property'] : undefined;
        if (isObject(property) && typeof property['name'] === 'string') name = property['name'];
      } catch {
        // Not up yet: asked again with the next browser.
      }
      return name ?? 'Tu alojamiento';
    },
    /** Pictures come through here, as they come through Meta; nobody else's address is fetched. */
    async picture(ctx: Context): Promise<void> {
      const link = String(ctx.query['link']);
      if (!link.startsWith(`${deps.publicUrl}/`)) return;
      const response = await request(resolve(link), { signal: AbortSignal.timeout(5_000) });
      const type = String(response.headers['content-type']);
      const bytes = Buffer.from(await response.body.arrayBuffer());
      if (response.statusCode !== 200 || !/^image\/(jpeg|png)\b/.test(type)) return;
      ctx.set({ 'Cache-Control': 'max-age=3600', 'X-Content-Type-Options': 'nosniff' });
      ctx.type = type;
      ctx.body = bytes;
    },
  };
}
