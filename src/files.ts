// What guests send as files, composed: voice notes are heard, receipts of transfers are kept.

import type { Work } from './adapters/jobs.ts';
import type { Log } from './adapters/log.ts';
import type { Metrics } from './adapters/metrics.ts';
import { inTransaction, type Pool } from './adapters/postgres.ts';
import { keepReceiptFile, receiptToKeep } from './adapters/receipts.ts';
import { openTranscription } from './adapters/transcription.ts';
import { readVoiceNote, tellWords } from './adapters/voice-notes.ts';
import { openMedia } from './adapters/whatsapp/media.ts';
import type { FileJob } from './booking/jobs.ts';
import { createReceipts } from './booking/receipts.ts';
import { createVoice } from './chat/voice.ts';
import type { Config } from './config.ts';
import { Fault } from './domain/fault.ts';

export type FileParts = {
  readonly config: Pick<Config, 'transcription' | 'whatsapp'>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pool: Pool;
  readonly wake: (guestId: number) => void;
  readonly now: () => Date;
};

/** An hour of WhatsApp's own recording is about 7 MB; nobody books with as much. */
const LONGEST_NOTE_BYTES = 2 * 1024 * 1024;

export function openFiles({ config, log, metrics, pool, wake, now }: FileParts) {
  const opening = new AsyncDisposableStack();
  const media = config.whatsapp.kind === 'open' ? opening.use(openMedia(config.whatsapp)) : null;
  const speech = config.transcription && opening.use(openTranscription(config.transcription));
  const closed = () =>
    Promise.reject(new Fault('files.closed', 'nothing reads them here', { transient: true }));

  const work: Pick<Work, FileJob['name']> = {
    keepReceipt: createReceipts({
      receiptToKeep,
      keepReceiptFile,
      transaction: (work) => inTransaction(pool, work),
      fetchFile: media?.fetch ?? closed,
      now,
    }),
    hearVoiceNote: createVoice({
      readVoiceNote: (eventId) => readVoiceNote(pool, eventId),
      fetchRecording: (mediaId, signal) =>
        media?.fetch(mediaId, { mostBytes: LONGEST_NOTE_BYTES, types: ['audio/'], signal }) ??
        closed(),
      transcribe: speech?.transcribe ?? closed,
      tellWords: (eventId, words) => tellWords(pool, { eventId, words, now: now() }),
      wake,
      count: metrics.voiceHeard,
      onError: (err) => log.warn({ err }, 'a voice note was not heard'),
      now,
    }),
  };
  return { work, [Symbol.asyncDispose]: () => opening.disposeAsync() };
}
