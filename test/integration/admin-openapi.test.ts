// The document that describes the owner's side, held to the service: what it describes never ends in a 5xx.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokens } from '../../src/adapters/admin/tokens.ts';
import { ANA, openAdminWorld, ownerAt } from '../support/admin.ts';
import { valueOf, type Schema } from '../support/generate.ts';

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
};
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
  readonly responses: Readonly<Record<string, unknown>>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

type PropertyFile = { readonly cabins: ReadonlyArray<{ readonly tariff: unknown }> };

const RUNS = 8;

test('every operation of the document, asked with what it describes and with what it does not, never fails', async () => {
  // Nothing listens there: no ID token that is made up here is good enough to ask for keys.
  const OIDC_JWKS_URL = 'http://127.0.0.1:9/keys';
  await using world = await openAdminWorld({
    env: { OIDC_ISSUER: 'https://accounts.example', OIDC_AUDIENCE: 'posta', OIDC_JWKS_URL },
  });
  const { owner, service } = world;
  const document = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as Document;
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  expect(operations.length).toBeGreaterThan(40);
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);

  const stay = { cabinId: 'coihue', checkIn: '2027-01-03', checkOut: '2027-01-06' };
  const made = await owner.post('/reservations', {
    ...stay,
    party: { adults: 2 },
    name: 'Ana',
    phone: '+54 9 294 412-3456',
  });
  expect(made.status).toBe(201);
  // A guest who wrote a moment ago, and wants a person.
  await world.db.query('update guests set last_inbound_at = $1', [world.clock.now()]);
  await world.db.query(
    `insert into decisions (key, kind, guest_id, created_at) select 'handoff:' || n, 'handoff', 1, $1 from generate_series(1, 3) n`,
    [world.clock.now()],
  );
  const known = {
    id: [made.body.id, 'coihue', 1],
    cabinId: ['coihue', 'lenga'],
    topic: ['wifi'],
    phone: ['+54 9 294 412-3456'],
  };

  const failed: string[] = [];
  const done = new Set<string>();
  const valueFor = ({ name, required, schema }: Parameter) => {
    const value = valueOf(schema, known, name);
    return required ? value : fc.option(value, { nil: undefined });
  };
  const request = (one: (typeof operations)[number]) => {
    const { parameters, requestBody } = one.operation;
    const asked = parameters.filter((parameter) => parameter.in !== 'header');
    const schema = requestBody?.content['application/json'].schema;
    return fc.record({
      values: fc
        .tuple(...asked.map(valueFor))
        .map((values) => values.map((value, index) => ({ ...asked[index]!, value }))),
      body: schema ? valueOf(schema, known) : fc.constant(undefined),
    });
  };
  for (const one of operations.filter(({ operation }) => operation.operationId !== 'logout')) {
    const examples = fc.sample(request(one), { numRuns: RUNS, seed: 20_261_124 });
    await Promise.all(
      examples.map(async ({ values, body }) => {
        let path = one.path.replace('/api/v1/admin', '');
        const query = new URLSearchParams();
        for (const { name, in: where, value } of values) {
          if (value === undefined) continue;
          const text = typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value);
          if (where === 'path') path = path.replace(`{${name}}`, encodeURIComponent(text) || 'x');
          else if (text !== '""') query.set(name, text);
        }
        const address = query.size > 0 ? `${path}?${query.toString()}` : path;
        const answer = await owner.ask(one.method.toUpperCase(), address, body, {
          'idempotency-key': randomUUID(),
        });
        if (answer.status < 300) done.add(one.operation.operationId);
        if (answer.status >= 500)
          failed.push(
            `${one.operation.operationId} ${address} ${JSON.stringify(body)} → ${answer.text}`,
          );
      }),
    );
  }
  const errors = world.log
    .filter(({ msg }) => msg === 'request failed')
    .map(({ err }) => JSON.stringify(err));
  expect({ failed, errors: errors.slice(0, 5) }).toEqual({ failed: [], errors: [] });
  // A generator that never gets through proves nothing.
  expect(done.size).toBeGreaterThan(operations.length / 2);
});

/** What each change of one thing would take, were the thing there. */
const BODIES: Readonly<Record<string, unknown>> = {
  eraseGuest: { reason: 'they asked at the desk' },
  receiveCash: { amount: 1 },
  changeAccommodation: { capacity: 2 },
  replaceTariff: (JSON.parse(readFileSync('fixtures/property.json', 'utf8')) as PropertyFile)
    .cabins[0]?.tariff,
  replacePhotos: { photos: ['photos/x.jpg'] },
  confirmReservation: {},
  changeReservation: {},
  cancelReservation: { asks: 'guest' },
  writeNote: { text: 'x' },
  decide: { decision: 'resolve' },
  answerGuest: { text: 'x' },
};
/** Asked of things that may be any number of, or none. */
const WITHOUT_ONE = new Set(['writeAnswer']);
const NOWHERE = {
  integer: '999999',
  string: 'nothere',
  uuid: '00000000-0000-4000-8000-000000000000',
};

test('every operation wants a token of ours, every change its key and its type, every thing must be there', async () => {
  await using world = await openAdminWorld();
  const { owner, service, clock } = world;
  const { token } = await createTokens('somebody-elses-secret-of-forty-characters').mint(
    ANA,
    clock.now(),
  );
  const document = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as Document;
  const found: string[] = [];
  const expectStatus = (what: string, answer: { status: number }, wanted: number) => {
    if (answer.status !== wanted) found.push(`${what}: ${answer.status} instead of ${wanted}`);
  };
  for (const [whole, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const { operationId: name, parameters, requestBody } = operation;
      if (name === 'login') continue;
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      const path = inPath.reduce(
        (so, { name: key, schema }) => {
          const { type, format } = schema;
          const of =
            format === 'uuid' || format === 'guid'
              ? 'uuid'
              : type === 'integer'
                ? 'integer'
                : 'string';
          return so.replace(`{${key}}`, NOWHERE[of]);
        },
        whole.replace('/api/v1/admin', ''),
      );
      const verb = method.toUpperCase();
      const body = requestBody ? (BODIES[name] ?? {}) : undefined;
      expectStatus(
        `${name} without a token`,
        await ownerAt(service.url, null).ask(verb, path, body),
        401,
      );
      expectStatus(
        `${name} with a foreign token`,
        await ownerAt(service.url, token).ask(verb, path, body),
        401,
      );
      if (verb !== 'GET') {
        const keyless = await owner.ask(verb, path, body, { 'idempotency-key': '' });
        expectStatus(`${name} without a key`, keyless, 400);
      }
      if (requestBody) {
        const untyped = await owner.ask(verb, path, body, { 'content-type': 'text/plain' });
        expectStatus(`${name} as plain text`, untyped, 415);
        const strange = await owner.ask(verb, path, { ...(body as object), surprise: 1 });
        expectStatus(`${name} with a field that nobody knows`, strange, 400);
        expectStatus(`${name} with a body that is a list`, await owner.ask(verb, path, []), 400);
      }
      if (inPath.length > 0 && !WITHOUT_ONE.has(name))
        expectStatus(`${name} of nothing`, await owner.ask(verb, path, body), 404);
    }
  }
  expect(found).toEqual([]);
});

test('the page of the document is served whole by us, under a policy that lets nothing in from elsewhere', async () => {
  await using world = await openAdminWorld();
  const page = await fetch(`${world.service.url}/api/v1/docs`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).not.toMatch(/https?:\/\/|<script>|style="/);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([address, (await fetch(world.service.url + address)).status]).toEqual([address, 200]);
});
