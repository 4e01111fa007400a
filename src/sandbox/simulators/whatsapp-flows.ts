// WhatsApp Flows at Meta: the flows of an account with their JSON, the key of the number, and what a
// phone asks of a flow's endpoint, sealed as Meta's phones seal it.
import { createPublicKey } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Router from '@koa/router';
import { sealRequest } from '../../adapters/whatsapp/flow-crypto.ts';
import type { Answer } from './courier.ts';
import { isObject, readBytes, readJson } from './json.ts';
import type { JsonObject } from './json.ts';
import { invalid, Refusal } from './whatsapp-checks.ts';
import { metaError } from './whatsapp-errors.ts';
import type { GraphAnswer, GraphContext } from './whatsapp-graph.ts';

export type Flow = {
  id: string;
  name: string;
  status: 'DRAFT' | 'PUBLISHED' | 'THROTTLED' | 'BLOCKED' | 'DEPRECATED';
  json: JsonObject | null;
  endpoint: string;
};
export type FlowOptions = { id: string; json: JsonObject; endpoint: string; publicKey: string };
/** What the endpoint answered: `body` is what was sealed in it. */
export type FlowAnswer = { status: Answer['status']; body: JsonObject };

export function createFlows(deps: {
  accountId: string;
  phoneNumberId: string;
  given: FlowOptions | undefined;
  /** One signed POST to the service, with no second try. */
  post: (address: string, body: unknown) => Promise<Answer>;
}) {
  const { given } = deps;
  const flows: Flow[] = given
    ? [{ ...given, name: 'dates', status: 'PUBLISHED', json: given.json }]
    : [];
  const state = { publicKey: given?.publicKey ?? null };

  /** As a phone asks: sealed for the key that Meta has of the number. */
  async function exchange(flowId: string, request: JsonObject): Promise<FlowAnswer> {
    const flow = flows.find(({ id }) => id === flowId);
    if (flow === undefined || state.publicKey === null)
      return { status: 'unreachable', body: { error_msg: 'no such flow, or no key' } };
    const { sealed, read } = sealRequest(
      { version: flow.json?.['data_api_version'] ?? '3.0', ...request },
      createPublicKey(state.publicKey),
    );
    const { status, text } = await deps.post(flow.endpoint, sealed);
    const body = status === 200 || status === 427 ? read(text) : {};
    return { status, body: isObject(body) ? body : {} };
  }

  function flowRoutes(refused: (ctx: GraphContext) => GraphAnswer | undefined): Router {
    const router = new Router();
    const open = (
      method: 'get' | 'post',
      path: string,
      work: (ctx: GraphContext, flow: Flow) => Promise<GraphAnswer> | GraphAnswer,
      flowOf: (ctx: GraphContext) => Flow | undefined,
    ) =>
      router[method](path, async (ctx: GraphContext, next) => {
        const flow = flowOf(ctx);
        if (flow === undefined) return next();
        const answer = refused(ctx) ?? (await work(ctx, flow));
        ctx.status = answer.status;
        ctx.body = answer.body;
      });
    const ofFlow = (ctx: GraphContext) => flows.find(({ id }) => id === ctx.params['id']);
    const blank: Flow = { id: '', name: '', status: 'DRAFT', json: null, endpoint: '' };
    const ofAccount = (ctx: GraphContext) =>
      ctx.params['id'] === deps.accountId ? { ...blank } : undefined;
    const always = () => ({ ...blank });

    open(
      'post',
      '/:version/:id/flows',
      async (ctx, flow) => {
        const body = await readJson(ctx.req);
        if (
          !isObject(body) ||
          typeof body['name'] !== 'string' ||
          !Array.isArray(body['categories'])
        )
          return metaError(100, 'name and categories are required');
        if (flows.some(({ name }) => name === body['name']))
          return metaError(100, 'a flow of that name exists');
        const { name, endpoint_uri: endpoint } = body;
        flow = { ...flow, id: String(2_000 + flows.length), name, endpoint: String(endpoint) };
        flows.push(flow);
        return ok({ id: flow.id, success: true, validation_errors: [] });
      },
      ofAccount,
    );
    open(
      'post',
      '/:version/:id/assets',
      async (ctx, flow) => {
        if (flow.status !== 'DRAFT') return metaError(139001, 'a published flow does not change');
        const json = await jsonFile(ctx.req);
        if (json === undefined) return metaError(139001, 'flow.json is not JSON');
        flow.json = json;
        return ok({ success: true, validation_errors: problemsOf(json) });
      },
      ofFlow,
    );
    open(
      'post',
      '/:version/:id/publish',
      async (_ctx, flow) => {
        if (flow.json === null || problemsOf(flow.json).length > 0)
          return metaError(139002, 'the flow has validation errors');
        const { status, body } = await exchange(flow.id, { action: 'ping' });
        const data = body['data'];
        if (status !== 200 || !isObject(data) || data['status'] !== 'active')
          return metaError(139002, `the health check of the endpoint failed (${status})`);
        flow.status = 'PUBLISHED';
        return ok({ success: true });
      },
      ofFlow,
    );
    open('get', '/:version/:id', (_ctx, flow) => ok(shown(flow)), ofFlow);
    open(
      'post',
      `/:version/${deps.phoneNumberId}/whatsapp_business_encryption`,
      async (ctx) => {
        const form = new URLSearchParams((await readBytes(ctx.req)).toString('utf8'));
        try {
          const key = createPublicKey(form.get('business_public_key') ?? '');
          if (key.asymmetricKeyDetails?.modulusLength !== 2_048)
            throw new Error('not of 2048 bits');
          state.publicKey = String(key.export({ type: 'spki', format: 'pem' }));
          return ok({ success: true });
        } catch {
          return metaError(100, 'business_public_key is not a public RSA key of 2048 bits');
        }
      },
      always,
    );
    open(
      'get',
      `/:version/${deps.phoneNumberId}/whatsapp_business_encryption`,
      () =>
        ok(
          state.publicKey === null
            ? {}
            : {
                business_public_key: state.publicKey,
                business_public_key_signature_status: 'VALID',
              },
        ),
      always,
    );
    return router;
  }

  return {
    flowRoutes,
    exchange,
    flows,
    state,
    find: (id: string) => flows.find((flow) => flow.id === id),
    /** Throws what Meta says to a message with a flow that cannot be opened. */
    check(message: JsonObject): void {
      const interactive = message['interactive'];
      if (!isObject(interactive) || interactive['type'] !== 'flow') return;
      const action = interactive['action'] as JsonObject;
      const { flow_id: id, mode } = action['parameters'] as JsonObject;
      const flow = flows.find((one) => one.id === id);
      if (flow === undefined) throw invalid('flow_id is not a flow of this account');
      if (flow.status === 'BLOCKED') throw new Refusal(132068, '');
      if (flow.status === 'THROTTLED') throw new Refusal(132069, '');
      if (flow.status !== 'PUBLISHED' && mode !== 'draft')
        throw invalid('the flow is not published');
    },
  };
}

const ok = (body: unknown): GraphAnswer => ({ status: 200, body });

function shown({ id, name, status, endpoint, json }: Flow) {
  return {
    id,
    name,
    status,
    endpoint_uri: endpoint,
    json_version: json?.['version'],
    validation_errors: json === null ? [] : problemsOf(json),
  };
}

/** `flow.json` of a multipart upload. */
async function jsonFile(request: IncomingMessage): Promise<JsonObject | undefined> {
  const body = new Uint8Array(await readBytes(request));
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  try {
    const file = (await new Response(body, { headers }).formData()).get('file');
    const json: unknown = JSON.parse(typeof file === 'string' ? file : await file!.text());
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Of Meta's many rules, those that a form of ours could break. */
function problemsOf(json: JsonObject): { error: string; message: string }[] {
  const problems: string[] = [];
  const screens = Array.isArray(json['screens']) ? json['screens'].filter(isObject) : [];
  if (!/^7\.\d$/.test(String(json['version']))) problems.push('version');
  if (!isObject(json['routing_model'])) problems.push('routing_model is needed with an endpoint');
  if (screens.length === 0) problems.push('screens');
  for (const screen of screens) {
    const layout = isObject(screen['layout']) ? screen['layout'] : {};
    const children = Array.isArray(layout['children']) ? layout['children'].filter(isObject) : [];
    if (screen['terminal'] === true && !children.some(({ type }) => type === 'Footer'))
      problems.push(`${String(screen['id'])}: a terminal screen needs a Footer`);
    if (children.length > 50) problems.push(`${String(screen['id'])}: more than 50 components`);
    const declared = isObject(screen['data']) ? Object.keys(screen['data']) : [];
    const fields = children.map(({ name }) => name);
    for (const [, kind, name] of JSON.stringify(children).matchAll(/\$\{(data|form)\.([\w-]+)\}/g))
      if (!(kind === 'data' ? declared : fields).includes(name!))
        problems.push(`${String(screen['id'])}: \${${kind}.${name}} is not declared`);
  }
  return problems.map((message) => ({ error: 'INVALID', message }));
}
