// What MercadoPago posts when a payment changes: about three notifications, in two formats, in any
// order, lost or repeated. Only the webhook form is signed in a way that can be verified.
import { createHmac, randomUUID } from 'node:crypto';
import type { Answer, Courier, Delivery } from './courier.ts';
import { mpDate } from './mercadopago-answers.ts';
import type { Payment } from './mercadopago-payments.ts';

/**
 * once: as MercadoPago does. lost: never. five times: five copies of each at once. delayed: kept until
 * `deliverDelayed`. reordered: the merchant order first, and a payment.updated before the created.
 * forged: signed with another secret. unsigned: no x-signature.
 */
export type Notify =
  | 'once'
  | 'lost'
  | 'five times'
  | 'delayed'
  | 'reordered'
  | 'forged'
  | 'unsigned';
export type Secret = 'ours' | 'forged' | 'none';

/** The manifest leaves out the parts that are absent, label included. */
export function xSignature(parts: {
  dataId: string | null;
  requestId: string | null;
  ts: string;
  secret: string;
}): string {
  const { dataId, requestId, ts, secret } = parts;
  const manifest = `${dataId === null ? '' : `id:${dataId};`}${requestId === null ? '' : `request-id:${requestId};`}ts:${ts};`;
  return `ts=${ts},v1=${createHmac('sha256', secret).update(manifest).digest('hex')}`;
}

export function createNotifications(deps: {
  courier: Courier;
  collectorId: number;
  webhookSecret: string;
  now: () => Date;
  /** Where the address in the panel points, when a preference names none. */
  panelUrl: string;
  /** From the public address to where the service listens; undefined for what can never be reached. */
  resolve: (url: string) => string | undefined;
}) {
  const delayed: (() => Promise<unknown>)[] = [];
  let nextId = 114_411_153_000;

  function webhook(
    url: string,
    type: string,
    dataId: string,
    body: string,
    secret: Secret,
  ): Delivery {
    const requestId = randomUUID();
    const ts = String(Math.floor(deps.now().getTime() / 1000));
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'user-agent': `MercadoPago WebHook v1.0 ${type}`,
      'x-request-id': requestId,
    };
    if (secret !== 'none')
      headers['x-signature'] = xSignature({
        dataId,
        requestId,
        ts,
        secret: secret === 'ours' ? deps.webhookSecret : 'forged',
      });
    return { url: withQuery(url, { 'data.id': dataId, type }), headers, body: Buffer.from(body) };
  }

  function ipn(url: string, topic: string, id: string, resource: string): Delivery {
    const headers = {
      'content-type': 'application/json',
      'user-agent': `MercadoPago Feed v2.0 ${topic}`,
      'x-request-id': randomUUID(),
    };
    return {
      url: withQuery(url, { topic, id }),
      headers,
      body: Buffer.from(JSON.stringify({ resource, topic })),
    };
  }

  function base(type: string, action: string) {
    nextId += 1;
    return {
      id: nextId,
      live_mode: true,
      type,
      date_created: mpDate(deps.now()),
      user_id: deps.collectorId,
      api_version: 'v1',
      action,
    };
  }

  function paymentWebhook(url: string, payment: Payment, action: string, secret: Secret): Delivery {
    const id = String(payment.id);
    return webhook(
      url,
      'payment',
      id,
      JSON.stringify({ ...base('payment', action), data: { id } }),
      secret,
    );
  }

  function orderNotice(url: string, payment: Payment, secret: Secret): Delivery {
    const id = String(payment.orderId);
    if (!wantsIpn(url)) {
      const body = {
        ...base('topic_merchant_order_wh', 'create'),
        id,
        data: { currency_id: '', marketplace: 'NONE', status: 'opened' },
        status: 'opened',
        version: 1,
      };
      return webhook(url, 'topic_merchant_order_wh', id, JSON.stringify(body), secret);
    }
    return ipn(url, 'merchant_order', id, `https://api.mercadolibre.com/merchant_orders/${id}`);
  }

  function addressOf(payment: Payment): string | undefined {
    return deps.resolve(payment.notificationUrl ?? deps.panelUrl);
  }

  async function send(deliveries: readonly Delivery[]): Promise<Answer[]> {
    return Promise.all(deliveries.map((delivery) => deps.courier.deliver(delivery)));
  }

  /** Resolves when each has been answered once; what was refused is tried again behind. */
  async function about(
    payment: Payment,
    action: 'payment.created' | 'payment.updated',
    notify: Notify,
  ): Promise<Answer[]> {
    const url = addressOf(payment);
    if (url === undefined || notify === 'lost') return [];
    const secret = notify === 'forged' ? 'forged' : notify === 'unsigned' ? 'none' : 'ours';
    const usual = [
      paymentWebhook(url, payment, action, secret),
      ...(wantsIpn(url) ? [ipn(url, 'payment', String(payment.id), String(payment.id))] : []),
      orderNotice(url, payment, secret),
    ];
    if (notify === 'delayed') {
      delayed.push(() => send(usual));
      return [];
    }
    if (notify === 'five times') return send(Array.from({ length: 5 }, () => usual).flat());
    if (notify === 'reordered') {
      const answers: Answer[] = [];
      for (const delivery of [
        ...usual.toReversed(),
        paymentWebhook(url, payment, 'payment.updated', secret),
        usual[0],
      ]) {
        if (delivery !== undefined) answers.push(await deps.courier.deliver(delivery));
      }
      return answers;
    }
    return send(usual);
  }

  /** The id is above 2^53: it is written by hand, because JSON.stringify cannot. */
  async function chargeback(payment: Payment, chargebackId: string): Promise<Answer[]> {
    const url = addressOf(payment);
    if (url === undefined) return [];
    nextId += 1;
    const body = `{"actions":["changed_case_status"],"api_version":"v1","application_id":9007201037432480,"data":{"checkout":"PRO","id":${chargebackId},"payment_id":${payment.id},"site_id":"MLA"},"id":${nextId},"live_mode":true,"type":"topic_chargebacks_wh","user_id":${deps.collectorId},"version":${Math.floor(deps.now().getTime() / 1000)}}`;
    return send([webhook(url, 'topic_chargebacks_wh', chargebackId, body, 'ours')]);
  }

  return {
    about,
    chargeback,
    /** The button "simulate" of the panel: a payment that does not exist, live_mode false. */
    async simulation(): Promise<Answer[]> {
      const url = deps.resolve(deps.panelUrl);
      const body = {
        ...base('payment', 'payment.updated'),
        id: 123456,
        live_mode: false,
        data: { id: '123456' },
      };
      return url === undefined
        ? []
        : send([webhook(url, 'payment', '123456', JSON.stringify(body), 'ours')]);
    },
    /** Any body to the panel's address, one try. */
    async raw(
      query: Record<string, string>,
      body: unknown,
      secret: Secret = 'ours',
    ): Promise<Answer | undefined> {
      const url = deps.resolve(deps.panelUrl);
      if (url === undefined) return undefined;
      const dataId = query['data.id'] ?? null;
      const delivery = webhook(
        url,
        query['type'] ?? 'payment',
        dataId ?? '',
        typeof body === 'string' ? body : JSON.stringify(body),
        secret,
      );
      const requestId = delivery.headers['x-request-id'] ?? null;
      const ts = String(Math.floor(deps.now().getTime() / 1000));
      if (secret === 'ours')
        delivery.headers['x-signature'] = xSignature({
          dataId,
          requestId,
          ts,
          secret: deps.webhookSecret,
        });
      return deps.courier.attempt({ ...delivery, url: withQuery(url, query) });
    },
    async deliverDelayed(): Promise<void> {
      await Promise.all(delayed.splice(0).map((deliver) => deliver()));
    },
  };
}

function wantsIpn(url: string): boolean {
  return new URL(url).searchParams.get('source_news') !== 'webhooks';
}

function withQuery(url: string, query: Record<string, string>): string {
  const full = new URL(url);
  for (const [name, value] of Object.entries(query)) full.searchParams.set(name, value);
  return full.href;
}
