// Work for after the commit, on pg-boss over the same Postgres: a job is enqueued in the transaction of
// the fact that causes it. Names and payloads are one union; a payload is parsed when it is taken.

import { PgBoss, type JobResult, type JobWithMetadata, type QueueOptions } from 'pg-boss';
import { z } from 'zod';
import type { Enqueue, Job } from '../booking/jobs.ts';
import { Fault } from '../domain/fault.ts';

const reservation = z.object({ reservationId: z.int() });

type Queue = {
  readonly schema: z.ZodType;
  readonly key: (data: never) => string;
  readonly options: QueueOptions;
};

/** Patient: what is asked for is also found by a later look, so the last wait is long. */
const patient = { retryLimit: 12, retryDelay: 2, retryBackoff: true, retryDelayMax: 300 };
/** Nothing else would do it: tried until it is done. */
const stubborn = { retryLimit: 1_000, retryDelay: 2, retryBackoff: true, retryDelayMax: 60 };
/** A guest is waiting: two minutes, then they are told. */
const hurried = { retryLimit: 6, retryDelay: 2, retryBackoff: true, retryDelayMax: 30 };
/** Worth it for half a minute: then it is answered without. */
const prompt = { retryLimit: 8, retryDelay: 1, retryBackoff: true, retryDelayMax: 4 };

const queues = {
  paymentLink: {
    schema: reservation,
    key: (data: Data<'paymentLink'>) => `${data.reservationId}`,
    options: hurried,
  },
  balanceLink: {
    schema: reservation.extend({ why: z.enum(['asked', 'reminder', 'change']) }),
    key: (data: Data<'balanceLink'>) => `${data.reservationId}`,
    options: patient,
  },
  change: {
    schema: reservation,
    key: (data: Data<'change'>) => `${data.reservationId}`,
    options: stubborn,
  },
  closeLink: {
    schema: reservation,
    key: (data: Data<'closeLink'>) => `${data.reservationId}`,
    options: patient,
  },
  watch: {
    schema: reservation,
    key: (data: Data<'watch'>) => `${data.reservationId}`,
    options: stubborn,
  },
  look: {
    schema: reservation.extend({ why: z.enum(['opened', 'claimed']) }),
    key: (data: Data<'look'>) => `${data.why}:${data.reservationId}`,
    options: hurried,
  },
  payment: {
    schema: z.object({ paymentId: z.string().regex(/^\d{1,20}$/), tries: z.int().exactOptional() }),
    key: (data: Data<'payment'>) => data.paymentId,
    options: patient,
  },
  settle: {
    schema: z.object({ paymentId: z.string() }),
    key: (data: Data<'settle'>) => data.paymentId,
    options: stubborn,
  },
  refund: {
    schema: z.object({ refundId: z.guid() }),
    key: (data: Data<'refund'>) => data.refundId,
    options: stubborn,
  },
  chargeback: {
    schema: z.object({ chargebackId: z.string().regex(/^\d{1,24}$/) }),
    key: (data: Data<'chargeback'>) => data.chargebackId,
    options: patient,
  },
  hearVoiceNote: {
    schema: z.object({ eventId: z.int() }),
    key: (data: Data<'hearVoiceNote'>) => `${data.eventId}`,
    options: prompt,
  },
  keepReceipt: {
    schema: z.object({ transferId: z.int() }),
    key: (data: Data<'keepReceipt'>) => `${data.transferId}`,
    options: patient,
  },
  mail: {
    schema: z.object({ mailId: z.guid() }),
    key: (data: Data<'mail'>) => data.mailId,
    options: patient,
  },
  notice: {
    schema: reservation,
    key: (data: Data<'notice'>) => `${data.reservationId}`,
    options: patient,
  },
  compare: { schema: z.object({}), key: () => 'compare', options: patient },
  erase: {
    schema: z.object({ guestId: z.int() }),
    key: (data: Data<'erase'>) => `${data.guestId}`,
    options: stubborn,
  },
  forgetOld: { schema: z.object({}), key: () => 'forgetOld', options: patient },
  waitlist: { schema: z.object({}), key: () => 'waitlist', options: { retryLimit: 0 } },
  sweep: { schema: z.object({}), key: () => 'sweep', options: { retryLimit: 0 } },
  calendars: { schema: z.object({}), key: () => 'calendars', options: { retryLimit: 0 } },
  calendar: {
    schema: z.object({ feedId: z.int() }),
    key: (data: Data<'calendar'>) => `${data.feedId}`,
    options: { retryLimit: 2, retryDelay: 5 },
  },
} as const satisfies Record<Job['name'], Queue>;

const COMPARE_AT = '40 4 * * *';
const FORGET_AT = '20 5 * * *';
const BURIED = 'buried';
type Name = Job['name'];
type Data<N extends Name> = Extract<Job, { name: N }>['data'];
const names = Object.keys(queues) as Name[];

export type Work = { readonly [N in Name]: (data: Data<N>) => Promise<void> };

export type JobsOptions = {
  readonly url: string;
  readonly concurrency: number;
  readonly sweepEveryMs: number;
  readonly calendarsEveryMs: number;
  /** Of the lodging: what is done at night is done at its night. */
  readonly timeZone: string;
  readonly onError: (error: Error) => void;
  /** A job that was given up, after its retries or because a retry makes no sense. */
  readonly onBuried: (job: Job) => Promise<void>;
};

export type Jobs = Awaited<ReturnType<typeof openJobs>>;

/** Connects, migrates pg-boss's own schema and makes the queues. Nothing is worked until `work`. */
export async function openJobs(options: JobsOptions) {
  const boss = new PgBoss({
    connectionString: options.url,
    application_name: 'posta jobs',
    max: 4,
    useListenNotify: true,
    // A killed worker's job comes back about three seconds after its heartbeat is missed.
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
  });
  boss.on('error', options.onError);
  await boss.start();
  await boss.createQueue(BURIED, {
    retryLimit: 20,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
  });
  for (const name of names) {
    const settings = {
      ...queues[name].options,
      expireInSeconds: 120,
      retentionSeconds: 40 * 86_400,
      deleteAfterSeconds: 86_400,
    };
    // `short`: one waiting job per key, so that five copies of a notification are one look.
    await boss.createQueue(name, {
      ...settings,
      policy: 'short',
      notify: true,
      heartbeatSeconds: 10,
      deadLetter: BURIED,
    });
    await boss.updateQueue(name, settings);
  }

  // pg-boss's insert is long: prepared once per connection, a job costs half (0.3 ms against 0.5, measured).
  const statements = new Map<string, string>();
  function statementName(text: string): string {
    const name = statements.get(text) ?? `pgboss-${statements.size}`;
    statements.set(text, name);
    return name;
  }

  const enqueue: Enqueue = async (db, job, { delayMs = 0, key } = {}) => {
    const singletonKey = key ?? (queues[job.name].key as (data: Job['data']) => string)(job.data);
    // Seconds from the database's own now: the caller's clock may be a moved one.
    await boss.send(job.name, job.data, {
      singletonKey,
      ...(delayMs > 0 && { startAfter: Math.ceil(delayMs / 1_000) }),
      db: {
        executeSql: (text, values) =>
          db.query({ name: statementName(text), text, values: values ?? [] }),
      },
    });
  };

  async function work(handlers: Work): Promise<void> {
    for (const name of names) {
      const handle = (job: JobWithMetadata<unknown>) =>
        attempt(job, () => run(handlers, name, job.data));
      await boss.work(name, workOptions(options.concurrency), async (jobs) =>
        Promise.all(jobs.map(handle)),
      );
    }
    await boss.work(BURIED, workOptions(1), async (jobs) =>
      Promise.all(jobs.map((job) => attempt(job, () => bury(job)))),
    );
    await boss.schedule('forgetOld', FORGET_AT, {}, { tz: options.timeZone });
    await boss.schedule('compare', COMPARE_AT, {}, { tz: options.timeZone });
    every(options.sweepEveryMs, 'sweep');
    every(options.calendarsEveryMs, 'calendars');
  }
  const timers: NodeJS.Timeout[] = [];

  /** One slot per interval, whatever the number of processes. */
  function every(ms: number, name: 'sweep' | 'calendars'): void {
    const slot = { singletonKey: name, singletonSeconds: Math.max(1, Math.round(ms / 1_000)) };
    const send = () => void boss.send(name, {}, slot).catch(options.onError);
    timers.push(setInterval(send, ms));
  }

  async function attempt(
    job: JobWithMetadata<unknown>,
    run: () => Promise<void>,
  ): Promise<JobResult> {
    try {
      await run();
      return { id: job.id, status: 'completed' };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      options.onError(error);
      const hopeless = (error instanceof Fault && !error.transient) || error instanceof z.ZodError;
      return {
        id: job.id,
        status: hopeless ? 'deadletter' : 'failed',
        output: { name: error.name, message: error.message },
      };
    }
  }

  async function bury(job: JobWithMetadata<unknown>): Promise<void> {
    const name = names.find((one) => one === job.sourceName);
    if (name) await options.onBuried({ name, data: queues[name].schema.parse(job.data) } as Job);
  }

  /** Lets the jobs in hand finish, at most `timeoutMs`; what is left comes back to another process. */
  async function stop(timeoutMs = 8_000): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    await boss.stop({ graceful: true, timeout: timeoutMs, close: true });
  }

  return { enqueue, work, stop, [Symbol.asyncDispose]: () => stop() };
}

function run(handlers: Work, name: Name, data: unknown): Promise<void> {
  const handle = handlers[name] as (data: unknown) => Promise<void>;
  return handle(queues[name].schema.parse(data));
}

function workOptions(concurrency: number) {
  return {
    batchSize: concurrency,
    perJobResults: true,
    includeMetadata: true,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 0.5,
    // With notify the default is 30 s, and a deferred job, which no notify announces, would be that late.
    notifyPollingIntervalSeconds: 0.5,
  } as const;
}
