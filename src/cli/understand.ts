// Shows what a text is understood as, one JSON line each:
//   node src/cli/understand.ts --today 2026-11-24 "del 3 al 10 de enero, somos 4"
//   node src/cli/understand.ts --jsonl < lines.jsonl      {"text", "today", "expects"?, "context"?}

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { understand } from '../../flows/understand/understand.ts';
import type { Expects, Meaning } from '../../flows/understand/meaning.ts';
import { hearingOf, proposed, type Utterance } from './utterances.ts';

type Line = Pick<Utterance, 'text' | 'today' | 'expects' | 'context'>;

function without({
  stays: _stays,
  guests: _guests,
  ...rest
}: Omit<Meaning, 'pets' | 'intents' | 'doubts' | 'problems' | 'language'>): Record<
  string,
  unknown
> {
  return rest;
}

/** The parts that are looked at first come first. */
function ordered(meaning: Meaning): Record<string, unknown> {
  const { pets, intents, doubts, problems, language, ...rest } = meaning;
  return { ...proposed(meaning), pets, intents, doubts, problems, language, ...without(rest) };
}

/** The proposed dates of a doubtful stay and the larger party stand beside their doubts. */
function print(line: Line): void {
  const meaning = understand(line.text, hearingOf(line));
  process.stdout.write(`${JSON.stringify(ordered(meaning))}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    today: { type: 'string' },
    expects: { type: 'string' },
    context: { type: 'string' },
    jsonl: { type: 'boolean' },
  },
});

if (values.jsonl) {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') print(JSON.parse(line) as Line);
  }
} else {
  const today = values.today ?? new Date().toISOString().slice(0, 10);
  const { context, expects } = values;
  print({
    text: positionals.join(' '),
    today,
    ...(context ? { context } : {}),
    ...(expects ? { expects: expects as Expects } : {}),
  });
}
