// The doors of the MercadoPago API that the service knocks on.
import Router from '@koa/router';
import type { Context } from 'koa';
import type { Faults } from './faults.ts';
import { isObject, readJson } from './json.ts';
import type { JsonObject } from './json.ts';
import { Refused, mpDate, refusal, refusalBecause } from './mercadopago-answers.ts';
import type { Answer } from './mercadopago-answers.ts';
import { orderAnswer, paymentAnswer, refundAnswer } from './mercadopago-payments.ts';
import type { Payment } from './mercadopago-payments.ts';
import { checkPreference, openPreference, preferenceAnswer } from './mercadopago-preferences.ts';
import type { Preference } from './mercadopago-preferences.ts';
import { cancel, refund } from './mercadopago-refunds.ts';
import { search } from './mercadopago-search.ts';

export type MercadoPagoCall = {
  at: number;
  method: string;
  path: string;
  key: string | null;
  body: unknown;
  status: number;
};
export type Chargeback = { id: string; paymentId: number; cents: number; openedAt: string };
export type Books = {
  collectorId: number;
  preferences: Map<string, Preference>;
  payments: Map<number, Payment>;
  chargebacks: Map<string, Chargeback>;
  balance: { cents: number };
  /** Answers to POST /checkout/preferences by idempotency key. */
  replays: Map<string, { request: string; preferenceId: string }>;
};

export function mercadoPagoRoutes(deps: {
  accessToken: string;
  books: Books;
  faults: Faults;
  calls: MercadoPagoCall[];
  now: () => Date;
  newId: () => number;
  checkoutUrl: () => string;
  changed: (payment?: Payment) => void;
}) {
  const { books, now } = deps;
  const router = new Router();

  type Handler = (request: {
    params: Record<string, string>;
    body: unknown;
    ctx: Context;
  }) => Answer;

  function route(method: 'get' | 'post' | 'put', path: string, handler: Handler): void {
    router[method](path, async (ctx) => {
      const body = method === 'get' ? {} : await readJson(ctx.req);
      const kind = `${ctx.method} ${ctx.path.replace(/^\/mercadopago/, '')}`;
      await deps.faults.around(ctx, kind, () => {
        const answer = answered(ctx, body, handler);
        ctx.status = answer.status;
        ctx.body = answer.body;
      });
      const key = ctx.get('X-Idempotency-Key') || null;
      deps.calls.push({
        at: now().getTime(),
        method: ctx.method,
        path: kind.slice(ctx.method.length + 1),
        key,
        body,
        status: ctx.respond === false ? 0 : ctx.status,
      });
    });
  }

  function answered(
    ctx: Context & { params: Record<string, string> },
    body: unknown,
    handler: Handler,
  ): Answer {
    try {
      const given = ctx.get('Authorization');
      if (given === '')
        throw refusal(401, 'unauthorized', 'Must provide your access_token to proceed');
      if (given !== `Bearer ${deps.accessToken}`)
        throw refusal(401, 'unauthorized', 'invalid access token');
      if (body === 'malformed') throw refusal(400, 'bad_request', 'invalid JSON', null);
      return handler({ params: ctx.params, body, ctx });
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  }

  function paymentAt(id: string | undefined): Payment {
    const payment = books.payments.get(Number(id));
    if (payment === undefined) throw refusalBecause(404, 2000, 'Payment not found', now());
    return payment;
  }

  function preferenceAt(id: string | undefined): Preference {
    const preference = books.preferences.get(id ?? '');
    if (preference === undefined)
      throw refusal(404, 'not_found', `The preference with identifier ${id} was not found`);
    return preference;
  }

  function keep(preference: Preference): JsonObject {
    books.preferences.set(preference.id, preference);
    deps.changed();
    return preferenceAnswer(preference, books.collectorId);
  }

  route('post', '/checkout/preferences', ({ body, ctx }) => {
    const key = ctx.get('X-Idempotency-Key');
    const earlier = key === '' ? undefined : books.replays.get(key);
    if (earlier !== undefined) {
      if (earlier.request !== JSON.stringify(body))
        throw refusal(400, 'bad_request', 'X-Idempotency-Key was used with another body');
      return {
        status: 201,
        body: preferenceAnswer(preferenceAt(earlier.preferenceId), books.collectorId),
      };
    }
    const id = `${books.collectorId}-${crypto.randomUUID()}`;
    const preference = openPreference(id, checkPreference(body), mpDate(now()), deps.checkoutUrl());
    if (key !== '') books.replays.set(key, { request: JSON.stringify(body), preferenceId: id });
    return { status: 201, body: keep(preference) };
  });

  route('get', '/checkout/preferences/:id', ({ params }) => ({
    status: 200,
    body: preferenceAnswer(preferenceAt(params['id']), books.collectorId),
  }));

  route('put', '/checkout/preferences/:id', ({ params, body }) => {
    const { id, body: had, createdAt } = preferenceAt(params['id']);
    const changed = checkPreference({ ...had, ...(isObject(body) ? body : {}) });
    return { status: 200, body: keep(openPreference(id, changed, createdAt, deps.checkoutUrl())) };
  });

  route('get', '/v1/payments/search', ({ ctx }) => {
    const { total, limit, offset, found } = search([...books.payments.values()], ctx.query, now());
    return {
      status: 200,
      body: {
        paging: { total, limit, offset },
        results: found.map((payment) => paymentAnswer(payment, books.collectorId)),
      },
    };
  });

  route('get', '/v1/payments/:id', ({ params }) => ({
    status: 200,
    body: paymentAnswer(paymentAt(params['id']), books.collectorId),
  }));

  route('put', '/v1/payments/:id', ({ params, body }) => {
    const payment = paymentAt(params['id']);
    cancel(payment, body, now());
    deps.changed(payment);
    return { status: 200, body: paymentAnswer(payment, books.collectorId) };
  });

  route('get', '/v1/payments/:id/refunds', ({ params }) => {
    const payment = paymentAt(params['id']);
    return {
      status: 200,
      body: payment.refunds.map((each) => refundAnswer(payment, each, books.collectorId)),
    };
  });

  route('post', '/v1/payments/:id/refunds', ({ params, body, ctx }) => {
    const key = ctx.get('X-Idempotency-Key');
    // Looked at before anything else, the payment's existence included.
    if (key === '')
      throw refusalBecause(400, 4292, "Header X-Idempotency-Key can't be null", now());
    const payment = paymentAt(params['id']);
    const renderInProcess = ctx.get('X-Render-In-Process-Refunds') === 'true';
    const made = refund(
      payment,
      { key, body, renderInProcess },
      { now: now(), newId: deps.newId, balance: books.balance },
    );
    if (made.isNew) deps.changed(payment);
    return { status: 201, body: refundAnswer(payment, made.refund, books.collectorId) };
  });

  route('get', '/merchant_orders/:id', ({ params }) => {
    const body = orderAnswer(
      [...books.payments.values()].filter((payment) => String(payment.orderId) === params['id']),
      books.collectorId,
    );
    if (body === undefined) throw refusal(404, 'not_found', 'Merchant order not found');
    return { status: 200, body };
  });

  route('get', '/v1/chargebacks/:id', ({ params }) => {
    const chargeback = books.chargebacks.get(params['id'] ?? '');
    if (chargeback === undefined) throw refusal(404, 'not_found', 'Chargeback not found');
    const deadline = mpDate(new Date(Date.parse(chargeback.openedAt) + 10 * 86_400_000));
    const { id, paymentId, cents, openedAt } = chargeback;
    return {
      status: 200,
      body: {
        id,
        payments: [paymentId],
        currency: 'ARS',
        amount: cents / 100,
        reason: 'fraud',
        coverage_applied: null,
        coverage_elegible: true,
        documentation_required: true,
        documentation_status: 'pending',
        documentation: [],
        date_documentation_deadline: deadline,
        date_created: openedAt,
        date_last_updated: openedAt,
        live_mode: true,
      },
    };
  });

  route('get', '/users/me', () => ({
    status: 200,
    body: {
      id: books.collectorId,
      nickname: 'CABANASDELLAGO',
      site_id: 'MLA',
      country_id: 'AR',
      email: 'dueno@example.com',
      user_type: 'normal',
      status: { site_status: 'active' },
    },
  }));

  return router;
}
