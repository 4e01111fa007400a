// One message leaves, and what became of it is written before the next is tried.

import { nextWaitMs, SendFault } from '../domain/fault.ts';
import type { OutMessage } from '../../flows/copy/message.ts';
import type { ClaimedGuest, QueuedMessage, SendOutcome } from './lane.ts';

export type OutboxDependencies = {
  readonly deliver: (
    message: OutMessage,
    to: { phone: string | null; bsuid: string | null },
    messageId: number,
  ) => Promise<{ wamid: string }>;
  readonly markSent: (messageId: number, wamid: string, now: Date) => Promise<void>;
  readonly markNotSent: (messageId: number, error: object, notBefore: Date | null) => Promise<void>;
  readonly tellOwner: (
    guestId: number,
    messageId: number,
    fault: SendFault,
    now: Date,
  ) => Promise<void>;
  readonly onSend: (status: 'sent' | 'retried' | 'failed', fault: SendFault | null) => void;
};

const MOST_ATTEMPTS = 8;

export function createOutbox(dependencies: OutboxDependencies) {
  return async function send(
    guest: ClaimedGuest,
    message: QueuedMessage,
    now: Date,
  ): Promise<SendOutcome> {
    try {
      const { wamid } = await dependencies.deliver(
        message.payload,
        { phone: guest.phone, bsuid: guest.bsuid },
        message.id,
      );
      await dependencies.markSent(message.id, wamid, now);
      dependencies.onSend('sent', null);
      return { kind: 'sent' };
    } catch (error) {
      if (!(error instanceof SendFault)) throw error;
      const { code, message: sentence } = error;
      // what pauses the whole number (a dead token, a locked account) is nobody's message's fault: it waits
      const again =
        error.transient && (error.action === 'pauseAll' || message.attempts + 1 < MOST_ATTEMPTS);
      const at = again ? new Date(now.getTime() + nextWaitMs(error, message.attempts)) : null;
      await dependencies.markNotSent(message.id, { code, message: sentence }, at);
      if (error.tellOwner || !at) await dependencies.tellOwner(guest.id, message.id, error, now);
      dependencies.onSend(at ? 'retried' : 'failed', error);
      return at ? { kind: 'later', at } : { kind: 'givenUp' };
    }
  };
}
