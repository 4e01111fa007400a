// Fetching a calendar from an address that somebody typed. The name is resolved once per connection and the
// connection goes to an address that was checked, so a name that changes its mind (DNS rebinding) leads nowhere.

import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { FetchedCalendar, FetchRefusal, Validators } from '../../booking/feed.ts';

export type CalendarFetch = AsyncDisposable & {
  readonly fetch: (url: string, validators: Validators) => Promise<FetchedCalendar>;
};

const MOST_BYTES = 2_000_000;
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const SLOWEST_MS = 20_000;

class Refused extends Error {
  readonly why: FetchRefusal;
  readonly detail: string | null;
  constructor(why: FetchRefusal, detail: string | null = null) {
    super(why);
    this.why = why;
    this.detail = detail;
  }
}

export function openCalendarFetch({
  isReachable,
  timeoutMs = SLOWEST_MS,
}: {
  /** Of an IP address. */
  isReachable: (address: string) => boolean;
  timeoutMs?: number;
}): CalendarFetch {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      // One private address among public ones is a trap, not a choice.
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isReachable(address)))
        return callback(new Refused('privateAddress'), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const agent = new Agent({
    connect: { lookup, timeout: timeoutMs / 2 },
    headersTimeout: timeoutMs / 2,
    bodyTimeout: timeoutMs / 2,
  });

  async function follow(
    address: string,
    { etag, lastModified }: Validators,
  ): Promise<FetchedCalendar> {
    const signal = AbortSignal.timeout(timeoutMs);
    let url = addressOf(address);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const { hostname } = url;
      const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
      // A connection to an IP address never asks for a name.
      if (isIP(literal) !== 0 && !isReachable(literal)) throw new Refused('privateAddress');
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        headers: {
          accept: 'text/calendar, */*;q=0.1',
          'accept-encoding': 'identity',
          'user-agent': 'Posta calendar',
          ...(etag !== null && { 'if-none-match': etag }),
          ...(lastModified !== null && { 'if-modified-since': lastModified }),
        },
      });
      const { statusCode, headers, body } = answer;
      // A body that is let go ends with an error that nobody waits for.
      body.on('error', () => undefined);
      if (statusCode === 200) {
        const text = await textOf(body, headers['content-length']);
        return {
          kind: 'fetched',
          text,
          etag: oneOf(headers['etag']),
          lastModified: oneOf(headers['last-modified']),
        };
      }
      body.destroy();
      if (statusCode === 304) return { kind: 'unchanged' };
      const location = oneOf(headers['location']);
      if (!REDIRECTS.has(statusCode) || location === null)
        throw new Refused('status', String(statusCode));
      url = addressOf(location, url);
    }
    throw new Refused('redirects');
  }

  return {
    async fetch(address, validators) {
      try {
        return await follow(address, validators);
      } catch (error) {
        const { why, detail } = refusalOf(error);
        return { kind: 'refused', why, detail };
      }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

function addressOf(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new Refused('badAddress');
  return url;
}

async function textOf(
  body: AsyncIterable<Uint8Array> & { destroy: () => void },
  length: string | string[] | undefined,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (Number(length) > MOST_BYTES) {
    body.destroy();
    throw new Refused('tooLarge');
  }
  // Leaving the loop closes the connection.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Refused('tooLarge');
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** What could not be sent back in a header, or would not be sensible to keep, is nothing. */
function oneOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && /^[\x20-\x7e]{1,2000}$/.test(header) ? header : null;
}

function refusalOf(error: unknown): { why: FetchRefusal; detail: string | null } {
  if (error instanceof Refused) return error;
  if (error instanceof AggregateError) return refusalOf(error.errors[0]);
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: unknown };
  if (cause instanceof Refused) return cause;
  if (name === 'TimeoutError' || (typeof code === 'string' && code.endsWith('_TIMEOUT')))
    return { why: 'timeout', detail: null };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { why: 'unknownHost', detail: null };
  return { why: 'unreachable', detail: typeof code === 'string' ? code : null };
}
