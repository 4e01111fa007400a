// Meta as a soak needs it: takes every message at once, remembers which of ours it has seen, and says
// of each that it was delivered.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Sink = AsyncDisposable & {
  readonly url: string;
  /** Messages taken, those taken before, and those that came behind a later one of the same guest. */
  readonly counts: () => { taken: number; repeated: number; overtaken: number };
};

type Sent = {
  readonly status?: string;
  readonly to?: string;
  readonly biz_opaque_callback_data?: string;
};

export type Taken = { readonly phone: string; readonly wamid: string; readonly ourId: string };

export async function openSink(onTaken: (taken: Taken) => void): Promise<Sink> {
  const newest = new Map<string, number>();
  const seen = new Set<number>();
  let repeated = 0;
  let overtaken = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sent;
    response.setHeader('content-type', 'application/json');
    if (sent.status === 'read') return void response.end('{"success":true}');
    const ourId = sent.biz_opaque_callback_data ?? '';
    const phone = (sent.to ?? '').replace('+', '');
    note(phone, Number(ourId));
    const wamid = `wamid.OUT${ourId}`;
    response.end(
      JSON.stringify({
        messaging_product: 'whatsapp',
        contacts: [{ input: phone, wa_id: phone }],
        messages: [{ id: wamid }],
      }),
    );
    onTaken({ phone, wamid, ourId });
  }

  function note(phone: string, id: number): void {
    if (seen.has(id)) repeated += 1;
    else if ((newest.get(phone) ?? 0) > id) overtaken += 1;
    seen.add(id);
    newest.set(phone, Math.max(newest.get(phone) ?? 0, id));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => ({ taken: seen.size, repeated, overtaken }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
