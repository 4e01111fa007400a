// The corpus of guests' texts with the meaning a person wrote beside each, and how an answer is
// judged against it. Used by the tests and by the bench.

import { readFileSync } from 'node:fs';
import { understand } from '../../flows/understand/understand.ts';
import type {
  Expects,
  Hearing,
  Intent,
  Language,
  Meaning,
} from '../../flows/understand/meaning.ts';
import { openHolidays } from '../adapters/holidays.ts';
import type { Party } from '../domain/party.ts';
import { parseCalendarDate, type CalendarDate, type Stay } from '../domain/stay.ts';

const FOLDER = new URL('../../fixtures/utterances/', import.meta.url);
const TODAY = '2026-11-24' as CalendarDate;
export const MAX_NIGHTS = 30;

export type Want = {
  readonly stays: ReadonlyArray<readonly [checkIn: string, checkOut: string]>;
  readonly guests: readonly [adults: number, children: number, infants: number] | null;
  readonly intents: readonly string[];
  readonly doubts: readonly string[];
  readonly problems: readonly string[];
  readonly pets?: number;
  readonly ages?: readonly number[];
  readonly month?: string;
  readonly nights?: number;
  readonly units?: readonly string[];
  readonly topics?: readonly string[];
  readonly name?: string;
  readonly promo?: string;
  readonly ordinal?: number;
  readonly corrects?: boolean;
};

export type Utterance = {
  readonly id: string;
  readonly text: string;
  readonly language: Language;
  readonly today?: string;
  readonly expects?: Expects;
  readonly context?: string | KnownContext;
  readonly want: Want;
};

export type KnownContext = {
  readonly stay?: Stay;
  readonly checkIn?: CalendarDate;
  readonly guests?: Party;
  readonly month?: CalendarDate;
  readonly language?: Language;
};

const holidays = openHolidays();

function linesOf(file: string): unknown[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line));
}

/** Our own lines: `es`, `pt` and `en`. */
export function ownUtterances(): Utterance[] {
  return (['es', 'pt', 'en'] as const).flatMap((language) =>
    (linesOf(`${language}.jsonl`) as Utterance[]).map((line) => ({ ...line, language })),
  );
}

/** The conversation before a text, from a line of a corpus or of the command line. */
export function hearingOf(
  line: Pick<Utterance, 'today' | 'expects' | 'context'> & { readonly language?: Language },
): Hearing {
  const today = line.today === undefined ? TODAY : parseCalendarDate(line.today);
  if (!today) throw new Error(`not a date: ${line.today}`);
  const blank: Hearing = {
    expects: line.expects ?? 'anything',
    today,
    calendar: holidays.calendarFor(today),
    known: {},
    language: line.language ?? 'es',
    maxNights: MAX_NIGHTS,
  };
  const { context } = line;
  if (context === undefined || context === '') return blank;
  if (typeof context === 'string') return { ...blank, ...readContext(context, blank) };
  const { language, guests, ...known } = context;
  const party = guests && {
    adults: guests.adults,
    children: guests.children ?? 0,
    infants: guests.infants ?? 0,
  };
  return {
    ...blank,
    language: language ?? blank.language,
    known: party ? { ...known, guests: party } : known,
  };
}

/** "just quoted 27→29 nov", "quote for 4", "bot asked to confirm the quote". */
function readContext(context: string, blank: Hearing): Partial<Hearing> {
  const said = understand(context, { ...blank, expects: 'anything' });
  const guests = understand(context.replace(/quote for/i, 'somos'), blank).guests;
  const [stay] = said.stays;
  const known = { ...(stay ? { stay } : {}), ...(guests ? { guests } : {}) };
  return /asked to confirm/i.test(context) && blank.expects === 'anything'
    ? { known, expects: 'yesNo' }
    : { known };
}

/** What a reader wants to see: the proposed dates of a doubtful stay and the larger of two parties count as read. */
export function proposed(meaning: Meaning): { stays: readonly Stay[]; guests: Party | null } {
  const likeliest = meaning.doubts.flatMap((doubt) =>
    doubt.kind === 'stay' ? doubt.readings.slice(0, 1) : [],
  );
  const largest = meaning.doubts.flatMap((doubt) =>
    doubt.kind === 'party' ? doubt.readings.slice(-1) : [],
  );
  return { stays: [...meaning.stays, ...likeliest], guests: meaning.guests ?? largest[0] ?? null };
}

/** In the terms of the corpus. */
export function summaryOf(
  meaning: Meaning,
): Omit<Required<Want>, 'pets' | 'month' | 'nights' | 'name' | 'promo' | 'ordinal'> &
  Record<'pets' | 'month' | 'nights' | 'name' | 'promo' | 'ordinal', string | number | null> {
  const { stays, guests } = proposed(meaning);
  return {
    stays: stays.map((stay) => [stay.checkIn, stay.checkOut] as const),
    guests: guests && [guests.adults, guests.children, guests.infants],
    intents: meaning.intents,
    doubts: meaning.doubts.map((doubt) => (doubt.kind === 'stay' ? doubt.why : doubt.kind)),
    problems: meaning.problems.map((problem) => problem.kind),
    pets: meaning.pets,
    ages: meaning.ages,
    month: meaning.month,
    nights: meaning.nights,
    units: meaning.units,
    topics: meaning.topics,
    name: meaning.name,
    promo: meaning.promo,
    ordinal: meaning.ordinal,
    corrects: meaning.corrects,
  };
}

type Judged = Partial<Record<keyof Want, unknown>>;

/** What the line says, and only of that, what came out. Unsaid parts must be empty, topics excepted. */
export function compare(
  line: Utterance,
  meaning: Meaning,
): { readonly wanted: Judged; readonly got: Judged } {
  const { topics, ...want } = line.want;
  const { topics: heard, ...got } = summaryOf(meaning);
  const wanted: Judged = {
    pets: null,
    ages: [],
    month: null,
    nights: null,
    units: [],
    name: null,
    promo: null,
    ordinal: null,
    corrects: false,
    ...want,
  };
  return topics === undefined
    ? { wanted, got }
    : { wanted: { ...wanted, topics }, got: { ...got, topics: heard } };
}

/** The finer names of the shared lines, in ours. */
const SHARED_INTENTS: Readonly<Record<string, Intent>> = {
  availability_calendar: 'availability',
  price_info: 'price',
  slot_guests: 'quote',
  faq_pets: 'faq',
  faq_amenities: 'faq',
  discount_request: 'faq',
  invoice_request: 'invoice',
  bank_transfer_info: 'bank_transfer',
  payment_proof: 'payment_claim',
  double_payment: 'payment_claim',
  partial_payment: 'payment_claim',
  hold_extension: 'faq',
  correction: 'quote',
  voice: 'unknown',
  withdrawal_right: 'withdrawal',
  ambiguous: 'quote',
  invalid_date: 'quote',
  invalid_range: 'quote',
  past_date: 'quote',
  too_long: 'quote',
  over_capacity: 'quote',
  multi_unit: 'quote',
};

export type SharedLine = {
  readonly id: string;
  readonly text: string;
  readonly today: string;
  readonly context: string;
  readonly action: string;
  readonly note: string;
  readonly intent: Intent;
  readonly stay: readonly [string, string] | null;
  readonly guests: {
    readonly adults?: number;
    readonly children?: number;
    readonly infants?: number;
    readonly pets?: number;
    readonly ages?: readonly number[];
  };
};

type RawShared = Omit<SharedLine, 'intent' | 'stay' | 'guests'> & {
  readonly intent: string;
  readonly check_in: string | null;
  readonly check_out: string | null;
  readonly guests: SharedLine['guests'] & { readonly min?: number; readonly max?: number };
};

/** The 56 lines that came with the brief. */
export function sharedUtterances(): SharedLine[] {
  return (linesOf('shared.jsonl') as RawShared[]).map(
    ({ check_in: checkIn, check_out: checkOut, intent, guests, ...line }) => {
      const { min: _least, max, ...counted } = guests;
      return {
        ...line,
        intent: SHARED_INTENTS[intent] ?? (intent as Intent),
        stay: checkIn && checkOut ? [checkIn, checkOut] : null,
        guests: max === undefined ? counted : { adults: max },
      };
    },
  );
}
