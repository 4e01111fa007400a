// A voice note becomes words: fetched, transcribed, and put where the guest's other words are. It ends with
// an answer in any case: what was said, or that it could not be heard.

import { Fault } from '../domain/fault.ts';
import { wordsIn } from './spoken.ts';

export type VoiceNote = {
  readonly guestId: number;
  readonly mediaId: string;
  /** What the guest is known to speak; null before the first words. */
  readonly language: string | null;
  readonly until: Date;
};
export type Recording = { readonly bytes: Buffer; readonly mimeType: string };
export type Heard = 'heard' | 'nothing' | 'failed' | 'late';

export type VoiceDependencies = {
  /** Undefined when it was answered already. */
  readonly readVoiceNote: (eventId: number) => Promise<VoiceNote | undefined>;
  readonly fetchRecording: (mediaId: string, signal: AbortSignal) => Promise<Recording>;
  readonly transcribe: (
    recording: Recording,
    language: string | null,
    signal: AbortSignal,
  ) => Promise<string>;
  /** Null: it could not be heard. Once per note. */
  readonly tellWords: (eventId: number, words: string | null) => Promise<void>;
  readonly wake: (guestId: number) => void;
  readonly count: (outcome: Heard, seconds: number) => void;
  readonly onError: (error: Error) => void;
  readonly now: () => Date;
};

/** Less is not worth another try: fetching and transcribing take about a second. */
const WORTH_TRYING_MS = 4_000;

export function createVoice(dependencies: VoiceDependencies) {
  const { now } = dependencies;

  async function hear({ mediaId, language }: VoiceNote, leftMs: number): Promise<string> {
    const signal = AbortSignal.timeout(leftMs);
    const recording = await dependencies.fetchRecording(mediaId, signal);
    return dependencies.transcribe(recording, language, signal);
  }

  /** Throws while it is worth trying again. */
  return async function hearVoiceNote({ eventId }: { eventId: number }): Promise<void> {
    const note = await dependencies.readVoiceNote(eventId);
    if (!note) return;
    const started = performance.now();
    const leftMs = () => note.until.getTime() - now().getTime();
    let words: string | null = null;
    let outcome: Heard = 'late';
    if (leftMs() > 0) {
      try {
        words = wordsIn(await hear(note, leftMs()));
        outcome = words === null ? 'nothing' : 'heard';
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if (error.transient && leftMs() > WORTH_TRYING_MS) throw error;
        dependencies.onError(error);
        outcome = 'failed';
      }
    }
    await dependencies.tellWords(eventId, words);
    dependencies.count(outcome, (performance.now() - started) / 1_000);
    dependencies.wake(note.guestId);
  };
}
