// One message leaves, as it was written or as a template, and what became of it is written before the
// next is tried. What holds back the guest or the number is noted; nothing waits in memory.

import { nextWaitMs, SendFault } from '../domain/fault.ts';
import type { OutMessage } from '../../flows/copy/message.ts';
import type { ClaimedGuest, QueuedMessage, SendOutcome } from './lane.ts';
import type { TemplateUse } from './templates.ts';

export type Content =
  | { readonly kind: 'written'; readonly message: OutMessage }
  | { readonly kind: 'template'; readonly template: TemplateUse };

/** `template`: its name, where it left as one. */
export type Sent = {
  readonly messageId: number;
  readonly wamid: string;
  readonly template: string | null;
  readonly now: Date;
};

/** `notBefore`: when it is tried again; null: never, and `status` says why. */
export type NotSent = {
  readonly error: object;
  readonly notBefore: Date | null;
  readonly status: 'failed' | 'dropped';
  readonly counts: 'counts' | 'free';
};

export type OutboxDependencies = {
  /** `closed`: its settings are missing, and messages wait until a start that has them. */
  readonly connection: 'open' | 'closed';
  readonly deliver: (
    content: Content,
    to: { phone: string | null; bsuid: string | null },
    messageId: number,
    signal: AbortSignal,
  ) => Promise<{ wamid: string }>;
  /** Milliseconds until the number may send the next message. */
  readonly takeSlot: () => Promise<number>;
  /** What a message becomes outside the window; undefined: nothing. */
  readonly templateOf: (
    guest: ClaimedGuest,
    message: QueuedMessage,
  ) => Promise<TemplateUse | undefined>;
  readonly markSent: (sent: Sent) => Promise<void>;
  readonly markNotSent: (messageId: number, why: NotSent) => Promise<void>;
  readonly noteWindowClosed: (guestId: number, now: Date) => Promise<void>;
  /** Holds back the number; answers when a message is next tried. */
  readonly pause: (fault: SendFault, now: Date) => Promise<Date>;
  readonly takeProbe: (now: Date) => Promise<boolean>;
  readonly resume: (now: Date) => Promise<void>;
  readonly tellOwner: (
    guestId: number,
    messageId: number,
    code: string,
    now: Date,
  ) => Promise<void>;
  readonly onSend: (
    status: 'sent' | 'retried' | 'failed' | 'dropped',
    fault: SendFault | null,
  ) => void;
};

/** Of what may pass by itself; a limit of Meta's is waited for without counting. */
const MOST_ATTEMPTS = 8;
/** Of one message in all, as it was written and as a template, in both forms of a number: the lane's margin is longer. */
export const LONGEST_SEND_MS = 10_000;
const CLOSED_MS = 60_000;
/** Another process is trying the number. */
const PROBED_MS = 1_000;
const OUTSIDE = { code: 'window.closed', message: 'outside the 24 hours, and no template says it' };

type Try = { readonly now: Date; readonly signal: AbortSignal };

export function createOutbox(dependencies: OutboxDependencies) {
  async function leave(
    guest: ClaimedGuest,
    message: QueuedMessage,
    content: Content,
    { now, signal }: Try,
  ): Promise<SendFault | null> {
    try {
      const { phone, bsuid } = guest;
      const { wamid } = await dependencies.deliver(content, { phone, bsuid }, message.id, signal);
      const template = content.kind === 'template' ? content.template.name : null;
      await dependencies.markSent({ messageId: message.id, wamid, template, now });
      dependencies.onSend('sent', null);
      return null;
    } catch (error) {
      if (error instanceof SendFault) return error;
      throw error;
    }
  }

  async function leaveOutside(
    guest: ClaimedGuest,
    message: QueuedMessage,
    once: Try,
  ): Promise<SendFault | null | 'nothing'> {
    const template = await dependencies.templateOf(guest, message);
    return template ? leave(guest, message, { kind: 'template', template }, once) : 'nothing';
  }

  async function drop(
    guest: ClaimedGuest,
    message: QueuedMessage,
    now: Date,
  ): Promise<SendOutcome> {
    await dependencies.markNotSent(message.id, {
      error: OUTSIDE,
      notBefore: null,
      status: 'dropped',
      counts: 'free',
    });
    await dependencies.tellOwner(guest.id, message.id, OUTSIDE.code, now);
    dependencies.onSend('dropped', null);
    return { kind: 'givenUp' };
  }

  async function fail(
    guest: ClaimedGuest,
    message: QueuedMessage,
    fault: SendFault,
    now: Date,
  ): Promise<SendOutcome> {
    const error = { code: fault.code, message: fault.message };
    const lasts = fault.action === 'retry' && message.attempts + 1 >= MOST_ATTEMPTS;
    const at = await retryOf(fault, message, now);
    const notBefore = lasts ? null : at;
    // what pauses the whole number is nobody's message's fault
    const counts = fault.action === 'pauseAll' ? 'free' : 'counts';
    await dependencies.markNotSent(message.id, { error, notBefore, status: 'failed', counts });
    if (!notBefore) await dependencies.tellOwner(guest.id, message.id, fault.code, now);
    dependencies.onSend(notBefore ? 'retried' : 'failed', fault);
    return notBefore ? { kind: 'later', at: notBefore } : { kind: 'givenUp' };
  }

  async function retryOf(
    fault: SendFault,
    message: QueuedMessage,
    now: Date,
  ): Promise<Date | null> {
    switch (fault.action) {
      case 'pauseAll':
        return dependencies.pause(fault, now);
      case 'retry':
      case 'pauseGuest':
        return new Date(now.getTime() + nextWaitMs(fault, message.attempts));
      case 'template':
      case 'giveUp':
        return null;
    }
  }

  return async function send(
    guest: ClaimedGuest,
    message: QueuedMessage,
    once: Try,
  ): Promise<SendOutcome> {
    const { now } = once;
    const later = (ms: number): SendOutcome => ({
      kind: 'later',
      at: new Date(now.getTime() + ms),
    });
    if (dependencies.connection === 'closed') return later(CLOSED_MS);
    if (guest.pausedUntil) {
      if (guest.pausedUntil > now) return { kind: 'later', at: guest.pausedUntil };
      if (!(await dependencies.takeProbe(now))) return later(PROBED_MS);
    }
    const slotMs = await dependencies.takeSlot();
    if (slotMs > 0) return later(slotMs);

    const isOpen = guest.writableUntil !== null && now < guest.writableUntil;
    let fault = isOpen
      ? await leave(guest, message, { kind: 'written', message: message.payload }, once)
      : await leaveOutside(guest, message, once);
    if (isOpen && fault instanceof SendFault && fault.action === 'template') {
      await dependencies.noteWindowClosed(guest.id, now);
      fault = await leaveOutside(guest, message, once);
    }
    if (guest.pausedUntil && isAnswerAboutMessage(fault)) await dependencies.resume(now);
    if (fault === 'nothing') return drop(guest, message, now);
    return fault ? fail(guest, message, fault, now) : { kind: 'sent' };
  };
}

/** Meta looked at the message, so the number works. */
function isAnswerAboutMessage(fault: SendFault | null | 'nothing'): boolean {
  if (fault === 'nothing') return false;
  return fault === null || !(fault.action === 'pauseAll' || fault.action === 'retry');
}
