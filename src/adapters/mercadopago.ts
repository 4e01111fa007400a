// MercadoPago, through its SDK. Each call has a MercadoPagoConfig of its own: the SDK keeps the options of
// one call for all later ones (sdk-nodejs #481), idempotency key included.

import { DateTime } from 'luxon';
import {
  Chargeback,
  MercadoPagoConfig,
  Payment,
  PaymentRefund,
  Preference,
  User,
} from 'mercadopago';
import { AppConfig } from 'mercadopago/dist/utils/config/index.js';
import type { z } from 'zod';
import type { Gateway, PreferenceRequest } from '../booking/gateway.ts';
import { Fault } from '../domain/fault.ts';
import type { Account, PaymentFact } from '../domain/payment.ts';
import { answers, refundRefusal } from './mercadopago-answers.ts';
import { faultOf, vendorError, withDeadline, type Vendor } from './mercadopago-faults.ts';

const TIMEOUT_MS = 10_000;
const RETRIES = 1;
const SEARCH_PAGE = 50;
/** MercadoPago goes no further into one search. */
const SEARCH_END = 10_000;

export type MercadoPagoOptions = {
  readonly accessToken: string;
  readonly apiUrl: string;
  readonly publicUrl: string;
  readonly timeZone: string;
  readonly count: (name: 'mercadoPagoFault', labels: { operation: string; code: string }) => void;
  readonly timeoutMs?: number;
};

type Filter = NonNullable<NonNullable<Parameters<Payment['search']>[0]>['options']>;
/** What a refusal may mean instead of a fault. */
const missing = Symbol('missing');
const tooLate = Symbol('tooLate');

const closed = async () => {
  throw new Fault('mercadopago.closed', 'MercadoPago is not connected: its settings are missing', {
    transient: true,
  });
};

/** What stands in while the settings of MercadoPago are missing: every question waits. */
export const closedGateway: Gateway = {
  account: closed,
  createPreference: closed,
  closePreference: closed,
  getPayment: closed,
  searchPayments: closed,
  paymentsUpdated: closed,
  getChargeback: closed,
  refund: closed,
  cancelPayment: closed,
};

export function createMercadoPago(options: MercadoPagoOptions): Gateway {
  let account: Promise<Account> | undefined;

  function config(idempotencyKey?: string) {
    const timeout = options.timeoutMs ?? TIMEOUT_MS;
    return new MercadoPagoConfig({
      accessToken: options.accessToken,
      options: {
        timeout,
        maxRetries: RETRIES,
        initialDelay: 300,
        maxDelay: 2_000,
        jitter: true,
        ...(idempotencyKey && { idempotencyKey }),
      },
    });
  }

  /** Runs one SDK call and parses what comes; `refused` may turn a refusal into an answer. */
  async function ask<Schema extends z.ZodType, Other = never>(
    operation: string,
    schema: Schema,
    call: () => Promise<unknown>,
    refused?: (vendor: Vendor) => Other | undefined,
  ): Promise<z.output<Schema> | Other> {
    let body: unknown;
    try {
      // The SDK has one address for the whole process and reads it before it first waits: set and used
      // in one go, two adapters with two addresses do not mix.
      (AppConfig as { BASE_URL: string }).BASE_URL = options.apiUrl;
      body = await withDeadline(call(), operation);
    } catch (error) {
      const vendor = vendorError(error);
      const answer = vendor && refused?.(vendor);
      if (answer !== undefined) return answer;
      const fault = faultOf(operation, error, vendor);
      options.count('mercadoPagoFault', { operation, code: fault.code });
      throw fault;
    }
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    // A 200 without JSON comes back from the SDK as an empty object: a proxy's page, worth another try.
    options.count('mercadoPagoFault', { operation, code: 'mercadopago.unreadable' });
    throw new Fault('mercadopago.unreadable', `${operation} was answered with something else`, {
      transient: true,
      cause: parsed.error,
    });
  }

  /** Undefined where MercadoPago knows none of that id. */
  async function find<Schema extends z.ZodType>(
    operation: string,
    schema: Schema,
    call: () => Promise<unknown>,
  ): Promise<z.output<Schema> | undefined> {
    const found = await ask(operation, schema, call, ({ status }) =>
      status === 404 ? missing : undefined,
    );
    return found === missing ? undefined : found;
  }

  function dateOf(instant: Date): string {
    // Milliseconds and offset, or the date is ignored or init_point is null (sdk-java #56, sdk-php #71).
    return DateTime.fromJSDate(instant, { zone: options.timeZone }).toFormat(
      "yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
    );
  }

  function lifeOf(from: Date, until: Date) {
    return { expires: true, expiration_date_from: dateOf(from), expiration_date_to: dateOf(until) };
  }

  function preferenceBody({
    reference,
    title,
    amount,
    from,
    until,
  }: Omit<PreferenceRequest, 'idempotencyKey'>) {
    const returnTo = `${options.publicUrl}/pay/return`;
    // MercadoPago refuses auto_return to, and does not call, what is not public https.
    const whenPublic = options.publicUrl.startsWith('https:') && {
      back_urls: { success: returnTo, pending: returnTo, failure: returnTo },
      auto_return: 'approved',
      notification_url: `${options.publicUrl}/api/v1/webhooks/mercadopago?source_news=webhooks`,
    };
    return {
      items: [{ id: reference, title, quantity: 1, currency_id: 'ARS', unit_price: amount / 100 }],
      external_reference: reference,
      ...lifeOf(from, until),
      binary_mode: true,
      payment_methods: { excluded_payment_types: [{ id: 'ticket' }, { id: 'atm' }] },
      ...whenPublic,
    };
  }

  function getPayment(id: string): Promise<PaymentFact | undefined> {
    return find('getPayment', answers.payment, () => new Payment(config()).get({ id }));
  }

  /** A search may leave out the refunds that the payment itself lists. */
  async function withRefunds(payment: PaymentFact): Promise<PaymentFact> {
    const isRefunded =
      payment.status === 'refunded' || payment.statusDetail === 'partially_refunded';
    return isRefunded && payment.refunds.length === 0
      ? ((await getPayment(payment.id)) ?? payment)
      : payment;
  }

  async function search(filter: Filter): Promise<PaymentFact[]> {
    const found: PaymentFact[] = [];
    for (let offset = 0; offset <= SEARCH_END; offset += SEARCH_PAGE) {
      const options = { ...filter, limit: SEARCH_PAGE, offset };
      const { paging, results } = await ask('searchPayments', answers.search, () =>
        new Payment(config()).search({ options }),
      );
      found.push(...(await Promise.all(results.map(withRefunds))));
      if (results.length === 0 || found.length >= paging.total) break;
    }
    return found;
  }

  return {
    getPayment,

    account() {
      account ??= ask('account', answers.user, () => new User(config()).get()).then(({ id }) => ({
        collectorId: id,
        liveMode: !options.accessToken.startsWith('TEST-'),
      }));
      account.catch(() => (account = undefined));
      return account;
    },

    async createPreference({ idempotencyKey, ...request }) {
      const body = preferenceBody(request);
      const { id, init_point } = await ask('createPreference', answers.preference, () =>
        new Preference(config(idempotencyKey)).create({ body }),
      );
      if (init_point === null)
        throw new Fault('mercadopago.noInitPoint', 'a preference that nobody can pay', {
          transient: false,
        });
      return { preferenceId: id, checkoutUrl: init_point };
    },

    async closePreference(preferenceId, { from, until }) {
      // MercadoPago keeps what is not sent; the SDK's type asks for all of it.
      const updatePreferenceRequest = lifeOf(from, until) as Parameters<
        InstanceType<typeof Preference>['update']
      >[0]['updatePreferenceRequest'];
      await ask('closePreference', answers.preference, () =>
        new Preference(config()).update({ id: preferenceId, updatePreferenceRequest }),
      );
    },

    searchPayments: (reference) =>
      search({ external_reference: reference, sort: 'date_created', criteria: 'desc' }),

    paymentsUpdated: ({ from, until }) =>
      search({
        range: 'date_last_updated',
        begin_date: dateOf(from),
        end_date: dateOf(until),
        sort: 'date_last_updated',
        criteria: 'asc',
      }),

    getChargeback: (id) =>
      find('getChargeback', answers.chargeback, () => new Chargeback(config()).get({ id })),

    async refund(paymentId, amount, idempotencyKey) {
      const answer = await ask(
        'refund',
        answers.refund,
        () =>
          new PaymentRefund(config(idempotencyKey)).create({
            payment_id: paymentId,
            body: { amount: amount / 100 },
          }),
        ({ status, message, causes }) =>
          status === 400 ? { answer: refundRefusal(causes), refundId: null, message } : undefined,
      );
      return {
        answer: answer.answer,
        refundId: answer.refundId,
        detail: 'message' in answer ? answer.message : '',
      };
    },

    async cancelPayment(paymentId) {
      const answer = await ask(
        'cancelPayment',
        answers.payment,
        () => new Payment(config()).cancel({ id: paymentId }),
        ({ status }) => (status === 400 || status === 404 ? tooLate : undefined),
      );
      return answer === tooLate || answer.status !== 'cancelled' ? 'tooLate' : 'cancelled';
    },
  };
}
