// MercadoPago's door. A notification is a hint: once its signature holds, the payment that it names is
// looked at with our own token, and nothing else of it is believed.

import Router from '@koa/router';
import type { Context } from 'koa';
import type { Log } from '../adapters/log.ts';
import { isSigned, signatureKeys } from '../adapters/mercadopago-signature.ts';
import type { Metrics } from '../adapters/metrics.ts';
import type { Closed, MercadoPagoSettings } from '../config.ts';
import { HttpProblem } from './problem.ts';
import { readRaw } from './raw-body.ts';

export type MercadoPagoDoorParts = {
  readonly settings: Pick<MercadoPagoSettings, 'kind' | 'webhookSecrets'> | Closed;
  /** Resolves when the look is committed as a job. */
  readonly lookAtPayment: (paymentId: string, chargebackId?: string) => Promise<void>;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'signatureRejected' | 'ignored'>;
};

const path = '/api/v1/webhooks/mercadopago';
const longestBody = 1024 * 1024;

export function createMercadoPagoDoor({
  settings,
  lookAtPayment,
  log,
  metrics,
}: MercadoPagoDoorParts): Router {
  const router = new Router();
  const keys = settings.kind === 'closed' ? [] : signatureKeys(settings.webhookSecrets);
  if (keys.length === 0) {
    router.all(path, () => {
      throw new HttpProblem(503, 'MercadoPago is not connected', 'Its settings are missing', {
        'Retry-After': '600',
      });
    });
    return router;
  }

  router.post(path, async (ctx) => {
    const raw = await readRaw(ctx.req, longestBody);
    const signed = {
      signature: header(ctx, 'x-signature'),
      requestId: header(ctx, 'x-request-id'),
      dataId: parameter(ctx, 'data.id'),
    };
    if (!isSigned(signed, keys)) {
      metrics.signatureRejected('mercadopago');
      const reason = signed.signature === undefined ? 'missing' : 'wrong';
      log.warn(
        { reason, topic: topicOf(ctx) },
        'a notification with a signature that does not hold',
      );
      throw new HttpProblem(401, 'The signature does not hold');
    }
    const paymentId = paymentOf(ctx, parse(raw));
    if (paymentId !== undefined) await lookAtPayment(paymentId, chargebackOf(ctx));
    else {
      metrics.ignored('mercadopago', knownTopic(topicOf(ctx)));
      log.info({ topic: topicOf(ctx) }, 'a notification that names no payment');
    }
    ctx.body = '';
  });

  return router;
}

/** Disputes name their payment in the body: believed as far as "look at it". */
const DISPUTES = ['topic_chargebacks_wh', 'stop_delivery_op_wh'];
const TOPICS = [
  'payment',
  'merchant_order',
  'topic_merchant_order_wh',
  'topic_claims_integration_wh',
  ...DISPUTES,
];

function paymentOf(ctx: Context, body: unknown): string | undefined {
  const topic = topicOf(ctx);
  if (topic === 'payment') return numeric(parameter(ctx, 'data.id') ?? parameter(ctx, 'id'));
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  const named =
    typeof data === 'object' && data !== null && 'payment_id' in data ? data.payment_id : undefined;
  return DISPUTES.includes(topic) ? numeric(String(named)) : undefined;
}

/** From the query: in the body it is a number above 2^53. */
function chargebackOf(ctx: Context): string | undefined {
  if (topicOf(ctx) !== 'topic_chargebacks_wh') return undefined;
  return numeric(parameter(ctx, 'data.id') ?? parameter(ctx, 'id'));
}

/** `type` of the webhooks, `topic` of the older notifications. */
function topicOf(ctx: Context): string {
  return parameter(ctx, 'type') ?? parameter(ctx, 'topic') ?? 'none';
}

function knownTopic(topic: string): string {
  return TOPICS.includes(topic) ? topic : 'other';
}

function numeric(id: string | undefined): string | undefined {
  return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

/** Undefined also for a parameter that was given twice. */
function parameter(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : undefined;
}

function header(ctx: Context, name: string): string | undefined {
  const value = ctx.req.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function parse(raw: Buffer): unknown {
  if (raw.length === 0) return {};
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'The body is not JSON');
  }
}
