// People at MercadoPago's checkout, and MercadoPago's own moods: what each payer does with a link, how
// it is notified, and what fails meanwhile.

import { setTimeout as sleep } from 'node:timers/promises';
import type { MercadoPagoSimulator } from '../../src/sandbox/simulators/mercadopago.ts';
import { between, chance, draw, pick } from './random.ts';

const PLANS = {
  approved: 30,
  rejected: 5,
  rejectedThenApproved: 8,
  pendingThenApproved: 8,
  pendingThenRejected: 4,
  pendingForEver: 2,
  late: 9,
  double: 8,
  partial: 6,
  over: 6,
  chargedBack: 4,
  inMediation: 3,
  refundedInThePanel: 3,
  nothing: 14,
};
type Plan = keyof typeof PLANS;
const NOTIFIED = {
  once: 50,
  lost: 15,
  'five times': 10,
  delayed: 10,
  reordered: 8,
  forged: 4,
  unsigned: 3,
};
const OPERATIONS = [
  /^POST .*preferences/,
  /^PUT .*preferences/,
  /^GET .*payments\/\d/,
  /^GET .*search/,
  /^POST .*refunds/,
];

export function createPayers({
  mercadopago,
  apiUrl,
  accessToken,
  publicUrl,
  holdMs,
}: {
  mercadopago: MercadoPagoSimulator;
  apiUrl: string;
  accessToken: string;
  publicUrl: string;
  /** How long a hold lives, on the machine's clock. */
  holdMs: number;
}) {
  const seen = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  const counted = new Map<string, number>();
  /** Refunds that nobody owed, in centavos by payment. */
  const inThePanel = new Map<string, number>();

  function count(what: string): void {
    counted.set(what, (counted.get(what) ?? 0) + 1);
  }

  /** Cut short when everybody has to leave. */
  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: closing.signal }).catch(() => undefined);
  }

  function notify() {
    const how = draw(NOTIFIED);
    count(`notified: ${how}`);
    return how;
  }

  /** Everyone who got a link since the last look decides what to do with it. */
  function come(): void {
    for (const { id, isExpired, amount } of mercadopago.checkouts()) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (isExpired) continue;
      const plan = draw(PLANS);
      count(`payer: ${plan}`);
      const paying = act(plan, id, amount).catch(() => count('payer: came too late'));
      underWay.add(paying);
      void paying.finally(() => underWay.delete(paying));
    }
  }

  async function act(plan: Plan, id: string, amount: number): Promise<void> {
    await pause(between(0, holdMs / 2));
    const approved = () => mercadopago.pay(id, { outcome: 'approved', notify: notify() });
    const pending = () => mercadopago.pay(id, { outcome: 'pending', notify: notify() });
    const rejected = () => mercadopago.pay(id, { outcome: 'rejected', notify: notify() });
    const after = () => pause(between(0, holdMs / 2));
    switch (plan) {
      case 'nothing':
        return;
      case 'approved':
        return void (await approved());
      case 'rejected':
        return void (await rejected());
      case 'rejectedThenApproved':
        await rejected();
        return void (await approved());
      case 'pendingForEver':
        return void (await pending());
      case 'pendingThenApproved':
      case 'pendingThenRejected': {
        const payment = await pending();
        await after();
        const end = plan === 'pendingThenApproved' ? 'approvePending' : 'rejectPending';
        return void (await mercadopago[end](payment.id, notify()));
      }
      case 'late':
        await pause(holdMs * between(0.6, 1.2));
        return void (await mercadopago.pay(id, {
          outcome: 'approved',
          notify: notify(),
          payer: 'was already inside',
        }));
      case 'double':
        await Promise.all([approved(), approved()]);
        return;
      case 'partial':
        return void (await mercadopago.pay(id, {
          outcome: 'approved',
          amount: Math.round(amount / 2),
          notify: notify(),
        }));
      case 'over':
        return void (await mercadopago.pay(id, {
          outcome: 'approved',
          amount: amount + 1_000.5,
          notify: notify(),
        }));
      case 'chargedBack': {
        const payment = await approved();
        await after();
        return void (await mercadopago.chargeBack(payment.id));
      }
      case 'inMediation': {
        const payment = await approved();
        await after();
        return void (await mercadopago.openMediation(payment.id));
      }
      case 'refundedInThePanel':
        return refundInThePanel(await approved());
    }
  }

  async function refundInThePanel({
    id,
    transaction_amount: amount,
  }: {
    id: number;
    transaction_amount: number;
  }) {
    await pause(between(0, holdMs / 2));
    if (await post(`/v1/payments/${id}/refunds`, { amount }))
      inThePanel.set(String(id), Math.round(amount * 100));
  }

  /** A payment that names nobody. */
  async function stranger(): Promise<void> {
    const made = await post('/checkout/preferences', {
      items: [{ title: 'x', quantity: 1, currency_id: 'ARS', unit_price: 5_000 }],
      external_reference: 'PO-NADIE',
      notification_url: `${publicUrl}/api/v1/webhooks/mercadopago`,
    });
    const { id } = made as { id: string };
    seen.add(id);
    count('payer: unknown reference');
    await mercadopago.pay(id, { outcome: 'approved', notify: notify() });
  }

  /** With the same key until it is answered: the panel has the same troubles as we. */
  async function post(path: string, body: object): Promise<unknown> {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'x-idempotency-key': crypto.randomUUID(),
    };
    for (;;) {
      const signal = AbortSignal.timeout(1_500);
      const request = { method: 'POST', headers, body: JSON.stringify(body), signal };
      const answer = await fetch(`${apiUrl}${path}`, request).catch(() => undefined);
      if (answer?.ok) return answer.json();
      if (answer && answer.status < 429) return undefined;
      await sleep(100);
    }
  }

  /** Something of MercadoPago fails for a while. */
  async function trouble(): Promise<void> {
    const kind = draw({ fault: 80, outage: 8, noBalance: 8, slow: 8 });
    count(`trouble: ${kind}`);
    if (kind === 'outage') {
      mercadopago.down(true);
      await pause(between(200, 1_500));
      return mercadopago.down(false);
    }
    if (kind === 'noBalance') {
      mercadopago.setBalance(0);
      await pause(between(300, 1_500));
      return mercadopago.setBalance(1e12);
    }
    if (kind === 'slow') {
      mercadopago.slow(300);
      await pause(between(200, 1_000));
      return mercadopago.slow(0);
    }
    const fault = pick([
      { status: 500 },
      { status: 503 },
      { status: 429, retryAfterSeconds: 1 },
      'reset',
      'reset after the work',
      'timeout',
      'timeout after the work',
    ] as const);
    mercadopago.failNext(chance(0.5) ? 1 : 3, fault, pick(OPERATIONS));
  }

  /** MercadoPago is well, whoever is at the checkout leaves it, and what was held back is told. */
  async function leave(): Promise<void> {
    closing.abort();
    // first, or whoever hangs at it never comes back
    mercadopago.heal();
    await Promise.all(underWay);
    mercadopago.setBalance(1e12);
    const pending = mercadopago
      .payments()
      .filter(({ status }) => status === 'pending' || status === 'in_process');
    await Promise.all(pending.map(({ id }) => mercadopago.rejectPending(id, notify())));
    await mercadopago.deliverDelayed();
  }

  return { come, stranger, trouble, leave, count, counted, inThePanel };
}
