// The receptionist, composed: what reads guests' messages, takes turns and answers.

import { randomUUID } from 'node:crypto';
import { createCopies } from '../flows/copy/copies.ts';
import { understand } from '../flows/understand/understand.ts';
import { readCatalogue } from './adapters/catalog.ts';
import * as guests from './adapters/guests.ts';
import { openHolidays } from './adapters/holidays.ts';
import type { Log } from './adapters/log.ts';
import type { Metrics } from './adapters/metrics.ts';
import { inTransaction, type Pool } from './adapters/postgres.ts';
import { findReservation } from './adapters/reservations.ts';
import type { WhatsApp } from './adapters/whatsapp/client.ts';
import { toPayload } from './adapters/whatsapp/outbound.ts';
import type { createBooking } from './booking/booking.ts';
import type { Enqueue } from './booking/jobs.ts';
import { createEffects } from './chat/effects.ts';
import { createLane, type Lane } from './chat/lane.ts';
import { createOutbox } from './chat/outbox.ts';
import { createTurn, type Sessions } from './chat/turn.ts';
import type { Config } from './config.ts';
import { Fault, SendFault } from './domain/fault.ts';
import type { CalendarDate } from './domain/stay.ts';

export type ReceptionistParts = {
  readonly config: Pick<Config, 'booking' | 'chat' | 'publicUrl' | 'timeZone'>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pool: Pool;
  readonly sessions: Sessions;
  readonly booking: ReturnType<typeof createBooking>;
  readonly enqueue: Enqueue;
  /** Null while its settings are missing: messages wait. */
  readonly whatsapp: WhatsApp | null;
  readonly now: () => Date;
  readonly today: (at: Date) => CalendarDate;
};

const TURNS_AT_ONCE = 32;
const SWEEP_MS = 1_000;
const PLACE_FRESH_MS = 10_000;
/** Longer stays are for a person to talk about. */
const MOST_NIGHTS = 30;

export function openReceptionist(parts: ReceptionistParts): Lane {
  const { config, log, metrics, pool, booking, whatsapp, now, today } = parts;
  const holidays = openHolidays();

  const { takeTurn, setAside } = createTurn({
    transaction: (work) => inTransaction(pool, work),
    sessions: parts.sessions,
    readJournal: (guestId, afterRev) => guests.readJournal(pool, guestId, afterRev),
    writeTurn: guests.writeTurn,
    runEffect: createEffects({
      ...booking,
      enqueue: parts.enqueue,
      readCatalogue,
      findReservation,
      queueHandoff: guests.queueHandoff,
      settings: {
        maxHolds: config.booking.maxHoldsPerGuest,
        holdMinutes: config.booking.holdMinutes,
        handoffHours: config.chat.handoffHours,
      },
    }),
    understand,
    hearingAt: (at) => ({
      today: today(at),
      calendar: holidays.calendarFor(today(at)),
      maxNights: MOST_NIGHTS,
    }),
    copies: createCopies(config.timeZone),
    readPlace: fresh(PLACE_FRESH_MS, async () => {
      const { property, cabins } = await readCatalogue(pool);
      return { place: property, cabinNames: cabins.map(({ name }) => name) };
    }),
    seen: (wamid) => void whatsapp?.markRead(wamid, 'typing'),
  });

  const send = createOutbox({
    async deliver(message, to, messageId) {
      if (!whatsapp)
        throw new Fault('whatsapp.closed', 'WhatsApp is not connected', { transient: true });
      return whatsapp.send(
        toPayload(message, to, { publicUrl: config.publicUrl, messageId: String(messageId) }),
      );
    },
    markSent: (id, wamid, at) => guests.markSent(pool, id, wamid, at),
    markNotSent: (id, error, notBefore) => guests.markNotSent(pool, id, error, notBefore),
    tellOwner: (guestId, messageId, fault, at) =>
      guests.queueUndelivered(pool, { guestId, messageId, code: fault.code, now: at }),
    onSend(status, fault) {
      metrics.messageOut(status);
      if (!(fault instanceof SendFault)) return;
      metrics.whatsAppFailed(fault.code);
      log.warn({ err: fault, action: fault.action }, 'a message did not leave');
    },
  });

  metrics.watch(
    'oldest_waiting_event_seconds',
    'Age of the oldest event that no turn has taken',
    () => guests.oldestWaitingSeconds(pool, now()),
  );

  return createLane({
    claim: (guestId, token, at) => guests.claim(pool, guestId, token, at),
    release: (guest, outcome) => guests.release(pool, guest, outcome),
    awake: (at, limit) => guests.awake(pool, at, limit),
    takeTurn,
    setAside,
    send,
    now,
    newId: randomUUID,
    onTurn: metrics.turnTaken,
    onError: (err, guestId) => log.error({ err, guestId }, 'a turn failed'),
    settings: { concurrency: TURNS_AT_ONCE, sweepMs: SWEEP_MS },
  });
}

/** Reads at most once per `ms`; what many turns need and the owner changes rarely. */
function fresh<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > ms) {
      const value = read();
      last = { at: performance.now(), value };
      value.catch(() => (last = undefined));
    }
    return last.value;
  };
}
