// Files that guests send: an id that lives seven days, an address that lives five minutes, and bytes for
// whoever shows the token. The address comes from an answer, so the token goes to Meta's hosts alone, and
// nothing at all is asked of any other.

import { createHash } from 'node:crypto';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';

export type MediaFile = { readonly bytes: Buffer; readonly mimeType: string };

export type MediaSettings = {
  readonly apiUrl: string;
  readonly apiVersion: string;
  readonly phoneId: string;
  readonly accessToken: string;
  readonly timeoutMs?: number;
};
export type Wanted = {
  readonly mostBytes: number;
  /** What it may be: the start of a MIME type, `audio/` or a whole one. */
  readonly types: readonly string[];
  readonly signal: AbortSignal;
};

const described = z.object({
  url: z.url(),
  mime_type: z.string(),
  sha256: z.string().nullish(),
  file_size: z.coerce.number().nullish(),
});
type Described = z.infer<typeof described>;
type Answer = Dispatcher.ResponseData;

const META_HOSTS = /^(?:lookaside\.fbsbx\.com|(?:[a-z0-9-]+\.)+fbcdn\.net)$/;
/** Meta answers with the file; a redirect between its own hosts is followed this often. */
const MOST_REDIRECTS = 2;

const lasting = (code: string, message: string) =>
  new Fault(`media.${code}`, message, { transient: false });
const passing = (code: string, message: string, cause?: unknown) =>
  new Fault(`media.${code}`, message, { transient: true, cause });

export function openMedia(settings: MediaSettings) {
  const timeoutMs = settings.timeoutMs ?? 10_000;
  const graph = new URL(settings.apiUrl);
  const base = `${settings.apiUrl}/${settings.apiVersion}`;
  const agent = new Agent({
    connections: 4,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: Math.min(timeoutMs, 5_000) },
    allowH2: false,
  });
  const headers = {
    authorization: `Bearer ${settings.accessToken}`,
    // without one Meta's host refuses (great-detail/WhatsApp-JS-SDK #81)
    'user-agent': 'posta',
  };

  const isTrusted = ({ origin, protocol, hostname, port }: URL) =>
    origin === graph.origin || (protocol === 'https:' && port === '' && META_HOSTS.test(hostname));

  async function get(url: URL, signal: AbortSignal, redirects = MOST_REDIRECTS): Promise<Answer> {
    if (!isTrusted(url)) throw lasting('strangeHost', 'the address of the file is not of Meta');
    // undici follows no redirect by itself
    const answer = await request(url, { headers, dispatcher: agent, signal });
    if (answer.statusCode < 300 || answer.statusCode > 399) return answer;
    await answer.body.dump();
    const { location } = answer.headers;
    if (redirects === 0 || typeof location !== 'string' || !URL.canParse(location, url.href))
      throw lasting('redirected', 'the address of the file leads elsewhere');
    return get(new URL(location, url.href), signal, redirects - 1);
  }

  async function describe(mediaId: string, signal: AbortSignal): Promise<Described> {
    const id = encodeURIComponent(mediaId);
    const answer = await get(new URL(`${base}/${id}?phone_number_id=${settings.phoneId}`), signal);
    const bytes = await readAtMost(answer, 100_000);
    if (answer.statusCode !== 200) throw refused(answer.statusCode);
    const read = described.safeParse(parseJson(bytes));
    if (!read.success) throw passing('unreadable', 'Meta described the file in no known way');
    return read.data;
  }

  async function fetchFile(about: Described, wanted: Wanted): Promise<MediaFile | 'expired'> {
    check(about.mime_type, about.file_size ?? 0, wanted);
    const answer = await get(new URL(about.url), wanted.signal);
    if (answer.statusCode === 404) {
      await answer.body.dump();
      return 'expired';
    }
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw refused(answer.statusCode);
    }
    const given = answer.headers['content-type'];
    const mimeType = typeof given === 'string' ? given : '';
    check(mimeType, 0, wanted);
    const bytes = await readAtMost(answer, wanted.mostBytes);
    if (bytes.length === 0) throw passing('empty', 'the file came without bytes');
    if (about.sha256 && !isDigest(about.sha256, bytes))
      throw passing('digest', 'the file is not the one that was described');
    return { bytes, mimeType };
  }

  return {
    /** Throws `Fault`: transient where asking again may help. */
    async fetch(mediaId: string, wanted: Wanted): Promise<MediaFile> {
      try {
        const file = await fetchFile(await describe(mediaId, wanted.signal), wanted);
        if (file !== 'expired') return file;
        // the address was too old: once more, with a new one
        const again = await fetchFile(await describe(mediaId, wanted.signal), wanted);
        if (again !== 'expired') return again;
        throw passing('http404', 'Meta does not find the file at its address');
      } catch (error) {
        if (error instanceof Fault) throw error;
        throw passing('noAnswer', 'Meta could not be reached, or broke off', error);
      }
    },

    [Symbol.asyncDispose]: () => agent.close(),
  };
}

function check(mimeType: string, size: number, { mostBytes, types }: Wanted): void {
  const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!types.some((each) => (each.endsWith('/') ? type.startsWith(each) : type === each)))
    throw lasting('type', 'the file is of another type than was sent');
  if (size > mostBytes) throw lasting('tooLarge', 'the file is too large');
}

async function readAtMost({ body }: Answer, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    // leaving the loop breaks the connection off
    if (size > most) throw lasting('tooLarge', 'the file is too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** In base64 in a webhook, in hex in an answer, in the samples in either. */
function isDigest(told: string, bytes: Buffer): boolean {
  const digest = createHash('sha256').update(bytes).digest();
  return told.toLowerCase() === digest.toString('hex') || told === digest.toString('base64');
}

/** 400: an id that Meta does not know, or does not know any more. The token may be put right meanwhile. */
function refused(status: number): Fault {
  const code = `http${status}`;
  const isLasting = status >= 400 && status < 500 && ![401, 403, 404, 408, 429].includes(status);
  return isLasting
    ? lasting(code, 'Meta does not give the file')
    : passing(code, 'Meta does not give the file now');
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
