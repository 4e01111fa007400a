// MercadoPago's side: the API that the service calls, the payers, and the notifications.
import type { Courier } from './courier.ts';
import { createFaults } from './faults.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { mpDate, toCents, toPesos } from './mercadopago-answers.ts';
import { mercadoPagoRoutes } from './mercadopago-api.ts';
import type { Books, Chargeback, MercadoPagoCall } from './mercadopago-api.ts';
import { createNotifications } from './mercadopago-notifications.ts';
import type { Notify } from './mercadopago-notifications.ts';
import {
  change,
  createPayment,
  feeCents,
  paymentAnswer,
  refundAnswer,
} from './mercadopago-payments.ts';
import type { Payment, PaymentStatus } from './mercadopago-payments.ts';
import { amountInCents, isExpired } from './mercadopago-preferences.ts';
import type { Preference } from './mercadopago-preferences.ts';
import { pass } from './mercadopago-refunds.ts';

export type MercadoPagoSimulator = ReturnType<typeof createMercadoPagoSimulator>;
export type PaymentFound = JsonObject & {
  id: number;
  status: PaymentStatus;
  transaction_amount: number;
};

export type Paying = {
  outcome: 'approved' | 'rejected' | 'pending' | 'in_process';
  /** In pesos; the amount of the preference when absent. */
  amount?: number;
  statusDetail?: string;
  notify?: Notify;
  /** A payer who was already inside the checkout can still pay after the preference expired. */
  payer?: 'arrives now' | 'was already inside';
};

export type RememberedBooks = {
  preferences: Preference[];
  payments: Payment[];
  chargebacks: [string, Chargeback][];
  balanceCents: number;
};

export function createMercadoPagoSimulator(deps: {
  serviceUrl: () => string;
  publicUrl: string;
  checkoutUrl: () => string;
  secrets: { mercadopagoAccessToken: string; mercadopagoWebhookSecret: string };
  now: () => Date;
  courier: Courier;
  remembered: RememberedBooks | undefined;
  changed: () => void;
}) {
  const { now, courier } = deps;
  const listeners = new Set<() => void>();
  const books: Books = {
    collectorId: 634_060_442,
    preferences: new Map((deps.remembered?.preferences ?? []).map((each) => [each.id, each])),
    payments: new Map((deps.remembered?.payments ?? []).map((each) => [each.id, each])),
    chargebacks: new Map(deps.remembered?.chargebacks ?? []),
    balance: { cents: deps.remembered?.balanceCents ?? 1_000_000_000 },
    replays: new Map(),
  };
  const faults = createFaults((status) => ({
    message: status === 429 ? 'Too many requests' : 'internal_error',
    error: status === 429 ? 'too_many_requests' : 'internal_error',
    status,
    cause: [],
  }));
  const calls: MercadoPagoCall[] = [];
  let lastId = Math.max(138_472_432_030, ...books.payments.keys());

  function newId(): number {
    lastId += 1 + Math.floor(Math.random() * 40);
    return lastId;
  }

  function changed(): void {
    deps.changed();
    for (const listener of listeners) listener();
  }

  const notifications = createNotifications({
    courier,
    collectorId: books.collectorId,
    // The service may accept a list while a secret is rotated; we sign with the first.
    webhookSecret: deps.secrets.mercadopagoWebhookSecret.split(',')[0]?.trim() ?? '',
    now,
    panelUrl: `${deps.publicUrl}/api/v1/webhooks/mercadopago`,
    // Addresses that are not public https are silently never called (sdk-nodejs #83, #87, #97).
    resolve: (url) =>
      url.startsWith(`${deps.publicUrl}/`) && url.startsWith('https:')
        ? deps.serviceUrl() + url.slice(deps.publicUrl.length)
        : undefined,
  });

  const router = mercadoPagoRoutes({
    accessToken: deps.secrets.mercadopagoAccessToken,
    books,
    faults,
    calls,
    now,
    newId,
    checkoutUrl: deps.checkoutUrl,
    changed: (payment) => {
      changed();
      if (payment !== undefined) void notifications.about(payment, 'payment.updated', 'once');
    },
  });

  function preferenceOf(idOrInitPoint: string): Preference {
    const id = URL.canParse(idOrInitPoint)
      ? new URL(idOrInitPoint).searchParams.get('pref_id')
      : idOrInitPoint;
    const preference = books.preferences.get(id ?? '');
    if (preference === undefined) throw new Error(`no preference ${idOrInitPoint}`);
    return preference;
  }

  function paymentOf(id: number | string): Payment {
    const payment = books.payments.get(Number(id));
    if (payment === undefined) throw new Error(`no payment ${id}`);
    return payment;
  }

  const shown = (payment: Payment) => paymentAnswer(payment, books.collectorId) as PaymentFound;

  function receive(payment: Payment): void {
    books.balance.cents += payment.cents - feeCents(payment);
  }

  /** Resolves when the notifications have been answered once. Throws when the checkout lets nobody in. */
  async function pay(idOrInitPoint: string, how: Paying): Promise<PaymentFound> {
    const preference = preferenceOf(idOrInitPoint);
    if (preference.initPoint === null)
      throw new Error('this preference has no init_point: nobody can pay it');
    if (isExpired(preference, now()) && how.payer !== 'was already inside')
      throw new Error('this preference has expired: the checkout refuses the payer');
    const payment = createPayment({
      id: newId(),
      preference,
      cents: how.amount === undefined ? amountInCents(preference) : toCents(how.amount),
      status: how.outcome,
      statusDetail: how.statusDetail,
      now: now(),
    });
    books.payments.set(payment.id, payment);
    if (payment.status === 'approved') receive(payment);
    changed();
    await notifications.about(payment, 'payment.created', how.notify ?? 'once');
    return shown(payment);
  }

  async function move(
    id: number | string,
    status: PaymentStatus,
    notify: Notify,
    statusDetail?: string,
  ): Promise<PaymentFound> {
    const payment = paymentOf(id);
    change(payment, status, now(), statusDetail);
    changed();
    await notifications.about(payment, 'payment.updated', notify);
    return shown(payment);
  }

  async function approvePending(
    id: number | string,
    notify: Notify = 'once',
  ): Promise<PaymentFound> {
    const payment = paymentOf(id);
    if (payment.status !== 'pending' && payment.status !== 'in_process')
      throw new Error(`payment ${id} is ${payment.status}`);
    receive(payment);
    return move(id, 'approved', notify);
  }

  async function chargeBack(id: number | string): Promise<{ chargebackId: string }> {
    const payment = paymentOf(id);
    const chargebackId = `233000061680860${String(books.chargebacks.size + 7).padStart(3, '0')}`;
    books.chargebacks.set(chargebackId, {
      id: chargebackId,
      paymentId: payment.id,
      cents: payment.cents,
      openedAt: mpDate(now()),
    });
    await move(id, 'charged_back', 'once', 'in_process');
    await notifications.chargeback(payment, chargebackId);
    return { chargebackId };
  }

  return {
    router,
    collectorId: books.collectorId,
    pay,
    approvePending,
    rejectPending: (id: number | string, notify: Notify = 'once') =>
      move(id, 'rejected', notify, 'cc_rejected_other_reason'),
    expirePending: (id: number | string, notify: Notify = 'once') =>
      move(id, 'cancelled', notify, 'expired'),
    openMediation: (id: number | string) => move(id, 'in_mediation', 'once'),
    chargeBack,
    /** Tells it again, as MercadoPago does hours later. */
    notifyAgain: (id: number | string, notify: Notify = 'once') =>
      notifications.about(paymentOf(id), 'payment.updated', notify),
    deliverDelayed: notifications.deliverDelayed,
    simulation: notifications.simulation,
    deliver: notifications.raw,
    preferences: (): JsonObject[] =>
      [...books.preferences.values()].map((each) => ({
        ...each.body,
        id: each.id,
        init_point: each.initPoint,
      })),
    preference: preferenceOf,
    /** One for each link that can be paid, newest first, as the page shows them. */
    checkouts: () =>
      [...books.preferences.values()].toReversed().map((each) => ({
        id: each.id,
        reference:
          typeof each.body['external_reference'] === 'string'
            ? each.body['external_reference']
            : '',
        title: (each.body['items'] as { title: string }[])[0]?.title ?? '',
        amount: toPesos(amountInCents(each)),
        isExpired: isExpired(each, now()),
        paymentIds: [...books.payments.values()]
          .filter((payment) => payment.preferenceId === each.id)
          .map((payment) => payment.id),
      })),
    payments: (): PaymentFound[] => [...books.payments.values()].map(shown),
    paymentsFor: (externalReference: string): PaymentFound[] =>
      [...books.payments.values()]
        .filter((each) => each.externalReference === externalReference)
        .map(shown),
    refundsOf: (id: number | string): JsonObject[] =>
      paymentOf(id).refunds.map((each) => refundAnswer(paymentOf(id), each, books.collectorId)),
    balance: () => toPesos(books.balance.cents),
    setBalance(pesos: number): void {
      books.balance.cents = toCents(pesos);
    },
    /** Refunds that waited for money go through. */
    async settleRefunds(): Promise<void> {
      for (const payment of books.payments.values()) {
        const waiting = payment.refunds.filter((each) => each.status === 'in_process');
        for (const refund of waiting) pass(payment, refund, { now: now(), balance: books.balance });
        if (waiting.length > 0) await notifications.about(payment, 'payment.updated', 'once');
      }
      changed();
    },
    calls: calls as readonly MercadoPagoCall[],
    failNext: faults.failNext,
    down: faults.down,
    slow: faults.slow,
    heal: faults.heal,
    idle: courier.idle,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => ({
      preferences: [...books.preferences.values()],
      payments: [...books.payments.values()],
      chargebacks: [...books.chargebacks],
      balanceCents: books.balance.cents,
    }),
  };
}

export function isRememberedBooks(value: unknown): value is RememberedBooks {
  return (
    isObject(value) &&
    Array.isArray(value['preferences']) &&
    Array.isArray(value['payments']) &&
    Array.isArray(value['chargebacks'])
  );
}
