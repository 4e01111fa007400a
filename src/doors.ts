// The doors, composed: every HTTP route with what it needs.

import { fileURLToPath } from 'node:url';
import type Router from '@koa/router';
import type { Redis } from 'ioredis';
import type Koa from 'koa';
import { readExport } from './adapters/calendar-export.ts';
import { readCatalogue } from './adapters/catalog.ts';
import { dayAt } from './adapters/clock.ts';
import { calendarText } from './adapters/ical/write.ts';
import type { Jobs } from './adapters/jobs.ts';
import type { Log } from './adapters/log.ts';
import type { Metrics } from './adapters/metrics.ts';
import type { Pool } from './adapters/postgres.ts';
import { openLink } from './adapters/payment-links.ts';
import type { Config } from './config.ts';
import { createAccommodations } from './http/accommodations.ts';
import { createAdminPage } from './http/admin/page.ts';
import { createApp } from './http/app.ts';
import { createHealth } from './http/health.ts';
import { createMercadoPagoDoor } from './http/mercadopago.ts';
import { createIcal } from './http/ical.ts';
import { createPay } from './http/pay.ts';
import { createPhotos } from './http/photos.ts';
import { createPrivacyPage } from './http/privacy.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { createFlowDoor, type FlowDoorParts } from './http/whatsapp-flow.ts';
import { createWhatsAppDoor, type Inbox } from './http/whatsapp.ts';

export type DoorParts = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pool: Pool;
  /** Null where there is none: rates are counted in memory. */
  readonly redis: { readonly redis: Redis; readonly ping: () => Promise<void> } | null;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly inbox: Inbox;
  readonly answerForm: FlowDoorParts['answer'];
  /** The owner's side. */
  readonly admin: readonly Router[];
  readonly isDraining: () => boolean;
  readonly now: () => Date;
};

/** Long enough to type a card number. */
const LOOK_AFTER_OPENING_MS = 3 * 60_000;

export function createDoors({
  config,
  log,
  metrics,
  pool,
  redis,
  jobs,
  inbox,
  answerForm,
  admin,
  isDraining,
  now,
}: DoorParts): Koa {
  const integrations = { whatsapp: config.whatsapp, mercadopago: config.mercadoPago };
  const closed = Object.entries(integrations).flatMap(([name, settings]) =>
    settings.kind === 'closed' ? [[name, settings.missing] as const] : [],
  );

  return createApp({
    log,
    metrics,
    config,
    rateLimit: createRateLimit(config.rateLimit, redis?.redis ?? null),
    doors: [
      createWhatsAppDoor({ settings: config.whatsapp, inbox, log, metrics, now }),
      createFlowDoor({ settings: config.whatsapp, answer: answerForm, log, metrics }),
      createMercadoPagoDoor({
        settings: config.mercadoPago,
        async lookAtPayment(paymentId, chargebackId) {
          await jobs.enqueue(pool, { name: 'payment', data: { paymentId } });
          if (chargebackId !== undefined)
            await jobs.enqueue(pool, { name: 'chargeback', data: { chargebackId } });
        },
        log,
        metrics,
      }),
      createHealth({
        config,
        probes: {
          postgres: { need: 'vital', check: () => pool.query('select 1') },
          ...(redis && { redis: { need: 'useful', check: redis.ping } }),
        },
        closed: Object.fromEntries(closed),
        isDraining,
        metrics,
      }),
    ],
    files: [
      createPhotos(fileURLToPath(new URL('../fixtures/photos', import.meta.url))),
      createAdminPage(),
    ],
    routers: [
      createPay({
        openLink: (payToken) => openLink(pool, payToken, now()),
        lookLater: (reservationId) =>
          jobs.enqueue(
            pool,
            { name: 'look', data: { reservationId, why: 'opened' } },
            { delayMs: LOOK_AFTER_OPENING_MS },
          ),
      }),
      createPrivacyPage({
        readProperty: async () => (await readCatalogue(pool)).property,
        retention: config.retention,
      }),
      createAccommodations({
        readCatalogue: () => readCatalogue(pool),
        publicUrl: config.publicUrl,
      }),
      createIcal({
        async readCalendar(asked) {
          const at = now();
          const today = dayAt(at, config.timeZone);
          const found = await readExport(pool, { ...asked, today, now: at });
          return (
            found && calendarText(found.entries, { ...found, host: new URL(config.publicUrl).host })
          );
        },
      }),
      ...admin,
    ],
  });
}
