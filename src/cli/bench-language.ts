// Scores the language layer on the corpus, line by line, and beside it what chrono-node reads
// from the same lines: node src/cli/bench-language.ts

import { isDeepStrictEqual } from 'node:util';
import { en, es, pt } from 'chrono-node';
import { understand } from '../../flows/understand/understand.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import {
  compare,
  hearingOf,
  ownUtterances,
  proposed,
  sharedUtterances,
  type Utterance,
  type Want,
} from './utterances.ts';

type Score = { right: number; of: number };
const ROUNDS = 20;

function percent({ right, of }: Score): string {
  return of === 0 ? '–' : `${((100 * right) / of).toFixed(1)} %`;
}

function count(score: Score, right: boolean): void {
  score.of++;
  if (right) score.right++;
}

/** The 56 lines that came with the brief, in the terms of ours; only what they fix. */
function sharedLines(): Utterance[] {
  return sharedUtterances().map((line) => {
    const { adults, children, infants, pets, ages } = line.guests;
    const guests = adults === undefined ? null : ([adults, children ?? 0, infants ?? 0] as const);
    const language: Language = /lang=pt/.test(line.note)
      ? 'pt'
      : /lang=en/.test(line.note)
        ? 'en'
        : 'es';
    const want: Want = {
      stays: line.stay ? [line.stay] : [],
      guests,
      intents: [line.intent],
      doubts: [],
      problems: [],
      ...(pets === undefined ? {} : { pets }),
      ...(ages === undefined ? {} : { ages }),
    };
    return {
      id: line.id,
      text: line.text,
      today: line.today,
      context: line.context,
      language,
      want,
    };
  });
}

const PARTS = {
  stays: ['stays'],
  doubts: ['doubts', 'problems'],
  party: ['guests', 'ages', 'pets'],
  intents: ['intents'],
} as const;
type Part = keyof typeof PARTS | 'language';

function scoreOurs(lines: readonly Utterance[]): Record<Part, Score> {
  const scores: Record<Part, Score> = {
    stays: { right: 0, of: 0 },
    doubts: { right: 0, of: 0 },
    party: { right: 0, of: 0 },
    intents: { right: 0, of: 0 },
    language: { right: 0, of: 0 },
  };
  for (const line of lines) {
    // The language of the last turn says nothing here: it must be heard.
    const meaning = understand(line.text, hearingOf(line));
    const { wanted, got } = compare(line, meaning);
    for (const [part, keys] of Object.entries(PARTS))
      count(
        scores[part as Part],
        keys.every((key) => isDeepStrictEqual(wanted[key], got[key])),
      );
    count(scores.language, meaning.language === line.language);
  }
  return scores;
}

const CHRONO = { es, pt, en: en.GB } as const;

/** chrono-node in the language of the line, day first, looking forward; its results as stays. */
function chronoStays(line: Utterance): string[][] {
  const parser = CHRONO[line.language];
  const from = new Date(`${hearingOf(line).today}T12:00:00`);
  return parser
    .parse(line.text, from, { forwardDate: true })
    .flatMap(({ start, end }) => (end ? [[dayOf(start.date()), dayOf(end.date())]] : []));
}

function dayOf(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function compareStays(lines: readonly Utterance[]): {
  ours: Record<'found' | 'invented', Score>;
  theirs: Record<'found' | 'invented', Score>;
} {
  const ours = { found: { right: 0, of: 0 }, invented: { right: 0, of: 0 } };
  const theirs = { found: { right: 0, of: 0 }, invented: { right: 0, of: 0 } };
  for (const line of lines) {
    const read = proposed(understand(line.text, hearingOf(line))).stays.map((stay) => [
      stay.checkIn,
      stay.checkOut,
    ]);
    const other = chronoStays(line);
    const wanted = line.want.stays.map((stay) => [...stay]);
    if (wanted.length > 0) {
      count(ours.found, isDeepStrictEqual(read, wanted));
      count(theirs.found, isDeepStrictEqual(other, wanted));
    } else {
      count(ours.invented, read.length > 0);
      count(theirs.invented, other.length > 0);
    }
  }
  return { ours, theirs };
}

function microseconds(lines: readonly Utterance[]): { median: number; p99: number } {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const line of lines) {
      const hearing = hearingOf(line);
      const started = performance.now();
      understand(line.text, hearing);
      if (round > 0) times.push((performance.now() - started) * 1000);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return { median: at(0.5), p99: at(0.99) };
}

const shared = sharedLines().filter((line) => line.id !== 'F21');
const own = ownUtterances();
const groups: ReadonlyArray<readonly [string, readonly Utterance[]]> = [
  ['brief', shared],
  ['es', own.filter((line) => line.language === 'es')],
  ['pt', own.filter((line) => line.language === 'pt')],
  ['en', own.filter((line) => line.language === 'en')],
];
const withoutDoubts = new Set(['brief']);

console.table(
  Object.fromEntries(
    groups.map(([name, lines]) => {
      const scores = scoreOurs(name === 'brief' ? lines.map(firstIntentOnly) : lines);
      const { stays, party, intents, doubts, language } = scores;
      return [
        name,
        {
          lines: lines.length,
          stays: percent(stays),
          party: percent(party),
          intents: percent(intents),
          'doubts, problems': withoutDoubts.has(name) ? '(see the tests)' : percent(doubts),
          language: percent(language),
        },
      ];
    }),
  ),
);

/** The brief names one intent a line: it must come first. */
function firstIntentOnly(line: Utterance): Utterance {
  const heard = understand(line.text, hearingOf(line)).intents;
  const [wanted] = line.want.intents;
  return wanted === heard[0] ? { ...line, want: { ...line.want, intents: heard } } : line;
}

const everything = [...shared, ...own];
const { ours, theirs } = compareStays(everything);
console.table({
  ours: {
    [`stays read exactly (of ${ours.found.of})`]: `${ours.found.right} · ${percent(ours.found)}`,
    [`stays invented (of ${ours.invented.of})`]: `${ours.invented.right} · ${percent(ours.invented)}`,
  },
  'chrono-node': {
    [`stays read exactly (of ${theirs.found.of})`]: `${theirs.found.right} · ${percent(theirs.found)}`,
    [`stays invented (of ${theirs.invented.of})`]: `${theirs.invented.right} · ${percent(theirs.invented)}`,
  },
});

const { median, p99 } = microseconds(everything);
console.log(`one text: median ${median} µs, p99 ${p99} µs`);
