// Meta's door. It answers 200 when the rows are committed, never earlier, and does nothing slow before.
// What is signed and JSON is always taken: an answer other than 200 would be repeated for days.

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import Router from '@koa/router';
import type { Log } from '../adapters/log.ts';
import type { Metrics } from '../adapters/metrics.ts';
import { readDelivery } from '../adapters/whatsapp/inbound.ts';
import type { AccountNotice, WebhookBody } from '../adapters/whatsapp/webhook-parts.ts';
import type { Arrival, Delivery } from '../chat/inbound.ts';
import type { Closed, WhatsAppSettings } from '../config.ts';
import { HttpProblem } from './problem.ts';
import { readRaw } from './raw-body.ts';
import { sameText } from '../adapters/same-text.ts';

/** One transaction; resolves after the commit. */
export type Inbox = {
  receive(
    batch: {
      readonly arrivals: readonly Arrival[];
      readonly deliveries: readonly Delivery[];
      readonly notices: readonly AccountNotice[];
    },
    /** The request's id, which the logs of the turn and of its messages name again. */
    trace: string,
  ): Promise<unknown>;
};

export type WhatsAppDoorParts = {
  readonly settings: WhatsAppSettings | Closed;
  readonly inbox: Inbox;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Date;
};

const path = '/api/v1/webhooks/whatsapp';
/** Meta: payloads are at most 3 MB. */
const longestBody = 3 * 1024 * 1024;

export function createWhatsAppDoor({
  settings,
  inbox,
  log,
  metrics,
  now,
}: WhatsAppDoorParts): Router {
  const router = new Router();
  // A blank secret must never become a key that anybody can sign with.
  if (
    settings.kind === 'closed' ||
    settings.appSecret.trim() === '' ||
    settings.verifyToken.trim() === ''
  ) {
    router.all(path, () => {
      throw new HttpProblem(503, 'WhatsApp is not connected', 'Its settings are missing', {
        'Retry-After': '600',
      });
    });
    return router;
  }
  const key = createSecretKey(settings.appSecret, 'utf8');

  router.get(path, (ctx) => {
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = ctx.query;
    if (
      mode !== 'subscribe' ||
      typeof token !== 'string' ||
      typeof challenge !== 'string' ||
      !sameText(token, settings.verifyToken)
    ) {
      throw new HttpProblem(403, 'The verify token is not ours');
    }
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.type = 'text/plain';
    ctx.body = challenge;
  });

  router.post(path, async (ctx) => {
    const raw = await readRaw(ctx.req, longestBody);
    if (!isSigned(raw, ctx.req.headers['x-hub-signature-256'], key)) {
      metrics.signatureRejected('whatsapp');
      throw new HttpProblem(401, 'The signature does not match the body');
    }
    const found = readDelivery(parse(raw), settings.phoneId, now());
    const { arrivals, deliveries, notices } = found;
    if (arrivals.length + deliveries.length + notices.length > 0)
      await inbox.receive(found, ctx.response.get('X-Request-Id'));
    count(found);
    ctx.body = '';
  });

  function count({ arrivals, deliveries, notices, ignored }: WebhookBody): void {
    for (const { body } of arrivals) metrics.messageArrived(body.kind);
    for (const { status, error } of deliveries) {
      metrics.statusArrived(status);
      if (error !== null) metrics.whatsAppFailed(String(error.code));
    }
    for (const { field, event, concern, value } of notices) {
      metrics.accountChanged(field, event);
      log[concern === 'decide' ? 'warn' : 'info']({ field, event, value }, 'Meta says');
    }
    for (const { what, name } of ignored) metrics.ignored(what, name);
    if (ignored.length > 0)
      log.info(
        { ignored: ignored.slice(0, 20), count: ignored.length },
        'parts of a webhook body ignored',
      );
  }

  return router;
}

export function isSigned(
  raw: Buffer,
  header: string | string[] | undefined,
  key: KeyObject,
): boolean {
  if (typeof header !== 'string' || !/^sha256=[0-9a-f]{64}$/i.test(header)) return false;
  return timingSafeEqual(
    createHmac('sha256', key).update(raw).digest(),
    Buffer.from(header.slice(7), 'hex'),
  );
}

export function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'The body is not JSON');
  }
}
