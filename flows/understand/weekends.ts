// Weekends: this one, the next, the one around a day, the first of a month.

import {
  addDays,
  calendarDateOf,
  weekdayOf,
  type CalendarDate,
  type Stay,
} from '../../src/domain/stay.ts';
import { nextSuchDay } from './arrival.ts';
import { bareDayAt, type Day, type Reading } from './day.ts';
import { fullDayAt } from './days.ts';
import {
  COMING,
  COMING_BEFORE,
  LONG,
  OTHER_WEEKEND,
  THIS_BEFORE,
  WEEKEND,
} from './lexicon/calendar.ts';
import { ORDINAL_WORDS } from './lexicon/numbers.ts';
import type { Hearing } from './meaning.ts';
import { monthAfter } from './months.ts';
import { doubtOf, stayOf, type Resolution } from './resolution.ts';
import { words } from './lexicon/words.ts';
import { ordinalAt } from './numbers.ts';
import { afterAny } from './sequence.ts';
import { wordAt, type Place, type Token } from './tokens.ts';

export type Weekend = Place & {
  readonly kind: 'weekend';
  /** `some`: "un finde de febrero", no weekend in particular. */
  readonly which: 'bare' | 'this' | 'next' | 'following' | 'some';
  /** "este finde o el otro": the one after a weekend already named. */
  readonly contrasted: boolean;
  readonly of: Day | null;
  readonly ordinal: number | null;
  readonly month: number | null;
};

const NEEDS_DAY: ReadonlySet<string> = words('feriado puente');
const OF_NAMES: ReadonlySet<string> = words('de del do of');

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
    if (NEEDS_DAY.has(tokens[at]?.text ?? '') && weekend.of === null) continue;
    // "el finde de carnaval" is carnival.
    if (OF_NAMES.has(tokens[named]?.text ?? '') && tokens[named + 1]?.kind === 'taken') continue;
    weekends.push(weekend);
    at = named - 1;
  }
  return [...weekends, ...otherWeekends(tokens, weekends)];
}

/** "… o el otro", "… no, el que viene": a weekend named only against another. */
function otherWeekends(tokens: readonly Token[], weekends: readonly Weekend[]): Weekend[] {
  const [first] = weekends;
  if (first && weekends.length === 1 && first.ordinal !== null) return alsoOfMonth(tokens, first);
  if (!first || weekends.length > 1 || first.which === 'next' || first.which === 'following')
    return [];
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

/** "el primer finde de marzo o el segundo". */
function alsoOfMonth(tokens: readonly Token[], first: Weekend): Weekend[] {
  for (let at = first.to; at < tokens.length - 1; at++) {
    if (!OR_WORDS.has(tokens[at]?.text ?? '')) continue;
    const word = ['el', 'the'].includes(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const ordinal = ordinalAt(tokens, word);
    if (ordinal) return [{ ...first, from: word, to: ordinal.next, ordinal: ordinal.value }];
  }
  return [];
}

const OR_WORDS: ReadonlySet<string> = words('o u ou or y e and');

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
  const isComing = coming !== undefined || COMING_BEFORE.has(before);
  const follows = FOLLOWING.has(before) || FOLLOWING.has(wordAt(tokens, named) ?? '');
  const which = isComing
    ? follows
      ? 'following'
      : 'next'
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

const FOLLOWING: ReadonlySet<string> = words('siguiente seguinte following');

/** Friday to Sunday. */
const WEEKEND_NIGHTS = 2;

function weekendFrom(friday: CalendarDate): Stay {
  return { checkIn: friday, checkOut: addDays(friday, WEEKEND_NIGHTS) };
}

function comingFriday(today: CalendarDate): CalendarDate {
  return addDays(today, (5 - weekdayOf(today) + 7) % 7);
}

export function resolveWeekend(weekend: Weekend, hearing: Hearing): Resolution {
  const { today } = hearing;
  if (weekend.of?.kind === 'dated') return weekendOf(weekend.of, hearing);
  if (weekend.ordinal !== null && weekend.month !== null)
    return weekendOfMonth(weekend.ordinal, weekend.month, hearing);
  if (weekend.month !== null || weekend.which === 'some') return { kind: 'nothing' };
  const coming = weekendFrom(comingFriday(today));
  if (weekend.which === 'next' || weekend.which === 'following') {
    const later = weekendFrom(addDays(coming.checkIn, 7));
    if (weekend.contrasted) return stayOf(later);
    const { stay } = hearing.known;
    // the one after a stay that is farther off than both
    if (weekend.which === 'following' && stay && stay.checkIn >= later.checkIn)
      return stayOf(weekendFrom(comingFriday(addDays(stay.checkIn, 1))));
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
