// The receptionist, composed: what reads guests' messages, takes turns and answers.

import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { createCopies } from '../flows/copy/copies.ts';
import { createOwnerCopy } from '../flows/copy/owner.ts';
import { understand } from '../flows/understand/understand.ts';
import { batched } from './adapters/batched.ts';
import { cachedFor } from './adapters/cached.ts';
import * as catalog from './adapters/catalog.ts';
import { askForPerson, tellUndelivered } from './adapters/decisions.ts';
import { openForm, spendForm } from './adapters/forms.ts';
import * as guests from './adapters/guests.ts';
import { instantAt } from './adapters/clock.ts';
import { openHolidays } from './adapters/holidays.ts';
import type { Log } from './adapters/log.ts';
import * as messages from './adapters/messages.ts';
import type { Metrics } from './adapters/metrics.ts';
import { isPaused, pauseNumber, resumeNumber, takeProbe } from './adapters/number-pause.ts';
import { wakeOwners } from './adapters/owners.ts';
import type { Pool } from './adapters/postgres.ts';
import { findReservation } from './adapters/reservations.ts';
import { createThroughput } from './adapters/throughput.ts';
import { timed } from './adapters/timed.ts';
import { createCommitTurn, readJournal } from './adapters/turns.ts';
import { createAsk } from './adapters/voice-notes.ts';
import { within } from './adapters/within.ts';
import type { WhatsApp } from './adapters/whatsapp/client.ts';
import { createSender } from './adapters/whatsapp/sender.ts';
import type { createBooking } from './booking/booking.ts';
import type { Enqueue } from './booking/jobs.ts';
import { createEffects } from './chat/effects.ts';
import { createHearing } from './chat/hearing.ts';
import { createLane, type ClaimedGuest, type Lane, type LaneDependencies } from './chat/lane.ts';
import { createOutbox, LONGEST_SEND_MS } from './chat/outbox.ts';
import { createTemplates } from './chat/templates.ts';
import { createOwnerEffects } from './owner/effects.ts';
import type { Office } from './owner/office.ts';
import { createOwnerTurn } from './chat/owner-turn.ts';
import type { Sessions, TakingDependencies } from './chat/taking.ts';
import { createTurn } from './chat/turn.ts';
import type { Config } from './config.ts';
import { Fault, nextWaitMs } from './domain/fault.ts';
import { MOST_NIGHTS, type CalendarDate } from './domain/stay.ts';

export type ReceptionistParts = {
  readonly config: Pick<
    Config,
    'booking' | 'chat' | 'ownerPhones' | 'publicUrl' | 'timeZone' | 'transcription' | 'whatsapp'
  >;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pool: Pool;
  readonly redis: Redis | null;
  readonly sessions: Sessions;
  readonly booking: ReturnType<typeof createBooking>;
  readonly office: Office;
  readonly enqueue: Enqueue;
  /** Null while its settings are missing: messages wait. */
  readonly whatsapp: WhatsApp | null;
  readonly now: () => Date;
  readonly today: (at: Date) => CalendarDate;
};

const TURNS_AT_ONCE = 32;
const SWEEP_MS = 1_000;
const PLACE_FRESH_MS = 10_000;

export function openReceptionist(parts: ReceptionistParts): Lane {
  const { config, log, metrics, pool, booking, whatsapp, now, today } = parts;
  const holidays = openHolidays();
  const templates = createTemplates(config.timeZone);
  const copies = createCopies(config.timeZone);
  const readCatalogue = batched(async (readers: readonly void[]) => {
    const catalogue = await catalog.readCatalogue(pool);
    return readers.map(() => catalogue);
  });
  const readPlace = cachedFor(PLACE_FRESH_MS, async () => {
    const { property, cabins } = await readCatalogue();
    const { translations } = property;
    return { place: property, translations, cabinNames: cabins.map(({ name }) => name) };
  });

  const hearingAt = (at: Date) => ({
    today: today(at),
    calendar: holidays.calendarFor(today(at)),
    maxNights: MOST_NIGHTS,
  });
  const seen = (wamid: string) => void whatsapp?.markRead(wamid, 'typing');
  const taking: TakingDependencies = {
    sessions: parts.sessions,
    readJournal: (guestId, machine, afterRev) => readJournal(pool, guestId, machine, afterRev),
    commitTurn: createCommitTurn(pool),
  };
  const guestTurn = createTurn({
    ...taking,
    spendForm,
    runEffect: createEffects({
      ...booking,
      copies,
      enqueue: parts.enqueue,
      readCatalogue,
      findReservation,
      askForPerson,
      settings: {
        maxHolds: config.booking.maxHoldsPerGuest,
        holdMinutes: config.booking.holdMinutes,
        handoffHours: config.chat.handoffHours,
      },
    }),
    understand,
    hearingAt,
    copies,
    templates,
    readPlace,
    seen,
  });
  const { takeTurn, setAside } = createOwnerTurn({
    ...taking,
    phones: config.ownerPhones,
    guestTurn,
    runEffect: createOwnerEffects({
      office: parts.office,
      timeZone: config.timeZone,
      today,
      instantAt: (day, time) => instantAt(day, time, config.timeZone),
    }),
    hearingAt,
    copy: createOwnerCopy(config.timeZone),
    templates,
    readPlace,
    seen,
  });

  /** From a delivery's request to the messages that answer it. */
  function told(turn: LaneDependencies['takeTurn']): LaneDependencies['takeTurn'] {
    return async (guest, at) => {
      const messages = await turn(guest, at);
      const [guestId, rev] = [guest.id, guest.rev + 1];
      const messageIds = messages.map(({ id }) => id);
      log.info({ guestId, rev, trace: tracesOf(guest), messageIds }, 'a turn was taken');
      return messages;
    };
  }

  const send = createOutbox({
    ...connect(parts),
    async templateOf({ language }, { payload, author }) {
      if (payload.template || author === null || payload.kind !== 'text') return payload.template;
      const { place } = await readPlace();
      return templates.forReply(payload.body, { language, place });
    },
    markSent: batched((sent) => messages.markSent(pool, sent)),
    markNotSent: (id, why) => messages.markNotSent(pool, id, why),
    noteWindowClosed: (guestId, at) => messages.noteWindowClosed(pool, guestId, at),
    pause: (fault, at) =>
      pauseNumber(pool, {
        cause: fault.code,
        sentence: fault.message,
        waitMs: nextWaitMs(fault, 0),
        owner: fault.tellOwner ? 'tell' : 'spare',
        now: at,
      }),
    takeProbe: (at) => takeProbe(pool, at),
    resume: (at) => resumeNumber(pool, at),
    tellOwner: (guestId, messageId, code, at) =>
      tellUndelivered(pool, { guestId, messageId, code, now: at }),
    onSend(status, fault) {
      metrics.messageOut(status);
      if (fault === null) return;
      metrics.whatsAppFailed(fault.code);
      log.warn({ err: fault, action: fault.action }, 'a message did not leave');
    },
  });

  metrics.watch('number_paused', 'Nothing leaves the number for now', () => isPaused(pool));

  const claim = batched((asked: readonly guests.Claiming[]) => guests.claim(pool, asked));
  const release = batched((asked: readonly guests.Releasing[]) => guests.release(pool, asked));

  return createLane({
    claim: (guestId, token, at) => claim({ guestId, token, now: at }),
    release: (guest, outcome) => release({ guest, outcome }),
    listen: createHearing(config.transcription && { ask: createAsk(pool, parts.enqueue), seen }),
    async awake(at, limit) {
      await wakeOwners(pool, at);
      return guests.awake(pool, at, limit);
    },
    takeTurn: told(takeTurn),
    setAside: told(setAside),
    async send(guest, message, at) {
      const outcome = await within(LONGEST_SEND_MS, (signal) =>
        send(guest, message, { now: at, signal }),
      );
      // One that waited from before is found by its id in the line of its own turn.
      const trace = guest.queued.includes(message) ? undefined : tracesOf(guest);
      log.info(
        { guestId: guest.id, messageId: message.id, outcome: outcome.kind, trace },
        'a message was tried',
      );
      return outcome;
    },
    holdBack: ({ id }, until) =>
      messages.markNotSent(pool, id, {
        error: { code: 'pairRate', message: 'too many messages to this guest at once' },
        notBefore: until,
        status: 'failed',
        counts: 'free',
      }),
    now,
    newId: randomUUID,
    onTurn: metrics.turnTaken,
    onError: (err, guestId) => log.error({ err, guestId }, 'a turn failed'),
    settings: { concurrency: TURNS_AT_ONCE, sweepMs: SWEEP_MS },
  });
}

function tracesOf({ events }: ClaimedGuest): string[] {
  return [...new Set(events.flatMap(({ trace }) => (trace === null ? [] : [trace])))];
}

/** The number, or what stands in for it while its settings are missing: then messages wait. */
function connect({ config, log, metrics, pool, whatsapp, redis, now }: ReceptionistParts) {
  if (!whatsapp || config.whatsapp.kind === 'closed') {
    const closed = () =>
      Promise.reject(
        new Fault('whatsapp.closed', 'WhatsApp is not connected', { transient: true }),
      );
    return { connection: 'closed', deliver: closed, takeSlot: closed } as const;
  }
  const { argentineForm, form, messagesPerSecond, phoneId } = config.whatsapp;
  return {
    connection: 'open',
    deliver: createSender({
      whatsapp: timed({ send: whatsapp.send }, (operation, outcome, seconds) =>
        metrics.calledOut('whatsapp', operation, outcome, seconds),
      ),
      publicUrl: config.publicUrl,
      argentineForm,
      dateForm: form && {
        flowId: form.flowId,
        open: (messageId) => openForm(pool, messageId, now()),
      },
      log,
    }),
    takeSlot: createThroughput(messagesPerSecond, redis, phoneId),
  } as const;
}
