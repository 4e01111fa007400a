// What the service counts. A registry of its own, so that two services in one process (tests) do not mix.
// Labels come from closed sets: no phone, id or text of a guest ever becomes one.

import type { Count } from '../booking/count.ts';
import type { Heard } from '../chat/voice.ts';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

export type WatchedSeries = {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** A counter is a total that Postgres keeps, so it outlives the process. */
  readonly kind: 'gauge' | 'counter';
};

const probeTimeoutMs = 1_000;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `posta_${name}`, help, labelNames, registers });

  const httpSeconds = new Histogram({
    name: 'posta_http_request_seconds',
    help: 'Requests answered, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const turnSeconds = new Histogram({
    name: 'posta_turn_seconds',
    help: 'Turns of the conversation, from claim to commit',
    labelNames: ['outcome'] as const,
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const webhookMessages = counter('webhook_messages_total', 'Guest messages received, by kind', [
    'kind',
  ]);
  const webhookStatuses = counter('webhook_statuses_total', 'Statuses of our messages received', [
    'status',
  ]);
  const webhookIgnored = counter(
    'webhook_ignored_total',
    'Parts of webhook bodies that were not acted on',
    ['what', 'name'],
  );
  const signatureRejections = counter(
    'webhook_signature_rejections_total',
    'Webhook bodies with a wrong or missing signature',
    ['source'],
  );
  const outbound = counter('messages_out_total', 'Messages to guests, by what became of them', [
    'status',
  ]);
  const accountChanges = counter(
    'whatsapp_account_events_total',
    'What Meta said about the account, its number and its templates',
    ['field', 'event'],
  );
  const whatsAppErrors = counter('whatsapp_errors_total', 'Errors of the Graph API, by code', [
    'code',
  ]);
  const payments = counter('payments_total', 'Payments settled, by outcome', ['outcome']);
  const refunds = counter('refunds_total', 'Refunds, by status', ['status']);
  const holds = counter('holds_total', 'Holds, by outcome', ['outcome']);
  const drifts = counter(
    'ledger_drifts_total',
    'Payments on which the ledger and MercadoPago disagreed at night',
    ['kind'],
  );
  const calendarReads = counter(
    'calendar_reads_total',
    'Calendars of other channels that were read, by what came of it',
    ['outcome'],
  );
  const calendarConflicts = counter(
    'calendar_conflicts_total',
    'Nights that another calendar has and something here has too, by what has them here',
    ['with'],
  );
  const mercadoPagoFaults = counter(
    'mercadopago_faults_total',
    'Calls to MercadoPago that failed, by operation and code',
    ['operation', 'code'],
  );
  const outgoingSeconds = new Histogram({
    name: 'posta_outgoing_request_seconds',
    help: 'Calls to Meta and MercadoPago, by operation and outcome',
    labelNames: ['target', 'operation', 'outcome'] as const,
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const transcriptionSeconds = new Histogram({
    name: 'posta_transcription_seconds',
    help: 'Voice notes, fetched and transcribed, by outcome',
    labelNames: ['outcome'] as const,
    buckets: [0.25, 0.5, 1, 2.5, 5, 10, 25],
    registers,
  });
  const jobsBuried = counter('jobs_buried_total', 'Jobs given up after their retries, by queue', [
    'queue',
  ]);

  return {
    httpAnswered(labels: { method: string; route: string; status: number }, seconds: number): void {
      httpSeconds.observe({ ...labels, status: String(labels.status) }, seconds);
    },
    messageArrived: (kind: string) => webhookMessages.inc({ kind }),
    statusArrived: (status: string) => webhookStatuses.inc({ status }),
    ignored: (what: string, name: string) => webhookIgnored.inc({ what, name }),
    accountChanged: (field: string, event: string) => accountChanges.inc({ field, event }),
    signatureRejected: (source: 'whatsapp' | 'mercadopago') => signatureRejections.inc({ source }),
    turnTaken: (outcome: 'committed' | 'failed', seconds: number) =>
      turnSeconds.observe({ outcome }, seconds),
    messageOut: (status: 'sent' | 'retried' | 'failed' | 'dropped') => outbound.inc({ status }),
    /** With or without the `whatsapp.` of a fault. */
    whatsAppFailed: (code: string) => whatsAppErrors.inc({ code: code.replace('whatsapp.', '') }),
    booking: ((what, labels: Record<string, string>) => {
      const counters: Record<string, Counter> = {
        payment: payments,
        refund: refunds,
        hold: holds,
        drift: drifts,
        calendar: calendarReads,
        conflict: calendarConflicts,
      };
      counters[what]?.inc(labels);
    }) satisfies Count,
    mercadoPagoFault: (_name: 'mercadoPagoFault', labels: { operation: string; code: string }) =>
      mercadoPagoFaults.inc(labels),
    calledOut(
      target: 'whatsapp' | 'mercadopago',
      operation: string,
      outcome: 'ok' | 'failed',
      seconds: number,
    ): void {
      outgoingSeconds.observe({ target, operation, outcome }, seconds);
    },
    voiceHeard: (outcome: Heard, seconds: number) =>
      transcriptionSeconds.observe({ outcome }, seconds),
    jobBuried: (queue: string) => jobsBuried.inc({ queue }),
    /** Reads at each scrape; a reading that fails or is late shows as NaN and does not fail the scrape. */
    watch(name: string, help: string, read: () => Promise<number>): void {
      new Gauge({
        name: `posta_${name}`,
        help,
        registers,
        async collect() {
          this.set(await Promise.race([read(), late()]).catch(() => Number.NaN));
        },
      });
    },
    /** One series for each key that `read` answers with; none when it fails or is late. */
    watchEach(
      { name, help, label, kind }: WatchedSeries,
      read: () => Promise<Readonly<Record<string, number>>>,
    ): void {
      const options = { name: `posta_${name}`, help, labelNames: [label], registers };
      async function collect(this: Counter | Gauge): Promise<void> {
        const values = await Promise.race([read(), late()]).catch(() => Number.NaN);
        this.reset();
        if (typeof values === 'number') return;
        for (const [key, value] of Object.entries(values)) this.inc({ [label]: key }, value);
      }
      if (kind === 'gauge') new Gauge({ ...options, collect });
      else new Counter({ ...options, collect });
    },
    async render(): Promise<{ contentType: string; text: string }> {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function late(): Promise<number> {
  return new Promise((resolve) => setTimeout(resolve, probeTimeoutMs, Number.NaN).unref());
}
