// A whole booking in a real process that is killed once, somewhere, and started again. Meta and
// MercadoPago deliver again by themselves what was not acknowledged, and the guest's browser is patient.

import { Redis } from 'ioredis';
import { unpackSession } from '../../src/adapters/sessions.ts';
import { askForCoihue, expectMoneyConserved, openCheckout, type Guest } from './journeys.ts';
import { readBy, says, wordsOf } from './reading.ts';
import { openProcessWorld, type ProcessWorld } from './world.ts';

/** A process starts in a second, or in twenty on a machine that does much else. */
const PATIENCE_MS = 120_000;

export type Booked = {
  /** What the guest read, top to bottom, without what differs between any two runs. */
  readonly transcript: readonly string[];
  /** Everything that is left behind, likewise. */
  readonly end: object;
  readonly crashes: number;
  readonly points: readonly string[];
};

/** `point`: one that an earlier run listed; null for a run that nobody disturbs. */
export async function book(point: string | null): Promise<Booked> {
  await using world = await openProcessWorld({
    env: {
      NODE_OPTIONS: '--import ./test/support/crash-points.ts',
      // half of the processor's work of a start is compiling
      NODE_COMPILE_CACHE: 'node_modules/.cache/compiled',
      ...(point === null ? { CRASH_POINTS: 'list' } : { CRASH_AT: point }),
    },
  });
  await using keeper = keepRunning(world);
  const ana = world.sandbox.whatsapp.guest('5492944600001', 'Ana Pérez');
  const link = await askForCoihue(ana, 'Ana Pérez', PATIENCE_MS);
  await pay(world, link);
  await ana.waitFor(says('Reserva confirmada'), PATIENCE_MS);
  await ana.say('gracias!');
  await ana.waitFor(says('De nada'), PATIENCE_MS);
  await quiet(world);
  const transcript = readBy(ana).map((message) => withoutChance(wordsOf(message)));
  return {
    transcript,
    end: await endOf(world, ana),
    crashes: keeper.crashes(),
    points: [...world.main.output().matchAll(/^crash point (.+)$/gm)].map(([, name]) => name!),
  };
}

/** Starts the process again whenever it dies, as a machine does. */
function keepRunning(world: ProcessWorld) {
  let crashes = 0;
  let done = false;
  const keeping = (async () => {
    for (let main = world.main; ;) {
      await main.exited;
      if (done) return;
      crashes += 1;
      await endWaits(world);
      main = await world.restart({ CRASH_AT: '' });
    }
  })();
  keeping.catch(() => undefined);
  return {
    crashes: () => crashes,
    async [Symbol.asyncDispose]() {
      done = true;
      await Promise.race([keeping, Promise.resolve()]);
    },
  };
}

/** The dead holder's lease (30 s) and its jobs' heartbeats (10 s) have run out: those waits are not what is tested. */
async function endWaits({ db }: ProcessWorld): Promise<void> {
  await db.query(
    `update guests set lease_until = now(), wake_at = now() where lease_until is not null`,
  );
  await db.query(
    `update pgboss.job set heartbeat_on = heartbeat_on - interval '10 seconds' where state = 'active'`,
  );
}

async function pay(world: ProcessWorld, link: string): Promise<void> {
  const checkout = await eventually(() => openCheckout({ service: world }, link));
  await world.sandbox.mercadopago.pay(checkout, { outcome: 'approved' });
}

async function quiet(world: ProcessWorld): Promise<void> {
  await eventually(async () => {
    const { rows } = await world.db.query(
      `select (select count(*) from guest_events where rev is null) + (select count(*) from messages where status not in ('read', 'failed'))
        + (select count(*) from pgboss.job where state < 'completed' and start_after <= now()) as open`,
    );
    if (rows[0].open > 0) throw new Error('something is still under way');
  });
}

/** Retries what a dead process made fail. */
async function eventually<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function endOf(world: ProcessWorld, ana: Guest): Promise<object> {
  const { db, sandbox } = world;
  const all = async (sql: string) => (await db.query(sql)).rows as unknown[];
  const { broken: _, ...books } = await expectMoneyConserved(world);
  const made = (path: RegExp) =>
    sandbox.mercadopago.calls.filter((call) => call.status === 201 && path.test(call.path)).length;
  return withoutChanceIn({
    reservations: await all(
      'select status, late, cabin_id, stay::text, name, total, deposit from reservations',
    ),
    books,
    preferences: sandbox.mercadopago.preferences().length,
    refunds: made(/refunds/),
    conversation: await all(
      `select rev, state, jsonb_path_query_array(events, '$[*].type') as events from turns order by rev`,
    ),
    decisions: await all('select kind from decisions order by kind'),
    buried: await all(`select name from pgboss.job where state = 'failed' or name = 'buried'`),
    // last: it may take another word of the guest's
    session: await sessionOf(world, ana),
  });
}

/** As Redis holds it. After a death between the last commit and the saving it is old, until the guest's next word. */
async function sessionOf({ db, redisUrl }: ProcessWorld, ana: Guest): Promise<unknown> {
  const redis = new Redis(redisUrl);
  const read = async () => {
    const { rows } = await db.query('select id, rev from guests');
    const saved = unpackSession(await redis.getBuffer(`posta:session:${rows[0].id}`));
    if (!saved || saved.rev !== rows[0].rev) return undefined;
    const { rev: _, ...session } = saved;
    return session;
  };
  try {
    const saved = await read();
    if (saved) return saved;
    await ana.say('gracias!');
    await ana.waitFor(says('De nada'), PATIENCE_MS);
    return await eventually(async () => {
      const session = await read();
      if (!session) throw new Error('the session was not brought up to date');
      return session;
    });
  } finally {
    redis.disconnect();
  }
}

/** Codes, ids, links and times of day: what two runs on one machine never share. */
function withoutChance(text: string): string {
  return text
    .replace(/\bPO-\w{5}\b/g, '‹code›')
    .replace(/\b\d{1,2}:\d{2}\b/g, '–:–')
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, '‹id›')
    .replace(/\/pay\/[\w-]{22}/g, '/pay/‹token›')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '‹instant›');
}

function withoutChanceIn(value: object): object {
  return JSON.parse(withoutChance(JSON.stringify(value))) as object;
}
