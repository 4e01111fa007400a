// Posts webhooks the way Meta and MercadoPago do: the first answer goes back to the caller, and
// anything but a 200 or 201 is tried again later with the same bytes and headers.
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';

export type Delivery = { url: string; headers: Record<string, string>; body: Buffer };
export type Answer = { status: number; text: string } | { status: 'unreachable'; text: string };
export type Courier = ReturnType<typeof createCourier>;

/** Minutes and days at the vendors, compressed to seconds so that a restarted service is caught up at once. */
const defaultRetryDelaysMs = [
  250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000,
];

export function createCourier(
  options: { retryDelaysMs?: readonly number[]; timeoutMs?: number } = {},
) {
  const retryDelaysMs = options.retryDelaysMs ?? defaultRetryDelaysMs;
  const timeoutMs = options.timeoutMs ?? 22_000;
  const agent = new Agent({ connections: 64, keepAliveTimeout: 4_000 });
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const forget = () => underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  /** One try. Never throws: a service that is down is an answer too. */
  async function attempt(delivery: Delivery): Promise<Answer> {
    try {
      const response = await request(delivery.url, {
        method: 'POST',
        headers: delivery.headers,
        body: delivery.body,
        dispatcher: agent,
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
      });
      return { status: response.statusCode, text: await response.body.text() };
    } catch (error) {
      return {
        status: 'unreachable',
        text: error instanceof Error ? error.message : String(error),
      };
    }
  }

  async function tryAgain(delivery: Delivery, acknowledged: () => void): Promise<void> {
    for (const delayMs of retryDelaysMs) {
      try {
        await pause(delayMs, undefined, { signal: closing.signal, ref: false });
      } catch {
        return;
      }
      if (isAcknowledged(await attempt(delivery))) return acknowledged();
    }
  }

  /** Resolves with the first answer; later tries go on behind. `acknowledged` runs once, when one succeeds. */
  async function deliver(delivery: Delivery, acknowledged: () => void = () => {}): Promise<Answer> {
    const first = await track(attempt(delivery));
    if (isAcknowledged(first)) acknowledged();
    else if (!closing.signal.aborted) void track(tryAgain(delivery, acknowledged));
    return first;
  }

  /** Runs later without anyone waiting, but `idle` waits for it and closing cancels it. */
  function later(delayMs: number, work: () => Promise<unknown> | void): void {
    const run = async () => {
      try {
        await pause(delayMs, undefined, { signal: closing.signal, ref: false });
      } catch {
        return;
      }
      await work();
    };
    void track(run());
  }

  return {
    attempt: (delivery: Delivery) => track(attempt(delivery)),
    deliver,
    later,
    /** Resolves when nothing is on its way, retries included. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async close(): Promise<void> {
      closing.abort();
      await Promise.allSettled(underWay);
      await agent.destroy();
    },
  };
}

function isAcknowledged(answer: Answer): boolean {
  return answer.status === 200 || answer.status === 201;
}
