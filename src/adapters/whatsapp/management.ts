// The Graph API of the account, as the command line asks it: slowly, with words for what went wrong.

import { FormData, request } from 'undici';
import { z } from 'zod';
import type { WhatsAppSettings } from '../../config.ts';

export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  /** `code` of Meta; null where something else answered, or nothing. */
  | { readonly kind: 'refused'; readonly code: number | null; readonly words: string };

export type Management = ReturnType<typeof createManagement>;

const refusal = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().catch(''),
    error_user_msg: z.string().nullish(),
    error_data: z.object({ details: z.string().nullish() }).nullish().catch(undefined),
  }),
});
const page = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).nullish(), next: z.string().nullish() })
    .nullish(),
});

const TIMEOUT_MS = 15_000;
/** An account has at most 6,000 templates. */
const MOST_PAGES = 100;

export function createManagement(
  settings: Pick<WhatsAppSettings, 'accessToken' | 'apiUrl' | 'apiVersion'>,
) {
  async function ask<T>(
    method: 'GET' | 'POST',
    path: string,
    schema: z.ZodType<T>,
    more: { query?: Readonly<Record<string, string>>; body?: unknown } = {},
  ): Promise<Asked<T>> {
    const url = new URL(`${settings.apiUrl}/${settings.apiVersion}/${path}`);
    for (const [key, value] of Object.entries(more.query ?? {})) url.searchParams.set(key, value);
    try {
      const response = await request(url, {
        method,
        headers: {
          authorization: `Bearer ${settings.accessToken}`,
          'user-agent': 'posta',
          ...contentTypeOf(more.body),
        },
        ...(more.body === undefined ? {} : { body: wireBody(more.body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return read(await response.body.text(), response.statusCode, schema);
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      return { kind: 'refused', code: null, words: `${url.origin} does not answer: ${words}` };
    }
  }

  return {
    get: <T>(path: string, schema: z.ZodType<T>, query: Readonly<Record<string, string>> = {}) =>
      ask('GET', path, schema, { query }),
    post: <T>(path: string, body: unknown, schema: z.ZodType<T>) =>
      ask('POST', path, schema, { body }),

    /** As fields of a form; a file among them makes it multipart. */
    send: <T>(path: string, fields: URLSearchParams | FormData, schema: z.ZodType<T>) =>
      ask('POST', path, schema, { body: fields }),

    /** Every item of a list that Meta gives page by page; what is not of the shape is left out. */
    async list<T>(
      path: string,
      schema: z.ZodType<T>,
      query: Readonly<Record<string, string>> = {},
    ): Promise<Asked<T[]>> {
      const items: T[] = [];
      let after: string | undefined;
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const asked = await ask('GET', path, page, {
          query: { ...query, limit: '100', ...(after === undefined ? {} : { after }) },
        });
        if (asked.kind === 'refused') return asked;
        for (const item of asked.answer.data) {
          const parsed = schema.safeParse(item);
          if (parsed.success) items.push(parsed.data);
        }
        after = asked.answer.paging?.next ? asked.answer.paging.cursors?.after : undefined;
        if (after === undefined) break;
      }
      return { kind: 'answered', answer: items };
    },
  };
}

/** Undici names the boundary of a multipart body itself. */
function contentTypeOf(body: unknown): Record<string, string> {
  if (body === undefined || body instanceof FormData) return {};
  return {
    'content-type':
      body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json',
  };
}

function wireBody(body: unknown): string | FormData {
  if (body instanceof FormData) return body;
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}

function read<T>(text: string, status: number, schema: z.ZodType<T>): Asked<T> {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // not Meta's: said below
  }
  const refused = refusal.safeParse(body);
  if (refused.success) {
    const { code, message, error_user_msg: plain, error_data: data } = refused.data.error;
    return {
      kind: 'refused',
      code,
      words: [message, data?.details, plain].filter(Boolean).join(': '),
    };
  }
  const parsed = schema.safeParse(body);
  return status < 300 && parsed.success
    ? { kind: 'answered', answer: parsed.data }
    : { kind: 'refused', code: null, words: `an answer that is not Meta's (HTTP ${status})` };
}
