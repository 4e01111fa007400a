import Router from '@koa/router';
import type { MercadoPagoSimulator } from '../simulators/mercadopago.ts';
import type { WhatsAppSimulator } from '../simulators/whatsapp.ts';

export type PageDeps = {
  whatsapp: WhatsAppSimulator;
  mercadopago: MercadoPagoSimulator;
  clock: { now(): Date; advance(ms: number): Promise<void> };
  publicUrl: string;
  serviceUrl: () => string;
};

export function pageRoutes(_deps: PageDeps) {
  const router = new Router();
  return { router, close(): void {} };
}
