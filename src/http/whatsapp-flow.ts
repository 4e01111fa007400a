// The endpoint of the in-chat form, as Meta asks it: sealed both ways, its own status codes, within a
// second. 432: not signed by Meta; 421: sealed for another key, so that the phone fetches ours again;
// 427: the token is used up, and the phone shows why. No other identity of the guest comes here.

import type { KeyObject } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import Router from '@koa/router';
import { z } from 'zod';
import type { Log } from '../adapters/log.ts';
import type { Metrics } from '../adapters/metrics.ts';
import { openSealed } from '../adapters/whatsapp/flow-crypto.ts';
import { FLOW_PATH } from '../adapters/whatsapp/form-account.ts';
import type { Chosen, FormAnswer } from '../booking/form.ts';
import type { Closed, WhatsAppSettings } from '../config.ts';
import { parseCalendarDate } from '../domain/stay.ts';
import { HttpProblem } from './problem.ts';
import { readRaw } from './raw-body.ts';
import { isSigned, parse } from './whatsapp.ts';

export type FlowDoorParts = {
  readonly settings: WhatsAppSettings | Closed;
  readonly answer: (asked: { token: string; chosen: Chosen | null }) => Promise<FormAnswer>;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** A request of the form has less than 2 kB. */
const LONGEST_BODY = 64 * 1024;

const sealedSchema = z.object({
  encrypted_aes_key: z.string(),
  encrypted_flow_data: z.string(),
  initial_vector: z.string(),
});
const requestSchema = z.object({
  version: z.string().catch('3.0'),
  action: z.string(),
  screen: z.string().optional().catch(undefined),
  data: z.record(z.string(), z.unknown()).catch({}),
  flow_token: z.string().max(200).catch(''),
});

const day = z.string().transform((text, ctx) => {
  const date = parseCalendarDate(text);
  if (date) return date;
  ctx.addIssue('not a day');
  return z.NEVER;
});
const count = z.coerce.number().int().min(0).max(50);
const stay = z.object({ 'start-date': day, 'end-date': day });
const party = z.object({ adults: count.min(1), children: count, infants: count });

export function createFlowDoor({ settings, answer, log, metrics }: FlowDoorParts): Router {
  const router = new Router();
  if (settings.kind === 'closed' || settings.form === null) {
    router.post(FLOW_PATH, () => {
      throw new HttpProblem(503, 'The date form is not set up', 'Its settings are missing', {
        'Retry-After': '600',
      });
    });
    return router;
  }
  const signingKey = createSecretKey(settings.appSecret, 'utf8');
  const privateKey: KeyObject = settings.form.privateKey;

  router.post(FLOW_PATH, async (ctx) => {
    const raw = await readRaw(ctx.req, LONGEST_BODY);
    if (!isSigned(raw, ctx.req.headers['x-hub-signature-256'], signingKey)) {
      metrics.signatureRejected('whatsapp');
      throw new HttpProblem(432, 'The signature does not match the body');
    }
    const sealed = sealedSchema.safeParse(parse(raw));
    if (!sealed.success) throw new HttpProblem(400, 'The body is not a sealed request');
    const opened = openSealed(sealed.data, privateKey);
    if (!opened) throw new HttpProblem(421, 'The request is not sealed for our key');
    const request = requestSchema.safeParse(jsonOf(opened.text));
    if (!request.success) throw new HttpProblem(400, 'The request is not one of a flow');

    const { status, body } = await respond(request.data);
    ctx.status = status;
    ctx.type = 'text/plain';
    ctx.body = opened.seal(body);
  });

  async function respond({
    version,
    action,
    data,
    screen,
    flow_token: token,
  }: z.infer<typeof requestSchema>): Promise<{ status: number; body: unknown }> {
    if (action === 'ping') return { status: 200, body: { version, data: { status: 'active' } } };
    if (data['error'] !== undefined) {
      log.warn({ trouble: data['error'], screen }, 'a phone had trouble with the form');
      return { status: 200, body: { version, data: { acknowledged: true } } };
    }
    // whatever else is asked, as by INIT and BACK: the form as it is at first
    const chosen = action === 'data_exchange' && screen === 'STAY' ? chosenIn(data) : null;
    const answered = await answer({ token, chosen });
    return answered.kind === 'spent'
      ? { status: 427, body: { error_msg: answered.message } }
      : { status: 200, body: { version, screen: answered.screen, data: answered.data } };
  }

  return router;
}

function chosenIn(data: Readonly<Record<string, unknown>>): Chosen {
  const days = stay.safeParse(data['stay']).data;
  return {
    stay: days ? { checkIn: days['start-date'], checkOut: days['end-date'] } : null,
    party: party.safeParse(data).data ?? null,
    pets: count.safeParse(data['pets']).data ?? null,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
