// Speech to text as OpenAI's /v1/audio/transcriptions, for voice notes that the sandbox itself recorded: their
// bytes are the words.
import { Readable } from 'node:stream';
import Router from '@koa/router';
import { createFaults } from './faults.ts';

export type SpeechSimulator = ReturnType<typeof createSpeechSimulator>;
type Call = { language: string | null; model: string | null; filename: string };

export const speechKey = 'sk-speech-of-the-sandbox';
const magic = 'OggS';

/** A voice note of these words. */
export function spoken(words: string): Buffer {
  return Buffer.from(magic + words);
}

export function createSpeechSimulator() {
  const router = new Router();
  const faults = createFaults(() => ({ error: { message: 'The server had an error' } }));
  const calls: Call[] = [];

  router.post('/v1/audio/transcriptions', (ctx) =>
    faults.around(ctx, 'POST transcription', async () => {
      if (ctx.get('Authorization') !== `Bearer ${speechKey}`) {
        ctx.status = 401;
        ctx.body = { error: { message: 'Incorrect API key provided' } };
        return;
      }
      const form = await new Response(Readable.toWeb(ctx.req) as ReadableStream, {
        headers: { 'content-type': ctx.get('Content-Type') },
      }).formData();
      const file = form.get('file');
      if (!(file instanceof File) || form.get('model') === null) {
        ctx.status = 400;
        ctx.body = { error: { message: 'file and model are required' } };
        return;
      }
      const text = (name: string) => {
        const value = form.get(name);
        return typeof value === 'string' ? value : null;
      };
      calls.push({ language: text('language'), model: text('model'), filename: file.name });
      const heard = Buffer.from(await file.arrayBuffer()).toString();
      ctx.body = { text: heard.startsWith(magic) ? heard.slice(magic.length) : '' };
    }),
  );

  return {
    router,
    /** What was transcribed, in order. */
    calls: calls as readonly Call[],
    failNext: faults.failNext,
    down: faults.down,
    slow: faults.slow,
    heal: faults.heal,
  };
}
