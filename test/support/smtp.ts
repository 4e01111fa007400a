// An SMTP server of the test's own: it keeps what it takes, and refuses what the test says.

import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Taken = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** Folded headers as one line each, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** What every part says, decoded. */
  readonly parts: ReadonlyArray<{ readonly type: string; readonly words: string }>;
};

export async function openSmtp() {
  const taken: Taken[] = [];
  const tried: string[] = [];
  let refusals: number[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const headers = headersOf(raw);
        tried.push(headers['message-id'] ?? '');
        const code = refusals.shift();
        if (code !== undefined)
          return done(Object.assign(new Error('not now'), { responseCode: code }));
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          headers,
          parts: partsOf(raw),
        });
        done();
      });
    },
    onRcptTo({ address }, _, done) {
      if (address.startsWith('nobody@'))
        return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: taken as readonly Taken[],
    /** Message-IDs of all that was tried. */
    tried: tried as readonly string[],
    refuseNext: (...codes: number[]) => void (refusals = codes),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  };
}

function headersOf(part: string): Record<string, string> {
  const [head = ''] = part.split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value]];
    }),
  );
}

function partsOf(raw: string): Array<{ type: string; words: string }> {
  const headers = headersOf(raw);
  const body = raw.slice(raw.search(/\r?\n\r?\n/)).replace(/^(\r?\n){2}/, '');
  const [, boundary] = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '') ?? [];
  if (boundary === undefined)
    return [{ type: headers['content-type'] ?? '', words: decoded(body, headers) }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => partsOf(part.replace(/^\r?\n/, '').replace(/\r?\n$/, '')));
}

function decoded(body: string, headers: Readonly<Record<string, string>>): string {
  switch (headers['content-transfer-encoding']) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable': {
      const bytes = body
        .replace(/=\r?\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString('utf8');
    }
    default:
      return body;
  }
}
