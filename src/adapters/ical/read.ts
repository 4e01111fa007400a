// Parsing with a deadline and a share of the memory, beside the thread that answers guests.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ParsedCalendar } from '../../booking/feed.ts';
import type { ParseOptions } from './parse.ts';

const DEADLINE_MS = 10_000;
const MEMORY_MB = 192;

export async function readCalendar(
  text: string,
  options: ParseOptions,
  deadlineMs = DEADLINE_MS,
): Promise<ParsedCalendar> {
  const worker = new Worker(new URL('./parse-thread.ts', import.meta.url), {
    workerData: { text, options },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    execArgv: [],
    env: {},
  });
  try {
    const [parsed] = (await once(worker, 'message', {
      signal: AbortSignal.timeout(deadlineMs),
    })) as [ParsedCalendar];
    return parsed;
  } catch {
    // Out of time or of memory.
    return { kind: 'refused', why: 'tooMuchWork' };
  } finally {
    await worker.terminate();
  }
}
