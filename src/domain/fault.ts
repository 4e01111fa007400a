// The third kind of "no": something outside failed. Thrown by adapters, decided by whoever runs the work.

/** `code` is a vendor's (a SQLSTATE, a Graph code) with its source in front: `whatsapp.131047`. */
export class Fault extends Error {
  override readonly name: string = 'Fault';
  readonly code: string;
  /** The same work may succeed when it is run again. */
  readonly transient: boolean;

  constructor(code: string, message: string, options: { transient: boolean; cause?: unknown }) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.transient = options.transient;
  }
}

/**
 * What to do with a message that did not leave:
 * `retry` it after a wait · `pauseGuest` hold back this recipient only · `pauseAll` hold back the number ·
 * `template` the 24-hour window is closed · `giveUp` it will never leave.
 */
export type SendAction = 'retry' | 'pauseGuest' | 'pauseAll' | 'template' | 'giveUp';

export class SendFault extends Fault {
  override readonly name = 'SendFault';
  readonly action: SendAction;
  readonly tellOwner: boolean;
  /** The wait before the first repeat; `nextWaitMs` grows it. Zero where a repeat makes no sense. */
  readonly retryAfterMs: number;
  /** The request may have been taken: look for the message in the statuses before sending it again. */
  readonly ambiguous: boolean;

  constructor(
    code: string,
    message: string,
    options: {
      action: SendAction;
      tellOwner: boolean;
      retryAfterMs: number;
      ambiguous: boolean;
      cause?: unknown;
    },
  ) {
    super(code, message, {
      transient: options.action === 'retry' || options.action.startsWith('pause'),
      cause: options.cause,
    });
    this.action = options.action;
    this.tellOwner = options.tellOwner;
    this.retryAfterMs = options.retryAfterMs;
    this.ambiguous = options.ambiguous;
  }
}

const longestWaitMs = 15 * 60_000;

/** `attempt` counts from 0. Meta asks for 4^n seconds after a pair-rate error; everything else doubles. */
export function nextWaitMs(fault: SendFault, attempt: number): number {
  const growth = fault.action === 'pauseGuest' ? 4 : 2;
  return Math.min(fault.retryAfterMs * growth ** attempt, longestWaitMs);
}
