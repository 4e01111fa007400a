// What would go wrong: an alert on a number that nobody counts stays silent for ever.

import { readFile } from 'node:fs/promises';
import { parser } from '@prometheus-io/lezer-promql';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { askForCoihue, openCheckout } from '../support/journeys.ts';
import { says } from '../support/reading.ts';
import { openWorld, type World } from '../support/world.ts';

const rules = z.object({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Posta[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smhd]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'warn']) }),
          annotations: z.strictObject({ summary: z.string(), action: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboard = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) }),
  ),
});

async function expressions(): Promise<Map<string, string>> {
  const alerts = rules.parse(parse(await readFile('docs/ops/alerts.yml', 'utf8')));
  const { panels } = dashboard.parse(JSON.parse(await readFile('docs/ops/dashboard.json', 'utf8')));
  return new Map([
    ...alerts.groups.flatMap((group) =>
      group.rules.map(({ alert, expr }) => [alert, expr] as const),
    ),
    ...panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }, n) => {
        // Grafana's own variable is an ordinary duration by the time Prometheus sees it.
        return [`${title} ${n}`, expr.replaceAll('$__rate_interval', '5m')] as const;
      }),
    ),
  ]);
}

/** What an expression names; throws on what is no PromQL. `pairs`: labels that must have one value. */
function namedIn(expr: string): { metrics: string[]; labels: string[]; pairs: string[] } {
  const found = { metrics: [] as string[], labels: [] as string[], pairs: [] as string[] };
  parser.parse(expr).iterate({
    enter(node) {
      const text = expr.slice(node.from, node.to);
      if (node.type.isError) throw new Error(`no PromQL at ${node.from}: ${expr}`);
      if (node.name === 'VectorSelector') found.metrics.push(/^[\w:]+/.exec(text)![0]);
      if (node.name === 'UnquotedLabelMatcher' && /^\w+="/.test(text)) found.pairs.push(text);
      if (node.name === 'LabelName' || node.name === 'QuotedLabelName') found.labels.push(text);
    },
  });
  return found;
}

async function scrape(world: World): Promise<string> {
  return (await fetch(`${world.service.url}/metrics`)).text();
}

test('every number of the alerts and the dashboard is in the scrape of a service that had a booking', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944700001', 'Ana');
  const link = await askForCoihue(ana, 'Ana');
  await world.sandbox.mercadopago.pay(await openCheckout(world, link), { outcome: 'approved' });
  await ana.waitFor(says('Reserva confirmada'), 30_000);
  const text = await scrape(world);
  const names = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name!));
  const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name!));
  // Series of these labels appear with the first fault, which a good day does not have.
  for (const label of ['code', 'event', 'field', 'kind', 'operation', 'queue', 'source'])
    labels.add(label);

  const ofABadDay = new Set([
    'outcome="failed"',
    'status="blocked"',
    'field="message_template_status_update"',
  ]);

  const missing: string[] = [];
  let metrics = 0;
  for (const [where, expr] of await expressions()) {
    const named = namedIn(expr);
    metrics += named.metrics.length;
    for (const name of named.metrics)
      if (!names.has(name.replace(/_(bucket|count|sum)$/, ''))) missing.push(`${where}: ${name}`);
    for (const label of named.labels)
      if (!labels.has(label)) missing.push(`${where}: label ${label}`);
    for (const pair of named.pairs)
      if (!text.includes(pair) && !ofABadDay.has(pair)) missing.push(`${where}: ${pair}`);
  }
  expect(metrics).toBeGreaterThan(30);
  expect(missing).toEqual([]);

  // what the booking left behind
  for (const line of [
    /^posta_turn_seconds_count\{outcome="committed"\} [1-9]/m,
    /^posta_webhook_messages_total\{kind="text"\} [1-9]/m,
    /^posta_messages_out_total\{status="sent"\} [1-9]/m,
    /^posta_outgoing_request_seconds_count\{target="whatsapp",operation="send",outcome="ok"\} [1-9]/m,
    /^posta_outgoing_request_seconds_count\{target="mercadopago",operation="createPreference",outcome="ok"\} 1/m,
    /^posta_http_request_seconds_count\{method="POST",route="\/api\/v1\/webhooks\/whatsapp",status="200"\} [1-9]/m,
    /^posta_holds_total\{outcome="confirmed"\} 1/m,
    /^posta_payments_total\{outcome="confirm"\} 1/m,
    /^posta_conversion_total\{stage="inquired"\} 1/m,
    /^posta_conversion_total\{stage="confirmed"\} 1/m,
    /^posta_waiting\{place="events"\} 0/m,
    /^posta_oldest_waiting_seconds\{place="job:refund"\} 0/m,
    /^posta_dependency_up\{dependency="redis"\} 1/m,
    /^posta_broken_laws 0/m,
  ])
    expect(text).toMatch(line);
});

test('an expression that is no PromQL is noticed', () => {
  expect(() => namedIn('sum(rate(posta_turns[5m])')).toThrow('no PromQL');
  expect(namedIn('max by (place) (posta_waiting{a="b"}) > 0')).toEqual({
    metrics: ['posta_waiting'],
    labels: ['place', 'a'],
    pairs: ['a="b"'],
  });
});

test('a Redis that is away shows, and the guests are answered all the same', async () => {
  await using world = await openWorld({ redisUrl: 'redis://127.0.0.1:1' });
  const text = await scrape(world);
  expect(text).toMatch(/^posta_dependency_up\{dependency="redis"\} 0/m);
  expect(text).toMatch(/^posta_dependency_up\{dependency="postgres"\} 1/m);
  const status = async (path: string) => (await fetch(world.service.url + path)).status;
  expect([await status('/api/v1/healthz'), await status('/api/v1/readyz')]).toEqual([200, 503]);
  const ana = world.sandbox.whatsapp.guest('5492944700003', 'Ana');
  await ana.say('hola! del 3 al 10 de enero, somos 4');
  await ana.waitFor(says('libre'));
});

test('from the request id of a delivery to the turn and the message that answer it', async () => {
  await using world = await openWorld();
  const ana = world.sandbox.whatsapp.guest('5492944700002', 'Ana');
  await ana.say('hola! del 3 al 10 de enero, somos 4');
  await ana.waitFor(says('libre'));
  const line = (msg: string) => world.log.find((one) => one['msg'] === msg) ?? {};
  const asked = world.log.find(
    (one) => one['msg'] === 'request answered' && one['route'] === '/api/v1/webhooks/whatsapp',
  );
  const { requestId } = asked ?? {};
  expect(requestId).toMatch(/^[\w-]{36}$/);
  expect(line('a turn was taken')).toMatchObject({ rev: 1, trace: [requestId] });
  // written after Meta's answer, which the guest may see first
  await vi.waitFor(() =>
    expect(line('a message was tried')).toMatchObject({ trace: [requestId], outcome: 'sent' }),
  );
  const { rows } = await world.db.query(`select body ->> 'trace' as trace from guest_events`);
  expect(rows[0]).toEqual({ trace: requestId });
});
