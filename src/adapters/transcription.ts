// Speech to text, at any address that takes what OpenAI's /v1/audio/transcriptions takes: OpenAI, Groq, or
// a whisper server of one's own.

import { Agent, FormData, request } from 'undici';
import { z } from 'zod';
import type { Recording } from '../chat/voice.ts';
import type { TranscriptionSettings } from '../config.ts';
import { Fault } from '../domain/fault.ts';

const said = z.object({ text: z.string() });
const LONGEST_ANSWER = 1_000_000;
/** Servers tell a format by the file's name; WhatsApp's notes are Opus in Ogg. */
const NAMES: Readonly<Record<string, string>> = {
  'audio/mpeg': 'voice.mp3',
  'audio/mp4': 'voice.m4a',
  'audio/m4a': 'voice.m4a',
  'audio/aac': 'voice.aac',
  'audio/amr': 'voice.amr',
  'audio/wav': 'voice.wav',
  'audio/webm': 'voice.webm',
};

export function openTranscription({ url, apiKey, model }: TranscriptionSettings) {
  const agent = new Agent({
    connections: 4,
    connect: { timeout: 5_000 },
    maxResponseSize: LONGEST_ANSWER,
    allowH2: false,
  });

  return {
    /** Throws `Fault`. `language`: what is probably spoken, ISO 639-1. */
    async transcribe(
      { bytes, mimeType }: Recording,
      language: string | null,
      signal: AbortSignal,
    ): Promise<string> {
      const [type = 'audio/ogg'] = mimeType.split(';');
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)], { type }), NAMES[type] ?? 'voice.ogg');
      form.set('model', model);
      form.set('response_format', 'json');
      form.set('temperature', '0');
      if (language) form.set('language', language);
      try {
        const answer = await request(url, {
          method: 'POST',
          headers: { 'user-agent': 'posta', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
          body: form,
          dispatcher: agent,
          signal,
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw refused(answer.statusCode);
        return said.parse(JSON.parse(text)).text;
      } catch (error) {
        if (error instanceof Fault) throw error;
        throw new Fault('transcription.noAnswer', 'the transcription did not come', {
          transient: true,
          cause: error,
        });
      }
    },

    [Symbol.asyncDispose]: () => agent.close(),
  };
}

function refused(status: number): Fault {
  return new Fault(`transcription.http${status}`, 'the transcription was refused', {
    transient: status >= 500 || status === 408 || status === 429,
  });
}
