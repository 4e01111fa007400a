// Our HTTP shell on a free port, with an inbox that only remembers: for tests of the doors themselves.

import type Router from '@koa/router';
import type { Middleware } from 'koa';
import { createLog } from '../../src/adapters/log.ts';
import { createMetrics } from '../../src/adapters/metrics.ts';
import type { Arrival, Delivery } from '../../src/chat/inbound.ts';
import { parseConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';
import { createPhotos } from '../../src/http/photos.ts';
import { openServer } from '../../src/http/server.ts';
import { createWhatsAppDoor } from '../../src/http/whatsapp.ts';
import type { Inbox } from '../../src/http/whatsapp.ts';

export const secrets = {
  WHATSAPP_ACCESS_TOKEN: 'EAAG-test',
  WHATSAPP_APP_SECRET: 'test_app_secret',
  WHATSAPP_PHONE_ID: '106540352242922',
  WHATSAPP_VERIFY_TOKEN: 'lago-y-montana',
};

export type DoorOptions = {
  readonly env?: Record<string, string>;
  readonly receive?: Inbox['receive'];
  readonly doors?: readonly Router[];
  readonly routers?: readonly Router[];
  readonly rateLimit?: Middleware;
  readonly photosFolder?: string;
};

export async function openDoor(options: DoorOptions = {}) {
  const config = parseConfig({ ...secrets, ...options.env });
  const lines: Record<string, unknown>[] = [];
  const log = createLog(
    { logLevel: 'debug' },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const metrics = createMetrics();
  const arrivals: Arrival[] = [];
  const deliveries: Delivery[] = [];
  const inbox: Inbox = {
    receive:
      options.receive ??
      (async (batch) => {
        arrivals.push(...batch.arrivals);
        deliveries.push(...batch.deliveries);
      }),
  };
  const door = createWhatsAppDoor({
    settings: config.whatsapp,
    inbox,
    log,
    metrics,
    now: () => new Date('2026-11-25T12:00:00Z'),
  });
  const app = createApp({
    log,
    metrics,
    config,
    rateLimit: options.rateLimit ?? ((_ctx, next) => next()),
    doors: [door, ...(options.doors ?? [])],
    files: [createPhotos(options.photosFolder ?? 'fixtures/photos')],
    routers: options.routers ?? [],
  });
  const server = await openServer(app, 0);
  return {
    url: server.url,
    server,
    metrics,
    arrivals,
    deliveries,
    lines,
    async metric(line: string): Promise<string | undefined> {
      const { text } = await metrics.render();
      return text.split('\n').find((each) => each.startsWith(line));
    },
    [Symbol.asyncDispose]: () => server.close(500),
  };
}
