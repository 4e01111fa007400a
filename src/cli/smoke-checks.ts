// What a deployed Posta is asked, by its doors only: no guest is written to and no peso moves.

import { createHmac, randomInt, randomUUID } from 'node:crypto';

export type SmokeSettings = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly verifyToken: string | undefined;
  readonly metricsToken?: string | undefined;
  readonly appSecret: string | undefined;
  /** Of `npm run admin:token`, for the race. */
  readonly adminToken: string | undefined;
};
/** Resolves with what was seen, throws what is wrong. */
type Check = { readonly name: string; readonly run: () => Promise<string> };

const TIMEOUT_MS = 15_000;
const RACERS = 12;
const WEBHOOK = '/api/v1/webhooks/whatsapp';
/** Metrics without which an operator is blind. */
const METRICS = ['posta_dependency_up', 'posta_oldest_waiting_seconds', 'posta_turn_seconds'];

export function createChecks(settings: SmokeSettings): { reading: Check[]; mutating: Check[] } {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(settings.url + path, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  const admin = (method: string, path: string, body?: object) =>
    ask(`/api/v1/admin${path}`, {
      method,
      headers: {
        authorization: `Bearer ${needed(settings.adminToken, 'ADMIN_TOKEN')}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const deliver = (body: string, secret: string) =>
    ask(WEBHOOK, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      body,
    });

  async function cabinIds(): Promise<string[]> {
    const answer = await expectStatus(await ask('/api/v1/accommodations'), 200);
    const { accommodations } = (await answer.json()) as { accommodations: { id: string }[] };
    if (accommodations.length === 0) throw new Error('no cabin: npm run import -- property.json');
    return accommodations.map(({ id }) => id);
  }

  const reading: Check[] = [
    {
      name: 'health',
      async run() {
        const answer = await expectStatus(await ask('/api/v1/healthz'), 200);
        const { status, dependencies } = (await answer.json()) as {
          status: string;
          dependencies: Record<string, { state: string }>;
        };
        const states = Object.entries(dependencies).map(([name, { state }]) => `${name} ${state}`);
        if (status !== 'healthy') throw new Error(`${status}: ${states.join(', ')}`);
        return states.join(', ');
      },
    },
    {
      name: 'readiness',
      async run() {
        const answer = await expectStatus(await ask('/api/v1/readyz'), 200);
        const { closed } = (await answer.json()) as { closed: Record<string, string[]> };
        const missing = Object.values(closed).flat();
        if (missing.length > 0) throw new Error(`doors are closed without ${missing.join(', ')}`);
        return 'every door is open';
      },
    },
    {
      name: 'metrics',
      async run() {
        const headers: Record<string, string> =
          settings.metricsToken === undefined
            ? {}
            : { authorization: `Bearer ${settings.metricsToken}` };
        const text = await (await expectStatus(await ask('/metrics', { headers }), 200)).text();
        const absent = METRICS.filter((name) => !text.includes(`# TYPE ${name} `));
        if (absent.length > 0) throw new Error(`missing: ${absent.join(', ')}`);
        return `${text.match(/^# TYPE /gm)?.length ?? 0} metrics`;
      },
    },
    { name: 'catalogue', run: async () => `${(await cabinIds()).length} cabins` },
    {
      name: 'webhook handshake',
      async run() {
        const token = needed(settings.verifyToken, 'WHATSAPP_VERIFY_TOKEN');
        const challenge = String(randomInt(1e9));
        const query = (given: string) => {
          const asked = { 'hub.mode': 'subscribe', 'hub.challenge': challenge };
          const words = new URLSearchParams({ ...asked, 'hub.verify_token': given });
          return `${WEBHOOK}?${words.toString()}`;
        };
        const answer = await expectStatus(await ask(query(token)), 200);
        if ((await answer.text()) !== challenge) throw new Error('the challenge did not come back');
        await expectStatus(await ask(query(`not ${token}`)), 403);
        return 'ours is taken, another is not';
      },
    },
    {
      name: 'signed message',
      async run() {
        const secret = needed(settings.appSecret, 'WHATSAPP_APP_SECRET');
        await expectStatus(await deliver(strangersMessage(), secret), 200);
        return 'acknowledged; of a number that is not ours, so nobody is answered';
      },
    },
    {
      name: 'wrong signature',
      async run() {
        await expectStatus(await deliver(strangersMessage(), randomUUID()), 401);
        return 'refused';
      },
    },
  ];

  const mutating: Check[] = [
    {
      name: 'double-booking race',
      async run() {
        const [cabinId] = await cabinIds();
        const stay = farAway();
        const made: number[] = [];
        try {
          const answers = await Promise.all(
            Array.from({ length: RACERS }, async () => {
              const body = { cabinId, ...stay, reason: 'smoke test' };
              const answer = await admin('POST', '/blocks', body);
              if (answer.ok) made.push(((await answer.json()) as { id: number }).id);
              return answer.status;
            }),
          );
          const others = answers.filter((status) => status !== 409 && status >= 300);
          if (others.length > 0) throw new Error(`answered ${[...new Set(others)].join(', ')}`);
          if (made.length !== 1)
            throw new Error(`${made.length} of ${RACERS} have the same nights`);
          return `${RACERS} want ${stay.checkIn} in ${cabinId}, one has it`;
        } finally {
          for (const id of made) await expectStatus(await admin('DELETE', `/blocks/${id}`), 200);
        }
      },
    },
  ];
  return { reading, mutating };
}

function needed(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is not set for this check`);
  return value;
}

async function expectStatus(answer: Response, status: number): Promise<Response> {
  if (answer.status === status) return answer;
  const said = (await answer.text()).slice(0, 200);
  throw new Error(`answered ${answer.status} instead of ${status}: ${said}`);
}

/** Two nights, two to three years from now. */
function farAway(): { checkIn: string; checkOut: string } {
  const day = (ahead: number) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const ahead = randomInt(730, 1_095);
  return { checkIn: day(ahead), checkOut: day(ahead + 2) };
}

/** As Meta would send it for another customer's number: signed, well formed and not for us. */
function strangersMessage(): string {
  const message = {
    from: '5491100000000',
    id: `wamid.smoke-${randomUUID()}`,
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type: 'text',
    text: { body: 'smoke test' },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '000', phone_number_id: '0' },
    contacts: [{ profile: { name: 'Smoke' }, wa_id: message.from }],
    messages: [message],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '0', changes: [{ field: 'messages', value }] }],
  });
}
