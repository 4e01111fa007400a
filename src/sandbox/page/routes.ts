// The page that an owner sees, its API, and the checkout. Static files and JSON only: whatever a guest
// or the service wrote reaches the browser as data and is shown with textContent.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import Router from '@koa/router';
import type { Context } from 'koa';
import { isObject, readJson } from '../simulators/json.ts';
import type { JsonObject } from '../simulators/json.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import { createLiveView, type PageDeps } from './live-view.ts';
import { createServiceView } from './service-view.ts';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const files = [
  'index.html',
  'checkout.html',
  'page.css',
  'phone.css',
  'checkout.css',
  'icon.svg',
  'app.js',
  'bubbles.js',
  'calendar.js',
  'form.css',
  'form.js',
  'formatting.js',
  'dom.js',
  'phone.js',
  'aside.js',
  'sheet.js',
  'checkout.js',
];
const names = ['Ana', 'Beto', 'Carla', 'Diego', 'Elena', 'Facundo', 'Gabi', 'Hugo', 'Inés', 'Juan'];
const longestJumpMs = 30 * 86_400_000;

export function pageRoutes(deps: PageDeps) {
  const { whatsapp, mercadopago, clock } = deps;
  const router = new Router();
  const service = createServiceView(deps);
  const live = createLiveView({ ...deps, service });

  async function send(ctx: Context, file: string): Promise<void> {
    ctx.set({
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
    });
    ctx.type = `${types[extname(file)]}; charset=utf-8`;
    ctx.body = await readFile(join(import.meta.dirname, file));
  }

  router.get('/', (ctx) => ctx.redirect('/sandbox'));
  router.get('/sandbox', (ctx) => send(ctx, 'index.html'));
  router.get('/sandbox/files/:file', async (ctx) => {
    const file = ctx.params['file'] ?? '';
    if (files.includes(file)) await send(ctx, file);
  });
  router.get('/sandbox/api/live', (ctx) => {
    // Somebody to write as, the first time.
    if (whatsapp.guests().every(({ waId }) => waId === deps.owner))
      whatsapp.guest('+5491155500101', 'Ana');
    return live.open(ctx);
  });
  router.get('/sandbox/api/picture', (ctx) => service.picture(ctx));

  function act(
    path: string,
    work: (body: JsonObject, params: Record<string, string>) => unknown,
  ): void {
    router.post(path, async (ctx) => {
      // A page elsewhere cannot send this type without asking first.
      const body = ctx.is('application/json') === false ? undefined : await readJson(ctx.req);
      try {
        if (!isObject(body)) throw new Error('a JSON object is needed');
        ctx.body = (await work(body, ctx.params)) ?? {};
      } catch (error) {
        ctx.status = 422;
        ctx.body = { problem: error instanceof Error ? error.message : String(error) };
      }
    });
  }

  const phoneOf = (params: Record<string, string>) => {
    const known = whatsapp.guests().find((guest) => guest.waId === params['waId']);
    if (known === undefined) throw new Error('no such guest');
    return whatsapp.guest(known.waId);
  };
  const textIn = (body: JsonObject, name: string): string => {
    const value = body[name];
    if (typeof value !== 'string' || value.trim() === '' || value.length > 4096)
      throw new Error(`${name} must be a text`);
    return value;
  };

  act('/sandbox/api/guests', () => {
    const met = whatsapp.guests().filter(({ waId }) => waId !== deps.owner).length;
    const name = names[met % names.length] ?? 'Huésped';
    return { waId: whatsapp.guest(`+54911555001${String(met + 1).padStart(2, '0')}`, name).waId };
  });
  act('/sandbox/api/guests/:waId/say', async (body, params) => ({
    answered: (await phoneOf(params).say(textIn(body, 'text'))).answer.status,
  }));
  act('/sandbox/api/guests/:waId/speak', async (body, params) => ({
    answered: (await phoneOf(params).speak(textIn(body, 'text'))).answer.status,
  }));
  act('/sandbox/api/guests/:waId/tap', async (body, params) => {
    const kind = body['kind'] === 'list' ? 'list' : 'button';
    const sent = await phoneOf(params).tap(
      textIn(body, 'id'),
      textIn(body, 'title'),
      kind,
      textIn(body, 'context'),
    );
    return { answered: sent.answer.status };
  });
  act('/sandbox/api/guests/:waId/form', async ({ context, ...request }, params) => {
    const form = phoneOf(params).form(String(context));
    return { ...(await form.ask(request)), json: whatsapp.flows.find(form.flowId)?.json };
  });
  act('/sandbox/api/guests/:waId/form/complete', async (body, params) => {
    const answer = body['answer'];
    if (!isObject(answer)) throw new Error('answer must be an object');
    const sent = await phoneOf(params).form(textIn(body, 'context')).complete(answer);
    return { answered: sent.answer.status };
  });
  act('/sandbox/api/guests/:waId/location', async (_body, params) => {
    const location = {
      latitude: -41.1335,
      longitude: -71.3103,
      name: 'Centro Cívico',
      address: 'San Carlos de Bariloche',
    };
    return { answered: (await phoneOf(params).send({ type: 'location', location })).answer.status };
  });
  act('/sandbox/api/clock', async (body) => {
    const minutes = body['minutes'];
    if (typeof minutes !== 'number' || !(minutes > 0) || minutes * 60_000 > longestJumpMs)
      throw new Error('minutes must be between 0 and 30 days');
    await clock.advance(minutes * 60_000);
    live.clockMoved();
  });
  act('/sandbox/api/payments/:id/approve', (_body, params) =>
    mercadopago.approvePending(String(params['id'])),
  );
  act('/sandbox/api/payments/:id/reject', (_body, params) =>
    mercadopago.rejectPending(String(params['id'])),
  );

  checkoutRoutes({ router, act, mercadopago, clock, service, send, clockMoved: live.clockMoved });

  return { router, close: live.close };
}
