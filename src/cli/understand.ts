// Shows what a text is understood as, one JSON line each:
//   node src/cli/understand.ts --today 2026-11-24 "del 3 al 10 de enero, somos 4"
//   node src/cli/understand.ts --jsonl < lines.jsonl      {"text", "today", "expects"?, "context"?}

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { understand } from '../../flows/understand/understand.ts';
import type { Expects, Hearing, Language, Meaning } from '../../flows/understand/meaning.ts';
import { openHolidays } from '../adapters/holidays.ts';
import type { Party } from '../domain/party.ts';
import { parseCalendarDate, type CalendarDate, type Stay } from '../domain/stay.ts';

const MAX_NIGHTS = 30;
const holidays = openHolidays();

type Known = { stay?: Stay; checkIn?: CalendarDate; guests?: Party; month?: CalendarDate };
type Line = {
  readonly text: string;
  readonly today?: string;
  readonly expects?: Expects;
  readonly context?: string | (Known & { readonly language?: Language });
};

function hearingOf(line: Line): Hearing {
  const today = parseCalendarDate(line.today ?? new Date().toISOString().slice(0, 10));
  if (!today) throw new Error(`not a date: ${line.today}`);
  const blank: Hearing = { expects: line.expects ?? 'anything', today, calendar: holidays.calendarFor(today), known: {}, language: 'es', maxNights: MAX_NIGHTS };
  const { context } = line;
  if (context === undefined || context === '') return blank;
  if (typeof context !== 'string') {
    const { language, guests, ...known } = context;
    const party = guests && { adults: guests.adults, children: guests.children ?? 0, infants: guests.infants ?? 0 };
    return { ...blank, language: language ?? 'es', known: party ? { ...known, guests: party } : known };
  }
  const said = understand(context, { ...blank, language: 'es' });
  const party = said.guests ?? understand(context.replace(/quote for/i, 'somos'), blank).guests;
  const [stay] = said.stays;
  const asksYesNo = /asked to confirm|confirmar/i.test(context);
  return {
    ...blank,
    expects: line.expects ?? (asksYesNo ? 'yesNo' : 'anything'),
    known: { ...(stay ? { stay } : {}), ...(party ? { guests: party } : {}) },
  };
}

/** The proposed dates of a doubtful stay and the larger party stand beside their doubts. */
export function printed(meaning: Meaning): Record<string, unknown> {
  const proposed = meaning.doubts.flatMap((doubt) => (doubt.kind === 'stay' ? doubt.readings.slice(0, 1) : []));
  const largest = meaning.doubts.flatMap((doubt) => (doubt.kind === 'party' ? doubt.readings.slice(-1) : []));
  const { stays, guests, pets, intents, doubts, problems, language, ...rest } = meaning;
  return { stays: [...stays, ...proposed], guests: guests ?? largest[0] ?? null, pets, intents, doubts, problems, language, ...rest };
}

function print(line: Line): void {
  process.stdout.write(`${JSON.stringify(printed(understand(line.text, hearingOf(line))))}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { today: { type: 'string' }, expects: { type: 'string' }, context: { type: 'string' }, jsonl: { type: 'boolean' } },
});

if (values.jsonl) {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') print(JSON.parse(line) as Line);
  }
} else {
  const { today, context, expects } = values;
  print({ text: positionals.join(' '), ...(today ? { today } : {}), ...(context ? { context } : {}), ...(expects ? { expects: expects as Expects } : {}) });
}
