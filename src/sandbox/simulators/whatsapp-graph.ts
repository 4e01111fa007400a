// The doors of the Graph API that the service knocks on.
import Router from '@koa/router';
import type { Context } from 'koa';
import { metaError, graphError } from './whatsapp-errors.ts';
import type { Faults } from './faults.ts';
import { isObject, readJson } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Media } from './whatsapp-media.ts';

export type GraphAnswer = { status: number; body: unknown };
export type GraphContext = Context & { params: Record<string, string> };
export type GraphCall = {
  at: number;
  kind: 'message' | 'receipt' | 'media';
  request: JsonObject;
  status: number;
  problem: string | null;
};

export function graphRoutes(deps: {
  accessToken: string;
  phoneNumberId: string;
  now: () => Date;
  faults: Faults;
  media: Media;
  calls: GraphCall[];
  takeMessage: (message: JsonObject) => GraphAnswer;
  takeReceipt: (receipt: JsonObject) => GraphAnswer;
  /** Doors of the account, tried before those that take any id. */
  accountRoutes: (refused: (ctx: GraphContext) => GraphAnswer | undefined) => Router;
  flowRoutes: (refused: (ctx: GraphContext) => GraphAnswer | undefined) => Router;
  /** Runs after an answer that was an error. */
  refused: () => void;
}) {
  const router = new Router();

  function refusedToken(ctx: Context): GraphAnswer | undefined {
    const given = ctx.get('Authorization');
    if (given === `Bearer ${deps.accessToken}`) return undefined;
    return given === ''
      ? graphError(
          401,
          'An active access token must be used to query information about the current user.',
          'OAuthException',
          2500,
        )
      : graphError(
          401,
          'Invalid OAuth access token - Cannot parse access token',
          'OAuthException',
          190,
        );
  }

  function unknownObject(id: string, verb: 'get' | 'post'): GraphAnswer {
    const message = `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
    return graphError(400, message, 'GraphMethodException', 100, 33);
  }

  function refusedPath(ctx: GraphContext): GraphAnswer | undefined {
    const version = ctx.params['version'] ?? '';
    if (/^v\d{2}\.0$/.test(version)) return undefined;
    return graphError(400, `Unknown path components: /${version}`, 'OAuthException', 2500);
  }

  function answer(ctx: Context, { status, body }: GraphAnswer): void {
    ctx.status = status;
    ctx.body = body;
  }

  for (const routes of [deps.accountRoutes, deps.flowRoutes])
    router.use(routes((ctx) => refusedPath(ctx) ?? refusedToken(ctx)).routes());

  router.post('/:version/:phoneId/messages', async (ctx) => {
    const body = await readJson(ctx.req);
    const request = isObject(body) ? body : {};
    const kind = request['status'] === 'read' ? 'receipt' : 'message';
    await deps.faults.around(ctx, `POST ${kind}`, () => {
      const refused = refusedPath(ctx) ?? refusedToken(ctx);
      if (refused !== undefined) answer(ctx, refused);
      else if (ctx.params['phoneId'] !== deps.phoneNumberId)
        answer(ctx, unknownObject(ctx.params['phoneId'] ?? '', 'post'));
      else if (!isObject(body)) answer(ctx, metaError(100, 'The body is not valid JSON'));
      else answer(ctx, kind === 'receipt' ? deps.takeReceipt(request) : deps.takeMessage(request));
    });
    const problem = problemIn(ctx.body);
    deps.calls.push({
      at: deps.now().getTime(),
      kind,
      request,
      status: ctx.respond === false ? 0 : ctx.status,
      problem,
    });
    if (problem !== null) deps.refused();
  });

  router.get('/whatsapp_business/attachments/', (ctx) =>
    deps.faults.around(ctx, 'GET media', () => {
      const item = deps.media.find(String(ctx.query['mid']));
      // Without a User-Agent the real host refuses too (great-detail/WhatsApp-JS-SDK #81).
      const refused = refusedToken(ctx) !== undefined || ctx.get('User-Agent') === '';
      if (item === undefined || refused || !deps.media.isFresh(Number(ctx.query['ext']))) {
        ctx.status = 404;
        return;
      }
      ctx.type = item.mimeType;
      ctx.body = item.bytes;
    }),
  );

  router.get('/:version/:mediaId', (ctx) =>
    deps.faults.around(ctx, 'GET media', () => {
      const id = ctx.params['mediaId'] ?? '';
      deps.calls.push({
        at: deps.now().getTime(),
        kind: 'media',
        request: { id },
        status: 200,
        problem: null,
      });
      const refused = refusedPath(ctx) ?? refusedToken(ctx);
      const item = deps.media.find(id);
      if (refused !== undefined) answer(ctx, refused);
      else if (item === undefined) answer(ctx, unknownObject(id, 'get'));
      else answer(ctx, { status: 200, body: deps.media.description(item) });
    }),
  );

  return router;
}

/** The sentence of Meta's error, and the details that say which field. */
function problemIn(body: unknown): string | null {
  const error = isObject(body) ? body['error'] : undefined;
  if (!isObject(error)) return null;
  const data = error['error_data'];
  return [error['message'], isObject(data) ? data['details'] : undefined]
    .filter((part) => typeof part === 'string')
    .join(': ');
}
