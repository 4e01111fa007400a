// The simulated MercadoPago checkout: what is paid, until when, and the five things that a payer can do.
import type Router from '@koa/router';
import type { Context } from 'koa';
import { setTimeout as pause } from 'node:timers/promises';
import { isObject } from '../simulators/json.ts';
import type { JsonObject } from '../simulators/json.ts';
import { amountInCents, expiresAt, isExpired } from '../simulators/mercadopago-preferences.ts';
import type { MercadoPagoSimulator, PaymentFound } from '../simulators/mercadopago.ts';
import type { ServiceView } from './service-view.ts';

type Act = (
  path: string,
  work: (body: JsonObject, params: Record<string, string>) => unknown,
) => void;

const returnPages: Record<string, string> = {
  approved: 'success',
  pending: 'pending',
  in_process: 'pending',
  rejected: 'failure',
};
/** How long the service may take to let go of the dates once the clock has passed the end of the hold. */
const letGoMs = 5_000;

export function checkoutRoutes(deps: {
  router: Router;
  act: Act;
  mercadopago: MercadoPagoSimulator;
  clock: { now(): Date; advance(ms: number): Promise<void> };
  service: ServiceView;
  send: (ctx: Context, file: string) => Promise<void>;
  clockMoved: () => void;
}): void {
  const { router, mercadopago, clock } = deps;

  router.get('/checkout/v1/redirect', (ctx) => deps.send(ctx, 'checkout.html'));

  router.get('/checkout/api/:id', async (ctx) => {
    try {
      const preference = mercadopago.preference(ctx.params['id'] ?? '');
      const [item] = preference.body['items'] as { title: string; description?: string }[];
      ctx.body = {
        seller: await deps.service.businessName(),
        title: item?.title ?? '',
        description: item?.description ?? '',
        reference: preference.body['external_reference'] ?? '',
        amount: amountInCents(preference) / 100,
        now: clock.now().getTime(),
        expiresAt: expiresAt(preference) ?? null,
        paid: mercadopago
          .payments()
          .some(
            (payment) =>
              payment.status === 'approved' &&
              payment['external_reference'] === preference.body['external_reference'],
          ),
      };
    } catch {
      ctx.status = 404;
      ctx.body = { problem: 'no such preference' };
    }
  });

  /** Leaves the checkout open until the hold has ended and the service has noticed. */
  async function waitUntilTooLate(id: string): Promise<void> {
    const preference = mercadopago.preference(id);
    const until = expiresAt(preference);
    if (until === undefined || isExpired(preference, clock.now())) return;
    await clock.advance(until - clock.now().getTime() + 60_000);
    deps.clockMoved();
    const known = mercadopago.calls.length;
    const noticed = () =>
      mercadopago.calls
        .slice(known)
        .some((call) => call.method === 'PUT' && call.path.endsWith(preference.id));
    for (let waited = 0; waited < letGoMs && !noticed(); waited += 100) await pause(100);
  }

  deps.act('/checkout/api/:id/pay', async (body, params) => {
    const id = params['id'] ?? '';
    const inside = { payer: 'was already inside' } as const;
    const ways: Record<string, () => Promise<PaymentFound>> = {
      approve: () => mercadopago.pay(id, { outcome: 'approved' }),
      reject: () => mercadopago.pay(id, { outcome: 'rejected' }),
      pending: () => mercadopago.pay(id, { outcome: 'pending' }),
      late: async () => {
        await waitUntilTooLate(id);
        return mercadopago.pay(id, { outcome: 'approved', ...inside });
      },
      twice: async () => {
        const first = await mercadopago.pay(id, { outcome: 'approved' });
        await mercadopago.pay(id, { outcome: 'approved', ...inside });
        return first;
      },
    };
    const way = Object.hasOwn(ways, String(body['how'])) ? ways[String(body['how'])] : undefined;
    if (way === undefined)
      throw new Error('how must be one of approve, reject, pending, late, twice');
    const payment = await way();
    return { status: payment.status, returnTo: returnAddress(id, payment) };
  });

  function returnAddress(id: string, payment: PaymentFound): string | null {
    const { body } = mercadopago.preference(id);
    const pages = isObject(body['back_urls']) ? body['back_urls'] : {};
    const page = pages[returnPages[payment.status] ?? 'failure'];
    if (typeof page !== 'string') return null;
    const address = new URL(deps.service.resolve(page));
    const order = payment['order'];
    const query: Record<string, string> = {
      collection_id: String(payment.id),
      collection_status: payment.status,
      payment_id: String(payment.id),
      status: payment.status,
      external_reference: String(payment['external_reference']),
      payment_type: String(payment['payment_type_id']),
      merchant_order_id: isObject(order) ? String(order['id']) : 'null',
      preference_id: id,
      site_id: 'MLA',
      processing_mode: 'aggregator',
      merchant_account_id: 'null',
    };
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    return address.href;
  }
}
