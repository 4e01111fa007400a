// Weekends, named holidays and whole months.

import {
  addDays,
  calendarDateOf,
  weekdayOf,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import { fullDayAt, bareDayAt, type Day, type Reading } from './days.ts';
import {
  COMING,
  COMING_BEFORE,
  LONG,
  OTHER_WEEKEND,
  LOOKALIKES,
  MONTHS,
  PERIODS,
  SHORT_MONTHS,
  SHY_MONTHS,
  THIS_BEFORE,
  WEEKEND,
  type PeriodName,
} from './lexicon/calendar.ts';
import { ORDINAL_WORDS } from './lexicon/numbers.ts';
import type { Doubt, Hearing, HolidayCalendar } from './meaning.ts';
import { findPhrases, phraseBook } from './phrases.ts';
import { nextSuchDay, type Resolution } from './resolve.ts';
import { afterAny, nearest } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';
import { words } from './lexicon/words.ts';

export type Period = Place & {
  readonly kind: 'period';
  readonly name: PeriodName;
  readonly month: number | null;
  readonly year: number | null;
};
export type Weekend = Place & {
  readonly kind: 'weekend';
  /** `some`: "un finde de febrero", no weekend in particular. */
  readonly which: 'bare' | 'this' | 'next' | 'some';
  /** "este finde o el otro": the one after a weekend already named. */
  readonly contrasted: boolean;
  readonly of: Day | null;
  readonly ordinal: number | null;
  readonly month: number | null;
};
export type MonthNamed = Place & {
  readonly kind: 'month';
  readonly month: number;
  readonly year: number | null;
};

const periodBook = phraseBook(PERIODS);
const OF: ReadonlySet<string> = words('de del d en em of in do para for');

function monthNameAt(tokens: readonly Token[], at: number): number | undefined {
  const word = wordAt(tokens, at);
  if (word === undefined) return undefined;
  const named = Object.hasOwn(MONTHS, word) ? MONTHS[word] : undefined;
  return named ?? nearest(word, MONTHS, LOOKALIKES);
}

/** "de octubre", "en febrero": the month a period is in. */
export function monthAfter(
  tokens: readonly Token[],
  at: number,
): { month: number; next: number } | undefined {
  const here = OF.has(wordAt(tokens, at) ?? '') ? at + 1 : at;
  const word = wordAt(tokens, here) ?? '';
  const month =
    monthNameAt(tokens, here) ??
    (here > at && Object.hasOwn(SHORT_MONTHS, word) ? SHORT_MONTHS[word] : undefined);
  return month === undefined ? undefined : { month, next: here + 1 };
}

function yearAt(tokens: readonly Token[], at: number): { year: number; next: number } | undefined {
  const here = ['de', 'del', 'of'].includes(wordAt(tokens, at) ?? '') ? at + 1 : at;
  const token = tokens[here];
  if (
    token?.kind !== 'number' ||
    token.text.length !== 4 ||
    token.value < 2000 ||
    token.value > 2100
  )
    return undefined;
  return { year: token.value, next: here + 1 };
}

export function findPeriods(tokens: readonly Token[]): Period[] {
  const found = findPhrases(periodBook, tokens);
  // "finde largo de carnaval" is carnival.
  const named = found.filter(
    (one) =>
      one.label !== 'longWeekend' ||
      !found.some((other) => other.label !== 'longWeekend' && Math.abs(other.from - one.to) <= 2),
  );
  return named.map(({ label, from, to }) => {
    const month = monthAfter(tokens, to);
    const year = yearAt(tokens, month?.next ?? to);
    return {
      kind: 'period',
      name: label,
      from,
      to: year?.next ?? month?.next ?? to,
      month: month?.month ?? null,
      year: year?.year ?? null,
    };
  });
}

export function findWeekends(tokens: readonly Token[], reading: Reading): Weekend[] {
  const weekends: Weekend[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const named = afterAny(tokens, at, WEEKEND);
    if (
      named === undefined ||
      tokens[at]?.kind === 'taken' ||
      LONG.has(wordAt(tokens, named) ?? '')
    )
      continue;
    const weekend = weekendAt(tokens, at, named, reading);
    // "feriado" alone is no weekend; "el feriado del 8 de diciembre" is.
    if (tokens[at]?.text === 'feriado' && weekend.of === null) continue;
    weekends.push(weekend);
    at = named - 1;
  }
  return [...weekends, ...otherWeekends(tokens, weekends)];
}

/** "… o el otro", "… no, el que viene": a weekend named only against another. */
function otherWeekends(tokens: readonly Token[], weekends: readonly Weekend[]): Weekend[] {
  const [first] = weekends;
  if (!first || weekends.length > 1 || first.which === 'next') return [];
  for (let at = first.to; at < tokens.length; at++) {
    const to = afterAny(tokens, at, OTHER_WEEKEND);
    if (to !== undefined)
      return [
        {
          kind: 'weekend',
          from: at,
          to,
          which: 'next',
          contrasted: true,
          of: null,
          ordinal: null,
          month: null,
        },
      ];
  }
  return [];
}

function weekendAt(
  tokens: readonly Token[],
  from: number,
  named: number,
  reading: Reading,
): Weekend {
  const before = wordAt(tokens, from - 1) ?? '';
  const ordinal = Object.hasOwn(ORDINAL_WORDS, before)
    ? (ORDINAL_WORDS[before] ?? null)
    : ['ultimo', 'last'].includes(before)
      ? -1
      : null;
  const coming = afterAny(tokens, named, COMING);
  const month = monthAfter(tokens, named);
  const dayAt = ['del', 'de', 'of', 'do'].includes(wordAt(tokens, named) ?? '')
    ? named + 1
    : undefined;
  const start =
    dayAt !== undefined && ['dia', 'the'].includes(wordAt(tokens, dayAt) ?? '') ? dayAt + 1 : dayAt;
  const read =
    start === undefined
      ? undefined
      : (fullDayAt(tokens, start, reading) ?? bareDayAt(tokens, start));
  // "el finde del 15 al 17": the days say more than the weekend.
  const opensRange =
    read !== undefined &&
    ['al', 'hasta', '-', 'a', 'y', 'ao', 'to', 'until'].includes(tokens[read.next]?.text ?? '');
  const full = read && 'day' in read && !opensRange ? read : undefined;
  const bare = read && 'value' in read && !opensRange ? read : undefined;
  const of: Day | null =
    full?.day ??
    (bare
      ? { kind: 'dated', day: bare.value, month: null, year: null, weekday: null, numeric: false }
      : null);
  const plural = tokens[from]?.text === 'findes' || tokens[named - 1]?.text === 'weekends';
  const some =
    [
      'un',
      'algun',
      'um',
      'algum',
      'any',
      'a',
      'cualquier',
      'some',
      'los',
      'cada',
      'qualquer',
      'por',
    ].includes(before) || plural;
  const which =
    coming !== undefined || COMING_BEFORE.has(before)
      ? 'next'
      : THIS_BEFORE.has(before)
        ? 'this'
        : some
          ? 'some'
          : 'bare';
  const to = full?.next ?? bare?.next ?? (opensRange ? named : (month?.next ?? coming ?? named));
  return {
    kind: 'weekend',
    from,
    to,
    which,
    contrasted: false,
    of: of?.kind === 'dated' ? of : null,
    ordinal,
    month: month?.month ?? null,
  };
}

const BEFORE_MONTH: ReadonlySet<string> = words(`
  en para em in for de d of por durante during p pra todo mes a x hacia desde este next proximo o
  y e fines mediados principios early late mid del
`);
const AFTER_NAME: ReadonlySet<string> = words(`
  soy llamo nombre hola don sr gracias con senor sra tia tio am im name nome sou chamo
`);

/** A month as a whole. */
export function findMonths(tokens: readonly Token[], today: CalendarDate): MonthNamed[] {
  const months: MonthNamed[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    const next = nextMonthAt(tokens, at);
    if (next !== undefined) {
      const month = (Number(today.slice(5, 7)) % 12) + 1;
      months.push({ kind: 'month', from: at, to: next, month, year: null });
      return;
    }
    const introduced = BEFORE_MONTH.has(wordAt(tokens, at - 1) ?? '');
    const exact = Object.hasOwn(MONTHS, token.text) ? MONTHS[token.text] : undefined;
    const month = exact ?? (introduced ? nearest(token.text, MONTHS, LOOKALIKES) : undefined);
    if (month === undefined) return;
    const before = wordAt(tokens, at - 1) ?? '';
    const needsIntroduction =
      SHY_MONTHS.has(token.text) &&
      !(at === 0 && tokens.length > 1 && !['may', 'march', 'abril', 'marco'].includes(token.text));
    if (AFTER_NAME.has(before) || (needsIntroduction && !introduced)) return;
    const year = yearAt(tokens, at + 1);
    months.push({
      kind: 'month',
      from: at,
      to: year?.next ?? at + 1,
      month,
      year: year?.year ?? null,
    });
  });
  return months;
}

/** "el mes que viene", "next month". */
function nextMonthAt(tokens: readonly Token[], at: number): number | undefined {
  const before = COMING_BEFORE.has(wordAt(tokens, at) ?? '');
  const noun = before ? at + 1 : at;
  if (!['mes', 'month'].includes(wordAt(tokens, noun) ?? '')) return undefined;
  return before ? noun + 1 : afterAny(tokens, noun + 1, COMING);
}

/** "un finde de febrero" asks about the month. */
export function monthOfWeekend(weekend: Weekend | Period): MonthNamed[] {
  if (weekend.kind === 'period')
    return weekend.month === null ? [] : [{ ...weekend, kind: 'month', month: weekend.month }];
  return weekend.month === null || weekend.ordinal !== null || weekend.of !== null
    ? []
    : [{ kind: 'month', from: weekend.from, to: weekend.to, month: weekend.month, year: null }];
}

/** The first day of the month meant: this year's while it is not over. */
export function firstOfMonth(
  { month, year }: MonthNamed,
  today: CalendarDate,
): CalendarDate | undefined {
  const thisYear = Number(today.slice(0, 4));
  const target = year ?? (month < Number(today.slice(5, 7)) ? thisYear + 1 : thisYear);
  const first = calendarDateOf(target, month, 1);
  return first && first.slice(0, 7) >= today.slice(0, 7) ? first : undefined;
}

/** Friday to Sunday. */
const WEEKEND_NIGHTS = 2;

function weekendFrom(friday: CalendarDate): Stay {
  return { checkIn: friday, checkOut: addDays(friday, WEEKEND_NIGHTS) };
}

export function comingFriday(today: CalendarDate): CalendarDate {
  return addDays(today, (5 - weekdayOf(today) + 7) % 7);
}

const stayOf = (stay: Stay): Resolution => ({ kind: 'stay', stay });
const doubtOf = (
  why: Extract<Doubt, { kind: 'stay' }>['why'],
  readings: readonly Stay[],
  name?: string,
): Resolution => ({
  kind: 'doubt',
  doubt:
    name === undefined ? { kind: 'stay', why, readings } : { kind: 'stay', why, readings, name },
});

export function resolveWeekend(weekend: Weekend, hearing: Hearing): Resolution {
  const { today } = hearing;
  if (weekend.of?.kind === 'dated') return weekendOf(weekend.of, hearing);
  if (weekend.ordinal !== null && weekend.month !== null)
    return weekendOfMonth(weekend.ordinal, weekend.month, hearing);
  if (weekend.month !== null || weekend.which === 'some') return { kind: 'nothing' };
  const coming = weekendFrom(comingFriday(today));
  if (weekend.which === 'next') {
    const later = weekendFrom(addDays(coming.checkIn, 7));
    if (weekend.contrasted) return stayOf(later);
    const alreadySpokenOf =
      hearing.known.stay !== undefined &&
      hearing.known.stay.checkIn < later.checkIn &&
      hearing.known.stay.checkOut > coming.checkIn;
    return doubtOf('whichWeekend', alreadySpokenOf ? [later] : [later, coming]);
  }
  // On a Saturday this weekend has one night left.
  if (weekdayOf(today) === 6)
    return doubtOf('whichWeekend', [{ checkIn: today, checkOut: addDays(today, 1) }, coming]);
  return stayOf(coming);
}

/** "el finde del 15 de enero": the weekend around that day, or the one after it. */
function weekendOf(day: Extract<Day, { kind: 'dated' }>, hearing: Hearing): Resolution {
  const date =
    day.month === null
      ? nextSuchDay(hearing.known.month ?? hearing.today, day.day, null)
      : nextYearly(hearing.today, day.month, day.day);
  if (!date) return { kind: 'problem', problem: { kind: 'noSuchDate' } };
  const long = hearing.calendar.periods.filter(
    (one) =>
      one.key === 'longWeekend' &&
      one.stay.checkIn <= date &&
      one.stay.checkOut >= date &&
      one.stay.checkIn >= hearing.today,
  );
  if (long.length > 0)
    return doubtOf(
      'holiday',
      long.map((one) => one.stay),
      long[0]?.name,
    );
  const weekday = weekdayOf(date);
  const friday = addDays(date, weekday >= 5 ? 5 - weekday : weekday === 1 ? -3 : 5 - weekday);
  if (friday < hearing.today) return { kind: 'problem', problem: { kind: 'past' } };
  return weekday >= 5
    ? stayOf(weekendFrom(friday))
    : doubtOf('whichWeekend', [weekendFrom(friday)]);
}

function nextYearly(today: CalendarDate, month: number, day: number): CalendarDate | undefined {
  const year = Number(today.slice(0, 4));
  const date = calendarDateOf(year, month, day);
  return date && date >= today ? date : calendarDateOf(year + 1, month, day);
}

function weekendOfMonth(ordinal: number, month: number, hearing: Hearing): Resolution {
  const first = nextYearly(hearing.today, month, 1);
  const start =
    month === Number(hearing.today.slice(5, 7))
      ? calendarDateOf(Number(hearing.today.slice(0, 4)), month, 1)
      : first;
  if (!start) return { kind: 'nothing' };
  const fridays: CalendarDate[] = [];
  for (
    let friday = comingFriday(start);
    friday.slice(0, 7) === start.slice(0, 7);
    friday = addDays(friday, 7)
  )
    fridays.push(friday);
  const friday = ordinal < 0 ? fridays.at(-1) : fridays[ordinal - 1];
  if (!friday) return { kind: 'nothing' };
  return friday < hearing.today
    ? { kind: 'problem', problem: { kind: 'past' } }
    : stayOf(weekendFrom(friday));
}

const A_YEAR = 366;

type CalendarPeriod = HolidayCalendar['periods'][number];

/** The next time the period comes round, with its possible days of arrival; always confirmed. */
export function resolvePeriod(period: Period, hearing: Hearing): Resolution {
  const keys: readonly string[] =
    period.name === 'festive' ? ['christmas', 'newYear'] : [period.name];
  const fits = (one: CalendarPeriod): boolean =>
    keys.includes(one.key) &&
    one.stay.checkIn >= hearing.today &&
    (period.year === null ||
      one.stay.checkOut.startsWith(String(period.year)) ||
      one.stay.checkIn.startsWith(String(period.year))) &&
    (period.month === null ||
      [one.stay.checkIn, one.stay.checkOut].some(
        (date) => Number(date.slice(5, 7)) === period.month,
      ));
  const upcoming = hearing.calendar.periods
    .filter(fits)
    .toSorted((a, b) =>
      a.stay.checkOut < b.stay.checkOut ? -1 : a.stay.checkOut > b.stay.checkOut ? 1 : 0,
    );
  const first = upcoming[0];
  // "finde largo de mayo" when next May has none: no answer from the year after.
  const tooLate =
    period.name === 'longWeekend' &&
    period.year === null &&
    first !== undefined &&
    first.stay.checkIn > addDays(hearing.today, A_YEAR);
  if (!first || tooLate) return { kind: 'nothing' };
  const sameTime = upcoming.filter((one) =>
    period.name === 'winterBreak' || period.name === 'festive'
      ? one.stay.checkIn < addDays(first.stay.checkIn, 40)
      : one.stay.checkOut === first.stay.checkOut,
  );
  const readings = sameTime.map((one) => one.stay);
  return doubtOf(period.name === 'winterBreak' ? 'winterBreak' : 'holiday', readings, first.name);
}
