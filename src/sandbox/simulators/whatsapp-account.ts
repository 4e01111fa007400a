// The account behind the number, as the Graph API shows it: the token, the number's standing, the apps
// that are subscribed, and the templates with what Meta refuses in a new one.
import Router from '@koa/router';
import { isObject, readJson } from './json.ts';
import type { JsonObject } from './json.ts';
import { Refusal } from './whatsapp-checks.ts';
import { metaError } from './whatsapp-errors.ts';
import type { GraphAnswer, GraphContext } from './whatsapp-graph.ts';
import type { Template } from './whatsapp-sending.ts';

export type AccountState = {
  subscribed: boolean;
  /** Null: the token does not end. */
  tokenEndsAt: Date | null;
  scopes: string[];
  number: { quality_rating: string; name_status: string; status: string };
};

export function createAccount(deps: {
  accountId: string;
  phoneNumberId: string;
  displayPhoneNumber: string;
  templates: Template[];
}) {
  const state: AccountState = {
    subscribed: true,
    tokenEndsAt: null,
    scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
    number: { quality_rating: 'GREEN', name_status: 'APPROVED', status: 'CONNECTED' },
  };

  function accountRoutes(refused: (ctx: GraphContext) => GraphAnswer | undefined): Router {
    const router = new Router();

    function open(
      method: 'get' | 'post',
      path: string,
      work: (ctx: GraphContext) => Promise<GraphAnswer> | GraphAnswer,
    ): void {
      router[method](path, async (ctx: GraphContext, next) => {
        // the address of another object: somebody else's door
        if (ctx.params['id'] !== undefined && ctx.params['id'] !== deps.accountId) return next();
        const answer = refused(ctx) ?? (await work(ctx));
        ctx.status = answer.status;
        ctx.body = answer.body;
      });
    }

    open('get', '/:version/debug_token', () => {
      const ends = state.tokenEndsAt === null ? 0 : Math.floor(state.tokenEndsAt.getTime() / 1_000);
      return ok({ data: { is_valid: true, expires_at: ends, scopes: state.scopes } });
    });
    open('get', `/:version/${deps.phoneNumberId}`, () =>
      ok({
        id: deps.phoneNumberId,
        display_phone_number: deps.displayPhoneNumber,
        verified_name: 'Cabañas del Lago',
        throughput: { level: 'STANDARD' },
        ...state.number,
      }),
    );
    open('get', '/:version/:id/phone_numbers', () => ok({ data: [{ id: deps.phoneNumberId }] }));
    open('get', '/:version/:id/subscribed_apps', () =>
      ok({
        data: state.subscribed ? [{ whatsapp_business_api_data: { id: '1', name: 'Posta' } }] : [],
      }),
    );
    open('post', '/:version/:id/subscribed_apps', () => {
      state.subscribed = true;
      return ok({ success: true });
    });
    open('get', '/:version/:id/message_templates', (ctx) => {
      const limit = Math.min(Number(ctx.query['limit'] ?? 25), 5);
      const from = Number(ctx.query['after'] ?? 0);
      const shown = deps.templates.slice(from, from + limit);
      const more = from + limit < deps.templates.length;
      return ok({
        data: shown.map((template, at) => ({
          id: String(1_000 + from + at),
          name: template.name,
          language: template.language,
          status: (template.state ?? 'approved').toUpperCase(),
          category: template.category ?? 'UTILITY',
          rejected_reason: 'NONE',
          components: template.components ?? [],
        })),
        paging: {
          cursors: { before: String(from), after: String(from + limit) },
          ...(more ? { next: 'https://graph.facebook.com/next' } : {}),
        },
      });
    });
    open('post', '/:version/:id/message_templates', async (ctx) => {
      const body = await readJson(ctx.req);
      try {
        if (!isObject(body)) throw new Refusal(100, 'The body is not valid JSON');
        const template = checkTemplate(body);
        if (
          deps.templates.some(
            ({ name, language }) => name === template.name && language === template.language,
          )
        )
          throw new Refusal(100, 'Content in this language already exists');
        deps.templates.push(template);
        return ok({
          id: String(1_000 + deps.templates.length),
          status: 'PENDING',
          category: 'UTILITY',
        });
      } catch (error) {
        if (error instanceof Refusal)
          return metaError(error.code, error.message, 'Invalid parameter');
        throw error;
      }
    });

    return router;
  }

  return {
    accountRoutes,
    state,
    accountId: deps.accountId,
    /** Meta's reviewer has looked at what waits. */
    approve(): void {
      for (const template of deps.templates)
        if (template.state === 'pending') template.state = 'approved';
    },
  };
}

const ok = (body: unknown): GraphAnswer => ({ status: 200, body });

function checkTemplate(body: JsonObject): Template {
  const refuse = (words: string) => new Refusal(100, words);
  const { name, language, category, components } = body;
  if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) throw refuse('name');
  if (typeof language !== 'string' || !/^[a-z]{2}(_[A-Z]{2})?$/.test(language))
    throw refuse('language');
  if (!['UTILITY', 'MARKETING'].includes(String(category).toUpperCase())) throw refuse('category');
  const ttl = body['message_send_ttl_seconds'];
  if (ttl !== undefined && !(Number(ttl) >= 30 && Number(ttl) <= 43_200)) throw refuse('ttl');
  if (!Array.isArray(components)) throw refuse('components');
  const parts = components.filter(isObject);
  const main = parts.find(({ type }) => String(type).toUpperCase() === 'BODY');
  const text = textOf(main?.['text']);
  if (text === '' || [...text].length > 1_024) throw refuse('body: 1 to 1024 characters');
  if (/^\s*\{\{|\}\}\s*$/.test(text)) throw refuse('Variables can’t be at the start or end');
  if (/\}\}\s*\{\{/.test(text)) throw refuse('Variables can’t be next to each other');
  const parameters = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, each]) => String(each));
  const example = isObject(main?.['example']) ? main['example']['body_text_named_params'] : [];
  const examples = (Array.isArray(example) ? example : []).filter(isObject);
  if (parameters.some((each) => !examples.some((one) => one['param_name'] === each)))
    throw refuse('every variable needs an example');
  checkButtons(parts);
  return { name, language, category: 'UTILITY', components: parts, parameters, state: 'pending' };
}

function checkButtons(parts: readonly JsonObject[]): void {
  const given = parts.find(({ type }) => String(type).toUpperCase() === 'BUTTONS')?.['buttons'];
  const buttons = (Array.isArray(given) ? given : []).filter(isObject);
  if (buttons.length > 10) throw new Refusal(100, 'at most 10 buttons');
  for (const button of buttons) {
    if ([...textOf(button['text'])].length > 25)
      throw new Refusal(100, 'Button label: at most 25 characters');
    if (button['type'] !== 'URL') continue;
    const url = String(button['url']);
    if (!/^https:\/\/[^{}]+(\{\{1\}\})?$/.test(url) || url.length > 2_000)
      throw new Refusal(100, 'Button URL: https, one variable, at the end');
    if (url.endsWith('{{1}}') && !Array.isArray(button['example']))
      throw new Refusal(100, 'Button URL: a variable needs an example');
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
