// What goes wrong between us and a vendor. A time-out or a reset may strike before the request was
// carried out or after it, and the caller cannot tell which: that is the case worth testing.
import type { Context } from 'koa';

export type Fault =
  | { status: number; code?: number; body?: unknown; retryAfterSeconds?: number }
  | { delayMs: number }
  | 'timeout'
  | 'reset'
  | 'timeout after the work'
  | 'reset after the work';

export type Faults = ReturnType<typeof createFaults>;

export function createFaults(errorBody: (status: number, code: number | undefined) => unknown) {
  const planned: { on: RegExp; fault: Fault; left: number }[] = [];
  const held = new Set<() => void>();
  let isDown = false;
  let slowMs = 0;

  function take(kind: string): Fault | undefined {
    const plan = planned.find((candidate) => candidate.left > 0 && candidate.on.test(kind));
    if (plan === undefined) return undefined;
    plan.left -= 1;
    return plan.fault;
  }

  function reset(ctx: Context): void {
    ctx.respond = false;
    ctx.req.socket.resetAndDestroy();
  }

  /** Holds the answer until the client gives up, or until the simulator closes. */
  async function hang(ctx: Context): Promise<void> {
    await new Promise<void>((resolve) => {
      held.add(resolve);
      ctx.req.socket.once('close', resolve);
    });
    reset(ctx);
  }

  /** `kind` names the request ("POST messages", "GET /v1/payments/1"), for plans that strike only some. */
  async function around(
    ctx: Context,
    kind: string,
    work: () => Promise<void> | void,
  ): Promise<void> {
    if (isDown) return reset(ctx);
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
    const fault = take(kind);
    if (fault === undefined) return work();
    if (fault === 'reset') return reset(ctx);
    if (fault === 'timeout') return hang(ctx);
    if (typeof fault === 'object' && 'status' in fault) {
      ctx.status = fault.status;
      if (fault.retryAfterSeconds !== undefined)
        ctx.set('Retry-After', String(fault.retryAfterSeconds));
      ctx.body = fault.body ?? errorBody(fault.status, fault.code);
      return;
    }
    if (typeof fault === 'object')
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    await work();
    if (fault === 'reset after the work') reset(ctx);
    if (fault === 'timeout after the work') await hang(ctx);
  }

  return {
    around,
    /** The next `times` requests whose kind matches `on` (any, when absent) meet this fault. */
    failNext(times: number, fault: Fault, on: RegExp = /(?:)/): void {
      planned.push({ on, fault, left: times });
    },
    down(yes: boolean): void {
      isDown = yes;
    },
    slow(delayMs: number): void {
      slowMs = delayMs;
    },
    /** Forgets what was planned and lets go of the requests that hang. */
    heal(): void {
      planned.length = 0;
      isDown = false;
      slowMs = 0;
      for (const release of held) release();
      held.clear();
    },
  };
}
