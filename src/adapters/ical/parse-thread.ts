// The thread in which a calendar is parsed: whatever the text makes the library do ends with it.

import { parentPort, workerData } from 'node:worker_threads';
import { parseCalendar, type ParseOptions } from './parse.ts';

const { text, options } = workerData as { text: string; options: ParseOptions };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(parseCalendar(text, options));
