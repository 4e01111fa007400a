// The Graph API: one keep-alive pool, explicit time-outs, every failure a SendFault that says what to do.

import { Pool } from 'undici';
import { z } from 'zod';
import type { SendFault } from '../../domain/fault.ts';
import type { Log } from '../log.ts';
import { within } from '../within.ts';
import { noAnswer, refusedByGraph } from './errors.ts';
import type { Payload } from './outbound.ts';

export type WhatsApp = ReturnType<typeof openWhatsApp>;

export type WhatsAppClientSettings = {
  readonly apiUrl: string;
  readonly apiVersion: string;
  readonly phoneId: string;
  readonly accessToken: string;
  readonly log: Log;
  readonly timeoutMs?: number;
  readonly connections?: number;
};

const accepted = z.object({
  messages: z.tuple([z.object({ id: z.string().min(1) })], z.unknown()),
});
const refusal = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().nullish(),
    message: z.string().nullish(),
    error_data: z.object({ details: z.string().nullish() }).nullish(),
  }),
});

// The request never left: it is safe to send it again.
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
]);

export function openWhatsApp(settings: WhatsAppClientSettings) {
  const timeoutMs = settings.timeoutMs ?? 10_000;
  const base = new URL(settings.apiUrl);
  const pool = new Pool(base.origin, {
    connections: settings.connections ?? 16,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: Math.min(timeoutMs, 5_000) },
    maxResponseSize: 1_000_000,
    // The costs were measured on HTTP/1.1, and there a time-out is of one request.
    allowH2: false,
  });
  const path = `${base.pathname.replace(/\/+$/, '')}/${settings.apiVersion}/${settings.phoneId}/messages`;
  const headers = {
    authorization: `Bearer ${settings.accessToken}`,
    'content-type': 'application/json',
    'user-agent': 'posta',
  };

  async function post(
    payload: Payload,
    signal: AbortSignal,
  ): Promise<{ status: number; retryAfterMs: number | null; body: unknown }> {
    try {
      const response = await pool.request({
        method: 'POST',
        path,
        headers,
        body: JSON.stringify(payload),
        signal,
      });
      const text = await response.body.text();
      return {
        status: response.statusCode,
        retryAfterMs: retryAfter(response.headers['retry-after']),
        body: parseJson(text),
      };
    } catch (cause) {
      throw networkFault(cause);
    }
  }

  return {
    /**
     * Throws `SendFault`. A resolved promise says that Meta took the message, not that it arrived.
     * `signal` ends it whatever it waits for: connecting, the answer and its body have each a limit of their own.
     */
    async send(payload: Payload, signal: AbortSignal): Promise<{ wamid: string }> {
      const { status, retryAfterMs, body } = await post(payload, signal);
      if (status >= 200 && status < 300) {
        const answer = accepted.safeParse(body);
        if (answer.success) return { wamid: answer.data.messages[0].id };
        throw noAnswer('unreadable', 'Meta took the request and named no message', 'maybeTaken');
      }
      throw refusalFault(status, retryAfterMs, body);
    },

    /** Blue ticks, and "typing…" for 25 s or until the answer. Best effort: never rejects. */
    async markRead(wamid: string, show: 'typing' | 'onlyRead'): Promise<void> {
      try {
        const receipt = {
          messaging_product: 'whatsapp',
          status: 'read',
          message_id: wamid,
          ...(show === 'typing' ? { typing_indicator: { type: 'text' } } : {}),
        };
        const { status, body } = await within(timeoutMs, (signal) => post(receipt, signal));
        if (status >= 400) throw refusalFault(status, null, body);
      } catch (err) {
        settings.log.debug({ err }, 'read receipt not taken');
      }
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await pool.close();
    },
  };
}

function refusalFault(status: number, retryAfterMs: number | null, body: unknown): SendFault {
  const answer = refusal.safeParse(body);
  if (answer.success) {
    const { error_subcode: subcode, message, error_data: data } = answer.data.error;
    // "Object with ID … does not exist" comes as 100 with subcode 33: the phone number id, not the payload.
    const code = answer.data.error.code === 100 && subcode === 33 ? 33 : answer.data.error.code;
    return refusedByGraph({ code, detail: data?.details ?? message ?? null }, status, retryAfterMs);
  }
  // A gateway in between: on 5xx nobody knows whether the request went through.
  if (status >= 500)
    return noAnswer(`http${status}`, 'a gateway answered instead of Meta', 'maybeTaken');
  return refusedByGraph({ code: null, detail: null }, status, retryAfterMs);
}

function networkFault(cause: unknown): SendFault {
  // a DOMException's code is a number of its own
  const { code = 'unknown', syscall } =
    (cause as Error).name === 'TimeoutError'
      ? { code: 'timeout' }
      : (cause as NodeJS.ErrnoException);
  // ETIMEDOUT and others come from connecting and from an open connection alike; only `syscall` tells.
  return notSent.has(code) || syscall === 'connect'
    ? noAnswer(code, 'Meta could not be reached', 'notTaken', cause)
    : noAnswer(code, 'the connection broke before Meta answered', 'maybeTaken', cause);
}

function retryAfter(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
