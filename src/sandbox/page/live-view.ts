// What the page shows, pushed to every open browser as it changes (Server-Sent Events). A browser that
// comes back after a cut gets everything again.
import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import type { MercadoPagoSimulator } from '../simulators/mercadopago.ts';
import type { WhatsAppSimulator } from '../simulators/whatsapp.ts';
import { choicesOf, linkOf, textOf } from '../simulators/whatsapp-reading.ts';
import type { Guest } from '../simulators/whatsapp-guests.ts';
import type { ServiceView } from './service-view.ts';

export type PageDeps = {
  whatsapp: WhatsAppSimulator;
  mercadopago: MercadoPagoSimulator;
  clock: { now(): Date; advance(ms: number): Promise<void> };
  publicUrl: string;
  serviceUrl: () => string;
  /** The owner's phone. */
  owner: string | undefined;
};

const newestEntries = 250;
const gatherMs = 30;
const heartbeatMs = 10_000;

export function createLiveView(deps: PageDeps & { service: ServiceView }) {
  const { whatsapp, mercadopago, clock, service } = deps;
  const browsers = new Set<PassThrough>();
  const waiting = new Set<Guest | 'money'>();
  let timer: NodeJS.Timeout | undefined;

  const clockEvent = () => ({ now: clock.now().getTime() });

  function guestEvent(guest: Guest) {
    const { waId, name, typingUntil } = guest;
    const entries = guest.entries
      .slice(-newestEntries)
      .map(({ id, at, from, message, tick, failure }) => ({
        id,
        at,
        from,
        tick,
        failure,
        message,
        text: textOf(message),
        choices: choicesOf(message),
        link: linkOf(message),
      }));
    return { waId, name, typingUntil, entries };
  }

  function moneyEvent() {
    const payments = mercadopago.payments();
    return {
      links: mercadopago.checkouts().map((checkout) => ({
        ...checkout,
        payments: payments
          .filter((payment) => checkout.paymentIds.includes(payment.id))
          .map(
            ({
              id,
              status,
              status_detail: detail,
              transaction_amount: amount,
              transaction_amount_refunded: refunded,
            }) => ({ id, status, detail, amount, refunded }),
          ),
      })),
      refused: whatsapp.refusals(),
    };
  }

  function write(browser: PassThrough, event: string, data: unknown): void {
    browser.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function tellAll(event: string, data: unknown): void {
    for (const browser of browsers) write(browser, event, data);
  }

  function flush(): void {
    timer = undefined;
    for (const what of waiting) {
      if (what === 'money') tellAll('money', moneyEvent());
      else tellAll('guest', guestEvent(what));
    }
    waiting.clear();
  }

  function note(what: Guest | 'money'): void {
    if (browsers.size === 0) return;
    waiting.add(what);
    timer ??= setTimeout(flush, gatherMs);
  }

  const stopGuests = whatsapp.subscribe(note);
  const stopRefusals = whatsapp.subscribeRefusals(() => note('money'));
  const stopMoney = mercadopago.subscribe(() => note('money'));
  const heartbeat = setInterval(() => tellAll('clock', clockEvent()), heartbeatMs).unref();

  return {
    clockMoved(): void {
      tellAll('clock', clockEvent());
      if (browsers.size > 0) tellAll('money', moneyEvent());
    },
    async open(ctx: Context): Promise<void> {
      const business = {
        name: await service.businessName(),
        publicUrl: deps.publicUrl,
        serviceUrl: deps.serviceUrl(),
        owner: deps.owner,
      };
      const browser = new PassThrough();
      browser.on('error', () => undefined);
      ctx.req.socket.setNoDelay(true);
      ctx.set({ 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' });
      ctx.type = 'text/event-stream';
      ctx.status = 200;
      ctx.body = browser;
      write(browser, 'hello', {
        business,
        ...clockEvent(),
        // the guests first: it is one of them that a visitor begins as
        guests: whatsapp
          .guests()
          .toSorted((a, b) => Number(a.waId === deps.owner) - Number(b.waId === deps.owner))
          .map(guestEvent),
        money: moneyEvent(),
      });
      browsers.add(browser);
      ctx.req.once('close', () => {
        browsers.delete(browser);
        browser.destroy();
      });
    },
    close(): void {
      clearInterval(heartbeat);
      clearTimeout(timer);
      stopGuests();
      stopRefusals();
      stopMoney();
      for (const browser of browsers) browser.end();
      browsers.clear();
    },
  };
}
